//! What waits for a reviewer, and the lesson that lies before her.
use super::model::{Claim, Desk, Doubt, Due, Sent, Shown, Wrong, kind_key, verdict_key};
use crate::{
    courses::{
        COUNTRIES, KnownLine, Passage, Review, ReviewKind, Verdict, names_of, place_name, signed_by,
    },
    page::Frame,
};
use askama::Template;

/// A lesson in a language, with everything about it that waits.
pub struct Waiting {
    pub address: String,
    pub title: Passage,
    /// The language, named in itself.
    pub language: String,
    pub due: Vec<Due>,
}

/// A course that she reviews.
pub struct CourseToReview {
    pub title: Passage,
    pub lessons: Vec<Waiting>,
}

impl CourseToReview {
    fn waiting(&self) -> impl Iterator<Item = &Waiting> {
        self.lessons.iter().filter(|lesson| !lesson.due.is_empty())
    }

    fn nothing_waits(&self) -> bool {
        self.waiting().next().is_none()
    }
}

#[derive(Template)]
#[template(path = "reviews/tasks.html")]
pub struct Tasks {
    pub frame: Frame,
    pub courses: Vec<CourseToReview>,
}

#[derive(Template)]
#[template(path = "reviews/lesson.html")]
pub struct Look {
    pub frame: Frame,
    pub desk: Desk,
    pub known: KnownLine,
    /// Who doubts what.
    pub doubts: Vec<(String, Doubt)>,
    /// The name that will stand under the review.
    pub name: String,
    pub sent: Sent,
    pub wrong: Vec<Wrong>,
}

impl Look {
    fn title(&self) -> Passage {
        let script = self.desk.edition.script(&self.desk.language);
        script.lessons[self.desk.place].title.clone()
    }

    fn address(&self) -> String {
        let (course, lesson) = (&self.desk.edition.slug, &self.desk.lesson().slug);
        format!("/courses/{course}/lessons/{lesson}")
    }

    fn language_name(&self, tag: &str) -> String {
        names_of([tag.to_string()].iter())
    }

    fn wrong_in(&self, field: &str) -> Option<&'static str> {
        let mut wrong = self.wrong.iter();
        wrong
            .find(|wrong| wrong.field == field)
            .map(|wrong| wrong.key)
    }

    fn is_doubted(&self, claim: &Claim) -> bool {
        self.sent.doubted.contains(&claim.mark())
    }

    fn doubted_by(&self, claim: &Claim) -> Vec<&str> {
        let doubts = self.doubts.iter();
        let about = doubts.filter(|(_, doubt)| claim.is_doubted_by(doubt));
        about.map(|(name, _)| name.as_str()).collect()
    }

    fn place(&self, code: &str) -> String {
        place_name(code, self.frame.words())
    }

    fn kind(&self, kind: &ReviewKind) -> String {
        self.frame.t(kind_key(*kind))
    }

    fn verdict(&self, review: &Review) -> String {
        self.frame.t(verdict_key(review.verdict))
    }

    /// The key of what a kind of review says.
    fn about(&self, kind: &ReviewKind) -> &'static str {
        match kind {
            ReviewKind::Facts => "reviews-about-facts",
            ReviewKind::Language => "reviews-about-language",
            ReviewKind::Safety => "reviews-about-safety",
        }
    }

    /// The key of the choice of a verdict.
    fn choice(&self, verdict: &Verdict) -> &'static str {
        match verdict {
            Verdict::Approved => "reviews-choose-approved",
            Verdict::Asked => "reviews-choose-asked",
            Verdict::Refused => "reviews-choose-refused",
        }
    }

    fn signature(&self, review: &Review) -> String {
        let by = [&review.name, &review.function, &review.organisation];
        signed_by(by, self.frame.words())
    }
}
