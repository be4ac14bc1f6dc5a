//! What lies in the data folder, and beside it: the lock, the cluster, its log, and the folder of its socket.
use super::{Account, ClusterError, Installation};
use rocket::tokio::time::{Instant, sleep};
use sha2::{Digest, Sha256};
use std::{
    fs::{self, DirBuilder, File, Permissions, TryLockError},
    io,
    os::unix::{
        ffi::OsStrExt,
        fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt},
    },
    path::{self, Path, PathBuf},
    time::Duration,
};
use uuid::Uuid;

/// A school that was killed may need a moment until the system has closed its files.
const PATIENCE: Duration = Duration::from_secs(2);
const POLL: Duration = Duration::from_millis(50);
/// In bytes: a longer log is put aside at the next start, and replaces the one put aside before.
const LONG_LOG: u64 = 10 * 1024 * 1024;

pub(super) struct Folder {
    /// Where `initdb` put the cluster.
    pub cluster: PathBuf,
    pub log: PathBuf,
    /// Mode 0700, in a short place: the path of a socket ends at 107 bytes.
    pub sockets: PathBuf,
    data: PathBuf,
    /// Held while the school runs; the system opens it again when the process ends, however it ends.
    _lock: File,
}

impl Folder {
    /// Takes the data folder for this process, making it when it is new.
    pub async fn take(data_folder: &Path, account: Account) -> Result<Self, ClusterError> {
        let wanted = path::absolute(data_folder).map_err(ClusterError::at(data_folder))?;
        if let Some(there) = wanted.ancestors().find(|ancestor| ancestor.exists()) {
            account.must_reach(there).await?;
        }
        if !wanted.exists() {
            // Others must pass through a folder of root's, and need not list it.
            let mode = if account.steps_down { 0o711 } else { 0o700 };
            fs::create_dir_all(&wanted)
                .and_then(|()| fs::set_permissions(&wanted, Permissions::from_mode(mode)))
                .map_err(ClusterError::at(&wanted))?;
        }
        // Links in the path may lead where the user of Postgres cannot follow.
        let data = fs::canonicalize(&wanted).map_err(ClusterError::at(&wanted))?;
        account.must_reach(&data).await?;

        Ok(Self {
            cluster: data.join("postgres"),
            log: data.join("postgres.log"),
            sockets: sockets(&data, account),
            _lock: lock(&data).await?,
            data,
        })
    }

    /// Makes the cluster unless it is there, and sees that it belongs to the user who will run it.
    pub async fn fill(
        &self,
        installation: &Installation,
        account: Account,
    ) -> Result<(), ClusterError> {
        self.sweep();
        if !self.cluster.exists() {
            self.initialise(installation, account).await?;
        }

        let owner = fs::metadata(&self.cluster)
            .map_err(ClusterError::at(&self.cluster))?
            .uid();
        if owner != account.uid {
            return Err(ClusterError::OtherOwner {
                folder: self.cluster.clone(),
                owner,
                account: account.uid,
            });
        }
        self.make_sockets(account)
    }

    /// The log, open at its end.
    pub fn open_log(&self) -> Result<File, ClusterError> {
        if fs::metadata(&self.log).is_ok_and(|log| log.len() > LONG_LOG) {
            let aside = self.data.join("postgres.log.1");
            fs::rename(&self.log, aside).map_err(ClusterError::at(&self.log))?;
        }
        let mut options = File::options();
        options.create(true).append(true).mode(0o600);
        options.open(&self.log).map_err(ClusterError::at(&self.log))
    }

    /// The address of one of the cluster's databases.
    pub fn url(&self, database: &str) -> String {
        url(&self.sockets, database)
    }

    /// `initdb` beside the final place and then a rename: half a cluster never bears the name of a whole one.
    async fn initialise(
        &self,
        installation: &Installation,
        account: Account,
    ) -> Result<(), ClusterError> {
        let new = self.data.join(format!("{NEW}{}", Uuid::now_v7().simple()));
        private_folder(&new)?;
        account.give(&new)?;

        let output = account
            .command(installation.program("initdb"))
            .args(["--encoding=UTF8", "--locale=C.UTF-8", "--data-checksums"])
            .args([
                "--username=postgres",
                "--auth-local=trust",
                "--auth-host=reject",
            ])
            .arg("--no-instructions")
            .arg("-D")
            .arg(&new)
            .kill_on_drop(true)
            .output()
            .await
            .map_err(ClusterError::at(installation.program("initdb")))?;
        if !output.status.success() {
            return Err(ClusterError::Program {
                program: "initdb",
                said: String::from_utf8_lossy(&output.stderr).trim().to_owned(),
            });
        }

        fs::rename(&new, &self.cluster).map_err(ClusterError::at(&self.cluster))?;
        let data = File::open(&self.data).and_then(|folder| folder.sync_all());
        data.map_err(ClusterError::at(&self.data))
    }

    /// Removes clusters which a killed run did not finish. One that cannot be removed is in nobody's way.
    fn sweep(&self) {
        let Ok(entries) = fs::read_dir(&self.data) else {
            return;
        };
        for entry in entries.flatten() {
            if entry.file_name().as_bytes().starts_with(NEW.as_bytes())
                && let Err(e) = fs::remove_dir_all(entry.path())
            {
                tracing::warn!("{} stays behind: {e}", entry.path().display());
            }
        }
    }

    fn make_sockets(&self, account: Account) -> Result<(), ClusterError> {
        if fs::symlink_metadata(&self.sockets).is_err() {
            private_folder(&self.sockets)?;
        }

        // In /tmp anybody may have made it first.
        let found = fs::symlink_metadata(&self.sockets).map_err(ClusterError::at(&self.sockets))?;
        let ours = found.uid() == account.uid || found.uid() == rustix::process::geteuid().as_raw();
        if !found.is_dir() || !ours || found.mode() & 0o077 != 0 {
            return Err(ClusterError::OpenSockets {
                folder: self.sockets.clone(),
            });
        }
        account.give(&self.sockets)
    }
}

/// How the name of a cluster begins while `initdb` works on it.
const NEW: &str = "postgres-new-";

fn private_folder(path: &Path) -> Result<(), ClusterError> {
    let made = DirBuilder::new().mode(0o700).create(path);
    made.map_err(ClusterError::at(path))
}

/// A place of its own for each data folder, since several schools may run on a machine.
pub(super) fn sockets(data: &Path, account: Account) -> PathBuf {
    let hash = Sha256::digest(data.as_os_str().as_bytes());
    let name = format!("cs-{}", data_encoding::HEXLOWER.encode(&hash[..6]));

    let session = PathBuf::from(format!("/run/user/{}", account.uid));
    let own =
        fs::metadata(&session).is_ok_and(|folder| folder.is_dir() && folder.uid() == account.uid);
    if own {
        session.join(name)
    } else {
        Path::new("/tmp").join(name)
    }
}

fn url(sockets: &Path, database: &str) -> String {
    let host = sockets.to_string_lossy().replace('/', "%2F");
    format!("postgres://postgres@{host}/{database}")
}

/// The folder and the address of its database, when another process holds it.
pub(super) fn in_use(
    data_folder: &Path,
    account: Account,
    database: &str,
) -> Result<Option<(PathBuf, String)>, ClusterError> {
    let Ok(data) = fs::canonicalize(data_folder) else {
        return Ok(None);
    };
    let path = data.join("postgres.lock");
    let file = match File::open(&path) {
        Ok(file) => file,
        Err(e) if e.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(e) => return Err(ClusterError::at(path)(e)),
    };
    match file.try_lock_shared() {
        Ok(()) => Ok(None),
        Err(TryLockError::Error(e)) => Err(ClusterError::at(path)(e)),
        Err(TryLockError::WouldBlock) => {
            let url = url(&sockets(&data, account), database);
            Ok(Some((data, url)))
        }
    }
}

async fn lock(data: &Path) -> Result<File, ClusterError> {
    let path = data.join("postgres.lock");
    let mut options = File::options();
    let file = options.create(true).append(true).mode(0o600).open(&path);
    let file = file.map_err(ClusterError::at(&path))?;

    let until = Instant::now() + PATIENCE;
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::Error(e)) => return Err(ClusterError::at(path)(e)),
            Err(TryLockError::WouldBlock) if Instant::now() < until => sleep(POLL).await,
            Err(TryLockError::WouldBlock) => {
                return Err(ClusterError::InUse {
                    folder: data.to_owned(),
                });
            }
        }
    }
}
