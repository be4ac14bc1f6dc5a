//! A letter as it was kept.
use crate::{
    mail::{Kinds, NotReadable, Reader, Rendered, Way},
    page::Frame,
};
use chrono::{DateTime, Utc};
use diesel::Queryable;
use serde_json::Value;
use uuid::Uuid;

/// A letter of the one who asks.
#[derive(Clone, Debug, Queryable)]
pub struct KeptLetter {
    pub id: Uuid,
    kind: String,
    facts: Value,
    pub written_at: DateTime<Utc>,
}

impl KeptLetter {
    /// What it says, in the language of the page.
    ///
    /// # Errors
    /// When a newer server has written it.
    pub fn read(&self, frame: &Frame, kinds: &Kinds) -> Result<Rendered, NotReadable> {
        let reader = Reader {
            words: frame.words(),
            name: frame.person.as_ref().map_or("", |person| &person.name),
            public_url: &frame.public_url,
            way: Way::Inbox,
        };
        kinds.render(&self.kind, &self.facts, &reader)
    }
}
