//! Coming in and leaving, on a phone of one's own or one that is shared.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use model::{Claim, first_page};
pub(super) use routes::{again, routes, told};
pub(super) use store::{Checked, check, found, leave};
