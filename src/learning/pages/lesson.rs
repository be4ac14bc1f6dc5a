//! A lesson, and the answer to the question at its end.
use super::Marked;
use crate::{
    courses::{
        Edition, KnownLine, Lesson, Script, Source, SpokenLesson, SpokenQuestion, SpokenSection,
    },
    enquiries::ShownAnswer,
    page::Frame,
};
use askama::Template;
use std::sync::Arc;

/// A lesson.
#[derive(Template)]
#[template(path = "learning/lesson.html")]
pub struct Read {
    frame: Frame,
    edition: Arc<Edition>,
    script: Arc<Script>,
    place: usize,
    known: KnownLine,
    is_done: bool,
    is_learner: bool,
    /// It answers a form that must not stand in the address bar.
    replaces: bool,
    /// What was asked about it and answered for everybody.
    answers: Arc<[ShownAnswer]>,
}

impl Read {
    pub fn of(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        is_done: bool,
        is_learner: bool,
        frame: Frame,
    ) -> Self {
        Self {
            script: edition.script(frame.tag()),
            edition,
            place,
            known,
            is_done,
            is_learner,
            replaces: false,
            answers: Arc::default(),
            frame,
        }
    }

    /// With what stands under it.
    pub fn with_answers(mut self, answers: Arc<[ShownAnswer]>) -> Self {
        self.answers = answers;
        self
    }

    /// The first lesson after a card: its own address takes the place of the card's.
    pub fn instead_of_a_card(mut self) -> Self {
        self.frame.here = self.address();
        self.replaces = true;
        self
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

    fn before(&self) -> Option<&Lesson> {
        self.edition.lessons.get(self.place.checked_sub(1)?)
    }

    fn is_last(&self) -> bool {
        self.place + 1 == self.edition.lessons.len()
    }

    /// The sections, and whether each begins or ends a row of steps: those are one numbered list.
    fn sections(&self) -> Vec<(bool, bool, &SpokenSection)> {
        let sections = &self.spoken().sections;
        let is_step = |i: usize| matches!(sections.get(i), Some(SpokenSection::Step { .. }));
        let all = sections.iter().enumerate().map(|(i, section)| {
            let begins = is_step(i) && (i == 0 || !is_step(i - 1));
            (begins, is_step(i) && !is_step(i + 1), section)
        });
        all.collect()
    }

    fn questions(&self) -> Vec<(&str, &SpokenQuestion)> {
        named_questions(self.lesson(), self.spoken())
    }

    fn citations(&self) -> Vec<(&Source, &str)> {
        let cited = self.lesson().citations.iter();
        cited
            .filter_map(|(place, locator)| {
                Some((self.edition.sources.get(*place)?, locator.as_str()))
            })
            .collect()
    }

    fn is_stale(&self) -> bool {
        let stale = |section: &SpokenSection| match section {
            SpokenSection::Step { says, .. } => says.is_stale,
            SpokenSection::Clip(p) | SpokenSection::Sound(p) => p.transcript.is_stale,
            SpokenSection::Try(p)
            | SpokenSection::Officers(p)
            | SpokenSection::China(p)
            | SpokenSection::Here(p)
            | SpokenSection::Text(p) => p.is_stale,
        };
        self.spoken().sections.iter().any(stale)
    }
}

/// A practice answer with its explanation.
#[derive(Template)]
#[template(path = "learning/practised.html")]
pub struct Practised {
    frame: Frame,
    edition: Arc<Edition>,
    script: Arc<Script>,
    place: usize,
    known: KnownLine,
    /// The question and the option that was chosen; nothing when nothing was.
    chosen: Option<(usize, String)>,
    is_learner: bool,
}

impl Practised {
    pub fn of(
        edition: Arc<Edition>,
        place: usize,
        known: KnownLine,
        chosen: Option<(usize, String)>,
        is_learner: bool,
        frame: Frame,
    ) -> Self {
        Self {
            script: edition.script(frame.tag()),
            edition,
            place,
            known,
            chosen,
            is_learner,
            frame,
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

    fn marked(&self) -> Option<Marked<'_>> {
        let (question, option) = self.chosen.as_ref()?;
        Some(Marked {
            question: &self.spoken().questions[*question],
            key: self.lesson().questions[*question].key(),
            chosen: option,
        })
    }

    fn questions(&self) -> Vec<(&str, &SpokenQuestion)> {
        named_questions(self.lesson(), self.spoken())
    }
}

/// The questions of a lesson by the names of their fields.
fn named_questions<'l>(
    lesson: &'l Lesson,
    spoken: &'l SpokenLesson,
) -> Vec<(&'l str, &'l SpokenQuestion)> {
    let names = lesson.questions.iter().map(|q| q.name.as_str());
    if lesson.is_quiz() {
        return Vec::new();
    }
    names.zip(&spoken.questions).collect()
}
