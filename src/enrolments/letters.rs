//! What learners are written about their courses.
use crate::{
    mail::{Letter, Reader, Rendered},
    rendered,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// She is a learner of a course from now on.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnrolledLetter {
    /// By language.
    pub course_titles: BTreeMap<String, String>,
    pub course_slug: String,
}

impl Letter for EnrolledLetter {
    const KIND: &'static str = "enrolled";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            EnrolledLetter,
            self,
            reader,
            "letters/enrolled/subject.txt",
            "letters/enrolled/body.txt",
            "letters/enrolled/body.html"
        )
    }
}

impl EnrolledLetter {
    pub fn link(&self, reader: &Reader<'_>) -> String {
        reader.link(&format!("/courses/{}", self.course_slug))
    }
}
