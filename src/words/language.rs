//! The languages of the interface, and which of them a visitor gets.

/// A language the interface speaks.
#[derive(Debug, PartialEq, Eq)]
pub struct Language {
    /// As in `<html lang>`.
    pub tag: &'static str,
    /// Its name in itself, for the list of languages.
    pub name: &'static str,
    /// `ltr` or `rtl`, as in `<html dir>`.
    pub dir: &'static str,
    /// Made from the English texts, for trying layouts; never offered to visitors.
    pub is_pseudo: bool,
    /// The locale whose digits, plurals and dates it uses.
    pub(super) formats: &'static str,
}

/// The source of all texts and the answer when nothing else fits: the first of [`LANGUAGES`].
pub(super) static ENGLISH: &Language = &LANGUAGES[0];
pub(super) static LONG: &Language = &LANGUAGES[2];
pub(super) static RIGHT_TO_LEFT: &Language = &LANGUAGES[3];

/// English dates are written day first, with 24 hours, as most of the schools' countries do.
pub(super) static LANGUAGES: [Language; 4] = [
    Language {
        tag: "en",
        name: "English",
        dir: "ltr",
        is_pseudo: false,
        formats: "en-GB",
    },
    Language {
        tag: "es",
        name: "Español",
        dir: "ltr",
        is_pseudo: false,
        formats: "es",
    },
    Language {
        tag: "en-XA",
        name: "⟦Éñĝļîšĥ⟧",
        dir: "ltr",
        is_pseudo: true,
        formats: "en-GB",
    },
    Language {
        tag: "ar-XB",
        name: "\u{202e}English\u{202c}",
        dir: "rtl",
        is_pseudo: true,
        formats: "ar-EG",
    },
];

impl Language {
    /// The language with this tag, in any case of letters. Never a pseudo-language: see [`Offer`].
    pub fn named(tag: &str) -> Option<&'static Self> {
        Offer::default().named(tag)
    }

    /// Every language but the pseudo-languages.
    pub fn all() -> impl Iterator<Item = &'static Self> {
        Offer::default().languages()
    }

    /// What fits best to an `Accept-Language` header: the highest quality wins, then the order; `es-EC` is served by
    /// `es`; English when nothing fits or nothing was sent. Never a pseudo-language.
    pub fn best_of(accept_language: &str) -> &'static Self {
        let mut wishes: Vec<(&str, f32)> = accept_language
            .split(',')
            .filter_map(wish)
            .filter(|(_, quality)| *quality > 0.0)
            .collect();
        wishes.sort_by(|(_, a), (_, b)| b.total_cmp(a));

        wishes
            .into_iter()
            .find_map(|(range, _)| serving(range))
            .unwrap_or(ENGLISH)
    }

    /// Its place in [`LANGUAGES`].
    pub(super) fn index(&self) -> usize {
        LANGUAGES
            .iter()
            .position(|language| language.tag == self.tag)
            .unwrap_or_default()
    }
}

/// Which languages a school offers; a school for trying things out adds the pseudo-languages.
#[derive(Debug, Clone, Copy, Default)]
pub struct Offer {
    pub pseudo_languages: bool,
}

impl Offer {
    /// The offered languages, English first.
    pub fn languages(self) -> impl Iterator<Item = &'static Language> {
        LANGUAGES
            .iter()
            .filter(move |language| self.pseudo_languages || !language.is_pseudo)
    }

    /// The offered language with this tag, in any case of letters.
    pub fn named(self, tag: &str) -> Option<&'static Language> {
        self.languages()
            .find(|language| language.tag.eq_ignore_ascii_case(tag))
    }
}

/// One entry of the header: a language range and its quality (RFC 9110, 12.4.2). Malformed entries are no wish.
fn wish(entry: &str) -> Option<(&str, f32)> {
    let (range, quality) = match entry.split_once(';') {
        None => (entry, 1.0),
        Some((range, parameter)) => {
            let (name, value) = parameter.split_once('=')?;
            if !name.trim().eq_ignore_ascii_case("q") {
                return None;
            }
            (range, value.trim().parse().ok()?)
        }
    };
    (0.0..=1.0)
        .contains(&quality)
        .then_some((range.trim(), quality))
}

/// The language that serves a range, found by leaving out subtags from the end (RFC 4647, 3.4).
fn serving(range: &str) -> Option<&'static Language> {
    if range == "*" {
        return Some(ENGLISH);
    }
    let mut tag = range;
    loop {
        if let Some(language) = Language::named(tag) {
            return Some(language);
        }
        tag = tag.rsplit_once('-')?.0;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phone_from_ecuador_is_answered_in_spanish() {
        let best = Language::best_of("es-EC,es;q=0.9,en;q=0.8");
        assert_eq!(best.tag, "es");
        assert_eq!(Language::best_of("es-419").tag, "es");
        assert_eq!(Language::best_of("ES-ec").tag, "es");
    }

    #[test]
    fn the_highest_quality_wins_and_then_the_order() {
        assert_eq!(Language::best_of("en;q=0.5, es;q=0.7").tag, "es");
        assert_eq!(Language::best_of("en, es").tag, "en");
        assert_eq!(Language::best_of("si, ta;q=0.9, es;q=0.1").tag, "es");
        assert_eq!(Language::best_of("es;q=0, en;q=0.1").tag, "en");
        assert_eq!(Language::best_of("es;q=0").tag, "en");
    }

    #[test]
    fn a_header_that_nobody_understands_is_answered_in_english() {
        for header in [
            "",
            ",",
            ";",
            "es;q",
            "es;q=much",
            "es;q=7",
            "es;q=NaN",
            "es;level=1",
            "-",
            "tlh",
            "*",
            "\u{0}",
        ] {
            assert_eq!(Language::best_of(header).tag, "en", "{header:?}");
        }
    }

    #[test]
    fn visitors_never_get_a_pseudo_language() {
        assert_eq!(Language::best_of("ar-XB, en-XA, es;q=0.1").tag, "en");
        assert_eq!(Language::best_of("ar-XB, es;q=0.1").tag, "es");
        assert_eq!(Language::named("en-XA"), None);
        assert!(Language::all().all(|language| !language.is_pseudo));
    }

    #[test]
    fn a_school_for_trying_things_out_offers_the_pseudo_languages_too() {
        let offer = Offer {
            pseudo_languages: true,
        };
        assert_eq!(offer.named("ar-xb"), Some(RIGHT_TO_LEFT));
        assert_eq!(offer.languages().count(), LANGUAGES.len());
        assert_eq!(ENGLISH.tag, "en");
        assert_eq!(LONG.tag, "en-XA");
    }

    #[test]
    fn each_language_knows_its_place() {
        for (index, language) in LANGUAGES.iter().enumerate() {
            assert_eq!(language.index(), index);
        }
    }
}
