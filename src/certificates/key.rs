//! The issuer's key: one file with 32 secret bytes, drawn once, read by nobody else.
use std::{
    fmt,
    fs::{self, File, OpenOptions},
    io::{self, Read, Write},
    os::unix::fs::{OpenOptionsExt, PermissionsExt},
    path::{Path, PathBuf},
};

use data_encoding::BASE32_NOPAD;
use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use sha2::{Digest, Sha256};

/// The secret with which a school signs its certificates.
pub struct IssuerKey(SigningKey);

/// The public half of an issuer's key, 32 bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PublicKey(VerifyingKey);

/// Which key signed: the first five bytes of the SHA-256 of the public key, printed as eight characters.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct KeyId([u8; 5]);

/// Why an issuer's key cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeyError {
    #[error("the issuer's key {path} cannot be read or written: {source}")]
    File { path: PathBuf, source: io::Error },
    #[error("the issuer's key {0} must be exactly 32 bytes")]
    Length(PathBuf),
    #[error(
        "the issuer's key {0} can be read by others: chmod 600, and ask who may have copied it"
    )]
    OpenToOthers(PathBuf),
    #[error("the system has no randomness: {0}")]
    NoRandomness(getrandom::Error),
}

impl IssuerKey {
    /// The key in the file; if there is no file, a new key is drawn and kept there, mode 0600.
    ///
    /// Servers that start at the same moment end with the same key: whole files only appear under this name, and the first stays.
    pub fn load_or_draw(path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::File {
            path: path.to_owned(),
            source,
        };
        if !path.try_exists().map_err(failed)? {
            let mut seed = [0; 32];
            getrandom::fill(&mut seed).map_err(KeyError::NoRandomness)?;
            place(path, &seed).map_err(failed)?;
        }

        Self::load(path)
    }

    fn load(path: &Path) -> Result<Self, KeyError> {
        let failed = |source| KeyError::File {
            path: path.to_owned(),
            source,
        };
        let mut file = File::open(path).map_err(failed)?;
        if file.metadata().map_err(failed)?.permissions().mode() & 0o077 != 0 {
            return Err(KeyError::OpenToOthers(path.to_owned()));
        }

        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).map_err(failed)?;
        let seed = bytes.try_into();
        let seed: [u8; 32] = seed.map_err(|_| KeyError::Length(path.to_owned()))?;

        Ok(Self::from_seed(&seed))
    }

    /// The signature of these bytes.
    pub(super) fn sign_bytes(&self, bytes: &[u8]) -> [u8; 64] {
        self.0.sign(bytes).to_bytes()
    }

    /// The key that these 32 secret bytes make.
    pub fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// What others need in order to check this key's signatures.
    pub fn public(&self) -> PublicKey {
        PublicKey(self.0.verifying_key())
    }
}

impl fmt::Debug for IssuerKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "IssuerKey({})", self.public().id())
    }
}

/// Writes beside the path, then links the whole file to it unless another one got there first.
fn place(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new(""));
    fs::create_dir_all(folder)?;
    let mut beside = path.as_os_str().to_owned();
    beside.push(format!(
        ".{}.new",
        BASE32_NOPAD.encode(&Sha256::digest(bytes)[..5])
    ));
    let beside = PathBuf::from(beside);

    let mut file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(&beside)?;
    let linked = file
        .write_all(bytes)
        .and_then(|()| file.sync_all())
        .and_then(|()| match fs::hard_link(&beside, path) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            other => other,
        });
    fs::remove_file(&beside)?;
    linked?;

    let folder = if folder == Path::new("") {
        Path::new(".")
    } else {
        folder
    };
    File::open(folder)?.sync_all()
}

impl PublicKey {
    /// The key of these bytes; nothing if they are no key, or one of the few weak ones.
    pub fn from_bytes(bytes: &[u8; 32]) -> Option<Self> {
        let key = VerifyingKey::from_bytes(bytes).ok()?;
        (!key.is_weak()).then_some(Self(key))
    }

    /// The 32 bytes of the key.
    pub fn to_bytes(self) -> [u8; 32] {
        self.0.to_bytes()
    }

    /// Whether the signature is this key's for these bytes.
    pub(super) fn signed(self, bytes: &[u8], signature: &[u8; 64]) -> bool {
        let signature = Signature::from_bytes(signature);
        self.0.verify_strict(bytes, &signature).is_ok()
    }

    /// The name of the key in payloads.
    pub fn id(self) -> KeyId {
        let digest = Sha256::digest(self.0.as_bytes());
        let mut id = [0; 5];
        id.copy_from_slice(&digest[..5]);
        KeyId(id)
    }
}

impl KeyId {
    pub(super) fn from_bytes(bytes: [u8; 5]) -> Self {
        Self(bytes)
    }

    pub(super) fn to_bytes(self) -> [u8; 5] {
        self.0
    }
}

impl fmt::Display for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&BASE32_NOPAD.encode(&self.0))
    }
}

impl fmt::Debug for KeyId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::Code;

    /// A folder of its own for one test, removed at the end.
    struct Folder(PathBuf);

    impl Folder {
        fn new() -> Self {
            let name = format!("cloud-school-key-{}", Code::draw().unwrap());
            let folder = Path::new("/tmp").join(name);
            fs::create_dir(&folder).unwrap();
            Self(folder)
        }
    }

    impl Drop for Folder {
        fn drop(&mut self) {
            let _ = fs::remove_dir_all(&self.0);
        }
    }

    #[test]
    fn a_key_is_drawn_once_and_kept_from_others() {
        let folder = Folder::new();
        let path = folder.0.join("keys/issuer");
        let first = IssuerKey::load_or_draw(&path).unwrap();
        let second = IssuerKey::load_or_draw(&path).unwrap();
        assert_eq!(first.public(), second.public());
        let mode = fs::metadata(&path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
        assert_eq!(fs::read_dir(path.parent().unwrap()).unwrap().count(), 1);
    }

    #[test]
    fn servers_that_start_together_share_one_key() {
        let folder = Folder::new();
        let path = folder.0.join("issuer");
        let start = || IssuerKey::load_or_draw(&path).unwrap().public();
        let keys: Vec<_> = std::thread::scope(|scope| {
            let servers: Vec<_> = (0..8).map(|_| scope.spawn(start)).collect();
            servers
                .into_iter()
                .map(|server| server.join().unwrap())
                .collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
    }

    #[test]
    fn a_key_that_others_can_read_is_refused() {
        let folder = Folder::new();
        let path = folder.0.join("issuer");
        IssuerKey::load_or_draw(&path).unwrap();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
        let loaded = IssuerKey::load_or_draw(&path);
        assert!(matches!(loaded, Err(KeyError::OpenToOthers(_))));
    }

    #[test]
    fn half_a_key_is_refused() {
        let folder = Folder::new();
        let path = folder.0.join("issuer");
        place(&path, &[1; 31]).unwrap();
        let loaded = IssuerKey::load_or_draw(&path);
        assert!(matches!(loaded, Err(KeyError::Length(_))));
    }

    #[test]
    fn a_key_does_not_show_its_secret() {
        let key = IssuerKey::from_seed(&[7; 32]);
        let shown = format!("{key:?}");
        assert_eq!(shown, format!("IssuerKey({})", key.public().id()));
    }
}
