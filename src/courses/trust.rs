//! How a lesson is known: what its reviews come to. It is computed whenever it is shown, and never typed.
use super::LessonId;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What a reviewer looks at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ReviewKind {
    /// Whether what is stated is true for the place. Of the source language.
    Facts,
    /// Whether a translation says what the source says, in words that people use.
    Language,
    /// Whether nobody is harmed who does as it says. Of the source language.
    Safety,
}

/// What a reviewer found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    Approved,
    /// Something has to be answered first.
    Asked,
    Refused,
}

/// What one reviewer found of one lesson in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub kind: ReviewKind,
    pub language: String,
    /// The hash of what was looked at.
    pub content: String,
    pub verdict: Verdict,
    pub name: String,
    pub function: String,
    pub organisation: String,
    /// ISO 3166-1 alpha-2: approved for there. Without a place it is checked, and no more.
    pub place: Option<String>,
    pub on: NaiveDate,
    /// The last day on which it holds.
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub remark: String,
}

impl ReviewKind {
    pub const ALL: [Self; 3] = [Self::Facts, Self::Language, Self::Safety];

    /// As rows and forms have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Facts => "facts",
            Self::Language => "language",
            Self::Safety => "safety",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
}

impl Verdict {
    pub const ALL: [Self; 3] = [Self::Approved, Self::Asked, Self::Refused];

    /// As rows and forms have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Approved => "approved",
            Self::Asked => "asked",
            Self::Refused => "refused",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|verdict| verdict.name() == name)
    }
}

impl Review {
    pub fn is_approved(&self) -> bool {
        self.verdict == Verdict::Approved
    }

    fn holds(&self, today: NaiveDate) -> bool {
        self.is_approved() && self.until.is_none_or(|until| until >= today)
    }
}

/// The one line under a title.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Known {
    /// Nobody has checked it.
    Draft,
    Checked {
        name: String,
        function: String,
        organisation: String,
        on: NaiveDate,
    },
    Approved {
        place: String,
        organisation: String,
        until: Option<NaiveDate>,
    },
    /// Something in it is wrong, and is being mended.
    Correcting { since: NaiveDate },
}

/// How a lesson is known in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trust {
    pub known: Known,
    /// The last day of a review that is over.
    pub ended_on: Option<NaiveDate>,
    /// A translation that no speaker has checked.
    pub is_unchecked_translation: bool,
    /// It states what can harm and lacks a review: shown with a warning, and worth no certificate but a trial.
    pub is_preview: bool,
}

/// What is in force of one lesson in one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Content {
    /// Of all that it says, shows and cites.
    pub hash: String,
    pub has_class_a: bool,
}

/// All that is known of the lessons of one version: contents, reviews, open corrections.
#[derive(Clone, Debug, Default)]
pub struct Dossier {
    pub source_language: String,
    pub contents: HashMap<LessonId, HashMap<String, Content>>,
    /// Of each lesson, the oldest first.
    pub reviews: HashMap<LessonId, Vec<Review>>,
    /// Since when a lesson is being corrected.
    pub corrections: HashMap<LessonId, NaiveDate>,
}

impl Dossier {
    /// What is in force of a lesson. What was never described counts as if it could harm.
    pub fn content(&self, lesson: LessonId, language: &str) -> Option<&Content> {
        self.contents.get(&lesson)?.get(language)
    }

    /// Whether the lesson states what can harm when it is wrong.
    pub fn has_class_a(&self, lesson: LessonId) -> bool {
        self.content(lesson, &self.source_language)
            .is_none_or(|content| content.has_class_a)
    }

    /// The newest review of a kind about what is in force.
    pub fn newest(&self, lesson: LessonId, kind: ReviewKind, language: &str) -> Option<&Review> {
        let content = self.content(lesson, language)?;
        let reviews = self.reviews.get(&lesson)?.iter().rev();
        let mut about_it = reviews.filter(|review| review.content == content.hash);
        about_it.find(|review| review.kind == kind && review.language == language)
    }

    /// How a lesson is known in a language on a day. One that is not translated is shown, and known, in its source language.
    pub fn trust(&self, lesson: LessonId, language: &str, today: NaiveDate) -> Trust {
        let source = self.source_language.as_str();
        let newest = |kind, language| self.newest(lesson, kind, language);
        let facts = newest(ReviewKind::Facts, source);
        let safety = newest(ReviewKind::Safety, source);
        let is_translated = language != source && self.content(lesson, language).is_some();
        let translation = newest(ReviewKind::Language, language);

        let holds = |review: Option<&Review>| review.is_some_and(|review| review.holds(today));
        let has_class_a = self.has_class_a(lesson);
        let is_checked = holds(facts) && (!has_class_a || holds(safety));
        let is_unchecked_translation = is_translated && !holds(translation);
        let over = |review: &&Review| review.is_approved() && !review.holds(today);
        let ends = [facts, safety].into_iter().flatten().filter(over);

        Trust {
            known: match (self.corrections.get(&lesson), facts) {
                (Some(since), _) => Known::Correcting { since: *since },
                (None, Some(facts)) if is_checked => Known::by(facts),
                _ => Known::Draft,
            },
            ended_on: ends.filter_map(|review| review.until).min(),
            is_unchecked_translation,
            is_preview: has_class_a && (!is_checked || is_unchecked_translation),
        }
    }

    /// How a course is known: no better than the least known of its lessons.
    pub fn of_course(&self, lessons: &[LessonId], language: &str, today: NaiveDate) -> OfCourse {
        let mut of_course = OfCourse {
            lessons: lessons.len(),
            ..OfCourse::default()
        };
        for lesson in lessons {
            let trust = self.trust(*lesson, language, today);
            of_course.checked += usize::from(matches!(trust.known, Known::Checked { .. }));
            of_course.approved += usize::from(matches!(trust.known, Known::Approved { .. }));
            of_course.previews += usize::from(trust.is_preview);
            of_course.is_unchecked_translation |= trust.is_unchecked_translation;
            if let Known::Correcting { since } = trust.known {
                let first = of_course.correcting.map_or(since, |first| first.min(since));
                of_course.correcting = Some(first);
            }
        }
        of_course
    }
}

impl Known {
    fn by(facts: &Review) -> Self {
        match &facts.place {
            Some(place) => Self::Approved {
                place: place.clone(),
                organisation: facts.organisation.clone(),
                until: facts.until,
            },
            None => Self::Checked {
                name: facts.name.clone(),
                function: facts.function.clone(),
                organisation: facts.organisation.clone(),
                on: facts.on,
            },
        }
    }
}

/// How many lessons of a course are known how.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OfCourse {
    pub lessons: usize,
    pub checked: usize,
    pub approved: usize,
    /// Lessons that state what can harm and lack a review.
    pub previews: usize,
    /// Since when some lesson is being corrected.
    pub correcting: Option<NaiveDate>,
    /// Some lesson is a translation that no speaker has checked.
    pub is_unchecked_translation: bool,
}

impl OfCourse {
    /// Whether each lesson was checked by somebody, and none is being corrected.
    pub fn is_checked(&self) -> bool {
        self.correcting.is_none() && self.checked + self.approved == self.lessons
    }

    /// Whether each lesson was approved for a place.
    pub fn is_approved(&self) -> bool {
        self.correcting.is_none() && self.approved == self.lessons
    }
}
