//! A letter as mail servers take it: RFC 5322, text and HTML, both in UTF-8.
use super::{
    Reader, Rendered,
    model::one_line,
    pages::{Html, Text},
};
use askama::Template;
use chrono::{DateTime, Utc};
use lettre::{
    Address, Message,
    message::{
        Mailbox, MultiPart,
        header::{HeaderName, HeaderValue},
    },
};

/// Why a letter could not become a message.
#[derive(Debug, thiserror::Error)]
pub enum NotSendable {
    #[error("the address is not one")]
    Address(#[from] lettre::address::AddressError),
    #[error("a template fails: {0}")]
    Template(#[from] askama::Error),
    #[error("it does not become a message: {0}")]
    Message(#[from] lettre::error::Error),
}

/// What an envelope says besides the letter.
pub struct Envelope<'a> {
    pub from: &'a Mailbox,
    pub to: &'a str,
    /// With its angle brackets.
    pub message_id: &'a str,
    pub at: DateTime<Utc>,
}

/// The whole message.
///
/// # Errors
/// When the address is none, or a template fails.
pub fn message(
    letter: &Rendered,
    reader: &Reader<'_>,
    envelope: &Envelope<'_>,
) -> Result<Message, NotSendable> {
    let address: Address = envelope.to.parse()?;
    let name = Some(one_line(reader.name)).filter(|name| !name.is_empty());
    let mut text = Text { reader, letter }.render()?;
    if reader.dir() == "ltr" {
        text = reader.plain(text); // programs that show plain text often show the marks, too
    }
    let html = Html { reader, letter }.render()?;

    let message = Message::builder()
        .from(envelope.from.clone())
        .to(Mailbox::new(name, address))
        .subject(one_line(&letter.subject))
        .date(envelope.at.into())
        .message_id(Some(envelope.message_id.into()))
        .raw_header(header("Auto-Submitted", "auto-generated"))
        .raw_header(header("Content-Language", reader.tag()))
        .multipart(MultiPart::alternative_plain_html(text, html))?;
    Ok(message)
}

fn header(name: &'static str, value: &str) -> HeaderValue {
    HeaderValue::new(HeaderName::new_from_ascii_str(name), value.into())
}
