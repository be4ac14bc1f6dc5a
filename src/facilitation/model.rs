//! A course as a cohort learns it, and long lists in pages.
use crate::{
    courses::{Dossier, Edition, KnownLine, Lesson, LessonId, Passage, Script, SpokenLesson},
    words::Words,
};
use chrono::NaiveDate;
use std::sync::Arc;

/// The published version of a course of the cohort, in the visitor's language.
pub struct Outline {
    pub edition: Arc<Edition>,
    pub script: Arc<Script>,
    pub dossier: Arc<Dossier>,
}

impl Outline {
    pub fn slug(&self) -> &str {
        &self.edition.slug
    }

    pub fn title(&self) -> &Passage {
        &self.script.title
    }

    /// How the course is known on a day.
    pub fn known(&self, today: NaiveDate, words: Words) -> KnownLine {
        let lessons = self.edition.lesson_ids();
        let known = self.dossier.of_course(&lessons, words.tag(), today);
        KnownLine::of_course(&known, words)
    }

    /// The lessons in their order, each with what it says.
    pub fn lessons(&self) -> impl Iterator<Item = (&Lesson, &SpokenLesson)> {
        self.edition.lessons.iter().zip(&self.script.lessons)
    }

    pub fn lesson(&self, id: LessonId) -> Option<(&Lesson, &SpokenLesson)> {
        self.lessons().find(|(lesson, _)| lesson.id == id)
    }
}

/// Where in a long list a page stands.
#[derive(Clone, Copy, Debug)]
pub struct Pages {
    /// From 1.
    pub number: u16,
    /// How many rows there are on all pages, as far as they are known.
    pub rows: i64,
}

impl Pages {
    /// How many people a page shows at most.
    pub const SIZE: i64 = 50;

    /// The page with this number; the first where none is named.
    pub fn at(number: Option<u16>) -> Self {
        Self {
            number: number.unwrap_or(1).max(1),
            rows: 0,
        }
    }

    pub fn from(self) -> i64 {
        i64::from(self.number - 1) * Self::SIZE
    }

    pub fn earlier(self) -> Option<u16> {
        (self.number > 1).then(|| self.number - 1)
    }

    pub fn later(self) -> Option<u16> {
        (self.from() + Self::SIZE < self.rows).then(|| self.number.saturating_add(1))
    }

    /// How many pages there are.
    pub fn count(self) -> i64 {
        (self.rows + Self::SIZE - 1) / Self::SIZE
    }
}

#[cfg(test)]
mod tests {
    use super::Pages;

    #[test]
    fn pages_lead_to_each_other_and_no_further() {
        let page = |number, rows| {
            let page = Pages {
                rows,
                ..Pages::at(number)
            };
            (page.from(), page.earlier(), page.later(), page.count())
        };

        assert_eq!(page(None, 50), (0, None, None, 1));
        assert_eq!(page(Some(0), 51), (0, None, Some(2), 2));
        assert_eq!(page(Some(2), 101), (50, Some(1), Some(3), 3));
        assert_eq!(page(Some(3), 101), (100, Some(2), None, 3));
        assert_eq!(page(Some(u16::MAX), 0), (3_276_700, Some(65_534), None, 0));
    }
}
