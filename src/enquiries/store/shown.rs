//! What stands under the lessons of a course, remembered until something about the course's trust changes.
use super::super::model::ShownAnswer;
use crate::{
    Result,
    courses::{Course, CourseId, LessonId},
    db::Connection,
    schema::{enquiries, lessons},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

/// More courses than a school has; then the memory is given back.
const AT_MOST: usize = 64;

/// By lesson, the newest first.
type OfLessons = HashMap<LessonId, Arc<[ShownAnswer]>>;

/// Shared by all requests. Nothing about people is in it.
#[derive(Default)]
pub struct Shown(
    /// Each as of so many changes of its course's trust.
    RwLock<HashMap<CourseId, (i64, Arc<OfLessons>)>>,
);

impl Shown {
    /// What stands under a lesson. The database is asked only after something about the course's trust changed.
    ///
    /// # Errors
    /// `Unavailable` when the database is away.
    pub async fn under(
        &self,
        course: &Course,
        lesson: LessonId,
        db: &mut Connection,
    ) -> Result<Arc<[ShownAnswer]>> {
        let known = self
            .0
            .read()
            .unwrap_or_else(|e| e.into_inner())
            .get(&course.id)
            .filter(|(changes, _)| *changes == course.trust_changes)
            .map(|(_, shown)| shown.clone());
        let shown = match known {
            Some(shown) => shown,
            None => {
                let shown = Arc::new(of_course(course.id, db).await?);
                self.remember(course, shown.clone());
                shown
            }
        };
        Ok(shown.get(&lesson).cloned().unwrap_or_default())
    }

    fn remember(&self, course: &Course, shown: Arc<OfLessons>) {
        let mut known = self.0.write().unwrap_or_else(|e| e.into_inner());
        if known.len() >= AT_MOST {
            known.clear();
        }
        known.insert(course.id, (course.trust_changes, shown));
    }
}

async fn of_course(course: CourseId, db: &mut Connection) -> QueryResult<OfLessons> {
    let rows: Vec<(LessonId, ShownAnswer)> = enquiries::table
        .inner_join(lessons::table)
        .filter(lessons::course.eq(course))
        .filter(enquiries::shown)
        .order((enquiries::lesson, enquiries::answered_at.desc()))
        .select((
            enquiries::lesson,
            (
                enquiries::language,
                enquiries::words,
                enquiries::answer.assume_not_null(),
            ),
        ))
        .load(db)
        .await?;
    let mut of_lessons: HashMap<LessonId, Vec<ShownAnswer>> = HashMap::new();
    for (lesson, shown) in rows {
        of_lessons.entry(lesson).or_default().push(shown);
    }
    let lightest = |(lesson, shown)| (lesson, ShownAnswer::lightest(shown).into());
    Ok(of_lessons.into_iter().map(lightest).collect())
}
