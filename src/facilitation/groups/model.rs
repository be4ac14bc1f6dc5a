//! What lists of cohorts and programmes say about each of them.
use crate::{cohorts::CohortId, courses::Spoken};
use chrono::NaiveDate;
use diesel::prelude::*;

/// A cohort that the visitor leads.
#[derive(Clone, Debug, Queryable)]
pub struct Led {
    pub id: CohortId,
    pub name: String,
    pub place: String,
    pub people: i64,
    /// Lessons that its people have done, all together.
    done: Option<i64>,
    /// Lessons of its courses, all together.
    lessons: Option<i64>,
}

impl Led {
    /// The share of its people's lessons that are done, of a hundred. A course that became shorter never makes more than all.
    pub fn percent(&self) -> i64 {
        let all = self.people * self.lessons.unwrap_or(0);
        if all == 0 {
            return 0;
        }
        (self.done.unwrap_or(0) * 100 / all).clamp(0, 100)
    }
}

/// A programme that the visitor runs.
#[derive(Clone, Debug, Queryable)]
pub struct Run {
    pub slug: String,
    names: serde_json::Value,
    pub cohorts: i64,
    pub people: i64,
}

impl Run {
    pub fn name(&self, language: &str) -> Spoken {
        Spoken::of(&self.names, language)
    }
}

/// A cohort in the list of its programme.
#[derive(Clone, Debug, Queryable)]
pub struct Listed {
    pub id: CohortId,
    pub name: String,
    pub place: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
    pub people: i64,
}

/// A course that a cohort learns, and how many of its people completed it.
#[derive(Clone, Debug, Queryable)]
pub struct CohortCourse {
    pub cohort: CohortId,
    pub slug: String,
    titles: serde_json::Value,
    /// Only a published course has a table.
    pub is_published: bool,
    pub completed: i64,
}

impl CohortCourse {
    pub fn title(&self, language: &str) -> Spoken {
        Spoken::of(&self.titles, language)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn led(people: i64, done: i64, lessons: i64) -> Led {
        Led {
            id: CohortId(Uuid::nil()),
            name: "Nakuru".into(),
            place: String::new(),
            people,
            done: Some(done),
            lessons: Some(lessons),
        }
    }

    #[test]
    fn a_group_without_people_or_lessons_has_done_nothing_yet() {
        assert_eq!(led(0, 0, 8).percent(), 0);
        assert_eq!(led(40, 0, 0).percent(), 0);
    }

    #[test]
    fn a_share_is_never_more_than_all() {
        assert_eq!(led(2, 8, 8).percent(), 50);
        assert_eq!(led(2, 17, 8).percent(), 100);
    }
}
