//! A course, announced or open.
use super::Next;
use crate::{
    access::Enrolment,
    courses::{Catalogued, Edition, KnownLine, Lesson, LessonId, Passage, Script, names_of},
    page::Frame,
};
use askama::Template;
use std::{collections::HashMap, sync::Arc};

/// A course that is announced.
#[derive(Template)]
#[template(path = "learning/announced.html")]
pub struct Announced {
    pub frame: Frame,
    pub course: Catalogued,
}

/// A course, as a visitor or a learner meets it.
#[derive(Template)]
#[template(path = "learning/course.html")]
pub struct Show {
    pub frame: Frame,
    pub edition: Arc<Edition>,
    pub script: Arc<Script>,
    pub known: KnownLine,
    pub enrolment: Option<Enrolment>,
    /// Lessons that she began, and whether they are done.
    pub done: HashMap<LessonId, bool>,
}

/// A lesson in the list of a course.
struct Row<'s> {
    slug: &'s str,
    title: &'s Passage,
    minutes: i16,
    bytes: u64,
    is_done: bool,
    is_begun: bool,
    is_next: bool,
    may_read: bool,
}

impl Show {
    fn is_done(&self, lesson: &Lesson) -> bool {
        self.done.get(&lesson.id).copied().unwrap_or(false)
    }

    fn lessons_done(&self) -> usize {
        let lessons = self.edition.lessons.iter();
        lessons.filter(|lesson| self.is_done(lesson)).count()
    }

    /// How many questions can be answered before the course, by a learner who has neither done so nor begun.
    fn pretest(&self) -> Option<usize> {
        let pretest = self.edition.pretest.as_ref()?;
        let is_offered = self.enrolment.is_some()
            && self.lessons_done() == 0
            && !self.done.contains_key(&pretest.id);
        is_offered.then_some(pretest.questions.len())
    }

    fn missing(&self) -> usize {
        self.edition.lessons.len() - self.lessons_done()
    }

    /// Where to go on: the first lesson that is not done.
    fn next_place(&self) -> Option<usize> {
        let mut lessons = self.edition.lessons.iter();
        let place = lessons.position(|lesson| !self.is_done(lesson))?;
        self.enrolment.as_ref().map(|_| place)
    }

    fn next(&self) -> Option<Next> {
        let place = self.next_place()?;
        Some(Next::of(&self.edition, place, self.frame.tag()))
    }

    /// Each module with its lessons.
    fn modules(&self) -> Vec<(&Passage, Vec<Row<'_>>)> {
        let modules = self.edition.modules.iter().zip(&self.script.modules);
        let next = self.next_place();
        let all = modules.map(|(module, title)| {
            let lessons = self
                .edition
                .lessons
                .iter()
                .zip(&self.script.lessons)
                .enumerate();
            let rows = lessons
                .filter(|(_, (lesson, _))| lesson.module == Some(module.id))
                .map(|(place, (lesson, spoken))| Row {
                    slug: &lesson.slug,
                    title: &spoken.title,
                    minutes: lesson.minutes,
                    bytes: spoken.bytes,
                    is_done: self.is_done(lesson),
                    is_begun: self.done.contains_key(&lesson.id) || next == Some(place),
                    is_next: next == Some(place),
                    may_read: self.enrolment.is_some() || lesson.open,
                });
            (title, rows.collect())
        });
        all.collect()
    }

    fn languages(&self) -> String {
        names_of(self.edition.languages.iter())
    }

    fn bytes(&self) -> u64 {
        self.script.lessons.iter().map(|lesson| lesson.bytes).sum()
    }

    fn open_lesson(&self) -> Option<&str> {
        let mut lessons = self.edition.lessons.iter();
        lessons
            .find(|lesson| lesson.open)
            .map(|lesson| lesson.slug.as_str())
    }
}
