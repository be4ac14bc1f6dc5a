//! Cohorts: people who learn together, with somebody who leads them. A cohort belongs to one programme.
mod model;
mod store;

pub use model::{Cohort, CohortId};
