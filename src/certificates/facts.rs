//! The facts of a certificate, frozen when it is issued: page, PDF and signature show these and nothing else.
use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::{Deserialize, Deserializer, Serialize, de};

use super::Code;
use crate::courses::OfCourse;

/// What one certificate states, for ever: a correction is another certificate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facts {
    pub version: Version,
    pub code: Code,
    /// The name as the person gave it, in any script.
    pub name: String,
    /// The language in which the course was learned: one of the keys of `titles`.
    pub language: String,
    /// The title of the course by language tag.
    pub titles: BTreeMap<String, String>,
    /// The time the course takes to learn, in minutes.
    pub minutes: u32,
    pub completed_on: NaiveDate,
    pub issued_on: NaiveDate,
    /// How many lessons were learned alone.
    pub lessons_self: u32,
    /// How many lessons were learned in a facilitated session.
    pub lessons_facilitated: u32,
    /// The best result in the quizzes; nothing if the course has none.
    pub quiz: Option<QuizResult>,
    /// How far the course had been reviewed when the certificate was issued.
    pub review: ReviewState,
    /// Issued while the school had no issuer: worth nothing, and says so everywhere.
    pub trial: bool,
    /// The name of the programme that gave the course, by language tag; empty if there is none.
    pub programme: BTreeMap<String, String>,
    pub issuer: String,
}

/// Right answers of questions asked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuizResult {
    pub right: u32,
    pub of: u32,
}

/// How it is known that what the course teaches holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReviewState {
    /// Nobody has checked it yet.
    Draft,
    /// A named person has checked it.
    Checked,
    /// An organisation has approved it for a place.
    Approved,
}

impl ReviewState {
    /// A course is known no better than the least known of its lessons.
    pub fn of(course: &OfCourse) -> Self {
        if course.is_approved() {
            Self::Approved
        } else if course.is_checked() {
            Self::Checked
        } else {
            Self::Draft
        }
    }
}

/// The version of the facts' form: written as 1, and no other is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
#[serde(into = "u8")]
pub struct Version;

impl Version {
    const NUMBER: u8 = 1;
}

impl From<Version> for u8 {
    fn from(_: Version) -> Self {
        Version::NUMBER
    }
}

impl<'de> Deserialize<'de> for Version {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        match u8::deserialize(deserializer)? {
            Self::NUMBER => Ok(Self),
            other => Err(de::Error::custom(format!(
                "facts of version {other} are not known"
            ))),
        }
    }
}

impl QuizResult {
    /// The better of several tries at one quiz: by share, and of equal shares the one with more questions.
    pub fn best(tries: impl IntoIterator<Item = Self>) -> Option<Self> {
        tries.into_iter().max_by_key(|one| {
            let share = u64::from(one.right) * 1_000_000 / u64::from(one.of.max(1));
            (share, one.of)
        })
    }

    /// Several quizzes together; nothing for none.
    pub fn total(quizzes: impl IntoIterator<Item = Self>) -> Option<Self> {
        quizzes.into_iter().reduce(|sum, one| Self {
            right: sum.right + one.right,
            of: sum.of + one.of,
        })
    }
}

impl Facts {
    /// The title in the language of the course; empty only if the facts hold none.
    pub fn title(&self) -> &str {
        let own = self.titles.get(&self.language);
        own.or_else(|| self.titles.values().next())
            .map_or("", String::as_str)
    }

    /// One or two titles with their languages: that of the course first, then the reader's if it is another one.
    pub fn titles_for<'a>(&'a self, reader: &'a str) -> Vec<(&'a str, &'a str)> {
        let second = self
            .titles
            .get(reader)
            .map(|title| (reader, title.as_str()));
        let first = (self.language.as_str(), self.title());
        let second = second.filter(|title| title.0 != first.0 && title.1 != first.1);
        [Some(first), second].into_iter().flatten().collect()
    }

    /// The name of the programme with its language: the reader's, else English, else any.
    pub fn programme_for<'a>(&'a self, reader: &str) -> Option<(&'a str, &'a str)> {
        let named = |tag| self.programme.get_key_value(tag);
        let found = named(reader).or_else(|| named("en"));
        let found = found.or_else(|| self.programme.first_key_value());
        found.map(|(tag, name)| (tag.as_str(), name.as_str()))
    }

    /// The one way to write these facts as bytes: equal facts, equal bytes, however they were stored in between.
    pub fn canonical(&self) -> Vec<u8> {
        serde_json::to_vec(self).expect("texts, numbers and dates can always be written as JSON")
    }
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;

    /// What Amina has learned.
    pub fn amina() -> Facts {
        Facts {
            version: Version,
            code: "ABCD-EFGH-JKMN".parse().unwrap(),
            name: "Amina Hassan".into(),
            language: "en".into(),
            titles: [
                (
                    "en".to_owned(),
                    "Drip irrigation for small farms".to_owned(),
                ),
                (
                    "sw".to_owned(),
                    "Umwagiliaji wa matone kwa mashamba madogo".to_owned(),
                ),
            ]
            .into(),
            minutes: 195,
            completed_on: NaiveDate::from_ymd_opt(2026, 11, 3).unwrap(),
            issued_on: NaiveDate::from_ymd_opt(2026, 11, 4).unwrap(),
            lessons_self: 6,
            lessons_facilitated: 2,
            quiz: Some(QuizResult { right: 8, of: 10 }),
            review: ReviewState::Draft,
            trial: true,
            programme: [("en".to_owned(), "Farmers of the north".to_owned())].into(),
            issuer: "South-South Cooperation Cloud School".into(),
        }
    }

    #[test]
    fn facts_survive_storage_word_for_word() {
        let stored: serde_json::Value = serde_json::from_slice(&amina().canonical()).unwrap();
        let read: Facts = serde_json::from_value(stored).unwrap();
        assert_eq!(read, amina());
        assert_eq!(read.canonical(), amina().canonical());
    }

    #[test]
    fn facts_of_another_version_are_refused() {
        let mut stored: serde_json::Value = serde_json::from_slice(&amina().canonical()).unwrap();
        assert_eq!(stored["version"], 1);
        stored["version"] = 2.into();
        assert!(serde_json::from_value::<Facts>(stored).is_err());
    }

    #[test]
    fn a_reader_of_another_language_sees_both_titles() {
        let facts = amina();
        let languages = |reader| -> Vec<&str> {
            let titles = facts.titles_for(reader);
            titles.iter().map(|title| title.0).collect()
        };
        assert_eq!(languages("sw"), ["en", "sw"]);
        assert_eq!(languages("en"), ["en"]);
        assert_eq!(languages("ta"), ["en"]);
    }

    #[test]
    fn a_programme_is_named_in_the_readers_language_if_it_can_be() {
        let mut facts = amina();
        facts.programme.insert("es".into(), "Del norte".into());
        assert_eq!(facts.programme_for("es"), Some(("es", "Del norte")));
        assert_eq!(
            facts.programme_for("ta"),
            Some(("en", "Farmers of the north"))
        );
        facts.programme.clear();
        assert_eq!(facts.programme_for("en"), None);
    }

    #[test]
    fn the_best_try_counts_and_quizzes_add_up() {
        let result = |right, of| QuizResult { right, of };
        let best = QuizResult::best([result(7, 10), result(9, 10), result(8, 9)]);
        assert_eq!(best, Some(result(9, 10)));
        assert_eq!(QuizResult::best([]), None);
        assert_eq!(
            QuizResult::total([result(9, 10), result(1, 3)]),
            Some(result(10, 13))
        );
        assert_eq!(QuizResult::total([]), None);
    }

    #[test]
    fn a_title_is_found_even_if_its_language_is_missing() {
        let mut facts = amina();
        facts.language = "fr".into();
        assert_eq!(facts.title(), "Drip irrigation for small farms");
    }
}
