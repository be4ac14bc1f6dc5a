//! `claims.toml`: what a lesson states and where that stands. A number that no claim and no example names is refused.
use super::{
    fault::Reason,
    fields::{Document, Fields},
    lesson::Stated,
    model::{ClaimFile, ExampleFile, Risk},
    reading::Reading,
    segments::is_hash,
    words::word_count,
};
use std::collections::BTreeSet;

const QUOTED_WORDS: usize = 25;

pub(super) fn file(folder: &str) -> String {
    format!("{folder}/claims.toml")
}

/// The claims and examples below a lesson's folder, once all its segments are known.
pub(super) fn read(
    reading: &Reading,
    folder: &str,
    stated: &[Stated],
) -> (Vec<ClaimFile>, Vec<ExampleFile>) {
    let file = file(folder);
    let mut claims = Vec::new();
    let mut examples = Vec::new();
    let mut covered = BTreeSet::new();
    let text = reading.folder.text(&file, reading.faults);
    let document =
        text.and_then(|text| Document::parse(&file, text, 0..text.len(), reading.faults));
    if let Some(document) = &document {
        let fields = document.fields(reading.faults);
        let known = stated
            .iter()
            .map(|stated| stated.segment.as_str())
            .collect();
        for table in fields.tables("claims") {
            covered.extend(table.text_in("segment"));
            claims.extend(claim(reading, &table, &known));
        }
        for table in fields.tables("examples") {
            covered.extend(table.text_in("segment"));
            examples.extend(example(&table, &known));
        }
        fields.done();
    }

    // A broken claims file would make every number a fault of its own.
    if document.is_some() || !reading.folder.has(&file) {
        for stated in stated {
            every_number_is_known(reading, stated, &covered);
        }
    }
    (claims, examples)
}

fn every_number_is_known(reading: &Reading, stated: &Stated, covered: &BTreeSet<String>) {
    let is_covered = covered.contains(&stated.segment)
        || stated
            .question
            .as_ref()
            .is_some_and(|question| covered.contains(question));
    if let Some(number) = stated.number.clone().filter(|_| !is_covered) {
        let segment = stated.segment.clone();
        let reason = Reason::NumberWithoutClaim { segment, number };
        reading.faults.add(&stated.file, stated.line, reason);
    }
}

fn claim(reading: &Reading, fields: &Fields, known: &BTreeSet<&str>) -> Option<ClaimFile> {
    let segment = segment(fields, known);
    let src = fields.optional_text_that("src", is_hash, "eight hexadecimal digits");
    let statement = fields.text("statement");
    let value = fields.optional_text("value");
    let unit = fields.optional_text("unit");
    let risk = fields.text_that("risk", |text| risk(text).is_some(), "“A”, “B” or “C”");
    let place = fields.optional_text("place");
    let source = fields.text("source");
    let locator = fields.text("locator");
    let quotation = fields.text("quotation");
    fields.done();

    if let Some(id) = &source
        && !reading.is_source(id)
    {
        let id = id.chars().take(60).collect();
        fields.fault("source", Reason::UnknownSource(id));
    }
    let words = quotation.as_deref().map_or(0, word_count);
    if words > QUOTED_WORDS {
        fields.fault("quotation", Reason::LongQuotation(words));
    }
    Some(ClaimFile {
        segment: segment?,
        src,
        statement: statement?,
        value,
        unit,
        risk: risk.as_deref().and_then(self::risk)?,
        place,
        source: source?,
        locator: locator?,
        quotation: quotation?,
    })
}

fn example(fields: &Fields, known: &BTreeSet<&str>) -> Option<ExampleFile> {
    let segment = segment(fields, known);
    let src = fields.optional_text_that("src", is_hash, "eight hexadecimal digits");
    let reason = fields.text("reason");
    fields.done();

    Some(ExampleFile {
        segment: segment?,
        src,
        reason: reason?,
    })
}

fn segment(fields: &Fields, known: &BTreeSet<&str>) -> Option<String> {
    let segment = fields.text("segment")?;
    if known.contains(segment.as_str()) {
        return Some(segment);
    }
    let segment = segment.chars().take(60).collect();
    fields.fault("segment", Reason::UnknownSegment(segment));
    None
}

fn risk(text: &str) -> Option<Risk> {
    match text {
        "A" => Some(Risk::A),
        "B" => Some(Risk::B),
        "C" => Some(Risk::C),
        _ => None,
    }
}
