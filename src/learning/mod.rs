//! Learning: what a learner opens, one page after the other: her home, a course, a lesson, a quiz. The other rooms know the rules; here
//! they become pages and buttons.
mod pages;
mod pretest;
mod routes;
mod store;

pub use routes::routes;
