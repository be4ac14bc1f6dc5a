//! How enrolments are kept.
use super::letters::EnrolledLetter;
use crate::{
    access::{EnrolmentId, PersonId},
    courses::CourseId,
    db::Connection,
    mail,
    schema::{courses, enrolment_states, enrolments},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// How somebody became a learner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    Own,
    Cohort,
}

impl Way {
    fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Cohort => "cohort",
        }
    }
}

/// Opens an enrolment for each person who has none open in the course. In the caller's transaction. Answers who is new.
///
/// # Errors
/// When the database is away.
pub async fn open(
    people: &[PersonId],
    course: CourseId,
    way: Way,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<PersonId>> {
    let rows: Vec<_> = people
        .iter()
        .map(|person| {
            (
                enrolments::id.eq(Uuid::now_v7()),
                enrolments::person.eq(*person),
                enrolments::course.eq(course),
                enrolments::since.eq(now),
                enrolments::way.eq(way.name()),
            )
        })
        .collect();
    let new: Vec<(EnrolmentId, PersonId)> = insert_into(enrolments::table)
        .values(rows)
        .on_conflict_do_nothing()
        .returning((enrolments::id, enrolments::person))
        .get_results(db)
        .await?;
    let states: Vec<_> = new
        .iter()
        .map(|(id, _)| {
            (
                enrolment_states::enrolment.eq(*id),
                enrolment_states::done.eq(0i16),
            )
        })
        .collect();
    insert_into(enrolment_states::table)
        .values(states)
        .execute(db)
        .await?;

    let (course_slug, titles): (String, serde_json::Value) = courses::table
        .find(course.0)
        .select((courses::slug, courses::titles))
        .first(db)
        .await?;
    let letter = EnrolledLetter {
        course_titles: serde_json::from_value(titles).unwrap_or_default(),
        course_slug,
    };
    let batch: Vec<_> = new
        .iter()
        .map(|(id, person)| (&letter, id.0, *person))
        .collect();
    mail::write_all(&batch, now, db).await?;
    Ok(new.into_iter().map(|(_, person)| person).collect())
}

/// Opens one's own enrolment.
pub(super) async fn enrol(
    person: PersonId,
    course: CourseId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    db.transaction(async |db| open(&[person], course, Way::Own, now, db).await.map(|_| ()))
        .await
}
