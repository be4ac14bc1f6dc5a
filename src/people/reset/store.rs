//! How a reset is asked for and used: once, within an hour.
use crate::{
    access::{Browser, Keys, Limit, PersonId, Token, Tries},
    db::Connection,
    mail,
    people::{
        letters::PasswordResetLetter,
        sign_in::{Claim, found},
        store::{keep_secret, write_down},
    },
    schema::{addresses, credentials, device_people, resets, sign_ins},
};
use chrono::{DateTime, Duration, Utc};
use diesel::{delete, insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

const LASTS: Duration = Duration::hours(1);
/// Letters for one person.
const ACCOUNT: Limit = Limit {
    times: 3,
    within: Duration::hours(1),
};
/// Letters asked for from one address.
const ADDRESS: Limit = Limit {
    times: 20,
    within: Duration::hours(1),
};

/// Writes a letter with a link to everybody whom the claim may mean and who has an address. Says nothing of whether there was one.
///
/// # Errors
/// When the database is away.
pub async fn ask(
    claim: &Claim,
    browser: &Browser,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let address = Tries::of("reset from", &browser.address, ADDRESS);
    if address.begin(now, db).await?.is_some() {
        return Ok(());
    }
    let found = found(claim, None, db).await?;
    let reachable: Vec<PersonId> = addresses::table
        .filter(addresses::person.eq_any(found.iter().map(|person| person.0)))
        .filter(addresses::kind.eq("email"))
        .filter(addresses::removed_at.is_null())
        .select(addresses::person)
        .distinct()
        .load(db)
        .await?;
    for person in reachable {
        let account = Tries::of("reset of", &person.0.to_string(), ACCOUNT);
        if account.begin(now, db).await?.is_none() {
            write_to(person, keys, now, db).await?;
        }
    }
    Ok(())
}

async fn write_to(
    person: PersonId,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let reset = Uuid::now_v7();
    db.transaction(async |db| {
        insert_into(resets::table)
            .values((
                resets::id.eq(reset),
                resets::token_hash.eq(keys.reset_token(reset).hash()),
                resets::person.eq(person),
                resets::made_at.eq(now),
            ))
            .execute(db)
            .await?;
        mail::write(&PasswordResetLetter { reset }, reset, person, now, db).await
    })
    .await
}

/// Whose password this link may change, if it is still good.
///
/// # Errors
/// When the database is away.
pub async fn holder(
    token: &Token,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<PersonId>> {
    resets::table
        .filter(resets::token_hash.eq(token.hash()))
        .filter(resets::used_at.is_null())
        .filter(resets::made_at.gt(now - LASTS))
        .select(resets::person)
        .first(db)
        .await
        .optional()
}

/// Uses the link: the password is another one, every other link is dead, and nobody is signed in as her or known by a PIN any more. False
/// when the link was used in the meantime.
///
/// # Errors
/// When the database is away.
pub async fn choose(
    token: &Token,
    hash: &[u8],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<bool> {
    db.transaction(async |db| {
        let used: Option<PersonId> = update(
            resets::table
                .filter(resets::token_hash.eq(token.hash()))
                .filter(resets::used_at.is_null())
                .filter(resets::made_at.gt(now - LASTS)),
        )
        .set(resets::used_at.eq(now))
        .returning(resets::person)
        .get_result(db)
        .await
        .optional()?;
        let Some(person) = used else {
            return Ok(false);
        };
        keep_secret(person, None, hash, now, db).await?;
        close_all(person, now, db).await?;
        write_down(Some(person), "password_reset", &[person], now, db).await?;
        Ok(true)
    })
    .await
}

async fn close_all(person: PersonId, now: DateTime<Utc>, db: &mut Connection) -> QueryResult<()> {
    update(
        resets::table
            .filter(resets::person.eq(person))
            .filter(resets::used_at.is_null()),
    )
    .set(resets::used_at.eq(now))
    .execute(db)
    .await?;
    update(
        credentials::table
            .filter(credentials::person.eq(person))
            .filter(credentials::kind.eq("pin"))
            .filter(credentials::revoked_at.is_null()),
    )
    .set(credentials::revoked_at.eq(now))
    .execute(db)
    .await?;
    update(
        sign_ins::table
            .filter(sign_ins::person.eq(person))
            .filter(sign_ins::ended_at.is_null()),
    )
    .set(sign_ins::ended_at.eq(now))
    .execute(db)
    .await?;
    delete(device_people::table.filter(device_people::person.eq(person)))
        .execute(db)
        .await?;
    Ok(())
}
