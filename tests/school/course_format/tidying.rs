//! `course tidy` writes the marks that are missing and nothing else.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{Untidy, read, tidy};
use std::{collections::BTreeMap, fs, path::Path};

const TEXTS: [&str; 7] = [
    "course.toml",
    "lessons/look/en.md",
    "lessons/look/es.md",
    "lessons/what-you-know/en.md",
    "lessons/what-you-know/es.md",
    "lessons/what-you-know/questions.toml",
    "sources.toml",
];

fn everything(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            files.extend(everything(&path));
        } else {
            files.insert(path.display().to_string(), fs::read(&path).unwrap());
        }
    }
    files
}

/// A text with every mark taken away, as an author writes it.
fn without_marks(text: &str) -> String {
    let mut lines = Vec::new();
    for line in text.split_inclusive('\n') {
        let marked = line
            .find(" {#")
            .map(|at| (at, line.rfind('}').unwrap() + 1));
        lines.push(match marked {
            Some((start, end)) => line[..start].to_owned() + &line[end..],
            None => line.to_owned(),
        });
    }
    lines.concat()
}

/// Removes `, src = { es = "…" }`, whole lines of `src`, and lines of `id` but those of questions' options.
fn without_src_and_ids(text: &str) -> String {
    let mut kept = String::new();
    for line in text.split_inclusive('\n') {
        if line.starts_with("src = ") || line.starts_with("id = ") {
            continue;
        }
        let mut line = line.to_owned();
        while let Some(start) = line.find(", src = {") {
            let end = start + line[start..].find('}').unwrap() + 1;
            line.replace_range(start..end, "");
        }
        // The title of the module stands in one line with its id.
        if let Some(rest) = line.strip_prefix("title = { id = ") {
            line = "title = {".to_owned() + &rest[rest.find(',').unwrap() + 1..];
        }
        kept += &line;
    }
    kept
}

fn untidy() -> CourseFolder {
    let folder = CourseFolder::tiny();
    // A claim names a text by its id, so its id is there before it; and it needs its mark to stay.
    folder.put("lessons/look/claims.toml", "");
    folder.change(
        "lessons/look/en.md",
        "Harvest at 20 to 25 % moisture.",
        "Harvest when it is dry.",
    );
    for file in TEXTS.iter().filter(|file| file.ends_with(".md")) {
        folder.put(
            file,
            without_marks(&folder.text(file)).replace("{#of01}\n", ""),
        );
    }
    for file in ["course.toml", "lessons/what-you-know/questions.toml"] {
        folder.put(file, without_src_and_ids(&folder.text(file)));
    }
    for lesson in ["look", "what-you-know"] {
        let file = format!("lessons/{lesson}/en.md");
        let text = folder.text(&file);
        let lines = text
            .split_inclusive('\n')
            .filter(|line| !line.starts_with("id ="));
        folder.put(&file, lines.collect::<String>());
    }
    folder
}

#[test]
fn a_course_without_any_mark_becomes_one_that_can_be_imported() {
    let folder = untidy();
    assert!(read(folder.path()).is_err());

    let changes = tidy(folder.path()).unwrap();

    let course = read(folder.path()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    assert!(!changes.is_empty());
    let look = &course.modules[0].lessons[0];
    let step = &look.sections[0].blocks[1];
    assert_eq!(step.source, "Harvest when it is dry.");
    assert_eq!(
        step.translations["es"].text,
        "Coseche con 20 a 25 % de humedad."
    );
    assert_eq!(step.translations["es"].source_hash, step.hash);
}

#[test]
fn what_was_written_stays_as_it_was_written() {
    let folder = untidy();
    let before = TEXTS.map(|file| folder.text(file));

    tidy(folder.path()).unwrap();

    for (file, before) in TEXTS.iter().zip(before) {
        let after = folder.text(file);
        if file.ends_with(".md") {
            let after = without_marks(&after);
            let lines = after.lines().filter(|line| !line.starts_with("id ="));
            assert_eq!(
                lines.collect::<Vec<_>>(),
                before.lines().collect::<Vec<_>>()
            );
        } else {
            assert_eq!(without_src_and_ids(&after), without_src_and_ids(&before));
        }
    }
}

#[test]
fn a_second_time_there_is_nothing_to_write() {
    let folder = untidy();
    tidy(folder.path()).unwrap();
    let before = everything(folder.path());

    assert_eq!(tidy(folder.path()).unwrap(), []);
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn a_tidy_course_is_left_alone() {
    let folder = CourseFolder::tiny();
    let before = everything(folder.path());

    assert_eq!(tidy(folder.path()).unwrap(), []);
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn a_stale_translation_stays_stale() {
    let folder = CourseFolder::tiny();
    folder.change("lessons/look/en.md", "Press your heel", "Press your toe");
    let before = everything(folder.path());

    assert_eq!(tidy(folder.path()).unwrap(), []);
    assert_eq!(everything(folder.path()), before);
}

#[test]
fn a_new_block_gets_an_id_and_says_where() {
    let folder = CourseFolder::tiny();
    folder.change(
        "lessons/look/en.md",
        "- Ask the neighbour. {#of03}\n",
        "- Ask the neighbour. {#of03}\n- Wait.\n",
    );

    let changes = tidy(folder.path()).unwrap();

    let [change] = &changes[..] else {
        panic!("{changes:?}")
    };
    assert_eq!(
        (change.file.to_str(), change.line),
        (Some("lessons/look/en.md"), 32)
    );
    assert!(
        folder
            .text("lessons/look/en.md")
            .contains(&format!("- Wait. {}\n", change.written))
    );
}

#[test]
fn a_translation_with_other_marks_gets_no_ids_by_guessing() {
    let folder = CourseFolder::tiny();
    let spanish = without_marks(&folder.text("lessons/look/es.md"));
    let marked = spanish.replace("lodo.", "lodo. {#st01 src=97640596}");
    folder.put("lessons/look/es.md", marked);

    // The first text says that it is the second: nobody knows what the others are.
    let changes = tidy(folder.path()).unwrap();

    assert_eq!(changes, []);
}

#[test]
fn lines_that_end_as_on_windows_still_do() {
    let folder = untidy();
    for file in TEXTS {
        folder.put(file, folder.text(file).replace('\n', "\r\n"));
    }

    tidy(folder.path()).unwrap();

    for file in TEXTS {
        let text = folder.text(file);
        assert_eq!(
            text.matches('\n').count(),
            text.matches("\r\n").count(),
            "{file}"
        );
    }
    read(folder.path()).unwrap_or_else(|faults| panic!("{faults:#?}"));
}

#[test]
fn a_folder_that_cannot_be_understood_is_not_touched() {
    let folder = untidy();
    folder.change(
        "lessons/what-you-know/questions.toml",
        "[[questions]]\ntype = \"single\"\ntext = { en = \"Whom",
        "[[questions]\ntype = \"single\"\ntext = { en = \"Whom",
    );
    let before = everything(folder.path());

    let refused = tidy(folder.path());

    assert!(matches!(refused, Err(Untidy::Faults(faults)) if faults.len() == 1));
    assert_eq!(everything(folder.path()), before);
}
