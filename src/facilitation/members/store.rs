//! Who belongs to a cohort, how people come into it, and which of their cards may be shown.
use super::model::{Member, doubled};
use crate::{
    Error, Result,
    access::{Facilitator, Keys, PersonId},
    cohorts::Cohort,
    courses::CourseId,
    db::Connection,
    enrolments,
    facilitation::{model::Pages, store::lock},
    people::{self as room, Card, PersonName},
    schema::{
        audit, cohort_courses, credentials, identifiers, memberships, people, roles, sign_ins,
    },
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, exists, insert_into, not},
    prelude::*,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// A page of the members, by name.
pub(super) async fn members(
    by: &Facilitator<Cohort>,
    page: Pages,
    db: &mut Connection,
) -> QueryResult<Vec<Member>> {
    let came = sign_ins::table.filter(sign_ins::person.eq(people::id));
    let held = roles::table
        .filter(roles::person.eq(people::id))
        .filter(roles::until.is_null());
    let card = credentials::table
        .filter(credentials::person.eq(people::id))
        .filter(credentials::kind.eq("card"))
        .filter(credentials::revoked_at.is_null())
        .select(credentials::id)
        .single_value();

    memberships::table
        .inner_join(people::table)
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .order((people::name, people::id))
        .limit(Pages::SIZE)
        .offset(page.from())
        .select((
            people::id,
            people::name,
            exists(came),
            exists(held),
            card,
            count_star().over(),
        ))
        .load(db)
        .await
}

/// The names of all members, to notice who is added twice.
async fn names(by: &Facilitator<Cohort>, db: &mut Connection) -> QueryResult<Vec<String>> {
    memberships::table
        .inner_join(people::table)
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .select(people::name)
        .load(db)
        .await
}

/// A list of names as it was sent.
pub(super) struct List<'n> {
    /// The id of the form, by which a repetition is known.
    pub form: Uuid,
    pub names: &'n [PersonName],
    /// Somebody said that these are different people of one name.
    pub may_double: bool,
}

/// What came of a list of names.
pub(super) enum Added {
    Now(Vec<Card>),
    /// The same list came before. Its cards, as far as nobody has used them yet.
    Before(Vec<Card>),
    /// These names stand twice, among themselves or with the members: nobody was added.
    Doubled(Vec<String>),
    /// Another list came before with the same form: nobody was added.
    OtherNames,
}

/// Adds people to the cohort and enrols them in its courses. The same list from the same form adds them once.
///
/// # Errors
/// When the database is away; then nobody was added.
pub(super) async fn add(
    by: &Facilitator<Cohort>,
    list: List<'_>,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Added> {
    let List {
        form,
        names,
        may_double,
    } = list;
    let sent = Uuid::new_v5(&by.id.0, form.as_bytes());
    db.transaction(async |db| {
        lock(by, db).await?;
        if let Some((list, people)) = sent_before(sent, db).await? {
            return Ok(if list == digest(names) {
                Added::Before(room::unused_cards(&people, keys, db).await?)
            } else {
                Added::OtherNames
            });
        }
        if !may_double {
            let doubled = doubled(names, &self::names(by, db).await?);
            if !doubled.is_empty() {
                return Ok(Added::Doubled(doubled));
            }
        }

        let cards = room::add(by.person(), names, keys, now, db).await?;
        let people: Vec<PersonId> = cards.iter().map(|card| card.person).collect();
        join(by, &people, now, db).await?;
        write_down(by, sent, names, &people, now, db).await?;
        Ok(Added::Now(cards))
    })
    .await
}

async fn join(
    by: &Facilitator<Cohort>,
    people: &[PersonId],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let rows: Vec<_> = people
        .iter()
        .map(|person| {
            (
                memberships::cohort.eq(by.id),
                memberships::person.eq(person),
                memberships::since.eq(now),
            )
        })
        .collect();
    insert_into(memberships::table)
        .values(rows)
        .execute(db)
        .await?;

    let courses: Vec<CourseId> = cohort_courses::table
        .filter(cohort_courses::cohort.eq(by.id))
        .order(cohort_courses::position)
        .select(cohort_courses::course)
        .load(db)
        .await?;
    for course in courses {
        enrolments::open(people, course, enrolments::Way::Cohort, now, db).await?;
    }
    Ok(())
}

/// The list is known by its digest; the names themselves stand with the people.
fn digest(names: &[PersonName]) -> String {
    let mut hasher = Sha256::new();
    for name in names {
        hasher.update(name.as_str());
        hasher.update("\n");
    }
    data_encoding::HEXLOWER.encode(&hasher.finalize())
}

async fn write_down(
    by: &Facilitator<Cohort>,
    sent: Uuid,
    names: &[PersonName],
    people: &[PersonId],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<usize> {
    insert_into(audit::table)
        .values((
            audit::id.eq(sent),
            audit::at.eq(now),
            audit::who.eq(by.person()),
            audit::what.eq("people_added"),
            audit::about.eq(by.id),
            audit::detail.eq(serde_json::json!({ "list": digest(names), "people": people })),
        ))
        .execute(db)
        .await
}

async fn sent_before(sent: Uuid, db: &mut Connection) -> Result<Option<(String, Vec<PersonId>)>> {
    #[derive(serde::Deserialize)]
    struct Detail {
        list: String,
        people: Vec<PersonId>,
    }
    let detail: Option<serde_json::Value> = audit::table
        .find(sent)
        .select(audit::detail)
        .first(db)
        .await
        .optional()?;
    let Some(detail) = detail else {
        return Ok(None);
    };
    let detail: Detail =
        serde_json::from_value(detail).map_err(|e| Error::Mistake(e.to_string()))?;
    Ok(Some((detail.list, detail.people)))
}

/// The cards of members who never came. Whoever holds a role has none here: nobody comes in as staff by printing a card.
pub(super) async fn unused_cards(
    by: &Facilitator<Cohort>,
    keys: &Keys,
    db: &mut Connection,
) -> QueryResult<Vec<Card>> {
    let held = roles::table
        .filter(roles::person.eq(memberships::person))
        .filter(roles::until.is_null());
    let people: Vec<PersonId> = memberships::table
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .filter(not(exists(held)))
        .select(memberships::person)
        .load(db)
        .await?;
    room::unused_cards(&people, keys, db).await
}

/// A new card for a member, in place of the one that the form was made for. Sent twice, the second answer is the card that the first one
/// made, as long as nobody has used it.
///
/// # Errors
/// `NotFound` when the person is no member, `Forbidden` when she holds a role, `Conflict` when her card was replaced by somebody else.
pub(super) async fn new_card(
    by: &Facilitator<Cohort>,
    person: PersonId,
    instead_of: Option<Uuid>,
    keys: &Keys,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Card> {
    let held = roles::table
        .filter(roles::person.eq(memberships::person))
        .filter(roles::until.is_null());
    db.transaction(async |db| {
        let (member, is_staff): (PersonId, bool) = memberships::table
            .filter(memberships::cohort.eq(by.id))
            .filter(memberships::person.eq(person))
            .filter(memberships::until.is_null())
            .select((memberships::person, exists(held)))
            .for_no_key_update()
            .first(db)
            .await?;
        if is_staff {
            return Err(Error::Forbidden);
        }
        let in_force = card_in_force(member, db).await?;
        match in_force {
            in_force if in_force == instead_of => {
                room::new_card(by.person(), member, keys, now, db).await
            }
            Some(card) => just_given(by, card, keys, db).await,
            None => Err(Error::Conflict("the card was taken away")),
        }
    })
    .await
}

async fn card_in_force(person: PersonId, db: &mut Connection) -> QueryResult<Option<Uuid>> {
    credentials::table
        .filter(credentials::person.eq(person))
        .filter(credentials::kind.eq("card"))
        .filter(credentials::revoked_at.is_null())
        .select(credentials::id)
        .first(db)
        .await
        .optional()
}

/// The card that the visitor made herself and nobody came in with.
async fn just_given(
    by: &Facilitator<Cohort>,
    card: Uuid,
    keys: &Keys,
    db: &mut Connection,
) -> Result<Card> {
    let came_since = sign_ins::table
        .filter(sign_ins::person.eq(credentials::person))
        .filter(sign_ins::made_at.ge(credentials::made_at));
    let (person, name, code) = credentials::table
        .inner_join(people::table.on(people::id.eq(credentials::person)))
        .inner_join(identifiers::table.on(identifiers::person.eq(credentials::person)))
        .filter(credentials::id.eq(card))
        .filter(credentials::made_by.eq(by.person()))
        .filter(identifiers::kind.eq("code"))
        .filter(not(exists(came_since)))
        .select((people::id, people::name, identifiers::value))
        .first(db)
        .await
        .optional()?
        .ok_or(Error::Conflict("the card was replaced and used"))?;

    Ok(Card {
        person,
        name,
        code,
        secret: keys.card_secret(card),
    })
}
