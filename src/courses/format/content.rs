//! What a review of a lesson is about, as one hash.
use super::model::{CourseFile, LessonFile, SectionKind, Text};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

/// The first sixteen hexadecimal digits of the SHA-256 of all that a lesson says, shows, asks, states and cites in a language, with the
/// hash of the source where it is a translation. Minutes, addresses and the order of lessons are not in it: they teach nothing.
pub fn content_hash(course: &CourseFile, lesson: &LessonFile, language: &str) -> String {
    let said = |text: &Text| match text.translations.get(language) {
        Some(translation) => json!([text.segment, text.hash, translation.text]),
        None => json!([text.segment, text.hash]),
    };
    let sections = lesson.sections.iter().map(|section| {
        let blocks = section.blocks.iter().map(said).collect::<Vec<_>>();
        json!([section.kind, shown(course, &section.kind), blocks])
    });
    let questions = lesson.questions.iter().map(|question| {
        let options = question.options.iter();
        let options = options.map(|option| json!([option.id, option.right, said(&option.text)]));
        json!([
            said(&question.text),
            said(&question.explanation),
            options.collect::<Vec<_>>()
        ])
    });
    let cited = course
        .sources
        .iter()
        .filter(|source| lesson.claims.iter().any(|claim| claim.source == source.id));
    let all = json!([
        said(&lesson.title),
        lesson.kind,
        sections.collect::<Vec<_>>(),
        questions.collect::<Vec<_>>(),
        lesson.claims,
        lesson.examples,
        cited.collect::<Vec<_>>(),
    ]);
    hex(all.to_string().as_bytes())
}

/// The hash of the drawing or clip.
fn shown(course: &CourseFile, kind: &SectionKind) -> Value {
    match kind {
        SectionKind::Step { drawing } => json!(course.drawings.get(drawing).map(|d| hex(d))),
        SectionKind::Clip { file } | SectionKind::Sound { file } => {
            json!(course.media.get(file).map(|media| hex(&media.bytes)))
        }
        _ => Value::Null,
    }
}

fn hex(bytes: &[u8]) -> String {
    data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)[..8])
}
