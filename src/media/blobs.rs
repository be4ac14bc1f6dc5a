//! Where the bytes are: one file per content in the data folder.
use sha2::{Digest, Sha256};
use std::{
    fmt, fs, io,
    io::Write,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// The name of some bytes: their SHA-256 in 64 hexadecimal digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Sha256Hex(String);

impl Sha256Hex {
    pub fn of(bytes: &[u8]) -> Self {
        Self(data_encoding::HEXLOWER.encode(&Sha256::digest(bytes)))
    }

    /// As a row holds it.
    pub fn parse(text: &str) -> Option<Self> {
        let is_hash = text.len() == 64 && text.bytes().all(|b| b.is_ascii_hexdigit());
        is_hash.then(|| Self(text.to_lowercase()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Enough of it for an address.
    pub fn short(&self) -> &str {
        &self.0[..16]
    }
}

impl fmt::Display for Sha256Hex {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The folder with everything that courses show and play.
#[derive(Clone, Debug)]
pub struct Blobs {
    folder: PathBuf,
}

impl Blobs {
    pub fn of(data_folder: &Path) -> Self {
        Self {
            folder: data_folder.join("media"),
        }
    }

    /// Keeps the bytes, on the disk for good before this returns, so that a row may name them.
    ///
    /// # Errors
    /// When the disk is full or may not be written; then nothing half written has the name.
    pub fn keep(&self, bytes: &[u8]) -> io::Result<Sha256Hex> {
        let hash = Sha256Hex::of(bytes);
        let path = self.path(&hash);
        if path.exists() {
            return Ok(hash);
        }
        let folder = path.parent().unwrap_or(&self.folder);
        fs::create_dir_all(folder)?;
        let unfinished = folder.join(Uuid::now_v7().simple().to_string());
        let mut file = fs::File::create_new(&unfinished)?;
        file.write_all(bytes)?;
        file.sync_all()?;
        fs::rename(&unfinished, &path)?;
        fs::File::open(folder)?.sync_all()?;
        Ok(hash)
    }

    /// All the bytes with this hash.
    ///
    /// # Errors
    /// When they are not there, or the disk fails.
    pub async fn read(&self, hash: &Sha256Hex) -> io::Result<Vec<u8>> {
        rocket::tokio::fs::read(self.path(hash)).await
    }

    /// Where the bytes with this hash are, if they are.
    pub fn path(&self, hash: &Sha256Hex) -> PathBuf {
        self.folder.join(&hash.0[..2]).join(&hash.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_kept_once_under_their_hash() {
        let folder = std::env::temp_dir().join(Uuid::now_v7().to_string());
        let blobs = Blobs::of(&folder);
        let hash = blobs.keep(b"rice").unwrap();
        let again = blobs.keep(b"rice").unwrap();
        let stored = fs::read(blobs.path(&hash)).unwrap();
        let names = fs::read_dir(blobs.path(&hash).parent().unwrap())
            .unwrap()
            .count();
        fs::remove_dir_all(&folder).unwrap();

        assert_eq!(hash, again);
        assert_eq!(stored, b"rice");
        assert_eq!(names, 1);
    }
}
