//! `course.toml` and `sources.toml`: what a course is and what was opened to write it.
use super::{
    fault::Reason,
    fields::{Document, Fields, wrong_value},
    folder::is_slug,
    lesson,
    model::{ContributionFile, CourseFile, LessonFile, LessonKind, ModuleFile, SourceFile},
    questions,
    reading::Reading,
};
use std::collections::{BTreeMap, BTreeSet};

const LANGUAGES: usize = 40;

/// The source language, and all languages; nothing is asked of the texts yet.
pub(super) fn languages(fields: &Fields) -> Option<(String, Vec<String>)> {
    let wanted = "a language as en, es or zh-hans";
    let source = fields.text_that("source_language", is_language, wanted);
    let listed = fields.texts("languages");
    if listed.is_empty() && !fields.has("languages") {
        fields.fault("languages", Reason::MissingField("languages".to_owned()));
    }

    if listed.len() > LANGUAGES {
        let value = listed.len().to_string();
        fields.fault(
            "languages",
            wrong_value("languages", &value, "at most 40 of them"),
        );
        return None;
    }

    let mut languages = Vec::new();
    for (language, _) in listed {
        if !is_language(&language) {
            fields.fault("languages", wrong_value("languages", &language, wanted));
        } else if languages.contains(&language) {
            fields.fault("languages", Reason::Repeated(language));
        } else {
            languages.push(language);
        }
    }
    let source = source?;
    if !languages.contains(&source) {
        let wanted = "the source language is one of the languages";
        fields.fault("languages", wrong_value("source_language", &source, wanted));
        return None;
    }
    Some((source, languages))
}

/// The course of a folder with all that `course.toml` names, without drawings and media.
pub(super) fn course(reading: &Reading, fields: &Fields) -> Option<CourseFile> {
    let sources = sources(reading);
    let id = reading.uuid(fields);
    let slug = fields.slug("slug");
    let programme = fields.slug("programme");
    let country = fields.text_that("country", is_country, "two capital letters (ISO 3166-1)");
    let themes = fields.slugs("themes").into_iter().map(|(slug, _)| slug);
    let [title, summary, author] =
        ["title", "summary", "author"].map(|key| reading.named_words(&fields.table(key)?));
    let outcomes = fields.tables("outcomes");
    let outcomes = outcomes
        .iter()
        .map(|table| reading.named_words(table))
        .collect::<Vec<_>>();
    let contributions = fields.tables("contributions");
    let contributions = contributions.iter().map(contribution).collect::<Vec<_>>();
    let modules = modules(reading, fields);
    let pretest = pretest(reading, fields, &modules);
    fields.done();

    Some(CourseFile {
        id: id?,
        slug: slug?,
        source_language: reading.source_language.clone(),
        languages: reading.languages.clone(),
        programme: programme?,
        themes: themes.collect(),
        country: country?,
        title: title?,
        summary: summary?,
        author: author?,
        outcomes: outcomes.into_iter().collect::<Option<_>>()?,
        contributions: contributions.into_iter().collect::<Option<_>>()?,
        modules,
        pretest,
        sources,
        drawings: BTreeMap::new(),
        media: BTreeMap::new(),
    })
}

fn contribution(fields: &Fields) -> Option<ContributionFile> {
    let partner = fields.text("partner");
    let role = fields.slug("role");
    let planned = fields.flag("planned");
    fields.done();

    Some(ContributionFile {
        partner: partner?,
        role: role?,
        planned,
    })
}

fn modules(reading: &Reading, fields: &Fields) -> Vec<ModuleFile> {
    let tables = fields.tables("modules");
    if tables.is_empty() {
        fields.fault("modules", Reason::MissingField("modules".to_owned()));
    }

    let mut seen = BTreeSet::new();
    let mut modules = Vec::new();
    for table in tables {
        let id = reading.uuid(&table);
        let title = table
            .table("title")
            .and_then(|title| reading.named_words(&title));
        let named = table.slugs("lessons");
        if named.is_empty() {
            table.fault("lessons", Reason::MissingField("lessons".to_owned()));
        }
        table.done();

        let mut lessons = Vec::new();
        for (slug, line) in named {
            if seen.insert(slug.clone()) {
                match lesson::read(reading, &slug, table.file(), line) {
                    Some(lesson) => {
                        if lesson.kind == LessonKind::Pretest {
                            let wanted = "a pre-test is named by “pretest”, above the tables";
                            let reason = wrong_value("lessons", &slug, wanted);
                            reading.faults.add(table.file(), line, reason);
                        }
                        lessons.push(lesson);
                    }
                    None => reading.misses_a_lesson(),
                }
            } else {
                reading
                    .faults
                    .add(table.file(), line, Reason::Repeated(slug));
            }
        }
        if let (Some(id), Some(title)) = (id, title) {
            modules.push(ModuleFile { id, title, lessons });
        }
    }
    modules
}

/// What is asked before the course: each question beside one of a quiz that asks for the same.
fn pretest(reading: &Reading, fields: &Fields, modules: &[ModuleFile]) -> Option<LessonFile> {
    if !fields.has("pretest") {
        return None;
    }
    let slug = fields.slug("pretest")?;
    let line = fields.line_of("pretest");
    let Some(lesson) = lesson::read(reading, &slug, fields.file(), line) else {
        reading.misses_a_lesson();
        return None;
    };
    if lesson.kind != LessonKind::Pretest {
        let wanted = "its lesson is of the kind “pretest”";
        fields.fault("pretest", wrong_value("pretest", &slug, wanted));
    }
    let asked: BTreeSet<&str> = modules
        .iter()
        .flat_map(|module| &module.lessons)
        .filter(|lesson| matches!(lesson.kind, LessonKind::Quiz { .. }))
        .flat_map(|quiz| quiz.questions.iter().map(|question| question.id.as_str()))
        .collect();
    for question in &lesson.questions {
        let pair = question.pair.as_deref().unwrap_or_default();
        if !asked.contains(pair) {
            let wanted = "the id of a question in a quiz of the course";
            let file = questions::file(&format!("lessons/{slug}"));
            reading
                .faults
                .add(&file, None, wrong_value("pair", pair, wanted));
        }
    }
    Some(lesson)
}

/// The sources in `sources.toml`; a course that states nothing may have none.
fn sources(reading: &Reading) -> Vec<SourceFile> {
    let file = "sources.toml";
    reading.uses(file);
    if !reading.folder.has(file) {
        reading.knows_sources(BTreeSet::new());
    }
    let Some(text) = reading.folder.text(file, reading.faults) else {
        return Vec::new();
    };
    let Some(document) = Document::parse(file, text, 0..text.len(), reading.faults) else {
        return Vec::new();
    };
    let fields = document.fields(reading.faults);
    let tables = fields.tables("sources");
    fields.done();

    let mut ids = BTreeSet::new();
    let mut sources = Vec::new();
    for table in tables {
        sources.extend(source(&table));
        if let Some(id) = table.slug("id")
            && !ids.insert(id.clone())
        {
            table.fault("id", Reason::Repeated(id));
        }
    }
    reading.knows_sources(ids);
    sources
}

fn source(fields: &Fields) -> Option<SourceFile> {
    let id = fields.slug("id");
    let organisation = fields.text("organisation");
    let title = fields.text("title");
    let year = fields.optional_number("year", 1500..=2999, "a year as 2020");
    let edition = fields.optional_text("edition");
    let url = fields.text_that(
        "url",
        is_url,
        "an address that begins with https:// or http://",
    );
    let licence = fields.optional_text("licence");
    let seen_on = fields.date("seen_on");
    let valid_until = fields.optional_date("valid_until");
    let gone_on = fields.optional_date("gone_on");
    fields.done();

    Some(SourceFile {
        id: id?,
        organisation: organisation?,
        title: title?,
        year,
        edition,
        url: url?,
        licence,
        seen_on: seen_on?,
        valid_until,
        gone_on,
    })
}

/// As in file names: `en`, `zh-hans`, `pt-br`.
pub(super) fn is_language(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_code =
        |code: &str| (2..=3).contains(&code.len()) && code.bytes().all(|b| b.is_ascii_lowercase());
    text.len() <= 20
        && is_slug(text)
        && parts.next().is_some_and(is_code)
        && parts.all(|p| p.len() >= 2)
}

pub(super) fn is_country(text: &str) -> bool {
    text.len() == 2 && text.bytes().all(|b| b.is_ascii_uppercase())
}

fn is_url(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or(text.strip_prefix("http://"));
    let is_host = |rest: &str| rest.starts_with(|c: char| c.is_ascii_alphanumeric());
    rest.is_some_and(is_host) && !text.contains(|c: char| c.is_whitespace() || "<>\"".contains(c))
}
