//! What whoever runs the school does for its people from a terminal: the way in for the first of them, and for staff who lost their cards.
mod store;

pub use store::{Listed, NotAdded, add_one, all, named, replace_card};
