//! TOML read field by field: each field that is missing, of a wrong type, or not asked for is a fault with its line.
use super::{
    fault::{Faults, Reason},
    folder::{control_in, is_slug},
};
use chrono::NaiveDate;
use std::{cell::RefCell, collections::BTreeSet, ops::RangeInclusive};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};
use uuid::Uuid;

/// Where the lines of a file begin.
pub(super) struct Lines(Vec<usize>);

impl Lines {
    pub(super) fn of(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|(_, byte)| *byte == b'\n');
        Self(
            [0].into_iter()
                .chain(breaks.map(|(at, _)| at + 1))
                .collect(),
        )
    }

    /// The line, counted from one, in which a byte stands.
    pub(super) fn line(&self, at: usize) -> usize {
        self.0.partition_point(|start| *start <= at)
    }
}

/// A piece of TOML in a file: all of it, or front matter that begins at `offset`.
pub(super) struct Document<'a> {
    pub(super) file: &'a str,
    whole: &'a str,
    lines: Lines,
    offset: usize,
    table: Spanned<DeTable<'a>>,
}

impl<'a> Document<'a> {
    /// Parses the bytes `part` of a file; what is not TOML is a fault, and nothing is returned.
    pub(super) fn parse(
        file: &'a str,
        whole: &'a str,
        part: std::ops::Range<usize>,
        faults: &Faults,
    ) -> Option<Self> {
        let lines = Lines::of(whole);
        let offset = part.start;
        match DeTable::parse(&whole[part]) {
            Ok(table) => Some(Self {
                file,
                whole,
                lines,
                offset,
                table,
            }),
            Err(error) => {
                let at = error.span().map_or(offset, |span| span.start + offset);
                let message = error.message().replace('\n', " ");
                faults.add(file, lines.line(at), Reason::Toml(message));
                None
            }
        }
    }

    pub(super) fn fields<'t>(&'t self, faults: &'t Faults) -> Fields<'t> {
        Fields {
            document: self,
            faults,
            table: self.table.get_ref(),
            span: self.offset..self.offset,
            asked: RefCell::default(),
        }
    }
}

/// The fields of one table. Ask for all of them, then call [`Fields::done`].
pub(super) struct Fields<'t> {
    document: &'t Document<'t>,
    faults: &'t Faults,
    table: &'t DeTable<'t>,
    /// Where the table stands in the file, in bytes.
    pub(super) span: std::ops::Range<usize>,
    asked: RefCell<BTreeSet<&'static str>>,
}

type Value<'t> = &'t Spanned<DeValue<'t>>;

impl<'t> Fields<'t> {
    pub(super) fn file(&self) -> &'t str {
        self.document.file
    }

    /// The line in which the table begins.
    pub(super) fn line(&self) -> usize {
        self.document.lines.line(self.span.start)
    }

    /// The line of a field, or of the table when there is no such field.
    pub(super) fn line_of(&self, key: &str) -> usize {
        match self.table.get(key) {
            Some(value) => self.value_line(value),
            None => self.line(),
        }
    }

    /// The bytes of a field's value in the file.
    pub(super) fn span_of(&self, key: &str) -> Option<std::ops::Range<usize>> {
        let span = self.table.get(key)?.span();
        Some(span.start + self.document.offset..span.end + self.document.offset)
    }

    /// The character at a byte of the file; a blank at its end.
    pub(super) fn written(&self, at: usize) -> char {
        let rest = self.document.whole.get(at..);
        rest.and_then(|rest| rest.chars().next()).unwrap_or(' ')
    }

    /// Where the line ends in which a byte stands, and how lines of this file end.
    pub(super) fn end_of_line(&self, at: usize) -> (usize, &'static str) {
        let whole = self.document.whole;
        let end = whole[at..].find('\n').map_or(whole.len(), |end| at + end);
        let ends_with_return = whole[..end].ends_with('\r');
        match ends_with_return {
            true => (end - 1, "\r\n"),
            false => (end, "\n"),
        }
    }

    pub(super) fn has(&self, key: &str) -> bool {
        self.table.contains_key(key)
    }

    pub(super) fn keys(&self) -> impl Iterator<Item = &'t str> {
        self.table.keys().map(|key| key.get_ref().as_ref())
    }

    /// Adds a fault at a field, or at the table when there is no such field.
    pub(super) fn fault(&self, key: &str, reason: Reason) {
        self.faults.add(self.file(), self.line_of(key), reason);
    }

    /// Everything was asked for: what is left over is a fault.
    pub(super) fn done(&self) {
        let asked = self.asked.borrow();
        for (key, value) in self.table {
            if !asked.contains(key.get_ref().as_ref()) {
                let reason = Reason::UnknownField(shown(key.get_ref()));
                self.faults.add(self.file(), self.value_line(value), reason);
            }
        }
    }

    /// A text that is not empty.
    pub(super) fn text(&self, key: &'static str) -> Option<String> {
        self.required(key)?;
        self.optional_text(key)
    }

    /// A text that is not empty, if there is one.
    pub(super) fn optional_text(&self, key: &'static str) -> Option<String> {
        let value = self.get(key)?;
        self.as_text(key, value)
    }

    /// A text that is valid, as `wanted` says.
    pub(super) fn text_that(
        &self,
        key: &'static str,
        is_valid: impl Fn(&str) -> bool,
        wanted: &'static str,
    ) -> Option<String> {
        self.required(key)?;
        self.optional_text_that(key, is_valid, wanted)
    }

    pub(super) fn optional_text_that(
        &self,
        key: &'static str,
        is_valid: impl Fn(&str) -> bool,
        wanted: &'static str,
    ) -> Option<String> {
        let text = self.optional_text(key)?;
        if is_valid(&text) {
            return Some(text);
        }
        self.fault(key, wrong_value(key, &text, wanted));
        None
    }

    pub(super) fn slug(&self, key: &'static str) -> Option<String> {
        self.text_that(key, is_slug, "only lower-case letters, digits and “-”")
    }

    /// A date as `2026-11-23`.
    pub(super) fn optional_date(&self, key: &'static str) -> Option<NaiveDate> {
        self.optional_text_that(key, |text| date(text).is_some(), "a day as 2026-11-23")
            .as_deref()
            .and_then(date)
    }

    pub(super) fn date(&self, key: &'static str) -> Option<NaiveDate> {
        self.required(key)?;
        self.optional_date(key)
    }

    /// An identity of its own: a UUID that is not nil.
    pub(super) fn uuid(&self) -> Option<Uuid> {
        if self.get("id").is_none() {
            self.fault("id", Reason::MissingId);
            return None;
        }
        let id = self.optional_text_that("id", |text| uuid(text).is_some(), "a UUID")?;
        uuid(&id)
    }

    /// Yes or no; no when it is not said.
    pub(super) fn flag(&self, key: &'static str) -> bool {
        let Some(value) = self.get(key) else {
            return false;
        };
        value.get_ref().as_bool().unwrap_or_else(|| {
            self.fault(key, wrong_type(key, "true or false"));
            false
        })
    }

    /// A whole number in a range.
    pub(super) fn number(
        &self,
        key: &'static str,
        range: RangeInclusive<u16>,
        wanted: &'static str,
    ) -> Option<u16> {
        self.required(key)?;
        self.optional_number(key, range, wanted)
    }

    pub(super) fn optional_number(
        &self,
        key: &'static str,
        range: RangeInclusive<u16>,
        wanted: &'static str,
    ) -> Option<u16> {
        let number = self.get(key)?.get_ref().as_integer();
        let number = number.filter(|number| number.radix() == 10);
        let number = number.and_then(|number| number.as_str().parse().ok());
        let number = number.filter(|number| range.contains(number));
        if number.is_none() {
            self.fault(key, wrong_type(key, wanted));
        }
        number
    }

    /// A list of texts with the line of each; empty when it is not there.
    pub(super) fn texts(&self, key: &'static str) -> Vec<(String, usize)> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let Some(list) = value.get_ref().as_array() else {
            self.fault(key, wrong_type(key, "a list"));
            return Vec::new();
        };
        list.iter()
            .filter_map(|item| Some((self.as_text(key, item)?, self.value_line(item))))
            .collect()
    }

    /// A list of different slugs with the line of each.
    pub(super) fn slugs(&self, key: &'static str) -> Vec<(String, usize)> {
        let mut seen = BTreeSet::new();
        let mut slugs = self.texts(key);
        slugs.retain(|(slug, line)| {
            let reason = if !is_slug(slug) {
                wrong_value(key, slug, "only lower-case letters, digits and “-”")
            } else if !seen.insert(slug.clone()) {
                Reason::Repeated(slug.clone())
            } else {
                return true;
            };
            self.faults.add(self.file(), *line, reason);
            false
        });
        slugs
    }

    /// A table within the table.
    pub(super) fn table(&self, key: &'static str) -> Option<Fields<'t>> {
        self.required(key)?;
        self.optional_table(key)
    }

    pub(super) fn optional_table(&self, key: &'static str) -> Option<Fields<'t>> {
        let value = self.get(key)?;
        let table = self.as_fields(value);
        if table.is_none() {
            self.fault(key, wrong_type(key, "a table"));
        }
        table
    }

    /// A list of tables; empty when it is not there.
    pub(super) fn tables(&self, key: &'static str) -> Vec<Fields<'t>> {
        let Some(value) = self.get(key) else {
            return Vec::new();
        };
        let tables = value.get_ref().as_array().and_then(|list| {
            list.iter()
                .map(|item| self.as_fields(item))
                .collect::<Option<Vec<_>>>()
        });
        tables.unwrap_or_else(|| {
            self.fault(key, wrong_type(key, "a list of tables"));
            Vec::new()
        })
    }

    /// A text of the table by a key that is only known from the file, as a language.
    pub(super) fn text_in(&self, key: &str) -> Option<String> {
        self.as_text(key, self.table.get(key)?)
    }

    fn get(&self, key: &'static str) -> Option<Value<'t>> {
        self.asked.borrow_mut().insert(key);
        self.table.get(key)
    }

    fn required(&self, key: &'static str) -> Option<Value<'t>> {
        let value = self.get(key);
        if value.is_none() {
            self.fault(key, Reason::MissingField(key.to_owned()));
        }
        value
    }

    fn as_fields(&self, value: Value<'t>) -> Option<Fields<'t>> {
        let span = value.span();
        Some(Fields {
            document: self.document,
            faults: self.faults,
            table: value.get_ref().as_table()?,
            span: span.start + self.document.offset..span.end + self.document.offset,
            asked: RefCell::default(),
        })
    }

    fn as_text(&self, key: &str, value: Value<'t>) -> Option<String> {
        let reason = match value.get_ref().as_str() {
            None => wrong_type(key, "text in quotation marks"),
            Some(text) if text.trim().is_empty() => Reason::EmptyText,
            // An escape can write what the file itself may not hold.
            Some(text) => match control_in(text) {
                Some((_, control)) => Reason::Control(control.into()),
                None => return Some(text.to_owned()),
            },
        };
        self.faults.add(self.file(), self.value_line(value), reason);
        None
    }

    fn value_line(&self, value: Value<'t>) -> usize {
        let at = value.span().start + self.document.offset;
        self.document.lines.line(at)
    }
}

fn wrong_type(field: &str, wanted: &'static str) -> Reason {
    Reason::WrongType {
        field: shown(field),
        wanted,
    }
}

pub(super) fn wrong_value(field: &str, value: &str, wanted: &'static str) -> Reason {
    Reason::WrongValue {
        field: shown(field),
        value: shown(value),
        wanted,
    }
}

/// What an author wrote, short enough for a line of a report.
fn shown(text: &str) -> String {
    text.chars().take(60).flat_map(char::escape_debug).collect()
}

fn date(text: &str) -> Option<NaiveDate> {
    let date = NaiveDate::parse_from_str(text, "%Y-%m-%d").ok()?;
    (date.format("%Y-%m-%d").to_string() == text).then_some(date)
}

fn uuid(text: &str) -> Option<Uuid> {
    let id = Uuid::try_parse(text).ok()?;
    (text.len() == 36 && !id.is_nil()).then_some(id)
}
