//! What lists of cohorts and programmes say about each of them.
use crate::{cohorts::CohortId, courses::Spoken};
use chrono::NaiveDate;
use diesel::prelude::*;
use uuid::Uuid;

/// A role by its name, with the programme, the cohort or the course that it is held over; none of them is the whole school.
pub type Held = (String, Option<Uuid>, Option<Uuid>, Option<Uuid>);

/// How far somebody's roles reach: the cohorts that she leads herself, and the programmes that she facilitates or runs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reach {
    pub cohorts: Vec<Uuid>,
    pub facilitated: Vec<Uuid>,
    pub facilitates_all: bool,
    pub run: Vec<Uuid>,
    pub runs_all: bool,
    /// Whether she checks any course.
    pub reviews: bool,
}

impl Reach {
    pub fn of(held: &[Held]) -> Self {
        let mut reach = Self::default();
        for (role, programme, cohort, course) in held {
            let is_over_all = programme.is_none() && cohort.is_none() && course.is_none();
            match role.as_str() {
                "facilitator" => {
                    reach.facilitates_all |= is_over_all;
                    reach.facilitated.extend(*programme);
                    reach.cohorts.extend(*cohort);
                }
                "coordinator" | "administrator" => {
                    reach.runs_all |= is_over_all;
                    reach.run.extend(*programme);
                    reach.cohorts.extend(*cohort);
                }
                "reviewer" => reach.reviews = true,
                _ => {}
            }
        }
        reach
    }

    pub fn leads(&self) -> bool {
        self.facilitates_all || !self.cohorts.is_empty() || !self.facilitated.is_empty()
    }

    pub fn runs(&self) -> bool {
        self.runs_all || !self.run.is_empty()
    }
}

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
    /// Questions of its people that wait for an answer.
    pub waiting: i64,
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

    fn led(people: i64, done: i64, lessons: i64) -> Led {
        Led {
            id: CohortId(Uuid::nil()),
            name: "Nakuru".into(),
            place: String::new(),
            people,
            done: Some(done),
            lessons: Some(lessons),
            waiting: 0,
        }
    }

    #[test]
    fn a_role_reaches_as_far_as_what_it_is_held_over() {
        let [programme, cohort, course] = [1, 2, 3].map(Uuid::from_u128);
        let role = |role: &str, p, c, k| (role.to_string(), p, c, k);
        let reach = Reach::of(&[
            role("facilitator", None, Some(cohort), None),
            role("coordinator", Some(programme), None, None),
            role("instructor", None, None, Some(course)),
            role("administrator", None, None, Some(course)),
        ]);
        assert_eq!(reach.cohorts, [cohort]);
        assert_eq!(reach.run, [programme]);
        assert!(reach.leads() && reach.runs());
        assert!(!reach.facilitates_all && !reach.runs_all && reach.facilitated.is_empty());

        let reach = Reach::of(&[role("administrator", None, None, None)]);
        assert!(reach.runs_all && !reach.leads());
        let reach = Reach::of(&[role("facilitator", Some(programme), None, None)]);
        assert!(reach.leads() && !reach.runs());
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
