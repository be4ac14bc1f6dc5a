//! A lesson in another language: its blocks by segment, until the source asks for each.
use super::{
    blocks::{Block, Page, Part},
    fault::Reason,
    fields::{Document, Fields},
    reading::Reading,
    segments::{Mark, split_mark},
};
use std::collections::BTreeMap;

/// A translated block, until its source is met.
pub(super) struct Translated {
    pub(super) text: String,
    pub(super) src: Option<String>,
    pub(super) line: usize,
}

/// A language, its file, and its blocks by segment.
pub(super) struct TranslatedPage {
    pub(super) language: String,
    pub(super) file: String,
    /// The file could be read, so what is not in it is missing.
    pub(super) is_whole: bool,
    pub(super) blocks: BTreeMap<String, Translated>,
}

pub(super) fn translations(reading: &Reading, folder: &str) -> Vec<TranslatedPage> {
    reading
        .translations()
        .map(|language| translation(reading, folder, language))
        .collect()
}

fn translation(reading: &Reading, folder: &str, language: &str) -> TranslatedPage {
    let mut translation = TranslatedPage {
        language: language.to_owned(),
        file: format!("{folder}/{language}.md"),
        is_whole: false,
        blocks: BTreeMap::new(),
    };
    let file = translation.file.clone();
    if !reading.folder.has(&file) {
        reading.faults.add(file, None, Reason::MissingFile);
        return translation;
    }
    let Some(text) = reading.folder.text(&file, reading.faults) else {
        return translation;
    };

    let page = Page::parse(text);
    let Some(front) = page.front.clone() else {
        reading.faults.add(file, 1, Reason::FrontMatter);
        return translation;
    };
    translation.is_whole = true;
    if let Some(document) = Document::parse(&file, text, front, reading.faults) {
        let fields = document.fields(reading.faults);
        let title = fields.text("title");
        fields.done();
        if let Some((text, mark)) = title.and_then(|title| title_of(&fields, &title)) {
            let line = fields.line_of("title");
            translation.keep(reading, text, mark, line);
        }
    }
    for part in page.parts {
        if let Part::Block(mut block) = part
            && let Some(mark) = marked(reading, &file, &mut block)
        {
            translation.keep(reading, block.text, mark, block.line);
        }
    }
    translation
}

impl TranslatedPage {
    fn keep(&mut self, reading: &Reading, text: String, mark: Mark, line: usize) {
        let block = Translated {
            text,
            src: mark.src,
            line,
        };
        if let Some(before) = self.blocks.get(&mark.id) {
            let (id, at) = (mark.id, format!("{}:{}", self.file, before.line));
            reading
                .faults
                .add(&self.file, line, Reason::DoubledId { id, at });
        } else {
            self.blocks.insert(mark.id, block);
        }
    }
}

/// The mark of a block; without one, or with another fault, none.
pub(super) fn marked(reading: &Reading, file: &str, block: &mut Block) -> Option<Mark> {
    let is_sound = block.faults.is_empty();
    for (line, reason) in block.faults.drain(..) {
        reading.faults.add(file, line, reason);
    }
    let reason = match (&block.mark, block.text.is_empty()) {
        (_, true) => Reason::EmptyText,
        (None, _) if is_sound => Reason::MissingId,
        _ => return block.mark.take(),
    };
    reading.faults.add(file, block.line, reason);
    None
}

pub(super) fn title_of(fields: &Fields, title: &str) -> Option<(String, Mark)> {
    let reason = match split_mark(title) {
        Ok(("", Some(_))) => Reason::EmptyText,
        Ok((text, Some(mark))) => return Some((text.to_owned(), mark)),
        Ok((_, None)) => Reason::MissingId,
        Err(reason) => reason,
    };
    fields.fault("title", reason);
    None
}
