//! The form for asking, and the list of what one asked.
use super::model::{MOST_OPEN, Sent, TOO_MANY};
use crate::{
    courses::{Edition, Passage, Script},
    enquiries::{Kind, Text, Wrong, model::Entry},
    page::Frame,
};
use askama::Template;
use std::sync::Arc;

#[derive(Template)]
#[template(path = "enquiries/ask.html")]
pub struct Ask {
    pub frame: Frame,
    pub edition: Arc<Edition>,
    pub script: Arc<Script>,
    pub place: usize,
    pub sent: Sent,
    pub wrong: Option<Wrong>,
}

impl Ask {
    fn lesson_title(&self) -> &Passage {
        &self.script.lessons[self.place].title
    }

    fn lesson_address(&self) -> String {
        let lesson = &self.edition.lessons[self.place];
        format!("/courses/{}/lessons/{}", self.edition.slug, lesson.slug)
    }

    fn is_fault(&self) -> bool {
        self.sent.kind() == Kind::Fault
    }

    fn title(&self) -> String {
        match self.sent.kind() {
            Kind::Question => self.frame.t("enquiries-ask"),
            Kind::Fault => self.frame.t("enquiries-say-wrong"),
        }
    }

    fn message(&self, wrong: &Wrong) -> String {
        if *wrong == TOO_MANY {
            self.frame.t1(wrong.key, "count", MOST_OPEN)
        } else {
            self.frame.t1(wrong.key, "count", Text::LONGEST)
        }
    }

    fn wrong_in(&self, field: &str) -> Option<String> {
        let wrong = self.wrong.as_ref().filter(|wrong| wrong.field == field);
        wrong.map(|wrong| self.message(wrong))
    }
}

#[derive(Template)]
#[template(path = "enquiries/mine.html")]
pub struct Mine {
    pub frame: Frame,
    pub entries: Vec<Entry>,
}
