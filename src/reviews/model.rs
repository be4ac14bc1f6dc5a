//! A review as it is signed, what can be wrong with it, and what waits for reviewers.
use crate::{
    courses::{
        Dossier, Edition, Lesson, LessonId, Passage, Review, ReviewKind, Section, Verdict,
        format::{Risk, SectionKind},
    },
    words::Words,
};
use chrono::{Days, NaiveDate};
use rocket::FromForm;
use serde::{Deserialize, Serialize};
use std::sync::Arc;
use uuid::Uuid;

const LONGEST_LINE: usize = 120;
const LONGEST_REMARK: usize = 2_000;
/// Nobody signs for longer than five years.
const LONGEST_DAYS: u64 = 5 * 366;
/// A review that ends within so many days waits already.
const SOON_DAYS: u64 = 30;

/// The form as it came.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Sent {
    pub id: Uuid,
    #[field(default = "")]
    pub language: String,
    /// The hash of what was looked at.
    #[field(default = "")]
    pub content: String,
    #[field(default = "")]
    pub kind: String,
    #[field(default = "")]
    pub verdict: String,
    #[field(default = "")]
    pub place: String,
    #[field(default = "")]
    pub until: String,
    #[field(default = "")]
    pub function: String,
    #[field(default = "")]
    pub organisation: String,
    #[field(default = "")]
    pub remark: String,
    /// Marks of claims.
    pub doubted: Vec<String>,
}

/// What is wrong in a field: the id of the field, and the key of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub key: &'static str,
}

const fn wrong(field: &'static str, key: &'static str) -> Wrong {
    Wrong { field, key }
}

impl Wrong {
    /// The form was sent before, with another review in it.
    pub const SENT_BEFORE: Self = wrong("kind", "reviews-sent-before");
    /// What she looked at is not what is published now.
    pub const CHANGED: Self = wrong("lesson", "reviews-lesson-changed");
}

/// What a lesson states, and where that stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub segment: String,
    pub facts: ClaimFacts,
    pub source: Cited,
}

/// A claim as the course has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct ClaimFacts {
    pub statement: String,
    pub value: Option<String>,
    pub unit: Option<String>,
    pub risk: Risk,
    pub place: Option<String>,
    pub locator: String,
    pub quotation: String,
}

/// A source as the course has it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Cited {
    pub organisation: String,
    pub title: String,
    pub year: Option<u16>,
    pub edition: Option<String>,
    pub url: String,
    pub seen_on: NaiveDate,
    pub valid_until: Option<NaiveDate>,
}

/// A claim that a reviewer does not find right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub segment: String,
    pub statement: String,
}

impl Claim {
    /// What names it in a form: the same as long as it states the same in the same place.
    pub fn mark(&self) -> String {
        crate::courses::format::hash(&format!("{}\n{}", self.segment, self.facts.statement))
    }

    /// The letter of its class: in A somebody can be hurt.
    pub fn class(&self) -> &'static str {
        match self.facts.risk {
            Risk::A => "A",
            Risk::B => "B",
            Risk::C => "C",
        }
    }

    pub fn is_doubted_by(&self, doubt: &Doubt) -> bool {
        self.segment == doubt.segment && self.facts.statement == doubt.statement
    }

    /// Value and unit, where it has them.
    pub fn value(&self) -> Option<String> {
        let value = self.facts.value.as_deref()?;
        let unit = self.facts.unit.as_deref().unwrap_or_default();
        Some(format!("{value} {unit}").trim_end().into())
    }
}

/// What lies before a reviewer: one lesson as it is published, in one language.
pub struct Desk {
    pub edition: Arc<Edition>,
    pub dossier: Arc<Dossier>,
    pub place: usize,
    pub language: String,
    pub claims: Vec<Claim>,
}

impl Desk {
    pub fn lesson(&self) -> &Lesson {
        &self.edition.lessons[self.place]
    }

    pub fn is_translation(&self) -> bool {
        self.language != self.edition.source_language
    }

    /// What can be signed here: the facts and the safety of the source, the language of a translation.
    pub fn kinds(&self) -> &'static [ReviewKind] {
        kinds(self.is_translation())
    }

    /// The hash of what lies here.
    pub fn content(&self) -> &str {
        let content = self.dossier.content(self.lesson().id, &self.language);
        content.map_or("", |content| &content.hash)
    }

    /// The languages in which it can be looked at, its source language first.
    pub fn languages(&self) -> Vec<&str> {
        languages(&self.dossier, self.lesson().id)
    }

    /// All reviews of the lesson in this language, the newest first, and whether each is about what is published.
    pub fn reviews(&self) -> Vec<(&Review, bool)> {
        let all = self.dossier.reviews.get(&self.lesson().id);
        let all = all.map(Vec::as_slice).unwrap_or_default().iter().rev();
        let here = all.filter(|review| review.language == self.language);
        here.map(|review| (review, review.content == self.content()))
            .collect()
    }

    /// Everything that the lesson says, in its order, with what it states.
    pub fn segments(&self) -> Vec<Segment<'_>> {
        let lesson = self.lesson();
        let mut segments = vec![self.segment(&lesson.title, "reviews-title")];
        for section in &lesson.sections {
            let mut blocks: Vec<_> = section
                .blocks
                .iter()
                .map(|block| self.segment(block, label(&section.kind)))
                .collect();
            if let Some(first) = blocks.first_mut() {
                first.shown = self.shown(section);
                if matches!(first.shown, Some(Shown::Drawing(_))) {
                    first.label = "reviews-drawing"; // it says in words what the drawing shows
                }
            }
            segments.append(&mut blocks);
        }
        for question in &lesson.questions {
            segments.push(self.segment(&question.name, "reviews-question"));
            for option in &question.options {
                let key = match option.right {
                    true => "reviews-right-answer",
                    false => "reviews-wrong-answer",
                };
                segments.push(self.segment(&format!("{}-{}", question.name, option.id), key));
            }
            segments.push(self.segment(&format!("{}-why", question.name), "reviews-explanation"));
        }
        segments
    }

    fn segment(&self, segment: &str, label: &'static str) -> Segment<'_> {
        let edition = &self.edition;
        let source = edition.passage(segment, &edition.source_language);
        let claims = self.claims.iter();
        Segment {
            label,
            shown: None,
            source: source.unwrap_or_default(),
            translation: match self.is_translation() {
                true => edition.passage(segment, &self.language),
                false => None,
            },
            claims: claims.filter(|claim| claim.segment == segment).collect(),
        }
    }

    fn shown(&self, section: &Section) -> Option<Shown> {
        let address = self.edition.review_address(section)?;
        Some(match section.kind {
            SectionKind::Clip { .. } => Shown::Clip(address),
            SectionKind::Sound { .. } => Shown::Sound(address),
            _ => Shown::Drawing(address),
        })
    }
}

/// One text of a lesson.
pub struct Segment<'d> {
    /// The key of what it is.
    pub label: &'static str,
    pub shown: Option<Shown>,
    pub source: Passage,
    pub translation: Option<Passage>,
    pub claims: Vec<&'d Claim>,
}

/// What stands beside a text, by its address.
pub enum Shown {
    Drawing(String),
    Clip(String),
    Sound(String),
}

fn label(kind: &SectionKind) -> &'static str {
    match kind {
        SectionKind::Step { .. } => "reviews-step",
        SectionKind::Clip { .. } | SectionKind::Sound { .. } => "lesson-transcript",
        SectionKind::Try => "lesson-try",
        SectionKind::Officers => "lesson-officers",
        SectionKind::China => "lesson-china",
        SectionKind::Here => "lesson-here",
        SectionKind::Text => "reviews-text-block",
    }
}

fn kinds(is_translation: bool) -> &'static [ReviewKind] {
    match is_translation {
        true => &[ReviewKind::Language],
        false => &[ReviewKind::Facts, ReviewKind::Safety],
    }
}

/// The languages of a lesson, its source language first.
pub fn languages(dossier: &Dossier, lesson: LessonId) -> Vec<&str> {
    let contents = dossier.contents.get(&lesson);
    let mut all: Vec<&str> = contents
        .iter()
        .flat_map(|contents| contents.keys().map(String::as_str))
        .collect();
    all.sort_by_key(|language| (*language != dossier.source_language, *language));
    all
}

/// A review that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    pub form: Uuid,
    pub language: String,
    pub content: String,
    pub kind: ReviewKind,
    pub verdict: Verdict,
    pub function: String,
    pub organisation: String,
    /// Only of an approval.
    pub place: Option<String>,
    /// Of every approval: nothing is known for ever.
    pub until: Option<NaiveDate>,
    pub remark: String,
    pub doubted: Vec<Doubt>,
}

impl Signed {
    /// The review that was sent. Marks of claims that the lesson does not have any more are none.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(
        sent: &Sent,
        kinds: &[ReviewKind],
        claims: &[Claim],
        today: NaiveDate,
    ) -> Result<Self, Vec<Wrong>> {
        let doubted = doubted(&sent.doubted, claims);
        let kind = ReviewKind::named(&sent.kind).filter(|kind| kinds.contains(kind));
        let kind = kind.ok_or(wrong("kind", "reviews-kind-missing"));
        let verdict = verdict(&sent.verdict, &doubted);
        let is_approved = verdict == Ok(Verdict::Approved);
        let terms = match is_approved {
            true => terms(sent, today),
            false => (Ok(None), Ok(None)),
        };
        let function = line(&sent.function, "function", "reviews-function-missing");
        let organisation = line(
            &sent.organisation,
            "organisation",
            "reviews-organisation-missing",
        );
        let remark = remark(&sent.remark, verdict.is_err() || is_approved);

        match (kind, verdict, terms, function, organisation, remark) {
            (Ok(kind), Ok(verdict), (Ok(place), Ok(until)), Ok(function), Ok(by), Ok(remark)) => {
                Ok(Self {
                    form: sent.id,
                    language: sent.language.clone(),
                    content: hash(&sent.content),
                    kind,
                    verdict,
                    function,
                    organisation: by,
                    place,
                    until,
                    remark,
                    doubted,
                })
            }
            (kind, verdict, (place, until), function, organisation, remark) => Err([
                kind.err(),
                verdict.err(),
                place.err(),
                until.err(),
                function.err(),
                organisation.err(),
                remark.err(),
            ]
            .into_iter()
            .flatten()
            .collect()),
        }
    }
}

/// As far as it can be the hash of something.
fn hash(text: &str) -> String {
    text.chars()
        .filter(char::is_ascii_hexdigit)
        .take(16)
        .collect()
}

fn doubted(marks: &[String], claims: &[Claim]) -> Vec<Doubt> {
    let doubted = claims.iter().filter(|claim| marks.contains(&claim.mark()));
    doubted
        .map(|claim| Doubt {
            segment: claim.segment.clone(),
            statement: claim.facts.statement.clone(),
        })
        .collect()
}

/// Whoever doubts a statement cannot approve.
fn verdict(text: &str, doubted: &[Doubt]) -> Result<Verdict, Wrong> {
    match Verdict::named(text) {
        None => Err(wrong("verdict", "reviews-verdict-missing")),
        Some(Verdict::Approved) if !doubted.is_empty() => {
            Err(wrong("verdict", "reviews-approved-but-doubted"))
        }
        Some(verdict) => Ok(verdict),
    }
}

type Terms = (
    Result<Option<String>, Wrong>,
    Result<Option<NaiveDate>, Wrong>,
);

/// Where and until when an approval holds.
fn terms(sent: &Sent, today: NaiveDate) -> Terms {
    let place = match sent.place.as_str() {
        "" => Ok(None),
        place if crate::courses::COUNTRIES.contains(&place) => Ok(Some(place.into())),
        _ => Err(wrong("place", "reviews-place-unknown")),
    };
    let until = match sent.until.trim().parse::<NaiveDate>() {
        Err(_) => Err(wrong("until", "reviews-until-missing")),
        Ok(day) if day < today => Err(wrong("until", "reviews-until-past")),
        Ok(day) if day > today + Days::new(LONGEST_DAYS) => {
            Err(wrong("until", "reviews-until-far"))
        }
        Ok(day) => Ok(Some(day)),
    };
    (place, until)
}

/// The day until which an approval is offered to hold.
pub fn in_a_year(today: NaiveDate) -> NaiveDate {
    today + Days::new(365)
}

fn line(text: &str, field: &'static str, missing: &'static str) -> Result<String, Wrong> {
    let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if line.is_empty() {
        Err(wrong(field, missing))
    } else if line.chars().any(disturbs) {
        Err(wrong(field, "reviews-strange"))
    } else if line.chars().count() > LONGEST_LINE {
        Err(wrong(field, "reviews-line-long"))
    } else {
        Ok(line)
    }
}

fn remark(text: &str, may_be_empty: bool) -> Result<String, Wrong> {
    let remark = text.replace("\r\n", "\n");
    let remark = remark.trim();
    if remark.is_empty() && !may_be_empty {
        Err(wrong("remark", "reviews-remark-missing"))
    } else if remark.chars().any(|c| disturbs(c) && c != '\n') {
        Err(wrong("remark", "reviews-strange"))
    } else if remark.chars().count() > LONGEST_REMARK {
        Err(wrong("remark", "reviews-remark-long"))
    } else {
        Ok(remark.into())
    }
}

fn disturbs(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Why a lesson waits for a reviewer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Due {
    First(ReviewKind),
    /// It was reviewed before it was changed.
    Changed(ReviewKind),
    /// Asked or refused, and by whom.
    Open(ReviewKind, Verdict, String),
    Ended(ReviewKind, NaiveDate),
    Ends(ReviewKind, NaiveDate),
    /// A source by its title, and until when it was good.
    Source(String, NaiveDate),
}

impl Due {
    /// Everything about a lesson in a language that waits on a day.
    pub fn of(dossier: &Dossier, lesson: LessonId, language: &str, today: NaiveDate) -> Vec<Self> {
        let kinds = kinds(language != dossier.source_language).iter();
        let due = kinds.filter_map(|kind| Self::of_kind(dossier, lesson, *kind, language, today));
        due.collect()
    }

    fn of_kind(
        dossier: &Dossier,
        lesson: LessonId,
        kind: ReviewKind,
        language: &str,
        today: NaiveDate,
    ) -> Option<Self> {
        let Some(review) = dossier.newest(lesson, kind, language) else {
            let before = dossier.reviews.get(&lesson).into_iter().flatten();
            let mut same = before.filter(|r| r.kind == kind && r.language == language);
            let is_needed = kind != ReviewKind::Safety || dossier.has_class_a(lesson);
            return match same.next() {
                _ if !is_needed => None,
                Some(_) => Some(Self::Changed(kind)),
                None => Some(Self::First(kind)),
            };
        };
        match (review.verdict, review.until) {
            (Verdict::Approved, Some(day)) if day < today => Some(Self::Ended(kind, day)),
            (Verdict::Approved, Some(day)) if day <= today + Days::new(SOON_DAYS) => {
                Some(Self::Ends(kind, day))
            }
            (Verdict::Approved, _) => None,
            (verdict, _) => Some(Self::Open(kind, verdict, review.name.clone())),
        }
    }

    pub fn is_urgent(&self) -> bool {
        matches!(
            self,
            Self::Ended(..) | Self::Source(..) | Self::Open(_, Verdict::Refused, _)
        )
    }

    pub fn told(&self, words: Words) -> String {
        let of = |kind: ReviewKind| words.t(kind_key(kind));
        let on = |day: NaiveDate| words.calendar_date(day);
        match self {
            Self::First(kind) => words.t1("reviews-due-first", "kind", of(*kind)),
            Self::Changed(kind) => words.t1("reviews-due-changed", "kind", of(*kind)),
            Self::Open(kind, Verdict::Refused, by) => {
                words.t2("reviews-due-refused", "kind", of(*kind), "name", by)
            }
            Self::Open(kind, _, by) => words.t2("reviews-due-asked", "kind", of(*kind), "name", by),
            Self::Ended(kind, day) => {
                words.t2("reviews-due-ended", "kind", of(*kind), "date", on(*day))
            }
            Self::Ends(kind, day) => {
                words.t2("reviews-due-ends", "kind", of(*kind), "date", on(*day))
            }
            Self::Source(title, day) => {
                words.t2("reviews-due-source", "title", title, "date", on(*day))
            }
        }
    }
}

/// The key of the word for a kind.
pub fn kind_key(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Facts => "reviews-facts",
        ReviewKind::Language => "reviews-language",
        ReviewKind::Safety => "reviews-safety",
    }
}

/// The key of the word for a verdict.
pub fn verdict_key(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Approved => "reviews-approved",
        Verdict::Asked => "reviews-asked",
        Verdict::Refused => "reviews-refused",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courses::Content;
    use std::collections::HashMap;

    const LESSON: LessonId = LessonId(Uuid::nil());

    fn today() -> NaiveDate {
        "2026-12-01".parse().unwrap()
    }

    fn claim() -> Claim {
        let facts = serde_json::json!({
            "statement": "Paddy is dried to 14 %", "value": "14", "unit": "%", "risk": "A", "locator": "page 3",
            "quotation": "dry to 14%",
        });
        let source = serde_json::json!({
            "organisation": "IRRI", "title": "Drying", "url": "https://irri.example", "seen_on": "2026-11-01",
        });
        Claim {
            segment: "st01".into(),
            facts: serde_json::from_value(facts).unwrap(),
            source: serde_json::from_value(source).unwrap(),
        }
    }

    fn sent() -> Sent {
        Sent {
            id: Uuid::from_u128(1),
            language: "en".into(),
            content: "0123456789abcdef".into(),
            kind: "facts".into(),
            verdict: "approved".into(),
            place: "EC".into(),
            until: "2026-12-01".into(),
            function: " Agronomist ".into(),
            organisation: "INIAP".into(),
            ..Sent::default()
        }
    }

    fn read(sent: &Sent) -> Result<Signed, Vec<&'static str>> {
        let signed = Signed::read(sent, kinds(false), &[claim()], today());
        signed.map_err(|wrong| wrong.into_iter().map(|w| w.key).collect())
    }

    #[test]
    fn an_approval_has_its_place_and_its_last_day_and_nothing_else_has() {
        let signed = read(&sent()).unwrap();
        assert_eq!(signed.place.as_deref(), Some("EC"));
        assert_eq!(signed.until, Some(today()));
        assert_eq!(signed.function, "Agronomist");
        let asked = read(&Sent {
            verdict: "asked".into(),
            remark: "Why?\r\nWhere?".into(),
            until: "never".into(),
            ..sent()
        });
        let asked = asked.unwrap();
        assert_eq!((asked.place, asked.until), (None, None));
        assert_eq!(asked.remark, "Why?\nWhere?");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let nothing = Sent {
            kind: "language".into(),
            function: "\u{202e}".into(),
            organisation: "a".repeat(121),
            remark: "a\0".into(),
            place: "XX".into(),
            until: "2026-11-30".into(),
            ..sent()
        };
        assert_eq!(
            read(&nothing).unwrap_err(),
            [
                "reviews-kind-missing",
                "reviews-place-unknown",
                "reviews-until-past",
                "reviews-strange",
                "reviews-line-long",
                "reviews-strange",
            ]
        );
    }

    #[test]
    fn a_doubt_is_about_a_claim_of_the_lesson_and_no_approval() {
        let doubted = vec![claim().mark(), "ffffffff".into()];
        let doubting = Sent { doubted, ..sent() };
        assert_eq!(read(&doubting), Err(vec!["reviews-approved-but-doubted"]));
        let refused = Sent {
            verdict: "refused".into(),
            remark: "No.".into(),
            ..doubting
        };
        let refused = read(&refused).unwrap();
        assert_eq!(refused.doubted.len(), 1);
        assert!(claim().is_doubted_by(&refused.doubted[0]));
    }

    fn review(verdict: Verdict, until: &str) -> Review {
        Review {
            kind: ReviewKind::Facts,
            language: "en".into(),
            content: "now".into(),
            verdict,
            name: "Rita".into(),
            function: "Agronomist".into(),
            organisation: "INIAP".into(),
            place: None,
            on: today(),
            until: until.parse().ok(),
            remark: String::new(),
        }
    }

    /// What waits of a lesson without a statement that can harm.
    fn due(reviews: Vec<Review>) -> Vec<Due> {
        let content = Content {
            hash: "now".into(),
            has_class_a: false,
        };
        let contents = HashMap::from([("en".to_string(), content)]);
        let dossier = Dossier {
            source_language: "en".into(),
            contents: HashMap::from([(LESSON, contents)]),
            reviews: HashMap::from([(LESSON, reviews)]),
            ..Dossier::default()
        };
        Due::of(&dossier, LESSON, "en", today())
    }

    #[test]
    fn a_lesson_waits_for_what_it_lacks_and_for_what_ends() {
        let facts = ReviewKind::Facts;
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let approved = |until| vec![review(Verdict::Approved, until)];
        let before = Review {
            content: "before".into(),
            ..review(Verdict::Approved, "2027-12-01")
        };
        assert_eq!(due(vec![]), [Due::First(facts)]);
        assert_eq!(due(vec![before]), [Due::Changed(facts)]);
        let ended = "2026-11-30";
        assert_eq!(due(approved(ended)), [Due::Ended(facts, day(ended))]);
        for soon in ["2026-12-01", "2026-12-31"] {
            assert_eq!(due(approved(soon)), [Due::Ends(facts, day(soon))]);
        }
        assert_eq!(due(approved("2027-01-01")), []);
        assert_eq!(due(approved("none")), []);
        let refused = review(Verdict::Refused, "none");
        let open = Due::Open(facts, Verdict::Refused, "Rita".into());
        assert_eq!(due(vec![refused]), [open]);
    }
}
