//! What stands beside the courses: the programmes, themes and partners of the school, and courses that are
//! announced and not there yet.
use super::{
    course::{is_country, is_language},
    fault::{Fault, Faults, Reason},
    fields::{Document, Fields},
    folder::read_text,
};
use serde::{Deserialize, Serialize};
use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};
use uuid::Uuid;

/// A name by language; there is at least one.
pub type Names = BTreeMap<String, String>;

/// `school.toml`: what courses and coordinators refer to.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct SchoolFile {
    pub programmes: Vec<ProgrammeFile>,
    pub themes: Vec<ThemeFile>,
    /// Names of partners, as they write themselves.
    pub partners: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProgrammeFile {
    pub slug: String,
    /// ISO 3166-1 alpha-2.
    pub country: String,
    pub name: Names,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ThemeFile {
    pub slug: String,
    pub name: Names,
}

/// A course that is named but cannot be taken yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct AnnouncedFile {
    pub id: Uuid,
    pub slug: String,
    pub title: Names,
    /// The slug of a programme.
    pub programme: String,
    pub partner: Option<String>,
    /// The partner is planned, not confirmed.
    pub planned: bool,
    pub status: AnnouncedStatus,
    pub themes: Vec<String>,
    /// ISO 3166-1 alpha-2.
    pub country: String,
}

/// How far the making of an announced course has come, as the centre said.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum AnnouncedStatus {
    UnderPreparation,
    MaterialsCompleted,
    VideoUnderPreparation,
    Recorded,
    PostProduction,
    Translation,
}

/// Reads `school.toml`.
///
/// # Errors
/// Every fault in it, by line.
pub fn read_school(file: &Path) -> Result<SchoolFile, Vec<Fault>> {
    read(file, |fields, faults| {
        let programmes = each(&fields.tables("programmes"), faults, programme);
        let themes = each(&fields.tables("themes"), faults, theme);
        let partners = each(&fields.tables("partners"), faults, partner);
        SchoolFile {
            programmes,
            themes,
            partners,
        }
    })
}

/// Reads `announced.toml`.
///
/// # Errors
/// Every fault in it, by line.
pub fn read_announced(file: &Path) -> Result<Vec<AnnouncedFile>, Vec<Fault>> {
    read(file, |fields, faults| {
        let courses = each(&fields.tables("courses"), faults, announced);
        let mut ids = BTreeSet::new();
        for table in fields.tables("courses") {
            let id = table.text_in("id").unwrap_or_default();
            if !ids.insert(id.clone()) {
                table.fault("id", Reason::Repeated(id));
            }
        }
        courses
    })
}

fn read<T>(file: &Path, contents: impl Fn(&Fields, &Faults) -> T) -> Result<T, Vec<Fault>> {
    let faults = Faults::default();
    let name = file
        .file_name()
        .unwrap_or(file.as_os_str())
        .to_string_lossy();
    let text = read_text(file, &name, &faults).unwrap_or_default();
    let document = Document::parse(&name, &text, 0..text.len(), &faults);
    let contents = document.map(|document| {
        let fields = document.fields(&faults);
        let contents = contents(&fields, &faults);
        fields.done();
        contents
    });

    match contents {
        Some(contents) if faults.is_empty() => Ok(contents),
        _ => Err(faults.into_sorted()),
    }
}

/// Reads tables whose key, the first of a pair, is unique among them.
fn each<T>(
    tables: &[Fields],
    faults: &Faults,
    read: impl Fn(&Fields) -> (Option<String>, Option<T>),
) -> Vec<T> {
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for table in tables {
        let (key, value) = read(table);
        table.done();
        if let Some(key) = key.filter(|key| !seen.insert(key.clone())) {
            faults.add(table.file(), table.line(), Reason::Repeated(key));
        }
        all.extend(value);
    }
    all
}

fn programme(fields: &Fields) -> (Option<String>, Option<ProgrammeFile>) {
    let slug = fields.slug("slug");
    let country = country(fields);
    let name = names(fields, "name");
    let programme = slug.clone().zip(country).zip(name);
    let programme = programme.map(|((slug, country), name)| ProgrammeFile {
        slug,
        country,
        name,
    });
    (slug, programme)
}

fn theme(fields: &Fields) -> (Option<String>, Option<ThemeFile>) {
    let slug = fields.slug("slug");
    let theme = slug.clone().zip(names(fields, "name"));
    (slug, theme.map(|(slug, name)| ThemeFile { slug, name }))
}

fn partner(fields: &Fields) -> (Option<String>, Option<String>) {
    let name = fields.text("name");
    (name.clone(), name)
}

fn announced(fields: &Fields) -> (Option<String>, Option<AnnouncedFile>) {
    let slug = fields.slug("slug");
    let id = fields.uuid();
    let title = names(fields, "title");
    let programme = fields.slug("programme");
    let partner = fields.optional_text("partner");
    let planned = fields.flag("planned");
    let wanted = "under-preparation, materials-completed, \
                  video-under-preparation, recorded, post-production or translation";
    let status = fields.text_that("status", |text| status(text).is_some(), wanted);
    let themes = fields.slugs("themes").into_iter().map(|(slug, _)| slug);
    let themes = themes.collect();
    let country = country(fields);

    let course = || {
        Some(AnnouncedFile {
            id: id?,
            slug: slug.clone()?,
            title: title?,
            programme: programme?,
            partner,
            planned,
            status: self::status(&status?)?,
            themes,
            country: country?,
        })
    };
    let course = course();
    (slug, course)
}

fn status(text: &str) -> Option<AnnouncedStatus> {
    Some(match text {
        "under-preparation" => AnnouncedStatus::UnderPreparation,
        "materials-completed" => AnnouncedStatus::MaterialsCompleted,
        "video-under-preparation" => AnnouncedStatus::VideoUnderPreparation,
        "recorded" => AnnouncedStatus::Recorded,
        "post-production" => AnnouncedStatus::PostProduction,
        "translation" => AnnouncedStatus::Translation,
        _ => return None,
    })
}

fn country(fields: &Fields) -> Option<String> {
    let wanted = "two capital letters (ISO 3166-1)";
    fields.text_that("country", is_country, wanted)
}

fn names(fields: &Fields, key: &'static str) -> Option<Names> {
    let table = fields.table(key)?;
    let mut names = Names::new();
    for language in table.keys() {
        if !is_language(language) {
            let shown = language.chars().take(40).collect();
            table.fault(language, Reason::UnknownLanguage(shown));
        }
        names.extend(
            table
                .text_in(language)
                .map(|name| (language.to_owned(), name)),
        );
    }
    if names.is_empty() {
        fields.fault(key, Reason::EmptyText);
    }
    Some(names)
}
