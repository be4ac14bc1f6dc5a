//! Every refusal names its file and line, and nothing else is said.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::read;
use std::time::{Duration, Instant};

const COURSE: &str = "course.toml";
const LOOK: &str = "lessons/look/en.md";
const MIRE: &str = "lessons/look/es.md";
const CLAIMS: &str = "lessons/look/claims.toml";
const QUIZ: &str = "lessons/what-you-know/en.md";
const QUESTIONS: &str = "lessons/what-you-know/questions.toml";
const DRAWING: &str = "drawings/field-wet.svg";

fn faults(folder: &CourseFolder) -> Vec<String> {
    match read(folder.path()) {
        Ok(_) => Vec::new(),
        Err(faults) => faults.iter().map(ToString::to_string).collect(),
    }
}

/// The faults of the tiny course after one change, each as its file, line and the beginning of the reason.
fn refused(file: &str, before: &str, after: &str, expected: &[&str]) {
    let folder = CourseFolder::tiny();
    folder.change(file, before, after);
    says(&folder, expected);
}

fn says(folder: &CourseFolder, expected: &[&str]) {
    let faults = faults(folder);
    let fits = faults.len() == expected.len()
        && faults
            .iter()
            .zip(expected)
            .all(|(fault, start)| fault.starts_with(start));
    assert!(fits, "{faults:#?}\nexpected {expected:#?}");
}

#[test]
fn a_field_that_is_missing_wrong_or_unknown() {
    refused(
        COURSE,
        "slug = \"grow-rice\"\n",
        "",
        &["course.toml:1: “slug” is missing"],
    );
    refused(
        COURSE,
        "slug = \"grow-rice\"",
        "slug = 7",
        &["course.toml:3: “slug” must be text"],
    );
    refused(
        COURSE,
        "grow-rice",
        "../rice",
        &["course.toml:3: “slug” cannot be “../rice”"],
    );
    refused(
        COURSE,
        "\"EC\"",
        "\"Ecuador\"",
        &["course.toml:8: “country” cannot be “Ecuador”"],
    );
    refused(
        COURSE,
        "format = 1",
        "format = 2",
        &["course.toml:1: “format” must be 1"],
    );
    refused(
        COURSE,
        "country",
        "colour = \"red\"\ncountry",
        &["course.toml:8: “colour” is not a field"],
    );
    refused(COURSE, "slug = ", "slug ", &["course.toml:3: is not TOML"]);
    refused(
        COURSE,
        "planned = true",
        "planned = \"yes\"",
        &["course.toml:33: “planned” must be true or false"],
    );
    refused(
        LOOK,
        "minutes = 4",
        "minutes = 0",
        &["lessons/look/en.md:5: “minutes” must be"],
    );
    refused(
        LOOK,
        "\"steps\"",
        "\"video\"",
        &["lessons/look/en.md:4: “kind” cannot be “video”"],
    );
    refused(
        "sources.toml",
        "seen_on = \"2026-11-23\"",
        "seen_on = \"23.11.2026\"",
        &["sources.toml:8: “seen_on”"],
    );
    refused(
        "sources.toml",
        "https://",
        "javascript://",
        &["sources.toml:6: “url” cannot be"],
    );
}

#[test]
fn an_id_that_is_missing_or_doubled() {
    refused(
        LOOK,
        " {#al01}",
        "",
        &[
            "lessons/look/en.md:10: an id is missing",
            "lessons/look/es.md:5: “al01” is not a text of the source",
        ],
    );
    refused(
        LOOK,
        "{#of03}",
        "{#of02}",
        &[
            "lessons/look/en.md:31: the id “of02” is already used in lessons/look/en.md:29",
            "lessons/look/en.md:31: there is no text in “es”",
            "lessons/look/es.md:20: “of03”",
        ],
    );
    refused(
        QUIZ,
        "{#in01}",
        "{#al01}",
        &[
            "lessons/what-you-know/en.md:10: the id “al01” is already used in lessons/look/en.md:10",
            "lessons/what-you-know/en.md:10: there is no text",
            "lessons/what-you-know/es.md:5: “in01”",
        ],
    );
    refused(
        QUIZ,
        "000000000004",
        "000000000003",
        &[
            "lessons/what-you-know/en.md:2: the id “0199f2a4-0000-7000-8000-000000000003” is already used in lessons/look/en.md:2",
        ],
    );
    refused(
        COURSE,
        "id = \"out1\"",
        "id = \"lt01\"",
        &["lessons/look/en.md:3: the id “lt01” is already used in course.toml"],
    );
    refused(
        COURSE,
        "id = \"out1\"\n",
        "",
        &["course.toml:25: an id is missing"],
    );
    refused(
        LOOK,
        "{#al01}",
        "{#x}",
        &[
            "lessons/look/en.md:10: ids of texts are",
            "lessons/look/es.md:5: “al01”",
        ],
    );
    refused(
        LOOK,
        "{#al01}",
        "{#al01} and more",
        &[
            "lessons/look/en.md:10: an id mark looks like",
            "lessons/look/es.md:5: “al01”",
        ],
    );
    refused(
        LOOK,
        "id = \"0199f2a4-0000-7000-8000-000000000003\"\n",
        "",
        &["lessons/look/en.md:2: an id is missing"],
    );
    refused(
        QUESTIONS,
        "id = \"q2bb\"",
        "id = \"q7f3\"",
        &["lessons/what-you-know/questions.toml:13: the id “q7f3” is already used"],
    );
}

#[test]
fn a_text_without_its_translation() {
    refused(
        MIRE,
        "Presione el talón en el suelo. {#tr01",
        "Presione {#tr99",
        &[
            "lessons/look/en.md:20: there is no text in “es”",
            "lessons/look/es.md:11: “tr99” is not a text of the source",
        ],
    );
    refused(
        MIRE,
        "lodo. {#al01 src=",
        "lodo. {#al01} ",
        &[
            "lessons/look/en.md:10: there is no text",
            "lessons/look/es.md:5: an id mark",
        ],
    );
    refused(
        COURSE,
        ", es = \"El campo\"",
        "",
        &["course.toml:38: there is no text in “es”"],
    );
    refused(
        COURSE,
        "\"en\", \"es\"]",
        "\"en\", \"es\", \"zh\"]",
        &[
            "course.toml:12: there is no text in “zh”",
            "course.toml:17: there is no text in “zh”",
            "course.toml:22: there is no text in “zh”",
            "course.toml:27: there is no text in “zh”",
            "course.toml:38: there is no text in “zh”",
            "lessons/look/zh.md: is missing",
            "lessons/what-you-know/questions.toml:4: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:6: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:8: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:9: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:15: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:17: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:19: there is no text in “zh”",
            "lessons/what-you-know/questions.toml:20: there is no text in “zh”",
            "lessons/what-you-know/zh.md: is missing",
        ],
    );
    let folder = CourseFolder::tiny();
    says(folder.remove(MIRE), &["lessons/look/es.md: is missing"]);
}

#[test]
fn a_section_of_the_wrong_shape() {
    refused(
        LOOK,
        "::: try",
        "::: song",
        &["lessons/look/en.md:19: “::: song” is not a section"],
    );
    refused(
        LOOK,
        "::: try",
        "::: step field-wet.svg",
        &["lessons/look/en.md:19: a step holds two blocks"],
    );
    refused(
        LOOK,
        "{#tc01}\n:::\n",
        "{#tc01}\n",
        &["lessons/look/en.md:18: a section opens before"],
    );
    refused(
        LOOK,
        "{#of03}\n:::\n",
        "{#of03}\n",
        &["lessons/look/en.md:23: the section is not closed"],
    );
    refused(
        LOOK,
        "::: try\n",
        "",
        &[
            "lessons/look/en.md:19: text stands outside",
            "lessons/look/en.md:20: “:::” closes nothing",
        ],
    );
    refused(
        LOOK,
        "field-wet.svg",
        "field-dry.svg",
        &[
            "drawings/field-wet.svg: nothing in the course names",
            "lessons/look/en.md:9: “drawings/field-dry.svg” is not in the folder",
        ],
    );
    refused(
        LOOK,
        "field-wet.svg",
        "../course.toml",
        &[
            "drawings/field-wet.svg: nothing",
            "lessons/look/en.md:9: “drawings/../course.toml” is not",
        ],
    );
    refused(
        LOOK,
        "+++\nid",
        "id",
        &["lessons/look/en.md:1: a lesson begins with front matter"],
    );
    refused(
        LOOK,
        "- Ask",
        "  - Ask",
        &["lessons/look/en.md:31: a list item stands within a list item"],
    );
    refused(
        COURSE,
        "\"look\", ",
        "",
        &[
            "drawings/field-wet.svg: nothing",
            "lessons/look/claims.toml: nothing",
            "lessons/look/en.md: nothing",
            "lessons/look/es.md: nothing",
            "media/seedbed.en.vtt: nothing",
            "media/seedbed.es.vtt: nothing",
            "media/seedbed.mp4: nothing",
            "media/seedbed.webp: nothing",
        ],
    );
    refused(
        COURSE,
        "\"look\"",
        "\"../look\", \"look\"",
        &["course.toml:37: “lessons” cannot be “../look”"],
    );
    refused(
        COURSE,
        "\"look\"",
        "\"harvest\", \"look\"",
        &["course.toml:37: “lessons/harvest/en.md” is not in the folder"],
    );
    refused(
        COURSE,
        "\"look\"",
        "\"look\", \"look\"",
        &["course.toml:37: “look” stands here twice"],
    );
}

#[test]
fn a_question_that_cannot_be_answered() {
    refused(
        QUESTIONS,
        "right = true, text = { en = \"I wait",
        "text = { en = \"I wait",
        &["lessons/what-you-know/questions.toml:7: exactly one option is right, here are 0"],
    );
    refused(
        QUESTIONS,
        "id = \"b\", text = { en = \"Nobody",
        "id = \"b\", right = true, text = { en = \"Nobody",
        &["lessons/what-you-know/questions.toml:18: exactly one option is right, here are 2"],
    );
    refused(
        QUESTIONS,
        "id = \"b\", text = { en = \"Nobody",
        "id = \"a\", text = { en = \"Nobody",
        &["lessons/what-you-know/questions.toml:20: “a” stands here twice"],
    );
    refused(
        QUIZ,
        "pass = 2",
        "pass = 3",
        &["lessons/what-you-know/en.md:6: a pass mark of 3 cannot be reached with 2"],
    );
    refused(
        QUIZ,
        "pass = 2",
        "pass = 0",
        &["lessons/what-you-know/en.md:6: “pass” must be"],
    );
}

#[test]
fn a_statement_without_a_source() {
    let folder = CourseFolder::tiny();
    says(
        folder.remove(CLAIMS),
        &["lessons/look/en.md:12: the number 20 in “st01” has no claim"],
    );
    refused(
        CLAIMS,
        "\"irri-harvest\"",
        "\"fao\"",
        &["lessons/look/claims.toml:9: “fao” is not in sources.toml"],
    );
    refused(
        CLAIMS,
        "\"st01\"",
        "\"st99\"",
        &[
            "lessons/look/claims.toml:3: “st99” is not a text of this lesson",
            "lessons/look/en.md:12: the number 20",
        ],
    );
    refused(
        CLAIMS,
        "the ideal",
        &"word ".repeat(20),
        &["lessons/look/claims.toml:11: the quotation has 27 words"],
    );
    refused(
        QUESTIONS,
        "en = \"The machine would sink.\"",
        "en = \"It would sink ३० cm.\"",
        &["lessons/what-you-know/questions.toml:6: the number 30 in “q7f3-why”"],
    );
    refused(
        QUESTIONS,
        "en = \"I wait.\"",
        "en = \"I wait 3 days.\"",
        &["lessons/what-you-know/questions.toml:8: the number 3 in “q7f3-a”"],
    );
}

#[test]
fn a_number_is_named_as_an_example_of_its_text_or_of_its_question() {
    for segment in ["q7f3-a", "q7f3"] {
        let folder = CourseFolder::tiny();
        folder.change(QUESTIONS, "en = \"I wait.\"", "en = \"I wait 3 days.\"");
        let examples = format!("[[examples]]\nsegment = \"{segment}\"\nreason = \"made up\"\n");
        says(
            folder.put("lessons/what-you-know/claims.toml", examples),
            &[],
        );
    }
}

#[test]
fn a_drawing_with_anything_but_shapes() {
    for (element, shown) in [
        (
            "<script>alert(1)</script>",
            "a drawing holds only shapes, not <script>",
        ),
        (
            "<foreignObject/>",
            "a drawing holds only shapes, not <foreignObject>",
        ),
        ("<text>A</text>", "a drawing holds only shapes, not <text>"),
        (
            "<image href=\"x.png\"/>",
            "a drawing holds only shapes, not <image>",
        ),
        (
            "<use href=\"#a\"/>",
            "a drawing holds only shapes, not <use>",
        ),
        (
            "<style>*{fill:red}</style>",
            "a drawing holds only shapes, not <style>",
        ),
        ("<animate/>", "a drawing holds only shapes, not <animate>"),
        (
            "<g onclick=\"alert(1)\"/>",
            "a drawing holds only shapes, not onclick=",
        ),
        (
            "<g style=\"fill:red\"/>",
            "a drawing holds only shapes, not style=",
        ),
        (
            "<g fill=\"url(https://a.b/c)\"/>",
            "a drawing holds only shapes, not fill=",
        ),
        (
            "<g fill=\"url(other.svg#a)\"/>",
            "a drawing holds only shapes, not fill=",
        ),
        (
            "<g fill=\"&#x75;rl(x)\"/>",
            "a drawing holds only shapes, not fill=",
        ),
        (
            "<g xmlns=\"http://www.w3.org/1999/xhtml\"/>",
            "a drawing holds only shapes, not xmlns=",
        ),
        (
            "<x:script xmlns:x=\"http://www.w3.org/2000/svg\"/>",
            "a drawing holds only shapes, not <x:script>",
        ),
        ("letters", "a drawing holds only shapes, not letters"),
        ("&amp;", "a drawing holds only shapes, not entities"),
        ("<![CDATA[a]]>", "a drawing holds only shapes, not letters"),
        (
            "<?xml-stylesheet href=\"a\"?>",
            "a drawing holds only shapes, not processing",
        ),
        ("<g>", "is not a drawing"),
        ("<g d=\"a\" d=\"b\"/>", "is not a drawing"),
    ] {
        let folder = CourseFolder::tiny();
        folder.change(DRAWING, "<rect", &format!("{element}\n<rect"));
        let all = faults(&folder);
        let found = all.iter().any(|fault| {
            fault
                .strip_prefix("drawings/field-wet.svg:")
                .is_some_and(|fault| fault.contains(shown))
        });
        assert!(found, "{element}: {all:#?}");
    }
    refused(
        DRAWING,
        "<rect",
        "<text/><rect",
        &["drawings/field-wet.svg:3: a drawing holds only shapes, not <text>"],
    );
    refused(
        DRAWING,
        "<svg ",
        "<!DOCTYPE svg [<!ENTITY a \"b\">]>\n<svg ",
        &["drawings/field-wet.svg:1: a drawing holds only shapes, not a document type"],
    );
    let heavy = " ".repeat(12 << 10);
    refused(
        DRAWING,
        "</svg>",
        &format!("{heavy}</svg>"),
        &["drawings/field-wet.svg: weighs"],
    );
}

#[test]
fn media_that_are_not_what_their_name_says() {
    let folder = CourseFolder::tiny();
    folder
        .put("media/seedbed.mp4", "<html>")
        .put("media/seedbed.en.vtt", "1\n00:00");
    says(
        &folder,
        &[
            "media/seedbed.en.vtt: is not WebVTT captions",
            "media/seedbed.mp4: is not an MP4 clip",
        ],
    );
    says(
        CourseFolder::tiny().put("media/seedbed.fr.vtt", "WEBVTT\n"),
        &["media/seedbed.fr.vtt: nothing"],
    );
}

#[test]
fn files_that_do_not_belong() {
    says(
        CourseFolder::tiny().put("lessons/look/notes.md", "a"),
        &["lessons/look/notes.md: nothing in the course names this file"],
    );
    says(
        CourseFolder::tiny().put("README.md", "a"),
        &["README.md: a name holds only"],
    );
    says(
        CourseFolder::tiny().put("lessons/look/a/b.md", "a"),
        &["lessons/look/a: folders within folders end here"],
    );
    says(
        CourseFolder::tiny().put("drawings/día.svg", "a"),
        &["drawings/día.svg: a name holds only"],
    );
    says(
        CourseFolder::tiny().put("drawings/.svg", "a"),
        &["drawings/.svg: a name holds only"],
    );
    says(&CourseFolder::empty(), &["course.toml: is missing"]);
}

#[test]
fn text_that_is_not_text() {
    says(
        CourseFolder::tiny().put(MIRE, b"+++\n\xff\n"),
        &["lessons/look/es.md:2: is not UTF-8"],
    );
    refused(
        LOOK,
        "A tractor",
        "A\0tractor",
        &["lessons/look/en.md:10: holds the control character U+0000"],
    );
    refused(
        COURSE,
        "\"El campo\"",
        "\"El \\u0000campo\"",
        &["course.toml:38: holds the control character U+0000"],
    );
}

#[cfg(unix)]
#[test]
fn links_are_not_followed() {
    let folder = CourseFolder::tiny();
    folder.remove(DRAWING);
    std::os::unix::fs::symlink("/etc/passwd", folder.path().join(DRAWING)).unwrap();
    std::os::unix::fs::symlink("/", folder.path().join("lessons/all")).unwrap();

    says(
        &folder,
        &[
            "drawings/field-wet.svg: is a link",
            "lessons/all: is a link",
        ],
    );
}

#[test]
fn a_folder_without_end_is_refused_in_time() {
    let started = Instant::now();
    let folder = CourseFolder::tiny();
    for file in 0..600 {
        folder.put(&format!("media/{file}.webp"), "a");
    }
    let all = faults(&folder);
    assert!(
        all.contains(&".: the folder holds more than 500 files".to_owned()),
        "{all:#?}"
    );

    let deep = "a = ".to_owned() + &"[".repeat(1 << 20);
    says(
        CourseFolder::tiny().put(COURSE, deep),
        &["course.toml:1: is not TOML"],
    );
    let long = "a".repeat((2 << 20) + 1);
    says(
        CourseFolder::tiny().put(LOOK, long),
        &["lessons/look/en.md: weighs 2097153 bytes; at most 2097152"],
    );
    assert!(
        started.elapsed() < Duration::from_secs(5),
        "{:?}",
        started.elapsed()
    );
}
