//! Enquiries: a learner asks about a lesson, or says that something in it is wrong. Her facilitator is asked first, then the experts of the
//! course; the answer comes to her inbox and, where an expert wishes it, stands under the lesson for everybody.
mod answering;
mod asking;
pub mod letters;
mod model;
mod pages;
mod routes;
mod store;

pub use model::{Checked, Kind, ShownAnswer, Text, Wrong};
pub use routes::routes;
pub use store::{Shown, checked_by};
