//! The table on a page.
use super::model::{Cell, Row, Show};
use crate::{
    cohorts::CohortId,
    facilitation::model::{Outline, Pages},
    page::Frame,
};
use askama::Template;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "facilitation/table.html")]
pub struct Table {
    pub frame: Frame,
    pub cohort: CohortId,
    pub cohort_name: String,
    pub outline: Outline,
    pub rows: Vec<Row>,
    pub show: Show,
    pub page: Pages,
    pub now: DateTime<Utc>,
}

impl Table {
    /// Where this table is, without its filter.
    fn address(&self) -> String {
        format!("/cohorts/{}/courses/{}", self.cohort.0, self.outline.slug())
    }
}
