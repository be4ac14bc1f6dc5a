//! A pre-test in a folder.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{LessonKind, hash, read};

const FRONT: &str = "+++
id = \"0199f2a4-0000-7000-8000-000000000005\"
title = \"Before you start {#pt01}\"
kind = \"pretest\"
minutes = 3
+++

::: text
See what you know. {#pn01}
:::
";

fn faults_of(folder: &CourseFolder) -> String {
    let faults = read(folder.path()).unwrap_err();
    let said = faults.iter().map(ToString::to_string);
    said.collect::<Vec<_>>().join("\n")
}

fn question(pair: &str) -> String {
    let words = |en: &str| {
        let src = hash(en);
        format!("text = {{ en = {en:?}, es = {en:?} }}, src = {{ es = \"{src}\" }}")
    };
    format!(
        "[[questions]]\nid = \"p7f3\"\ntype = \"single\"\n{}\n{pair}explanation = {{ {} }}\noptions = [\n  \
         {{ id = \"a\", right = true, {} }},\n  {{ id = \"b\", {} }},\n]\n",
        words("Is it wet?").replace("}, src", "}\nsrc"),
        words("It is."),
        words("Yes."),
        words("No.")
    )
}

fn with_a_pretest(pair: &str) -> CourseFolder {
    let folder = CourseFolder::tiny();
    let spanish = format!(
        "+++\ntitle = \"Antes de empezar {{#pt01 src={}}}\"\n+++\n\nVea lo que sabe. {{#pn01 src={}}}\n",
        hash("Before you start"),
        hash("See what you know.")
    );
    folder
        .change(
            "course.toml",
            "format = 1\n",
            "format = 1\npretest = \"before\"\n",
        )
        .put("lessons/before/en.md", FRONT)
        .put("lessons/before/es.md", spanish)
        .put("lessons/before/questions.toml", question(pair));
    folder
}

#[test]
fn each_question_of_a_pretest_has_a_pair_in_a_quiz() {
    let folder = with_a_pretest("pair = \"q7f3\"\n");
    let course = read(folder.path()).unwrap();
    let pretest = course.pretest.as_ref().unwrap();
    assert_eq!(pretest.kind, LessonKind::Pretest);
    assert_eq!(pretest.questions[0].pair.as_deref(), Some("q7f3"));
    assert_eq!(course.taught().count(), 2);
    assert_eq!(course.lessons().count(), 3);

    for pair in ["", "pair = \"nobody\"\n", "pair = \"p7f3\"\n"] {
        let faults = faults_of(&with_a_pretest(pair));
        assert!(faults.contains("“pair” cannot be"), "{faults}");
    }
}

#[test]
fn a_pretest_is_no_lesson_of_a_module_and_a_lesson_no_pretest() {
    let folder = with_a_pretest("pair = \"q7f3\"\n");
    folder.change("course.toml", "pretest = \"before\"\n", "");
    folder.change("course.toml", "[\"look\", ", "[\"before\", \"look\", ");
    let faults = faults_of(&folder);
    assert!(faults.contains("“lessons” cannot be “before”"), "{faults}");

    let folder = CourseFolder::tiny();
    folder.change(
        "course.toml",
        "format = 1\n",
        "format = 1\npretest = \"look\"\n",
    );
    assert!(!faults_of(&folder).is_empty());
}
