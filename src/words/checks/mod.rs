//! The texts are complete in every language, used somewhere, and no template speaks past them.

mod bare;
mod complete;
mod used;

use std::{
    fs,
    path::{Path, PathBuf},
};

/// Each text file below a folder of the project, with its path in it; none when the folder does not exist.
fn files_below(folder: &str) -> Vec<(PathBuf, String)> {
    let project = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    collect(&project.join(folder), &mut found);
    found.sort();
    for (path, _) in &mut found {
        *path = path.strip_prefix(project).unwrap().to_owned();
    }
    found
}

fn collect(folder: &Path, found: &mut Vec<(PathBuf, String)>) {
    for entry in fs::read_dir(folder).into_iter().flatten() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if let Ok(text) = fs::read_to_string(&path) {
            found.push((path, text));
        }
    }
}
