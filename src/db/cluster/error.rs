//! What can go wrong with the school's own Postgres, in sentences for the person who administers it.
use std::{io, path::PathBuf};

#[derive(Debug, thiserror::Error)]
pub enum ClusterError {
    #[error(
        "Postgres 14 or newer is not on this machine. Install it (on Debian: apt-get install postgresql), \
         or name another server in DATABASE_URL."
    )]
    NoPostgres,

    #[error(
        "{} was made by Postgres {needed}, and this machine has {found}. Install Postgres {needed} beside it \
         (on Debian: postgresql-{needed}); a folder is never opened by another major version.",
        folder.display()
    )]
    OtherVersion {
        folder: PathBuf,
        needed: u32,
        found: String,
    },

    #[error(
        "Postgres refuses to run as root, and this machine has no user `postgres` to run it as. \
         Add one (adduser --system --group postgres), or start the school as an ordinary user."
    )]
    NoAccount,

    #[error(
        "Postgres runs as the user `postgres`, who may not enter {}. Take a data folder elsewhere \
         (CLOUD_SCHOOL_DATA_DIR=/var/lib/cloud-school), or allow it (chmod o+x {}).",
        closed.display(), closed.display()
    )]
    Unreachable { closed: PathBuf },

    #[error("Another school is running on {}. Stop it first, or take another data folder.", folder.display())]
    InUse { folder: PathBuf },

    #[error(
        "{} belongs to user number {owner}, but Postgres would run as user number {account}. Start the school as \
         the user who made the folder, or give it away (chown -R {account} {}).",
        folder.display(), folder.display()
    )]
    OtherOwner {
        folder: PathBuf,
        owner: u32,
        account: u32,
    },

    #[error(
        "{} must be a folder that only the user of Postgres can open, and it is not. \
         Somebody else may have made it: remove it and start again.",
        folder.display()
    )]
    OpenSockets { folder: PathBuf },

    #[error(
        "The database is encoded in {encoding}; the school needs UTF8, or names in most scripts are damaged. \
         Move the folder of Postgres away and restore a backup into a new one."
    )]
    Encoding { encoding: String },

    #[error("{program} failed: {said}")]
    Program { program: &'static str, said: String },

    #[error("Postgres did not start. It said:\n{said}\nThe whole log is in {}.", log.display())]
    NotStarted { said: String, log: PathBuf },

    #[error(
        "Process {pid} of Postgres does not end. Look at it (ps {pid}), and start the school again when it is gone."
    )]
    Stubborn { pid: u32 },

    #[error("Postgres runs, but does not let the school in: {0}")]
    Connection(#[from] diesel::ConnectionError),

    #[error("Postgres refused a statement while it was being prepared: {0}")]
    Statement(#[from] diesel::result::Error),

    #[error("{}: {source}", path.display())]
    File { path: PathBuf, source: io::Error },

    #[error("The task that looks after Postgres broke off: {0}")]
    Supervisor(#[from] rocket::tokio::task::JoinError),
}

impl ClusterError {
    /// For `map_err`: the path that the operating system complained about goes into the sentence.
    pub(super) fn at(path: impl Into<PathBuf>) -> impl FnOnce(io::Error) -> Self {
        let path = path.into();
        move |source| Self::File { path, source }
    }
}
