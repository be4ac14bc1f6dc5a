//! How cards are kept: the secret is derived from the credential's id, the database has only its hash.
use super::Card;
use crate::{
    Error, Result,
    access::{Browser, CardSecret, Entry, Keys, Person, PersonId, Way},
    db::Connection,
    mail,
    people::{
        PersonName, UserCode,
        letters::{NewCardLetter, WelcomeLetter},
        store,
    },
    schema::{credentials, device_people, identifiers, people, roles, sign_ins},
};
use chrono::{DateTime, Utc};
use diesel::{
    alias, delete,
    dsl::{exists, not},
    insert_into,
    prelude::*,
    select, update,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::collections::HashMap;
use uuid::Uuid;

/// So many rows fit into one statement.
const AT_ONCE: usize = 5_000;

/// Adds people by their names alone, each with a code and a card, in the order given. Nothing is added when one of them cannot be.
///
/// # Errors
/// When the database is away.
pub async fn add(
    by: PersonId,
    names: &[PersonName],
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<Card>> {
    db.transaction(async |db| {
        let mut cards = Vec::with_capacity(names.len());
        for names in names.chunks(AT_ONCE) {
            cards.extend(add_some(by, names, keys, now, db).await?);
        }
        Ok(cards)
    })
    .await
}

async fn add_some(
    by: PersonId,
    names: &[PersonName],
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<Card>> {
    let newcomers: Vec<(PersonId, &PersonName)> = names
        .iter()
        .map(|name| (PersonId(Uuid::now_v7()), name))
        .collect();
    let rows: Vec<_> = newcomers
        .iter()
        .map(|(id, name)| {
            (
                people::id.eq(id.0),
                people::name.eq(name.as_str()),
                people::made_at.eq(now),
            )
        })
        .collect();
    insert_into(people::table).values(rows).execute(db).await?;

    let ids: Vec<PersonId> = newcomers.iter().map(|(id, _)| *id).collect();
    let codes = give_codes(&ids, db).await?;
    let cards = give_cards(keys, Some(by), &ids, now, db).await?;
    welcome(&cards, now, db).await?;
    store::write_down(Some(by), "person_added", &ids, now, db).await?;

    let card = |(person, name): (PersonId, &PersonName)| Card {
        person,
        name: name.as_str().into(),
        code: codes[&person].clone(),
        secret: keys.card_secret(cards[&person]),
    };
    Ok(newcomers.into_iter().map(card).collect())
}

/// Gives each person a code that nobody has.
pub(in crate::people) async fn give_codes(
    people: &[PersonId],
    db: &mut Connection,
) -> QueryResult<HashMap<PersonId, String>> {
    let mut given = HashMap::new();
    while given.len() < people.len() {
        let rows: Vec<_> = people
            .iter()
            .filter(|person| !given.contains_key(*person))
            .map(|person| {
                (
                    identifiers::kind.eq("code"),
                    identifiers::value.eq(draw_code().as_str().to_string()),
                    identifiers::person.eq(person.0),
                )
            })
            .collect();
        let taken: Vec<(PersonId, String)> = insert_into(identifiers::table)
            .values(rows)
            .on_conflict_do_nothing()
            .returning((identifiers::person, identifiers::value))
            .get_results(db)
            .await?;
        given.extend(taken);
    }
    Ok(given)
}

fn draw_code() -> UserCode {
    loop {
        let mut bytes = [0; 4];
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
        if let Some(code) = UserCode::from_bits(u32::from_le_bytes(bytes)) {
            return code;
        }
    }
}

/// Gives each person a card and answers with the ids of their credentials. None of them may have a card in force.
pub(in crate::people) async fn give_cards(
    keys: &Keys,
    by: Option<PersonId>,
    people: &[PersonId],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<HashMap<PersonId, Uuid>> {
    let given: HashMap<PersonId, Uuid> = people
        .iter()
        .map(|person| (*person, Uuid::now_v7()))
        .collect();
    let rows: Vec<_> = given
        .iter()
        .map(|(person, id)| {
            (
                credentials::id.eq(*id),
                credentials::person.eq(person.0),
                credentials::kind.eq("card"),
                credentials::hash.eq(keys.card_secret(*id).hash()),
                credentials::made_at.eq(now),
                credentials::made_by.eq(by.map(|by| by.0)),
            )
        })
        .collect();
    insert_into(credentials::table)
        .values(rows)
        .execute(db)
        .await?;
    Ok(given)
}

/// Tells newcomers of their cards.
pub(in crate::people) async fn welcome(
    cards: &HashMap<PersonId, Uuid>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let letters: Vec<_> = cards
        .iter()
        .map(|(person, credential)| {
            (
                WelcomeLetter {
                    credential: *credential,
                },
                *person,
            )
        })
        .collect();
    let batch: Vec<_> = letters
        .iter()
        .map(|(letter, person)| (letter, letter.credential, *person))
        .collect();
    mail::write_all(&batch, now, db).await
}

/// A new card for somebody who lost hers, or whose card somebody else may hold. Everything that the old one opened is closed: the card, the
/// PINs, a password chosen since, and every sign-in. She is told, and it is written down who did it.
///
/// # Errors
/// `NotFound` when there is no such person, `Forbidden` when she holds a role: nobody comes in as staff by printing a card.
pub async fn new_card(
    by: PersonId,
    to: PersonId,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Card> {
    db.transaction(async |db| {
        let name = store::lock(to, db).await?;
        if holds_a_role(to, db).await? {
            return Err(Error::Forbidden);
        }
        end_all(to, now, db).await?;
        Ok(replace(Some(by), to, name, keys, now, db).await?)
    })
    .await
}

/// A new card for herself. The old one is dead, and so is what was opened with it or a PIN elsewhere; where she is now she stays.
///
/// # Errors
/// When the database is away.
pub(in crate::people) async fn renew(
    person: &Person,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Card> {
    db.transaction(async |db| {
        let name = store::lock(person.id, db).await?;
        let elsewhere = credentials::device.is_distinct_from(person.device);
        update(
            credentials::table
                .filter(credentials::person.eq(person.id))
                .filter(credentials::revoked_at.is_null())
                .filter(credentials::kind.eq("pin").and(elsewhere)),
        )
        .set(credentials::revoked_at.eq(now))
        .execute(db)
        .await?;
        update(
            sign_ins::table
                .filter(sign_ins::person.eq(person.id))
                .filter(sign_ins::id.ne(person.sign_in.0))
                .filter(sign_ins::way.eq_any(["card", "pin"]))
                .filter(sign_ins::ended_at.is_null()),
        )
        .set(sign_ins::ended_at.eq(now))
        .execute(db)
        .await?;

        replace(Some(person.id), person.id, name, keys, now, db).await
    })
    .await
}

/// The cards in force of those who never signed in, by name: what can still be handed out.
///
/// # Errors
/// When the database is away.
pub async fn unused_cards(
    of: &[PersonId],
    keys: &Keys,
    db: &mut Connection,
) -> QueryResult<Vec<Card>> {
    let came = sign_ins::table.filter(sign_ins::person.eq(people::id));
    let rows: Vec<(PersonId, String, String, Uuid)> = in_force()
        .filter(people::id.eq_any(of.iter().map(|person| person.0)))
        .filter(not(exists(came)))
        .order((people::name, people::id))
        .select((
            people::id,
            people::name,
            identifiers::value,
            credentials::id,
        ))
        .load(db)
        .await?;
    let card = |(person, name, code, credential)| Card {
        person,
        name,
        code,
        secret: keys.card_secret(credential),
    };
    Ok(rows.into_iter().map(card).collect())
}

/// The person who holds a card in force.
#[derive(Queryable)]
pub(super) struct Holder {
    pub id: PersonId,
    pub name: String,
    /// Whether she has a PIN on the device that asks.
    pub has_pin: bool,
}

/// Who holds this card, if it is in force.
///
/// # Errors
/// When the database is away.
pub(super) async fn holder(
    secret: &CardSecret,
    browser: &Browser,
    db: &mut Connection,
) -> QueryResult<Option<Holder>> {
    let device = match &browser.device {
        Some(_) => browser.known(db).await?,
        None => None,
    };
    let pins = alias!(credentials as pins);
    let pin = pins
        .inner_join(
            device_people::table.on(device_people::person
                .eq(pins.field(credentials::person))
                .and(
                    device_people::device
                        .nullable()
                        .eq(pins.field(credentials::device)),
                )),
        )
        .filter(pins.field(credentials::person).eq(people::id))
        .filter(pins.field(credentials::kind).eq("pin"))
        .filter(pins.field(credentials::device).eq(device))
        .filter(pins.field(credentials::revoked_at).is_null());
    people::table
        .inner_join(credentials::table.on(credentials::person.eq(people::id)))
        .filter(credentials::kind.eq("card"))
        .filter(credentials::hash.eq(secret.hash()))
        .filter(credentials::revoked_at.is_null())
        .select((people::id, people::name, exists(pin)))
        .first(db)
        .await
        .optional()
}

/// Lets the holder of a card in, and keeps the PIN that she chose for this device. Nothing when the card died in the meantime.
///
/// # Errors
/// When the database is away.
pub(super) async fn start(
    secret: &CardSecret,
    pin: Option<&[u8]>,
    browser: &Browser,
    before: Option<&Person>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<Entry>> {
    db.transaction(async |db| {
        let Some(holder) = holder(secret, browser, db).await? else {
            return Ok(None);
        };
        let entry = store::enter(holder.id, Way::Card, browser, before, now, db).await?;
        if let Some(pin) = pin {
            store::keep_secret(holder.id, Some(entry.device), pin, now, db).await?;
        }
        Ok(Some(entry))
    })
    .await
}

/// Her card in force, to be shown to herself.
///
/// # Errors
/// When the database is away.
pub(in crate::people) async fn shown(
    to: PersonId,
    keys: &Keys,
    db: &mut Connection,
) -> QueryResult<Option<Card>> {
    let row: Option<(String, String, Uuid)> = in_force()
        .filter(people::id.eq(to.0))
        .select((people::name, identifiers::value, credentials::id))
        .first(db)
        .await
        .optional()?;
    Ok(row.map(|(name, code, credential)| Card {
        person: to,
        name,
        code,
        secret: keys.card_secret(credential),
    }))
}

#[diesel::dsl::auto_type]
fn in_force() -> _ {
    people::table
        .inner_join(credentials::table.on(credentials::person.eq(people::id)))
        .inner_join(identifiers::table.on(identifiers::person.eq(people::id)))
        .filter(credentials::kind.eq("card"))
        .filter(credentials::revoked_at.is_null())
        .filter(identifiers::kind.eq("code"))
}

async fn holds_a_role(person: PersonId, db: &mut Connection) -> QueryResult<bool> {
    let held = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::until.is_null());
    select(exists(held)).get_result(db).await
}

/// Closes what the card in force, and whoever held it, has opened.
pub(in crate::people) async fn end_all(
    person: PersonId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let made_at: Option<DateTime<Utc>> = credentials::table
        .filter(credentials::person.eq(person))
        .filter(credentials::kind.eq("card"))
        .filter(credentials::revoked_at.is_null())
        .select(credentials::made_at)
        .first(db)
        .await
        .optional()?;
    let since = made_at.unwrap_or(now);
    update(
        credentials::table
            .filter(credentials::person.eq(person))
            .filter(credentials::revoked_at.is_null())
            .filter(
                credentials::kind
                    .eq("pin")
                    .or(credentials::made_at.gt(since)),
            ),
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

/// The old card goes, the new one comes, and its owner is told.
pub(in crate::people) async fn replace(
    by: Option<PersonId>,
    person: PersonId,
    name: String,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Card> {
    update(
        credentials::table
            .filter(credentials::person.eq(person))
            .filter(credentials::kind.eq("card"))
            .filter(credentials::revoked_at.is_null()),
    )
    .set(credentials::revoked_at.eq(now))
    .execute(db)
    .await?;
    let given = give_cards(keys, by, &[person], now, db).await?;
    let credential = given[&person];
    let letter = NewCardLetter { credential };
    mail::write(&letter, credential, person, now, db).await?;
    store::write_down(by, "new_card", &[person], now, db).await?;

    Ok(Card {
        person,
        name,
        code: code_of(person, db).await?,
        secret: keys.card_secret(credential),
    })
}

/// Her code; whoever came without one gets it now.
async fn code_of(person: PersonId, db: &mut Connection) -> QueryResult<String> {
    let code: Option<String> = identifiers::table
        .filter(identifiers::person.eq(person))
        .filter(identifiers::kind.eq("code"))
        .select(identifiers::value)
        .first(db)
        .await
        .optional()?;
    match code {
        Some(code) => Ok(code),
        None => {
            let mut codes = give_codes(&[person], db).await?;
            codes.remove(&person).ok_or(diesel::result::Error::NotFound)
        }
    }
}
