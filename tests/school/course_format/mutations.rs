//! A hundred mistakes in the school's own courses, as they happen when a text is retyped: another number, another unit, a “not” gained or lost.
//! `course check` finds at least 95 of them.
use cloud_school::courses::format::{CourseFile, Text, check, hash, read};
use std::{collections::HashSet, path::Path};

const MISTAKES: usize = 100;
const FOUND: usize = 95;

/// Units that are taken for each other.
const UNITS: [(&str, &str); 12] = [
    (" %", " kg"),
    (" cm", " mm"),
    (" mm", " cm"),
    (" kg", " g"),
    (" g ", " kg "),
    (" mg", " g"),
    (" ha", " m"),
    (" °C", " %"),
    (" t ", " kg "),
    (" m ", " cm "),
    (" minutes", " hours"),
    (" days", " weeks"),
];

/// Words with which a sentence turns round, by language: what is denied, and what is then said.
const DENIALS: [(&str, &[(&str, &str)]); 2] = [
    (
        "en",
        &[
            (" not ", " "),
            ("Never ", "Always "),
            (" never ", " always "),
            (" no ", " some "),
            ("Do not ", "Do "),
            (" is ", " is not "),
            (" are ", " are not "),
        ],
    ),
    (
        "es",
        &[
            (" no ", " "),
            ("Nunca ", "Siempre "),
            (" nunca ", " siempre "),
            ("No ", "Sí "),
            (" es ", " no es "),
            (" son ", " no son "),
        ],
    ),
];

/// The same numbers in every run: a linear congruential generator (Knuth, MMIX).
struct Chance(u64);

impl Chance {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

/// One digit becomes another one.
fn another_number(text: &str, chance: &mut Chance) -> Option<String> {
    let digits: Vec<usize> = (0..text.len())
        .filter(|at| text.as_bytes()[*at].is_ascii_digit())
        .collect();
    let at = *digits.get(chance.below(digits.len().max(1)))?;
    let digit = (text.as_bytes()[at] - b'0' + 1 + u8::try_from(chance.below(8)).unwrap()) % 10;
    Some(format!("{}{digit}{}", &text[..at], &text[at + 1..]))
}

fn another_unit(text: &str) -> Option<String> {
    let has_number = text.contains(|c: char| c.is_ascii_digit());
    let (unit, other) = UNITS
        .iter()
        .find(|(unit, _)| has_number && text.contains(unit))?;
    Some(text.replacen(unit, other, 1))
}

fn turned_round(text: &str, language: &str) -> Option<String> {
    let (_, denials) = DENIALS.iter().find(|(known, _)| *known == language)?;
    let (said, other) = denials.iter().find(|(said, _)| text.contains(said))?;
    Some(text.replacen(said, other, 1))
}

fn mistaken(text: &str, language: &str, chance: &mut Chance) -> Option<String> {
    match chance.below(3) {
        0 => another_number(text, chance),
        1 => another_unit(text),
        _ => turned_round(text, language),
    }
}

/// What a lesson says: no wrong options, which state nothing.
fn said(course: &mut CourseFile) -> Vec<&mut Text> {
    let lessons = course
        .modules
        .iter_mut()
        .flat_map(|module| &mut module.lessons);
    let mut texts = Vec::new();
    for lesson in lessons {
        texts.extend(
            lesson
                .sections
                .iter_mut()
                .flat_map(|section| &mut section.blocks),
        );
        for question in &mut lesson.questions {
            texts.push(&mut question.explanation);
            let right = question.options.iter_mut().filter(|option| option.right);
            texts.extend(right.map(|option| &mut option.text));
        }
    }
    texts
}

/// Makes a mistake somewhere, in the source or a translation; tells where.
fn make_a_mistake(course: &mut CourseFile, chance: &mut Chance) -> Option<String> {
    let language = course.languages[chance.below(course.languages.len())].clone();
    let source = course.source_language.clone();
    let mut texts = said(course);
    let place = chance.below(texts.len());
    let text = &mut *texts[place];
    let where_it_is = format!("{} in {language}", text.segment);
    if language == source {
        let before = text.source.clone();
        text.source = mistaken(&text.source, &language, chance)?;
        text.hash = hash(&text.source);
        return Some(format!("{where_it_is}: {before} → {}", text.source));
    }
    let translation = text.translations.get_mut(&language)?;
    let before = translation.text.clone();
    translation.text = mistaken(&translation.text, &language, chance)?;
    Some(format!("{where_it_is}: {before} → {}", translation.text))
}

#[test]
fn a_hundred_mistakes_are_found() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("course_content");
    let today = "2026-12-01".parse().unwrap();
    let courses: Vec<_> = ["rice-full-mechanized-production", "flour-fortification"]
        .iter()
        .map(|slug| read(&content.join(slug)).unwrap())
        .collect();
    let known: Vec<HashSet<String>> = courses
        .iter()
        .map(|course| {
            check(course, today)
                .iter()
                .map(ToString::to_string)
                .collect()
        })
        .collect();

    let mut chance = Chance(2026);
    let (mut made, mut missed) = (0, Vec::new());
    while made < MISTAKES {
        let which = made % courses.len();
        let mut course = courses[which].clone();
        let Some(mistake) = make_a_mistake(&mut course, &mut chance) else {
            continue;
        };
        made += 1;
        let findings = check(&course, today);
        if findings
            .iter()
            .all(|finding| known[which].contains(&finding.to_string()))
        {
            missed.push(mistake);
        }
    }
    println!(
        "measured: {} of {MISTAKES} mistakes found",
        MISTAKES - missed.len()
    );
    assert!(missed.len() <= MISTAKES - FOUND, "{}", missed.join("\n"));
}
