//! A course in a folder: what is read, what is refused and with which line, what an author is told.
mod any_folder;
mod catalogue;
mod findings;
mod mutations;
mod pretest;
mod refusals;
mod tidying;

use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{LessonKind, SectionKind, read, read_announced, read_school};
use std::path::Path;

#[test]
fn a_course_is_read_whole() {
    let course = read(CourseFolder::tiny().path()).unwrap_or_else(|faults| panic!("{faults:#?}"));

    assert_eq!(course.slug, "grow-rice");
    assert_eq!(course.title.translations["es"].text, "Cultive arroz");
    assert_eq!(
        course.title.translations["es"].source_hash,
        course.title.hash
    );
    assert_eq!(course.drawings.len(), 1);
    assert_eq!(course.media.len(), 4);
    let [look, quiz] = &course.modules[0].lessons[..] else {
        panic!("two lessons")
    };
    assert_eq!(look.slug, "look");
    assert!(look.open && !quiz.open);
    assert_eq!(quiz.kind, LessonKind::Quiz { pass: 2 });
    let step = SectionKind::Step {
        drawing: "field-wet.svg".to_owned(),
    };
    assert_eq!(look.sections[0].kind, step);
    assert_eq!(
        look.sections[0].blocks[1].source,
        "Harvest at 20 to 25 % moisture."
    );
    assert_eq!(look.sections[0].blocks[1].hash, "97640596");
    let officers = &look.sections[3].blocks;
    assert_eq!(
        officers[0].source,
        "| field | machine |\n|---|---|\n| wet | none |"
    );
    assert_eq!(officers[1].source, "- Look\n  twice.");
    assert_eq!(officers[1].translations["es"].text, "- Mire\n  otra vez.");
    let question = &quiz.questions[0];
    assert_eq!(question.options[1].text.segment, "q7f3-b");
    assert_eq!(question.explanation.segment, "q7f3-why");
    assert!(question.options[0].right);
}

/// What stands in `course_content` is what a new school begins with.
#[test]
fn the_first_courses_can_be_imported() {
    let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("course_content");
    for entry in std::fs::read_dir(&content).into_iter().flatten() {
        let folder = entry.unwrap().path();
        if folder.join("course.toml").exists() {
            read(&folder).unwrap_or_else(|faults| panic!("{}: {faults:#?}", folder.display()));
        }
    }
    if content.join("school.toml").exists() {
        read_school(&content.join("school.toml")).unwrap();
        read_announced(&content.join("announced.toml")).unwrap();
    }
}
