//! What a letter is: facts that are kept, and words that are found when somebody reads them.
use crate::{
    access::{CardSecret, Keys, Token},
    words::{Language, Words},
};
use chrono::TimeDelta;
use serde::{Serialize, de::DeserializeOwned};
use std::{collections::BTreeMap, ops::Deref};
use uuid::Uuid;

/// Something to tell one person. It is kept as facts, never as text, and holds no secret: those are derived when it is sent.
pub trait Letter: Serialize + DeserializeOwned + Send + Sync {
    /// As `letters.kind` has it, and the folder of its templates.
    const KIND: &'static str;
    /// How long it is worth sending; for ever, unless said.
    const LASTS: Option<TimeDelta> = None;

    /// The letter in the reader's language. [`rendered!`](crate::rendered) does it.
    ///
    /// # Errors
    /// When a template fails.
    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered>;
}

/// A letter as somebody reads it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rendered {
    /// One line.
    pub subject: String,
    pub text: String,
    /// Paragraphs, to be put into a page or a mail.
    pub html: String,
}

/// Who reads, in which language, where. Templates ask it for words: `reader.t("key")`.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    pub words: Words,
    pub name: &'a str,
    /// The school's address, without a slash at its end.
    pub public_url: &'a str,
    pub way: Way<'a>,
}

/// How a letter reaches its reader.
#[derive(Clone, Copy)]
pub enum Way<'a> {
    /// A page, on whatever screen: no secret stands there.
    Inbox,
    /// Her own mailbox: it may bring a secret, derived with the keys.
    Email(&'a Keys),
}

impl Reader<'_> {
    /// The whole address of a page.
    pub fn link(&self, path: &str) -> String {
        format!("{}{path}", self.public_url)
    }

    /// The secret of a card, where it may be shown.
    pub fn card_secret(&self, credential: Uuid) -> Option<CardSecret> {
        match self.way {
            Way::Inbox => None,
            Way::Email(keys) => Some(keys.card_secret(credential)),
        }
    }

    /// The token of a password reset, where it may be shown.
    pub fn reset_token(&self, reset: Uuid) -> Option<Token> {
        match self.way {
            Way::Inbox => None,
            Way::Email(keys) => Some(keys.reset_token(reset)),
        }
    }

    /// A name that was given in several languages: in the reader's, else in English, else in any.
    pub fn spoken<'t>(&self, names: &'t BTreeMap<String, String>) -> Spoken<'t> {
        let english = Language::best_of("").tag;
        let in_her_language = names.get_key_value(self.words.tag());
        let (tag, text) = in_her_language
            .or_else(|| names.get_key_value(english))
            .or_else(|| names.first_key_value())
            .map_or(("", ""), |(tag, text)| (tag, text));
        Spoken { tag, text }
    }
}

impl Deref for Reader<'_> {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

/// A text and the language it is in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Spoken<'t> {
    pub tag: &'t str,
    pub text: &'t str,
}

/// Renders a letter by its three templates, which speak of `letter` and `reader`.
#[macro_export]
macro_rules! rendered {
    ($type:ty, $letter:expr, $reader:expr, $subject:tt, $text:tt, $html:tt) => {{
        #[derive(askama::Template)]
        #[template(path = $subject)]
        #[allow(dead_code)] // a template need not speak of everything
        struct Subject<'a> {
            letter: &'a $type,
            reader: &'a $crate::mail::Reader<'a>,
        }
        #[derive(askama::Template)]
        #[template(path = $text)]
        #[allow(dead_code)]
        struct Text<'a> {
            letter: &'a $type,
            reader: &'a $crate::mail::Reader<'a>,
        }
        #[derive(askama::Template)]
        #[template(path = $html)]
        #[allow(dead_code)]
        struct Html<'a> {
            letter: &'a $type,
            reader: &'a $crate::mail::Reader<'a>,
        }
        let (letter, reader): (&$type, &$crate::mail::Reader<'_>) = ($letter, $reader);
        let subject = askama::Template::render(&Subject { letter, reader })?;
        Ok($crate::mail::Rendered {
            subject: subject.trim().to_string(),
            text: askama::Template::render(&Text { letter, reader })?,
            html: askama::Template::render(&Html { letter, reader })?,
        })
    }};
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reader(language: &str) -> Reader<'static> {
        Reader {
            words: Words::of(Language::best_of(language)),
            name: "Ada",
            public_url: "http://school.test",
            way: Way::Inbox,
        }
    }

    fn names(pairs: &[(&str, &str)]) -> BTreeMap<String, String> {
        let pairs = pairs.iter();
        pairs.map(|(t, n)| ((*t).into(), (*n).into())).collect()
    }

    #[test]
    fn a_name_is_said_in_the_readers_language_if_it_has_one() {
        let rice = names(&[("ar", "الأرز"), ("en", "Rice"), ("es", "Arroz")]);
        assert_eq!(reader("es").spoken(&rice).text, "Arroz");

        let rice = names(&[("ar", "الأرز"), ("en", "Rice")]);
        assert_eq!(reader("es").spoken(&rice).tag, "en");

        let rice = names(&[("ar", "الأرز")]);
        assert_eq!(reader("es").spoken(&rice).tag, "ar");
        assert_eq!(reader("es").spoken(&names(&[])).text, "");
    }

    #[test]
    fn the_inbox_shows_no_secrets() {
        assert!(reader("en").card_secret(Uuid::now_v7()).is_none());
        assert!(reader("en").reset_token(Uuid::now_v7()).is_none());
    }
}
