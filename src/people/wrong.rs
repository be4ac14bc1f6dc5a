//! What is wrong with a form, field by field.
use super::model::Wrong as Key;
use crate::words::Words;

/// The messages of a form that was refused: in the order of its fields, each once at the top and once at its field.
#[derive(Default)]
pub struct Wrong(Vec<(&'static str, String)>);

impl Wrong {
    /// One message at one field.
    pub fn at(field: &'static str, message: String) -> Self {
        Self(vec![(field, message)])
    }

    pub fn all(&self) -> &[(&'static str, String)] {
        &self.0
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The message at this field.
    pub fn of(&self, field: &str) -> Option<&str> {
        let found = self.0.iter().find(|(name, _)| *name == field);
        found.map(|(_, message)| message.as_str())
    }

    /// What a field holds, if it can be used; else its message is kept.
    pub fn unless<T>(
        &mut self,
        field: &'static str,
        parsed: Result<T, Key>,
        words: Words,
    ) -> Option<T> {
        parsed
            .map_err(|key| self.0.push((field, words.t(key))))
            .ok()
    }
}

/// A field that may be left empty.
pub fn optional<T>(text: &str, parse: fn(&str) -> Result<T, Key>) -> Result<Option<T>, Key> {
    match text.trim() {
        "" => Ok(None),
        text => parse(text).map(Some),
    }
}
