//! How events and what follows from them are kept.
use super::{Answer, Event, Kind, LessonState, Provenance, model::fold};
use crate::{
    access::{Caretaker, Enrolment, EnrolmentId, PersonId},
    courses::{CourseId, LessonId, VersionId},
    db::Connection,
    schema::{enrolment_states, enrolments, events, lesson_states, lessons},
};
use chrono::{DateTime, Utc};
use database::keep_event;
use diesel::{dsl::insert_into, prelude::*, sql_types as sql};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::Deserialize;
use std::collections::HashMap;
use uuid::Uuid;

mod database {
    //! What the database does in one round trip.
    #![expect(clippy::too_many_arguments, reason = "an event has so many parts")]
    use diesel::{declare_sql_function, sql_types as sql};

    #[declare_sql_function]
    extern "SQL" {
        fn keep_event(
            learner: sql::Uuid,
            id: sql::Uuid,
            kind: sql::Text,
            course: sql::Uuid,
            version: sql::Uuid,
            lesson: sql::Uuid,
            payload: sql::Jsonb,
            body_hash: sql::Bytea,
            occurred_at: sql::Timestamptz,
            received_at: sql::Timestamptz,
            effective_at: sql::Timestamptz,
            provenance: sql::Text,
            recorded_by: sql::Uuid,
            enrolment: sql::Uuid,
            completes: sql::Bool,
            points: sql::Nullable<sql::SmallInt>,
        ) -> sql::Text;

    }
}

/// Whose event it is, in which course, and who tells of it. Made from a proof by the room that holds one.
pub struct Happened<'a> {
    pub learner: PersonId,
    pub enrolment: &'a Enrolment,
    pub course: CourseId,
    pub version: VersionId,
    pub provenance: Provenance,
    pub recorded_by: PersonId,
}

/// Keeps one event with all that follows from it, in one round trip. What is answered `Kept` is on the disk.
///
/// # Errors
/// When the database is away; then nothing was kept, or the answer was lost, and sending it again is right.
pub async fn record(
    happened: &Happened<'_>,
    event: &Event,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Answer> {
    let effective_at = event.effective_at(happened.enrolment.since, now);
    let said = serde_json::to_value(&event.kind).expect("an event is plain text");
    let kept: String = diesel::select(keep_event(
        happened.learner,
        event.id,
        event.kind.name(),
        happened.course,
        happened.version,
        event.lesson,
        said,
        event.body_hash(),
        event.occurred_at,
        now,
        effective_at,
        happened.provenance.name(),
        happened.recorded_by,
        happened.enrolment.id,
        event.kind.completes(),
        event.kind.points(),
    ))
    .get_result(db)
    .await?;

    Ok(match kept.strip_prefix("kept ") {
        Some("before") => Answer::KeptBefore,
        Some(done) => Answer::Kept {
            done: done.parse().unwrap_or(0),
        },
        None => Answer::AnotherBody,
    })
}

/// Credits people who took part in a group session. Each must have an open enrolment in the course; whoever has none is left out. In the
/// caller's transaction. Answers who was credited now or before.
///
/// # Errors
/// When the database is away.
pub async fn attended(
    session: Uuid,
    people: &[PersonId],
    (course, version, lesson): (CourseId, VersionId, LessonId),
    held_at: DateTime<Utc>,
    recorded_by: PersonId,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Vec<PersonId>> {
    let enrolled: Vec<(PersonId, EnrolmentId, DateTime<Utc>)> = enrolments::table
        .filter(enrolments::person.eq_any(people))
        .filter(enrolments::course.eq(course))
        .filter(enrolments::ended.is_null())
        .order(enrolments::person)
        .select((enrolments::person, enrolments::id, enrolments::since))
        .load(db)
        .await?;
    let mut credited = Vec::new();
    for (person, id, since) in enrolled {
        let enrolment = Enrolment {
            id,
            since: since.min(held_at),
            done: 0,
            completed_at: None,
        };
        let happened = Happened {
            learner: person,
            enrolment: &enrolment,
            course,
            version,
            provenance: Provenance::Facilitated,
            recorded_by,
        };
        let event = Event::attended(session, person.0, lesson, held_at);
        if record(&happened, &event, now, db).await? != Answer::AnotherBody {
            credited.push(person);
        }
    }
    Ok(credited)
}

type StateRow = (LessonId, Option<DateTime<Utc>>, Option<String>, Option<i16>);

/// Where a learner stands in these lessons.
///
/// # Errors
/// When the database is away.
pub async fn states(
    learner: PersonId,
    lessons: &[LessonId],
    db: &mut Connection,
) -> QueryResult<HashMap<LessonId, LessonState>> {
    let rows: Vec<StateRow> = lesson_states::table
        .filter(lesson_states::learner.eq(learner))
        .filter(lesson_states::lesson.eq_any(lessons))
        .select((
            lesson_states::lesson,
            lesson_states::completed_at,
            lesson_states::provenance,
            lesson_states::best_points,
        ))
        .load(db)
        .await?;
    let state = |(lesson, completed_at, provenance, best_points): StateRow| {
        let provenance = match provenance.as_deref() {
            Some("facilitated") => Provenance::Facilitated,
            Some("school") => Provenance::School,
            _ => Provenance::Own,
        };
        let completed = completed_at.map(|at| (at, provenance));
        (
            lesson,
            LessonState {
                completed,
                best_points,
            },
        )
    };
    Ok(rows.into_iter().map(state).collect())
}

/// The options that were chosen in the answers with these ids.
///
/// # Errors
/// When the database is away.
pub async fn answers(
    learner: PersonId,
    ids: &[Uuid],
    db: &mut Connection,
) -> QueryResult<HashMap<Uuid, String>> {
    let rows: Vec<(Uuid, serde_json::Value)> = events::table
        .filter(events::learner.eq(learner))
        .filter(events::id.eq_any(ids))
        .select((events::id, events::payload))
        .load(db)
        .await?;
    let option = |(id, payload): (Uuid, serde_json::Value)| match Kind::deserialize(&payload) {
        Ok(Kind::Answered { option, .. }) => Some((id, option)),
        _ => None,
    };
    Ok(rows.into_iter().filter_map(option).collect())
}

/// Makes every summary again from the events, learner by learner, while the school is open. Answers how many learners there are.
///
/// # Errors
/// When the database is away; learners done so far stay done.
pub async fn rebuild(_: &Caretaker, db: &mut Connection) -> QueryResult<usize> {
    let learners: Vec<PersonId> = enrolments::table
        .select(enrolments::person)
        .distinct()
        .load(db)
        .await?;
    for learner in &learners {
        db.transaction(async |db| rebuild_one(*learner, db).await)
            .await?;
    }
    Ok(learners.len())
}

type Row = (LessonId, CourseId, serde_json::Value, String, DateTime<Utc>);

async fn rebuild_one(learner: PersonId, db: &mut Connection) -> QueryResult<()> {
    // The same lock as `keep_event` takes: whoever writes meanwhile waits.
    diesel::sql_query("select pg_advisory_xact_lock(hashtextextended($1::text, 0))")
        .bind::<sql::Uuid, _>(learner)
        .execute(db)
        .await?;
    let rows: Vec<Row> = events::table
        .filter(events::learner.eq(learner))
        .select((
            events::lesson,
            events::course,
            events::payload,
            events::provenance,
            events::effective_at,
        ))
        .load(db)
        .await?;
    let happened: Vec<_> = rows
        .iter()
        .filter_map(|(lesson, _, payload, provenance, at)| {
            let kind = Kind::deserialize(payload).ok()?;
            let provenance = match provenance.as_str() {
                "facilitated" => Provenance::Facilitated,
                "school" => Provenance::School,
                _ => Provenance::Own,
            };
            Some((*lesson, kind, provenance, *at))
        })
        .collect();
    let states: Vec<_> = fold(&happened)
        .into_iter()
        .map(|(lesson, state)| {
            (
                lesson_states::learner.eq(learner),
                lesson_states::lesson.eq(lesson),
                lesson_states::completed_at.eq(state.completed.map(|(at, _)| at)),
                lesson_states::provenance.eq(state.completed.map(|(_, p)| p.name())),
                lesson_states::best_points.eq(state.best_points),
            )
        })
        .collect();

    diesel::delete(lesson_states::table.filter(lesson_states::learner.eq(learner)))
        .execute(db)
        .await?;
    insert_into(lesson_states::table)
        .values(states)
        .execute(db)
        .await?;
    recount(learner, &rows, db).await
}

/// Done lessons and the last event, for each open enrolment.
async fn recount(learner: PersonId, rows: &[Row], db: &mut Connection) -> QueryResult<()> {
    let open: Vec<(EnrolmentId, CourseId)> = enrolments::table
        .filter(enrolments::person.eq(learner))
        .filter(enrolments::ended.is_null())
        .select((enrolments::id, enrolments::course))
        .load(db)
        .await?;
    for (enrolment, course) in open {
        let done: i64 = lesson_states::table
            .inner_join(lessons::table.on(lessons::id.eq(lesson_states::lesson)))
            .filter(lesson_states::learner.eq(learner))
            .filter(lessons::course.eq(course))
            .filter(lesson_states::completed_at.is_not_null())
            .count()
            .get_result(db)
            .await?;
        let in_course = rows.iter().filter(|(_, c, ..)| *c == course);
        let last = in_course.map(|(.., at)| *at).max();
        let state = (
            enrolment_states::done.eq(i16::try_from(done).unwrap_or(i16::MAX)),
            enrolment_states::last_event_at.eq(last),
        );
        insert_into(enrolment_states::table)
            .values((enrolment_states::enrolment.eq(enrolment), state))
            .on_conflict(enrolment_states::enrolment)
            .do_update()
            .set(state)
            .execute(db)
            .await?;
    }
    Ok(())
}
