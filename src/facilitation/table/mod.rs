//! The table of a cohort in one of its courses: a row for each person, a column for each lesson.
mod csv;
mod model;
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
