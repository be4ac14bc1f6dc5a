//! What a course is.
use crate::access::Enrolment;
use diesel::prelude::*;
use diesel_derive_newtype::DieselNewType;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

macro_rules! ids {
    ($($name:ident),+) => {$(
        #[derive(
            Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DieselNewType,
        )]
        pub struct $name(pub Uuid);
    )+};
}

ids!(CourseId, ModuleId, LessonId, VersionId);

/// The countries of the programmes (ISO 3166-1 alpha-2), as forms offer them.
pub const COUNTRIES: [&str; 4] = ["CG", "EC", "KE", "LK"];

/// A title in each language that has one.
pub type Titles = BTreeMap<String, String>;

/// A course as whoever asks meets it.
#[derive(Clone, Debug)]
pub struct Course {
    pub id: CourseId,
    pub programme: Uuid,
    pub slug: String,
    /// What is published; nothing for a course that is only announced.
    pub version: Option<VersionId>,
    /// How often its reviews and corrections changed.
    pub trust_changes: i64,
    /// The open enrolment of the one who asks.
    pub enrolment: Option<Enrolment>,
}

/// A course as the catalogue shows it.
#[derive(Clone, Debug, Queryable)]
pub struct Catalogued {
    pub slug: String,
    pub country: String,
    pub themes: Vec<String>,
    pub production: String,
    titles: serde_json::Value,
    summaries: serde_json::Value,
    pub languages: Vec<String>,
    contributions: serde_json::Value,
    pub lessons: i32,
    pub minutes: i32,
    pub bytes: i64,
    programme_names: serde_json::Value,
}

/// Who gives what to a course.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contribution {
    pub partner: String,
    pub role: String,
    /// A planned partner is shown as planned.
    pub planned: bool,
}

impl Catalogued {
    pub fn is_published(&self) -> bool {
        self.production == "published"
    }

    pub fn title(&self, language: &str) -> Spoken {
        Spoken::of(&self.titles, language)
    }

    pub fn summary(&self, language: &str) -> Spoken {
        Spoken::of(&self.summaries, language)
    }

    pub fn programme_name(&self, language: &str) -> Spoken {
        Spoken::of(&self.programme_names, language)
    }

    pub fn contributions(&self) -> Vec<Contribution> {
        serde_json::from_value(self.contributions.clone()).unwrap_or_default()
    }

    /// The languages it can be read in, each named in itself.
    pub fn language_names(&self) -> String {
        names_of(self.languages.iter())
    }
}

/// Languages by their tags, each named in itself.
pub fn names_of<'t>(tags: impl Iterator<Item = &'t String>) -> String {
    let name = |tag: &'t String| {
        crate::words::Language::named(tag).map_or_else(|| tag.clone(), |l| l.name.to_string())
    };
    tags.map(name).collect::<Vec<_>>().join(", ")
}

/// A text, and the language it is in where that is not the page's.
#[derive(Clone, Debug, Default)]
pub struct Spoken {
    pub text: String,
    pub lang: Option<String>,
}

impl Spoken {
    /// In the wished language, else in English, else in whatever there is.
    pub fn of(texts: &serde_json::Value, language: &str) -> Self {
        let text = |language: &str| texts.get(language).and_then(|t| t.as_str());
        if let Some(text) = text(language) {
            return Self {
                text: text.into(),
                lang: None,
            };
        }
        let other = texts.as_object().and_then(|all| {
            let english = all.get_key_value("en");
            english.or_else(|| all.iter().next())
        });
        match other {
            Some((lang, text)) => Self {
                text: text.as_str().unwrap_or_default().into(),
                lang: Some(lang.clone()),
            },
            None => Self::default(),
        }
    }
}
