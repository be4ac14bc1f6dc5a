//! The school's own Postgres, in the data folder: found on the machine, made, run, watched, stopped.
//!
//! For a school without `DATABASE_URL`. Postgres listens on nothing but a Unix socket in a folder that only its
//! user may open, writes to disk before it says so (`fsync`), and is restarted when it dies. Whatever a killed
//! run left behind, the next start needs no help. Linux only: it reads `/proc`.
mod account;
mod error;
mod folder;
mod installation;
mod leftover;
mod server;
mod supervisor;
#[cfg(test)]
mod tests;

pub use error::ClusterError;

use account::Account;
use diesel::{
    dsl::{select, sql},
    sql_types::{Bool, Text},
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use folder::Folder;
use installation::Installation;
use rocket::tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
    time::{Instant, sleep},
};
use server::Server;
use std::{path::Path, time::Duration};

/// A running Postgres with an empty or kept database `cloud_school`.
///
/// Dropping it stops Postgres too, but does not wait until it has stopped: prefer [`Cluster::stop`].
pub struct Cluster {
    url: String,
    postmaster: watch::Receiver<Option<u32>>,
    stopping: oneshot::Sender<()>,
    supervisor: JoinHandle<Result<(), ClusterError>>,
}

impl Cluster {
    /// Starts Postgres in `postgres/` of the data folder, which is made when it is new, and keeps it running:
    /// a Postgres that dies is started again until [`Cluster::stop`].
    ///
    /// When the returned future is dropped before its end, Postgres stops as well.
    ///
    /// # Errors
    /// No usable Postgres on the machine; a data folder in use, out of reach, of another owner or of another
    /// version; a database that is not encoded in UTF-8. Nothing is left running then.
    pub async fn start(data_folder: &Path) -> Result<Self, ClusterError> {
        let place = Place::take(data_folder).await?;
        let url = place.folder.url(DATABASE);

        let mut server = place.launch().await?;
        if let Err(e) = place.furnish(&mut server).await {
            server.stop().await?;
            return Err(e);
        }

        let (tell, postmaster) = watch::channel(server.pid());
        let (stopping, stop) = oneshot::channel();
        Ok(Self {
            url,
            postmaster,
            stopping,
            supervisor: rocket::tokio::spawn(supervisor::supervise(server, place, tell, stop)),
        })
    }

    /// The address of the school's database, as `DATABASE_URL` would name it.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// The process number of Postgres; none while it is being restarted.
    pub fn postmaster(&self) -> Option<u32> {
        *self.postmaster.borrow()
    }

    /// Stops Postgres and waits for its end. Open sessions are ended, so close the pool first.
    ///
    /// # Errors
    /// When Postgres survives every signal.
    pub async fn stop(self) -> Result<(), ClusterError> {
        // Nobody listens when the supervisor has ended; its result below tells why.
        let _ = self.stopping.send(());
        self.supervisor.await?
    }
}

const DATABASE: &str = "cloud_school";

/// The address of the database in a folder on which a school runs just now; none when nobody runs it.
///
/// # Errors
/// When the folder is out of reach, or the school that holds it does not bring its Postgres up in time.
pub async fn running(data_folder: &Path) -> Result<Option<String>, ClusterError> {
    let Some((folder, url)) = folder::in_use(data_folder, Account::find()?, DATABASE)? else {
        return Ok(None);
    };
    let until = Instant::now() + PATIENCE;
    loop {
        match AsyncPgConnection::establish(&url).await {
            Ok(_) => return Ok(Some(url)),
            Err(_) if Instant::now() < until => sleep(POLL).await,
            Err(_) => return Err(ClusterError::InUse { folder }),
        }
    }
}

/// For a school that is just starting.
const PATIENCE: Duration = Duration::from_secs(10);
const POLL: Duration = Duration::from_millis(50);

/// All that a start of Postgres needs, the first one and those after its death.
struct Place {
    account: Account,
    folder: Folder,
    installation: Installation,
}

impl Place {
    async fn take(data_folder: &Path) -> Result<Self, ClusterError> {
        let account = Account::find()?;
        let folder = Folder::take(data_folder, account).await?;
        let installation = Installation::for_folder(&folder.cluster).await?;

        folder.fill(&installation, account).await?;
        Ok(Self {
            account,
            folder,
            installation,
        })
    }

    async fn launch(&self) -> Result<Server, ClusterError> {
        leftover::end(&self.folder, self.account).await?;
        Server::launch(&self.installation, &self.folder, self.account)
    }

    /// Waits for Postgres, and makes the school's database unless it is there.
    async fn furnish(&self, server: &mut Server) -> Result<(), ClusterError> {
        server.ready().await?;

        let mut db = speaks_utf8(&self.folder.url("postgres")).await?;
        let exists = format!("exists (select from pg_database where datname = '{DATABASE}')");
        if !select(sql::<Bool>(&exists)).get_result(&mut db).await? {
            db.batch_execute(&format!("create database {DATABASE}"))
                .await?;
        }
        speaks_utf8(&self.folder.url(DATABASE)).await.map(drop)
    }
}

/// A connection to a database that can keep every script.
async fn speaks_utf8(url: &str) -> Result<AsyncPgConnection, ClusterError> {
    let mut db = AsyncPgConnection::establish(url).await?;
    let encoding = select(sql::<Text>("current_setting('server_encoding')"));
    let encoding: String = encoding.get_result(&mut db).await?;

    if encoding == "UTF8" {
        Ok(db)
    } else {
        Err(ClusterError::Encoding { encoding })
    }
}
