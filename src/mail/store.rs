//! Letters and their deliveries in the database.
use super::{
    Letter,
    model::{LEASE, Status},
};
use crate::{
    access::PersonId,
    db::Connection,
    schema::{addresses, deliveries, letters, people},
};
use chrono::{DateTime, Utc};
use diesel::{
    QueryResult,
    dsl::{self, count_star, exists, min},
    insert_into,
    prelude::*,
    result::Error::SerializationError,
    select,
    sql_types::Timestamptz,
    update,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::Value;
use uuid::Uuid;

/// Writes a letter, to be read in the inbox and delivered to each e-mail address the person has. It is written once for a cause, however
/// often it is asked for. To be called in the transaction of the cause.
///
/// # Errors
/// When the database is away.
pub async fn write<L: Letter>(
    letter: &L,
    cause: Uuid,
    to: PersonId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    write_all(&[(letter, cause, to)], now, db).await
}

/// Writes letters of one kind, each with its cause and its reader; three statements, however many they are.
///
/// # Errors
/// When the database is away.
pub async fn write_all<L: Letter>(
    batch: &[(&L, Uuid, PersonId)],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let rows = batch.iter().map(|(letter, cause, to)| {
        let facts = serde_json::to_value(letter).map_err(|e| SerializationError(e.into()))?;
        Ok((
            letters::id.eq(Uuid::now_v7()),
            letters::person.eq(*to),
            letters::kind.eq(L::KIND),
            letters::cause.eq(*cause),
            letters::facts.eq(facts),
            letters::written_at.eq(now),
            letters::expires_at.eq(L::LASTS.map(|lasts| now + lasts)),
        ))
    });
    let written: Vec<(PersonId, Uuid)> = insert_into(letters::table)
        .values(rows.collect::<QueryResult<Vec<_>>>()?)
        .on_conflict_do_nothing()
        .returning((letters::person, letters::id))
        .load(db)
        .await?;
    if written.is_empty() {
        return Ok(());
    }

    let reachable: Vec<(PersonId, String)> = addresses::table
        .filter(addresses::person.eq_any(written.iter().map(|(person, _)| person)))
        .filter(addresses::kind.eq("email"))
        .filter(addresses::removed_at.is_null())
        .filter(addresses::refused_at.is_null())
        .select((addresses::person, addresses::value))
        .load(db)
        .await?;
    let rows: Vec<_> = written
        .iter()
        .flat_map(|(to, letter)| {
            let hers = reachable.iter().filter(move |(person, _)| person == to);
            hers.map(move |(_, address)| {
                (
                    deliveries::id.eq(Uuid::now_v7()),
                    deliveries::letter.eq(letter),
                    deliveries::way.eq("email"),
                    deliveries::address.eq(address),
                    deliveries::next_try_at.eq(now),
                )
            })
        })
        .collect();
    if !rows.is_empty() {
        let deliveries = insert_into(deliveries::table).values(rows);
        deliveries.execute(db).await?;
    }
    Ok(())
}

/// A letter on its way to one address, held by one worker.
#[derive(Debug)]
pub(super) struct Delivery {
    pub id: Uuid,
    pub address: String,
    pub message_id: String,
    /// This one included.
    pub tries: i16,
    pub kind: String,
    pub facts: Value,
    pub written_at: DateTime<Utc>,
    expires_at: Option<DateTime<Utc>>,
    pub name: String,
    pub language: Option<String>,
    is_address_in_force: bool,
}

impl Delivery {
    /// Why it should not be sent at all, if so.
    pub fn is_pointless(&self, now: DateTime<Utc>) -> Option<&'static str> {
        if self.expires_at.is_some_and(|end| end <= now) {
            return Some("it was no longer of use");
        }
        (!self.is_address_in_force).then_some("the address is no longer in use")
    }
}

/// How a delivery's messages are called.
pub(super) fn message_id(delivery: Uuid, domain: &str) -> String {
    format!("<{delivery}@{domain}>")
}

/// Takes the delivery that has waited longest and that no other worker has.
pub(super) async fn lease(
    domain: &str,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<Delivery>> {
    db.transaction(async |db| {
        let is_free = deliveries::leased_until
            .is_null()
            .or(deliveries::leased_until.le(now));
        let taken: Option<(Uuid, Uuid, String, Option<String>, i16)> = deliveries::table
            .filter(deliveries::next_try_at.le(now))
            .filter(is_free)
            .order((deliveries::next_try_at, deliveries::id))
            .select((
                deliveries::id,
                deliveries::letter,
                deliveries::address,
                deliveries::message_id,
                deliveries::tries,
            ))
            .for_update()
            .skip_locked()
            .first(db)
            .await
            .optional()?;
        let Some((id, letter, address, message_id, tries)) = taken else {
            return Ok(None);
        };
        let message_id = message_id.unwrap_or_else(|| self::message_id(id, domain));
        let tries = tries.saturating_add(1);
        update(deliveries::table.find(id))
            .set((
                deliveries::leased_until.eq(now + LEASE),
                deliveries::message_id.eq(&message_id),
                deliveries::tries.eq(tries),
            ))
            .execute(db)
            .await?;

        let in_force = addresses::table
            .filter(addresses::person.eq(letters::person))
            .filter(addresses::value.eq(&address))
            .filter(addresses::removed_at.is_null())
            .filter(addresses::refused_at.is_null());
        let (kind, facts, written_at, expires_at, name, language, is_address_in_force) =
            letters::table
                .inner_join(people::table)
                .filter(letters::id.eq(letter))
                .select((
                    letters::kind,
                    letters::facts,
                    letters::written_at,
                    letters::expires_at,
                    people::name,
                    people::language,
                    exists(in_force),
                ))
                .first(db)
                .await?;
        Ok(Some(Delivery {
            id,
            message_id,
            tries,
            kind,
            facts,
            written_at,
            expires_at,
            name,
            language,
            is_address_in_force,
            address,
        }))
    })
    .await
}

/// It was handed over; nothing more is to be done.
pub(super) async fn sent(
    delivery: &Delivery,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    update(deliveries::table.find(delivery.id))
        .set((
            deliveries::sent_at.eq(now),
            deliveries::next_try_at.eq(None::<DateTime<Utc>>),
            deliveries::leased_until.eq(None::<DateTime<Utc>>),
            deliveries::failed_at.eq(None::<DateTime<Utc>>),
            deliveries::answer.eq(None::<String>),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// It is to be tried again, unless another worker has sent it in the meantime.
pub(super) async fn delay(
    delivery: &Delivery,
    answer: &str,
    until: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    update(deliveries::table.find(delivery.id))
        .filter(deliveries::sent_at.is_null())
        .set((
            deliveries::next_try_at.eq(until),
            deliveries::leased_until.eq(None::<DateTime<Utc>>),
            deliveries::answer.eq(answer),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// It will not be tried again, unless another worker has sent it in the meantime.
pub(super) async fn fail(
    delivery: &Delivery,
    answer: &str,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    update(deliveries::table.find(delivery.id))
        .filter(deliveries::sent_at.is_null())
        .set((
            deliveries::failed_at.eq(now),
            deliveries::next_try_at.eq(None::<DateTime<Utc>>),
            deliveries::leased_until.eq(None::<DateTime<Utc>>),
            deliveries::answer.eq(answer),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// Nothing goes to this address any more, whoever has given it, until somebody gives it anew.
pub(super) async fn refuse(
    delivery: &Delivery,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    update(addresses::table)
        .filter(addresses::kind.eq("email"))
        .filter(addresses::value.eq(&delivery.address))
        .filter(addresses::refused_at.is_null())
        .set(addresses::refused_at.eq(now))
        .execute(db)
        .await?;
    Ok(())
}

/// The time that all servers share.
pub(super) async fn clock(db: &mut Connection) -> QueryResult<DateTime<Utc>> {
    select(dsl::now.into_sql::<Timestamptz>())
        .get_result(db)
        .await
}

/// What waits and what has failed.
///
/// # Errors
/// When the database is away.
pub async fn status(db: &mut Connection) -> QueryResult<Status> {
    let (waiting, oldest) = deliveries::table
        .inner_join(letters::table)
        .filter(deliveries::next_try_at.is_not_null())
        .select((count_star(), min(letters::written_at)))
        .first(db)
        .await?;
    let failed = deliveries::table
        .filter(deliveries::failed_at.is_not_null())
        .count()
        .get_result(db)
        .await?;
    Ok(Status {
        waiting,
        oldest,
        failed,
    })
}

/// Tries again what has failed and is still of use; says how many. Addresses that do not exist stay refused.
///
/// # Errors
/// When the database is away.
pub async fn retry_failed(now: DateTime<Utc>, db: &mut Connection) -> QueryResult<usize> {
    let of_use = letters::table
        .filter(
            letters::expires_at
                .is_null()
                .or(letters::expires_at.gt(now)),
        )
        .select(letters::id);
    update(deliveries::table)
        .filter(deliveries::failed_at.is_not_null())
        .filter(deliveries::letter.eq_any(of_use))
        .set((
            deliveries::failed_at.eq(None::<DateTime<Utc>>),
            deliveries::answer.eq(None::<String>),
            deliveries::tries.eq(0),
            deliveries::next_try_at.eq(now),
        ))
        .execute(db)
        .await
}
