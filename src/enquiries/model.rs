//! What is asked and answered, and how long the experts leave it to the facilitator.
use crate::{
    access::PersonId,
    cohorts::CohortId,
    courses::{CourseId, LessonId, Passage, Spoken, Titles, VersionId},
    media::Sha256Hex,
};
use chrono::{DateTime, TimeDelta, Utc};
use diesel::prelude::*;
use uuid::Uuid;

/// A facilitator is asked first. When she has not answered for so long, the experts see the enquiry too.
pub const PATIENCE: TimeDelta = TimeDelta::days(3);

/// How many answers stand under a lesson at most, and how many letters they may have together: a lesson stays light.
const MOST_SHOWN: usize = 5;
const MOST_SHOWN_LETTERS: usize = 3_000;

/// Whether somebody asks something, or says that something is wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    Question,
    Fault,
}

impl Kind {
    /// As rows, forms and addresses have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Question => "question",
            Self::Fault => "fault",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        [Self::Question, Self::Fault]
            .into_iter()
            .find(|kind| kind.name() == name)
    }

    /// The key of its word in a list.
    pub fn key(self) -> &'static str {
        match self {
            Self::Question => "enquiries-kind-question",
            Self::Fault => "enquiries-kind-fault",
        }
    }
}

/// What is wrong in a field: the id of the field, and the key of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub key: &'static str,
}

impl Wrong {
    pub const fn new(field: &'static str, key: &'static str) -> Self {
        Self { field, key }
    }
}

/// A text of some lines that somebody typed: without what cannot be seen or turns the writing around, and not too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text(String);

impl Text {
    pub const LONGEST: usize = 2_000;

    /// The text that was typed, which may be empty.
    ///
    /// # Errors
    /// `None` when it is too long.
    pub fn read(typed: &str) -> Option<Self> {
        let disturbs = |c: &char| {
            (c.is_control() && *c != '\n')
                || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        };
        let lines = typed.replace("\r\n", "\n");
        let text: String = lines.chars().filter(|c| !disturbs(c)).collect();
        let text = text.trim();
        (text.chars().count() <= Self::LONGEST).then(|| Self(text.into()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether nothing stands there that could be read.
    pub fn is_empty(&self) -> bool {
        let is_unseen = |c: char| c.is_whitespace() || matches!(c, '\u{200b}'..='\u{200f}');
        self.0.chars().all(is_unseen)
    }
}

/// The course that an enquiry is about.
#[derive(Clone, Debug, Queryable)]
pub struct Taught {
    pub id: CourseId,
    pub slug: String,
    titles: serde_json::Value,
    /// What is published of it.
    pub version: Option<VersionId>,
}

impl Taught {
    pub fn title(&self, language: &str) -> Spoken {
        Spoken::of(&self.titles, language)
    }

    pub fn titles(&self) -> Titles {
        serde_json::from_value(self.titles.clone()).unwrap_or_default()
    }
}

/// An enquiry as those see it who may.
#[derive(Clone, Debug, Queryable)]
pub struct Enquiry {
    pub id: Uuid,
    pub course: Taught,
    pub lesson: LessonId,
    kind: String,
    /// In which it was asked, and is to be answered.
    pub language: String,
    pub words: String,
    photo: Option<String>,
    pub asked_by: PersonId,
    pub asker: String,
    pub asked_at: DateTime<Utc>,
    pub cohort: Option<CohortId>,
    pub passed_on_at: Option<DateTime<Utc>>,
    pub answer: Option<String>,
    pub shown: bool,
}

impl Enquiry {
    pub fn kind(&self) -> Kind {
        Kind::named(&self.kind).unwrap_or(Kind::Question)
    }

    pub fn is_fault(&self) -> bool {
        self.kind() == Kind::Fault
    }

    pub fn has_photo(&self) -> bool {
        self.photo.is_some()
    }

    pub fn photo(&self) -> Option<Sha256Hex> {
        Sha256Hex::parse(self.photo.as_ref()?)
    }

    /// Its first words, for a list.
    pub fn beginning(&self) -> String {
        const LETTERS: usize = 90;
        let words: Vec<_> = self.words.split_whitespace().collect();
        let words = words.join(" ");
        match words.char_indices().nth(LETTERS) {
            Some((end, _)) => format!("{}…", words[..end].trim_end()),
            None => words,
        }
    }
}

/// An enquiry with the lesson that it is about.
pub struct Entry {
    pub enquiry: Enquiry,
    /// Its address and its title; nothing when it is no longer taught.
    pub lesson: Option<(String, Passage)>,
}

/// What stands under a lesson for everybody: nobody's name, and no photo.
#[derive(Clone, Debug, PartialEq, Eq, Queryable)]
pub struct ShownAnswer {
    pub language: String,
    pub words: String,
    pub answer: String,
}

impl ShownAnswer {
    fn letters(&self) -> usize {
        self.words.chars().count() + self.answer.chars().count()
    }

    /// Of all that are shown, the newest first, those that a light page can carry; always one.
    pub fn lightest(newest_first: Vec<Self>) -> Vec<Self> {
        let mut letters = 0;
        let fits = |shown: &Self| {
            let is_first = letters == 0;
            letters += shown.letters();
            is_first || letters <= MOST_SHOWN_LETTERS
        };
        newest_first
            .into_iter()
            .take(MOST_SHOWN)
            .take_while(fits)
            .collect()
    }
}

/// A course that somebody checks, with how many enquiries wait for its experts.
#[derive(Clone, Debug, Queryable)]
pub struct Checked {
    pub slug: String,
    titles: serde_json::Value,
    pub waiting: i64,
}

impl Checked {
    pub fn title(&self, language: &str) -> Spoken {
        Spoken::of(&self.titles, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(typed: &str) -> Option<String> {
        Text::read(typed).map(|text| text.as_str().to_string())
    }

    #[test]
    fn a_text_keeps_its_lines_and_loses_what_nobody_sees() {
        let typed = "  Why\r\nnot?\0\u{202e}\u{7} நி\u{200c}லா ";
        assert_eq!(read(typed).unwrap(), "Why\nnot? நி\u{200c}லா");
        assert!(Text::read(" \r\n\u{200b}\0").unwrap().is_empty());
        assert!(!Text::read("?").unwrap().is_empty());
    }

    #[test]
    fn a_text_has_its_length_in_letters() {
        assert!(read(&"நி".repeat(1_000)).is_some());
        assert_eq!(read(&"ñ".repeat(2_001)), None);
    }

    #[test]
    fn a_lesson_carries_few_answers() {
        let answers = |number: usize, letters: usize| {
            let one = ShownAnswer {
                language: "en".into(),
                words: "Why?".into(),
                answer: "a".repeat(letters),
            };
            ShownAnswer::lightest(vec![one; number]).len()
        };
        assert_eq!(answers(0, 9), 0);
        assert_eq!(answers(9, 9), 5);
        assert_eq!(answers(5, 1_000), 2);
        assert_eq!(answers(5, 3_900), 1);
    }
}
