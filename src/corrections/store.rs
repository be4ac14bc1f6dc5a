//! How corrections are kept, and who is told when one is over.
use super::{letters::CorrectionLetter, model::Correction};
use crate::{
    Error, Result,
    access::{PersonId, Reviewer},
    courses::{Course, Edition, LessonId, Titles, VersionId, trust_changed},
    db::Connection,
    enquiries::Text,
    mail,
    schema::{
        corrections, courses, enquiries, lesson_contents, lesson_states, lessons, publications,
    },
};
use chrono::{DateTime, Utc};
use diesel::{dsl::insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// How many corrections that are over a list shows.
const MENDED: i64 = 20;

/// A statement takes at most 65,535 values: letters are written in parts.
const AT_ONCE: usize = 2_000;

/// Corrections as `Correction` has them.
#[diesel::dsl::auto_type]
fn all() -> _ {
    corrections::table.select((
        corrections::id,
        corrections::lesson,
        corrections::reason,
        corrections::is_class_a,
        corrections::content,
        corrections::opened_at,
        corrections::mended_at,
    ))
}

/// The corrections of a course that are open, and the latest that are over.
pub(super) async fn of(
    by: &Reviewer<Course>,
    db: &mut Connection,
) -> QueryResult<(Vec<Correction>, Vec<Correction>)> {
    let of_course = || all().filter(corrections::course.eq(by.id));
    let open = of_course()
        .filter(corrections::mended_at.is_null())
        .order((corrections::opened_at, corrections::id))
        .load(db)
        .await?;
    let mended = of_course()
        .filter(corrections::mended_at.is_not_null())
        .order((corrections::mended_at.desc(), corrections::id))
        .limit(MENDED)
        .load(db)
        .await?;
    Ok((open, mended))
}

/// What she says about a lesson.
pub(super) struct Opening<'a> {
    /// The form that it came with.
    pub form: Uuid,
    pub lesson: LessonId,
    /// The hash of what the lesson says now.
    pub content: &'a str,
    pub reason: Text,
    pub is_class_a: bool,
    pub enquiry: Option<Uuid>,
}

/// What became of a correction that was sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Opened {
    Now,
    Before,
    /// The lesson is being corrected already, or the form came before with another reason.
    Already,
}

/// Opens a correction: from now on the lesson says everywhere that it is being corrected. What came before is not opened again.
///
/// # Errors
/// `NotFound` for an enquiry about another lesson, `Unavailable` when the database is away.
pub(super) async fn open(
    by: &Reviewer<Course>,
    opening: &Opening<'_>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Opened> {
    let id = Uuid::new_v5(&by.person().0, opening.form.as_bytes());
    db.transaction(async |db| {
        if let Some(enquiry) = opening.enquiry {
            is_about(enquiry, opening.lesson, db).await?;
        }
        let opened = insert_into(corrections::table)
            .values((
                corrections::id.eq(id),
                corrections::course.eq(by.id),
                corrections::lesson.eq(opening.lesson),
                corrections::reason.eq(opening.reason.as_str()),
                corrections::is_class_a.eq(opening.is_class_a),
                corrections::enquiry.eq(opening.enquiry),
                corrections::content.eq(opening.content),
                corrections::opened_at.eq(now),
                corrections::opened_by.eq(by.person()),
            ))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
        if opened == 0 {
            let before = corrections::table
                .find(id)
                .filter(corrections::lesson.eq(opening.lesson))
                .filter(corrections::reason.eq(opening.reason.as_str()))
                .count();
            let is_same = before.get_result::<i64>(db).await? == 1;
            return Ok(if is_same {
                Opened::Before
            } else {
                Opened::Already
            });
        }
        trust_changed(by.id, db).await?;
        Ok(Opened::Now)
    })
    .await
}

/// # Errors
/// `NotFound` when the enquiry is about another lesson.
pub(super) async fn is_about(
    enquiry: Uuid,
    lesson: LessonId,
    db: &mut Connection,
) -> QueryResult<Uuid> {
    enquiries::table
        .find(enquiry)
        .filter(enquiries::lesson.eq(lesson))
        .select(enquiries::id)
        .first(db)
        .await
}

/// What became of a correction that was said to be over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mended {
    /// Now, or before.
    Yes,
    /// What is published says the same as when it was opened.
    StillTheSame,
}

/// Ends a correction when something else is published. Those who completed the lesson before are told in the same transaction, if it was
/// about what can harm.
///
/// # Errors
/// `NotFound` for another course's correction, `Unavailable` when the database is away; then nothing was ended.
pub(super) async fn mend(
    by: &Reviewer<Course>,
    id: Uuid,
    edition: &Edition,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Mended> {
    db.transaction(async |db| {
        let correction = lock(by, id, db).await?;
        if correction.mended_at.is_some() {
            return Ok(Mended::Yes);
        }
        let (version, published) = published(by, correction.lesson, db).await?;
        if published.as_ref() == Some(&correction.content) {
            return Ok(Mended::StillTheSame);
        }
        update(corrections::table.find(id))
            .set((
                corrections::mended_at.eq(now),
                corrections::mended_by.eq(by.person()),
                corrections::mended_in.eq(version),
            ))
            .execute(db)
            .await?;
        if correction.is_class_a {
            tell(&correction, edition, now, db).await?;
        }
        trust_changed(by.id, db).await?;
        Ok(Mended::Yes)
    })
    .await
}

/// Until the end of the transaction, another one who ends it waits.
async fn lock(by: &Reviewer<Course>, id: Uuid, db: &mut Connection) -> QueryResult<Correction> {
    all()
        .filter(corrections::id.eq(id))
        .filter(corrections::course.eq(by.id))
        .for_update()
        .first(db)
        .await
}

/// What is published, and the hash of what the lesson says in it; no hash when the lesson was taken away.
async fn published(
    by: &Reviewer<Course>,
    lesson: LessonId,
    db: &mut Connection,
) -> QueryResult<(VersionId, Option<String>)> {
    let in_force = lesson_contents::version
        .eq(publications::version)
        .and(lesson_contents::language.eq(courses::source_language))
        .and(lesson_contents::lesson.eq(lesson));
    publications::table
        .inner_join(courses::table)
        .left_join(lesson_contents::table.on(in_force))
        .filter(publications::course.eq(by.id))
        .select((publications::version, lesson_contents::hash.nullable()))
        .first(db)
        .await
}

/// Writes to everybody who completed the lesson before it was mended.
async fn tell(
    correction: &Correction,
    edition: &Edition,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<()> {
    let titles: serde_json::Value = lessons::table
        .inner_join(courses::table)
        .filter(lessons::id.eq(correction.lesson))
        .select(courses::titles)
        .first(db)
        .await?;
    let course_titles: Titles =
        serde_json::from_value(titles).map_err(|e| Error::Mistake(e.to_string()))?;
    let course = format!("/courses/{}", edition.slug);
    let (lesson_titles, path) = match edition.place_of(correction.lesson) {
        Some(place) => (
            edition.lesson_titles(place),
            format!("{course}/lessons/{}", edition.lessons[place].slug),
        ),
        None => (course_titles.clone(), course),
    };
    let letter = CorrectionLetter {
        course_titles,
        lesson_titles,
        reason: correction.reason.clone(),
        path,
    };
    let readers: Vec<PersonId> = lesson_states::table
        .filter(lesson_states::lesson.eq(correction.lesson))
        .filter(lesson_states::completed_at.lt(now))
        .select(lesson_states::learner)
        .load(db)
        .await?;
    for some in readers.chunks(AT_ONCE) {
        let batch: Vec<_> = some
            .iter()
            .map(|to| (&letter, correction.id, *to))
            .collect();
        mail::write_all(&batch, now, db).await?;
    }
    Ok(())
}
