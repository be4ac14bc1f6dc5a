//! What an author is told about a course that can be imported.
use crate::support::course_folder::CourseFolder;
use chrono::NaiveDate;
use cloud_school::courses::format::{check, content_hash, read};

const LOOK: &str = "lessons/look/en.md";
const MIRE: &str = "lessons/look/es.md";

fn today() -> NaiveDate {
    "2026-12-01".parse().unwrap()
}

fn findings(folder: &CourseFolder) -> Vec<String> {
    let course = read(folder.path()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    check(&course, today())
        .iter()
        .map(ToString::to_string)
        .collect()
}

fn found(file: &str, before: &str, after: &str, expected: &str) {
    let folder = CourseFolder::tiny();
    folder.change(file, before, after);
    let findings = findings(&folder);
    assert!(
        findings.iter().any(|finding| finding.starts_with(expected)),
        "{findings:#?}"
    );
}

#[test]
fn a_good_course_has_no_findings() {
    assert_eq!(findings(&CourseFolder::tiny()), [""; 0]);
}

#[test]
fn a_changed_source_makes_its_translation_stale() {
    found(
        LOOK,
        "Press your heel",
        "Press your toe",
        "lessons/look/en.md: tr01: the translation into “es” is of an older source",
    );
}

#[test]
fn a_translation_has_the_numbers_of_its_source() {
    found(
        MIRE,
        "20 a 25 %",
        "20 a 52 %",
        "lessons/look/en.md: st01: the source has the numbers [\"20\", \"25\"], “es” has [\"20\", \"52\"]",
    );
}

#[test]
fn a_number_is_in_a_claim_about_its_text() {
    found(
        LOOK,
        "20 to 25 % moisture",
        "20 to 25 % moisture within 3 days",
        "lessons/look/en.md: st01: the number 3 is in no claim",
    );
}

#[test]
fn what_can_harm_is_not_reviewed_yet() {
    found(
        "lessons/look/claims.toml",
        "\"B\"",
        "\"A\"",
        "lessons/look/claims.toml: st01: a class A statement, not reviewed",
    );
}

#[test]
fn a_lesson_is_short_and_easy() {
    let long = "Press ".to_owned() + &"the wet soil with your heel and look at it ".repeat(3);
    found(
        LOOK,
        "Press your heel into the soil.",
        &format!("{long}. {long}. {long}."),
        "lessons/look/en.md: sentences in “en” have",
    );
    let hard = "Agricultural mechanization necessitates considerable preparatory consideration. "
        .repeat(8);
    found(
        LOOK,
        "Press your heel into the soil.",
        hard.trim(),
        "lessons/look/en.md: the English needs school year",
    );
    let many = "Look at it now. ".repeat(31);
    found(
        LOOK,
        "Harvest at 20 to 25 % moisture.",
        &format!("Harvest at 20 to 25 % moisture. {}", many.trim()),
        "lessons/look/en.md: the steps have 130 words",
    );
}

#[test]
fn captions_and_sources_that_nobody_needs_or_has() {
    let folder = CourseFolder::tiny();
    folder.remove("media/seedbed.es.vtt");
    folder.put(
        "lessons/look/claims.toml",
        "[[examples]]\nsrc = \"97640596\"\nsegment = \"st01\"\nreason = \"made up\"\n",
    );
    assert_eq!(
        findings(&folder),
        [
            "lessons/look/en.md: a clip or sound has no captions in “es”",
            "sources.toml: the source “irri-harvest” is cited by no claim"
        ]
    );
}

#[test]
fn nobody_passes_a_quiz_by_its_shape() {
    let folder = CourseFolder::tiny();
    let questions = folder.text("lessons/what-you-know/questions.toml");
    let more = questions.replace("q7f3", "q3cc").replace("q2bb", "q4dd");
    folder.put(
        "lessons/what-you-know/questions.toml",
        format!("{questions}{more}"),
    );
    assert_eq!(
        findings(&folder),
        ["lessons/what-you-know/questions.toml: in 4 of 4 questions the right answer is “a”"]
    );

    found(
        "lessons/what-you-know/questions.toml",
        "es = \"Espero.\"",
        "es = \"Conduzco a 9 km/h.\"",
        "lessons/what-you-know/questions.toml: q7f3: two options read the same in “es”",
    );
}

#[test]
fn a_claim_is_about_the_text_that_stands_there() {
    let folder = CourseFolder::tiny();
    folder.change(
        LOOK,
        "Harvest at 20 to 25 % moisture.",
        "Harvest at 25 to 20 % moisture.",
    );
    let findings = findings(&folder);
    let older = "lessons/look/claims.toml: st01: the text was changed after this was checked";
    assert!(
        findings.iter().any(|f| f.starts_with(older)),
        "{findings:#?}"
    );

    found(
        "lessons/look/claims.toml",
        "src = \"97640596\"\n",
        "",
        "lessons/look/claims.toml: st01: a claim or an example does not say which text",
    );
}

#[test]
fn a_translation_has_the_units_and_the_denials_of_its_source() {
    found(
        MIRE,
        "20 a 25 %",
        "20 a 25 kg",
        "lessons/look/en.md: st01: the source has the units [\"%\"], “es” has [\"kg\"]",
    );
    found(
        MIRE,
        "Presione el talón",
        "No presione el talón",
        "lessons/look/en.md: tr01: not as many sentences say no",
    );
    found(
        LOOK,
        "25 % moisture",
        "25 kg",
        "lessons/look/en.md: st01: the unit kg is in no claim",
    );
}

#[test]
fn sources_grow_old_and_vanish() {
    let seen = "seen_on = \"2026-11-23\"\n";
    for (more, expected) in [
        (
            "valid_until = \"2026-11-30\"\n",
            "was to be looked at again by 2026-11-30",
        ),
        (
            "gone_on = \"2026-11-29\"\n",
            "could not be opened any more on 2026-11-29",
        ),
    ] {
        let expected = format!("sources.toml: the source “irri-harvest” {expected}");
        found("sources.toml", seen, &format!("{seen}{more}"), &expected);
    }
    let folder = CourseFolder::tiny();
    folder.change(
        "sources.toml",
        seen,
        &format!("{seen}valid_until = \"2026-12-01\"\n"),
    );
    assert_eq!(findings(&folder), [""; 0]);
}

/// The review of somebody who looked at the lesson as it stands.
fn review(folder: &CourseFolder, kind: &str, more: &str) -> String {
    let course = read(folder.path()).unwrap();
    let content = content_hash(&course, &course.modules[0].lessons[0], "en");
    format!(
        "[[reviews]]\nkind = \"{kind}\"\nlanguage = \"en\"\ncontent = \"{content}\"\nname = \"Rosa Vera\"\n\
         function = \"Agronomist\"\norganisation = \"INIAP\"\non = \"2026-11-20\"\n{more}\n"
    )
}

#[test]
fn what_can_harm_needs_a_review_of_facts_and_of_safety_that_holds() {
    let approved = "verdict = \"approved\"\n";
    let until = |day: &str| format!("{approved}until = \"{day}\"\n");
    let with = |reviews: &[(&str, &str)]| {
        let folder = CourseFolder::tiny();
        folder.change("lessons/look/claims.toml", "\"B\"", "\"A\"");
        let all = reviews
            .iter()
            .map(|(kind, more)| review(&folder, kind, more));
        let all = all.collect::<String>();
        folder.put("lessons/look/reviews.toml", all);
        findings(&folder)
    };
    let both = |more: &str| with(&[("facts", more), ("safety", more)]);
    assert_eq!(both(approved), [""; 0]);
    assert_eq!(both(&until("2026-12-01")), [""; 0]);

    let not_reviewed = "lessons/look/claims.toml: st01: a class A statement, not reviewed";
    for found in [
        with(&[("facts", approved)]),
        with(&[("safety", approved)]),
        both(&until("2026-11-30")),
        both("verdict = \"refused\"\nremark = \"20 is too dry\"\n"),
    ] {
        assert!(
            found.iter().any(|f| f.starts_with(not_reviewed)),
            "{found:#?}"
        );
    }
    let refused = both("verdict = \"refused\"\nremark = \"20 is too dry\"\n");
    assert!(
        refused
            .iter()
            .any(|f| f.ends_with("did not approve: 20 is too dry"))
    );
    let ended = both(&until("2026-11-30"));
    assert!(
        ended
            .iter()
            .any(|f| f.ends_with("a review ended on 2026-11-30"))
    );
}

#[test]
fn a_review_ends_with_any_change_of_what_was_reviewed() {
    for (file, before, after) in [
        (LOOK, "Press your heel", "Press your toe"),
        ("drawings/field-wet.svg", "#d9c3a0", "#ffffff"),
        ("lessons/look/claims.toml", "at 20 to 25 %", "at 25 to 20 %"),
        ("sources.toml", "year = 2020", "year = 2021"),
    ] {
        let folder = CourseFolder::tiny();
        folder.change("lessons/look/claims.toml", "\"B\"", "\"A\"");
        let approved = "verdict = \"approved\"\n";
        let both = review(&folder, "facts", approved) + &review(&folder, "safety", approved);
        folder.put("lessons/look/reviews.toml", both);
        folder.change(file, before, after);
        let found = findings(&folder);
        assert!(
            found
                .iter()
                .any(|f| f.contains("class A statement, not reviewed")),
            "{file}"
        );
    }
}
