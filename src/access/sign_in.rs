//! Sign-ins: a person at a device, until she leaves or it ends.
use super::{Person, PersonId, Token};
use crate::{
    config::Config,
    schema::{device_people, devices, sign_ins},
};
use chrono::{DateTime, Duration, Utc};
use diesel::{insert_into, prelude::*};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use diesel_derive_newtype::DieselNewType;
use rocket::{
    Request,
    http::{Cookie, CookieJar, SameSite},
    request::{FromRequest, Outcome},
};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, DieselNewType)]
pub struct SignInId(pub Uuid);

/// How somebody came in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Password,
    Pin,
    Card,
    SignUp,
    Demo,
}

impl Way {
    pub fn name(self) -> &'static str {
        match self {
            Self::Password => "password",
            Self::Pin => "pin",
            Self::Card => "card",
            Self::SignUp => "sign_up",
            Self::Demo => "demo",
        }
    }
}

/// Signing in costs data, so it lasts; whoever can do much must do it every day.
pub(super) const LASTS: Duration = Duration::days(90);
pub(super) const LASTS_FOR_ADMINISTRATORS: Duration = Duration::hours(12);

/// The names of the two cookies follow the public address: a trial on plain http works, and lacks what only https can give.
#[derive(Clone, Copy)]
pub struct Cookies {
    secure: bool,
}

impl Cookies {
    pub fn of(config: &Config) -> Self {
        Self {
            secure: config.is_https(),
        }
    }

    /// Whether they are kept to encrypted lines.
    pub fn are_secure(self) -> bool {
        self.secure
    }

    /// Holds the token of the sign-in.
    pub fn sign_in(self) -> &'static str {
        if self.secure { "__Host-s" } else { "s" }
    }

    /// Holds the token of the device, which stays when a person changes.
    pub fn device(self) -> &'static str {
        if self.secure { "__Host-d" } else { "d" }
    }

    /// Signed in from now on.
    pub fn begin(self, token: &Token, jar: &CookieJar<'_>) {
        self.set(self.sign_in(), token, jar);
    }

    /// Nobody from now on; the device stays known.
    pub fn end(self, jar: &CookieJar<'_>) {
        self.remove(self.sign_in(), jar);
    }

    pub fn know(self, device: &Token, jar: &CookieJar<'_>) {
        self.set(self.device(), device, jar);
    }

    pub fn forget_device(self, jar: &CookieJar<'_>) {
        self.remove(self.device(), jar);
    }

    /// Browsers take a removal only with the attributes that the name demands.
    fn remove(self, name: &'static str, jar: &CookieJar<'_>) {
        let gone = Cookie::build(name).path("/").http_only(true);
        jar.remove(gone.same_site(SameSite::Lax).secure(self.secure));
    }

    fn set(self, name: &'static str, token: &Token, jar: &CookieJar<'_>) {
        jar.add(
            Cookie::build((name, token.text()))
                .path("/")
                .http_only(true)
                .same_site(SameSite::Lax)
                .secure(self.secure)
                .max_age(rocket::time::Duration::days(400)),
        );
    }
}

/// The browser that asks: the token of its device, if it has one, and what it calls itself.
pub struct Browser {
    pub device: Option<Token>,
    pub calls_itself: String,
    pub cookies: Cookies,
    /// Where the request came from, for making guessers wait; never kept.
    pub address: String,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Browser {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let cookies = *request.rocket().state::<Cookies>().expect("managed");
        let device = request.cookies().get(cookies.device());
        let agent = request.headers().get_one("User-Agent").unwrap_or_default();

        Outcome::Success(Self {
            device: device.and_then(|cookie| Token::parse(cookie.value())),
            calls_itself: agent
                .chars()
                .filter(|c| !c.is_control())
                .take(200)
                .collect(),
            cookies,
            address: request
                .client_ip()
                .map(|ip| ip.to_string())
                .unwrap_or_default(),
        })
    }
}

impl Browser {
    /// The device as the school knows it.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn known(&self, db: &mut AsyncPgConnection) -> QueryResult<Option<Uuid>> {
        let Some(token) = &self.device else {
            return Ok(None);
        };
        devices::table
            .filter(devices::token_hash.eq(token.hash()))
            .select(devices::id)
            .first(db)
            .await
            .optional()
    }

    /// Signs a person in, who has shown by `way` that it is her. With a card or a password the device becomes one on which her PIN works.
    /// To be called in a transaction.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn sign_in(
        &self,
        person: PersonId,
        way: Way,
        lasts_short: bool,
        now: DateTime<Utc>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Entry> {
        let (device, new_device) = match self.known(db).await? {
            Some(device) => (device, None),
            None => {
                let (id, token) = (Uuid::now_v7(), Token::draw());
                insert_into(devices::table)
                    .values((
                        devices::id.eq(id),
                        devices::token_hash.eq(token.hash()),
                        devices::made_at.eq(now),
                    ))
                    .execute(db)
                    .await?;
                (id, Some(token))
            }
        };
        insert_into(device_people::table)
            .values((
                device_people::device.eq(device),
                device_people::person.eq(person),
                device_people::since.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;

        let token = Token::draw();
        let lasts = if lasts_short {
            LASTS_FOR_ADMINISTRATORS
        } else {
            LASTS
        };
        insert_into(sign_ins::table)
            .values((
                sign_ins::id.eq(Uuid::now_v7()),
                sign_ins::token_hash.eq(token.hash()),
                sign_ins::person.eq(person),
                sign_ins::device.eq(device),
                sign_ins::way.eq(way.name()),
                sign_ins::browser.eq(&self.calls_itself),
                sign_ins::made_at.eq(now),
                sign_ins::last_seen_at.eq(now),
                sign_ins::ends_at.eq(now + lasts),
            ))
            .execute(db)
            .await?;

        Ok(Entry {
            token,
            device,
            new_device,
        })
    }
}

/// A sign-in that was made, to be handed to the browser once it is committed.
pub struct Entry {
    token: Token,
    pub device: Uuid,
    new_device: Option<Token>,
}

impl Entry {
    /// Gives the browser what it needs; an earlier sign-in of this browser is replaced.
    pub fn hand_over(&self, cookies: Cookies, jar: &CookieJar<'_>) {
        cookies.begin(&self.token, jar);
        if let Some(device) = &self.new_device {
            cookies.know(device, jar);
        }
    }

    /// Who is in now, for a page that answers at once.
    ///
    /// # Errors
    /// `NotFound` when she is out again already; `Unavailable` when the database is away.
    pub async fn person(&self, db: &mut AsyncPgConnection) -> crate::Result<Person> {
        let person = Person::signed_in_with(&self.token, db).await?;
        person.ok_or(crate::Error::NotFound)
    }
}
