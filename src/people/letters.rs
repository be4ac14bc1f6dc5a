//! What people are written about their access.
use crate::{
    mail::{Letter, Reader, Rendered},
    rendered,
};
use chrono::TimeDelta;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// She has been added or has signed up: this is her card.
#[derive(Debug, Serialize, Deserialize)]
pub struct WelcomeLetter {
    pub credential: Uuid,
}

impl Letter for WelcomeLetter {
    const KIND: &'static str = "welcome";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            WelcomeLetter,
            self,
            reader,
            "letters/welcome/subject.txt",
            "letters/welcome/body.txt",
            "letters/welcome/body.html"
        )
    }
}

/// She has another card; the one before is dead.
#[derive(Debug, Serialize, Deserialize)]
pub struct NewCardLetter {
    pub credential: Uuid,
}

impl Letter for NewCardLetter {
    const KIND: &'static str = "new_card";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            NewCardLetter,
            self,
            reader,
            "letters/new_card/subject.txt",
            "letters/new_card/body.txt",
            "letters/new_card/body.html"
        )
    }
}

/// Somebody, perhaps she, has forgotten her password.
#[derive(Debug, Serialize, Deserialize)]
pub struct PasswordResetLetter {
    pub reset: Uuid,
}

impl Letter for PasswordResetLetter {
    const KIND: &'static str = "password_reset";
    const LASTS: Option<TimeDelta> = Some(TimeDelta::hours(1));

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            PasswordResetLetter,
            self,
            reader,
            "letters/password_reset/subject.txt",
            "letters/password_reset/body.txt",
            "letters/password_reset/body.html"
        )
    }
}

impl PasswordResetLetter {
    /// Where she chooses another password. In the inbox there is no such link: whoever reads it is signed in.
    pub fn link(&self, reader: &Reader<'_>) -> Option<String> {
        let token = reader.reset_token(self.reset)?;
        Some(reader.link(&format!("/password-reset/{}", token.text())))
    }
}

/// A card as a mail shows it: a link, and the letters to type where the link does not work.
pub struct CardInMail {
    pub link: String,
    pub letters: String,
}

impl CardInMail {
    /// In the inbox there is none: the card stands in the profile.
    fn of(credential: Uuid, reader: &Reader<'_>) -> Option<Self> {
        let secret = reader.card_secret(credential)?;
        Some(Self {
            link: reader.link(&format!("/card/{}", secret.text())),
            letters: secret.grouped(),
        })
    }
}

impl WelcomeLetter {
    pub fn card(&self, reader: &Reader<'_>) -> Option<CardInMail> {
        CardInMail::of(self.credential, reader)
    }
}

impl NewCardLetter {
    pub fn card(&self, reader: &Reader<'_>) -> Option<CardInMail> {
        CardInMail::of(self.credential, reader)
    }
}
