//! Segments: how a text is named, and how a translation says what it translates.
use super::fault::{Faults, Reason};
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};
use std::{cell::RefCell, collections::BTreeMap};

/// The first eight hexadecimal digits of the SHA-256 of a source text, as it stands.
pub fn hash(source: &str) -> String {
    HEXLOWER.encode(&Sha256::digest(source.as_bytes())[..4])
}

pub(super) fn is_hash(text: &str) -> bool {
    text.len() == 8 && text.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
}

/// Four or more lower-case letters and digits.
pub(super) fn is_segment(text: &str) -> bool {
    (4..=32).contains(&text.len())
        && text
            .bytes()
            .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
}

/// The mark at the end of a block: `{#k7f3}`, in a translation `{#k7f3 src=9f2c01ab}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Mark {
    pub(super) id: String,
    pub(super) src: Option<String>,
    /// Where the id ends in the line, in bytes: there `src` is written.
    pub(super) id_end: usize,
}

/// A line without its mark, and the mark. What looks like a mark but is none is a reason to refuse.
pub(super) fn split_mark(line: &str) -> Result<(&str, Option<Mark>), Reason> {
    let line = line.trim_end();
    let Some(start) = line.rfind("{#") else {
        return Ok((line, None));
    };
    let (text, mark) = (&line[..start], &line[start + 2..]);
    let inner = mark.strip_suffix('}').ok_or(Reason::BadMark)?;
    if text.contains("{#") {
        return Err(Reason::BadMark);
    }

    let (id, src) = match inner.split_once(' ') {
        None => (inner, None),
        Some((id, src)) => (id, Some(src.strip_prefix("src=").ok_or(Reason::BadMark)?)),
    };
    if !is_segment(id) {
        return Err(Reason::BadId(id.chars().take(40).collect()));
    }
    if !src.is_none_or(is_hash) {
        return Err(Reason::BadSrc);
    }
    let mark = Mark {
        id: id.to_owned(),
        src: src.map(str::to_owned),
        id_end: start + 2 + id.len(),
    };
    Ok((text.trim_end(), Some(mark)))
}

/// Which ids are taken, and where.
#[derive(Default)]
pub(super) struct Taken(RefCell<BTreeMap<String, String>>);

impl Taken {
    /// Takes an id for a place; a fault when another place has it.
    pub(super) fn take(&self, id: &str, file: &str, line: usize, faults: &Faults) {
        let at = format!("{file}:{line}");
        let mut taken = self.0.borrow_mut();
        if let Some(at) = taken.get(id) {
            let (id, at) = (id.to_owned(), at.clone());
            faults.add(file, line, Reason::DoubledId { id, at });
        } else {
            taken.insert(id.to_owned(), at);
        }
    }
}
