//! Marks to be written into a file: new ids, and where each mark is put.
use super::{fields::Fields, tidy::Change};
use std::{collections::BTreeSet, path::PathBuf};

/// Nothing that is taken for something else on paper, and no vowels, so that no id is a word.
const LETTERS: &[u8] = b"23456789bcdfghjkmnpqrstvwxz";
/// So many drawn ids are already there before the ids grow: the course is full of short ones.
const MISSES: usize = 100;

/// The ids of a course, old and new.
#[derive(Default)]
pub(super) struct Ids {
    taken: BTreeSet<String>,
    misses: usize,
}

impl Ids {
    pub(super) fn know(&mut self, id: &str) {
        if !self.taken.contains(id) {
            self.taken.insert(id.to_owned());
        }
    }

    /// An id that is nowhere in the course.
    pub(super) fn draw(&mut self) -> String {
        loop {
            let id = random(4 + self.misses / MISSES);
            if self.taken.insert(id.clone()) {
                return id;
            }
            self.misses += 1;
        }
    }
}

fn random(length: usize) -> String {
    let mut bytes = vec![0; length];
    getrandom::fill(&mut bytes).expect("an operating system that gives random bytes");
    let letter = |byte: &u8| char::from(LETTERS[usize::from(*byte) % LETTERS.len()]);
    bytes.iter().map(letter).collect()
}

/// What is put into a file, by the byte before which it is put.
#[derive(Default)]
pub(super) struct Insertions(Vec<(usize, String)>);

impl Insertions {
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    pub(super) fn put(&mut self, at: usize, text: String) {
        self.0.push((at, text));
    }

    /// Puts a field first into a table, whether `[table]` or `{ … }`. A table that is written by dotted keys
    /// is left as it is: a person wrote it in an unusual way and finishes it.
    pub(super) fn field(&mut self, fields: &Fields, key: &str, value: &str) {
        let start = fields.span.start;
        match Shape::of(fields) {
            Shape::Inline { is_empty: false } => {
                self.put(start + 1, format!(" {key} = {value},"));
            }
            Shape::Inline { is_empty: true } => self.put(start + 1, format!(" {key} = {value} ")),
            Shape::Header => self.line_after(fields, start, &format!("{key} = {value}")),
            Shape::Other => {}
        }
    }

    /// Puts a line below the `format` of a file, or at the very top.
    pub(super) fn below_format(&mut self, fields: &Fields, line: &str) {
        match fields.span_of("format") {
            Some(format) => self.line_after(fields, format.end, line),
            None => self.put(0, format!("{line}\n")),
        }
    }

    /// Puts `language = "hash"` pairs into `src`, or such a field after `text`.
    pub(super) fn src(
        &mut self,
        fields: &Fields,
        src: Option<&Fields>,
        pairs: &[(String, String)],
    ) {
        if let Some(src) = src {
            for (language, hash) in pairs {
                self.field(src, language, hash);
            }
            return;
        }
        let Some(text) = fields
            .span_of("text")
            .filter(|text| fields.written(text.start) == '{')
        else {
            return;
        };
        let pairs = pairs
            .iter()
            .map(|(language, hash)| format!("{language} = {hash}"));
        let src = format!("src = {{ {} }}", pairs.collect::<Vec<_>>().join(", "));
        match Shape::of(fields) {
            Shape::Inline { .. } => self.put(text.end, format!(", {src}")),
            Shape::Header => self.line_after(fields, text.end, &src),
            Shape::Other => {}
        }
    }

    fn line_after(&mut self, fields: &Fields, at: usize, line: &str) {
        let (end, line_end) = fields.end_of_line(at);
        self.put(end, format!("{line_end}{line}"));
    }

    /// The text with everything put in.
    pub(super) fn apply(&self, text: &str) -> String {
        let mut written = String::with_capacity(text.len() + 40 * self.0.len());
        let mut done = 0;
        for (at, insertion) in self.sorted() {
            written.push_str(&text[done..at]);
            written.push_str(insertion);
            done = at;
        }
        written + &text[done..]
    }

    /// What is put in, for people.
    pub(super) fn changes(&self, file: &str, text: &str) -> Vec<Change> {
        let lines = super::fields::Lines::of(text);
        self.sorted()
            .into_iter()
            .map(|(at, insertion)| Change {
                file: PathBuf::from(file),
                line: lines.line(at),
                written: insertion.trim_matches([' ', ',', '\r', '\n']).to_owned(),
            })
            .collect()
    }

    fn sorted(&self) -> Vec<(usize, &str)> {
        let insertions = self.0.iter().map(|(at, text)| (*at, text.as_str()));
        let mut sorted = insertions.collect::<Vec<_>>();
        sorted.sort_by_key(|(at, _)| *at);
        sorted
    }
}

/// How a table is written.
enum Shape {
    /// `{ … }`
    Inline { is_empty: bool },
    /// `[table]` or `[[table]]`
    Header,
    /// By dotted keys.
    Other,
}

impl Shape {
    fn of(fields: &Fields) -> Self {
        match fields.written(fields.span.start) {
            '{' => Self::Inline {
                is_empty: fields.keys().next().is_none(),
            },
            '[' => Self::Header,
            _ => Self::Other,
        }
    }
}
