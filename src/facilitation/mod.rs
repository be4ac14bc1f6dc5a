//! Cohorts as those who lead them see them: who belongs to them and has a card, who has learnt what, and which lessons they
//! learnt together. Everything shown of a person is shown because she is a member of a cohort that the visitor leads.
mod groups;
mod members;
mod model;
mod sessions;
mod store;
mod table;

/// Every address of this room.
pub fn routes() -> Vec<rocket::Route> {
    [
        groups::routes(),
        members::routes(),
        table::routes(),
        sessions::routes(),
    ]
    .concat()
}
