//! Choosing the language of the interface, with or without a sign-in.
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
