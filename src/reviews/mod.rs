//! Reviews: a person who was chosen for it looks at what a lesson says, shows, states and cites, and signs what she found, by name, function
//! and organisation, for a place and until a day. What waits for her stands in one list; what reviews come to is computed in `courses`.
mod model;
mod pages;
mod routes;
mod store;

pub use routes::routes;
