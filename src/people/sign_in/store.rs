//! Whether it is her, and what is kept of her being here.
use super::model::{ACCOUNT, ADDRESS, AT_HOME, AT_HOME_DAILY, Claim, DELAY, DEVICE};
use crate::{
    Result,
    access::{Browser, Passwords, PersonId, SignInId, Tries},
    db::{Connection, Db},
    people::{secrets::Typed, store::end_sign_in},
    schema::{addresses, credentials, device_people, identifiers, people},
};
use chrono::{DateTime, Duration, Utc};
use diesel::{delete, dsl::exists, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use rocket::tokio::time::sleep;
use uuid::Uuid;

/// What became of somebody's word.
pub enum Checked {
    /// It is her.
    Right(PersonId),
    /// It is not, or there is nobody like that: the same words, after the same time.
    Wrong,
    /// Too many were wrong before.
    Wait(Duration),
}

/// A person who may be meant, with the secret that was kept of her.
#[derive(Queryable)]
struct Candidate {
    person: PersonId,
    kept: Option<Vec<u8>>,
    is_at_home: bool,
}

/// Compares what somebody typed with what is kept of those she may mean.
///
/// # Errors
/// `Unavailable` when the database is away.
pub async fn check(
    claim: Option<&Claim>,
    typed: Option<&Typed>,
    browser: &Browser,
    passwords: &Passwords,
    now: DateTime<Utc>,
    db: Db<'_>,
) -> Result<Checked> {
    let device = browser.known(&mut *db.open().await?).await?;
    let candidates = match (claim, typed) {
        (Some(claim), Some(typed)) => {
            candidates(claim, typed, device, &mut *db.open().await?).await?
        }
        _ => vec![],
    };
    let address = Tries::of("address", &browser.address, ADDRESS);
    if address.wait(now, &mut *db.open().await?).await?.is_some() {
        db.rest();
        sleep(DELAY).await;
    }
    let whose = claim.map(Claim::text).unwrap_or_default();
    let tries = Counted::of(&whose, candidates.as_slice().first(), device, typed);
    if let Some(wait) = tries.begin(now, &mut *db.open().await?).await? {
        return Ok(Checked::Wait(wait));
    }

    db.rest();
    let mut found = None;
    for place in 0..claim.map_or(1, Claim::may_mean) {
        let candidate = candidates.get(place);
        let kept = candidate.and_then(|candidate| candidate.kept.as_deref());
        let typed = typed.map_or("", Typed::as_str);
        if passwords.is(typed, kept).await? && found.is_none() {
            found = candidate.map(|candidate| candidate.person);
        }
    }

    let mut db = db.open().await?;
    match found {
        Some(person) => {
            tries.take_back(&mut db).await?;
            Ok(Checked::Right(person))
        }
        None => {
            address.count(now, &mut db).await?;
            Ok(Checked::Wrong)
        }
    }
}

/// The tries that one guess is counted under.
struct Counted(Vec<Tries>);

impl Counted {
    fn of(
        whose: &str,
        candidate: Option<&Candidate>,
        device: Option<Uuid>,
        typed: Option<&Typed>,
    ) -> Self {
        let person = candidate.map(|candidate| candidate.person);
        let device = device.map(|device| device.to_string());
        let at_home = candidate.is_some_and(|candidate| candidate.is_at_home);
        let mut tries = Vec::new();
        match (&device, person) {
            (Some(device), Some(person)) if at_home => {
                let both = format!("{} {device}", person.0);
                tries.push(Tries::of("at home", &both, AT_HOME));
                if matches!(typed, Some(Typed::Pin(_))) {
                    tries.push(Tries::of("at home daily", &both, AT_HOME_DAILY));
                }
            }
            _ => tries.push(account_tries(person, whose)),
        }
        if let Some(device) = &device {
            tries.push(Tries::of("device", device, DEVICE));
        }
        Self(tries)
    }

    /// The longest wait of all.
    async fn begin(
        &self,
        now: DateTime<Utc>,
        db: &mut Connection,
    ) -> QueryResult<Option<Duration>> {
        let mut longest = None;
        for tries in &self.0 {
            longest = longest.max(tries.begin(now, db).await?);
        }
        Ok(longest)
    }

    async fn take_back(&self, db: &mut Connection) -> QueryResult<()> {
        for tries in &self.0 {
            tries.take_back(db).await?;
        }
        Ok(())
    }
}

/// The tries for a person from devices that do not know her; somebody who does not exist is counted alike.
pub fn account_tries(person: Option<PersonId>, whose: &str) -> Tries {
    let whose = person.map_or(whose.to_string(), |person| person.0.to_string());
    Tries::of("account", &whose, ACCOUNT)
}

/// Whom a claim may mean; of those who share a contact, the ones who gave it first.
///
/// # Errors
/// When the database is away.
pub async fn found(
    claim: &Claim,
    device: Option<Uuid>,
    db: &mut Connection,
) -> QueryResult<Vec<PersonId>> {
    let named = async |kind: &str, value: &str, db: &mut Connection| {
        identifiers::table
            .filter(identifiers::kind.eq(kind))
            .filter(identifiers::value.eq(value))
            .select(identifiers::person)
            .load(db)
            .await
    };
    let reached = async |kind: &str, value: &str, db: &mut Connection| {
        addresses::table
            .filter(addresses::kind.eq(kind))
            .filter(addresses::value.eq(value))
            .filter(addresses::removed_at.is_null())
            .order((addresses::added_at, addresses::id))
            .limit(claim.may_mean() as i64)
            .select(addresses::person)
            .load(db)
            .await
    };
    match claim {
        Claim::Card(_) => Ok(vec![]),
        Claim::Herself(person) => Ok(vec![*person]),
        Claim::Code(code) => named("code", code.as_str(), db).await,
        Claim::UserName(name) => named("user_name", name.as_str(), db).await,
        Claim::Email(email) => reached("email", email.as_str(), db).await,
        Claim::Phone(phone) => reached("phone", phone.as_str(), db).await,
        Claim::Here(person) => {
            device_people::table
                .filter(device_people::person.eq(person.0))
                .filter(device_people::device.nullable().eq(device))
                .select(device_people::person)
                .load(db)
                .await
        }
    }
}

async fn candidates(
    claim: &Claim,
    typed: &Typed,
    device: Option<Uuid>,
    db: &mut Connection,
) -> QueryResult<Vec<Candidate>> {
    let found = found(claim, device, db).await?;
    if found.is_empty() {
        return Ok(vec![]);
    }
    let (kind, place) = match typed {
        Typed::Pin(_) => ("pin", device),
        Typed::Password(_) => ("password", None),
    };
    let kept = credentials::person
        .eq(people::id)
        .and(credentials::kind.eq(kind))
        .and(credentials::device.is_not_distinct_from(place))
        .and(credentials::revoked_at.is_null());
    let at_home = device_people::table
        .filter(device_people::person.eq(people::id))
        .filter(device_people::device.nullable().eq(device));
    let mut candidates: Vec<Candidate> = people::table
        .left_join(credentials::table.on(kept))
        .filter(people::id.eq_any(found.iter().map(|person| person.0)))
        .select((people::id, credentials::hash.nullable(), exists(at_home)))
        .load(db)
        .await?;
    candidates.sort_by_key(|c| found.iter().position(|person| *person == c.person));
    if kind == "pin" {
        // A PIN that is left over from before she was told to go is none.
        candidates.retain(|candidate| candidate.is_at_home);
    }
    Ok(candidates)
}

/// Leaves the device, and takes everything of hers along: she is not known there any more, and her PIN does not work. Says whether
/// somebody else is still known there.
///
/// # Errors
/// When the database is away.
pub async fn leave(
    person: PersonId,
    sign_in: SignInId,
    device: Option<Uuid>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<bool> {
    let Some(device) = device else {
        end_sign_in(sign_in, now, db).await?;
        return Ok(false);
    };
    db.transaction(async |db| {
        end_sign_in(sign_in, now, db).await?;
        delete(device_people::table.find((device, person.0)))
            .execute(db)
            .await?;
        update(
            credentials::table
                .filter(credentials::person.eq(person))
                .filter(credentials::device.eq(device))
                .filter(credentials::revoked_at.is_null()),
        )
        .set(credentials::revoked_at.eq(now))
        .execute(db)
        .await?;
        let others = device_people::table.filter(device_people::device.eq(device));
        diesel::select(exists(others)).get_result(db).await
    })
    .await
}

/// Somebody whom this device knows.
#[derive(Queryable)]
pub struct Known {
    pub id: PersonId,
    pub name: String,
    /// Whether she has a PIN here.
    pub has_pin: bool,
}

/// The people of this device, in the order in which they came.
///
/// # Errors
/// When the database is away.
pub async fn people_here(browser: &Browser, db: &mut Connection) -> QueryResult<Vec<Known>> {
    let Some(device) = browser.known(db).await? else {
        return Ok(vec![]);
    };
    let pin = credentials::table
        .filter(credentials::person.eq(people::id))
        .filter(credentials::kind.eq("pin"))
        .filter(credentials::device.eq(device))
        .filter(credentials::revoked_at.is_null());
    device_people::table
        .inner_join(people::table)
        .filter(device_people::device.eq(device))
        .order((device_people::since, people::id))
        .select((people::id, people::name, exists(pin)))
        .load(db)
        .await
}
