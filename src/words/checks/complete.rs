//! Every language says the same things with the same variables.
use crate::words::{
    Language,
    language::{ENGLISH, LANGUAGES, LONG},
    texts::{self, FILES},
};
use fluent_bundle::{FluentArgs, FluentValue};
use fluent_syntax::{
    ast::{CallArguments, Entry, Expression, InlineExpression, Pattern, PatternElement},
    parser,
};
use std::collections::{BTreeMap, BTreeSet};

/// The keys of a language (`key` or `key.attribute`), each with the variables its text speaks of.
pub(super) fn keys(language: &Language) -> BTreeMap<String, BTreeSet<String>> {
    let mut keys = BTreeMap::new();
    for source in texts::sources(language) {
        let resource = parser::parse(source).unwrap_or_else(|(_, mistakes)| {
            panic!("{}: {mistakes:?}", language.tag);
        });
        for entry in resource.body {
            let Entry::Message(message) = entry else {
                continue;
            };
            let attributes = message.attributes.iter().map(|attribute| {
                let name = format!("{}.{}", message.id.name, attribute.id.name);
                (name, &attribute.value)
            });
            let value = message
                .value
                .iter()
                .map(|value| (message.id.name.clone(), value));
            for (key, pattern) in value.chain(attributes) {
                let mut variables = BTreeSet::new();
                in_pattern(pattern, &mut variables);
                let earlier = keys.insert(key.clone(), variables);
                assert!(earlier.is_none(), "{}: {key} stands twice", language.tag);
            }
        }
    }
    keys
}

fn in_pattern(pattern: &Pattern<String>, variables: &mut BTreeSet<String>) {
    for element in &pattern.elements {
        if let PatternElement::Placeable { expression } = element {
            in_expression(expression, variables);
        }
    }
}

fn in_expression(expression: &Expression<String>, variables: &mut BTreeSet<String>) {
    match expression {
        Expression::Inline(inline) => in_inline(inline, variables),
        Expression::Select { selector, variants } => {
            in_inline(selector, variables);
            for variant in variants {
                in_pattern(&variant.value, variables);
            }
        }
    }
}

fn in_inline(inline: &InlineExpression<String>, variables: &mut BTreeSet<String>) {
    match inline {
        InlineExpression::VariableReference { id } => {
            variables.insert(id.name.clone());
        }
        InlineExpression::Placeable { expression } => in_expression(expression, variables),
        InlineExpression::FunctionReference { arguments, .. }
        | InlineExpression::TermReference {
            arguments: Some(arguments),
            ..
        } => in_arguments(arguments, variables),
        _ => {}
    }
}

fn in_arguments(arguments: &CallArguments<String>, variables: &mut BTreeSet<String>) {
    for argument in &arguments.positional {
        in_inline(argument, variables);
    }
    for argument in &arguments.named {
        in_inline(&argument.value, variables);
    }
}

/// A text with the same value for each of its variables.
fn filled(language: &Language, key: &str, variables: &BTreeSet<String>, count: i64) -> String {
    let args: FluentArgs = variables
        .iter()
        .map(|name| (name.as_str(), FluentValue::from(count)))
        .collect();
    let (id, attribute) = key.split_once('.').unwrap_or((key, ""));
    let message = texts::of(language)
        .get_message(id)
        .unwrap_or_else(|| panic!("{}: {key} is missing", language.tag));
    let pattern = match message.get_attribute(attribute) {
        Some(attribute) => attribute.value(),
        None => message.value().unwrap(),
    };

    let mut mistakes = Vec::new();
    let text = texts::of(language).format_pattern(pattern, Some(&args), &mut mistakes);
    assert!(mistakes.is_empty(), "{}: {key}: {mistakes:?}", language.tag);
    text.into_owned()
}

#[test]
fn each_offered_language_has_texts_and_each_folder_is_a_language() {
    let folders: BTreeSet<&str> = FILES.iter().map(|(tag, _, _)| *tag).collect();
    let languages: BTreeSet<&str> = Language::all().map(|language| language.tag).collect();

    assert_eq!(folders, languages);
}

#[test]
fn each_room_has_its_file_in_each_language() {
    let rooms = |language: &Language| -> Vec<&str> {
        let of_language = FILES.iter().filter(|(tag, _, _)| *tag == language.tag);
        of_language.map(|(_, room, _)| *room).collect()
    };

    for language in Language::all() {
        assert_eq!(rooms(language), rooms(ENGLISH), "{}", language.tag);
    }
}

#[test]
fn each_language_has_each_text_with_the_same_variables() {
    let english = keys(ENGLISH);
    assert!(!english.is_empty());

    for language in &LANGUAGES {
        let theirs = keys(language);
        let names = |keys: &BTreeMap<String, BTreeSet<String>>| -> BTreeSet<String> {
            keys.keys().cloned().collect()
        };
        let difference: Vec<_> = names(&english)
            .symmetric_difference(&names(&theirs))
            .cloned()
            .collect();
        assert!(
            difference.is_empty(),
            "{}: missing or only there: {difference:?}",
            language.tag
        );
        for (key, variables) in &english {
            assert_eq!(&theirs[key], variables, "{}: {key}", language.tag);
        }
    }
}

#[test]
fn each_text_can_be_said_in_each_language() {
    for language in &LANGUAGES {
        for (key, variables) in keys(language) {
            for count in [0, 1, 2, 5, 21, 1_000_000] {
                let text = filled(language, &key, &variables, count);
                assert!(!text.trim().is_empty(), "{}: {key}", language.tag);
            }
        }
    }
}

#[test]
fn the_long_pseudo_language_makes_each_text_a_third_longer() {
    for (key, variables) in keys(ENGLISH) {
        for count in [1, 2] {
            let own_words = |language| {
                let text = filled(language, &key, &variables, count);
                text.chars().count()
            };
            // What a text only passes on cannot grow: names and values.
            let passed_on = "Cloud School".len() + 3 * variables.len();
            let english = own_words(ENGLISH).saturating_sub(passed_on);
            let long = own_words(LONG).saturating_sub(passed_on);
            assert!(long * 10 >= english * 13, "{key}: {english} became {long}");
        }
    }
}
