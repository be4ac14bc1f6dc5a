//! Cards: what a person holds in her hand to come in, and how she gets a new one.
mod model;
mod pages;
mod picture;
mod routes;
mod store;

pub use model::Card;
pub use routes::{Answer as CardAnswer, Start as CardForm, Started, start};
pub use store::{add, new_card, unused_cards};

pub(super) use pages::{CardPage, NewCardPage};
pub(super) use routes::{met, routes};
pub(super) use store::{end_all, give_cards, give_codes, renew, replace, shown, welcome};
