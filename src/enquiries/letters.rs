//! What is written to those who may answer, and to the one who asked.
use super::model::{Enquiry, Kind};
use crate::{
    courses::Titles,
    mail::{Letter, Reader, Rendered},
    rendered,
};
use serde::{Deserialize, Serialize};

/// Somebody asks; to her facilitators, or to the experts of the course. What she asks stands in the school only.
#[derive(Debug, Serialize, Deserialize)]
pub struct EnquiryLetter {
    /// By language.
    pub course_titles: Titles,
    /// By language; those of the course when the lesson is no longer taught.
    pub lesson_titles: Titles,
    pub is_fault: bool,
    /// The page on which it is answered.
    pub path: String,
}

impl EnquiryLetter {
    pub fn new(kind: Kind, course_titles: Titles, lesson_titles: Titles, path: String) -> Self {
        Self {
            lesson_titles: or(lesson_titles, &course_titles),
            course_titles,
            is_fault: kind == Kind::Fault,
            path,
        }
    }

    pub fn link(&self, reader: &Reader<'_>) -> String {
        reader.link(&self.path)
    }
}

impl Letter for EnquiryLetter {
    const KIND: &'static str = "enquiry";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            EnquiryLetter,
            self,
            reader,
            "letters/enquiry/subject.txt",
            "letters/enquiry/body.txt",
            "letters/enquiry/body.html"
        )
    }
}

/// Her question was answered.
#[derive(Debug, Serialize, Deserialize)]
pub struct AnswerLetter {
    /// By language; those of the course when the lesson is no longer taught.
    pub lesson_titles: Titles,
    /// Of question and answer.
    pub language: String,
    pub words: String,
    pub answer: String,
}

impl AnswerLetter {
    pub fn new(enquiry: &Enquiry, lesson_titles: Titles, answer: &str) -> Self {
        Self {
            lesson_titles: or(lesson_titles, &enquiry.course.titles()),
            language: enquiry.language.clone(),
            words: enquiry.words.clone(),
            answer: answer.into(),
        }
    }

    pub fn link(&self, reader: &Reader<'_>) -> String {
        reader.link("/enquiries")
    }
}

impl Letter for AnswerLetter {
    const KIND: &'static str = "answer";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            AnswerLetter,
            self,
            reader,
            "letters/answer/subject.txt",
            "letters/answer/body.txt",
            "letters/answer/body.html"
        )
    }
}

fn or(titles: Titles, others: &Titles) -> Titles {
    if titles.is_empty() {
        others.clone()
    } else {
        titles
    }
}
