//! Letters as files, where no mail server is set: whoever runs the school reads them, or another program sends them.
use rocket::tokio::task;
use std::{
    fs,
    io::{self, Write},
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::{Path, PathBuf},
};

/// Puts a message into the folder, whole or not at all, readable by the school alone.
///
/// # Errors
/// When the folder cannot be written.
pub async fn keep(folder: PathBuf, name: String, message: Vec<u8>) -> io::Result<()> {
    let work = task::spawn_blocking(move || write(&folder, &name, &message));
    work.await.map_err(io::Error::other)?
}

fn write(folder: &Path, name: &str, message: &[u8]) -> io::Result<()> {
    fs::DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)?;
    let unfinished = folder.join(format!("{name}.new"));
    let mut file = fs::OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .mode(0o600)
        .open(&unfinished)?;
    file.write_all(message)?;
    file.sync_all()?;
    fs::rename(unfinished, folder.join(format!("{name}.eml")))?;
    fs::File::open(folder)?.sync_all()
}
