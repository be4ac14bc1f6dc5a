//! How the command line adds and finds people. Each change leaves a row in the audit, without a name of who did it.
use crate::{
    access::{Caretaker, Keys, PersonId},
    db::Connection,
    people::{
        Card, Email, PersonName, UserCode, UserName,
        cards::{end_all, give_cards, give_codes, replace, welcome},
        store,
    },
    schema::{addresses, identifiers, people, roles},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// Why somebody was not added.
#[derive(Debug, thiserror::Error)]
pub enum NotAdded {
    #[error("somebody else has this user name")]
    UserNameTaken,
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// Adds one person with a code and a card; if asked, with a name to sign in with and an address for letters.
///
/// # Errors
/// When the name is taken, or the database is away; then nobody was added.
pub async fn add_one(
    _: &Caretaker,
    name: &PersonName,
    (user_name, email): (Option<&UserName>, Option<&Email>),
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Card, NotAdded> {
    db.transaction(async |db| {
        let person = PersonId(Uuid::now_v7());
        insert_into(people::table)
            .values((
                people::id.eq(person.0),
                people::name.eq(name.as_str()),
                people::made_at.eq(now),
            ))
            .execute(db)
            .await?;
        if let Some(user_name) = user_name {
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
                return Err(NotAdded::UserNameTaken);
            }
        }
        if let Some(email) = email {
            insert_into(addresses::table)
                .values((
                    addresses::id.eq(Uuid::now_v7()),
                    addresses::person.eq(person.0),
                    addresses::kind.eq("email"),
                    addresses::value.eq(email.as_str()),
                    addresses::added_at.eq(now),
                ))
                .execute(db)
                .await?;
        }
        let mut codes = give_codes(&[person], db).await?;
        let cards = give_cards(keys, None, &[person], now, db).await?;
        welcome(&cards, now, db).await?;
        store::write_down(None, "person_added", &[person], now, db).await?;

        Ok(Card {
            person,
            name: name.as_str().into(),
            code: codes.remove(&person).unwrap_or_default(),
            secret: keys.card_secret(cards[&person]),
        })
    })
    .await
}

/// A new card for anybody, staff too: whoever sits at the school's own terminal may do everything anyway. All that the old one opened is
/// closed.
///
/// # Errors
/// `NotFound` when there is no such person.
pub async fn replace_card(
    _: &Caretaker,
    to: PersonId,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Card> {
    db.transaction(async |db| {
        let name = store::lock(to, db).await?;
        end_all(to, now, db).await?;
        replace(None, to, name, keys, now, db).await
    })
    .await
}

/// The person whom a user name, a code or an e-mail address means, and her name; nobody when several share the address.
///
/// # Errors
/// When the database is away.
pub async fn named(
    _: &Caretaker,
    text: &str,
    db: &mut Connection,
) -> QueryResult<Option<(PersonId, String)>> {
    let ids: Vec<PersonId> = match (UserCode::parse(text), Email::parse(text)) {
        (Some(code), _) => identified("code", code.as_str(), db).await?,
        (None, Ok(email)) => {
            addresses::table
                .filter(addresses::kind.eq("email"))
                .filter(addresses::value.eq(email.as_str()))
                .filter(addresses::removed_at.is_null())
                .select(addresses::person)
                .limit(2)
                .load(db)
                .await?
        }
        (None, Err(_)) => match UserName::parse(text) {
            Ok(user_name) => identified("user_name", user_name.as_str(), db).await?,
            Err(_) => vec![],
        },
    };
    let [one] = ids.as_slice() else {
        return Ok(None);
    };
    let named = people::table.find(one.0).select((people::id, people::name));
    named.first(db).await.optional()
}

async fn identified(kind: &str, value: &str, db: &mut Connection) -> QueryResult<Vec<PersonId>> {
    identifiers::table
        .filter(identifiers::kind.eq(kind))
        .filter(identifiers::value.eq(value))
        .select(identifiers::person)
        .load(db)
        .await
}

/// Somebody, as a list for administrators has her.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    pub name: String,
    pub code: Option<String>,
    pub user_name: Option<String>,
}

/// All people by name, or only those who hold a role.
///
/// # Errors
/// When the database is away.
pub async fn all(_: &Caretaker, only_staff: bool, db: &mut Connection) -> QueryResult<Vec<Listed>> {
    let codes = diesel::alias!(identifiers as codes);
    let mut query = people::table
        .left_join(
            codes.on(codes
                .field(identifiers::person)
                .eq(people::id)
                .and(codes.field(identifiers::kind).eq("code"))),
        )
        .left_join(
            identifiers::table.on(identifiers::person
                .eq(people::id)
                .and(identifiers::kind.eq("user_name"))),
        )
        .order((people::name, people::id))
        .select((
            people::name,
            codes.field(identifiers::value).nullable(),
            identifiers::value.nullable(),
        ))
        .into_boxed();
    if only_staff {
        let held = roles::table
            .filter(roles::person.eq(people::id))
            .filter(roles::until.is_null());
        query = query.filter(exists(held));
    }
    query.load(db).await
}
