//! `reviews.toml`: who looked at a lesson and found what. What a review is about is a hash, so that it ends with any change of the lesson.
use super::{
    super::trust::{Review, ReviewKind, Verdict},
    course::{is_country, is_language},
    fields::{Document, Fields},
    reading::Reading,
};
use std::{fs, io, path::Path};

pub(super) fn file(folder: &str) -> String {
    format!("{folder}/reviews.toml")
}

/// The reviews below a lesson's folder, the oldest first.
pub(super) fn read(reading: &Reading, folder: &str) -> Vec<Review> {
    let file = file(folder);
    let Some(text) = reading.folder.text(&file, reading.faults) else {
        return Vec::new();
    };
    let Some(document) = Document::parse(&file, text, 0..text.len(), reading.faults) else {
        return Vec::new();
    };
    let fields = document.fields(reading.faults);
    let tables = fields.tables("reviews");
    fields.done();

    tables.iter().filter_map(review).collect()
}

fn review(fields: &Fields) -> Option<Review> {
    let is_kind = |text: &str| ReviewKind::named(text).is_some();
    let is_verdict = |text: &str| Verdict::named(text).is_some();
    let kind = fields.text_that("kind", is_kind, "“facts”, “language” or “safety”");
    let language = fields.text_that("language", is_language, "a language as en, es or zh-hans");
    let content = fields.text_that("content", is_content, "sixteen hexadecimal digits");
    let verdict = fields.text_that("verdict", is_verdict, "“approved”, “asked” or “refused”");
    let [name, function, organisation] =
        ["name", "function", "organisation"].map(|key| fields.text(key));
    let place = fields.optional_text_that("place", is_country, "two capital letters (ISO 3166-1)");
    let on = fields.date("on");
    let until = fields.optional_date("until");
    let remark = fields.optional_text("remark").unwrap_or_default();
    fields.done();

    Some(Review {
        kind: ReviewKind::named(&kind?)?,
        language: language?,
        content: content?,
        verdict: Verdict::named(&verdict?)?,
        name: name?,
        function: function?,
        organisation: organisation?,
        place,
        on: on?,
        until,
        remark,
    })
}

fn is_content(text: &str) -> bool {
    text.len() == 16 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Writes a review below those that stand in the folder of a lesson.
///
/// # Errors
/// When the file cannot be written.
pub fn add(course: &Path, lesson: &str, review: &Review) -> io::Result<()> {
    #[derive(serde::Serialize)]
    struct Reviews<'r> {
        reviews: [&'r Review; 1],
    }
    let path = course.join(file(&format!("lessons/{lesson}")));
    let before = match fs::read_to_string(&path) {
        Ok(text) => text + "\n",
        Err(e) if e.kind() == io::ErrorKind::NotFound => String::new(),
        Err(e) => return Err(e),
    };
    let reviews = [review];
    let written = toml::to_string(&Reviews { reviews }).map_err(io::Error::other)?;
    fs::write(path, before + &written)
}
