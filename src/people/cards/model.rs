//! What stands on a card.
use crate::{
    access::{CardSecret, PersonId},
    qr,
};

/// A card in force. Whoever holds it is let in, so it is shown to its owner and to who hands it out, and kept nowhere.
#[derive(Clone)]
pub struct Card {
    pub person: PersonId,
    pub name: String,
    /// Six letters by which the school calls her.
    pub code: String,
    pub secret: CardSecret,
}

impl Card {
    /// What the QR symbol says: scanning it opens the school.
    pub fn address(&self, public_url: &str) -> String {
        format!("{public_url}/card/{}", self.secret.text())
    }

    /// The QR symbol as `<svg>`.
    pub fn symbol(&self, public_url: &str) -> String {
        // The school's address would have to be longer than a page.
        qr::svg(&self.address(public_url)).unwrap_or_default()
    }

    /// The code in two groups, as people read it.
    pub fn code_in_groups(&self) -> String {
        match self.code.split_at_checked(3) {
            Some((first, rest)) => format!("{first} {rest}"),
            None => self.code.clone(),
        }
    }
}
