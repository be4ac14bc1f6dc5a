//! The files beside the courses: the school's programmes, and courses that are announced.
use crate::support::course_folder::CourseFolder;
use cloud_school::courses::format::{AnnouncedStatus, read_announced, read_school};

const SCHOOL: &str = r#"[[programmes]]
slug = "ecuador"
country = "EC"
name = { en = "Ecuador", es = "Ecuador" }

[[themes]]
slug = "rice"
name = { en = "Rice", es = "Arroz" }

[[partners]]
name = "NAFRA"
"#;

const ANNOUNCED: &str = r#"[[courses]]
id = "0199f2a4-0000-7000-8000-000000000009"
slug = "flour"
title = { en = "Flour", es = "Harina" }
programme = "kenya"
partner = "NAFRA"
planned = true
status = "video-under-preparation"
themes = ["fortification"]
country = "KE"
"#;

#[test]
fn the_school_knows_its_programmes_themes_and_partners() {
    let folder = CourseFolder::empty();
    let school =
        read_school(&folder.put("school.toml", SCHOOL).path().join("school.toml")).unwrap();

    assert_eq!(school.programmes[0].slug, "ecuador");
    assert_eq!(school.themes[0].name["es"], "Arroz");
    assert_eq!(school.partners, ["NAFRA"]);
}

#[test]
fn a_course_is_announced() {
    let folder = CourseFolder::empty();
    let file = folder
        .put("announced.toml", ANNOUNCED)
        .path()
        .join("announced.toml");

    let [course] = &read_announced(&file).unwrap()[..] else {
        panic!("one course")
    };

    assert_eq!(course.title["es"], "Harina");
    assert_eq!(course.status, AnnouncedStatus::VideoUnderPreparation);
    assert!(course.planned);
}

#[test]
fn a_mistake_is_told_by_its_line() {
    let folder = CourseFolder::empty();
    let again = ANNOUNCED
        .replace("\"KE\"", "\"Kenya\"")
        .replace("video-under-preparation", "soon");
    folder.put("announced.toml", format!("{ANNOUNCED}\n{again}"));
    folder.put(
        "school.toml",
        SCHOOL.replace("name = \"NAFRA\"", "nom = \"NAFRA\""),
    );

    let told = |faults: Vec<cloud_school::courses::format::Fault>| {
        let told = faults.iter().map(|fault| fault.to_string());
        told.map(|fault| fault.split(": ").next().unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    let announced = read_announced(&folder.path().join("announced.toml")).unwrap_err();
    assert_eq!(
        told(announced),
        [
            "announced.toml:12",
            "announced.toml:13",
            "announced.toml:19",
            "announced.toml:21"
        ]
    );
    let school = read_school(&folder.path().join("school.toml")).unwrap_err();
    assert_eq!(told(school), ["school.toml:10", "school.toml:11"]);
    assert_eq!(
        told(read_school(&folder.path().join("none.toml")).unwrap_err()),
        ["none.toml"]
    );
}
