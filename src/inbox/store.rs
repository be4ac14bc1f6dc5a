//! The letters of one person; no query here finds another's.
use super::model::KeptLetter;
use crate::{access::PersonId, db::Connection, schema::letters};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// All of hers, newest first.
pub(super) async fn of(person: PersonId, db: &mut Connection) -> QueryResult<Vec<KeptLetter>> {
    letters::table
        .filter(letters::person.eq(person))
        .order((letters::written_at.desc(), letters::id))
        .select((
            letters::id,
            letters::kind,
            letters::facts,
            letters::written_at,
        ))
        .load(db)
        .await
}

/// One of hers.
pub(super) async fn one(
    id: Uuid,
    person: PersonId,
    db: &mut Connection,
) -> QueryResult<KeptLetter> {
    letters::table
        .filter(letters::id.eq(id))
        .filter(letters::person.eq(person))
        .select((
            letters::id,
            letters::kind,
            letters::facts,
            letters::written_at,
        ))
        .first(db)
        .await
}
