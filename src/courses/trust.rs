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

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::Days;
    use proptest::prelude::*;
    use uuid::Uuid;

    const LESSON: LessonId = LessonId(Uuid::nil());

    fn today() -> NaiveDate {
        "2026-12-01".parse().unwrap()
    }

    /// Approved for Ecuador until today.
    fn review(kind: ReviewKind) -> Review {
        let language = match kind {
            ReviewKind::Language => "es",
            _ => "en",
        };
        Review {
            kind,
            language: language.into(),
            content: format!("now-{language}"),
            verdict: Verdict::Approved,
            name: "Rita".into(),
            function: "Agronomist".into(),
            organisation: "INIAP".into(),
            place: Some("EC".into()),
            on: today(),
            until: Some(today()),
            remark: String::new(),
        }
    }

    /// A lesson in English and Spanish with these reviews, the oldest first.
    fn dossier(has_class_a: bool, reviews: Vec<Review>) -> Dossier {
        let content = |language: &str| {
            let hash = format!("now-{language}");
            (language.to_string(), Content { hash, has_class_a })
        };
        Dossier {
            source_language: "en".into(),
            contents: HashMap::from([(LESSON, HashMap::from(["en", "es"].map(content)))]),
            reviews: HashMap::from([(LESSON, reviews)]),
            corrections: HashMap::new(),
        }
    }

    fn trust(has_class_a: bool, reviews: Vec<Review>, language: &str) -> Trust {
        dossier(has_class_a, reviews).trust(LESSON, language, today())
    }

    fn is_approved(trust: &Trust) -> bool {
        matches!(trust.known, Known::Approved { .. })
    }

    #[test]
    fn what_nobody_checked_is_a_draft_and_where_it_can_harm_a_preview() {
        let harmless = trust(false, vec![], "en");
        assert_eq!(harmless.known, Known::Draft);
        assert!(!harmless.is_preview);
        assert!(trust(true, vec![], "en").is_preview);
        let unknown = Dossier::default().trust(LESSON, "en", today());
        assert!(unknown.is_preview, "what was never described may harm");
    }

    #[test]
    fn what_can_harm_needs_facts_and_safety() {
        let (facts, safety) = (review(ReviewKind::Facts), review(ReviewKind::Safety));
        for one in [&facts, &safety] {
            let trust = trust(true, vec![one.clone()], "en");
            assert_eq!((trust.known, trust.is_preview), (Known::Draft, true));
        }
        let both = trust(true, vec![facts.clone(), safety], "en");
        assert!(is_approved(&both) && !both.is_preview);
        assert!(is_approved(&trust(false, vec![facts], "en")));
    }

    #[test]
    fn the_newest_review_counts() {
        let approved = review(ReviewKind::Facts);
        let refused = Review {
            verdict: Verdict::Refused,
            ..approved.clone()
        };
        let refused_last = vec![approved.clone(), refused.clone()];
        assert_eq!(trust(false, refused_last, "en").known, Known::Draft);
        assert!(is_approved(&trust(false, vec![refused, approved], "en")));
    }

    #[test]
    fn a_review_holds_on_its_last_day_and_not_on_the_next() {
        let dossier = dossier(true, ReviewKind::ALL.map(review).to_vec());
        let last = dossier.trust(LESSON, "en", today());
        assert!(is_approved(&last) && last.ended_on.is_none() && !last.is_preview);
        let next = dossier.trust(LESSON, "en", today() + Days::new(1));
        assert_eq!(next.known, Known::Draft);
        assert_eq!(next.ended_on, Some(today()));
        assert!(next.is_preview);
    }

    #[test]
    fn what_was_changed_afterwards_was_checked_by_nobody() {
        let before = Review {
            content: "before".into(),
            ..review(ReviewKind::Facts)
        };
        assert_eq!(trust(false, vec![before], "en").known, Known::Draft);
    }

    #[test]
    fn a_translation_is_checked_by_a_speaker() {
        let source = vec![review(ReviewKind::Facts), review(ReviewKind::Safety)];
        let unchecked = trust(true, source.clone(), "es");
        assert!(unchecked.is_unchecked_translation && unchecked.is_preview);
        let all = ReviewKind::ALL.map(review).to_vec();
        let checked = trust(true, all, "es");
        assert!(!checked.is_unchecked_translation && !checked.is_preview);
        // What is not translated is shown in its source language.
        let shown = trust(true, source, "si");
        assert!(!shown.is_unchecked_translation && !shown.is_preview);
    }

    #[test]
    fn without_a_place_it_is_checked_by_name_and_while_it_is_corrected_neither() {
        let facts = Review {
            place: None,
            ..review(ReviewKind::Facts)
        };
        let mut dossier = dossier(false, vec![facts]);
        let checked = dossier.trust(LESSON, "en", today()).known;
        assert!(matches!(checked, Known::Checked { name, .. } if name == "Rita"));
        dossier.corrections.insert(LESSON, today());
        let correcting = dossier.trust(LESSON, "en", today()).known;
        assert_eq!(correcting, Known::Correcting { since: today() });
        let course = dossier.of_course(&[LESSON], "en", today());
        assert_eq!(course.correcting, Some(today()));
        assert!(!course.is_checked() && !course.is_approved());
    }

    #[test]
    fn a_course_is_known_no_better_than_the_least_known_of_its_lessons() {
        let dossier = dossier(true, ReviewKind::ALL.map(review).to_vec());
        let other = LessonId(Uuid::from_u128(1));
        let alone = dossier.of_course(&[LESSON], "es", today());
        assert!(alone.is_approved() && alone.is_checked() && alone.previews == 0);
        let both = dossier.of_course(&[LESSON, other], "es", today());
        assert!(!both.is_approved() && !both.is_checked());
        assert_eq!((both.approved, both.previews), (1, 1));
    }

    fn any_review() -> impl Strategy<Value = Review> {
        let kinds = prop::sample::select(ReviewKind::ALL.to_vec());
        let verdicts = prop::sample::select(Verdict::ALL.to_vec());
        let languages = prop::sample::select(vec!["en", "es"]);
        let until = prop::option::of(-2i64..3);
        (
            kinds,
            verdicts,
            languages,
            any::<bool>(),
            any::<bool>(),
            until,
        )
            .prop_map(
                |(kind, verdict, language, is_now, has_place, until)| Review {
                    verdict,
                    language: language.into(),
                    content: format!("{}-{language}", if is_now { "now" } else { "before" }),
                    place: has_place.then(|| "EC".into()),
                    until: until.map(|days| today() + chrono::Duration::days(days)),
                    ..review(kind)
                },
            )
    }

    /// The newest of each kind and language about what is published, in any order.
    fn that_count(reviews: &[Review]) -> Vec<Review> {
        let mut kept: Vec<Review> = vec![];
        for review in reviews.iter().rev() {
            let same = |r: &Review| r.kind == review.kind && r.language == review.language;
            if review.content.starts_with("now") && !kept.iter().any(same) {
                kept.push(review.clone());
            }
        }
        kept
    }

    proptest! {
        #[test]
        fn only_the_newest_about_what_is_published_count(
            reviews in prop::collection::vec(any_review(), 0..12),
            has_class_a: bool,
        ) {
            for language in ["en", "es", "si"] {
                let counting = that_count(&reviews);
                prop_assert_eq!(
                    trust(has_class_a, reviews.clone(), language),
                    trust(has_class_a, counting, language)
                );
            }
        }

        #[test]
        fn nothing_that_can_harm_is_shown_without_warning_unless_facts_and_safety_hold(
            reviews in prop::collection::vec(any_review(), 0..12),
        ) {
            let holds = |kind, language: &str| {
                let counting = that_count(&reviews);
                let mut these = counting.iter().filter(|r| r.kind == kind && r.language == language);
                these.any(|r| r.is_approved() && r.until.is_none_or(|until| until >= today()))
            };
            let is_safe = holds(ReviewKind::Facts, "en") && holds(ReviewKind::Safety, "en");
            for (language, is_spoken) in [("en", true), ("es", holds(ReviewKind::Language, "es"))] {
                let trust = trust(true, reviews.clone(), language);
                prop_assert_eq!(trust.is_preview, !(is_safe && is_spoken));
                prop_assert_eq!(trust.known != Known::Draft, is_safe);
            }
        }
    }
}
