//! Another password by mail, for who has forgotten hers and gave an address.
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
