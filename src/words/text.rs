//! Speaking one language: texts by key, numbers, sizes, dates.
use super::{
    Language, Said, Whole,
    formats::Formats,
    language::ENGLISH,
    texts::{self, Texts},
};
use chrono::{DateTime, NaiveDate, NaiveDateTime, Utc};
use chrono_tz::Tz;
use fluent_bundle::FluentArgs;
use std::{borrow::Borrow, rc::Rc};

/// The words of one language. Cheap to copy; each page holds one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words(&'static Language);

impl Words {
    pub fn of(language: &'static Language) -> Self {
        Self(language)
    }

    pub fn language(self) -> &'static Language {
        self.0
    }

    pub fn tag(self) -> &'static str {
        self.0.tag
    }

    pub fn dir(self) -> &'static str {
        self.0.dir
    }

    /// The text of a key, or of `key.attribute`. A missing one is logged once and shown in English, or as its key.
    pub fn t(self, key: &str) -> String {
        self.text(key, None)
    }

    /// The text of a key that speaks of one thing.
    pub fn t1(self, key: &str, name: &str, value: impl Said) -> String {
        self.text(key, Some(&args([(name, &value)])))
    }

    /// The text of a key that speaks of two things.
    pub fn t2(
        self,
        key: &str,
        name: &str,
        value: impl Said,
        second_name: &str,
        second: impl Said,
    ) -> String {
        let both = args([(name, &value), (second_name, &second)]);
        self.text(key, Some(&both))
    }

    /// The text of a key that speaks of three things.
    #[expect(
        clippy::too_many_arguments,
        reason = "pairs, written as a template writes them"
    )]
    pub fn t3(
        self,
        key: &str,
        name: &str,
        value: impl Said,
        second_name: &str,
        second: impl Said,
        third_name: &str,
        third: impl Said,
    ) -> String {
        let all = args([(name, &value), (second_name, &second), (third_name, &third)]);
        self.text(key, Some(&all))
    }

    /// A whole number in the language's digits and groups.
    pub fn number(self, number: impl Whole) -> String {
        self.formats().number(number.whole())
    }

    /// A share of a hundred: `40%`.
    pub fn percent(self, percent: impl Whole) -> String {
        self.t1("unit-percent", "number", percent.whole())
    }

    /// The size of a file in steps of a thousand: `640 KB`, `1.4 MB`, `12 MB`. Never less than `1 KB`.
    pub fn bytes(self, bytes: impl Whole) -> String {
        let kilobytes = bytes.whole().max(1).saturating_add(999) / 1_000;
        let (key, tenths) = match kilobytes {
            0..1_000 => ("unit-kilobytes", kilobytes * 10),
            1_000..1_000_000 => ("unit-megabytes", (kilobytes + 50) / 100),
            _ => ("unit-gigabytes", (kilobytes / 1_000 + 50) / 100),
        };
        let formats = self.formats();
        let number = match tenths {
            tenths if tenths % 10 == 0 || tenths >= 100 => formats.number((tenths + 5) / 10),
            tenths => formats.tenths(tenths),
        };
        self.t1(key, "number", number)
    }

    /// A length of time: `1 minute`, `5 minutes`.
    pub fn minutes(self, minutes: impl Whole) -> String {
        self.t1("unit-minutes", "count", minutes.whole())
    }

    /// The day of a moment, where the reader is: `3 Nov 2026`.
    pub fn date(self, at: impl Borrow<DateTime<Utc>>, zone: impl Borrow<Tz>) -> String {
        self.formats().date(local(at, zone).date())
    }

    /// The day and time of a moment, where the reader is: `3 Nov 2026, 14:02`.
    pub fn date_time(self, at: impl Borrow<DateTime<Utc>>, zone: impl Borrow<Tz>) -> String {
        self.formats().date_time(local(at, zone))
    }

    /// The time of a moment, where the reader is: `14:02`.
    pub fn time(self, at: impl Borrow<DateTime<Utc>>, zone: impl Borrow<Tz>) -> String {
        self.formats().time(local(at, zone))
    }

    /// A day that is the same day everywhere: `3 Nov 2026`.
    pub fn calendar_date(self, date: impl Borrow<NaiveDate>) -> String {
        self.formats().date(*date.borrow())
    }

    /// A text without the marks that keep a value's direction apart (U+2066 to U+2069): right in pages, wrong in
    /// `<title>`, in the subject of a letter and in tables for download.
    pub fn plain(self, text: impl Into<String>) -> String {
        let mut text = text.into();
        text.retain(|letter| !matches!(letter, '\u{2066}'..='\u{2069}'));
        text
    }

    fn formats(self) -> Rc<Formats> {
        Formats::of(self.0.formats)
    }

    fn text(self, key: &str, args: Option<&FluentArgs>) -> String {
        if let Some(text) = find(texts::of(self.0), self.0, key, args) {
            return text;
        }
        texts::complain(self.0, key, "no such text");
        find(texts::of(ENGLISH), ENGLISH, key, args).unwrap_or_else(|| key.to_owned())
    }
}

fn args<'a, const N: usize>(pairs: [(&'a str, &'a dyn Said); N]) -> FluentArgs<'a> {
    pairs
        .into_iter()
        .map(|(name, value)| (name, value.said()))
        .collect()
}

fn find(
    texts: &'static Texts,
    language: &Language,
    key: &str,
    args: Option<&FluentArgs>,
) -> Option<String> {
    let (id, attribute) = match key.split_once('.') {
        Some((id, attribute)) => (id, Some(attribute)),
        None => (key, None),
    };
    let message = texts.get_message(id)?;
    let pattern = match attribute {
        Some(attribute) => message.get_attribute(attribute)?.value(),
        None => message.value()?,
    };

    let mut mistakes = Vec::new();
    let text = texts.format_pattern(pattern, args, &mut mistakes);
    for mistake in mistakes {
        texts::complain(language, key, &mistake.to_string());
    }
    Some(text.into_owned())
}

fn local(at: impl Borrow<DateTime<Utc>>, zone: impl Borrow<Tz>) -> NaiveDateTime {
    at.borrow().with_timezone(zone.borrow()).naive_local()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::{
        Offer,
        language::{LANGUAGES, LONG, RIGHT_TO_LEFT},
    };
    use std::time::Instant;

    fn words(tag: &str) -> Words {
        let offer = Offer {
            pseudo_languages: true,
        };
        Words::of(offer.named(tag).unwrap())
    }

    fn plain(words: Words, text: String) -> String {
        words.plain(text)
    }

    #[test]
    fn one_minute_is_not_minutes() {
        let (en, es) = (words("en"), words("es"));

        assert_eq!(plain(en, en.minutes(1)), "1 minute");
        assert_eq!(plain(en, en.minutes(0)), "0 minutes");
        assert_eq!(plain(es, es.minutes(1)), "1 minuto");
        assert_eq!(plain(es, es.minutes(2_u64)), "2 minutos");
    }

    #[test]
    fn numbers_have_the_digits_and_groups_of_the_language() {
        assert_eq!(words("en").number(1_234_567), "1,234,567");
        assert_eq!(words("es").number(1_234_567), "1.234.567");
        assert_eq!(words("es").number(1_234), "1234");
        assert_eq!(words("ar-XB").number(1_234_567), "١٬٢٣٤٬٥٦٧");
        assert_eq!(words("en").number(-5), "-5");
        assert_eq!(words("en").number(u64::MAX), "9,223,372,036,854,775,807");
    }

    #[test]
    fn a_number_in_a_text_is_printed_like_one_alone() {
        for language in &LANGUAGES {
            let words = Words::of(language);
            let text = words.minutes(12_345);
            assert!(text.contains(&words.number(12_345)), "{text}");
        }
    }

    #[test]
    fn sizes_and_shares_are_short() {
        let (en, es) = (words("en"), words("es"));

        for (bytes, english) in [
            (0, "1 KB"),
            (640_000, "640 KB"),
            (999_001, "1 MB"),
            (1_400_000, "1.4 MB"),
            (9_960_000, "10 MB"),
            (12_300_000, "12 MB"),
            (500_000_000, "500 MB"),
            (2_500_000_000_i64, "2.5 GB"),
        ] {
            assert_eq!(plain(en, en.bytes(bytes)), english, "{bytes}");
        }
        assert_eq!(plain(es, es.bytes(1_400_000)), "1,4 MB");
        assert_eq!(plain(en, en.percent(40_u8)), "40%");
        assert_eq!(plain(es, es.percent(40_u8)), "40\u{a0}%");
    }

    #[test]
    fn days_and_times_are_those_of_the_reader() {
        let at: DateTime<Utc> = "2026-11-03T22:32:00Z".parse().unwrap();
        let (en, es) = (words("en"), words("es"));

        assert_eq!(en.date(at, Tz::UTC), "3 Nov 2026");
        assert_eq!(es.date(at, Tz::UTC), "3 nov 2026");
        assert_eq!(en.date(at, Tz::Asia__Colombo), "4 Nov 2026");
        assert_eq!(en.date_time(at, Tz::Asia__Colombo), "4 Nov 2026, 04:02");
        assert_eq!(
            es.date_time(at, Tz::America__Guayaquil),
            "3 nov 2026, 17:32"
        );
        assert_eq!(en.time(at, Tz::America__Guayaquil), "17:32");
        assert_eq!(en.calendar_date(at.date_naive()), "3 Nov 2026");
        assert!(words("ar-XB").date(at, Tz::UTC).contains("٢٠٢٦"));
    }

    #[test]
    fn each_day_and_time_can_be_said_in_each_language() {
        let days = [NaiveDate::MIN, NaiveDate::MAX, NaiveDate::default()];
        for words in LANGUAGES.iter().map(Words::of) {
            for day in days {
                assert!(!words.calendar_date(day).is_empty());
            }
            for at in [DateTime::UNIX_EPOCH, DateTime::<Utc>::MAX_UTC] {
                assert!(!words.date_time(at, Tz::UTC).is_empty());
            }
        }
    }

    #[test]
    fn a_name_is_kept_apart_in_a_page_and_bare_in_a_title() {
        let en = words("en");
        let text = en.t1("frame-signed-in-as", "name", "أمل");

        assert_eq!(text, "Signed in as \u{2068}أمل\u{2069}");
        assert_eq!(en.plain(text), "Signed in as أمل");
        assert_eq!(en.plain("\u{200f}a\u{200d}b"), "\u{200f}a\u{200d}b");
    }

    #[test]
    fn templates_may_pass_what_they_have() {
        let en = words("en");
        let name = &String::from("Ada");
        let (lent, count) = (&name, &&5_usize);

        let said = en.t1("frame-signed-in-as", "name", name);
        assert_eq!(said, en.t1("frame-signed-in-as", "name", "Ada"));
        assert_eq!(said, en.t1("frame-signed-in-as", "name", lent));
        assert_eq!(en.minutes(count), en.minutes(5_u8));
        assert_eq!(said, en.t2("frame-signed-in-as", "name", name, "count", 1));
        assert_eq!(
            said,
            en.t3("frame-signed-in-as", "name", name, "count", 1, "total", 2)
        );
    }

    #[test]
    fn a_missing_text_is_its_key_and_no_crash() {
        assert_eq!(words("es").t("no-such-text"), "no-such-text");
        assert_eq!(words("es").t("frame-skip.title"), "frame-skip.title");
        assert_eq!(words("es").t(""), "");
    }

    #[test]
    fn a_text_without_its_value_says_which_is_missing() {
        assert!(words("en").t("frame-signed-in-as").contains("{$name}"));
    }

    #[test]
    fn pseudo_languages_can_be_told_from_english() {
        let (long, turned) = (Words::of(LONG), Words::of(RIGHT_TO_LEFT));

        assert_eq!(long.t("frame-skip"), "⟦Šķîþ ţö çöñţéñţ one two⟧");
        assert_eq!(turned.t("frame-save"), "\u{202e}Save\u{202c}");
        assert_eq!((turned.dir(), turned.tag()), ("rtl", "ar-XB"));
        assert_eq!(long.t("frame-brand"), "⟦Cloud School⟧");
    }

    /// Generous: this guards against parsing at each call, not against a slow machine.
    #[test]
    fn a_text_costs_microseconds() {
        let en = words("en");
        en.minutes(1);

        let start = Instant::now();
        for count in 0..1_000 {
            en.t("frame-skip");
            en.minutes(count);
        }
        let each = start.elapsed() / 2_000;
        println!("{each:?} for each text");
        assert!(each.as_micros() < 500, "{each:?}");
    }
}
