//! A quiz, question by question.
use super::{Marked, View};
use crate::{
    assessments::{Attempt, Given, Standing},
    courses::{Edition, KnownLine, Lesson, Script, SpokenLesson, SpokenQuestion, SpokenSection},
    page::Frame,
};
use askama::Template;
use std::sync::Arc;
use uuid::Uuid;

/// A quiz: the next question, all of them, or the result; above it what was just answered.
#[derive(Template)]
#[template(path = "learning/quiz.html")]
pub struct Quiz {
    frame: Frame,
    edition: Arc<Edition>,
    script: Arc<Script>,
    place: usize,
    known: KnownLine,
    attempt: Attempt,
    /// The question that was just answered.
    answered: Option<usize>,
    /// It had been answered before; the first answer counts.
    is_repeated: bool,
    nothing_chosen: bool,
    all: bool,
}

impl Quiz {
    /// A quiz that is opened: a new or open attempt, or how the last one ended.
    pub fn of(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        attempt: Attempt,
        ended: Option<Attempt>,
        view: &View,
        frame: Frame,
    ) -> Self {
        let attempt = match ended {
            Some(ended) if !view.again && !view.all => ended,
            _ => attempt,
        };
        Self {
            all: view.all,
            ..Self::at(edition, place, known, attempt, frame)
        }
    }

    /// After an answer: its explanation, and what comes next.
    pub fn answered(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        attempt: Attempt,
        questions: &[Uuid],
        given: &[Given],
        frame: Frame,
    ) -> Self {
        let one = match questions {
            [one] => edition.lessons[place]
                .questions
                .iter()
                .position(|q| q.id == *one),
            _ => None,
        };
        Self {
            answered: one,
            is_repeated: given.contains(&Given::Before),
            ..Self::at(edition, place, known, attempt, frame)
        }
    }

    /// A form of an attempt that is over was sent again.
    pub fn repeated(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        ended: Attempt,
        frame: Frame,
    ) -> Self {
        Self {
            is_repeated: true,
            ..Self::at(edition, place, known, ended, frame)
        }
    }

    pub fn nothing_chosen(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        attempt: Attempt,
        frame: Frame,
    ) -> Self {
        Self {
            nothing_chosen: true,
            ..Self::at(edition, place, known, attempt, frame)
        }
    }

    fn at(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        attempt: Attempt,
        frame: Frame,
    ) -> Self {
        Self {
            script: edition.script(frame.tag()),
            edition,
            place,
            known,
            attempt,
            frame,
            answered: None,
            is_repeated: false,
            nothing_chosen: false,
            all: false,
        }
    }

    fn lesson(&self) -> &Lesson {
        &self.edition.lessons[self.place]
    }

    fn spoken(&self) -> &SpokenLesson {
        &self.script.lessons[self.place]
    }

    fn address(&self) -> String {
        format!(
            "/courses/{}/lessons/{}",
            self.edition.slug,
            self.lesson().slug
        )
    }

    fn standing(&self) -> Standing {
        self.attempt.standing(self.lesson())
    }

    fn is_over(&self) -> bool {
        self.attempt.is_over(self.lesson())
    }

    /// The questions that are asked on this page: which one it is, its field, its words.
    fn asked(&self) -> Vec<(usize, &str, &SpokenQuestion)> {
        let questions = self.lesson().questions.iter().zip(&self.spoken().questions);
        let open = questions
            .enumerate()
            .filter(|(_, (question, _))| !self.attempt.given.contains_key(&question.id))
            .map(|(i, (question, spoken))| (i + 1, question.name.as_str(), spoken));
        open.take(if self.all { usize::MAX } else { 1 }).collect()
    }

    fn marked(&self, place: usize) -> Marked<'_> {
        let question = &self.lesson().questions[place];
        Marked {
            question: &self.spoken().questions[place],
            key: question.key(),
            chosen: self
                .attempt
                .given
                .get(&question.id)
                .map_or("", String::as_str),
        }
    }

    /// What was just answered.
    fn just_answered(&self) -> Option<Marked<'_>> {
        self.answered.map(|place| self.marked(place))
    }

    fn results(&self) -> Vec<Marked<'_>> {
        (0..self.lesson().questions.len())
            .map(|place| self.marked(place))
            .collect()
    }

    fn is_begun(&self) -> bool {
        !self.attempt.given.is_empty()
    }
}
