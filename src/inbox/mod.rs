//! The inbox: the letters of a person, as she reads them in the school. Who has no e-mail address misses nothing, secrets apart: those
//! travel by mail only. Opening a letter changes nothing.
mod model;
mod pages;
mod routes;
mod store;

pub use routes::routes;
