//! Words and sentences, counted well enough to warn an author.
use super::{blocks::without_item_marker, numbers::without_addresses};

/// Words between blanks; where a script puts none between words, two characters are a word.
pub fn word_count(text: &str) -> usize {
    text.split_whitespace().map(words_in).sum()
}

/// What a Markdown text says, sentence by sentence.
pub(super) fn sentences(markdown: &str) -> Vec<String> {
    let text = without_addresses(without_item_marker(markdown));
    let mut sentences = vec![String::new()];
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        let ends = match letter {
            // The dot of 2.5 ends nothing.
            '.' | '!' | '?' => letters.peek().is_none_or(|next| next.is_whitespace()),
            '。' | '！' | '？' | '؟' | '।' | '|' => true,
            _ => false,
        };
        match (ends, sentences.last_mut()) {
            (false, Some(sentence)) => sentence.push(letter),
            _ => sentences.push(String::new()),
        }
    }
    sentences.retain(|sentence| word_count(sentence) > 0);
    sentences
}

/// The Flesch–Kincaid grade of English sentences: the school year in which they can be read.
pub(super) fn english_grade(sentences: &[String]) -> Option<f64> {
    let words = sentences
        .iter()
        .flat_map(|sentence| sentence.split_whitespace());
    let words = words
        .filter(|word| word.contains(char::is_alphanumeric))
        .collect::<Vec<_>>();
    if sentences.is_empty() || words.is_empty() {
        return None;
    }
    let syllables = words.iter().map(|word| syllables(word)).sum::<usize>();
    let count = words.len() as f64;
    let length = count / sentences.len() as f64;
    Some(0.39 * length + 11.8 * syllables as f64 / count - 15.59)
}

/// Groups of vowels, but for an end that is not spoken; at least one.
fn syllables(word: &str) -> usize {
    let word = word.to_ascii_lowercase();
    let word = word.trim_matches(|c: char| !c.is_ascii_alphabetic());
    let silent = match word {
        word if word.ends_with("les") || word.ends_with("le") => 0,
        word if word.ends_with("ted") || word.ends_with("ded") => 0,
        word if ["ses", "zes", "xes", "ches", "shes", "ces", "ges"]
            .iter()
            .any(|end| word.ends_with(end)) =>
        {
            0
        }
        word if word.ends_with("ee") || word.ends_with("ye") => 0,
        word => usize::from(["e", "es", "ed"].iter().any(|end| word.ends_with(end))),
    };
    let mut groups = 0;
    let mut in_group = false;
    for letter in word.chars() {
        let is_vowel = matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y');
        groups += usize::from(is_vowel && !in_group);
        in_group = is_vowel;
    }
    groups.saturating_sub(silent).max(1)
}

fn words_in(token: &str) -> usize {
    let unspaced = token.chars().filter(|c| is_unspaced(*c)).count();
    let spaced = token
        .chars()
        .any(|c| c.is_alphanumeric() && !is_unspaced(c));
    unspaced.div_ceil(2) + usize::from(spaced)
}

/// Chinese, Japanese, Thai, Lao, Khmer and Burmese are written without blanks.
fn is_unspaced(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}'
        | '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_with_its_mark_and_not_with_a_decimal_point() {
        let text = "- Fill 2.5 l. Ask [Ada](https://a.b/c. d)! Ready";
        assert_eq!(sentences(text).len(), 3);
        assert_eq!(sentences("先看田。再叫机器。"), ["先看田", "再叫机器"]);
    }

    #[test]
    fn words_are_counted_with_and_without_blanks_between_them() {
        assert_eq!(word_count("Walk across — the field"), 4);
        assert_eq!(word_count("先看田地"), 2);
    }

    #[test]
    fn syllables_are_about_right() {
        for (word, count) in [
            ("field", 1),
            ("machine", 2),
            ("moisture", 2),
            ("level", 2),
            ("operator", 4),
            ("dried", 1),
            ("wanted", 2),
            ("table", 2),
            ("the", 1),
            ("bags", 1),
            ("boxes", 2),
            ("tree", 1),
            ("14", 1),
        ] {
            assert_eq!(syllables(word), count, "{word}");
        }
    }

    #[test]
    fn long_words_need_more_school() {
        let grade = |text: &str| english_grade(&sentences(text)).unwrap();
        assert!(grade("Walk on the wet field. Do not call the machine yet.") < 2.0);
        assert!(
            grade(
                "Agricultural mechanization necessitates considerable preparatory consideration of topography."
            ) > 15.0
        );
        assert_eq!(english_grade(&[]), None);
    }
}
