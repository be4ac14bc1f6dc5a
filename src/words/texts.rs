//! The texts of all languages, parsed once.
use super::{
    formats::print_number,
    language::{ENGLISH, LANGUAGES, LONG, Language, RIGHT_TO_LEFT},
    pseudo,
};
use fluent_bundle::{FluentResource, concurrent::FluentBundle};
use std::{
    collections::HashSet,
    sync::{LazyLock, Mutex, PoisonError},
};

pub(super) type Texts = FluentBundle<FluentResource>;

/// `(language, room, text)` of each file in `locales/`.
pub(super) static FILES: &[(&str, &str, &str)] = include!(concat!(env!("OUT_DIR"), "/locales.rs"));

static TEXTS: LazyLock<Vec<Texts>> = LazyLock::new(|| LANGUAGES.iter().map(read).collect());

/// The texts of a language.
pub(super) fn of(language: &Language) -> &'static Texts {
    &TEXTS[language.index()]
}

fn read(language: &'static Language) -> Texts {
    let mut texts = Texts::new_concurrent(vec![language.formats.parse().unwrap_or_default()]);
    texts.set_formatter(Some(print_number));

    for source in sources(language) {
        // What could be read is kept: a page with one text missing is better than none. A test allows no mistake here.
        let resource = FluentResource::try_new(source).unwrap_or_else(|(resource, mistakes)| {
            for mistake in mistakes {
                complain(language, "a file", &mistake.to_string());
            }
            resource
        });
        for mistake in texts.add_resource(resource).err().unwrap_or_default() {
            complain(language, "a file", &mistake.to_string());
        }
    }
    texts
}

/// The files of a language; those of a pseudo-language are made from the English ones.
pub(super) fn sources(language: &Language) -> Vec<String> {
    let made: fn(&str) -> String = match language.tag {
        tag if tag == LONG.tag => pseudo::longer,
        tag if tag == RIGHT_TO_LEFT.tag => pseudo::right_to_left,
        _ => str::to_owned,
    };
    let from = if language.is_pseudo {
        ENGLISH
    } else {
        language
    };
    FILES
        .iter()
        .filter(|(tag, _, _)| *tag == from.tag)
        .map(|(_, _, text)| made(text))
        .collect()
}

/// Logs what is wrong with a text, once for each text and language.
pub(super) fn complain(language: &Language, key: &str, mistake: &str) {
    static SAID: Mutex<Option<HashSet<(&str, String)>>> = Mutex::new(None);

    let mut said = SAID.lock().unwrap_or_else(PoisonError::into_inner);
    let is_new = said
        .get_or_insert_default()
        .insert((language.tag, format!("{key}: {mistake}")));
    if is_new {
        tracing::error!(language = language.tag, key, mistake, "a text is wrong");
    }
}
