//! Group sessions: a lesson learnt together, with its place, its day, the people who came and how they raised their hands. Who came has
//! done the lesson; a quiz everybody does for herself.
mod model;
mod pages;
mod routes;
mod store;

pub(super) use routes::routes;
