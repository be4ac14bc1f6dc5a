//! How people are kept: what more than one part of the room asks.
use crate::{
    access::{Browser, Entry, Person, PersonId, SignInId, Way},
    db::Connection,
    schema::{audit, credentials, people, roles, sign_ins},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, insert_into, prelude::*, select, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// Writes down who did what to whom. The command line is nobody.
///
/// # Errors
/// When the database is away.
pub async fn write_down(
    by: Option<PersonId>,
    what: &str,
    to: &[PersonId],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let rows: Vec<_> = to
        .iter()
        .map(|person| {
            (
                audit::id.eq(Uuid::now_v7()),
                audit::at.eq(now),
                audit::who.eq(by.map(|by| by.0)),
                audit::what.eq(what),
                audit::about.eq(person.0),
            )
        })
        .collect();
    insert_into(audit::table).values(rows).execute(db).await?;
    Ok(())
}

/// Lets a person in who has shown by `way` that it is her. Whoever was signed in with this browser before is so no more. To be called in a
/// transaction.
///
/// # Errors
/// When the database is away.
pub async fn enter(
    person: PersonId,
    way: Way,
    browser: &Browser,
    before: Option<&Person>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Entry> {
    if let Some(before) = before {
        end_sign_in(before.sign_in, now, db).await?;
    }
    let administers = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::role.eq("administrator"))
        .filter(roles::until.is_null());
    let lasts_short = select(exists(administers)).get_result(db).await?;
    browser.sign_in(person, way, lasts_short, now, db).await
}

/// Ends a sign-in, on all servers at once.
///
/// # Errors
/// When the database is away.
pub async fn end_sign_in(
    sign_in: SignInId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    update(
        sign_ins::table
            .find(sign_in.0)
            .filter(sign_ins::ended_at.is_null()),
    )
    .set(sign_ins::ended_at.eq(now))
    .execute(db)
    .await?;
    Ok(())
}

/// Keeps the hash of a password or, with a device, of a PIN; the one before is no longer valid. To be called in a transaction.
///
/// # Errors
/// When the database is away.
pub async fn keep_secret(
    person: PersonId,
    device: Option<Uuid>,
    hash: &[u8],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    lock(person, db).await?;
    let kind = if device.is_some() { "pin" } else { "password" };
    update(
        credentials::table
            .filter(credentials::person.eq(person))
            .filter(credentials::kind.eq(kind))
            .filter(credentials::device.is_not_distinct_from(device))
            .filter(credentials::revoked_at.is_null()),
    )
    .set(credentials::revoked_at.eq(now))
    .execute(db)
    .await?;
    insert_into(credentials::table)
        .values((
            credentials::id.eq(Uuid::now_v7()),
            credentials::person.eq(person),
            credentials::kind.eq(kind),
            credentials::device.eq(device),
            credentials::hash.eq(hash),
            credentials::made_at.eq(now),
            credentials::made_by.eq(person.0),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// Makes two changes of the same person wait for each other, and answers with her name. To be called in a transaction.
///
/// # Errors
/// `NotFound` when there is no such person.
pub async fn lock(person: PersonId, db: &mut Connection) -> QueryResult<String> {
    people::table
        .find(person.0)
        .select(people::name)
        .for_update()
        .first(db)
        .await
}

/// Lets a person in, at once and for good: see [`enter`].
///
/// # Errors
/// When the database is away.
pub async fn let_in(
    person: PersonId,
    way: Way,
    browser: &Browser,
    before: Option<&Person>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Entry> {
    db.transaction(async |db| enter(person, way, browser, before, now, db).await)
        .await
}
