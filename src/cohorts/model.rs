//! What a cohort is.
use crate::programmes::ProgrammeId;
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use diesel_derive_newtype::DieselNewType;
use uuid::Uuid;

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, DieselNewType)]
pub struct CohortId(pub Uuid);

#[derive(Clone, Debug, Queryable)]
pub struct Cohort {
    pub id: CohortId,
    pub programme: ProgrammeId,
    pub name: String,
    pub place: String,
    pub time_zone: String,
    pub starts_on: Option<NaiveDate>,
    pub ends_on: Option<NaiveDate>,
}

impl Cohort {
    /// The zone in which its days begin and end.
    pub fn zone(&self) -> Tz {
        self.time_zone.parse().unwrap_or(Tz::UTC)
    }

    /// The day it is where its people are.
    pub fn today(&self, now: DateTime<Utc>) -> NaiveDate {
        now.with_timezone(&self.zone()).date_naive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cohort_in(time_zone: &str) -> Cohort {
        Cohort {
            id: CohortId(Uuid::nil()),
            programme: ProgrammeId(Uuid::nil()),
            name: "Nakuru".into(),
            place: String::new(),
            time_zone: time_zone.into(),
            starts_on: None,
            ends_on: None,
        }
    }

    #[test]
    fn a_day_begins_where_the_people_are() {
        let now = "2026-11-24T03:00:00Z".parse().unwrap();
        let today = |zone| cohort_in(zone).today(now).to_string();

        assert_eq!(today("America/Guayaquil"), "2026-11-23");
        assert_eq!(today("Asia/Colombo"), "2026-11-24");
        assert_eq!(today("no zone at all"), "2026-11-24");
    }
}
