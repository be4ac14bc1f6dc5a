//! Corrections: something in a lesson is wrong. An expert says so with a reason, the lesson says it everywhere at once, and when what is
//! published was mended, those who had learnt what could harm are told.
pub mod letters;
mod model;
mod pages;
mod routes;
mod store;

pub use routes::routes;
