//! What pages ask for exists, and what exists is asked for.
use super::{complete::keys, files_below};
use crate::words::language::ENGLISH;

/// Beginnings of keys that no page may name in full, and why.
const SPOKEN_OTHERWISE: &[(&str, &str)] = &[
    (
        "country-",
        "courses and programmes name their country by its code",
    ),
    (
        "demo-",
        "the parts that a visitor may play are named by their addresses",
    ),
    ("production-", "announced courses name their state"),
    ("error-", "the page for what goes wrong puts the status in"),
    ("frame-", "words that every page may take, the next one too"),
];

/// Templates and sources without their comments and tests: what only a test says is not used.
fn spoken() -> Vec<(String, String)> {
    let mut files = files_below("templates");
    files.extend(files_below("src"));
    files
        .into_iter()
        .filter(|(path, _)| !path.ends_with("tests.rs"))
        .filter(|(path, _)| {
            !path
                .components()
                .any(|folder| folder.as_os_str() == "checks")
        })
        .map(|(path, text)| {
            let tests = text.find("#[cfg(test)]\nmod tests").unwrap_or(text.len());
            let lines = text[..tests].lines();
            let code: Vec<_> = lines
                .filter(|line| !line.trim_start().starts_with("//"))
                .collect();
            (path.display().to_string(), code.join("\n"))
        })
        .collect()
}

/// The keys a text asks for by name: what stands in quotes right after `.t(`, `.t1(`, `.t2(` or `.t3(`.
fn asked_for(text: &str) -> impl Iterator<Item = &str> {
    [".t(", ".t1(", ".t2(", ".t3("]
        .into_iter()
        .flat_map(|call| text.split(call).skip(1))
        .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
}

#[test]
fn a_key_is_found_however_the_call_is_laid_out() {
    let text = r#"{{ w.t("a") }} words.t1( "b", "n", 1) w.t2(
        "c.title", "#;
    assert_eq!(asked_for(text).collect::<Vec<_>>(), ["a", "b", "c.title"]);
    assert_eq!(asked_for("w.t(&key) x.text(\"d\")").count(), 0);
}

#[test]
fn each_text_a_page_asks_for_exists() {
    let known = keys(ENGLISH);
    let missing: Vec<_> = spoken()
        .iter()
        .flat_map(|(path, text)| asked_for(text).map(move |key| format!("{path}: {key}")))
        .filter(|asked| {
            !asked
                .rsplit_once(": ")
                .is_some_and(|(_, key)| known.contains_key(key))
        })
        .collect();

    assert!(missing.is_empty(), "{missing:#?}");
}

#[test]
fn each_text_is_asked_for_somewhere() {
    let all: String = spoken().into_iter().map(|(_, text)| text).collect();
    let unused: Vec<_> = keys(ENGLISH)
        .into_keys()
        .filter(|key| {
            !SPOKEN_OTHERWISE
                .iter()
                .any(|(start, _)| key.starts_with(start))
        })
        .filter(|key| !all.contains(&format!("\"{key}\"")))
        .collect();

    assert!(unused.is_empty(), "{unused:#?}");
}
