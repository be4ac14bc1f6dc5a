//! The pages of the inbox.
use super::model::KeptLetter;
use crate::{mail::Rendered, page::Frame};
use askama::Template;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "inbox/index.html")]
pub struct Letters {
    pub frame: Frame,
    pub lines: Vec<Line>,
}

/// A letter in the list.
pub struct Line {
    pub letter: KeptLetter,
    pub subject: String,
}

#[derive(Template)]
#[template(path = "inbox/show.html")]
pub struct Letter {
    pub frame: Frame,
    pub letter: Rendered,
    pub written_at: DateTime<Utc>,
}
