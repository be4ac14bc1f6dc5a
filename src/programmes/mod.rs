//! Programmes: projects of a country, with the groups that learn in them. Courses belong to one too.
mod model;
mod store;

pub use model::{Programme, ProgrammeId};
