//! What people are called: by themselves, and by the school.
use unicode_normalization::UnicodeNormalization;

/// What is wrong with a field, as the key of its message.
pub type Wrong = &'static str;

/// A name as it is given: one field, any script.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PersonName(String);

impl PersonName {
    const LONGEST: usize = 200;

    /// The name without white space at its ends, and with single spaces inside.
    ///
    /// # Errors
    /// When nothing is left that can be read, it is longer than 200 characters, or holds characters that would disturb the text around it.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        if text.chars().any(disturbs) {
            return Err("people-name-strange");
        }
        let name = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if !name.chars().any(char::is_alphanumeric) {
            return Err("people-name-missing");
        }
        if name.chars().count() > Self::LONGEST {
            return Err("people-name-long");
        }
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Control characters, and those that turn the direction of the text that follows. Joiners stay: some scripts live by them.
fn disturbs(letter: char) -> bool {
    letter.is_control() && !matches!(letter, '\t' | '\n' | '\r')
        || matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{fffd}')
}

/// A name to sign in with, which nobody else has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserName(String);

impl UserName {
    /// In its one form: compatible letters, small.
    ///
    /// # Errors
    /// When it is shorter than 3 or longer than 40 characters, does not begin with a letter, holds other signs than letters, digits, dots,
    /// dashes and underscores, or looks like a code or a card.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        let name = plain(text);
        let can_stand = |c: char| c.is_alphanumeric() || is_mark(c) || matches!(c, '.' | '-' | '_');
        if !name.starts_with(char::is_alphabetic) || !name.chars().all(can_stand) {
            return Err("people-user-name-strange");
        }
        if !(3..=40).contains(&name.chars().count()) {
            return Err("people-user-name-length");
        }
        if UserCode::parse(&name).is_some() || crate::access::CardSecret::parse(&name).is_some() {
            return Err("people-user-name-code");
        }
        Ok(Self(name))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Others to choose from when this one is taken: with a number that is given.
    pub(super) fn with_number(&self, number: u8) -> Option<Self> {
        let short: String = self.0.chars().take(36).collect();
        Self::parse(&format!("{short}-{number}")).ok()
    }
}

/// Vowel signs and the like, without which most scripts of South Asia cannot be written.
fn is_mark(letter: char) -> bool {
    unicode_normalization::char::is_combining_mark(letter)
        || matches!(letter, '\u{200c}' | '\u{200d}')
}

/// Small letters in their compatible form, without white space at the ends: how names and e-mail addresses are compared.
pub(super) fn plain(text: &str) -> String {
    let folded: String = text.trim().nfkc().collect();
    folded.to_lowercase().nfkc().collect()
}

/// What the school calls a person: six letters that can be read from paper and said on the phone. Two or more of them are digits from 2 to
/// 9, so that no user name needs to be mistaken for a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserCode(String);

impl UserCode {
    const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    const LETTERS: usize = 6;

    /// The code that these bits make, if they make one.
    pub fn from_bits(bits: u32) -> Option<Self> {
        let letter = |i| char::from(Self::ALPHABET[(bits >> (5 * i) & 31) as usize]);
        Self::checked((0..Self::LETTERS).map(letter).collect())
    }

    /// What somebody typed: small letters, spaces, dashes and the usual mistakes are understood.
    pub fn parse(text: &str) -> Option<Self> {
        let mut code = String::new();
        for letter in text.trim().chars() {
            match letter.to_ascii_uppercase() {
                ' ' | '-' => {}
                'O' => code.push('0'),
                'I' | 'L' => code.push('1'),
                letter if letter.is_ascii() && Self::ALPHABET.contains(&(letter as u8)) => {
                    code.push(letter);
                }
                _ => return None,
            }
            if code.len() > Self::LETTERS {
                return None;
            }
        }
        Self::checked(code)
    }

    fn checked(code: String) -> Option<Self> {
        let telling = code.chars().filter(|c| matches!(c, '2'..='9')).count();
        let has_letter = code.chars().any(|c| c.is_ascii_uppercase());
        (code.len() == Self::LETTERS && telling >= 2 && has_letter).then_some(Self(code))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_name_may_be_of_any_script() {
        for name in [
            "Amina",
            "සුනේත්‍රා",
            "தமிழ்ச்செல்வி",
            "王小明",
            "Nguyễn Thị Ánh",
            "فاطمة",
            "O’Brien-Ñandú Jr.",
        ] {
            assert_eq!(PersonName::parse(name).unwrap().as_str(), name);
        }
        let folded = PersonName::parse("  Amina \t Wanjiru\r\n").unwrap();
        assert_eq!(folded.as_str(), "Amina Wanjiru");
    }

    #[test]
    fn a_name_cannot_disturb_the_page_around_it() {
        for name in [
            "",
            " \t ",
            "\u{200b}",
            "...",
            "A\0",
            "A\u{202e}nima",
            "A\u{2066}",
            "A\u{1b}[2J",
            "\u{fffd}A",
            &"ä".repeat(201),
        ] {
            assert!(PersonName::parse(name).is_err(), "{name:?}");
        }
        assert!(PersonName::parse(&"ä".repeat(200)).is_ok());
    }

    #[test]
    fn a_user_name_has_one_form() {
        assert_eq!(UserName::parse(" Amina.W ").unwrap().as_str(), "amina.w");
        assert_eq!(UserName::parse("ＡＭＩＮＡ").unwrap().as_str(), "amina");
        assert!(UserName::parse("සුනේත්‍රා").is_ok());
        for name in [
            "",
            "ab",
            "7up",
            "a b",
            "a@b.c",
            "a\0b",
            &"a".repeat(41),
            "a/../b",
        ] {
            assert!(UserName::parse(name).is_err(), "{name:?}");
        }
    }

    #[test]
    fn a_user_name_is_never_mistaken_for_a_code_or_a_card() {
        assert_eq!(UserName::parse("k7f3qx"), Err("people-user-name-code"));
        assert!(UserName::parse("abcd-efgh-jkmn-pqrs").is_err());
        for name in ["fatima", "thomas", "amina7", "kamala"] {
            assert!(UserName::parse(name).is_ok(), "{name}");
        }
    }

    #[test]
    fn a_code_is_understood_as_people_type_it() {
        let code = UserCode::parse("K7F3QX").unwrap();
        assert_eq!(UserCode::parse(" k7f-3qx "), Some(code.clone()));
        assert_eq!(UserCode::parse("oil22a").unwrap().as_str(), "01122A");
        for text in ["", "K7F3Q", "K7F3QXX", "K7F3QU", "KAFAQX", "223344", "ස"] {
            assert_eq!(UserCode::parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn a_drawn_code_is_read_as_it_was_written(bits: u32) {
            if let Some(code) = UserCode::from_bits(bits) {
                prop_assert_eq!(UserCode::parse(&code.as_str().to_lowercase()), Some(code.clone()));
                prop_assert!(UserName::parse(code.as_str()).is_err());
            }
        }

        #[test]
        fn no_text_is_too_strange(text: String) {
            let _ = (PersonName::parse(&text), UserName::parse(&text), UserCode::parse(&text));
        }

        #[test]
        fn one_form_is_enough(text: String) {
            if let Ok(name) = UserName::parse(&text) {
                prop_assert_eq!(UserName::parse(name.as_str()), Ok(name.clone()));
            }
        }
    }
}
