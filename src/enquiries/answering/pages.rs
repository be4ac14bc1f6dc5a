//! Lists of enquiries, and one of them with the form to answer it.
use crate::{
    courses::Spoken,
    enquiries::{Text, Wrong, model::Entry},
    page::Frame,
    words::Language,
};
use askama::Template;

/// From which side an enquiry is looked at.
pub enum Side {
    Facilitators {
        /// The address of the cohort.
        address: String,
        name: String,
    },
    Experts {
        /// The address of the course.
        address: String,
        title: Spoken,
    },
}

impl Side {
    pub fn address(&self) -> &str {
        match self {
            Self::Facilitators { address, .. } | Self::Experts { address, .. } => address,
        }
    }

    pub fn is_expert(&self) -> bool {
        matches!(self, Self::Experts { .. })
    }
}

#[derive(Template)]
#[template(path = "enquiries/index.html")]
pub struct Index {
    pub frame: Frame,
    pub side: Side,
    pub waiting: Vec<Entry>,
    pub settled: Vec<Entry>,
}

#[derive(Template)]
#[template(path = "enquiries/show.html")]
pub struct Show {
    pub frame: Frame,
    pub side: Side,
    pub entry: Entry,
    /// The answer as it was typed, and whether it was to be shown.
    pub typed: String,
    pub shown: bool,
    pub wrong: Option<Wrong>,
}

impl Show {
    fn address(&self) -> String {
        format!(
            "{}/enquiries/{}",
            self.side.address(),
            self.entry.enquiry.id
        )
    }

    /// The name of the language in which an answer is understood.
    fn language(&self) -> &str {
        let tag = &self.entry.enquiry.language;
        Language::named(tag).map_or(tag, |language| language.name)
    }

    fn message(&self, wrong: &Wrong) -> String {
        self.frame.t1(wrong.key, "count", Text::LONGEST)
    }
}
