//! What commands ask the database, where no room answers.
use super::cohort;
use crate::{
    access::{Caretaker, Over},
    courses::CourseId,
    db::Connection,
    schema::{audit, cohort_courses, cohorts, course_versions, courses, programmes},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, insert_into, prelude::*, select};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde_json::json;
use uuid::Uuid;

/// What an administrator named does not exist.
#[derive(Debug, thiserror::Error)]
pub enum NotFound {
    #[error("There is no programme “{0}”. The school has: {1}.")]
    Programme(String, String),
    #[error("There is no course “{0}”. The school has: {1}.")]
    Course(String, String),
    #[error("There is no cohort {0}. `cloud-school cohort list` lists them.")]
    Cohort(Uuid),
    #[error("The database does not answer as it should: {0}")]
    Database(#[from] diesel::result::Error),
}

/// Whether the course was ever taken in; one that is only announced was not.
pub async fn has_version(course: CourseId, db: &mut Connection) -> QueryResult<bool> {
    let versions = course_versions::table.filter(course_versions::course.eq(course));
    select(exists(versions)).get_result(db).await
}

/// Makes a cohort with its courses, whole or not at all.
pub async fn add_cohort(
    _: &Caretaker,
    new: &cohort::Add,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Uuid, NotFound> {
    db.transaction(async |db| {
        let id = Uuid::now_v7();
        insert_into(cohorts::table)
            .values((
                cohorts::id.eq(id),
                cohorts::programme.eq(programme(&new.programme, db).await?),
                cohorts::name.eq(new.name.trim()),
                cohorts::place.eq(new.place.trim()),
                cohorts::time_zone.eq(new.time_zone.name()),
                cohorts::starts_on.eq(new.from),
                cohorts::ends_on.eq(new.until),
            ))
            .execute(db)
            .await?;
        for (position, slug) in (0i16..).zip(&new.courses) {
            insert_into(cohort_courses::table)
                .values((
                    cohort_courses::cohort.eq(id),
                    cohort_courses::course.eq(course(slug, db).await?),
                    cohort_courses::position.eq(position),
                ))
                .on_conflict_do_nothing()
                .execute(db)
                .await?;
        }
        insert_into(audit::table)
            .values((
                audit::id.eq(Uuid::now_v7()),
                audit::at.eq(now),
                audit::what.eq("cohort_added"),
                audit::about.eq(id),
                audit::detail.eq(json!({ "programme": new.programme, "courses": new.courses })),
            ))
            .execute(db)
            .await?;
        Ok(id)
    })
    .await
}

/// All cohorts: id, programme, name and place.
pub async fn cohorts(db: &mut Connection) -> QueryResult<Vec<(Uuid, String, String, String)>> {
    cohorts::table
        .inner_join(programmes::table)
        .order((programmes::slug, cohorts::name, cohorts::id))
        .select((cohorts::id, programmes::slug, cohorts::name, cohorts::place))
        .load(db)
        .await
}

/// What a role is held over, by the names that addresses have; nothing is the whole school.
pub async fn scope(named: &super::role::Scope, db: &mut Connection) -> Result<Over, NotFound> {
    if let Some(slug) = &named.programme {
        return Ok(Over::Programme(programme(slug, db).await?));
    }
    if let Some(slug) = &named.course {
        return Ok(Over::Course(course(slug, db).await?));
    }
    let Some(id) = named.cohort else {
        return Ok(Over::School);
    };
    let exists: bool = select(exists(cohorts::table.find(id)))
        .get_result(db)
        .await?;
    exists
        .then_some(Over::Cohort(id))
        .ok_or(NotFound::Cohort(id))
}

async fn programme(slug: &str, db: &mut Connection) -> Result<Uuid, NotFound> {
    let all: Vec<(String, Uuid)> = programmes::table
        .order(programmes::slug)
        .select((programmes::slug, programmes::id))
        .load(db)
        .await?;
    named(slug, &all).ok_or_else(|| NotFound::Programme(slug.into(), names(&all)))
}

/// The course with this address.
pub async fn course(slug: &str, db: &mut Connection) -> Result<Uuid, NotFound> {
    let all: Vec<(String, Uuid)> = courses::table
        .order(courses::slug)
        .select((courses::slug, courses::id))
        .load(db)
        .await?;
    named(slug, &all).ok_or_else(|| NotFound::Course(slug.into(), names(&all)))
}

fn named(slug: &str, all: &[(String, Uuid)]) -> Option<Uuid> {
    all.iter()
        .find(|(known, _)| known == slug)
        .map(|(_, id)| *id)
}

fn names(all: &[(String, Uuid)]) -> String {
    let slugs: Vec<_> = all.iter().map(|(slug, _)| slug.as_str()).collect();
    match slugs.is_empty() {
        true => "none yet".into(),
        false => slugs.join(", "),
    }
}
