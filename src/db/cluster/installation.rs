//! Which Postgres there is on this machine.
use super::ClusterError;
use rocket::tokio::process::Command;
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
};

/// The oldest version whose SQL the school speaks.
const OLDEST: u32 = 14;

/// The programs of one major version.
#[derive(Clone, Debug)]
pub(super) struct Installation {
    folder: PathBuf,
    major: u32,
}

impl Installation {
    /// The installation that a folder needs: the one that made it, or for a new folder the newest.
    pub async fn for_folder(folder: &Path) -> Result<Self, ClusterError> {
        let version = folder.join("PG_VERSION");
        let made_by = match fs::read_to_string(&version) {
            Ok(text) => text.trim().parse().ok(),
            Err(e) if e.kind() == io::ErrorKind::NotFound => None,
            Err(e) => return Err(ClusterError::at(version)(e)),
        };

        choose(all().await, made_by, folder)
    }

    pub fn program(&self, name: &str) -> PathBuf {
        self.folder.join(name)
    }
}

fn choose(
    mut all: Vec<Installation>,
    made_by: Option<u32>,
    folder: &Path,
) -> Result<Installation, ClusterError> {
    all.sort_by_key(|installation| installation.major);
    let Some(newest) = all.last() else {
        return Err(ClusterError::NoPostgres);
    };
    let Some(needed) = made_by else {
        return Ok(newest.clone());
    };

    let found: Vec<_> = all.iter().map(|i| i.major.to_string()).collect();
    all.into_iter()
        .find(|installation| installation.major == needed)
        .ok_or_else(|| ClusterError::OtherVersion {
            folder: folder.to_owned(),
            needed,
            found: found.join(" and "),
        })
}

async fn all() -> Vec<Installation> {
    let mut folders: Vec<PathBuf> = Vec::new();
    folders.extend(
        said(Command::new("pg_config").arg("--bindir"))
            .await
            .map(PathBuf::from),
    );
    let on_the_path = said(Command::new("sh").args(["-c", "command -v postgres"])).await;
    folders.extend(on_the_path.and_then(|program| parent(program.as_ref())));
    if let Ok(debian) = fs::read_dir("/usr/lib/postgresql") {
        folders.extend(debian.flatten().map(|version| version.path().join("bin")));
    }
    folders.sort();
    folders.dedup();

    let mut all = Vec::new();
    for folder in folders {
        // Headers for programmers bring `pg_config` without a server.
        if !folder.join("initdb").exists() {
            continue;
        }
        let version = said(Command::new(folder.join("postgres")).arg("--version")).await;
        if let Some(major) = version.as_deref().and_then(major)
            && major >= OLDEST
        {
            all.push(Installation { folder, major });
        }
    }
    all
}

/// What a program answers; nothing when it is not there or fails.
async fn said(command: &mut Command) -> Option<String> {
    let output = command.output().await.ok()?;
    let text = String::from_utf8(output.stdout).ok()?;
    output.status.success().then(|| text.trim().to_owned())
}

/// The folder of a program, behind links such as those in `/usr/local/bin`.
fn parent(program: &OsStr) -> Option<PathBuf> {
    Some(fs::canonicalize(program).ok()?.parent()?.to_owned())
}

/// `15` from `postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)`, `19` from `postgres (PostgreSQL) 19beta1`.
fn major(version: &str) -> Option<u32> {
    let number = version.split_whitespace().nth(2)?;
    let end = number
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(number.len());
    number[..end].parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn machine_with(majors: &[u32]) -> Vec<Installation> {
        let with = |&major| Installation {
            folder: PathBuf::from(format!("/usr/lib/postgresql/{major}/bin")),
            major,
        };
        majors.iter().map(with).collect()
    }

    #[test]
    fn versions_are_read_as_postgres_prints_them() {
        assert_eq!(
            major("postgres (PostgreSQL) 15.18 (Debian 15.18-0+deb12u1)"),
            Some(15)
        );
        assert_eq!(major("postgres (PostgreSQL) 19beta1"), Some(19));
        assert_eq!(major("something else"), None);
    }

    #[test]
    fn a_new_folder_gets_the_newest_version() {
        let chosen = choose(machine_with(&[17, 14, 15]), None, Path::new("/data")).unwrap();
        assert_eq!(chosen.major, 17);
    }

    #[test]
    fn a_folder_stays_with_the_version_that_made_it() {
        let chosen = choose(machine_with(&[17, 15]), Some(15), Path::new("/data")).unwrap();
        assert_eq!(chosen.major, 15);
    }

    #[test]
    fn a_folder_of_an_absent_version_is_refused_by_name() {
        let refused = choose(machine_with(&[16, 17]), Some(15), Path::new("/data")).unwrap_err();
        let sentence = refused.to_string();
        assert!(sentence.contains("was made by Postgres 15"), "{sentence}");
        assert!(sentence.contains("16 and 17"), "{sentence}");
    }

    #[test]
    fn a_machine_without_postgres_is_told_what_to_install() {
        let refused = choose(Vec::new(), None, Path::new("/data")).unwrap_err();
        assert!(refused.to_string().contains("apt-get install postgresql"));
    }
}
