//! The numbers in a text, in any script, so that each can be asked for its source.
use super::blocks::without_item_marker;
use std::iter::Peekable;

/// The first digit of each script that counts in tens.
const ZEROS: [char; 24] = [
    '0', '\u{660}', '\u{6f0}', '\u{7c0}', '\u{966}', '\u{9e6}', '\u{a66}', '\u{ae6}', '\u{b66}',
    '\u{be6}', '\u{c66}', '\u{ce6}', '\u{d66}', '\u{de6}', '\u{e50}', '\u{ed0}', '\u{f20}',
    '\u{1040}', '\u{1090}', '\u{17e0}', '\u{1810}', '\u{1946}', '\u{a9d0}', '\u{ff10}',
];

/// The numbers of a Markdown text, in order and comparable between languages: western digits, no separators of
/// thousands, a decimal point. Numbers of list items and in addresses are none; `m²` holds none.
///
/// Whether `1.250` is a decimal depends on who writes: it is read as 1250, in every language.
pub fn numbers(markdown: &str) -> Vec<String> {
    let text = without_addresses(without_item_marker(markdown));
    let mut letters = text.chars().peekable();
    let mut numbers = Vec::new();
    while let Some(letter) = letters.next() {
        if let Some(digit) = digit(letter) {
            numbers.push(number(digit, &mut letters));
        } else if is_fraction(letter) {
            numbers.push(letter.to_string());
        }
    }
    numbers
}

fn digit(letter: char) -> Option<char> {
    ZEROS.iter().find_map(|zero| {
        let value = u32::from(letter).checked_sub(u32::from(*zero))?;
        char::from_digit(value, 10)
    })
}

/// ½, ¼, ⅓ and their like, and numbers in circles.
fn is_fraction(letter: char) -> bool {
    matches!(letter, '¼'..='¾' | '\u{2150}'..='\u{215e}' | '\u{2460}'..='\u{249b}')
}

/// Reads on from the first digit of a number.
fn number(first: char, letters: &mut Peekable<std::str::Chars>) -> String {
    let mut groups = vec![String::from(first)];
    let mut separators = Vec::new();
    loop {
        while let Some(digit) = letters.peek().copied().and_then(digit) {
            letters.next();
            groups
                .last_mut()
                .expect("there is a first group")
                .push(digit);
        }
        match separator(letters) {
            Some(separator) => {
                letters.next();
                separators.push(separator);
                groups.push(String::new());
            }
            None => return joined(&groups, &separators),
        }
    }
}

/// What stands between two groups of digits; a blank only before exactly three digits.
fn separator(letters: &Peekable<std::str::Chars>) -> Option<char> {
    let mut ahead = letters.clone();
    let separator = ahead.next()?;
    let digits = ahead.map_while(digit).take(4).count();
    let joins = match separator {
        '.' | ',' | '٫' => digits > 0,
        '\'' | '’' | '٬' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}' => digits == 3,
        _ => false,
    };
    joins.then_some(separator)
}

fn joined(groups: &[String], separators: &[char]) -> String {
    let whole = groups.concat();
    let (Some(last), Some(end)) = (separators.last(), groups.last()) else {
        return whole;
    };
    let may_be_decimal = matches!(last, '.' | ',' | '٫');
    let stands_alone = separators.iter().filter(|s| *s == last).count() == 1;
    if may_be_decimal && stands_alone && (end.len() != 3 || *last == '٫') {
        let decimals = end.trim_end_matches('0');
        let before = &whole[..whole.len() - end.len()];
        return match decimals {
            "" => before.to_owned(),
            decimals => format!("{before}.{decimals}"),
        };
    }
    if separators.iter().all(|s| s == last) && groups[1..].iter().all(|group| group.len() == 3) {
        return whole;
    }
    groups.join(".")
}

/// Without the targets of links, which are for programs. One pass, whatever the text.
pub(super) fn without_addresses(markdown: &str) -> String {
    let mut text = String::with_capacity(markdown.len());
    let mut rest = markdown;
    while let Some(at) = rest.find([']', '<', 'h']) {
        let (before, found) = rest.split_at(at);
        text.push_str(before);
        let end = if found.starts_with("](") {
            found.find(')').unwrap_or(found.len())
        } else if ["<http", "http://", "https://"]
            .iter()
            .any(|start| found.starts_with(start))
        {
            found
                .find(|c: char| c.is_whitespace() || matches!(c, '>' | ')'))
                .unwrap_or(found.len())
        } else {
            text.push_str(&found[..1]);
            1
        };
        rest = &found[end..];
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_is_the_same_in_every_language() {
        for (english, translated) in [
            ("1,250 kg", "1.250 kg"),
            ("1,250,000", "1 250 000"),
            ("1,250,000", "1.250.000"),
            ("12,500.75", "12.500,75"),
            ("0.5 l", "0,5 l"),
            ("2.50", "2,5"),
            ("10,000", "10\u{202f}000"),
            ("20 to 25 %", "20–25 %"),
            ("45", "४५"),
            ("1.5", "١٫٥"),
            ("1,234,567", "١٬٢٣٤٬٥٦٧"),
        ] {
            assert_eq!(
                numbers(english),
                numbers(translated),
                "{english} {translated}"
            );
        }
    }

    #[test]
    fn a_sentence_may_end_with_a_number() {
        assert_eq!(
            numbers("Add 3, then 5. After 2 days, 100 seeds."),
            ["3", "5", "2", "100"]
        );
        assert_eq!(
            numbers("2–4 cm, 7:30, 1.2.2020, ½"),
            ["2", "4", "7", "30", "1.2.2020", "½"]
        );
    }

    #[test]
    fn addresses_items_and_raised_digits_are_no_numbers() {
        for text in [
            "1. Look",
            "[IRRI](https://irri.org/2020) <https://a.b/3>",
            "see https://a.b/4",
            "t/m², CO₂",
            "],(",
        ] {
            assert_eq!(numbers(text), [""; 0], "{text}");
        }
        assert_eq!(numbers("[page 3](https://a.b/4)"), ["3"]);
        assert_eq!(numbers("[a](b c"), [""; 0]);
    }
}
