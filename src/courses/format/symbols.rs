//! Signs that are the same in every language: symbols of units, and how often something is denied.
use super::{numbers::without_addresses, words::sentences};

/// Symbols of units as they stand behind a number, and the one way to compare them.
const UNITS: [(&str, &str); 34] = [
    ("%", "%"),
    ("°C", "°C"),
    ("ha", "ha"),
    ("kg", "kg"),
    ("g", "g"),
    ("mg", "mg"),
    ("µg", "µg"),
    ("μg", "µg"),
    ("mcg", "µg"),
    ("t", "t"),
    ("lb", "lb"),
    ("qq", "qq"),
    ("m", "m"),
    ("cm", "cm"),
    ("mm", "mm"),
    ("km", "km"),
    ("m²", "m²"),
    ("m2", "m²"),
    ("m³", "m³"),
    ("l", "l"),
    ("L", "l"),
    ("ml", "ml"),
    ("mL", "ml"),
    ("kW", "kW"),
    ("hp", "hp"),
    ("N", "N"),
    ("ppm", "ppm"),
    ("ppb", "ppb"),
    ("mg/kg", "mg/kg"),
    ("g/t", "g/t"),
    ("kg/ha", "kg/ha"),
    ("t/ha", "t/ha"),
    ("km/h", "km/h"),
    ("m/s", "m/s"),
];

/// The symbols of units behind numbers, in order.
pub(super) fn units(markdown: &str) -> Vec<&'static str> {
    let text = without_addresses(markdown);
    let mut units = Vec::new();
    let mut rest = text.as_str();
    while let Some(at) = rest.find(|c: char| c.is_ascii_digit()) {
        let behind = rest[at..].trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, '.' | ',' | '\u{a0}' | '\u{202f}' | ' ')
        });
        let word = unit_written(behind);
        let known = UNITS.iter().find(|(written, _)| *written == word);
        units.extend(known.map(|(_, unit)| *unit));
        rest = behind;
    }
    units
}

/// What could be a unit at the beginning of a text.
fn unit_written(text: &str) -> String {
    text.chars()
        .take_while(|c| c.is_alphabetic() || matches!(c, '%' | '°' | '/' | '²' | '³' | '2'))
        .collect()
}

/// The text with each unit kept on the line of its number: on a small screen a line would often begin with “%”.
pub fn with_units_kept(markdown: &str) -> String {
    let mut words = markdown.split(' ');
    let mut kept = words.next().unwrap_or_default().to_owned();
    for word in words {
        let written = unit_written(word);
        let is_unit = UNITS.iter().any(|(unit, _)| *unit == written);
        let is_behind_number = kept.ends_with(|c: char| c.is_ascii_digit());
        kept.push(if is_unit && is_behind_number {
            '\u{a0}'
        } else {
            ' '
        });
        kept.push_str(word);
    }
    kept
}

/// Words that deny, in the languages that the school is taught in. “Nor” only goes on with what was denied.
const DENIALS: [(&str, &[&str]); 2] = [
    (
        "en",
        &[
            "no", "not", "never", "none", "nothing", "nobody", "neither", "cannot", "without",
        ],
    ),
    (
        "es",
        &[
            "no", "nunca", "jamás", "ningún", "ninguno", "ninguna", "nada", "nadie", "tampoco",
            "sin",
        ],
    ),
];

/// How many parts of sentences, between points, semicolons and colons, deny or forbid something; nothing for a language whose words are not
/// known here.
pub(super) fn denials(text: &str, language: &str) -> Option<usize> {
    let (_, words) = DENIALS.iter().find(|(known, _)| *known == language)?;
    let is_short =
        |word: &str| language == "en" && (word.ends_with("n't") || word.ends_with("n’t"));
    let denies = |sentence: &&str| {
        let sentence = sentence.to_lowercase();
        let mut found = sentence.split(|c: char| !c.is_alphabetic() && c != '\'' && c != '’');
        found.any(|word| words.contains(&word) || is_short(word))
    };
    let sentences = sentences(text);
    let parts = sentences
        .iter()
        .flat_map(|sentence| sentence.split([';', ':']));
    Some(parts.filter(denies).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_are_the_same_in_every_language() {
        for (english, translated) in [
            ("20 to 25 % moisture", "20 a 25 % de humedad"),
            ("2.5 L of water", "2,5 l de agua"),
            ("40 kg/ha", "40 kg/ha"),
            ("12 cm × 30 cm", "12 cm × 30 cm"),
        ] {
            assert_eq!(units(english), units(translated), "{english}");
        }
        assert_eq!(units("2 days, 3 men and 4 m"), ["m"]);
        assert_eq!(units("5 grams"), [""; 0]);
    }

    #[test]
    fn a_unit_stays_on_the_line_of_its_number() {
        for (written, kept) in [
            ("at 14 % or less", "at 14\u{a0}% or less"),
            ("3 to 5 cm, 1.5 t/ha", "3 to 5\u{a0}cm, 1.5\u{a0}t/ha"),
            ("2 men, the 3 g each", "2 men, the 3\u{a0}g each"),
            ("| 10 | kg |\n|---|---|", "| 10 | kg |\n|---|---|"),
            ("", ""),
        ] {
            assert_eq!(with_units_kept(written), kept);
            assert_eq!(units(written), units(kept));
        }
    }

    #[test]
    fn a_denial_is_known_in_each_language() {
        assert_eq!(denials("Don't spray in the wind. Wait.", "en"), Some(1));
        assert_eq!(denials("Nunca fumigue con viento. No coma.", "es"), Some(2));
        assert_eq!(denials("A knot in the notes.", "en"), Some(0));
        assert_eq!(denials("风大不打药。", "zh"), None);
    }
}
