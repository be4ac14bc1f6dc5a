//! What a learner's pages need from several rooms at once.
use crate::{
    Result,
    access::{Learner, PersonId},
    assessments::{self, Attempt, Given},
    courses::{Course, Edition, Lesson, LessonId, Question, VersionId},
    db::Connection,
    progress::{self, Answer, Event, Happened, Provenance},
    schema::{certificates, courses, enrolment_states, enrolments, letters, publications},
};
use chrono::{DateTime, Utc};
use diesel::{dsl::exists, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};

/// A course that somebody learns, as her home lists it.
#[derive(Clone, Debug, Queryable)]
pub struct Learned {
    pub slug: String,
    pub titles: serde_json::Value,
    pub lessons: i32,
    pub done: i16,
    pub version: VersionId,
    /// How often its reviews and corrections changed.
    pub trust_changes: i64,
    pub completed_at: Option<DateTime<Utc>>,
}

/// Her courses, the one she was in last first.
pub(super) async fn learned_by(person: PersonId, db: &mut Connection) -> QueryResult<Vec<Learned>> {
    enrolments::table
        .inner_join(courses::table.inner_join(publications::table))
        .inner_join(enrolment_states::table)
        .filter(enrolments::person.eq(person))
        .filter(enrolments::ended.is_null())
        .order((
            enrolment_states::last_event_at.desc().nulls_last(),
            enrolments::since.desc(),
            enrolments::id,
        ))
        .select((
            courses::slug,
            courses::titles,
            courses::lessons,
            enrolment_states::done,
            publications::version,
            courses::trust_changes,
            enrolment_states::completed_at,
        ))
        .load(db)
        .await
}

/// Her certificates in force: code and frozen facts.
pub(super) async fn certificates_of(
    person: PersonId,
    db: &mut Connection,
) -> QueryResult<Vec<(String, serde_json::Value)>> {
    certificates::table
        .filter(certificates::person.eq(person))
        .filter(certificates::revoked_at.is_null())
        .order(certificates::issued_at.desc())
        .select((certificates::code, certificates::facts))
        .load(db)
        .await
}

/// Whether any letter waits in her inbox.
pub(super) async fn has_letters(person: PersonId, db: &mut Connection) -> QueryResult<bool> {
    let hers = letters::table.filter(letters::person.eq(person));
    diesel::select(exists(hers)).get_result(db).await
}

/// Which of these lessons she has begun (present) and done (true).
pub(super) async fn done_in(
    learner: PersonId,
    lessons: &[LessonId],
    db: &mut Connection,
) -> QueryResult<std::collections::HashMap<LessonId, bool>> {
    let states = progress::states(learner, lessons, db).await?;
    Ok(states
        .into_iter()
        .map(|(lesson, state)| (lesson, state.is_complete()))
        .collect())
}

/// Where she goes on: the first lesson that is not done, if there is one.
pub(super) async fn next_lesson(
    learner: PersonId,
    edition: &Edition,
    db: &mut Connection,
) -> QueryResult<Option<usize>> {
    let done = done_in(learner, &edition.lesson_ids(), db).await?;
    let is_open = |lesson: &Lesson| !done.get(&lesson.id).copied().unwrap_or(false);
    Ok(edition.lessons.iter().position(is_open))
}

/// She read a lesson to the end. With the last one of a course comes her certificate, in the same transaction; its code is answered.
pub(super) async fn complete(
    learner: &Learner<Course>,
    edition: &Edition,
    lesson: &Lesson,
    issuer: &crate::certificates::Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Option<String>> {
    let event = Event::read(learner.enrolment().id.0, lesson.id, now);
    let happened = Happened {
        learner: learner.person(),
        enrolment: learner.enrolment(),
        course: learner.id,
        version: edition.version,
        provenance: Provenance::Own,
        recorded_by: learner.person(),
    };
    // Only what may be the last lesson needs a transaction of several statements.
    if usize::try_from(learner.enrolment().done).unwrap_or(0) + 1 < edition.lessons.len() {
        let kept = progress::record(&happened, &event, now, db).await?;
        let done = match kept {
            Answer::Kept { done } => usize::try_from(done).unwrap_or(0),
            Answer::KeptBefore | Answer::AnotherBody => 0,
        };
        if done < edition.lessons.len() {
            return Ok(None);
        }
    }
    let code = db
        .transaction(async |db| {
            progress::record(&happened, &event, now, db).await?;
            let enrolment = learner.enrolment().id;
            crate::certificates::issue_if_complete(
                learner.person(),
                enrolment,
                edition,
                issuer,
                now,
                db,
            )
            .await
        })
        .await?;
    Ok(code.map(|code| code.to_string()))
}

/// Keeps the answers to a pre-test.
pub(super) async fn answer_pretest(
    learner: &Learner<Course>,
    edition: &Edition,
    pretest: &Lesson,
    answers: &[(&Question, &str)],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Attempt> {
    let given = async |db: &mut Connection| {
        assessments::give(learner, edition, pretest, answers, now, db).await
    };
    let (attempt, _) = db.transaction(given).await?;
    Ok(attempt)
}

/// Keeps answers to a quiz; when the last question of the last lesson was answered, the certificate comes with it.
pub(super) async fn answer(
    learner: &Learner<Course>,
    edition: &Edition,
    quiz: &Lesson,
    answers: &[(&Question, &str)],
    issuer: &crate::certificates::Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<(Attempt, Vec<Given>)> {
    let kept = db
        .transaction(async |db| {
            let kept = assessments::give(learner, edition, quiz, answers, now, db).await?;
            let standing = kept.0.standing(quiz);
            if standing.is_over() && standing.is_passed() {
                let enrolment = learner.enrolment().id;
                crate::certificates::issue_if_complete(
                    learner.person(),
                    enrolment,
                    edition,
                    issuer,
                    now,
                    db,
                )
                .await?;
            }
            Ok::<_, diesel::result::Error>(kept)
        })
        .await?;
    Ok(kept)
}
