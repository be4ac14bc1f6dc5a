//! What is known of the lessons of a version, and that it changed.
use super::super::{
    CourseId, LessonId, VersionId,
    trust::{Content, Dossier, Review, ReviewKind, Verdict},
};
use crate::{
    db::Connection,
    schema::{
        corrections, course_versions, courses, lesson_contents, lesson_revisions, lessons, reviews,
    },
};
use chrono::{DateTime, NaiveDate, Utc};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::collections::HashMap;

#[derive(Queryable)]
struct ReviewRow {
    lesson: LessonId,
    kind: String,
    language: String,
    content: String,
    verdict: String,
    name: String,
    function: String,
    organisation: String,
    place: Option<String>,
    on: NaiveDate,
    until: Option<NaiveDate>,
    remark: String,
}

impl ReviewRow {
    /// The check constraints of the table name the same kinds and verdicts; another one is left out, and counts as no review.
    fn review(self) -> Option<(LessonId, Review)> {
        let review = Review {
            kind: ReviewKind::named(&self.kind)?,
            language: self.language,
            content: self.content,
            verdict: Verdict::named(&self.verdict)?,
            name: self.name,
            function: self.function,
            organisation: self.organisation,
            place: self.place,
            on: self.on,
            until: self.until,
            remark: self.remark,
        };
        Some((self.lesson, review))
    }
}

/// All that is known of the lessons of a version.
///
/// # Errors
/// When the database is away.
pub async fn dossier(version: VersionId, db: &mut Connection) -> QueryResult<Dossier> {
    let (course, source_language): (CourseId, String) = course_versions::table
        .inner_join(courses::table)
        .filter(course_versions::id.eq(version))
        .select((courses::id, courses::source_language))
        .first(db)
        .await?;
    let rows: Vec<(LessonId, String, String, bool)> = lesson_contents::table
        .filter(lesson_contents::version.eq(version))
        .select((
            lesson_contents::lesson,
            lesson_contents::language,
            lesson_contents::hash,
            lesson_contents::has_class_a,
        ))
        .load(db)
        .await?;
    let mut contents: HashMap<LessonId, HashMap<String, Content>> = HashMap::new();
    for (lesson, language, hash, has_class_a) in rows {
        let content = Content { hash, has_class_a };
        contents
            .entry(lesson)
            .or_default()
            .insert(language, content);
    }
    let rows: Vec<ReviewRow> = reviews::table
        .inner_join(lessons::table)
        .filter(lessons::course.eq(course))
        .order((reviews::lesson, reviews::made_at, reviews::id))
        .select((
            reviews::lesson,
            reviews::kind,
            reviews::language,
            reviews::content,
            reviews::verdict,
            reviews::name,
            reviews::function,
            reviews::organisation,
            reviews::place,
            reviews::decided_on,
            reviews::valid_until,
            reviews::remark,
        ))
        .load(db)
        .await?;
    let mut of_lessons: HashMap<LessonId, Vec<Review>> = HashMap::new();
    for (lesson, review) in rows.into_iter().filter_map(ReviewRow::review) {
        of_lessons.entry(lesson).or_default().push(review);
    }
    let open: Vec<(LessonId, DateTime<Utc>)> = corrections::table
        .inner_join(lesson_revisions::table.on(lesson_revisions::lesson.eq(corrections::lesson)))
        .filter(lesson_revisions::version.eq(version))
        .filter(corrections::course.eq(course))
        .filter(corrections::mended_at.is_null())
        .select((corrections::lesson, corrections::opened_at))
        .load(db)
        .await?;

    Ok(Dossier {
        source_language,
        contents,
        reviews: of_lessons,
        corrections: open
            .into_iter()
            .map(|(lesson, at)| (lesson, at.date_naive()))
            .collect(),
    })
}

/// Tells all servers that something about a course's trust changed. In the transaction of what changed.
///
/// # Errors
/// When the database is away.
pub async fn trust_changed(course: CourseId, db: &mut Connection) -> QueryResult<()> {
    diesel::update(courses::table.find(course))
        .set(courses::trust_changes.eq(courses::trust_changes + 1))
        .execute(db)
        .await
        .map(|_| ())
}
