//! What an author should look at in a course as it is published.
use crate::{
    courses::{
        Edition, Script,
        format::{Concern, Finding},
    },
    page::Frame,
};
use askama::Template;
use chrono::NaiveDate;
use std::sync::Arc;

/// A file of the folder, with what was found in it: the segment, if it is about one, and the words.
type InFile = (String, Vec<(Option<String>, String)>);

#[derive(Template)]
#[template(path = "courses/check.html")]
pub struct Check {
    pub frame: Frame,
    slug: String,
    script: Arc<Script>,
    files: Vec<InFile>,
    /// Lessons that state what can harm and lack a review today.
    waiting: usize,
}

impl Check {
    pub fn of(edition: &Edition, findings: Vec<Finding>, waiting: usize, frame: Frame) -> Self {
        let mut files: Vec<InFile> = Vec::new();
        let findings = findings.into_iter();
        for finding in findings.filter(|finding| !is_for_reviewers(&finding.concern)) {
            let file = finding.file.display().to_string();
            let said = (finding.segment, said(&finding.concern, &frame));
            match files.iter_mut().find(|(known, _)| *known == file) {
                Some((_, found)) => found.push(said),
                None => files.push((file, vec![said])),
            }
        }
        Self {
            slug: edition.slug.clone(),
            script: edition.script(frame.tag()),
            files,
            waiting,
            frame,
        }
    }

    fn count(&self) -> usize {
        self.files.iter().map(|(_, found)| found.len()).sum()
    }
}

/// What reviewers do changes without another version: it is counted as it is today.
fn is_for_reviewers(concern: &Concern) -> bool {
    matches!(
        concern,
        Concern::NotReviewed(_) | Concern::ReviewEnded(_) | Concern::NotApproved { .. }
    )
}

/// A concern in the reader's words.
fn said(concern: &Concern, frame: &Frame) -> String {
    let day = |day: &NaiveDate| frame.words().calendar_date(*day);
    let differ = |key: &str, source: &[String], translated: &[String], language: &str| {
        let (source, translated) = (source.join(", "), translated.join(", "));
        frame.t3(
            key,
            "source",
            source,
            "translated",
            translated,
            "language",
            language,
        )
    };
    match concern {
        Concern::Stale { language } => frame.t1("check-stale", "language", language),
        Concern::Numbers {
            language,
            source_numbers,
            translated,
        } => differ("check-numbers", source_numbers, translated, language),
        Concern::Units {
            language,
            source_units,
            translated,
        } => differ("check-units", source_units, translated, language),
        Concern::Denial(language) => frame.t1("check-denial", "language", language),
        Concern::NumberNotClaimed(number) => frame.t1("check-number", "number", number),
        Concern::UnitNotClaimed(unit) => frame.t1("check-unit", "unit", unit),
        Concern::Unbound => frame.t("check-unbound"),
        Concern::OfOlderText(what) => frame.t1("check-older", "what", what),
        Concern::NotReviewed(what) => frame.t1("check-not-reviewed", "what", what),
        Concern::LongSteps { language, words } => {
            frame.t2("check-long-steps", "language", language, "words", *words)
        }
        Concern::LongSentences { language, average } => {
            let average = format!("{average:.1}");
            frame.t2(
                "check-long-sentences",
                "language",
                language,
                "average",
                average,
            )
        }
        Concern::HardEnglish(grade) => frame.t1("check-hard", "grade", format!("{grade:.1}")),
        Concern::SameKey { option, share, of } => frame.t3(
            "check-same-key",
            "option",
            option,
            "share",
            *share,
            "of",
            *of,
        ),
        Concern::LongestIsRight { share, of } => {
            frame.t2("check-longest", "share", *share, "of", *of)
        }
        Concern::SameOptions(language) => frame.t1("check-same-options", "language", language),
        Concern::NoCaptions(language) => frame.t1("check-captions", "language", language),
        Concern::UncitedSource(source) => frame.t1("check-uncited", "source", source),
        Concern::ExpiredSource { source_id, by } => {
            frame.t2("check-expired", "source", source_id, "day", day(by))
        }
        Concern::GoneSource { source_id, on } => {
            frame.t2("check-gone", "source", source_id, "day", day(on))
        }
        Concern::ReviewEnded(on) => frame.t1("check-review-ended", "day", day(on)),
        Concern::NotApproved { remark, .. } => frame.t1("check-not-approved", "remark", remark),
    }
}
