//! Progress: what happened to learners, as a set of events, and where they stand because of it. The state is a cache that is written with
//! each event and can be made again at any time.
mod model;
mod store;

pub use model::{Answer, Event, Kind, LessonState, Provenance, fold};
pub use store::{Happened, answers, attended, rebuild, record, states};
