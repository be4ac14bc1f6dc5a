//! What learners and those who check see of certificates.
use super::{
    Certificate, Facts, PublicKey, Standing,
    statements::{Statement, all},
};
use crate::page::Frame;
use askama::Template;

/// The owner's page.
#[derive(Template)]
#[template(path = "certificates/show.html")]
pub struct Show {
    pub frame: Frame,
    pub facts: Facts,
    pub statements: Vec<Statement>,
    pub standing: Standing,
    /// The signed QR symbol as SVG; nothing if it would be too large.
    pub symbol: Option<String>,
    /// What to send to others.
    pub address: String,
    /// The bytes of the PDF; nothing if it cannot be printed.
    pub size: Option<usize>,
}

/// The public page of a code that the school knows.
#[derive(Template)]
#[template(path = "certificates/check.html")]
pub struct Check {
    pub frame: Frame,
    pub facts: Facts,
    pub statements: Vec<Statement>,
    pub standing: Standing,
    pub key: PublicKey,
}

impl Check {
    pub fn new(frame: Frame, certificate: Certificate, standing: Standing, key: PublicKey) -> Self {
        Self {
            statements: all(&certificate.facts, frame.words()),
            facts: certificate.facts,
            frame,
            standing,
            key,
        }
    }

    /// In groups that can be compared by eye.
    fn key_groups(&self) -> String {
        let hex = data_encoding::HEXLOWER.encode(&self.key.to_bytes());
        let groups = hex.as_bytes().chunks(8).map(String::from_utf8_lossy);
        groups.collect::<Vec<_>>().join(" ")
    }
}

/// The form for a code.
#[derive(Template)]
#[template(path = "certificates/verify.html")]
pub struct Verify {
    pub frame: Frame,
    pub typed: String,
    pub trouble: Option<Trouble>,
}

/// Why what was typed shows no certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Trouble {
    NotACode,
    Unknown,
}

/// Instead of a PDF.
#[derive(Template)]
#[template(path = "certificates/unprintable.html")]
pub struct Unprintable {
    pub frame: Frame,
    pub code: String,
    pub reason: Reason,
}

/// Why there is no PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reason {
    /// The certificate does not count, or not any more.
    NotValid,
    /// No font has a letter of hers.
    Letter(char),
    /// The school's machine cannot print now.
    Machine,
}
