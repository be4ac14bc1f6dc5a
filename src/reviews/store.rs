//! How reviews are signed, and what lies before those who sign them.
use super::model::{Cited, Claim, ClaimFacts, Desk, Doubt, Signed};
use crate::{
    Error, Result,
    access::{PersonId, Reviewer, RoleName},
    courses::{Course, CourseId, Lesson, LessonId, Library, VersionId, trust_changed},
    db::Connection,
    schema::{audit, claims, courses, lesson_contents, publications, reviews, roles, sources},
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::{dsl::insert_into, prelude::*};
use diesel_async::{AsyncConnection, RunQueryDsl};
use serde::de::DeserializeOwned;
use uuid::Uuid;

/// A published course that somebody reviews.
#[derive(Clone, Debug, Queryable)]
pub(super) struct Reviewed {
    pub version: VersionId,
    pub trust_changes: i64,
}

/// The published courses that somebody reviews, by their addresses.
pub(super) async fn reviewed_by(
    person: PersonId,
    db: &mut Connection,
) -> QueryResult<Vec<Reviewed>> {
    let held: Vec<(Option<Uuid>, Option<Uuid>, Option<Uuid>)> = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::role.eq(RoleName::Reviewer.name()))
        .filter(roles::until.is_null())
        .select((roles::programme, roles::cohort, roles::course))
        .load(db)
        .await?;
    let reviews_all = held.contains(&(None, None, None));
    let programmes: Vec<Uuid> = held.iter().filter_map(|held| held.0).collect();
    let own: Vec<Uuid> = held.iter().filter_map(|held| held.2).collect();
    let mut query = courses::table
        .inner_join(publications::table)
        .order(courses::slug)
        .select((publications::version, courses::trust_changes))
        .into_boxed();
    if !reviews_all {
        let hers = courses::id.eq_any(own);
        query = query.filter(hers.or(courses::programme.eq_any(programmes)));
    }
    query.load(db).await
}

/// A lesson with a source that should have been looked at again: its title, and until when it was good.
pub(super) type Outdated = (LessonId, String, NaiveDate);

/// Sources of these versions that were good until a day that is over, with the lessons that cite them.
///
/// # Errors
/// When the database is away, or holds what cannot be read.
pub(super) async fn outdated(
    versions: &[VersionId],
    today: NaiveDate,
    db: &mut Connection,
) -> Result<Vec<Outdated>> {
    let cited: Vec<(LessonId, String, serde_json::Value)> = claims::table
        .inner_join(
            sources::table.on(sources::version
                .eq(claims::version)
                .and(sources::name.eq(claims::source))),
        )
        .filter(claims::version.eq_any(versions))
        .order((claims::lesson, sources::name))
        .distinct()
        .select((claims::lesson, sources::name, sources::facts))
        .load(db)
        .await?;
    let mut outdated = vec![];
    for (lesson, _, facts) in cited {
        let source: Cited = read(facts)?;
        if let Some(day) = source.valid_until.filter(|day| *day < today) {
            outdated.push((lesson, source.title, day));
        }
    }
    Ok(outdated)
}

/// What lies before a reviewer who opens a lesson in a language; without one, in its source language.
///
/// # Errors
/// `NotFound` for a lesson that is not published, or not in this language.
pub(super) async fn desk(
    by: &Reviewer<Course>,
    lesson: &str,
    language: Option<&str>,
    library: &Library,
    db: &mut Connection,
) -> Result<Desk> {
    let edition = library.published(by, db).await?;
    let (place, found) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    let dossier = library.dossier(by, db).await?;
    let language = language.unwrap_or(&edition.source_language).to_string();
    if dossier.content(found.id, &language).is_none() {
        return Err(Error::NotFound);
    }
    Ok(Desk {
        claims: claims_of(edition.version, found, db).await?,
        edition: edition.clone(),
        dossier,
        place,
        language,
    })
}

async fn claims_of(version: VersionId, lesson: &Lesson, db: &mut Connection) -> Result<Vec<Claim>> {
    let rows: Vec<(String, serde_json::Value, serde_json::Value)> = claims::table
        .inner_join(
            sources::table.on(sources::version
                .eq(claims::version)
                .and(sources::name.eq(claims::source))),
        )
        .filter(claims::version.eq(version))
        .filter(claims::lesson.eq(lesson.id))
        .order(claims::position)
        .select((claims::segment, claims::facts, sources::facts))
        .load(db)
        .await?;
    let claim = |(segment, facts, source)| {
        Ok(Claim {
            segment,
            facts: read::<ClaimFacts>(facts)?,
            source: read::<Cited>(source)?,
        })
    };
    rows.into_iter().map(claim).collect()
}

/// What reviewers doubted in what lies on the desk, each with her name.
///
/// # Errors
/// When the database is away, or holds what cannot be read.
pub(super) async fn doubts(desk: &Desk, db: &mut Connection) -> Result<Vec<(String, Doubt)>> {
    let rows: Vec<(String, serde_json::Value)> = reviews::table
        .filter(reviews::lesson.eq(desk.lesson().id))
        .filter(reviews::content.eq(desk.content()))
        .order((reviews::made_at, reviews::id))
        .select((reviews::name, reviews::doubted))
        .load(db)
        .await?;
    let mut doubts = vec![];
    for (name, doubted) in rows {
        let doubted: Vec<Doubt> = read(doubted)?;
        doubts.extend(doubted.into_iter().map(|doubt| (name.clone(), doubt)));
    }
    Ok(doubts)
}

/// The function and the organisation under which somebody signed last.
pub(super) async fn signature_of(
    person: PersonId,
    db: &mut Connection,
) -> QueryResult<Option<(String, String)>> {
    reviews::table
        .filter(reviews::person.eq(person))
        .order((reviews::made_at.desc(), reviews::id.desc()))
        .select((reviews::function, reviews::organisation))
        .first(db)
        .await
        .optional()
}

/// What became of a review that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    Kept,
    KeptBefore,
    /// The same form came before with another review in it.
    AnotherReview,
    /// Something else is published by now than what she looked at.
    LessonChanged,
}

/// Keeps a review, from the next page on for everybody. What came before is not kept again.
///
/// # Errors
/// When the database is away; then nothing was kept.
pub(super) async fn sign(
    by: &Reviewer<Course>,
    name: &str,
    lesson: LessonId,
    signed: &Signed,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Outcome> {
    // Another's review can neither be overwritten nor guessed by its id.
    let id = Uuid::new_v5(&by.person().0, signed.form.as_bytes());
    db.transaction(async |db| {
        lock(by.id, db).await?;
        match before(id, db).await? {
            Some(before) if before == row(lesson, signed) => return Ok(Outcome::KeptBefore),
            Some(_) => return Ok(Outcome::AnotherReview),
            None if !is_published(by.id, lesson, signed, db).await? => {
                return Ok(Outcome::LessonChanged);
            }
            None => {}
        }

        keep(id, by, name, lesson, signed, now, db).await?;
        write_down(id, by, lesson, signed, now, db).await?;
        trust_changed(by.id, db).await?;
        Ok(Outcome::Kept)
    })
    .await
}

/// Until the end of the transaction, other reviews of the course wait: what is sent twice at once is still one after the other.
async fn lock(course: CourseId, db: &mut Connection) -> QueryResult<CourseId> {
    courses::table
        .find(course)
        .select(courses::id)
        .for_no_key_update()
        .first(db)
        .await
}

/// What makes two reviews the same, as the table has it.
type Row = (
    LessonId,
    [String; 7],
    Option<String>,
    Option<NaiveDate>,
    serde_json::Value,
);

fn row(lesson: LessonId, signed: &Signed) -> Row {
    let texts = [
        &signed.language,
        &signed.content,
        signed.kind.name(),
        signed.verdict.name(),
        &signed.function,
        &signed.organisation,
        &signed.remark,
    ];
    (
        lesson,
        texts.map(str::to_string),
        signed.place.clone(),
        signed.until,
        serde_json::json!(signed.doubted),
    )
}

async fn before(id: Uuid, db: &mut Connection) -> QueryResult<Option<Row>> {
    type Texts = (String, String, String, String, String, String, String);
    type Kept = (
        LessonId,
        Texts,
        Option<String>,
        Option<NaiveDate>,
        serde_json::Value,
    );
    let kept: Option<Kept> = reviews::table
        .find(id)
        .select((
            reviews::lesson,
            (
                reviews::language,
                reviews::content,
                reviews::kind,
                reviews::verdict,
                reviews::function,
                reviews::organisation,
                reviews::remark,
            ),
            reviews::place,
            reviews::valid_until,
            reviews::doubted,
        ))
        .first(db)
        .await
        .optional()?;
    Ok(kept.map(|(lesson, texts, place, until, doubted)| {
        (lesson, texts.into(), place, until, doubted)
    }))
}

/// Whether what was looked at is what is published.
async fn is_published(
    course: CourseId,
    lesson: LessonId,
    signed: &Signed,
    db: &mut Connection,
) -> QueryResult<bool> {
    let published = lesson_contents::table
        .inner_join(publications::table.on(publications::version.eq(lesson_contents::version)))
        .filter(publications::course.eq(course))
        .filter(lesson_contents::lesson.eq(lesson))
        .filter(lesson_contents::language.eq(&signed.language))
        .filter(lesson_contents::hash.eq(&signed.content));
    diesel::select(diesel::dsl::exists(published))
        .get_result(db)
        .await
}

async fn keep(
    id: Uuid,
    by: &Reviewer<Course>,
    name: &str,
    lesson: LessonId,
    signed: &Signed,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    insert_into(reviews::table)
        .values((
            reviews::id.eq(id),
            reviews::lesson.eq(lesson),
            reviews::language.eq(&signed.language),
            reviews::content.eq(&signed.content),
            reviews::kind.eq(signed.kind.name()),
            reviews::verdict.eq(signed.verdict.name()),
            reviews::name.eq(name),
            reviews::function.eq(&signed.function),
            reviews::organisation.eq(&signed.organisation),
            reviews::place.eq(&signed.place),
            reviews::decided_on.eq(now.date_naive()),
            reviews::valid_until.eq(signed.until),
            reviews::remark.eq(&signed.remark),
            reviews::doubted.eq(serde_json::json!(signed.doubted)),
            reviews::person.eq(by.person()),
            reviews::made_at.eq(now),
        ))
        .execute(db)
        .await
        .map(|_| ())
}

async fn write_down(
    review: Uuid,
    by: &Reviewer<Course>,
    lesson: LessonId,
    signed: &Signed,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let detail = serde_json::json!({
        "lesson": lesson,
        "language": signed.language,
        "kind": signed.kind,
        "verdict": signed.verdict,
        "content": signed.content,
    });
    insert_into(audit::table)
        .values((
            audit::id.eq(Uuid::now_v7()),
            audit::at.eq(now),
            audit::who.eq(by.person()),
            audit::what.eq("review_signed"),
            audit::about.eq(review),
            audit::detail.eq(detail),
        ))
        .execute(db)
        .await
        .map(|_| ())
}

/// What the school wrote itself must be readable; otherwise the mistake is ours.
fn read<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(|e| Error::Mistake(e.to_string()))
}
