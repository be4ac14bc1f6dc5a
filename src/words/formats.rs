//! Digits and dates of a locale, from CLDR.
//!
//! ICU4X formatters cannot be shared between threads, so each thread keeps its own: no lock on the way to a page.
use super::language::LANGUAGES;
use chrono::{Datelike, NaiveDate, NaiveDateTime, Timelike};
use fluent_bundle::FluentValue;
use icu_calendar::{Iso, types::RataDie};
use icu_datetime::{
    DateTimeFormatter, NoCalendarFormatter, fieldsets,
    input::{Date, DateTime, Time},
};
use icu_decimal::{DecimalFormatter, input::Decimal};
use intl_memoizer::{Memoizable, concurrent::IntlLangMemoizer};
use std::{cell::RefCell, convert::Infallible, rc::Rc};
use unic_langid::LanguageIdentifier;

/// One locale's formats, on this thread.
pub(super) struct Formats {
    decimal: DecimalFormatter,
    date: DateTimeFormatter<fieldsets::YMD>,
    date_time: DateTimeFormatter<fieldsets::YMDT>,
    time: NoCalendarFormatter<fieldsets::T>,
}

impl Formats {
    /// This thread's formats of a locale, made when first asked for.
    pub(super) fn of(locale: &'static str) -> Rc<Self> {
        thread_local! {
            static KNOWN: RefCell<Vec<(&'static str, Rc<Formats>)>> = const { RefCell::new(Vec::new()) };
        }
        KNOWN.with_borrow_mut(|known| {
            if let Some((_, formats)) = known.iter().find(|(name, _)| *name == locale) {
                return formats.clone();
            }
            let formats = Rc::new(Self::new(locale));
            known.push((locale, formats.clone()));
            formats
        })
    }

    fn new(locale: &str) -> Self {
        // The data of all locales is compiled in, an unknown locale falls back to the root, and a test makes every one.
        const DATA: &str = "the data of every locale is compiled in";
        let names = icu_locale::Locale::try_from_str(locale).unwrap_or(icu_locale::Locale::UNKNOWN);
        let date = fieldsets::YMD::medium();
        Self {
            decimal: DecimalFormatter::try_new((&names).into(), Default::default()).expect(DATA),
            date: DateTimeFormatter::try_new((&names).into(), date).expect(DATA),
            date_time: DateTimeFormatter::try_new((&names).into(), date.with_time_hm())
                .expect(DATA),
            time: NoCalendarFormatter::try_new((&names).into(), fieldsets::T::hm()).expect(DATA),
        }
    }

    pub(super) fn number(&self, number: i64) -> String {
        self.decimal.format(&Decimal::from(number)).to_string()
    }

    /// A number given in tenths, with its one decimal.
    pub(super) fn tenths(&self, tenths: i64) -> String {
        let mut number = Decimal::from(tenths);
        number.multiply_pow10(-1);
        self.decimal.format(&number).to_string()
    }

    pub(super) fn date(&self, date: NaiveDate) -> String {
        self.date.format(&iso_date(date)).to_string()
    }

    pub(super) fn date_time(&self, at: NaiveDateTime) -> String {
        let at = DateTime {
            date: iso_date(at.date()),
            time: clock_time(at),
        };
        self.date_time.format(&at).to_string()
    }

    pub(super) fn time(&self, at: NaiveDateTime) -> String {
        self.time.format(&clock_time(at)).to_string()
    }
}

/// Both count days from the first of January of the year 1; days beyond the year 9999 stay there.
fn iso_date(date: NaiveDate) -> Date<Iso> {
    Date::from_rata_die(RataDie::new(date.num_days_from_ce().into()), Iso)
}

fn clock_time(at: NaiveDateTime) -> Time {
    let (hour, minute, second) = (at.hour() as u8, at.minute() as u8, at.second() as u8);
    Time::try_new(hour, minute, second, 0).expect("chrono's times exist")
}

/// Prints the numbers in a bundle's texts; Fluent alone would print raw digits.
pub(super) fn print_number(value: &FluentValue, bundle: &IntlLangMemoizer) -> Option<String> {
    let FluentValue::Number(number) = value else {
        return None;
    };
    let Ok(locale) = bundle.with_try_get((), |Locale(name)| *name);
    let decimal = Decimal::try_from_str(&number.as_string()).ok()?;
    Some(Formats::of(locale).decimal.format(&decimal).to_string())
}

/// The locale of a bundle, which Fluent hands to nobody but what its memoizer makes.
struct Locale(&'static str);

impl Memoizable for Locale {
    type Args = ();
    type Error = Infallible;

    fn construct(locale: LanguageIdentifier, (): ()) -> Result<Self, Infallible> {
        let name = LANGUAGES
            .iter()
            .map(|language| language.formats)
            .find(|formats| locale == *formats);
        Ok(Self(name.unwrap_or("und")))
    }
}
