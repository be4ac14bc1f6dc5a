//! The table as a file for spreadsheets.
use super::model::{Cell, Row};
use crate::{Error, Result, facilitation::model::Outline, words::Words};
use chrono::NaiveDate;
use rocket::{
    Request, Response,
    http::{ContentType, Header},
    response::{self, Responder},
};
use std::io::Cursor;

/// Tells spreadsheets that the text is UTF-8.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file to keep, which no browser keeps by itself.
pub struct Spreadsheet {
    name: String,
    text: String,
}

impl Spreadsheet {
    /// The table with its words in one language.
    ///
    /// # Errors
    /// `Mistake` when memory cannot be written to.
    pub fn of(
        cohort: &str,
        outline: &Outline,
        rows: &[Row],
        today: NaiveDate,
        words: Words,
    ) -> Result<Self> {
        let known = outline.known(today, words).told();
        let mut out = csv::Writer::from_writer(BYTE_ORDER_MARK.as_bytes().to_vec());
        let mut head = vec![words.t("facilitation-name")];
        head.extend(
            outline
                .lessons()
                .zip(1..)
                .map(|((_, said), number)| format!("{number} {}", said.title.text)),
        );
        head.extend(
            [
                "facilitation-done",
                "facilitation-lessons",
                "facilitation-completed",
                "facilitation-certificate",
                "facilitation-known",
            ]
            .map(|key| words.t(key)),
        );
        let safe =
            |fields: Vec<String>| fields.into_iter().map(|field| harmless(words.plain(field)));
        let mistake = |e: csv::Error| Error::Mistake(e.to_string());
        out.write_record(safe(head).map(String::into_bytes))
            .map_err(mistake)?;

        for row in rows {
            let mut fields = vec![row.name.clone()];
            fields.extend(row.cells.iter().map(|cell| match cell {
                Cell::Nothing => String::new(),
                cell => words.t(cell.key()),
            }));
            let yes = |is: bool| {
                if is {
                    words.t("frame-yes")
                } else {
                    String::new()
                }
            };
            fields.extend([
                row.done.to_string(),
                row.cells.len().to_string(),
                yes(row.is_completed),
                yes(row.has_certificate),
                known.clone(),
            ]);
            out.write_record(safe(fields).map(String::into_bytes))
                .map_err(mistake)?;
        }

        let bytes = out
            .into_inner()
            .map_err(|e| Error::Mistake(e.to_string()))?;
        Ok(Self {
            name: format!("{cohort} - {}.csv", outline.title().text),
            text: String::from_utf8(bytes).map_err(|e| Error::Mistake(e.to_string()))?,
        })
    }
}

/// Spreadsheets run what looks like a formula; behind an apostrophe it is text.
fn harmless(field: String) -> String {
    match field.chars().next() {
        Some('=' | '+' | '-' | '@' | '\t' | '\r' | '＝' | '＋' | '－' | '＠') => {
            format!("'{field}")
        }
        _ => field,
    }
}

/// A file name in any script, as RFC 6266 has it, with a plain one for old browsers.
fn disposition(name: &str) -> String {
    let calm: String = name
        .chars()
        .map(|c| {
            if c.is_control() || r#"/\:*?"<>|"#.contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect();
    let plain: String = calm
        .chars()
        .map(|c| {
            if c.is_ascii() && c != '%' && c != ';' {
                c
            } else {
                '_'
            }
        })
        .collect();
    let encoded: String = calm
        .bytes()
        .map(|b| match b {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' | b'.' => {
                char::from(b).to_string()
            }
            b => format!("%{b:02X}"),
        })
        .collect();
    format!("attachment; filename=\"{plain}\"; filename*=UTF-8''{encoded}")
}

impl<'r> Responder<'r, 'static> for Spreadsheet {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        Response::build()
            .header(ContentType::CSV)
            .header(Header::new("Cache-Control", "no-store"))
            .header(Header::new("Content-Disposition", disposition(&self.name)))
            .sized_body(self.text.len(), Cursor::new(self.text))
            .ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_looks_like_a_formula_is_text() {
        for field in ["=1+1", "+1", "-1", "@a", "\ta", "\ra"] {
            assert_eq!(harmless(field.into()), format!("'{field}"));
        }
        for field in ["", "Amina", "a=b", "1", "🌾"] {
            assert_eq!(harmless(field.into()), field);
        }
    }

    #[test]
    fn a_file_name_cannot_leave_its_header() {
        let header = disposition("නුවර \"a\"\r\nSet-Cookie: x; %41/.csv");

        assert!(
            header.is_ascii() && !header.contains(['\r', '\n']),
            "{header}"
        );
        assert!(header.starts_with("attachment; filename=\"____ -a---Set-Cookie- x_ _41-.csv\"; filename*=UTF-8''%E0%B6%B1"), "{header}");
    }
}
