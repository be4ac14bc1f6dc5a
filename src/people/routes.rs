//! The addresses of the room.
use super::{cards, language, profile, reset, sign_in, sign_up};
use rocket::Route;

pub fn routes() -> Vec<Route> {
    [
        cards::routes(),
        language::routes(),
        profile::routes(),
        reset::routes(),
        sign_in::routes(),
        sign_up::routes(),
    ]
    .concat()
}
