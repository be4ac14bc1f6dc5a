//! How attempts and answers are kept.
use super::Attempt;
use crate::{
    access::{Caretaker, Learner, PersonId},
    courses::{Course, CourseId, Edition, Lesson, LessonId, Question},
    db::Connection,
    progress::{self, Answer, Event, Happened, Kind, Provenance},
    schema::attempts,
};
use chrono::{DateTime, Utc};
use diesel::{dsl::insert_into, prelude::*, sql_types as sql};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// What came of an answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Given {
    /// It is kept.
    Now,
    /// It, or another one, was kept before; that one counts.
    Before,
}

/// The attempt a learner is in: the open one, else the one that comes next, with what she answered. Also how many she has ended.
///
/// # Errors
/// When the database is away.
pub async fn standing(
    learner: PersonId,
    enrolment: Uuid,
    quiz: &Lesson,
    db: &mut Connection,
) -> QueryResult<(Attempt, Option<Attempt>)> {
    let newest: Option<(i16, bool)> = attempts::table
        .filter(attempts::learner.eq(learner))
        .filter(attempts::lesson.eq(quiz.id))
        .order(attempts::number.desc())
        .select((attempts::number, attempts::ended_at.is_not_null()))
        .first(db)
        .await
        .optional()?;
    let numbered = |number| Attempt::numbered(enrolment, quiz.id.0, number);
    let mut last = match newest {
        None => return Ok((numbered(1), None)),
        Some((number, _)) => numbered(number),
    };
    let ids: Vec<_> = quiz.questions.iter().map(|q| last.answer_id(q)).collect();
    let mut given = progress::answers(learner, &ids, db).await?;
    for (question, id) in quiz.questions.iter().zip(&ids) {
        if let Some(option) = given.remove(id) {
            last.given.insert(question.id, option);
        }
    }
    match newest {
        Some((number, true)) => Ok((numbered(number.saturating_add(1)), Some(last))),
        _ => Ok((last, None)),
    }
}

/// Keeps answers to questions of a quiz, scores them, and ends the attempt with the last one. In the caller's transaction. Answers the
/// attempt as it stands then.
///
/// # Errors
/// When the database is away; then nothing was kept.
pub async fn give(
    learner: &Learner<Course>,
    edition: &Edition,
    quiz: &Lesson,
    answers: &[(&Question, &str)],
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<(Attempt, Vec<Given>)> {
    let enrolment = learner.enrolment();
    let (mut attempt, _) = standing(learner.person(), enrolment.id.0, quiz, db).await?;
    insert_into(attempts::table)
        .values((
            attempts::id.eq(attempt.id),
            attempts::learner.eq(learner.person()),
            attempts::lesson.eq(quiz.id),
            attempts::version.eq(edition.version),
            attempts::number.eq(attempt.number),
            attempts::started_at.eq(now),
        ))
        .on_conflict(attempts::id)
        .do_nothing()
        .execute(db)
        .await?;

    let mut all = Vec::new();
    for (question, option) in answers {
        let given = keep(
            learner,
            edition,
            quiz.id,
            &attempt,
            (question, option),
            now,
            db,
        )
        .await?;
        if given == Given::Now {
            attempt.given.insert(question.id, option.to_string());
        }
        all.push(given);
    }
    let standing = attempt.standing(quiz);
    if standing.is_over() {
        let finished = Event {
            id: Uuid::new_v5(&attempt.id, b"finished"),
            lesson: quiz.id,
            kind: Kind::Finished {
                attempt: attempt.id,
                right: standing.right,
                of: standing.of,
                pass: standing.pass,
            },
            occurred_at: now,
        };
        progress::record(&by_the_school(learner, edition), &finished, now, db).await?;
        diesel::update(attempts::table.find(attempt.id))
            .filter(attempts::ended_at.is_null())
            .set(attempts::ended_at.eq(now))
            .execute(db)
            .await?;
    }
    Ok((attempt, all))
}

async fn keep(
    learner: &Learner<Course>,
    edition: &Edition,
    quiz: LessonId,
    attempt: &Attempt,
    (question, option): (&Question, &str),
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Given> {
    let id = attempt.answer_id(question);
    let answered = Event {
        id,
        lesson: quiz,
        kind: Kind::Answered {
            question: question.id,
            revision: question.revision,
            attempt: Some(attempt.id),
            option: option.into(),
        },
        occurred_at: now,
    };
    let kept = progress::record(&by_herself(learner, edition), &answered, now, db).await?;
    if !matches!(kept, Answer::Kept { .. }) {
        return Ok(Given::Before);
    }
    let scored = Event {
        id: Uuid::new_v5(&id, question.revision.as_bytes()),
        lesson: quiz,
        kind: Kind::Scored {
            answer: id,
            revision: question.revision,
            points: question.is_right(option).unwrap_or(false).into(),
        },
        occurred_at: now,
    };
    progress::record(&by_the_school(learner, edition), &scored, now, db).await?;
    Ok(Given::Now)
}

/// Keeps an answer that was given for practice. Each option of a question is kept once.
///
/// # Errors
/// When the database is away.
pub async fn practise(
    learner: &Learner<Course>,
    edition: &Edition,
    lesson: LessonId,
    (question, option): (&Question, &str),
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let tried = Uuid::new_v5(&learner.enrolment().id.0, question.revision.as_bytes());
    let event = Event {
        id: Uuid::new_v5(&tried, option.as_bytes()),
        lesson,
        kind: Kind::Answered {
            question: question.id,
            revision: question.revision,
            attempt: None,
            option: option.into(),
        },
        occurred_at: now,
    };
    progress::record(&by_herself(learner, edition), &event, now, db).await?;
    Ok(())
}

/// What learners of a course knew before it and after it, asked in pairs of questions.
#[derive(Clone, Copy, Debug, PartialEq, QueryableByName)]
pub struct Gain {
    /// Who answered both questions of some pair.
    #[diesel(sql_type = sql::BigInt)]
    pub learners: i64,
    /// The share of right answers in the pre-test, from 0 to 1.
    #[diesel(sql_type = sql::Double)]
    pub before: f64,
    /// The share of right first answers to their pairs, from 0 to 1.
    #[diesel(sql_type = sql::Double)]
    pub after: f64,
}

/// Compares the pre-test of a course with its pairs, as the course is published. It reads all answers of the course.
///
/// # Errors
/// When the database is away.
pub async fn gain(_: &Caretaker, course: CourseId, db: &mut Connection) -> QueryResult<Gain> {
    diesel::sql_query(include_str!("gain.sql"))
        .bind::<sql::Uuid, _>(course)
        .get_result(db)
        .await
}

fn by_herself<'l>(learner: &'l Learner<Course>, edition: &Edition) -> Happened<'l> {
    Happened {
        learner: learner.person(),
        enrolment: learner.enrolment(),
        course: learner.id,
        version: edition.version,
        provenance: Provenance::Own,
        recorded_by: learner.person(),
    }
}

fn by_the_school<'l>(learner: &'l Learner<Course>, edition: &Edition) -> Happened<'l> {
    Happened {
        provenance: Provenance::School,
        ..by_herself(learner, edition)
    }
}
