//! `cloud-school migrate`: brings the database up to date.
use super::{Outcome, database::Database};
use crate::{config::Config, db};
use clap::Args;

/// Bring the database up to date
///
/// `serve` does this by itself for the school's own Postgres and for an empty database. For any other it refuses to start until you have
/// said so here, since a backup should come first. A migration that fails leaves nothing behind.
#[derive(Args)]
#[command(
    after_help = "Example:\n  DATABASE_URL=postgres://school@db.example/school cloud-school migrate"
)]
pub struct Migrate;

impl Migrate {
    pub async fn run(self, config: Config) -> Outcome {
        let database = Database::open(&config).await?;
        let ran = db::migrate(&database.url).await;
        database.close().await?;

        let ran = ran.map_err(|e| format!("The database stays as it was: {e}"))?;
        for name in &ran {
            println!("{name}");
        }
        match ran.len() {
            0 => println!("The database was up to date."),
            _ => println!("The database is up to date now."),
        }
        Ok(())
    }
}
