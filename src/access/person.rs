//! Who asks: the token in the cookie, its sign-in and the person in one query.
use super::{Cookies, RoleName, SignInId, Token, sign_in::LASTS};
use crate::{
    Error, Result,
    db::Db,
    schema::{people, roles, sign_ins},
};
use chrono::{DateTime, Duration, Utc};
use diesel::{
    dsl::{self, exists},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use diesel_derive_newtype::DieselNewType;
use rocket::{
    Request,
    request::{FromRequest, Outcome},
};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(
    Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, DieselNewType,
)]
pub struct PersonId(pub Uuid);

/// Somebody who is signed in.
#[derive(Clone, Debug, Queryable)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub language: Option<String>,
    pub time_zone: String,
    pub media: String,
    pub theme: String,
    pub sign_in: SignInId,
    pub device: Option<Uuid>,
    /// Whether she holds any role but reviewer; which ones, and over what, is asked where it matters.
    pub is_staff: bool,
    /// Whether she reviews some course.
    pub is_reviewer: bool,
    last_seen_at: DateTime<Utc>,
    ends_at: DateTime<Utc>,
}

/// Its own type, since Rocket's cache knows values by their type alone.
struct Asking(Result<Option<Person>>);

impl Person {
    /// Who asks, or nobody.
    ///
    /// # Errors
    /// `Unavailable` when the database is away: that is never "nobody".
    pub async fn asking<'r>(request: &'r Request<'_>) -> Result<Option<&'r Self>> {
        let asking = request.local_cache_async(async { Asking(Self::find(request).await) });
        match &asking.await.0 {
            Ok(person) => Ok(person.as_ref()),
            Err(trouble) => Err(trouble.clone()),
        }
    }

    async fn find(request: &Request<'_>) -> Result<Option<Self>> {
        let cookies = request.rocket().state::<Cookies>().expect("managed");
        let cookie = request.cookies().get(cookies.sign_in());
        let Some(token) = cookie.and_then(|cookie| Token::parse(cookie.value())) else {
            return Ok(None);
        };
        let db = Db::of(request);
        let mut person = Self::signed_in_with(&token, &mut *db.open().await?).await;
        if db.lost(&person) {
            person = Self::signed_in_with(&token, &mut *db.open().await?).await;
        }
        let person = person?;
        if let Some(person) = &person {
            person.stay(db).await?;
        }
        Ok(person)
    }

    pub(super) async fn signed_in_with(
        token: &Token,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Self>> {
        let held = || {
            roles::table
                .filter(roles::person.eq(people::id))
                .filter(roles::until.is_null())
        };
        let reviewer = RoleName::Reviewer.name();
        sign_ins::table
            .inner_join(people::table)
            .filter(sign_ins::token_hash.eq(token.hash()))
            .filter(sign_ins::ends_at.gt(dsl::now))
            .filter(sign_ins::ended_at.is_null())
            .select((
                people::id,
                people::name,
                people::language,
                people::time_zone,
                people::media,
                people::theme,
                sign_ins::id,
                sign_ins::device,
                exists(held().filter(roles::role.ne(reviewer))),
                exists(held().filter(roles::role.eq(reviewer))),
                sign_ins::last_seen_at,
                sign_ins::ends_at,
            ))
            .first(db)
            .await
            .optional()
    }

    /// Being here keeps a sign-in alive; written at most once an hour.
    async fn stay(&self, db: Db<'_>) -> Result<()> {
        let now = Utc::now();
        if now - self.last_seen_at < Duration::hours(1) {
            return Ok(());
        }
        let lasts_long = self.ends_at - self.last_seen_at > Duration::days(1);
        let ends_at = if lasts_long {
            now + LASTS
        } else {
            self.ends_at
        };
        diesel::update(sign_ins::table.find(self.sign_in.0))
            .set((
                sign_ins::last_seen_at.eq(now),
                sign_ins::ends_at.eq(ends_at),
            ))
            .execute(&mut *db.open().await?)
            .await?;
        Ok(())
    }

    /// The zone in which her times are shown.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.time_zone.parse().unwrap_or(chrono_tz::UTC)
    }
}

/// Whoever asks, and be it nobody. A database that is away is neither.
pub struct Visitor<'r>(pub Option<&'r Person>);

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Visitor<'r> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Person::asking(request).await {
            Ok(person) => Outcome::Success(Self(person)),
            Err(trouble) => trouble.outcome(request),
        }
    }
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for &'r Person {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Person::asking(request).await {
            Ok(Some(person)) => Outcome::Success(person),
            Ok(None) => Error::Stranger.outcome(request),
            Err(trouble) => trouble.outcome(request),
        }
    }
}
