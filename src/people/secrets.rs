//! What people choose to show that it is them. It is kept only as a hash: see `access::Passwords`.
use super::model::{Wrong, plain};
use std::{collections::HashSet, sync::LazyLock};
use unicode_normalization::UnicodeNormalization;

static COMMON: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    include_str!("common_passwords.txt")
        .lines()
        .filter(|line| !line.starts_with('#'))
        .collect()
});

/// A password that may be used from now on.
pub struct Password(String);

impl Password {
    const LONGEST: usize = 200;

    /// Any characters, and no rule about their kinds; `names` are what others know of her.
    ///
    /// # Errors
    /// When it is shorter than 8 or longer than 200 characters, one that everybody tries first, or one of her names.
    pub fn choose(text: &str, names: &[&str]) -> Result<Self, Wrong> {
        let count = text.chars().count();
        if count < 8 {
            return Err("people-password-short");
        }
        if count > Self::LONGEST {
            return Err("people-password-long");
        }
        let simple = plain(text);
        let repeated = simple.chars().collect::<HashSet<_>>().len() < 3;
        let hers = names.iter().any(|name| plain(name) == simple);
        if repeated || hers || COMMON.contains(simple.as_str()) {
            return Err("people-password-common");
        }
        Ok(Self(in_one_form(text)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The same letters are the same password, however a keyboard composes them.
fn in_one_form(text: &str) -> String {
    text.nfc().collect()
}

/// Six digits, which work on a device that a card or a password introduced.
pub struct Pin(String);

impl Pin {
    /// # Errors
    /// When it is not six digits, or six that everybody tries first.
    pub fn choose(text: &str) -> Result<Self, Wrong> {
        let Some(Typed::Pin(digits)) = Typed::read(text) else {
            return Err("people-pin-digits");
        };
        if is_common(digits.as_bytes()) {
            return Err("people-pin-common");
        }
        Ok(Self(digits))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One digit, a pattern of two or three, a row up or down, or the row of a keypad.
fn is_common(digits: &[u8]) -> bool {
    let steps = |by: i8| digits.windows(2).all(|w| w[1] as i8 - w[0] as i8 == by);
    let twice = digits[..3] == digits[3..];
    let thrice = digits[..2] == digits[2..4] && digits[2..4] == digits[4..];
    let pairs = digits.chunks(2).all(|pair| pair[0] == pair[1]);
    let mirrored = digits[0] == digits[5] && digits[1] == digits[4] && digits[2] == digits[3];
    let rows = [
        b"147258", b"258369", b"159753", b"789456", b"456789", b"112233", b"123450", b"098765",
        b"200000", b"101010",
    ];

    steps(0)
        || steps(1)
        || steps(-1)
        || twice
        || thrice
        || pairs
        || mirrored
        || rows.contains(&&digits.try_into().unwrap_or([0; 6]))
}

/// What somebody typed into the field "password or PIN". Six digits are never a password, which has eight characters.
#[derive(Debug, PartialEq, Eq)]
pub enum Typed {
    Pin(String),
    Password(String),
}

impl Typed {
    /// Nothing when it can be neither.
    pub fn read(text: &str) -> Option<Self> {
        let digits: String = text.trim().nfkc().filter_map(ascii_digit).collect();
        if digits.len() == 6 && text.trim().chars().count() == 6 {
            return Some(Self::Pin(digits));
        }
        let count = text.chars().count();
        (8..=Password::LONGEST)
            .contains(&count)
            .then(|| Self::Password(in_one_form(text)))
    }

    pub fn as_str(&self) -> &str {
        let (Self::Pin(text) | Self::Password(text)) = self;
        text
    }
}

/// Phones with an Arabic keyboard write Arabic digits.
fn ascii_digit(letter: char) -> Option<char> {
    match letter {
        '0'..='9' => Some(letter),
        '\u{660}'..='\u{669}' => char::from_digit(letter as u32 - 0x660, 10),
        '\u{6f0}'..='\u{6f9}' => char::from_digit(letter as u32 - 0x6f0, 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_password_is_long_enough_and_not_what_everybody_tries() {
        assert!(Password::choose("two goats and a well", &[]).is_ok());
        assert!(Password::choose("ශ්‍රී ලංකාව අපේ", &[]).is_ok());
        assert_eq!(
            Password::choose("1234567", &[]).err(),
            Some("people-password-short")
        );
        assert_eq!(
            Password::choose(&"ab c".repeat(51), &[]).err(),
            Some("people-password-long")
        );
        for text in [
            "password",
            "PASSWORD",
            "12345678",
            "aaaaaaaaaa",
            "iloveyou",
            "amina wanjiru",
        ] {
            let chosen = Password::choose(text, &["Amina Wanjiru"]);
            assert_eq!(chosen.err(), Some("people-password-common"), "{text}");
        }
    }

    #[test]
    fn a_password_is_the_same_from_every_keyboard() {
        let composed = Password::choose("señorita x", &[]).unwrap();
        assert_eq!(
            Typed::read("sen\u{303}orita x").unwrap().as_str(),
            composed.as_str()
        );
    }

    #[test]
    fn a_pin_is_six_digits_that_nobody_guesses_first() {
        assert!(Pin::choose("830516").is_ok());
        assert_eq!(Pin::choose(" ٨٣٠٥١٦ ").unwrap().as_str(), "830516");
        for text in ["", "83051", "8305160", "83051a", "830 516"] {
            assert_eq!(Pin::choose(text).err(), Some("people-pin-digits"), "{text}");
        }
        for text in [
            "000000", "123456", "654321", "121212", "123123", "112233", "123321", "147258",
        ] {
            assert_eq!(Pin::choose(text).err(), Some("people-pin-common"), "{text}");
        }
    }

    #[test]
    fn six_digits_are_a_pin_and_all_else_is_a_password() {
        assert_eq!(Typed::read("830516"), Some(Typed::Pin("830516".into())));
        assert_eq!(
            Typed::read("83051612"),
            Some(Typed::Password("83051612".into()))
        );
        assert_eq!(Typed::read("short"), None);
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text: String) {
            let _ = (Typed::read(&text), Password::choose(&text, &[]), Pin::choose(&text));
        }
    }
}
