//! Proofs that the visitor holds a role over a thing.
use super::{
    Enrolment, Person, PersonId, Scope,
    role::{Administers, Coordinates, Facilitates, Instructs, Learns, Reviews, Role},
    scope::named,
};
use crate::{Error, Result, db::Db};
use rocket::{
    Request,
    outcome::try_outcome,
    request::{FromRequest, Outcome},
};
use std::ops::Deref;

pub type Administrator<S> = Proof<Administers, S>;
pub type Coordinator<S> = Proof<Coordinates, S>;
pub type Facilitator<S> = Proof<Facilitates, S>;
pub type Instructor<S> = Proof<Instructs, S>;
pub type Learner<S> = Proof<Learns, S>;
pub type Reviewer<S> = Proof<Reviews, S>;

/// The thing itself, in the hands of someone who holds `R` over it. Only a request can make one.
pub struct Proof<R, S> {
    person: PersonId,
    role: R,
    scope: S,
}

impl<R: Role, S: Scope> Proof<R, S> {
    async fn of(person: PersonId, request: &Request<'_>) -> Result<Self> {
        let mut db = Db::of(request).open().await?;
        let scope = S::find(named::<S>(request)?, Some(person), &mut db)
            .await?
            .ok_or(Error::NotFound)?;
        let role = R::held(person, &scope, &mut db).await?;

        Ok(Self {
            person,
            role,
            scope,
        })
    }
}

impl<R, S> Proof<R, S> {
    pub fn person(&self) -> PersonId {
        self.person
    }
}

impl<S> Learner<S> {
    /// Her enrolment.
    pub fn enrolment(&self) -> &Enrolment {
        &self.role.enrolment
    }
}

impl<R, S> Deref for Proof<R, S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.scope
    }
}

#[rocket::async_trait]
impl<'r, R: Role, S: Scope> FromRequest<'r> for Proof<R, S> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        let person = try_outcome!(request.guard::<&Person>().await);

        match Self::of(person.id, request).await {
            Ok(proof) => Outcome::Success(proof),
            Err(trouble) => trouble.outcome(request),
        }
    }
}

/// A proof, or none for whoever does not hold the role. A database that is away is neither: Rocket's `Option` would take it for none.
pub struct Perhaps<P>(pub Option<P>);

impl<R: Role, S: Scope> Perhaps<Proof<R, S>> {
    async fn of(request: &Request<'_>) -> Result<Self> {
        let Some(person) = Person::asking(request).await? else {
            return Ok(Self(None));
        };
        match Proof::of(person.id, request).await {
            Ok(proof) => Ok(Self(Some(proof))),
            Err(Error::Forbidden | Error::NotFound) => Ok(Self(None)),
            Err(trouble) => Err(trouble),
        }
    }
}

#[rocket::async_trait]
impl<'r, R: Role, S: Scope> FromRequest<'r> for Perhaps<Proof<R, S>> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Self::of(request).await {
            Ok(perhaps) => Outcome::Success(perhaps),
            Err(trouble) => trouble.outcome(request),
        }
    }
}

/// A thing that everybody may know of, as whoever asks meets it.
pub struct Public<S> {
    pub asker: Option<PersonId>,
    scope: S,
}

impl<S: Scope> Public<S> {
    async fn of(request: &Request<'_>) -> Result<Self> {
        let asker = Person::asking(request).await?.map(|person| person.id);
        let text = named::<S>(request)?;
        let db = Db::of(request);
        let mut scope = S::find(text, asker, &mut *db.open().await?).await;
        if db.lost(&scope) {
            scope = S::find(text, asker, &mut *db.open().await?).await;
        }
        let scope = scope?.filter(S::is_public).ok_or(Error::NotFound)?;

        Ok(Self { asker, scope })
    }
}

impl<S> Deref for Public<S> {
    type Target = S;

    fn deref(&self) -> &S {
        &self.scope
    }
}

#[rocket::async_trait]
impl<'r, S: Scope> FromRequest<'r> for Public<S> {
    type Error = ();

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, ()> {
        match Self::of(request).await {
            Ok(public) => Outcome::Success(public),
            Err(trouble) => trouble.outcome(request),
        }
    }
}
