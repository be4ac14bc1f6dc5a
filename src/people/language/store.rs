//! The language that a person chose.
use crate::{access::PersonId, db::Connection, schema::people};
use diesel::{prelude::*, update};
use diesel_async::RunQueryDsl;

/// Her language from now on, on all her devices.
///
/// # Errors
/// When the database is away.
pub async fn choose(person: PersonId, tag: &str, db: &mut Connection) -> QueryResult<()> {
    update(people::table.find(person.0))
        .set(people::language.eq(tag))
        .execute(db)
        .await?;
    Ok(())
}
