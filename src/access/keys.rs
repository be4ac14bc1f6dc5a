//! Keys that stay outside the database: who steals a dump can neither try PINs nor make cards.
use super::token::Token;
use hmac::{Hmac, KeyInit, Mac};
use sha2::{Digest, Sha256};
use std::{
    fs, io,
    io::Write,
    os::unix::fs::OpenOptionsExt,
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// Crockford's alphabet: no I, L, O, U, so that nothing is mistaken when it is typed from paper.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Drawn once into the data folder.
#[derive(Clone)]
pub struct Keys {
    pepper: [u8; 32],
}

impl Keys {
    /// The keys of the data folder; a new folder gets new ones, readable by the school alone.
    ///
    /// # Errors
    /// When the folder cannot be written, or a key file is not one.
    pub fn load_or_draw(data_folder: &Path) -> io::Result<Self> {
        let folder = data_folder.join("keys");
        fs::create_dir_all(&folder)?;
        let pepper = drawn_once(&folder.join("pepper"))?;
        Ok(Self { pepper })
    }

    pub(super) fn pepper(&self) -> &[u8] {
        &self.pepper
    }

    /// The secret of a card, made from the id of its credential, so that a card can be printed again but is kept nowhere.
    pub fn card_secret(&self, credential: Uuid) -> CardSecret {
        let mac = self.mac("card", credential);
        let mut secret = [0; 10];
        secret.copy_from_slice(&mac[..10]);
        CardSecret(secret)
    }

    /// The token of a password reset, made from its id when its letter is sent.
    pub fn reset_token(&self, reset: Uuid) -> Token {
        Token::of(self.mac("reset", reset))
    }

    fn mac(&self, purpose: &str, id: Uuid) -> [u8; 32] {
        let mut mac = Hmac::<Sha256>::new_from_slice(&self.pepper).expect("any length is a key");
        mac.update(purpose.as_bytes());
        mac.update(&[0]);
        mac.update(id.as_bytes());
        mac.finalize().into_bytes().into()
    }
}

fn drawn_once(path: &PathBuf) -> io::Result<[u8; 32]> {
    match fs::read(path) {
        Ok(bytes) => bytes
            .try_into()
            .map_err(|_| io::Error::other(format!("{} does not hold 32 bytes", path.display()))),
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            let mut bytes = [0; 32];
            getrandom::fill(&mut bytes).map_err(io::Error::other)?;
            let unfinished = path.with_extension(Uuid::now_v7().simple().to_string());
            let mut file = fs::OpenOptions::new()
                .write(true)
                .create_new(true)
                .mode(0o600)
                .open(&unfinished)?;
            file.write_all(&bytes)?;
            file.sync_all()?;
            // A link never replaces: of two schools that start at once, the second takes the keys of the first.
            let linked = fs::hard_link(&unfinished, path);
            fs::remove_file(&unfinished)?;
            match linked {
                Err(e) if e.kind() == io::ErrorKind::AlreadyExists => drawn_once(path),
                linked => linked.map(|()| bytes),
            }
        }
        Err(e) => Err(e),
    }
}

/// What a card says: 80 random bits, as QR and as 16 letters to type.
#[derive(Clone, PartialEq, Eq)]
pub struct CardSecret([u8; 10]);

impl CardSecret {
    /// What somebody typed or scanned: spaces, dashes, small letters and the usual mistakes are understood.
    pub fn parse(text: &str) -> Option<Self> {
        let mut bits: u128 = 0;
        let mut letters = 0;
        for letter in text.chars() {
            let letter = match letter.to_ascii_uppercase() {
                ' ' | '-' | '\u{a0}' => continue,
                'O' => '0',
                'I' | 'L' => '1',
                letter => letter,
            };
            let value = ALPHABET.iter().position(|&l| char::from(l) == letter)?;
            letters += 1;
            if letters > 16 {
                return None;
            }
            bits = bits << 5 | value as u128;
        }
        if letters != 16 {
            return None;
        }
        let mut secret = [0; 10];
        secret.copy_from_slice(&bits.to_be_bytes()[6..]);
        Some(Self(secret))
    }

    /// 16 letters, as addresses hold them.
    pub fn text(&self) -> String {
        let mut bytes = [0; 16];
        bytes[6..].copy_from_slice(&self.0);
        let bits = u128::from_be_bytes(bytes);
        (0..16)
            .map(|i| char::from(ALPHABET[(bits >> (75 - 5 * i) & 31) as usize]))
            .collect()
    }

    /// In groups of four, as people read them.
    pub fn grouped(&self) -> String {
        let text = self.text();
        [&text[..4], &text[4..8], &text[8..12], &text[12..]].join("-")
    }

    /// SHA-256, as it is kept; 80 random bits need no slow hash.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_card_is_read_as_it_was_written(secret: [u8; 10]) {
            let secret = CardSecret(secret);
            prop_assert!(CardSecret::parse(&secret.text()) == Some(secret.clone()));
            prop_assert!(CardSecret::parse(&secret.grouped().to_lowercase()) == Some(secret));
        }

        #[test]
        fn no_text_is_too_strange_to_read(text: String) {
            let _ = CardSecret::parse(&text);
        }
    }

    #[test]
    fn the_usual_mistakes_are_understood() {
        let written = CardSecret::parse("0011-2233-4455-6677");
        assert!(written.is_some());
        assert!(CardSecret::parse(" oOiL 2233 4455 6677 ") == written);
        assert!(CardSecret::parse("0011-2233-4455-667").is_none());
        assert!(CardSecret::parse("0011-2233-4455-66778").is_none());
        assert!(CardSecret::parse("0011-2233-4455-667U").is_none());
    }

    #[test]
    fn the_keys_of_a_folder_stay_the_same() {
        let folder = std::env::temp_dir().join(Uuid::now_v7().to_string());
        let id = Uuid::now_v7();
        let first = Keys::load_or_draw(&folder).unwrap();
        let again = Keys::load_or_draw(&folder).unwrap();
        fs::remove_dir_all(&folder).unwrap();

        assert!(first.card_secret(id) == again.card_secret(id));
        assert!(first.card_secret(id) != first.card_secret(Uuid::now_v7()));
    }
}
