//! What a certificate states, in the reader's words: page, check and PDF all take them from here.
use super::{Facts, Labels, ReviewState};
use crate::words::Words;

/// One fact with its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Statement {
    pub label: String,
    pub value: String,
    /// The language of the value where it is not the reader's.
    pub lang: Option<String>,
}

impl Statement {
    fn new(label: String, value: String) -> Self {
        Self {
            label,
            value,
            lang: None,
        }
    }
}

/// When, how long and how somebody learned.
pub(super) fn learned(facts: &Facts, words: Words) -> Vec<Statement> {
    let mut statements = vec![
        Statement::new(words.t("certificates-time"), time(facts.minutes, words)),
        Statement::new(words.t("certificates-learned"), lessons(facts, words)),
    ];
    if let Some(quiz) = facts.quiz {
        let result = words.t2(
            "certificates-quiz-result",
            "right",
            quiz.right,
            "of",
            quiz.of,
        );
        statements.push(Statement::new(words.t("certificates-quiz"), result));
    }
    statements.push(Statement::new(
        words.t("certificates-completed-on"),
        words.calendar_date(facts.completed_on),
    ));
    statements.push(Statement::new(
        words.t("certificates-issued-on"),
        words.calendar_date(facts.issued_on),
    ));
    statements
}

/// Everything but name and title, for pages.
pub(super) fn all(facts: &Facts, words: Words) -> Vec<Statement> {
    let mut statements = learned(facts, words);
    statements.push(Statement::new(
        words.t("certificates-issuer"),
        facts.issuer.clone(),
    ));
    if let Some((lang, name)) = facts.programme_for(words.tag()) {
        statements.push(Statement {
            label: words.t("certificates-programme"),
            value: name.into(),
            lang: (lang != words.tag()).then(|| lang.into()),
        });
    }
    statements.push(Statement::new(
        words.t("certificates-known"),
        review(facts, words),
    ));
    statements
}

/// The words around the facts on paper.
pub(super) fn labels(facts: &Facts, words: Words, public_url: &str) -> Labels {
    let learned = learned(facts, words).into_iter();
    let title = words.t2(
        "certificates-document",
        "name",
        &facts.name,
        "course",
        facts.title(),
    );
    let host = public_url.split_once("://");
    let host = host.map_or(public_url, |(_, host)| host);

    Labels {
        language: words.tag().into(),
        document_title: words.plain(title),
        heading: words.t("certificates-heading"),
        awarded: words.t("certificates-awarded"),
        completed: words.t("certificates-completed"),
        facts: learned.map(|one| (one.label, one.value)).collect(),
        review: review(facts, words),
        trial_mark: words.t("certificates-trial-mark"),
        trial: words.t("certificates-trial"),
        check: words.t("certificates-check-at"),
        address: format!("{}/v/{}", host.trim_end_matches('/'), facts.code),
        symbol: words.t("certificates-symbol"),
    }
}

fn time(minutes: u32, words: Words) -> String {
    match (minutes / 60, minutes % 60) {
        (0, minutes) => words.minutes(minutes),
        (hours, 0) => words.t1("certificates-hours", "hours", hours),
        (hours, minutes) => words.t2(
            "certificates-hours-minutes",
            "hours",
            hours,
            "minutes",
            minutes,
        ),
    }
}

fn lessons(facts: &Facts, words: Words) -> String {
    match (facts.lessons_self, facts.lessons_facilitated) {
        (alone, 0) => words.t1("certificates-learned-alone", "count", alone),
        (0, group) => words.t1("certificates-learned-group", "count", group),
        (alone, group) => words.t2("certificates-learned-both", "alone", alone, "group", group),
    }
}

fn review(facts: &Facts, words: Words) -> String {
    match facts.review {
        ReviewState::Draft => words.t("certificates-review-draft"),
        ReviewState::Checked => words.t("certificates-review-checked"),
        ReviewState::Approved => words.t("certificates-review-approved"),
    }
}
