//! The pre-test: a few questions before a course, to see what the course adds. Nobody passes or fails, and no answer is explained: the
//! course does that.
mod pages;
mod routes;

pub use routes::routes;
