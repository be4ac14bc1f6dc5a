//! Made-up people, for trying the school out: anybody may be any of them in one tap. They exist only in a data folder that was made for
//! them, have no passwords, and their addresses lead nowhere. Nothing here is mounted in any other school.
mod cast;
mod model;
mod pages;
mod routes;
mod store;

pub use model::Part;
pub use routes::routes;
pub use store::{NotSettled, settle};
