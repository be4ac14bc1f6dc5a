//! From a folder to a course, or to all that is wrong with it.
use super::{
    course, drawings,
    fault::{Fault, Faults, Reason},
    fields::Document,
    folder::Folder,
    media,
    model::CourseFile,
    reading::Reading,
};
use std::{collections::BTreeMap, path::Path};

/// Reads the course in a folder. It blocks while it reads; whatever stands in the folder, it ends soon.
///
/// # Errors
/// Every fault that could be found, by file and line: nothing of a course with a fault is used.
pub fn read(folder: &Path) -> Result<CourseFile, Vec<Fault>> {
    let faults = Faults::default();
    let folder = Folder::open(folder, &faults);
    let course = read_files(&folder, &faults);

    match course {
        Some(course) if faults.is_empty() => Ok(course),
        _ => Err(faults.into_sorted()),
    }
}

fn read_files(folder: &Folder, faults: &Faults) -> Option<CourseFile> {
    let file = "course.toml";
    if !folder.has(file) {
        faults.add(file, None, Reason::MissingFile);
    }
    let drawings = drawings(folder, faults);
    let media = media(folder, faults);
    let text = folder.text(file, faults)?;
    let document = Document::parse(file, text, 0..text.len(), faults)?;
    let fields = document.fields(faults);
    let (source_language, languages) = course::languages(&fields)?;

    let reading = Reading::new(folder, faults, source_language, languages);
    reading.uses(file);
    let wanted = "1, the only format there is";
    // A later format may mean something else by every word that follows.
    fields.number("format", 1..=1, wanted)?;
    let course = course::course(&reading, &fields);
    every_file_is_named(&reading);
    Some(CourseFile {
        drawings,
        media,
        ..course?
    })
}

fn drawings(folder: &Folder, faults: &Faults) -> BTreeMap<String, Vec<u8>> {
    folder
        .below("drawings")
        .map(|(name, bytes)| {
            drawings::check(&format!("drawings/{name}"), bytes, faults);
            (name.to_owned(), bytes.to_vec())
        })
        .collect()
}

fn media(folder: &Folder, faults: &Faults) -> BTreeMap<String, super::model::MediaFile> {
    folder
        .below("media")
        .filter_map(|(name, bytes)| {
            let file = media::read(&format!("media/{name}"), bytes, faults)?;
            Some((name.to_owned(), file))
        })
        .collect()
}

fn every_file_is_named(reading: &Reading) {
    let paths = reading
        .folder
        .paths()
        .filter(|path| reading.is_unused(path));
    for path in paths.filter(|path| !is_beside_named_media(reading, path)) {
        reading.faults.add(path, None, Reason::Unnamed);
    }
}

/// Captions, posters and other encodings stand beside what a lesson names: the same name, another ending.
fn is_beside_named_media(reading: &Reading, path: &str) -> bool {
    let Some((stem, ending)) = path.split_once('.') else {
        return false;
    };
    let fits = match ending.split_once('.') {
        Some((language, "vtt")) => reading.languages.iter().any(|known| known == language),
        _ => matches!(
            ending,
            "mp4" | "webm" | "m4a" | "webp" | "jpg" | "jpeg" | "png"
        ),
    };
    let named = ["mp4", "webm", "m4a"]
        .iter()
        .any(|end| reading.is_used(&format!("{stem}.{end}")));
    fits && named && path.starts_with("media/")
}
