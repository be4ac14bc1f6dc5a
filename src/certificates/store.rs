//! How certificates are issued and found.
use super::{
    Certificate, Code, Facts, Issuer, QuizResult, ReviewState, Signed, Version,
    letters::CertificateLetter,
};
use crate::{
    access::{EnrolmentId, PersonId},
    courses::{self, Edition, LessonId},
    db::Connection,
    mail,
    progress::{self, Kind, LessonState, Provenance},
    schema::{
        certificates, courses as course_rows, enrolment_states, enrolments, events, people,
        programmes,
    },
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::insert_into,
    prelude::*,
    result::{Error::DeserializationError, Error::SerializationError, OptionalExtension},
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::Deserialize;
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// Issues the certificate of an enrolment in which every lesson of the edition is complete; otherwise answers nothing. To be called in the
/// transaction of the event that completes. Twice is once: then the code is that of the first. What was withdrawn is not issued again.
///
/// # Errors
/// When the database is away, or the enrolment is not the learner's.
pub async fn issue_if_complete(
    learner: PersonId,
    enrolment: EnrolmentId,
    edition: &Edition,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<Code>> {
    let states = progress::states(learner, &edition.lesson_ids(), db).await?;
    let completions = edition.lessons.iter().map(|lesson| {
        let state = states.get(&lesson.id);
        state.and_then(|state| state.completed)
    });
    let Some(completions) = completions.collect::<Option<Vec<_>>>() else {
        return Ok(None);
    };
    let Some(completed_at) = completions.iter().map(|(at, _)| *at).max() else {
        return Ok(None);
    };
    complete(enrolment, completed_at, db).await?;
    let before = standing(enrolment, db).await?;
    if !before.is_empty() {
        return Ok(in_force(before));
    }

    let alone = |provenance: &Provenance| *provenance != Provenance::Facilitated;
    let lessons_self = completions.iter().filter(|(_, by)| alone(by)).count();
    let learned = Learned {
        completed_at,
        lessons_self: counted(lessons_self),
        lessons_facilitated: counted(completions.len() - lessons_self),
        quiz: quiz(learner, edition, &states, db).await?,
    };
    let facts = facts(learner, enrolment, edition, learned, issuer, now, db).await?;
    keep(learner, enrolment, &facts, issuer, now, db).await?;
    Ok(in_force(standing(enrolment, db).await?))
}

/// How somebody went through a course.
struct Learned {
    completed_at: DateTime<Utc>,
    lessons_self: u32,
    lessons_facilitated: u32,
    quiz: Option<QuizResult>,
}

/// The time of the first completion stays.
async fn complete(
    enrolment: EnrolmentId,
    at: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    diesel::update(enrolment_states::table.find(enrolment))
        .filter(enrolment_states::completed_at.is_null())
        .set(enrolment_states::completed_at.eq(at))
        .execute(db)
        .await
        .map(|_| ())
}

/// The certificates of an enrolment, each with whether it was withdrawn.
async fn standing(
    enrolment: EnrolmentId,
    db: &mut Connection,
) -> QueryResult<Vec<(String, Option<DateTime<Utc>>)>> {
    certificates::table
        .filter(certificates::enrolment.eq(enrolment))
        .select((certificates::code, certificates::revoked_at))
        .load(db)
        .await
}

fn in_force(standing: Vec<(String, Option<DateTime<Utc>>)>) -> Option<Code> {
    let mut standing = standing.into_iter();
    let one = standing.find(|(_, revoked_at)| revoked_at.is_none());
    one.and_then(|(code, _)| code.parse().ok())
}

fn counted(lessons: usize) -> u32 {
    u32::try_from(lessons).unwrap_or(u32::MAX)
}

/// The best results of the quizzes together. A quiz that was only done in a group has none.
async fn quiz(
    learner: PersonId,
    edition: &Edition,
    states: &HashMap<LessonId, LessonState>,
    db: &mut Connection,
) -> QueryResult<Option<QuizResult>> {
    let quizzes = edition.lessons.iter().filter(|lesson| lesson.is_quiz());
    let tried = quizzes.map(|quiz| quiz.id).filter(|id| {
        let state = states.get(id);
        state.is_some_and(|state| state.best_points.is_some())
    });
    let tried: Vec<LessonId> = tried.collect();
    if tried.is_empty() {
        return Ok(None);
    }
    let rows: Vec<(LessonId, serde_json::Value)> = events::table
        .filter(events::learner.eq(learner))
        .filter(events::lesson.eq_any(&tried))
        .filter(events::kind.eq("finished"))
        .select((events::lesson, events::payload))
        .load(db)
        .await?;
    let mut tries: BTreeMap<LessonId, Vec<QuizResult>> = BTreeMap::new();
    for (lesson, payload) in &rows {
        if let Ok(Kind::Finished { right, of, .. }) = Kind::deserialize(payload) {
            let points = |points: i16| u32::try_from(points).unwrap_or(0);
            let (right, of) = (points(right), points(of));
            tries
                .entry(*lesson)
                .or_default()
                .push(QuizResult { right, of });
        }
    }
    Ok(QuizResult::total(
        tries.into_values().filter_map(QuizResult::best),
    ))
}

type Names = BTreeMap<String, String>;
type Row = (
    String,
    Option<String>,
    String,
    serde_json::Value,
    serde_json::Value,
);

/// The facts as they are now, in the days of the learner's own zone.
async fn facts(
    learner: PersonId,
    enrolment: EnrolmentId,
    edition: &Edition,
    learned: Learned,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Facts> {
    let (name, language, zone, titles, programme): Row = enrolments::table
        .inner_join(people::table)
        .inner_join(course_rows::table.inner_join(programmes::table))
        .filter(enrolments::id.eq(enrolment))
        .filter(enrolments::person.eq(learner))
        .select((
            people::name,
            people::language,
            people::time_zone,
            course_rows::titles,
            programmes::names,
        ))
        .first(db)
        .await?;
    let titles: Names = named(titles)?;
    let zone: chrono_tz::Tz = zone.parse().unwrap_or(chrono_tz::UTC);
    let language = language.filter(|language| titles.contains_key(language));
    let language = language.unwrap_or_else(|| edition.source_language.clone());
    let issued_on = now.with_timezone(&zone).date_naive();
    let dossier = courses::dossier(edition.version, db).await?;
    let known = dossier.of_course(&edition.lesson_ids(), &language, issued_on);
    let (issuer, trial) = issuer.stands_behind(&known);

    Ok(Facts {
        version: Version,
        code: Code::draw().map_err(|e| SerializationError(e.into()))?,
        name,
        language,
        titles,
        minutes: u32::try_from(edition.minutes()).unwrap_or(0),
        completed_on: learned.completed_at.with_timezone(&zone).date_naive(),
        issued_on,
        lessons_self: learned.lessons_self,
        lessons_facilitated: learned.lessons_facilitated,
        quiz: learned.quiz,
        review: ReviewState::of(&known),
        trial,
        programme: named(programme)?,
        issuer: issuer.into(),
    })
}

fn named(names: serde_json::Value) -> QueryResult<Names> {
    serde_json::from_value(names).map_err(|e| DeserializationError(e.into()))
}

/// Signs and keeps the facts and writes the letter, unless another request was faster.
async fn keep(
    learner: PersonId,
    enrolment: EnrolmentId,
    facts: &Facts,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let id = Uuid::now_v7();
    let frozen = serde_json::to_value(facts).map_err(|e| SerializationError(e.into()))?;
    let kept = insert_into(certificates::table)
        .values((
            certificates::id.eq(id),
            certificates::code.eq(facts.code.to_string()),
            certificates::person.eq(learner),
            certificates::enrolment.eq(enrolment),
            certificates::facts.eq(frozen),
            certificates::signature.eq(issuer.key.sign(facts).payload()),
            certificates::issued_at.eq(now),
        ))
        .on_conflict(certificates::enrolment)
        .filter_target(certificates::revoked_at.is_null())
        .do_nothing()
        .execute(db)
        .await?;
    if kept == 0 {
        return Ok(());
    }
    let letter = CertificateLetter {
        code: facts.code.to_string(),
        course_titles: facts.titles.clone(),
    };
    mail::write(&letter, id, learner, now, db).await
}

/// Issues a certificate that should have been issued with the last event.
///
/// # Errors
/// When the database is away.
pub(super) async fn heal(
    learner: PersonId,
    enrolment: EnrolmentId,
    edition: &Edition,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Option<Code>> {
    db.transaction(async |db| issue_if_complete(learner, enrolment, edition, issuer, now, db).await)
        .await
}

/// The certificate with this code, if there is one.
///
/// # Errors
/// When the database is away, or holds facts that are none.
pub(super) async fn find(code: Code, db: &mut Connection) -> QueryResult<Option<Certificate>> {
    let found = certificates::table.filter(certificates::code.eq(code.to_string()));
    let row: Option<Kept> = found.select(KEPT).first(db).await.optional()?;
    row.map(|row| certificate(code, row)).transpose()
}

/// A person's own certificate.
///
/// # Errors
/// `NotFound` when it is not hers, or there is none.
pub(super) async fn hers(
    person: PersonId,
    code: Code,
    db: &mut Connection,
) -> QueryResult<Certificate> {
    let found = certificates::table.filter(certificates::code.eq(code.to_string()));
    let hers = found.filter(certificates::person.eq(person));
    certificate(code, hers.select(KEPT).first(db).await?)
}

type Kept = (
    serde_json::Value,
    String,
    Option<DateTime<Utc>>,
    Option<String>,
);
const KEPT: (
    certificates::facts,
    certificates::signature,
    certificates::revoked_at,
    certificates::revoked_reason,
) = (
    certificates::facts,
    certificates::signature,
    certificates::revoked_at,
    certificates::revoked_reason,
);

fn certificate(
    code: Code,
    (facts, signature, revoked_at, reason): Kept,
) -> QueryResult<Certificate> {
    let facts = serde_json::from_value(facts).map_err(|e| DeserializationError(e.into()))?;
    Ok(Certificate {
        facts,
        signed: Signed::kept(code, signature),
        withdrawn: revoked_at.map(|at| (at, reason.unwrap_or_default())),
    })
}
