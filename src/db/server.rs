//! What one must know of a Postgres before trusting it with a school.
use chrono::{DateTime, Utc};
use diesel::{
    ConnectionError, QueryResult,
    dsl::sql,
    result::Error,
    select,
    sql_types::{Integer, Text, Timestamptz},
};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};

/// A Postgres, as it describes itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Server {
    /// Such as 150018 for 15.18.
    pub version: i32,
    pub encoding: String,
    /// Whether what was acknowledged survives a power cut.
    pub fsync: bool,
    /// Whether a pooler in between hands each transaction to any server process.
    pub shares_processes: bool,
    pub clock: DateTime<Utc>,
}

#[derive(Debug, thiserror::Error)]
pub enum NotSeen {
    #[error(transparent)]
    Connection(#[from] ConnectionError),
    #[error(transparent)]
    Statement(#[from] Error),
}

/// Looks at the Postgres behind an address. It writes nothing.
///
/// # Errors
/// When it is away.
pub async fn look(url: &str) -> Result<Server, NotSeen> {
    let mut db = AsyncPgConnection::establish(url).await?;
    let shares_processes = shares_processes(&mut db, url).await?;
    let (version, encoding, fsync, clock): (i32, String, String, DateTime<Utc>) = select((
        sql::<Integer>("current_setting('server_version_num')::int"),
        sql::<Text>("current_setting('server_encoding')"),
        sql::<Text>("current_setting('fsync')"),
        sql::<Timestamptz>("clock_timestamp()"),
    ))
    .get_result(&mut db)
    .await?;

    Ok(Server {
        version,
        encoding,
        fsync: fsync == "on",
        shares_processes,
        clock,
    })
}

/// Two sessions with a pooler for transactions share a process, or one changes it while the other is busy. Prepared statements would then
/// meet those of another program, and the wrong one would run and report success.
async fn shares_processes(db: &mut AsyncPgConnection, url: &str) -> Result<bool, NotSeen> {
    match processes_are_shared(db, url).await {
        // It has met one of another program already: “prepared statement "s7" already exists”.
        Err(NotSeen::Statement(e)) if e.to_string().starts_with("prepared statement") => Ok(true),
        seen => seen,
    }
}

async fn processes_are_shared(db: &mut AsyncPgConnection, url: &str) -> Result<bool, NotSeen> {
    let before = process(db).await?;
    let mut other = AsyncPgConnection::establish(url).await?;
    other.batch_execute("begin").await?;
    let others = process(&mut other).await?;
    let after = process(db).await?;
    other.batch_execute("rollback").await?;
    Ok(before != after || before == others)
}

async fn process(db: &mut AsyncPgConnection) -> QueryResult<String> {
    // Not `simple`: only what is prepared shows the danger.
    select(sql::<Text>("pg_backend_pid()::text"))
        .get_result(db)
        .await
}

impl Server {
    /// Why no school may be kept here, in a sentence for the administrator.
    pub fn fault(&self) -> Option<String> {
        if self.shares_processes {
            return Some(
                "DATABASE_URL leads to a pooler that shares connections between transactions. Statements of one program would run in \
                 another, and damage what is kept. Name Postgres itself, or let the pooler work by session (pool_mode = session)."
                    .into(),
            );
        }
        if self.encoding != "UTF8" {
            return Some(format!(
                "The database is encoded in {}; the school needs UTF8, or names in most scripts are damaged. Make another: \
                 create database school encoding 'UTF8' template template0.",
                self.encoding
            ));
        }
        if self.version < 140_000 {
            return Some(format!(
                "The database is Postgres {}; the school needs 14 or newer.",
                self.version / 10_000
            ));
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sound() -> Server {
        Server {
            version: 150_018,
            encoding: "UTF8".into(),
            fsync: true,
            shares_processes: false,
            clock: DateTime::UNIX_EPOCH,
        }
    }

    #[test]
    fn only_a_database_that_damages_nothing_is_taken() {
        assert_eq!(sound().fault(), None);

        let latin = Server {
            encoding: "SQL_ASCII".into(),
            ..sound()
        };
        let pooled = Server {
            shares_processes: true,
            ..sound()
        };
        let old = Server {
            version: 130_009,
            ..sound()
        };
        assert!(
            latin
                .fault()
                .is_some_and(|fault| fault.contains("SQL_ASCII"))
        );
        assert!(
            pooled
                .fault()
                .is_some_and(|fault| fault.contains("pool_mode = session"))
        );
        assert!(
            old.fault()
                .is_some_and(|fault| fault.contains("Postgres 13"))
        );
    }
}
