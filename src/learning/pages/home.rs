//! A learner's home.
use super::Next;
use crate::{courses::Spoken, learning::store::Learned, page::Frame};
use askama::Template;

/// Her courses, and where she goes on.
#[derive(Template)]
#[template(path = "learning/home.html")]
pub struct Home {
    pub frame: Frame,
    pub learned: Vec<Learned>,
    pub next: Option<Next>,
    pub certificates: Vec<(String, serde_json::Value)>,
    pub has_letters: bool,
}

impl Home {
    fn title_of(&self, titles: &serde_json::Value) -> Spoken {
        Spoken::of(titles, self.frame.tag())
    }

    fn certified_title(&self, facts: &serde_json::Value) -> Spoken {
        let nothing = serde_json::Value::Null;
        Spoken::of(
            facts.get("course_titles").unwrap_or(&nothing),
            self.frame.tag(),
        )
    }
}
