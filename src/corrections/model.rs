//! A correction, and what can be wrong with its form.
use crate::{
    courses::{LessonId, Passage},
    enquiries::{Text, Wrong},
};
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rocket::FromForm;
use uuid::Uuid;

/// The form as it came.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Sent {
    pub id: Uuid,
    pub reason: String,
    /// It is about a statement that can harm.
    #[field(default = false)]
    pub class_a: bool,
    /// From which it follows, if from one.
    pub enquiry: Option<Uuid>,
}

pub const ALREADY: Wrong = Wrong::new("reason", "corrections-already");
const LONG: Wrong = Wrong::new("reason", "corrections-reason-long");
const MISSING: Wrong = Wrong::new("reason", "corrections-reason-missing");

impl Sent {
    /// Why the lesson is wrong.
    ///
    /// # Errors
    /// What is wrong with the field.
    pub fn reason(&self) -> Result<Text, Wrong> {
        match Text::read(&self.reason) {
            None => Err(LONG),
            Some(reason) if reason.is_empty() => Err(MISSING),
            Some(reason) => Ok(reason),
        }
    }
}

/// A correction of a lesson.
#[derive(Clone, Debug, Queryable)]
pub struct Correction {
    pub id: Uuid,
    pub lesson: LessonId,
    pub reason: String,
    pub is_class_a: bool,
    /// The hash of what the lesson said when it was opened.
    pub content: String,
    pub opened_at: DateTime<Utc>,
    pub mended_at: Option<DateTime<Utc>>,
}

/// A correction with its lesson.
pub struct Entry {
    pub correction: Correction,
    /// Its address and its title; nothing when it is no longer taught.
    pub lesson: Option<(String, Passage)>,
}
