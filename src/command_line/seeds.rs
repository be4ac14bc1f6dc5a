//! What a new school begins with: programmes, announced courses, and each course whose id is not known yet.
use super::{Outcome, store};
use crate::{
    access::Caretaker,
    courses::{CourseId, format, import, seed_announced, seed_school},
    db::Connection,
    media::Blobs,
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use std::{
    fs,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Takes in what the folder has and the school lacks. A course that is there is left to the people who teach it.
///
/// # Errors
/// When a file has faults; all of them are told.
pub async fn sow(
    content: &Path,
    blobs: &Blobs,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Outcome {
    let caretaker = Caretaker::on_duty();
    let school = content.join("school.toml");
    if school.exists() {
        let file = format::read_school(&school).map_err(|faults| told(content, &faults))?;
        seed_school(&caretaker, &file, db).await?;
    }
    let announced = content.join("announced.toml");
    if announced.exists() {
        let file = format::read_announced(&announced).map_err(|faults| told(content, &faults))?;
        seed_announced(&caretaker, &file, db).await?;
    }
    for folder in courses(content)? {
        let is_known = match id(&folder) {
            Some(id) => store::has_version(CourseId(id), db).await?,
            None => false, // reading it tells why
        };
        if !is_known {
            let file = format::read(&folder).map_err(|faults| told(&folder, &faults))?;
            import(&caretaker, &file, true, blobs, now, db).await?;
            tracing::info!("the course {} was taken in and published", file.slug);
        }
    }
    Ok(())
}

/// The folders with a course in them, in the order of their names.
fn courses(content: &Path) -> Outcome<Vec<PathBuf>> {
    let entries = fs::read_dir(content).map_err(|e| format!("{}: {e}", content.display()))?;
    let mut folders: Vec<_> = entries.flatten().map(|entry| entry.path()).collect();
    folders.retain(|folder| folder.join("course.toml").exists());
    folders.sort();
    Ok(folders)
}

/// The course's id, without reading all of it.
fn id(folder: &Path) -> Option<Uuid> {
    #[derive(Deserialize)]
    struct Named {
        id: Uuid,
    }
    let text = fs::read_to_string(folder.join("course.toml")).ok()?;
    toml::from_str(&text).ok().map(|named: Named| named.id)
}

/// Faults as an author reads them, each with its place.
pub fn told(folder: &Path, faults: &[format::Fault]) -> String {
    let lines = faults.iter().map(|fault| format!("  {fault}\n"));
    let count = match faults.len() {
        1 => "one fault".into(),
        many => format!("{many} faults"),
    };
    format!(
        "{} has {count}, and nothing of it was taken in:\n{}",
        folder.display(),
        lines.collect::<String>()
    )
}
