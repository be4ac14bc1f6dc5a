//! What one can hold a role in.
use super::{PersonId, RoleName};
use crate::{
    Error, Result,
    schema::{memberships, roles},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, prelude::*, select};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use diesel_derive_newtype::DieselNewType;
use rocket::Request;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, DieselNewType)]
pub struct EnrolmentId(pub Uuid);

/// An open enrolment: what makes a person a learner of a course.
#[derive(Clone, Debug, Queryable)]
pub struct Enrolment {
    pub id: EnrolmentId,
    pub since: DateTime<Utc>,
    /// Lessons completed so far.
    pub done: i16,
    pub completed_at: Option<DateTime<Utc>>,
}

/// A thing that the address names by `<PARAM>`. A role in the school holds in every programme, one in a programme holds in its cohorts
/// and courses.
#[rocket::async_trait]
pub trait Scope: Sized + Send + Sync + 'static {
    const PARAM: &'static str;

    /// The thing that this text names, which may be anything a visitor types, as the one who asks meets it.
    async fn find(
        text: &str,
        asker: Option<PersonId>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Self>>;

    /// `None` is the whole school.
    fn programme(&self) -> Option<Uuid>;

    fn cohort(&self) -> Option<Uuid> {
        None
    }

    fn course(&self) -> Option<Uuid> {
        None
    }

    /// Whether everybody may know that it exists.
    fn is_public(&self) -> bool {
        false
    }

    /// The asker's open enrolment, for what one can enrol in.
    fn enrolment(&self) -> Option<&Enrolment> {
        None
    }
}

/// The text that stands where the route says `<PARAM>`. One with a NUL names nothing: Postgres keeps no such texts, and takes none to look for.
pub(super) fn named<'r, S: Scope>(request: &'r Request<'_>) -> Result<&'r str> {
    let text = segment(request, S::PARAM)
        .ok_or_else(|| Error::Mistake(format!("no <{}> in this route", S::PARAM)))?;
    if text.contains('\0') {
        return Err(Error::NotFound);
    }
    Ok(text)
}

/// The segment that stands where the route says `<name>` or `<_name>`.
fn segment<'r>(request: &'r Request<'_>, name: &str) -> Option<&'r str> {
    let place = request
        .route()?
        .uri
        .path()
        .split('/')
        .skip(1)
        .position(|s| {
            let inner = s.strip_prefix('<').and_then(|s| s.strip_suffix('>'));
            inner.map(|s| s.trim_start_matches('_')) == Some(name)
        })?;
    request.uri().path().segments().get(place)
}

/// Whether the person holds the role over the scope; if not, whether she may know that it exists.
pub(super) async fn check<S: Scope>(
    person: PersonId,
    role: RoleName,
    scope: &S,
    db: &mut AsyncPgConnection,
) -> Result<()> {
    let whole_school = roles::programme
        .is_null()
        .and(roles::cohort.is_null())
        .and(roles::course.is_null());
    let held = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::until.is_null())
        .filter(
            whole_school
                .or(roles::programme.eq(scope.programme()))
                .or(roles::cohort.eq(scope.cohort()))
                .or(roles::course.eq(scope.course())),
        );
    let belongs = memberships::table
        .filter(memberships::person.eq(person))
        .filter(memberships::until.is_null())
        .filter(memberships::cohort.nullable().eq(scope.cohort()));

    let (holds, knows, belongs): (bool, bool, bool) = select((
        exists(held.filter(roles::role.eq_any(role.and_above()))),
        exists(held),
        exists(belongs),
    ))
    .get_result(db)
    .await?;

    if holds {
        Ok(())
    } else if knows || belongs || scope.is_public() || scope.enrolment().is_some() {
        Err(Error::Forbidden)
    } else {
        Err(Error::NotFound)
    }
}
