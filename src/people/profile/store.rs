//! What is kept of a person's own choices.
use crate::{
    Error, Result,
    access::{Person, PersonId, SignInId},
    db::Connection,
    people::{
        PersonName,
        sign_in::leave,
        store::{keep_secret, lock, write_down},
    },
    schema::{addresses, credentials, people, sign_ins},
};
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// More addresses than this nobody needs.
const MOST_ADDRESSES: i64 = 6;

/// By what she can show that it is her.
#[derive(Clone, Copy, Default)]
pub struct Ways {
    pub has_password: bool,
    /// On this device.
    pub has_pin: bool,
}

impl Ways {
    pub fn any(self) -> bool {
        self.has_password || self.has_pin
    }
}

#[derive(Queryable)]
pub struct Address {
    pub id: Uuid,
    pub value: String,
}

#[derive(Queryable)]
pub struct SignIn {
    pub id: SignInId,
    pub browser: String,
    pub last_seen_at: DateTime<Utc>,
}

/// # Errors
/// When the database is away.
pub async fn ways(person: &Person, db: &mut Connection) -> QueryResult<Ways> {
    let kinds: Vec<(String, Option<Uuid>)> = credentials::table
        .filter(credentials::person.eq(person.id))
        .filter(credentials::revoked_at.is_null())
        .filter(credentials::kind.ne("card"))
        .select((credentials::kind, credentials::device))
        .load(db)
        .await?;
    let has = |kind: &str, device: Option<Uuid>| {
        let mut kinds = kinds.iter();
        kinds.any(|(k, d)| k == kind && *d == device)
    };
    Ok(Ways {
        has_password: has("password", None),
        has_pin: person.device.is_some() && has("pin", person.device),
    })
}

/// Where letters go to, the oldest first.
///
/// # Errors
/// When the database is away.
pub async fn addresses_of(person: PersonId, db: &mut Connection) -> QueryResult<Vec<Address>> {
    addresses::table
        .filter(addresses::person.eq(person))
        .filter(addresses::removed_at.is_null())
        .order((addresses::added_at, addresses::id))
        .select((addresses::id, addresses::value))
        .load(db)
        .await
}

/// Where she is signed in, the latest first.
///
/// # Errors
/// When the database is away.
pub async fn sign_ins_of(
    person: PersonId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<SignIn>> {
    sign_ins::table
        .filter(sign_ins::person.eq(person))
        .filter(sign_ins::ended_at.is_null())
        .filter(sign_ins::ends_at.gt(now))
        .order((sign_ins::last_seen_at.desc(), sign_ins::id))
        .limit(50)
        .select((sign_ins::id, sign_ins::browser, sign_ins::last_seen_at))
        .load(db)
        .await
}

/// How the school speaks to her.
pub struct Choices {
    pub name: PersonName,
    /// `None`: as the browser asks.
    pub language: Option<&'static str>,
    pub media: &'static str,
    pub theme: &'static str,
    pub zone: chrono_tz::Tz,
}

/// # Errors
/// When the database is away.
pub async fn choose(person: PersonId, choices: &Choices, db: &mut Connection) -> QueryResult<()> {
    update(people::table.find(person.0))
        .set((
            people::name.eq(choices.name.as_str()),
            people::language.eq(choices.language),
            people::media.eq(choices.media),
            people::theme.eq(choices.theme),
            people::time_zone.eq(choices.zone.name()),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// Another password; wherever else she is signed in, she is so no more.
///
/// # Errors
/// When the database is away.
pub async fn change_password(
    person: &Person,
    hash: &[u8],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    db.transaction(async |db| {
        keep_secret(person.id, None, hash, now, db).await?;
        update(
            sign_ins::table
                .filter(sign_ins::person.eq(person.id))
                .filter(sign_ins::id.ne(person.sign_in.0))
                .filter(sign_ins::ended_at.is_null()),
        )
        .set(sign_ins::ended_at.eq(now))
        .execute(db)
        .await?;
        write_down(Some(person.id), "password_changed", &[person.id], now, db).await
    })
    .await
}

/// Another PIN on this device.
///
/// # Errors
/// When the database is away.
pub async fn change_pin(
    person: &Person,
    device: Uuid,
    hash: &[u8],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    db.transaction(async |db| keep_secret(person.id, Some(device), hash, now, db).await)
        .await
}

/// One more address; one that she has already stays. False when there are too many.
///
/// # Errors
/// When the database is away.
pub async fn add_address(
    person: PersonId,
    kind: &str,
    value: &str,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<bool> {
    db.transaction(async |db| {
        lock(person, db).await?;
        let hers = addresses::table
            .filter(addresses::person.eq(person))
            .filter(addresses::removed_at.is_null());
        let count: i64 = hers.count().get_result(db).await?;
        if count >= MOST_ADDRESSES {
            return Ok(false);
        }
        let added = insert_into(addresses::table)
            .values((
                addresses::id.eq(Uuid::now_v7()),
                addresses::person.eq(person),
                addresses::kind.eq(kind),
                addresses::value.eq(value),
                addresses::added_at.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
        if added > 0 {
            write_down(Some(person), "address_added", &[person], now, db).await?;
        }
        Ok(true)
    })
    .await
}

/// Letters no longer go there. Somebody else's address is none.
///
/// # Errors
/// `NotFound` when it is not hers.
pub async fn remove_address(
    person: PersonId,
    address: Uuid,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<()> {
    let hers = addresses::table
        .find(address)
        .filter(addresses::person.eq(person));
    let removed_at: Option<DateTime<Utc>> = hers.select(addresses::removed_at).first(db).await?;
    if removed_at.is_none() {
        update(hers)
            .set(addresses::removed_at.eq(now))
            .execute(db)
            .await?;
        write_down(Some(person), "address_removed", &[person], now, db).await?;
    }
    Ok(())
}

/// Ends one of her sign-ins, and the device knows her no more. Somebody else's sign-in is none.
///
/// # Errors
/// `NotFound` when it is not hers.
pub async fn end(
    person: PersonId,
    sign_in: Uuid,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<()> {
    let device: Option<Uuid> = sign_ins::table
        .find(sign_in)
        .filter(sign_ins::person.eq(person))
        .select(sign_ins::device)
        .first(db)
        .await
        .map_err(Error::from)?;
    leave(person, SignInId(sign_in), device, now, db).await?;
    Ok(())
}
