//! How sessions are kept, and who is credited for them.
use super::model::{Attendant, Held, Past};
use crate::{
    Result,
    access::{EnrolmentId, Facilitator, PersonId},
    certificates::{self, Issuer},
    cohorts::Cohort,
    courses::{CourseId, LessonId},
    db::Connection,
    facilitation::{model::Outline, store::lock},
    progress,
    schema::{
        enrolment_states, enrolments, group_results, group_sessions, lesson_states, memberships,
        people,
    },
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{count_star, exists, insert_into},
    prelude::*,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::collections::HashMap;
use uuid::Uuid;

/// How many sessions a list shows.
const LATEST: i64 = 10;

/// The members who learn the course, by name.
pub(super) async fn attendants(
    by: &Facilitator<Cohort>,
    course: CourseId,
    db: &mut Connection,
) -> QueryResult<Vec<Attendant>> {
    let learns = enrolments::table
        .filter(enrolments::person.eq(memberships::person))
        .filter(enrolments::course.eq(course))
        .filter(enrolments::ended.is_null());

    memberships::table
        .inner_join(people::table)
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .filter(exists(learns))
        .order((people::name, people::id))
        .select((people::id, people::name))
        .load(db)
        .await
}

/// How many members have done each of the lessons.
pub(super) async fn done_by(
    by: &Facilitator<Cohort>,
    lessons: &[LessonId],
    db: &mut Connection,
) -> QueryResult<HashMap<LessonId, i64>> {
    let counts: Vec<(LessonId, i64)> = lesson_states::table
        .inner_join(memberships::table.on(memberships::person.eq(lesson_states::learner)))
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .filter(lesson_states::lesson.eq_any(lessons))
        .filter(lesson_states::completed_at.is_not_null())
        .group_by(lesson_states::lesson)
        .select((lesson_states::lesson, count_star()))
        .load(db)
        .await?;
    Ok(counts.into_iter().collect())
}

/// The latest sessions of the cohort in the course.
pub(super) async fn latest(
    by: &Facilitator<Cohort>,
    course: CourseId,
    db: &mut Connection,
) -> QueryResult<Vec<Past>> {
    group_sessions::table
        .filter(group_sessions::cohort.eq(by.id))
        .filter(group_sessions::course.eq(course))
        .order((group_sessions::held_on.desc(), group_sessions::id))
        .limit(LATEST)
        .select((
            group_sessions::lesson,
            group_sessions::held_on,
            group_sessions::place,
            group_sessions::people,
        ))
        .load(db)
        .await
}

/// What became of a session that was sent.
pub(super) enum Recorded {
    /// Who came, by name.
    Now(Vec<Attendant>),
    Before(Vec<Attendant>),
    /// The same form came before with another session in it.
    AnotherSession,
    /// Somebody who was ticked is no member, or does not learn the course.
    NotHere,
}

/// Keeps a session with all that follows from it; what came before is not kept again, and of what cannot be kept nothing is.
///
/// # Errors
/// When the database is away; then nothing was kept.
pub(super) async fn record(
    by: &Facilitator<Cohort>,
    outline: &Outline,
    held: &Held,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Recorded> {
    // Another cohort's session can neither be overwritten nor guessed by its id.
    let session = Uuid::new_v5(&by.id.0, held.form.as_bytes());
    db.transaction(async |db| {
        lock(by, db).await?;
        let course = outline.edition.course;
        let mut came = attendants(by, course, db).await?;
        came.retain(|person| held.people.contains(&person.id));
        let before: Option<Vec<u8>> = group_sessions::table
            .find(session)
            .select(group_sessions::body_hash)
            .first(db)
            .await
            .optional()?;
        match before {
            Some(hash) if hash == held.body_hash() => return Ok(Recorded::Before(came)),
            Some(_) => return Ok(Recorded::AnotherSession),
            None if came.len() < held.people.len() => return Ok(Recorded::NotHere),
            None => {}
        }

        keep(by, session, course, held, now, db).await?;
        credit(by, session, outline, held, issuer, now, db).await?;
        Ok(Recorded::Now(came))
    })
    .await
}

async fn keep(
    by: &Facilitator<Cohort>,
    session: Uuid,
    course: CourseId,
    held: &Held,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    insert_into(group_sessions::table)
        .values((
            group_sessions::id.eq(session),
            group_sessions::cohort.eq(by.id),
            group_sessions::course.eq(course),
            group_sessions::lesson.eq(held.lesson),
            group_sessions::facilitator.eq(by.person()),
            group_sessions::place.eq(&held.place),
            group_sessions::held_on.eq(held.held_on),
            group_sessions::people.eq(i32::try_from(held.people.len()).unwrap_or(i32::MAX)),
            group_sessions::recorded_at.eq(now),
            group_sessions::body_hash.eq(held.body_hash()),
        ))
        .execute(db)
        .await?;
    let hands: Vec<_> = held
        .hands
        .iter()
        .map(|((question, option), hands)| {
            (
                group_results::session.eq(session),
                group_results::question.eq(question),
                group_results::option.eq(option),
                group_results::hands.eq(hands),
            )
        })
        .collect();
    insert_into(group_results::table)
        .values(hands)
        .execute(db)
        .await?;
    Ok(())
}

/// Who came has done the lesson, and whose last one it was has completed the course. Nobody passes a quiz by being there.
async fn credit(
    by: &Facilitator<Cohort>,
    session: Uuid,
    outline: &Outline,
    held: &Held,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let edition = &outline.edition;
    let lesson = outline.lesson(held.lesson);
    if lesson.is_some_and(|(lesson, _)| lesson.is_quiz()) {
        return Ok(());
    }
    let about = (edition.course, edition.version, held.lesson);
    let held_at = held.ended_at(by.zone()).min(now);
    progress::attended(session, &held.people, about, held_at, by.person(), now, db).await?;

    let enough = i16::try_from(edition.lessons.len()).unwrap_or(i16::MAX);
    let complete: Vec<(PersonId, EnrolmentId)> = enrolments::table
        .inner_join(enrolment_states::table)
        .filter(enrolments::person.eq_any(&held.people))
        .filter(enrolments::course.eq(edition.course))
        .filter(enrolments::ended.is_null())
        .filter(enrolment_states::done.ge(enough))
        .filter(enrolment_states::completed_at.is_null())
        .order(enrolments::person)
        .select((enrolments::person, enrolments::id))
        .load(db)
        .await?;
    for (person, enrolment) in complete {
        certificates::issue_if_complete(person, enrolment, edition, issuer, now, db).await?;
    }
    Ok(())
}
