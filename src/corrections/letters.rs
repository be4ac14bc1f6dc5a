//! What is written to those who learnt what was wrong.
use crate::{
    courses::Titles,
    mail::{Letter, Reader, Rendered},
    rendered,
};
use serde::{Deserialize, Serialize};

/// A lesson that she completed said something that can harm, and says it no more.
#[derive(Debug, Serialize, Deserialize)]
pub struct CorrectionLetter {
    /// By language.
    pub course_titles: Titles,
    /// By language; those of the course when the lesson was taken away.
    pub lesson_titles: Titles,
    pub reason: String,
    /// Where it is read again.
    pub path: String,
}

impl Letter for CorrectionLetter {
    const KIND: &'static str = "correction";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            CorrectionLetter,
            self,
            reader,
            "letters/correction/subject.txt",
            "letters/correction/body.txt",
            "letters/correction/body.html"
        )
    }
}

impl CorrectionLetter {
    pub fn link(&self, reader: &Reader<'_>) -> String {
        reader.link(&self.path)
    }
}
