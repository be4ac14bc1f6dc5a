//! Who somebody says she is, how often she may be wrong, and what her browser is called.
use crate::{
    access::{CardSecret, Limit, PersonId},
    page::LocalPath,
    people::{Email, Phone, UserCode, UserName},
};
use chrono::Duration;

/// What somebody typed to say who she is. Each text is of one kind only, or of none.
pub enum Claim {
    Card(CardSecret),
    Code(UserCode),
    Email(Email),
    Phone(Phone),
    UserName(UserName),
    /// Chosen from the people of this device.
    Here(PersonId),
    /// Signed in, and asked to show once more that it is her.
    Herself(PersonId),
}

impl Claim {
    /// The one way in which a text can be meant.
    pub fn read(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.contains('@') {
            return Email::parse(text).ok().map(Self::Email);
        }
        if let Some(secret) = CardSecret::parse(text) {
            return Some(Self::Card(secret));
        }
        if let Some(code) = UserCode::parse(text) {
            return Some(Self::Code(code));
        }
        match Phone::parse(text) {
            Ok(phone) => Some(Self::Phone(phone)),
            Err(_) => UserName::parse(text).ok().map(Self::UserName),
        }
    }

    /// Its one form, under which tries for somebody unknown are counted.
    pub fn text(&self) -> String {
        match self {
            Self::Card(secret) => secret.text(),
            Self::Code(code) => code.as_str().into(),
            Self::Email(email) => email.as_str().into(),
            Self::Phone(phone) => phone.as_str().into(),
            Self::UserName(name) => name.as_str().into(),
            Self::Here(person) | Self::Herself(person) => person.0.to_string(),
        }
    }

    /// How many people it may mean. A phone or a mailbox is often shared, so that many secrets are always compared: the time tells nothing.
    pub fn may_mean(&self) -> usize {
        match self {
            Self::Email(_) | Self::Phone(_) => 3,
            _ => 1,
        }
    }
}

/// For one person, from devices that do not know her. Her own devices are counted apart, so that nobody can lock her out.
pub const ACCOUNT: Limit = times(5, Duration::minutes(10));
/// For one person on a device that knows her.
pub const AT_HOME: Limit = times(5, Duration::minutes(10));
/// For one person's PIN on a device that knows her: a million PINs are not enough for long patience.
pub const AT_HOME_DAILY: Limit = times(20, Duration::days(1));
pub const DEVICE: Limit = times(10, Duration::minutes(10));
/// For one address; more only have to wait a second, since a village shares one.
pub const ADDRESS: Limit = times(30, Duration::minutes(10));
pub const DELAY: std::time::Duration = std::time::Duration::from_secs(1);

const fn times(times: i32, within: Duration) -> Limit {
    Limit { times, within }
}

/// Where somebody goes who has just come in: on with what she wanted, else to her courses.
pub fn first_page(next: &str) -> LocalPath {
    LocalPath::parse(next)
        .or(LocalPath::parse("/learning"))
        .expect("the default is a local path")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kind(text: &str) -> &'static str {
        match Claim::read(text) {
            None => "nothing",
            Some(Claim::Card(_)) => "card",
            Some(Claim::Code(_)) => "code",
            Some(Claim::Email(_)) => "email",
            Some(Claim::Phone(_)) => "phone",
            Some(Claim::UserName(_)) => "user name",
            Some(Claim::Here(_) | Claim::Herself(_)) => "chosen",
        }
    }

    #[test]
    fn one_field_understands_all_that_a_person_may_have() {
        assert_eq!(kind("K7F3QX"), "code");
        assert_eq!(kind(" k7f 3qx "), "code");
        assert_eq!(kind("abcd-efgh-jkmn-pqrs"), "card");
        assert_eq!(kind("Amina@Example.org"), "email");
        assert_eq!(kind("+254 712 345 678"), "phone");
        assert_eq!(kind("Amina"), "user name");
        assert_eq!(kind(""), "nothing");
        assert_eq!(kind("a\0b"), "nothing");
        assert_eq!(kind("@"), "nothing");
    }

    #[test]
    fn whoever_comes_in_stays_in_the_school() {
        assert_eq!(first_page("/courses/rice").as_str(), "/courses/rice");
        assert_eq!(first_page("//evil.example").as_str(), "/learning");
        assert_eq!(first_page("").as_str(), "/learning");
    }
}
