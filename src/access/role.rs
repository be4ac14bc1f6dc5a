//! The roles, and what one needs to hold each of them over a thing.
use super::{Enrolment, PersonId, Scope, scope::check};
use crate::{Error, Result};
use diesel_async::AsyncPgConnection;

/// The roles that are given. Nobody is given the role learner: it is an open enrolment in a published course.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub enum RoleName {
    Administrator,
    Coordinator,
    Facilitator,
    Instructor,
    Reviewer,
}

impl RoleName {
    /// As the table `roles` has it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Administrator => "administrator",
            Self::Coordinator => "coordinator",
            Self::Facilitator => "facilitator",
            Self::Instructor => "instructor",
            Self::Reviewer => "reviewer",
        }
    }

    /// The roles that may do what this one may: who coordinates can stand in for a facilitator.
    pub(super) fn and_above(self) -> Vec<&'static str> {
        match self {
            Self::Administrator => vec!["administrator"],
            Self::Coordinator => vec!["coordinator", "administrator"],
            Self::Facilitator => vec!["facilitator", "coordinator", "administrator"],
            Self::Instructor => vec!["instructor", "administrator"],
            // Whoever signs for what is taught must have been chosen for it.
            Self::Reviewer => vec!["reviewer"],
        }
    }
}

#[rocket::async_trait]
pub trait Role: Sized + Send + Sync + 'static {
    /// What the holder holds, or why she does not.
    async fn held<S: Scope>(by: PersonId, over: &S, db: &mut AsyncPgConnection) -> Result<Self>;
}

macro_rules! given {
    ($($noun:ident: $name:ident, $doc:literal;)+) => {$(
        #[doc = $doc]
        pub struct $noun;

        #[rocket::async_trait]
        impl Role for $noun {
            async fn held<S: Scope>(
                by: PersonId,
                over: &S,
                db: &mut AsyncPgConnection,
            ) -> Result<Self> {
                check(by, RoleName::$name, over, db).await.map(|()| Self)
            }
        }
    )+};
}

given! {
    Administers: Administrator, "Runs the school.";
    Coordinates: Coordinator, "Runs a country project.";
    Facilitates: Facilitator, "Learns with a group.";
    Instructs: Instructor, "Writes and publishes a course.";
    Reviews: Reviewer, "Checks what a course teaches, and answers questions about it.";
}

/// Learns: the enrolment came with the course, so that this asks the database nothing.
pub struct Learns {
    pub enrolment: Enrolment,
}

#[rocket::async_trait]
impl Role for Learns {
    async fn held<S: Scope>(_: PersonId, over: &S, _: &mut AsyncPgConnection) -> Result<Self> {
        match over.enrolment() {
            Some(enrolment) => Ok(Self {
                enrolment: enrolment.clone(),
            }),
            None if over.is_public() => Err(Error::Forbidden),
            None => Err(Error::NotFound),
        }
    }
}
