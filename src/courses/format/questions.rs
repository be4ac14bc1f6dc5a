//! `questions.toml`: the questions of a lesson in every language.
use super::{
    fault::Reason,
    fields::{Document, Fields},
    lesson::Stated,
    model::{OptionFile, QuestionFile, QuestionKind, Text},
    numbers::numbers,
    reading::Reading,
};
use std::collections::BTreeSet;

pub(super) fn file(folder: &str) -> String {
    format!("{folder}/questions.toml")
}

/// The questions below a lesson's folder, and their segments.
pub(super) fn read(reading: &Reading, folder: &str) -> (Vec<QuestionFile>, Vec<Stated>) {
    let file = file(folder);
    let mut stated = Vec::new();
    let Some(text) = reading.folder.text(&file, reading.faults) else {
        return (Vec::new(), stated);
    };
    let Some(document) = Document::parse(&file, text, 0..text.len(), reading.faults) else {
        return (Vec::new(), stated);
    };
    let fields = document.fields(reading.faults);
    let tables = fields.tables("questions");
    fields.done();

    let questions = tables
        .iter()
        .filter_map(|table| question(reading, table, &mut stated))
        .collect();
    (questions, stated)
}

fn question(reading: &Reading, fields: &Fields, stated: &mut Vec<Stated>) -> Option<QuestionFile> {
    let id = reading.segment(fields);
    let kind = fields.text_that("type", |kind| kind == "single", "“single”");
    let named = id.clone().unwrap_or_default();
    let text = reading.words(fields, named.clone());
    let explanation = fields.table("explanation").and_then(|table| {
        let words = reading.words(&table, format!("{named}-why"));
        table.done();
        words
    });
    let options = options(reading, fields, &named, stated);
    let pair = fields.optional_text("pair");
    fields.done();

    for (key, text) in [("text", &text), ("explanation", &explanation)] {
        if let Some(text) = text {
            stated.push(states(fields, fields.line_of(key), &named, text, true));
        }
    }
    kind?;
    Some(QuestionFile {
        id: id?,
        kind: QuestionKind::Single,
        text: text?,
        explanation: explanation?,
        options,
        pair,
    })
}

fn options(
    reading: &Reading,
    fields: &Fields,
    question: &str,
    stated: &mut Vec<Stated>,
) -> Vec<OptionFile> {
    let tables = fields.tables("options");
    if !(2..=6).contains(&tables.len()) {
        fields.fault("options", Reason::OptionCount(tables.len()));
    }
    let right = tables.iter().filter(|table| table.flag("right")).count();
    if right != 1 {
        fields.fault("options", Reason::RightOptions(right));
    }

    let mut seen = BTreeSet::new();
    let mut options = Vec::new();
    for table in &tables {
        let wanted = "one to eight lower-case letters and digits, but not “why”";
        let id = table.text_that("id", is_option_id, wanted);
        let right = table.flag("right");
        let named = id.clone().unwrap_or_default();
        let text = reading.words(table, format!("{question}-{named}"));
        table.done();
        let (Some(id), Some(text)) = (id, text) else {
            continue;
        };
        if !seen.insert(id.clone()) {
            table.fault("id", Reason::Repeated(id.clone()));
        }
        stated.push(states(table, table.line(), question, &text, right));
        options.push(OptionFile { id, right, text });
    }
    options
}

fn states(fields: &Fields, line: usize, question: &str, text: &Text, is_true: bool) -> Stated {
    let number = is_true.then(|| numbers(&text.source).into_iter().next());
    Stated {
        segment: text.segment.clone(),
        question: Some(question.to_owned()),
        file: fields.file().to_owned(),
        line,
        number: number.flatten(),
    }
}

fn is_option_id(text: &str) -> bool {
    text != "why"
        && (1..=8).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}
