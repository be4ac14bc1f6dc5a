//! Choosing a lesson, writing down who came, and what was kept.
use super::model::{Attendant, Past, Sent, Wrong};
use crate::{
    cohorts::Cohort,
    courses::{KnownLine, Lesson, LessonId, SpokenLesson, SpokenQuestion},
    facilitation::model::Outline,
    page::Frame,
};
use askama::Template;
use chrono::NaiveDate;
use std::collections::HashMap;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "facilitation/choose_lesson.html")]
pub struct Choose {
    pub frame: Frame,
    pub cohort: Cohort,
    pub outline: Outline,
    /// How many have done each lesson, of how many who learn the course.
    pub done: HashMap<LessonId, i64>,
    pub people: usize,
    pub latest: Vec<Past>,
}

impl Choose {
    fn done(&self, lesson: &Lesson) -> i64 {
        self.done.get(&lesson.id).copied().unwrap_or(0)
    }
}

#[derive(Template)]
#[template(path = "facilitation/session.html")]
pub struct Session {
    pub frame: Frame,
    pub cohort: Cohort,
    pub outline: Outline,
    pub lesson: LessonId,
    pub people: Vec<Attendant>,
    pub sent: Sent,
    pub today: NaiveDate,
    pub wrong: Vec<Wrong>,
}

impl Session {
    fn lesson(&self) -> Option<(&Lesson, &SpokenLesson)> {
        self.outline.lesson(self.lesson)
    }

    /// How the lesson is known: who teaches it to a group passes that on.
    fn known(&self) -> KnownLine {
        let dossier = &self.outline.dossier;
        let trust = dossier.trust(self.lesson, self.frame.tag(), self.today);
        KnownLine::of_lesson(&trust, self.frame.words())
    }

    /// The questions of the lesson with the ids under which hands are counted.
    fn questions(&self) -> Vec<(Uuid, &SpokenQuestion)> {
        let Some((lesson, said)) = self.lesson() else {
            return vec![];
        };
        let ids = lesson.questions.iter().map(|question| question.id);
        ids.zip(&said.questions).collect()
    }

    fn wrong_in(&self, field: &str) -> Option<&'static str> {
        let mut wrong = self.wrong.iter();
        wrong
            .find(|wrong| wrong.field == field)
            .map(|wrong| wrong.key)
    }

    fn is_ticked(&self, person: &Attendant) -> bool {
        self.sent.person.contains(&person.id.0)
    }

    fn hands(&self, question: &Uuid, option: &str) -> &str {
        let counts = self.sent.hands.get(question);
        counts
            .and_then(|counts| counts.get(option))
            .map_or("", String::as_str)
    }
}

#[derive(Template)]
#[template(path = "facilitation/recorded.html")]
pub struct Kept {
    pub frame: Frame,
    pub cohort: Cohort,
    pub outline: Outline,
    pub lesson: LessonId,
    pub held_on: NaiveDate,
    pub place: String,
    pub people: Vec<Attendant>,
    pub was_kept_before: bool,
}

impl Kept {
    fn lesson(&self) -> Option<(&Lesson, &SpokenLesson)> {
        self.outline.lesson(self.lesson)
    }

    fn is_quiz(&self) -> bool {
        self.lesson().is_some_and(|(lesson, _)| lesson.is_quiz())
    }
}
