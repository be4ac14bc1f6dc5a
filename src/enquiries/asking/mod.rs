//! Asking about a lesson, and what became of it. Whoever may read a lesson may ask about it.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
