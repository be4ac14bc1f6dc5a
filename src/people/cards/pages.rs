//! The pages about cards. The face of a card is a macro in `templates/people/card.html`.
use super::Card;
use crate::{page::Frame, people::wrong::Wrong};
use askama::Template;

/// What the QR symbol opens: her name, and one button to start.
#[derive(Template)]
#[template(path = "people/card_met.html")]
pub struct CardPage {
    pub frame: Frame,
    pub name: String,
    pub secret: String,
    pub next: String,
    /// Whether she has a PIN on this device already.
    pub has_pin: bool,
    pub pin: String,
    pub wrong: Wrong,
}

/// A card that is no longer in force, or never was.
#[derive(Template)]
#[template(path = "people/card_dead.html")]
pub struct DeadCardPage {
    pub frame: Frame,
}

/// Her card, to print, to photograph or to save.
#[derive(Template)]
#[template(path = "people/card_new.html")]
pub struct NewCardPage {
    pub frame: Frame,
    pub card: Card,
    pub next: String,
    /// The key of what is said of it.
    pub about: &'static str,
}
