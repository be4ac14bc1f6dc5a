//! What an author is told about a course that can be imported.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{check, read};

const LOOK: &str = "lessons/look/en.md";
const MIRE: &str = "lessons/look/es.md";

fn findings(folder: &CourseFolder) -> Vec<String> {
    let course = read(folder.path()).unwrap_or_else(|faults| panic!("{faults:#?}"));
    check(&course).iter().map(ToString::to_string).collect()
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
        "[[examples]]\nsegment = \"st01\"\nreason = \"made up\"\n",
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
