//! Tokens: 32 bytes that only their holder knows.
use data_encoding::BASE64URL_NOPAD;
use sha2::{Digest, Sha256};

/// What a cookie or a link holds. The database keeps only its hash, so nobody who reads a table can use it.
#[derive(Clone)]
pub struct Token([u8; 32]);

impl Token {
    /// A new one, from the operating system's randomness.
    pub fn draw() -> Self {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes).expect("the operating system has randomness");
        Self(bytes)
    }

    pub(super) fn of(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// What somebody sent, if it has the form of a token.
    pub fn parse(text: &str) -> Option<Self> {
        let bytes = BASE64URL_NOPAD.decode(text.as_bytes()).ok()?;
        bytes.try_into().ok().map(Self)
    }

    /// As it travels: 43 letters that need no escaping in addresses and cookies.
    pub fn text(&self) -> String {
        BASE64URL_NOPAD.encode(&self.0)
    }

    /// SHA-256, as it is kept.
    pub fn hash(&self) -> Vec<u8> {
        Sha256::digest(self.0).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::Token;

    #[test]
    fn a_token_survives_its_journey() {
        let token = Token::draw();
        let back = Token::parse(&token.text()).unwrap();

        assert_eq!(back.hash(), token.hash());
        assert_ne!(Token::draw().hash(), token.hash());
    }

    #[test]
    fn what_is_no_token_is_refused() {
        for text in ["", "short", "ä", &"A".repeat(44), "\0"] {
            assert!(Token::parse(text).is_none(), "{text:?}");
        }
    }
}
