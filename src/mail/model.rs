//! What a mail server's answer means, how long to wait after it, and what an administrator wants to know of all this.
use chrono::{DateTime, TimeDelta, Utc};

/// One worker has a delivery for so long; longer than any try may take.
pub const LEASE: TimeDelta = TimeDelta::minutes(5);

/// When a letter could not be sent for so long, its delivery has failed: what mail servers themselves wait.
const GIVES_UP_AFTER: TimeDelta = TimeDelta::days(5);

/// How many deliveries there are that ask for attention.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    pub waiting: i64,
    /// When the oldest letter that waits was written.
    pub oldest: Option<DateTime<Utc>>,
    pub failed: i64,
}

/// Why a letter was not taken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// No server was reached, or it did not let us in: that is not the letter's fault.
    Unreachable(String),
    /// The server says: later.
    Busy(String),
    /// The server says: never.
    Refused(String),
    /// The server knows no such mailbox.
    NoMailbox(String),
}

impl Trouble {
    /// What a reply of a mail server means: 4xx is later and 5xx never, except that wrong credentials (53x) are ours to repair.
    pub fn of(code: u16, answer: String) -> Self {
        let is_about_mailbox = match enhanced(&answer) {
            Some(enhanced) => enhanced.starts_with("5.1."),
            None => matches!(code, 550 | 551 | 553),
        };
        match code {
            400..=499 => Self::Busy(answer),
            530..=539 => Self::Unreachable(answer),
            500..=599 if is_about_mailbox => Self::NoMailbox(answer),
            500..=599 => Self::Refused(answer),
            _ => Self::Unreachable(answer),
        }
    }

    pub fn answer(&self) -> &str {
        match self {
            Self::Unreachable(answer)
            | Self::Busy(answer)
            | Self::Refused(answer)
            | Self::NoMailbox(answer) => answer,
        }
    }

    /// How long to wait before another try, if there is to be one. An unreachable server is asked again about every minute; a busy one
    /// less and less often. `salt` spreads the deliveries, so that they do not all come back at once.
    pub fn pause(&self, tries: i16, age: TimeDelta, salt: u8) -> Option<TimeDelta> {
        if age > GIVES_UP_AFTER {
            return None;
        }
        let seconds = match self {
            Self::Unreachable(_) => 60,
            Self::Busy(_) => 60 << tries.clamp(1, 8).saturating_sub(1),
            Self::Refused(_) | Self::NoMailbox(_) => return None,
        };
        let three_quarters = 750 * seconds;
        let up_to_a_half_more = 500 * seconds * i64::from(salt) / 255;
        Some(TimeDelta::milliseconds(three_quarters + up_to_a_half_more))
    }
}

/// The status code of RFC 3463 that a reply begins with: `5.1.1`.
fn enhanced(answer: &str) -> Option<&str> {
    let first = answer.split_whitespace().next()?;
    let is_code = first.split('.').count() == 3
        && first
            .split('.')
            .all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|digit| digit.is_ascii_digit()));
    is_code.then_some(first)
}

/// One line without anything that could steer a header, or the eye: line ends become spaces, marks of direction go, and what looks like
/// an encoded word (RFC 2047) is taken apart.
pub fn one_line(text: &str) -> String {
    let steers = |c: &char| matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{200e}' | '\u{200f}');
    let letters = text.chars().filter(|c| !steers(c));
    let line: String = letters
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<_> = line.split_whitespace().collect();
    words.join(" ").replace("=?", "= ?")
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(code: u16, answer: &str) -> Trouble {
        Trouble::of(code, answer.into())
    }

    #[test]
    fn a_servers_reply_is_understood() {
        assert!(matches!(of(451, "4.3.0 try later"), Trouble::Busy(_)));
        assert!(matches!(of(421, ""), Trouble::Busy(_)));
        assert!(matches!(of(552, "5.2.2 full"), Trouble::Refused(_)));
        assert!(matches!(of(554, "no"), Trouble::Refused(_)));
        assert!(matches!(of(550, "no such user"), Trouble::NoMailbox(_)));
        assert!(matches!(of(550, "5.1.1 gone"), Trouble::NoMailbox(_)));
        assert!(matches!(of(550, "5.7.1 spam?"), Trouble::Refused(_)));
        assert!(matches!(of(535, "5.7.8 who?"), Trouble::Unreachable(_)));
    }

    #[test]
    fn a_busy_server_is_asked_less_and_less_often_and_a_refusal_is_final() {
        let (busy, hour) = (of(451, ""), TimeDelta::hours(1));
        let pauses: Vec<_> = (1..=9).map(|n| busy.pause(n, hour, 128)).collect();
        assert!(pauses[..8].is_sorted_by(|a, b| a < b), "{pauses:?}");
        assert_eq!(pauses[7], pauses[8]);
        assert!(pauses[8] < Some(TimeDelta::hours(3)));

        assert_eq!(of(550, "").pause(1, hour, 0), None);
        assert_eq!(busy.pause(1, TimeDelta::days(6), 0), None);
    }

    proptest! {
        #[test]
        fn a_pause_is_never_too_short_nor_too_long(tries: i16, salt: u8, code in 400_u16..500) {
            let pause = of(code, "").pause(tries, TimeDelta::zero(), salt).unwrap();
            prop_assert!(pause >= TimeDelta::seconds(45) && pause <= TimeDelta::minutes(160));
        }

        #[test]
        fn a_line_stays_a_line(text: String) {
            prop_assert!(!one_line(&text).chars().any(char::is_control));
        }
    }

    #[test]
    fn a_name_cannot_begin_a_header() {
        assert_eq!(one_line("Ada\r\nBcc: all@x"), "Ada Bcc: all@x");
        assert_eq!(one_line("\u{202e}adA\u{202c}"), "adA");
        assert_eq!(one_line("=?utf-8?q?=0A?="), "= ?utf-8?q?=0A?=");
        assert_eq!(one_line("நி\u{200c}லா"), "நி\u{200c}லா");
    }
}
