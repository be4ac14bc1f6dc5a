//! Puts the texts of `locales/` into the binary, and makes a change in a folder that is embedded a reason to build again.
use std::{env, fs, io, path::Path};

fn main() -> io::Result<()> {
    for folder in ["build.rs", "locales", "migrations", "templates", "static"] {
        println!("cargo:rerun-if-changed={folder}");
    }

    let out = env::var_os("OUT_DIR").ok_or(io::ErrorKind::NotFound)?;
    fs::write(Path::new(&out).join("locales.rs"), texts()?)
}

/// The body of a slice of `(language, room, text)`, ordered by both.
fn texts() -> io::Result<String> {
    let mut rows = String::from("&[\n");
    for language in names_in(Path::new("locales"))? {
        for file in names_in(&Path::new("locales").join(&language))? {
            if let Some(room) = file.strip_suffix(".ftl") {
                rows.push_str(&format!(
                    "    ({language:?}, {room:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/locales/{language}/{file}\"))),\n"
                ));
            }
        }
    }
    rows.push(']');
    Ok(rows)
}

fn names_in(folder: &Path) -> io::Result<Vec<String>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort();
    Ok(names)
}
