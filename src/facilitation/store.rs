//! How a course is found through the cohort that learns it, and how two forms for one cohort wait for each other.
use super::model::Outline;
use crate::{
    Error, Result,
    access::Facilitator,
    cohorts::Cohort,
    courses::{Library, VersionId},
    db::Connection,
    schema::{cohort_courses, cohorts, courses, publications},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// The published course with this address, if the cohort learns it.
///
/// # Errors
/// `NotFound` for every other course.
pub(super) async fn outline(
    by: &Facilitator<Cohort>,
    slug: &str,
    language: &str,
    library: &Library,
    db: &mut Connection,
) -> Result<Outline> {
    if slug.contains('\0') {
        return Err(Error::NotFound); // Postgres cannot even be asked
    }
    let (version, trust_changes): (VersionId, i64) = cohort_courses::table
        .inner_join(courses::table.inner_join(publications::table))
        .filter(cohort_courses::cohort.eq(by.id))
        .filter(courses::slug.eq(slug))
        .select((publications::version, courses::trust_changes))
        .first(db)
        .await?;
    let edition = library.edition(version, db).await?;

    Ok(Outline {
        dossier: library.dossier_of(version, trust_changes, db).await?,
        script: edition.script(language),
        edition,
    })
}

/// Until the end of the transaction, other forms for the cohort wait: what is sent twice at once is still one after the other.
pub(super) async fn lock(by: &Facilitator<Cohort>, db: &mut Connection) -> QueryResult<Uuid> {
    cohorts::table
        .find(by.id)
        .select(cohorts::id)
        .for_no_key_update()
        .first(db)
        .await
}
