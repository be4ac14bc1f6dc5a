//! Every word has its room: who may speak of the web, of tables, of letters.
use std::{
    fs,
    path::{Path, PathBuf},
};

/// A word, and the files in which it may stand.
const ROOMS: &[(&str, &str)] = &[
    (
        "diesel",
        "store.rs store/ model.rs schema.rs error.rs db/ access/",
    ),
    ("diesel_async", "store.rs store/ db/ access/"),
    ("sql_query", "store.rs store/ db/ access/"),
    ("RunQueryDsl", "store.rs store/ db/ access/"),
    ("crate::schema", "store.rs store/ access/"),
    (
        "async fn",
        "store.rs store/ library.rs routes.rs command_line/ db/ access/ mail/ media/ page/",
    ),
    ("#[get(", "routes.rs static_files.rs"),
    ("#[post(", "routes.rs"),
    ("#[put(", "routes.rs"),
    ("#[delete(", "routes.rs"),
    ("template(path", "pages.rs pages/ page/ letters.rs"),
    ("lettre", "mail/"),
    (" env::", "config.rs"),
    ("Utc::now", "routes.rs command_line/ access/person.rs mail/"),
    ("Caretaker::on_duty", "command_line/ mail/"),
];

#[test]
fn each_word_stays_in_its_room() {
    let mut strays = Vec::new();
    for (path, text) in sources() {
        for (word, rooms) in ROOMS {
            let mut rooms = rooms.split(' ');
            if text.contains(word) && !rooms.any(|room| path.contains(&format!("/{room}"))) {
                strays.push(format!("{path} speaks of {word}"));
            }
        }
    }
    assert!(strays.is_empty(), "{}", strays.join("\n"));
}

#[test]
fn each_file_says_what_it_is_for() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{path} does not");
    }
}

fn sources() -> Vec<(String, String)> {
    let read = |path: PathBuf| {
        (
            path.display().to_string(),
            fs::read_to_string(&path).unwrap(),
        )
    };
    files(Path::new("src")).into_iter().map(read).collect()
}

/// The Rust files in and below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    entries
        .flat_map(|path| {
            if path.is_dir() {
                files(&path)
            } else {
                vec![path]
            }
        })
        .filter(|path| path.extension().is_some_and(|extension| extension == "rs"))
        .collect()
}
