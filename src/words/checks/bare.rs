//! No template holds a sentence of its own: words for people come from `locales/`.
use super::files_below;

const BRAND: &str = "Cloud School";
/// Attributes that are shown or read aloud.
const SPOKEN_ATTRIBUTES: [&str; 5] = [
    "alt",
    "title",
    "aria-label",
    "aria-description",
    "placeholder",
];
/// Elements whose text is not for people, or is the same in every language.
const SILENT_ELEMENTS: [&str; 3] = ["code", "script", "style"];

#[test]
fn no_template_has_words_of_its_own() {
    let mut bare = Vec::new();
    for (path, text) in files_below("templates") {
        let words = match path.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "svg" | "xml") => in_markup(&text),
            Some("txt") => words_in(&without_code(&text)),
            _ => continue,
        };
        bare.extend(
            words
                .into_iter()
                .map(|word| format!("{}: {word}", path.display())),
        );
    }

    assert!(bare.is_empty(), "{bare:#?}");
}

#[test]
fn words_outside_the_locales_are_found() {
    for (markup, found) in [
        ("<h1>Hello</h1>", "Hello"),
        ("<p>{{ w.t(\"a\") }}, and more</p>", ", and more"),
        ("<img src=\"a.jpg\" alt=\"A field\">", "A field"),
        ("<nav class=x aria-label='Main > all'>", "Main > all"),
        ("<input placeholder=Name>", "Name"),
        ("<b>{% if a > b %}Yes{% endif %}</b>", "Yes"),
        ("<p>කොළඹ</p>", "කොළඹ"),
    ] {
        assert_eq!(in_markup(markup), [found], "{markup}");
    }
}

#[test]
fn what_nobody_reads_is_no_words() {
    for markup in [
        "",
        "<!doctype html><html lang=\"{{ w.tag() }}\"><!-- a > b -->",
        "<title>{{ title }} – Cloud School</title>",
        "<img alt=\"\" src=\"{{ \"a\" }}\"> · &nbsp; &rarr; 12 %",
        "<code>cloud-school serve</code><script>let a = \"<p>\";</script><style>p { x: y }</style>",
        "{# a remark #}<a href=\"/courses\" title=\"{{ w.t(\"a\") }}\">{{ w.t(\"b\") }}</a>",
    ] {
        assert!(
            in_markup(markup).is_empty(),
            "{markup}: {:?}",
            in_markup(markup)
        );
    }
}

/// The texts and spoken attributes of a template that hold letters of their own.
fn in_markup(template: &str) -> Vec<String> {
    let template = without_code(template);
    let mut words = Vec::new();
    let mut rest = template.as_str();
    while let Some(start) = rest.find('<') {
        words.extend(words_in(&rest[..start]));
        rest = &rest[start..];
        if rest.starts_with("<!--") {
            rest = after(rest, "-->");
            continue;
        }

        let tag = &rest[1..tag_end(rest)];
        rest = &rest[(tag.len() + 2).min(rest.len())..];
        words.extend(in_attributes(tag));
        let element = tag.split(|c: char| c.is_whitespace() || c == '>').next();
        if let Some(silent) = element.filter(|name| SILENT_ELEMENTS.contains(name)) {
            let close = format!("</{silent}");
            rest = rest.find(&close).map_or("", |end| &rest[end..]);
        }
    }
    words.extend(words_in(rest));
    words
}

fn without_code(template: &str) -> String {
    let mut left = template.to_owned();
    for (open, close) in [("{#", "#}"), ("{{", "}}"), ("{%", "%}")] {
        let mut kept = String::new();
        let mut rest = left.as_str();
        while let Some((before, inside)) = rest.split_once(open) {
            kept.push_str(before);
            rest = after(inside, close);
        }
        kept.push_str(rest);
        left = kept;
    }
    left.replace(BRAND, "")
}

fn after<'a>(text: &'a str, mark: &str) -> &'a str {
    text.split_once(mark).map_or("", |(_, after)| after)
}

/// Where the tag at the start of a text ends; a `>` in quotes does not end it.
fn tag_end(text: &str) -> usize {
    let mut quote = None;
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (None, '>') => return at,
            (None, '"' | '\'') => quote = Some(letter),
            (Some(open), _) if open == letter => quote = None,
            _ => {}
        }
    }
    text.len()
}

fn in_attributes(tag: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in SPOKEN_ATTRIBUTES {
        for (at, _) in tag.match_indices(&format!("{name}=")) {
            let stands_alone = tag[..at].ends_with(char::is_whitespace);
            let value = &tag[at + name.len() + 1..];
            let value = match value.chars().next() {
                Some(quote @ ('"' | '\'')) => value[1..].split(quote).next(),
                _ => value.split_whitespace().next(),
            };
            if stands_alone {
                words.extend(value.map(words_in).unwrap_or_default());
            }
        }
    }
    words
}

/// The text itself if it holds letters besides character references.
fn words_in(text: &str) -> Vec<String> {
    let mut pieces = text.split('&');
    let mut letters: String = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        letters.push_str(piece.split_once(';').map_or(piece, |(_, after)| after));
    }
    let has_letters = letters.chars().any(char::is_alphabetic);
    has_letters
        .then(|| text.trim().to_owned())
        .into_iter()
        .collect()
}
