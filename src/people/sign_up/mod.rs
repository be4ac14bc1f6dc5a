//! Signing up alone, and getting the same card as everybody.
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
