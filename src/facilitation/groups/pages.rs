//! The lists of groups.
use super::model::{CohortCourse, Led, Listed, Run};
use crate::{courses::Spoken, enquiries::Checked, page::Frame};
use askama::Template;

#[derive(Template)]
#[template(path = "facilitation/groups.html")]
pub struct Groups {
    pub frame: Frame,
    pub cohorts: Vec<Led>,
    pub programmes: Vec<Run>,
    /// Courses that the visitor checks.
    pub checked: Vec<Checked>,
}

#[derive(Template)]
#[template(path = "facilitation/programme.html")]
pub struct InProgramme {
    pub frame: Frame,
    pub name: Spoken,
    pub cohorts: Vec<(Listed, Vec<CohortCourse>)>,
}
