//! What both sides ask the database: enquiries with their courses and lessons, who is told, and what stands under lessons.
mod shown;

pub use shown::Shown;

use super::model::{Checked, Enquiry, Entry, PATIENCE};
use crate::{
    Result,
    access::{PersonId, RoleName},
    cohorts::CohortId,
    courses::{CourseId, Library, Titles},
    db::Connection,
    schema::{cohorts, courses, enquiries, lessons, people, publications, roles},
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{self, exists},
    prelude::*,
};
use diesel_async::RunQueryDsl;

/// Enquiries as `Enquiry` has them.
#[dsl::auto_type]
pub(super) fn with_courses() -> _ {
    enquiries::table
        .inner_join(people::table.on(people::id.eq(enquiries::asked_by)))
        .inner_join(lessons::table.inner_join(courses::table.left_join(publications::table)))
        .select((
            enquiries::id,
            (
                courses::id,
                courses::slug,
                courses::titles,
                publications::version.nullable(),
            ),
            enquiries::lesson,
            enquiries::kind,
            enquiries::language,
            enquiries::words,
            enquiries::photo,
            enquiries::asked_by,
            people::name,
            enquiries::asked_at,
            enquiries::cohort,
            enquiries::passed_on_at,
            enquiries::answer,
            enquiries::shown,
        ))
}

/// Whether an enquiry reached the experts: nobody else was asked, it was passed on, or the facilitator was silent for too long.
#[dsl::auto_type]
pub(super) fn reached(silent_since: DateTime<Utc>) -> _ {
    let waits_long = enquiries::answer
        .is_null()
        .and(enquiries::asked_at.le(silent_since));
    enquiries::cohort
        .is_null()
        .or(enquiries::passed_on_at.is_not_null())
        .or(waits_long)
}

/// Each with its lesson, as it is called in a language.
///
/// # Errors
/// `Unavailable` when the database is away.
pub(super) async fn entries(
    enquiries: Vec<Enquiry>,
    language: &str,
    library: &Library,
    db: &mut Connection,
) -> Result<Vec<Entry>> {
    let mut entries = Vec::with_capacity(enquiries.len());
    for enquiry in enquiries {
        let mut lesson = None;
        if let Some(version) = enquiry.course.version {
            let edition = library.edition(version, db).await?;
            lesson = edition.place_of(enquiry.lesson).map(|place| {
                let title = edition.script(language).lessons[place].title.clone();
                (edition.lessons[place].slug.clone(), title)
            });
        }
        entries.push(Entry { enquiry, lesson });
    }
    Ok(entries)
}

/// The titles of its lesson in every language; none when it is no longer taught.
///
/// # Errors
/// `Unavailable` when the database is away.
pub(super) async fn lesson_titles(
    enquiry: &Enquiry,
    library: &Library,
    db: &mut Connection,
) -> Result<Titles> {
    let Some(version) = enquiry.course.version else {
        return Ok(Titles::new());
    };
    let edition = library.edition(version, db).await?;
    let place = edition.place_of(enquiry.lesson);
    Ok(place.map_or_else(Titles::new, |place| edition.lesson_titles(place)))
}

/// Those who facilitate a cohort, by themselves or with its whole programme.
pub(super) async fn facilitators_of(
    cohort: CohortId,
    db: &mut Connection,
) -> QueryResult<Vec<PersonId>> {
    let programme = cohorts::table
        .find(cohort)
        .select(cohorts::programme.nullable());
    roles::table
        .filter(roles::role.eq(RoleName::Facilitator.name()))
        .filter(roles::until.is_null())
        .filter(
            roles::cohort
                .eq(cohort)
                .or(roles::programme.eq_any(programme)),
        )
        .select(roles::person)
        .distinct()
        .load(db)
        .await
}

/// The experts of a course.
pub(super) async fn reviewers_of(
    course: CourseId,
    db: &mut Connection,
) -> QueryResult<Vec<PersonId>> {
    let programme = courses::table
        .find(course)
        .select(courses::programme.nullable());
    let whole_school = roles::programme
        .is_null()
        .and(roles::cohort.is_null())
        .and(roles::course.is_null());
    roles::table
        .filter(roles::role.eq(RoleName::Reviewer.name()))
        .filter(roles::until.is_null())
        .filter(
            roles::course
                .eq(course)
                .or(roles::programme.eq_any(programme))
                .or(whole_school),
        )
        .select(roles::person)
        .distinct()
        .load(db)
        .await
}

/// The courses that somebody checks, by their addresses.
///
/// # Errors
/// When the database is away.
pub async fn checked_by(
    person: PersonId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<Checked>> {
    let whole_school = roles::programme
        .is_null()
        .and(roles::cohort.is_null())
        .and(roles::course.is_null());
    let held = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::role.eq(RoleName::Reviewer.name()))
        .filter(roles::until.is_null())
        .filter(
            whole_school
                .or(roles::programme.eq(courses::programme.nullable()))
                .or(roles::course.eq(courses::id.nullable())),
        );
    let waiting = enquiries::table
        .inner_join(lessons::table)
        .filter(lessons::course.eq(courses::id))
        .filter(enquiries::answer.is_null())
        .filter(reached(now - PATIENCE))
        .count()
        .single_value()
        .assume_not_null();
    courses::table
        .inner_join(publications::table)
        .filter(exists(held))
        .order(courses::slug)
        .select((courses::slug, courses::titles, waiting))
        .load(db)
        .await
}
