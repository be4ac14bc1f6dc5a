//! What is known while a folder is read: its files, its languages, which ids are taken and which files are used.
use super::{
    fault::{Faults, Reason},
    fields::Fields,
    folder::Folder,
    model::{Text, Translation},
    segments::{Taken, hash, is_hash, is_segment},
};
use std::{
    cell::{Cell, RefCell},
    collections::BTreeSet,
};
use uuid::Uuid;

pub(super) struct Reading<'a> {
    pub(super) folder: &'a Folder,
    pub(super) faults: &'a Faults,
    pub(super) source_language: String,
    /// All languages, the source language included.
    pub(super) languages: Vec<String>,
    pub(super) segments: Taken,
    pub(super) uuids: Taken,
    used: RefCell<BTreeSet<String>>,
    /// None while nobody can say which sources there are.
    sources: RefCell<Option<BTreeSet<String>>>,
    misses_a_lesson: Cell<bool>,
}

impl<'a> Reading<'a> {
    pub(super) fn new(
        folder: &'a Folder,
        faults: &'a Faults,
        source_language: String,
        languages: Vec<String>,
    ) -> Self {
        Self {
            folder,
            faults,
            source_language,
            languages,
            segments: Taken::default(),
            uuids: Taken::default(),
            used: RefCell::default(),
            sources: RefCell::default(),
            misses_a_lesson: Cell::default(),
        }
    }

    /// The languages that are translated into.
    pub(super) fn translations(&self) -> impl Iterator<Item = &str> {
        let languages = self.languages.iter().map(String::as_str);
        languages.filter(|language| *language != self.source_language)
    }

    /// Something in the course names this file.
    pub(super) fn uses(&self, path: &str) {
        self.used.borrow_mut().insert(path.to_owned());
    }

    pub(super) fn is_used(&self, path: &str) -> bool {
        self.used.borrow().contains(path)
    }

    /// A lesson could not be read, so nobody knows what it names.
    pub(super) fn misses_a_lesson(&self) {
        self.misses_a_lesson.set(true);
    }

    /// Does surely nothing in the course name this file?
    pub(super) fn is_unused(&self, path: &str) -> bool {
        let by_lessons = path.starts_with("drawings/") || path.starts_with("media/");
        let may_be_named = by_lessons && self.misses_a_lesson.get();
        !(may_be_named || self.is_used(path))
    }

    pub(super) fn knows_sources(&self, ids: BTreeSet<String>) {
        self.sources.replace(Some(ids));
    }

    /// Is there such a source, as far as anybody knows?
    pub(super) fn is_source(&self, id: &str) -> bool {
        self.sources
            .borrow()
            .as_ref()
            .is_none_or(|ids| ids.contains(id))
    }

    /// The `id` of a table, a UUID that nothing else in the course has.
    pub(super) fn uuid(&self, fields: &Fields) -> Option<Uuid> {
        let id = fields.uuid()?;
        let line = fields.line_of("id");
        self.uuids
            .take(&id.to_string(), fields.file(), line, self.faults);
        Some(id)
    }

    /// The `id` of a table, a segment that nothing else in the course has.
    pub(super) fn segment(&self, fields: &Fields) -> Option<String> {
        if !fields.has("id") {
            // Asking for it keeps it from being a field that nobody knows.
            fields.optional_text("id");
            fields.fault("id", Reason::MissingId);
            return None;
        }
        let id = fields.optional_text("id")?;
        if !is_segment(&id) {
            fields.fault("id", Reason::BadId(id.chars().take(40).collect()));
            return None;
        }
        self.segments
            .take(&id, fields.file(), fields.line_of("id"), self.faults);
        Some(id)
    }

    /// A table with `id`, `text` and `src` and nothing else.
    pub(super) fn named_words(&self, fields: &Fields) -> Option<Text> {
        let segment = self.segment(fields);
        let words = self.words(fields, segment.clone().unwrap_or_default());
        fields.done();

        segment.and(words)
    }

    /// The fields `text` and `src` of a table: every language of the course, and what each translation translates.
    pub(super) fn words(&self, fields: &Fields, segment: String) -> Option<Text> {
        let text = fields.table("text");
        let src = fields.optional_table("src");
        let text = text?;
        for table in [Some(&text), src.as_ref()].into_iter().flatten() {
            for language in table.keys() {
                if !self.languages.iter().any(|known| known == language) {
                    let language = language.chars().take(40).collect();
                    table.fault("", Reason::UnknownLanguage(language));
                }
            }
        }
        if let Some(src) = src.as_ref().filter(|src| src.has(&self.source_language)) {
            src.fault(&self.source_language, Reason::BadSrc);
        }

        let mut missing_src = Vec::new();
        let mut words = Text {
            segment,
            source: String::new(),
            hash: String::new(),
            translations: Default::default(),
        };
        for language in &self.languages {
            if !text.has(language) {
                let reason = Reason::MissingTranslation(language.clone());
                fields.fault("text", reason);
            } else if let Some(written) = text.text_in(language) {
                if *language == self.source_language {
                    words.hash = hash(&written);
                    words.source = written;
                    continue;
                }
                let source_hash = match &src {
                    Some(src) if src.has(language) => src.text_in(language),
                    _ => {
                        missing_src.push(language.as_str());
                        continue;
                    }
                };
                match source_hash.filter(|hash| is_hash(hash)) {
                    Some(source_hash) => {
                        let text = written;
                        let translation = Translation { text, source_hash };
                        words.translations.insert(language.clone(), translation);
                    }
                    None => fields.fault("src", Reason::BadSrc),
                }
            }
        }
        if !missing_src.is_empty() {
            fields.fault("text", Reason::MissingSrc(missing_src.join(", ")));
        }
        Some(words)
    }
}
