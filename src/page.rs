//! Pages: what stands on every one of them, how they travel, and the page for what goes wrong.
mod delivery;
mod frame;
mod local_path;
mod long_form;
mod photo_form;
mod trouble;

pub use delivery::Delivery;
pub use frame::{Demo, Frame, LANGUAGE_COOKIE, STYLE_COOKIE, Somebody};
pub use local_path::LocalPath;
pub use long_form::LongForm;
pub use photo_form::{PhotoForm, SentPhoto};
pub use trouble::catchers;

use crate::Error;
use rocket::{
    Request, Response,
    http::{ContentType, Header, Status},
    response::{self, Responder},
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    io::Cursor,
};

/// A template with its data, on its way to a browser.
pub struct Page<T> {
    template: T,
    status: Status,
    keep: Keep,
    /// Seconds until it is worth asking again.
    wait: Option<i64>,
}

/// What a browser may keep of a page.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Keep {
    /// It asks each time, and gets a short answer when nothing changed.
    Own,
    /// Nothing: the page shows other people's data, credentials or codes.
    Nothing,
}

impl<T: askama::Template> Page<T> {
    /// A page of the visitor's own, or one that everybody may see.
    pub fn own(template: T) -> Self {
        Self {
            template,
            status: Status::Ok,
            keep: Keep::Own,
            wait: None,
        }
    }

    /// A page that must not stay in the browser.
    pub fn secret(template: T) -> Self {
        Self {
            template,
            status: Status::Ok,
            keep: Keep::Nothing,
            wait: None,
        }
    }

    /// A form again, with what was wrong and what was typed.
    pub fn refused(template: T) -> Self {
        Self {
            template,
            status: Status::UnprocessableEntity,
            keep: Keep::Nothing,
            wait: None,
        }
    }

    /// 429: the form again, with what was typed, and the seconds after which it may be sent again.
    pub fn too_often(template: T, seconds: i64) -> Self {
        Self {
            wait: Some(seconds),
            ..Self::refused(template).with_status(Status::TooManyRequests)
        }
    }

    pub fn with_status(mut self, status: Status) -> Self {
        self.status = status;
        self
    }
}

impl<'r, T: askama::Template> Responder<'r, 'static> for Page<T> {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let html = match self.template.render() {
            Ok(html) => html,
            Err(mistake) => return Error::Mistake(mistake.to_string()).respond_to(request),
        };
        let mut answer = Response::build();
        answer.status(self.status).header(ContentType::HTML);
        if let Some(seconds) = self.wait {
            answer.header(Header::new("Retry-After", seconds.to_string()));
        }
        if self.keep == Keep::Nothing || self.status != Status::Ok {
            answer.header(Header::new("Cache-Control", "no-store"));
        } else {
            let tag = tag(&html);
            answer.header(Header::new("Cache-Control", "private, no-cache"));
            let known = request.headers().get("If-None-Match");
            if known
                .flat_map(|tags| tags.split(','))
                .any(|t| t.trim() == tag)
            {
                return answer
                    .status(Status::NotModified)
                    .header(Header::new("ETag", tag))
                    .ok();
            }
            answer.header(Header::new("ETag", tag));
        }
        answer.sized_body(html.len(), Cursor::new(html)).ok()
    }
}

/// Weak, since the bytes differ by compression.
fn tag(html: &str) -> String {
    let mut hasher = DefaultHasher::new();
    html.hash(&mut hasher);
    format!("W/\"{:x}\"", hasher.finish())
}
