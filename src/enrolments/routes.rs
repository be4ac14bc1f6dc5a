//! Enrolling oneself.
use super::store;
use crate::{
    Error, Result,
    access::{Person, Public},
    courses::Course,
    db::Db,
};
use chrono::Utc;
use rocket::{Route, response::Redirect};

pub fn routes() -> Vec<Route> {
    routes![enrol]
}

/// Anybody who is signed in may learn what is published. Twice is once.
#[post("/courses/<_course>/enrolment")]
async fn enrol(
    _course: &str,
    person: &Person,
    course: Public<Course>,
    db: Db<'_>,
) -> Result<Redirect> {
    if course.version.is_none() {
        return Err(Error::NotFound);
    }
    let mut db = db.open().await?;
    store::enrol(person.id, course.id, Utc::now(), &mut db).await?;

    Ok(Redirect::to(format!("/courses/{}", course.slug)))
}
