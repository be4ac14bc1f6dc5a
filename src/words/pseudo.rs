//! Pseudo-languages: English texts changed so that layouts show their faults while people can still read them.
//! Only what people read is changed; variables, selectors, terms and calls stay.
use fluent_syntax::{
    ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Resource},
    parser, serializer,
};

/// Words of one to six letters that make a text longer and still let lines break.
const FILLER: [&str; 6] = ["one", "two", "three", "four", "five", "six"];

/// Accented letters, a third longer, in brackets that show where a text was cut or put together from pieces.
pub(super) fn longer(source: &str) -> String {
    changed(source, |pattern| {
        lengthen(pattern);
        let bracket = |value: &str| PatternElement::TextElement {
            value: value.to_owned(),
        };
        pattern.elements.insert(0, bracket("⟦"));
        pattern.elements.push(bracket("⟧"));
    })
}

/// Each word between U+202E and U+202C, so that Latin letters run from right to left.
pub(super) fn right_to_left(source: &str) -> String {
    changed(source, turn)
}

/// The source with each value and attribute of its messages changed. Terms are names and stay as they are.
fn changed(source: &str, change: impl Fn(&mut Pattern<String>)) -> String {
    let mut resource: Resource<String> = match parser::parse(source.to_owned()) {
        Ok(resource) => resource,
        Err((readable, _)) => readable,
    };
    for entry in &mut resource.body {
        if let Entry::Message(message) = entry {
            message.value.iter_mut().for_each(&change);
            message
                .attributes
                .iter_mut()
                .for_each(|attribute| change(&mut attribute.value));
        }
    }
    serializer::serialize(&resource)
}

fn lengthen(pattern: &mut Pattern<String>) {
    let mut letters = 0;
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => {
                letters += value.chars().count();
                *value = value.chars().map(accented).collect();
            }
            PatternElement::Placeable { expression } => inside(expression, lengthen),
        }
    }

    let mut filler = String::new();
    for word in FILLER.iter().cycle() {
        if filler.chars().count() * 3 >= letters {
            break;
        }
        filler.push(' ');
        filler.push_str(word);
    }
    if !filler.is_empty() {
        pattern
            .elements
            .push(PatternElement::TextElement { value: filler });
    }
}

fn turn(pattern: &mut Pattern<String>) {
    for element in &mut pattern.elements {
        match element {
            PatternElement::TextElement { value } => *value = turned(value),
            PatternElement::Placeable { expression } => inside(expression, turn),
        }
    }
}

fn turned(text: &str) -> String {
    let mut turned = String::with_capacity(text.len() * 2);
    let mut in_word = false;
    for letter in text.chars() {
        if in_word == letter.is_whitespace() {
            turned.push(if in_word { '\u{202c}' } else { '\u{202e}' });
            in_word = !in_word;
        }
        turned.push(letter);
    }
    if in_word {
        turned.push('\u{202c}');
    }
    turned
}

/// Changes the texts a placeable chooses between.
fn inside(expression: &mut Expression<String>, change: fn(&mut Pattern<String>)) {
    match expression {
        Expression::Select { variants, .. } => variants
            .iter_mut()
            .for_each(|variant| change(&mut variant.value)),
        Expression::Inline(InlineExpression::Placeable { expression }) => {
            inside(expression, change);
        }
        Expression::Inline(_) => {}
    }
}

fn accented(letter: char) -> char {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const ACCENTED: &str = "åƀçđéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýžÅƁÇĐÉƑĜĤÎĴĶĻṀÑÖÞǪŔŠŢÛṼŴẊÝŽ";
    PLAIN
        .chars()
        .zip(ACCENTED.chars())
        .find_map(|(plain, accented)| (plain == letter).then_some(accented))
        .unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    const COUNTED: &str = "\
-brand = Cloud School
lessons =
    { -brand } has { $count ->
        [one] one lesson
       *[other] { $count } lessons
    } for { NUMBER($people) }.
    .title = Open
";

    #[test]
    fn longer_texts_keep_their_variables_selectors_terms_and_calls() {
        assert_eq!(
            longer(COUNTED),
            "\
-brand = Cloud School
lessons =
    ⟦{ -brand } ĥåš { $count ->
        [one] öñé ļéššöñ one
       *[other] { $count } ļéššöñš one
    } ƒöŕ { NUMBER($people) }. one⟧
    .title = ⟦Öþéñ one⟧
"
        );
    }

    #[test]
    fn turned_texts_keep_their_spaces_and_variables() {
        assert_eq!(
            right_to_left("open = Open  { $title } at once\n"),
            "open = \u{202e}Open\u{202c}  { $title } \u{202e}at\u{202c} \u{202e}once\u{202c}\n"
        );
        assert!(
            right_to_left(COUNTED).contains("[one] \u{202e}one\u{202c} \u{202e}lesson\u{202c}")
        );
        assert!(right_to_left(COUNTED).contains("-brand = Cloud School\n"));
    }
}
