//! The code on a certificate: what a person reads aloud or types to have it checked.
use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Crockford's base 32: no I, L, O or U.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

const CHARACTERS: usize = 12;

/// Twelve characters, 60 random bits: cannot be guessed, can be read over a bad telephone line.
///
/// Printed in groups, `ABCD-EFGH-JKMN`; typed in any case, with or without dashes and spaces.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Code(u64);

/// What was typed cannot be a code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not the code of a certificate")]
pub struct NotACode;

impl Code {
    /// A new code from the system's randomness; an error only when there is none.
    pub fn draw() -> Result<Self, getrandom::Error> {
        getrandom::u64().map(|bits| Self(bits >> 4))
    }

    /// The code of these 60 bits, or nothing if there are more.
    pub fn from_bits(bits: u64) -> Option<Self> {
        (bits >> 60 == 0).then_some(Self(bits))
    }

    /// The 60 bits of the code.
    pub fn bits(self) -> u64 {
        self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for place in 0..CHARACTERS {
            if place > 0 && place % 4 == 0 {
                f.write_str("-")?;
            }
            let index = self.0 >> (5 * (CHARACTERS - 1 - place)) & 31;
            write!(f, "{}", ALPHABET[index as usize] as char)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl FromStr for Code {
    type Err = NotACode;

    fn from_str(typed: &str) -> Result<Self, NotACode> {
        let mut bits = 0;
        let mut characters = 0;
        for character in typed.chars().filter(|c| !is_separator(*c)) {
            characters += 1;
            if characters > CHARACTERS {
                return Err(NotACode);
            }
            bits = bits << 5 | value(character)?;
        }

        match characters {
            CHARACTERS => Ok(Self(bits)),
            _ => Err(NotACode),
        }
    }
}

impl TryFrom<String> for Code {
    type Error = NotACode;

    fn try_from(text: String) -> Result<Self, NotACode> {
        text.parse()
    }
}

impl From<Code> for String {
    fn from(code: Code) -> Self {
        code.to_string()
    }
}

/// What people put between the groups: spaces, dots, any dash, and the invisible marks that come with copied text.
fn is_separator(character: char) -> bool {
    character.is_whitespace()
        || matches!(
            character,
            '-' | '.' | '_' | '\u{ad}' | '\u{2010}'
                ..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}'
        )
        || matches!(character, '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// The five bits of a character, look-alikes and other keyboards' digits and wide letters included.
fn value(character: char) -> Result<u64, NotACode> {
    let plain = match character {
        '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' => from_offset(character, '０', '0'),
        '٠'..='٩' => from_offset(character, '٠', '0'),
        '۰'..='۹' => from_offset(character, '۰', '0'),
        other => other,
    };
    let plain = match plain.to_ascii_uppercase() {
        'O' => '0',
        'I' | 'L' => '1',
        'U' => 'V',
        other => other,
    };
    ALPHABET
        .iter()
        .position(|letter| *letter as char == plain)
        .map(|index| index as u64)
        .ok_or(NotACode)
}

/// The character as far after `to` as this one is after `from`.
fn from_offset(character: char, from: char, to: char) -> char {
    char::from_u32(character as u32 - from as u32 + to as u32).unwrap_or(character)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn code(text: &str) -> Code {
        text.parse().unwrap()
    }

    #[test]
    fn a_code_is_printed_in_three_groups() {
        assert_eq!(code("abcdefghjkmn").to_string(), "ABCD-EFGH-JKMN");
    }

    #[test]
    fn look_alikes_are_what_was_meant() {
        assert_eq!(code("OoIi-LlUu-0000"), code("0011-11VV-0000"));
    }

    #[test]
    fn a_code_is_found_in_what_people_type() {
        let printed = code("ABCD-EFGH-1234");
        for typed in [
            " abcd efgh 1234 ",
            "ABCD–EFGH—1234",
            "a.b.c.d.e.f.g.h.1.2.3.4",
            "ＡＢＣＤ－ＥＦＧＨ－１２３４",
            "ABCD-EFGH-١٢٣٤",
            "\u{2068}ABCD-EFGH-۱۲۳۴\u{2069}",
        ] {
            assert_eq!(typed.parse(), Ok(printed), "{typed}");
        }
    }

    #[test]
    fn too_few_and_too_many_characters_are_no_code() {
        for typed in [
            "",
            "ABCD-EFGH-JKM",
            "ABCD-EFGH-JKMNP",
            "ABCD-EFGH-JKM!",
            "ශ්‍රී",
        ] {
            assert_eq!(typed.parse::<Code>(), Err(NotACode), "{typed}");
        }
    }

    #[test]
    fn two_codes_drawn_differ() {
        assert_ne!(Code::draw().unwrap(), Code::draw().unwrap());
    }

    #[test]
    fn a_code_is_its_text_in_json() {
        let json = serde_json::to_string(&code("ABCDEFGHJKMN")).unwrap();
        assert_eq!(json, "\"ABCD-EFGH-JKMN\"");
        assert_eq!(
            serde_json::from_str::<Code>(&json).unwrap(),
            code("ABCDEFGHJKMN")
        );
    }

    proptest! {
        #[test]
        fn what_is_printed_is_read_again(bits in 0..1_u64 << 60) {
            let code = Code::from_bits(bits).unwrap();
            prop_assert_eq!(code.to_string().parse(), Ok(code));
            prop_assert_eq!(code.to_string().to_lowercase().replace('-', " ").parse(), Ok(code));
            prop_assert_eq!(code.bits(), bits);
        }

        #[test]
        fn no_text_breaks_the_reading(typed in "\\PC*") {
            if let Ok(code) = typed.parse::<Code>() {
                prop_assert_eq!(code.to_string().parse(), Ok(code));
            }
        }

        #[test]
        fn more_than_sixty_bits_are_no_code(bits in 1_u64 << 60..) {
            prop_assert_eq!(Code::from_bits(bits), None);
        }
    }
}
