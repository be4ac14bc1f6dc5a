//! What a visitor leads: cohorts and programmes, each with how far its people are.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use model::CohortCourse;
pub(super) use routes::routes;
pub(super) use store::courses_of;
