//! What a person changes for herself: how the school speaks to her, her secrets, her addresses, her card, and where she is signed in.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
