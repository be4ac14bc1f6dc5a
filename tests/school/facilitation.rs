//! Cohorts as those who lead them see them: their own people, and nobody else's.
mod groups;
mod people;
mod sessions;
mod table;

use crate::support::{Course, Over, Person, School};
use cloud_school::access::RoleName;
use uuid::Uuid;

/// A programme with everything in it.
pub struct Country {
    pub cohort: Uuid,
    pub course: Course,
    /// Runs the programme.
    pub cora: Person,
    /// Leads the cohort.
    pub fay: Person,
    /// Learns in the cohort.
    pub kim: Person,
}

impl Country {
    pub async fn of(school: &School, name: &str) -> Self {
        let id = school.programme(name).await;
        let country = Self {
            cohort: school.cohort(&format!("Group of {name}"), id).await,
            course: school.course(&format!("{name}-rice"), name).await,
            cora: school.person(&format!("Cora of {name}")).await,
            fay: school.person(&format!("Fay of {name}")).await,
            kim: school.person(&format!("Kim of {name}")).await,
        };
        school.teaches(country.cohort, &country.course).await;
        school
            .gives(&country.cora, RoleName::Coordinator, Over::Programme(id))
            .await;
        school
            .gives(
                &country.fay,
                RoleName::Facilitator,
                Over::Cohort(country.cohort),
            )
            .await;
        country.learns(school, &country.kim).await;
        country
    }

    /// Somebody joins the cohort and learns its course.
    pub async fn learns(&self, school: &School, person: &Person) {
        school.joins(person, self.cohort).await;
        school.enrol(person, &self.course).await;
    }

    pub fn at(&self, rest: &str) -> String {
        format!("/cohorts/{}{rest}", self.cohort)
    }

    pub fn table(&self, rest: &str) -> String {
        self.at(&format!("/courses/{}{rest}", self.course.slug))
    }

    /// Every page of the room that only those who lead the cohort may open.
    pub fn pages(&self) -> Vec<String> {
        vec![
            self.at(""),
            self.at("/cards"),
            self.table(""),
            self.table("/table.csv"),
            self.table("/group-sessions"),
            self.table("/group-sessions?lesson=look"),
        ]
    }
}

/// A text without the marks that keep a value's direction apart.
pub fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "")
}
