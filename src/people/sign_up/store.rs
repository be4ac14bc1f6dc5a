//! How a newcomer is kept.
use crate::{
    access::{Browser, Entry, Keys, Limit, Person, PersonId, Tries, Way},
    db::{Connection, Db},
    people::{
        Card, Email, PersonName, Phone, UserName,
        cards::{give_cards, give_codes, welcome},
        store::{enter, keep_secret},
    },
    schema::{addresses, credentials, identifiers, people},
};
use chrono::{DateTime, Duration, Utc};
use diesel::{insert_into, prelude::*, result::Error::RollbackTransaction};
use diesel_async::{AsyncConnection, RunQueryDsl};
use rocket::tokio::time::sleep;
use uuid::Uuid;

/// More newcomers from one address have to wait a second: a village shares one.
const ADDRESS: Limit = Limit {
    times: 30,
    within: Duration::minutes(10),
};

pub struct Newcomer {
    pub id: PersonId,
    pub name: PersonName,
    pub user_name: Option<UserName>,
    pub email: Option<Email>,
    pub phone: Option<Phone>,
    pub language: &'static str,
    pub zone: chrono_tz::Tz,
}

/// Lets many newcomers from one address wait.
///
/// # Errors
/// `Unavailable` when the database is away.
pub async fn slow_down(browser: &Browser, now: DateTime<Utc>, db: Db<'_>) -> crate::Result<()> {
    let tries = Tries::of("sign up", &browser.address, ADDRESS);
    if tries.begin(now, &mut *db.open().await?).await?.is_some() {
        db.rest();
        sleep(std::time::Duration::from_secs(1)).await;
    }
    Ok(())
}

/// Adds a newcomer with password, code and card, and lets her in. Nothing when her user name is taken.
///
/// # Errors
/// When the database is away.
pub async fn sign_up(
    newcomer: &Newcomer,
    password: &[u8],
    browser: &Browser,
    before: Option<&Person>,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<(Entry, Card)>> {
    let outcome = db
        .transaction(async |db| {
            let card = add(newcomer, password, keys, now, db).await?;
            let entry = enter(newcomer.id, Way::SignUp, browser, before, now, db).await?;
            Ok((entry, card))
        })
        .await;
    match outcome {
        Err(RollbackTransaction) => Ok(None),
        outcome => outcome.map(Some),
    }
}

async fn add(
    newcomer: &Newcomer,
    password: &[u8],
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Card> {
    let person = newcomer.id;
    insert_into(people::table)
        .values((
            people::id.eq(person.0),
            people::name.eq(newcomer.name.as_str()),
            people::language.eq(newcomer.language),
            people::time_zone.eq(newcomer.zone.name()),
            people::made_at.eq(now),
        ))
        .execute(db)
        .await?;
    if let Some(user_name) = &newcomer.user_name {
        let named = insert_into(identifiers::table)
            .values((
                identifiers::kind.eq("user_name"),
                identifiers::value.eq(user_name.as_str()),
                identifiers::person.eq(person.0),
            ))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
        if named == 0 {
            return Err(RollbackTransaction);
        }
    }
    let email = newcomer
        .email
        .as_ref()
        .map(|email| ("email", email.as_str()));
    let phone = newcomer
        .phone
        .as_ref()
        .map(|phone| ("phone", phone.as_str()));
    let contacts: Vec<_> = [email, phone]
        .into_iter()
        .flatten()
        .map(|(kind, value)| {
            (
                addresses::id.eq(Uuid::now_v7()),
                addresses::person.eq(person.0),
                addresses::kind.eq(kind),
                addresses::value.eq(value),
                addresses::added_at.eq(now),
            )
        })
        .collect();
    insert_into(addresses::table)
        .values(contacts)
        .execute(db)
        .await?;

    let codes = give_codes(&[person], db).await?;
    let cards = give_cards(keys, Some(person), &[person], now, db).await?;
    keep_secret(person, None, password, now, db).await?;
    welcome(&cards, now, db).await?;
    Ok(Card {
        person,
        name: newcomer.name.as_str().into(),
        code: codes[&person].clone(),
        secret: keys.card_secret(cards[&person]),
    })
}

/// Whom this form made already, with her name and password: it was sent before, and its answer was lost on the way.
///
/// # Errors
/// When the database is away.
pub async fn made_before(
    form: PersonId,
    db: &mut Connection,
) -> QueryResult<Option<(String, Option<Vec<u8>>)>> {
    let kept = credentials::person
        .eq(people::id)
        .and(credentials::kind.eq("password"))
        .and(credentials::revoked_at.is_null());
    people::table
        .left_join(credentials::table.on(kept))
        .filter(people::id.eq(form.0))
        .select((people::name, credentials::hash.nullable()))
        .first(db)
        .await
        .optional()
}

/// Names like this one that nobody has.
///
/// # Errors
/// When the database is away.
pub async fn free_names(like: &UserName, db: &mut Connection) -> QueryResult<Vec<String>> {
    let mut names: Vec<UserName> = (2..=60).filter_map(|n| like.with_number(n)).collect();
    let taken: Vec<String> = identifiers::table
        .filter(identifiers::kind.eq("user_name"))
        .filter(identifiers::value.eq_any(names.iter().map(UserName::as_str)))
        .select(identifiers::value)
        .load(db)
        .await?;
    names.retain(|name| !taken.iter().any(|taken| taken == name.as_str()));
    Ok(names
        .into_iter()
        .take(3)
        .map(|name| name.as_str().into())
        .collect())
}
