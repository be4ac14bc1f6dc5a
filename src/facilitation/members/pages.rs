//! The people of a cohort on a page, and their cards on sheets.
use super::model::{AT_ONCE, Fault, Member};
use crate::{
    cohorts::Cohort,
    facilitation::{groups::CohortCourse, model::Pages},
    page::Frame,
    people::Card,
};
use askama::Template;
use uuid::Uuid;

#[derive(Template)]
#[template(path = "facilitation/cohort.html")]
pub struct People {
    pub frame: Frame,
    pub cohort: Cohort,
    pub courses: Vec<CohortCourse>,
    pub members: Vec<Member>,
    pub page: Pages,
    pub list: List,
}

/// The form in which names are typed.
pub struct List {
    pub id: Uuid,
    pub typed: String,
    pub wrong: Option<Wrong>,
}

/// Why nobody was added.
pub enum Wrong {
    Names(Fault),
    /// These names stand twice, which somebody must say is meant.
    Doubled(Vec<String>),
    /// The form was sent before, with other names.
    SentBefore,
}

impl List {
    /// An empty one, which can be sent once.
    pub fn new() -> Self {
        Self {
            id: Uuid::now_v7(),
            typed: String::new(),
            wrong: None,
        }
    }

    /// As it was sent. One that was sent before becomes a new one, so that it can be sent.
    pub fn again(id: Uuid, typed: String, wrong: Wrong) -> Self {
        Self {
            id: match wrong {
                Wrong::SentBefore => Uuid::now_v7(),
                _ => id,
            },
            typed,
            wrong: Some(wrong),
        }
    }
}

impl People {
    /// What is wrong, in one sentence.
    fn wrong_text(&self, wrong: &Wrong) -> String {
        let frame = &self.frame;
        match wrong {
            Wrong::Names(Fault::Empty) => frame.t("facilitation-names-missing"),
            Wrong::Names(Fault::TooMany(names)) => {
                frame.t2("facilitation-names-many", "count", *names, "most", AT_ONCE)
            }
            Wrong::Names(Fault::Lines(lines)) => {
                frame.t1("facilitation-names-faulty", "count", lines.len())
            }
            Wrong::Doubled(names) => frame.t1("facilitation-names-doubled", "count", names.len()),
            Wrong::SentBefore => frame.t("facilitation-names-sent-before"),
        }
    }
}

#[derive(Template)]
#[template(path = "facilitation/cards.html")]
pub struct Cards {
    pub frame: Frame,
    pub cohort: Cohort,
    pub cards: Vec<Card>,
    pub why: Why,
}

/// Why cards are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Why {
    Added,
    AddedBefore,
    NeverUsed,
    Replaced,
}
