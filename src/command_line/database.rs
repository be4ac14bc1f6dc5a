//! The database that a command works on: the administrator's, the one of a school that runs just now, or the school's own, started for
//! the duration.
use super::Outcome;
use crate::{
    config::Config,
    db::{self, cluster::Cluster},
};
use rocket::tokio::time::timeout;
use std::time::Duration;

/// How long a database may take to let us in.
const PATIENCE: Duration = Duration::from_secs(10);

pub struct Database {
    pub url: String,
    cluster: Option<Cluster>,
}

impl Database {
    /// Finds the database, and starts it when it is the school's own and nobody runs it.
    pub async fn open(config: &Config) -> Outcome<Self> {
        match &config.database_url {
            Some(url) => {
                fits(url).await?;
                Ok(Self {
                    url: url.clone(),
                    cluster: None,
                })
            }
            None => match db::cluster::running(&config.data_folder).await? {
                Some(url) => Ok(Self { url, cluster: None }),
                None => Self::start(config).await,
            },
        }
    }

    /// The same for a school that opens: nobody else may run it.
    pub async fn open_alone(config: &Config) -> Outcome<Self> {
        match &config.database_url {
            Some(_) => Self::open(config).await,
            None => Self::start(config).await,
        }
    }

    async fn start(config: &Config) -> Outcome<Self> {
        let cluster = Cluster::start(&config.data_folder).await?;
        Ok(Self {
            url: cluster.url().to_string(),
            cluster: Some(cluster),
        })
    }

    /// Migrates what may be migrated without asking: the school's own database, and an empty one.
    pub async fn bring_up_to_date(&self) -> Outcome {
        let missing = db::pending(&self.url).await?;
        if missing == 0 {
            return Ok(());
        }
        if self.cluster.is_some() || db::is_empty(&self.url).await? {
            db::migrate(&self.url).await?;
            return Ok(());
        }
        Err(format!(
            "The database lacks {missing} migrations of this version. Make a backup, run `cloud-school migrate`, and start again."
        )
        .into())
    }

    /// Stops what was started.
    pub async fn close(self) -> Outcome {
        if let Some(cluster) = self.cluster {
            cluster.stop().await?;
        }
        Ok(())
    }
}

/// Does some work with a connection to the school's database, and stops what was started for it.
pub async fn with<T>(
    config: &Config,
    work: impl AsyncFnOnce(&mut db::Connection) -> Outcome<T>,
) -> Outcome<T> {
    let database = Database::open(config).await?;
    let outcome = async {
        database.bring_up_to_date().await?;
        work(&mut db::connect(&database.url).await?).await
    }
    .await;
    database.close().await?;
    outcome
}

/// Refuses a database that would damage what is written into it.
async fn fits(url: &str) -> Outcome {
    let looked = timeout(PATIENCE, db::server::look(url)).await;
    let server = looked
        .map_err(|_| format!("The database ({}) does not answer.", without_password(url)))?
        .map_err(|e| {
            format!(
                "The database ({}) does not let the school in: {e}",
                without_password(url)
            )
        })?;
    if let Some(fault) = server.fault() {
        return Err(fault.into());
    }
    Ok(())
}

/// An address that may be shown.
pub fn without_password(url: &str) -> String {
    let Some((scheme, rest)) = url.split_once("://") else {
        return "DATABASE_URL".into();
    };
    match rest.rsplit_once('@') {
        Some((user, place)) => {
            let user = user.split(':').next().unwrap_or_default();
            format!("{scheme}://{user}@{place}")
        }
        None => url.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::without_password;

    #[test]
    fn a_password_is_not_shown() {
        let shown = |url| without_password(url);
        assert_eq!(
            shown("postgres://ana:p@ss:w@db.example/school"),
            "postgres://ana@db.example/school"
        );
        assert_eq!(
            shown("postgres://db.example/school"),
            "postgres://db.example/school"
        );
        assert_eq!(shown("nonsense"), "DATABASE_URL");
    }
}
