//! The corrections of a course, and the form that opens one.
use super::model::{Entry, Sent};
use crate::{
    courses::{Edition, Lesson, Passage, Script, SpokenLesson},
    enquiries::{Text, Wrong},
    page::Frame,
};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "corrections/index.html")]
pub struct Index {
    pub frame: Frame,
    pub edition: Arc<Edition>,
    pub script: Arc<Script>,
    pub open: Vec<Entry>,
    pub mended: Vec<Entry>,
    /// What was to be ended is still the same.
    pub is_still_the_same: bool,
}

impl Index {
    fn lessons(&self) -> impl Iterator<Item = (&Lesson, &SpokenLesson)> {
        self.edition.lessons.iter().zip(&self.script.lessons)
    }
}

#[derive(Template)]
#[template(path = "corrections/new.html")]
pub struct New {
    pub frame: Frame,
    pub edition: Arc<Edition>,
    pub script: Arc<Script>,
    pub place: usize,
    pub sent: Sent,
    pub wrong: Option<Wrong>,
}

impl New {
    fn lesson_title(&self) -> &Passage {
        &self.script.lessons[self.place].title
    }

    fn lesson_address(&self) -> String {
        let lesson = &self.edition.lessons[self.place];
        format!("/courses/{}/lessons/{}", self.edition.slug, lesson.slug)
    }

    fn message(&self, wrong: &Wrong) -> String {
        self.frame.t1(wrong.key, "count", Text::LONGEST)
    }
}
