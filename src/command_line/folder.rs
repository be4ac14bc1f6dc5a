//! The data folder, and the mark that its people are made up.
use super::Outcome;
use std::{
    fs::{self, DirBuilder, Permissions},
    io,
    os::unix::fs::{DirBuilderExt, PermissionsExt},
    path::Path,
};

/// Whether the people in this folder's school are made up.
pub fn is_demo(data_folder: &Path) -> bool {
    mark(data_folder).exists()
}

/// Makes the folder unless it is there. Postgres, which does not run as root, must be able to pass through one of root's.
pub fn make(data_folder: &Path) -> Outcome {
    let private = if rustix::process::geteuid().is_root() {
        0o711
    } else {
        0o700
    };
    if !data_folder.exists() {
        fs::create_dir_all(data_folder)
            .and_then(|()| fs::set_permissions(data_folder, Permissions::from_mode(private)))
            .map_err(|e| no_folder(data_folder, &e))?;
    }
    let keys = data_folder.join("keys");
    match DirBuilder::new().mode(0o700).create(&keys) {
        Err(e) if e.kind() != io::ErrorKind::AlreadyExists => Err(no_folder(&keys, &e)),
        _ => Ok(()),
    }
}

/// Makes a folder for made-up people, or finds one. One in which a school may have been is never taken.
pub fn make_demo(data_folder: &Path) -> Outcome {
    if is_demo(data_folder) {
        return Ok(());
    }
    let is_new = match fs::read_dir(data_folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(e) if e.kind() == io::ErrorKind::NotFound => true,
        Err(e) => return Err(no_folder(data_folder, &e)),
    };
    if !is_new {
        return Err(format!(
            "{} was not made for trying out, so made-up people do not get into it. \
             Start without --demo, or name a new folder in CLOUD_SCHOOL_DATA_DIR.",
            data_folder.display()
        )
        .into());
    }
    make(data_folder)?;
    let text = "The people in this folder are made up. Anybody who reaches the school may be any of them.\n";
    fs::write(mark(data_folder), text).map_err(|e| no_folder(data_folder, &e))
}

fn mark(data_folder: &Path) -> std::path::PathBuf {
    data_folder.join("demo")
}

fn no_folder(folder: &Path, why: &io::Error) -> Box<dyn std::error::Error + Send + Sync> {
    format!("The data folder {} cannot be used: {why}", folder.display()).into()
}
