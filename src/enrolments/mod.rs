//! Enrolments: who learns what. An open enrolment in a published course is what makes a person a learner of it; a cohort only opens one.
pub mod letters;
mod routes;
mod store;

pub use routes::routes;
pub use store::{Way, open};
