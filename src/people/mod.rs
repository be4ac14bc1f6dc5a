//! The people of the school: who they are, how they come in, what they choose for themselves. A person is no account and no address: she may
//! have neither e-mail nor phone, and her card is enough. Other rooms add people and print their cards here.
mod cards;
mod contacts;
mod language;
pub mod letters;
mod model;
pub mod office;
mod profile;
mod reset;
mod routes;
mod secrets;
mod sign_in;
mod sign_up;
mod store;
mod wrong;

pub use cards::{Card, CardAnswer, CardForm, Started, add, new_card, start, unused_cards};
pub use contacts::{Email, Phone};
pub use model::{PersonName, UserCode, UserName};
pub use routes::routes;
pub use secrets::{Password, Pin};
pub use store::let_in;
