//! Answering: the facilitators of a cohort see what its people ask, the experts of a course what reached them.
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
