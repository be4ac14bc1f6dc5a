//! Migrations travel in the binary and run one at a time.
use diesel::{dsl::sql, select, sql_types};
use diesel_async::{
    AsyncConnection, AsyncMigrationHarness, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection,
};
use diesel_migrations::{EmbeddedMigrations, MigrationHarness, embed_migrations};
use std::error::Error;

const MIGRATIONS: EmbeddedMigrations = embed_migrations!();

type Outcome<T> = Result<T, Box<dyn Error + Send + Sync>>;

/// Brings the database up to date, and says which migrations ran.
///
/// # Errors
/// When the database is away, a lock is not to be had in three seconds, or a migration fails; then nothing of it stays.
pub async fn migrate(url: &str) -> Outcome<Vec<String>> {
    let mut db = AsyncPgConnection::establish(url).await?;
    db.batch_execute("set lock_timeout = '3s'").await?;

    let mut harness = AsyncMigrationHarness::new(db);
    let ran = harness.run_pending_migrations(MIGRATIONS)?;
    Ok(ran.iter().map(ToString::to_string).collect())
}

/// How many migrations the database lacks.
///
/// # Errors
/// When the database is away.
pub async fn pending(url: &str) -> Outcome<usize> {
    let db = AsyncPgConnection::establish(url).await?;
    let mut harness = AsyncMigrationHarness::new(db);
    Ok(harness.pending_migrations(MIGRATIONS)?.len())
}

/// Whether nobody has made a table here yet.
///
/// # Errors
/// When the database is away.
pub async fn is_empty(url: &str) -> Outcome<bool> {
    let mut db = AsyncPgConnection::establish(url).await?;
    // Diesel's own list of migrations is made by asking for it.
    let tables = r"not exists (
        select from information_schema.tables
        where table_schema = 'public' and table_name not like '\_\_diesel%'
    )";
    Ok(select(sql::<sql_types::Bool>(tables))
        .get_result(&mut db)
        .await?)
}
