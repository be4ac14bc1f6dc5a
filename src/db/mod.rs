//! The database: a pool, one connection per request, the migrations, and a Postgres of the school's own.
pub mod cluster;
mod migrations;
pub mod server;

use crate::Error;
use deadpool::Runtime;
use diesel::{ConnectionError, ConnectionResult, QueryResult};
use diesel_async::{
    AsyncConnection, AsyncPgConnection, SimpleAsyncConnection,
    pooled_connection::{
        AsyncDieselConnectionManager, ManagerConfig, RecyclingMethod, deadpool as pooled,
    },
};
use rocket::{
    Request, Response,
    fairing::{Fairing, Info, Kind},
    request::{FromRequest, Outcome},
    tokio::sync::{MappedMutexGuard, Mutex, MutexGuard},
};
use std::time::Duration;

pub use migrations::{is_empty, migrate, pending};

/// Connections, shared by requests and jobs.
pub type Pool = pooled::Pool<AsyncPgConnection>;

/// One connection, as every `store.rs` takes it.
pub type Connection = AsyncPgConnection;

/// How many connections a server holds at most: two cores can keep no more busy.
const CONNECTIONS: usize = 16;

/// How long a request waits for a connection. With the limits below it is answered within five seconds, whatever happens to the database.
const PATIENCE: Duration = Duration::from_secs(2);

/// A statement that waits or works for longer is broken off, so that requests behind a lock end instead of piling up.
const LIMITS: &str = "set lock_timeout = '2s'; set statement_timeout = '3s'";

/// A connection without limits of time, for work that nobody waits for in a browser.
///
/// # Errors
/// When the database is away.
pub async fn connect(url: &str) -> ConnectionResult<Connection> {
    AsyncPgConnection::establish(url).await
}

async fn connect_for_requests(url: &str) -> ConnectionResult<Connection> {
    let mut db = connect(url).await?;
    let limited = db.batch_execute(LIMITS).await;
    limited.map_err(ConnectionError::CouldntSetupConfiguration)?;
    Ok(db)
}

/// A pool for requests, which connects when it is first asked.
///
/// # Errors
/// When the settings contradict each other; a database that is away shows only at the first use.
pub fn pool(url: &str) -> Result<Pool, pooled::BuildError> {
    // Without `Fast` every check-out costs a `select 1`; without time-outs a lost database is an endless wait.
    let mut settings = ManagerConfig::default();
    settings.recycling_method = RecyclingMethod::Fast;
    settings.custom_setup = Box::new(|url| Box::pin(connect_for_requests(url)));

    Pool::builder(AsyncDieselConnectionManager::new_with_config(url, settings))
        .runtime(Runtime::Tokio1)
        .max_size(CONNECTIONS)
        .wait_timeout(Some(PATIENCE))
        .create_timeout(Some(PATIENCE))
        .build()
}

/// The request's one connection, taken from the pool by whoever asks first.
#[derive(Default)]
struct Held(Mutex<Option<pooled::Object<AsyncPgConnection>>>);

/// The way to the request's connection. It holds nothing itself, so guards and handlers may all have one.
#[derive(Clone, Copy)]
pub struct Db<'r>(&'r Held, &'r Pool);

impl<'r> Db<'r> {
    pub fn of(request: &'r Request<'_>) -> Self {
        let pool = request.rocket().state().expect("a pool is managed");
        Self(request.local_cache(Held::default), pool)
    }

    /// The connection, until the answer is dropped.
    ///
    /// # Errors
    /// `Unavailable` when the database is away or all connections are busy for too long.
    pub async fn open(self) -> crate::Result<MappedMutexGuard<'r, AsyncPgConnection>> {
        let Ok(mut held) = self.0.0.try_lock() else {
            return Err(Error::Mistake("the connection is in use".into()));
        };
        if held.is_none() {
            let connection = self.1.get().await;
            *held = Some(connection.map_err(|e| Error::Unavailable(e.to_string()))?);
        }
        Ok(MutexGuard::map(held, |held| {
            &mut **held.as_mut().expect("taken above")
        }))
    }

    /// Gives the connection back until the next `open`: who waits or computes for long must not keep others from theirs.
    pub fn rest(self) {
        if let Ok(mut held) = self.0.0.try_lock() {
            held.take();
        }
    }

    /// Whether the connection turned out to be dead, as one does whose database was started anew. Then the next `open` takes another,
    /// and a request's first statement can be tried once more.
    pub fn lost<T>(self, outcome: &QueryResult<T>) -> bool {
        use diesel::result::{DatabaseErrorKind::UnableToSendCommand, Error::DatabaseError};
        let lost = matches!(outcome, Err(DatabaseError(UnableToSendCommand, _)));
        if lost && let Ok(mut held) = self.0.0.try_lock() {
            drop(held.take().map(pooled::Object::take));
        }
        lost
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Db<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        Outcome::Success(Self::of(request))
    }
}

/// Gives the connection back before the answer travels: a slow phone must not keep it.
pub struct GivesBack;

#[rocket::async_trait]
impl Fairing for GivesBack {
    fn info(&self) -> Info {
        Info {
            name: "the connection goes back",
            kind: Kind::Response,
        }
    }

    async fn on_response<'r>(&self, request: &'r Request<'_>, _: &mut Response<'r>) {
        request.local_cache(Held::default).0.lock().await.take();
    }
}
