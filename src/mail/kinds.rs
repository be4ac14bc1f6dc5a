//! The kinds of letters a school writes. The list is made where the rooms are listed, so that nothing here imports a room.
use super::{Letter, Reader, Rendered};
use serde_json::Value;
use std::collections::BTreeMap;

type Render = fn(&Value, &Reader<'_>) -> Result<Rendered, NotReadable>;

/// How letters of each kind are read.
#[derive(Clone, Default)]
pub struct Kinds(BTreeMap<&'static str, Render>);

/// A letter whose kind nobody knows, whose facts are not its kind's, or whose template fails.
#[derive(Debug, thiserror::Error)]
pub enum NotReadable {
    #[error("letters of the kind {0} are not known here")]
    Kind(String),
    #[error("the facts are not those of their kind: {0}")]
    Facts(#[from] serde_json::Error),
    #[error("a template fails: {0}")]
    Template(#[from] askama::Error),
}

impl Kinds {
    pub fn new() -> Self {
        Self::default()
    }

    /// One kind more.
    pub fn with<L: Letter>(mut self) -> Self {
        self.0.insert(L::KIND, |facts, reader| {
            let letter = L::deserialize(facts)?;
            Ok(letter.render(reader)?)
        });
        self
    }

    /// A kept letter, as its reader sees it.
    ///
    /// # Errors
    /// When it cannot be read; a newer server may have written it.
    pub fn render(
        &self,
        kind: &str,
        facts: &Value,
        reader: &Reader<'_>,
    ) -> Result<Rendered, NotReadable> {
        let render = self.0.get(kind);
        render.ok_or_else(|| NotReadable::Kind(kind.into()))?(facts, reader)
    }

    /// Their names, in order.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.0.keys().copied()
    }
}
