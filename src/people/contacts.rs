//! Where a person can be reached. A contact is no identity: several people may share one.
use super::model::{Wrong, plain};

/// An e-mail address in its one form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email(String);

impl Email {
    /// # Errors
    /// When no letter could be sent there.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const WRONG: Wrong = "people-email-wrong";
        let address = plain(text);
        let (local, domain) = address.rsplit_once('@').ok_or(WRONG)?;
        let can_stand = |c: char| c.is_alphanumeric() || "!#$%&'*+/=?^_`{|}~.-".contains(c);
        let local_is_good = (1..=64).contains(&local.len())
            && local.chars().all(can_stand)
            && !local.split('.').any(str::is_empty);
        let label_is_good = |label: &str| {
            (1..=63).contains(&label.len())
                && label.chars().all(|c| c.is_alphanumeric() || c == '-')
                && !label.starts_with('-')
                && !label.ends_with('-')
        };
        let domain_is_good = domain.contains('.') && domain.split('.').all(label_is_good);

        (address.len() <= 254 && local_is_good && domain_is_good)
            .then_some(Self(address))
            .ok_or(WRONG)
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A phone number: digits, with a plus before the country's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Phone(String);

impl Phone {
    /// # Errors
    /// When it has fewer than 6 or more than 15 digits, or other signs than people put between them.
    pub fn parse(text: &str) -> Result<Self, Wrong> {
        const WRONG: Wrong = "people-phone-wrong";
        let text = plain(text);
        let (international, rest) = match text.strip_prefix('+').or(text.strip_prefix("00")) {
            Some(rest) => (true, rest),
            None => (false, text.as_str()),
        };
        let mut digits = String::from(if international { "+" } else { "" });
        for letter in rest.chars() {
            match letter {
                digit if digit.is_ascii_digit() => digits.push(digit),
                ' ' | '-' | '.' | '/' | '(' | ')' => {}
                _ => return Err(WRONG),
            }
        }
        let count = digits.trim_start_matches('+').len();
        (6..=15)
            .contains(&count)
            .then_some(Self(digits))
            .ok_or(WRONG)
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
    fn an_address_has_one_form() {
        let email = Email::parse(" Li.Wei@HAU.example.CN ").unwrap();
        assert_eq!(email.as_str(), "li.wei@hau.example.cn");
        assert_eq!(
            Phone::parse("+254 (712) 345-678").unwrap().as_str(),
            "+254712345678"
        );
        assert_eq!(
            Phone::parse("00254712345678").unwrap().as_str(),
            "+254712345678"
        );
        assert_eq!(Phone::parse("0712 345 678").unwrap().as_str(), "0712345678");
    }

    #[test]
    fn what_cannot_be_reached_is_refused() {
        for text in [
            "",
            "@",
            "a@b",
            "a b@c.d",
            "a@b..c",
            ".a@b.c",
            "a@-b.c",
            "a\r\nBcc: x@y.z",
            "a\0@b.c",
            "<a@b.c>",
            "a@b.c, d@e.f",
        ] {
            assert!(Email::parse(text).is_err(), "{text:?}");
        }
        for text in [
            "",
            "12345",
            "+",
            "1234567890123456",
            "0712a45678",
            "07\u{0}12345678",
            "+1+2345678",
        ] {
            assert!(Phone::parse(text).is_err(), "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn no_text_is_too_strange(text: String) {
            let _ = (Email::parse(&text), Phone::parse(&text));
        }
    }
}
