//! The database, whosever it is.
use super::{Fault, Finding, Note, Well};
use crate::{
    command_line::database::{Database, without_password},
    config::Config,
    db::{self, server::Server},
};
use chrono::{TimeDelta, Utc};

/// More than this confuses deadlines and codes that end.
const SKEW: TimeDelta = TimeDelta::seconds(30);

pub async fn look(config: &Config) -> Vec<Finding> {
    if config.database_url.is_none() && !config.data_folder.join("postgres").exists() {
        return vec![Note(
            "The school's own Postgres is not made yet; `cloud-school serve` makes it.".into(),
        )];
    }
    match &config.database_url {
        Some(url) => server(url, &without_password(url)).await,
        None => match Database::open(config).await {
            Err(e) => vec![Fault(format!(
                "The school's own Postgres does not run. {e}"
            ))],
            Ok(own) => {
                let mut findings = server(&own.url, "the school's own").await;
                if let Err(e) = own.close().await {
                    findings.push(Fault(e.to_string()));
                }
                findings
            }
        },
    }
}

async fn server(url: &str, called: &str) -> Vec<Finding> {
    let server = match db::server::look(url).await {
        Ok(server) => server,
        Err(e) => {
            return vec![Fault(format!(
                "The database ({called}) does not let the school in: {e}"
            ))];
        }
    };
    let now = Utc::now();
    vec![
        match server.fault() {
            Some(fault) => Fault(fault),
            None => Well(format!("The database ({called}) is Postgres {}, encoded in UTF-8.", server.version / 10_000)),
        },
        match server.fsync {
            true => Well("It writes to the disk before it says so (fsync).".into()),
            false => Fault("It does not wait for the disk (fsync = off): a power cut loses what learners did. Set fsync = on.".into()),
        },
        clock(&server, server.clock - now),
        migrations(url).await,
    ]
}

fn clock(server: &Server, ahead: TimeDelta) -> Finding {
    if ahead.abs() > SKEW {
        Fault(format!(
            "The clock of the database says {:.0}, {} seconds from this machine's: let both follow a time server.",
            server.clock,
            ahead.num_seconds()
        ))
    } else {
        Well("The clocks of the database and this machine agree.".into())
    }
}

async fn migrations(url: &str) -> Finding {
    match db::pending(url).await {
        Ok(0) => Well("Its tables are those of this version.".into()),
        Ok(_) if db::is_empty(url).await.unwrap_or(false) => {
            Note("It is empty; `cloud-school serve` makes its tables.".into())
        }
        Ok(missing) => Fault(format!(
            "It lacks {missing} migrations: make a backup, and run `cloud-school migrate`."
        )),
        Err(e) => Fault(format!("Its migrations cannot be read: {e}")),
    }
}
