//! Words for people: every text, number and date a person reads, in the person's language.
//!
//! Texts live in `locales/<language>/<room>.ftl` and are built into the binary. The two pseudo-languages are made from
//! the English texts at the start: one shows what breaks when texts grow, the other what breaks from right to left.

mod formats;
mod language;
mod pseudo;
mod said;
mod text;
mod texts;

#[cfg(test)]
mod checks;

pub use language::{Language, Offer};
pub use said::{Said, Whole};
pub use text::Words;
