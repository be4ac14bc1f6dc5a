//! Where to go on within the school.
use rocket::{http::uri::Origin, response::Redirect};

/// An address of the school itself, which a form or a link may name to come back to. One that leads elsewhere cannot be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocalPath(String);

impl LocalPath {
    const LONGEST: usize = 500;

    /// What a visitor sent, if a browser would stay here with it.
    pub fn parse(text: &str) -> Option<Self> {
        let stays = text.starts_with('/')
            && !text.starts_with("//")
            && text.len() <= Self::LONGEST
            && text.bytes().all(|b| b.is_ascii_graphic() && b != b'\\')
            && Origin::parse(text).is_ok();
        stays.then(|| Self(text.to_string()))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// There, by another request.
    pub fn redirect(self) -> Redirect {
        Redirect::to(self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::LocalPath;

    #[test]
    fn nobody_is_led_out_of_the_school() {
        for text in [
            "",
            "learning",
            "//evil.example",
            "/\\evil.example",
            "/\t/evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/a\r\nSet-Cookie: x",
            "/ä",
            "/a b",
            &format!("/{}", "a".repeat(500)),
        ] {
            assert_eq!(LocalPath::parse(text), None, "{text:?}");
        }
        for text in ["/", "/courses/rice?from=card", "/people/%E0%B7%83", "/a//b"] {
            assert_eq!(LocalPath::parse(text).unwrap().as_str(), text);
        }
    }
}
