//! The files of a folder, read once and within limits: whatever stands there, no link is followed and no
//! more is read than a course can be.
use super::fault::{Faults, Reason};
use std::{
    collections::{BTreeMap, BTreeSet},
    fs::{self, File},
    io::Read,
    path::Path,
};

const TEXT_BYTES: u64 = 2 << 20;
const DRAWING_BYTES: u64 = 12 << 10;
const MEDIA_BYTES: u64 = 20 << 20;
const FILES: usize = 500;
const ALL_TEXT_BYTES: u64 = 8 << 20;
const ALL_BYTES: u64 = 256 << 20;
/// `lessons/<lesson>/<file>`.
const DEPTH: usize = 3;

/// What a folder holds: bytes by relative path, with `/` between the names.
#[derive(Default)]
pub(super) struct Folder {
    files: BTreeMap<String, Vec<u8>>,
    /// Files that are there but were refused: what names them is right.
    refused: BTreeSet<String>,
}

impl Folder {
    /// Reads all that may be read and says of the rest why not.
    pub(super) fn open(root: &Path, faults: &Faults) -> Self {
        let mut walk = Walk {
            faults,
            folder: Self::default(),
            entries: 0,
            text_bytes: 0,
            bytes: 0,
        };
        walk.enter(root, "", 1);
        walk.folder
    }

    pub(super) fn bytes(&self, path: &str) -> Option<&[u8]> {
        self.files.get(path).map(Vec::as_slice)
    }

    /// Is there such a file, even one that was refused?
    pub(super) fn has(&self, path: &str) -> bool {
        self.files.contains_key(path) || self.refused.contains(path)
    }

    pub(super) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    /// The names directly or further below a folder, with their bytes.
    pub(super) fn below(&self, folder: &str) -> impl Iterator<Item = (&str, &[u8])> {
        let start = format!("{folder}/");
        self.files
            .range(start.clone()..)
            .map_while(move |(path, bytes)| Some((path.strip_prefix(&start)?, bytes.as_slice())))
    }

    /// The text of a file. Not UTF-8, or with control characters, it is a fault and no text.
    pub(super) fn text(&self, path: &str, faults: &Faults) -> Option<&str> {
        as_text(path, self.bytes(path)?, faults)
    }
}

/// The text of one file that is not part of a course; otherwise a fault under the name given.
pub(super) fn read_text(file: &Path, name: &str, faults: &Faults) -> Option<String> {
    let reason = match fs::symlink_metadata(file) {
        Err(error) => Reason::Unreadable(error.to_string()),
        Ok(found) if found.is_symlink() => Reason::Link,
        Ok(found) if !found.is_file() => Reason::NotAFile,
        Ok(_) => match read_at_most(file, TEXT_BYTES) {
            Err(error) => Reason::Unreadable(error.to_string()),
            Ok((bytes, _)) if bytes > TEXT_BYTES => {
                let limit = TEXT_BYTES;
                Reason::TooHeavy { bytes, limit }
            }
            Ok((_, bytes)) => return as_text(name, &bytes, faults).map(str::to_owned),
        },
    };
    faults.add(name, None, reason);
    None
}

/// Bytes as text without control characters but tabs and line ends; otherwise a fault.
pub(super) fn as_text<'b>(path: &str, bytes: &'b [u8], faults: &Faults) -> Option<&'b str> {
    let line_of = |end: usize| 1 + bytes[..end].iter().filter(|b| **b == b'\n').count();
    let text = match str::from_utf8(bytes) {
        Ok(text) => text,
        Err(error) => {
            faults.add(path, line_of(error.valid_up_to()), Reason::NotUtf8);
            return None;
        }
    };

    match control_in(text) {
        Some((at, control)) => {
            faults.add(path, line_of(at), Reason::Control(control.into()));
            None
        }
        None => Some(text),
    }
}

/// The first character that no text may hold: PostgreSQL refuses U+0000, and nobody sees the others.
pub(super) fn control_in(text: &str) -> Option<(usize, char)> {
    text.char_indices()
        .find(|(_, c)| c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

struct Walk<'f> {
    faults: &'f Faults,
    folder: Folder,
    entries: usize,
    text_bytes: u64,
    bytes: u64,
}

impl Walk<'_> {
    fn enter(&mut self, folder: &Path, relative: &str, depth: usize) {
        let here = if relative.is_empty() { "." } else { relative };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) => {
                let reason = Reason::Unreadable(error.to_string());
                return self.faults.add(here, None, reason);
            }
        };

        for entry in entries {
            self.entries += 1;
            if self.entries > FILES {
                if self.entries == FILES + 1 {
                    self.faults.add(".", None, Reason::TooManyFiles(FILES));
                }
                return;
            }
            match entry {
                Ok(entry) => self.meet(&entry, relative, depth),
                Err(error) => {
                    let reason = Reason::Unreadable(error.to_string());
                    self.faults.add(here, None, reason);
                }
            }
        }
    }

    fn meet(&mut self, entry: &fs::DirEntry, relative: &str, depth: usize) {
        let name = entry.file_name();
        let path = match relative {
            "" => name.to_string_lossy().into_owned(),
            folder => format!("{folder}/{}", name.to_string_lossy()),
        };
        let kind = match entry.file_type() {
            Ok(kind) => kind,
            Err(error) => {
                let reason = Reason::Unreadable(error.to_string());
                return self.faults.add(path, None, reason);
            }
        };

        if kind.is_symlink() {
            self.refuse(path, Reason::Link);
        } else if !name.to_str().is_some_and(|name| is_name(name, kind)) {
            self.faults.add(path, None, Reason::Name);
        } else if kind.is_dir() && depth < DEPTH {
            self.enter(&entry.path(), &path, depth + 1);
        } else if kind.is_dir() {
            self.faults.add(path, None, Reason::TooDeep);
        } else if kind.is_file() {
            self.keep(&entry.path(), path);
        } else {
            self.refuse(path, Reason::NotAFile);
        }
    }

    fn refuse(&mut self, path: String, reason: Reason) {
        self.faults.add(&path, None, reason);
        self.folder.refused.insert(path);
    }

    fn keep(&mut self, file: &Path, path: String) {
        let (limit, is_text) = match path.split('/').next() {
            Some("media") if !path.ends_with(".vtt") => (MEDIA_BYTES, false),
            Some("drawings") => (DRAWING_BYTES, true),
            _ => (TEXT_BYTES, true),
        };
        let (size, bytes) = match read_at_most(file, limit) {
            Ok(read) => read,
            Err(error) => {
                let reason = Reason::Unreadable(error.to_string());
                return self.refuse(path, reason);
            }
        };
        if size > limit {
            let bytes = size;
            return self.refuse(path, Reason::TooHeavy { bytes, limit });
        }

        self.bytes += size;
        self.text_bytes += if is_text { size } else { 0 };
        let limit = match (self.text_bytes > ALL_TEXT_BYTES, self.bytes > ALL_BYTES) {
            (true, _) => ALL_TEXT_BYTES,
            (_, true) => ALL_BYTES,
            _ => {
                self.folder.files.insert(path, bytes);
                return;
            }
        };
        self.entries = FILES + 1;
        self.faults.add(".", None, Reason::FolderTooHeavy(limit));
    }
}

/// The size of a file and its bytes, one more than the limit at most: a file may grow while it is read.
fn read_at_most(file: &Path, limit: u64) -> std::io::Result<(u64, Vec<u8>)> {
    let file = File::open(file)?;
    let size = file.metadata()?.len();
    let mut bytes = Vec::new();
    if size <= limit {
        file.take(limit + 1).read_to_end(&mut bytes)?;
    }
    Ok((size.max(bytes.len() as u64), bytes))
}

/// Folders are plain names; a file may have endings, as `seedbed.en.vtt`.
fn is_name(name: &str, kind: fs::FileType) -> bool {
    let parts = name.split('.').collect::<Vec<_>>();
    let endings = if kind.is_dir() { 1 } else { 3 };
    name.len() <= 100 && parts.len() <= endings && parts.into_iter().all(is_slug)
}

/// Lower-case letters, digits and `-`, as in addresses.
pub(super) fn is_slug(text: &str) -> bool {
    (1..=100).contains(&text.len())
        && !text.starts_with('-')
        && !text.ends_with('-')
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-')
}
