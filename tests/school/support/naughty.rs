//! What nobody types by mistake.

/// A text as it travels in an address or a form: percent-encoded, so that it may be no text at all.
#[derive(Clone, Debug)]
pub struct Naughty {
    pub encoded: String,
    /// What it says, where it is text.
    pub text: Option<String>,
}

impl Naughty {
    pub fn of(text: &str) -> Self {
        Self {
            encoded: encoded(text.as_bytes()),
            text: Some(text.into()),
        }
    }

    fn of_bytes(bytes: &[u8]) -> Self {
        Self {
            encoded: encoded(bytes),
            text: String::from_utf8(bytes.to_vec()).ok(),
        }
    }

    /// What has to be tried everywhere.
    pub fn worst() -> Vec<Self> {
        let bytes: [&[u8]; 10] = [
            b"\0",
            b"a\0b",
            b"\xed\xa0\x80",         // half of a surrogate pair
            b"\xc0\xaf\xe0\x80\xaf", // a slash, too long
            b"\xf4\x90\x80\x80",     // beyond Unicode
            b"\xff\xfe",
            b"%s%n%x%00",
            b"\r\nSet-Cookie: s=1\r\n\r\n",
            b"\x1b[2J\x07\x7f",
            b"\xe2\x80\xaeevil\xe2\x81\xa6\xe2\x80\x8b",
        ];
        let texts = [
            "",
            " ",
            "<script>alert(1)</script>",
            "\"><img src=x onerror=alert(1)>",
            "' onmouseover='alert(1)",
            "javascript:alert(1)",
            "{{7*7}}${7*7}<%= 7*7 %>",
            "' or 1=1; drop table people; --",
            "=cmd|' /C calc'!A0",
            "../../../../etc/passwd",
            "..\\..\\windows\\win.ini",
            "-1",
            "99999999999999999999999999",
            "1e400",
            "00000000-0000-0000-0000-000000000000",
            "//evil.example/",
            "\u{feff}a\u{301}\u{200d}",
            "🏳️‍🌈👩‍👩‍👧‍👧",
        ];
        let long = ["a".repeat(2_000), "ச்சு".repeat(500), "a@".repeat(300)];
        let texts = texts.into_iter().map(Self::of);
        let long = long.iter().map(|text| Self::of(text));
        bytes
            .into_iter()
            .map(Self::of_bytes)
            .chain(texts)
            .chain(long)
            .collect()
    }

    /// The vendored list.
    pub fn list() -> Vec<Self> {
        let lines = include_str!("naughty.txt").lines();
        lines
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
            .map(Self::of)
            .collect()
    }

    /// A text that would do something in a page if it stood there as it is.
    pub fn markup(&self) -> Option<&str> {
        let text = self.text.as_deref()?;
        let is_markup = text.len() > 3 && text.contains(['<', '>', '"', '\'']);
        is_markup.then_some(text)
    }
}

fn encoded(bytes: &[u8]) -> String {
    let letter = |byte: &u8| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'_' => char::from(*byte).to_string(),
        byte => format!("%{byte:02X}"),
    };
    bytes.iter().map(letter).collect()
}
