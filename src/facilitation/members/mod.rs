//! The people of a cohort: who belongs to it, how they are added by their names, and the cards that let them in.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
