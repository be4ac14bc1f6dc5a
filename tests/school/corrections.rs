//! Experts correct what is wrong, and whoever learnt what could harm is told once.
use crate::{
    facilitation::plain,
    support::{Answer, Course, Over, Person, School, nothing, tiny},
};
use chrono::Utc;
use cloud_school::{
    access::RoleName,
    courses::format::{CourseFile, hash},
    schema::*,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::Status;
use uuid::Uuid;

/// A course with an expert, somebody who has done its lesson, and somebody who has not.
struct World {
    school: School,
    file: CourseFile,
    course: Course,
    rita: Person,
    done: Person,
    begun: Person,
}

impl World {
    async fn open() -> Self {
        let school = School::open().await;
        school.programme("ecuador").await;
        let (file, course) = tiny("rice", "ecuador");
        school.publish(&file).await;
        let world = Self {
            rita: school.person("Rita").await,
            done: school.person("Done").await,
            begun: school.person("Begun").await,
            school,
            file,
            course,
        };
        let over = Over::Course(world.course.id);
        world
            .school
            .gives(&world.rita, RoleName::Reviewer, over)
            .await;
        for who in [&world.done, &world.begun] {
            world.school.enrol(who, &world.course).await;
        }
        let read = "/courses/rice/lessons/look/completion";
        world.school.post(&world.done, read, &[]).await.goes_well();
        world
    }

    async fn opens(&self, form: &[(&str, &str)]) -> Answer {
        let address = "/courses/rice/lessons/look/corrections";
        self.school.post(&self.rita, address, form).await
    }

    async fn only_id(&self) -> Uuid {
        let ids: Vec<Uuid> = corrections::table
            .select(corrections::id)
            .load(&mut *self.school.db().await)
            .await
            .unwrap();
        assert_eq!(ids.len(), 1);
        ids[0]
    }

    async fn mends(&self) -> Answer {
        let address = format!("/courses/rice/corrections/{}/mending", self.only_id().await);
        self.school.post(&self.rita, &address, &[]).await
    }

    /// Publishes the lesson with another sentence in it.
    async fn publishes(&mut self, sentence: &str) {
        let block = &mut self.file.modules[0].lessons[0].sections[0].blocks[1];
        block.source = sentence.into();
        block.hash = hash(sentence);
        self.school.publish(&self.file).await;
    }

    /// How often what is known of the course changed.
    async fn changes(&self) -> i64 {
        courses::table
            .select(courses::trust_changes)
            .first(&mut *self.school.db().await)
            .await
            .unwrap()
    }

    async fn list(&self) -> Answer {
        self.school
            .get(&self.rita, "/courses/rice/corrections")
            .await
    }

    async fn letters(&self) -> Vec<Uuid> {
        letters::table
            .filter(letters::kind.eq("correction"))
            .select(letters::person)
            .load(&mut *self.school.db().await)
            .await
            .unwrap()
    }
}

fn form(reason: &'static str) -> [(&'static str, &'static str); 2] {
    [
        ("id", "0199f2a4-0000-7000-8000-00000000000a"),
        ("reason", reason),
    ]
}

fn harmful(reason: &'static str) -> [(&'static str, &'static str); 3] {
    let [id, reason] = form(reason);
    [id, reason, ("class_a", "true")]
}

#[rocket::async_test]
async fn a_lesson_is_being_corrected_until_something_else_is_published() {
    let mut world = World::open().await;
    let begin = world
        .school
        .get(&world.rita, "/courses/rice/lessons/look/corrections/new")
        .await;
    assert_eq!(begin.texts("#reason").len(), 1, "{}", begin.body);
    let changes = world.changes().await;
    let page = world.opens(&form("It was 25 %, not 20 %.")).await;
    assert_eq!(
        page.location(),
        "/courses/rice/corrections?note=saved",
        "{}",
        page.body
    );
    assert!(
        world
            .list()
            .await
            .text("main section")
            .contains("It was 25 %")
    );
    assert_eq!(world.changes().await, changes + 1);

    let everything = world.school.everything().await;
    let page = world.mends().await;
    assert_eq!(page.status, Status::UnprocessableEntity);
    assert!(page.text(".note.err").contains("still the same"));
    assert_eq!(world.school.everything().await, everything);

    world.publishes("Harvest at 25 % moisture.").await;
    let page = world.mends().await;
    assert_eq!(
        page.location(),
        "/courses/rice/corrections?note=saved",
        "{}",
        page.body
    );
    let list = world.list().await;
    assert!(
        list.texts("form")
            .iter()
            .all(|form| !form.contains("It is mended"))
    );
    assert!(list.text("main").contains("mended on"));
    let everything = world.school.everything().await;
    world.mends().await.goes_well();
    assert_eq!(world.school.everything().await, everything, "twice is once");
}

#[rocket::async_test]
async fn whoever_completed_what_could_harm_is_told_once_in_her_language() {
    let mut world = World::open().await;
    let page = world.opens(&harmful("<b>20 %</b> was wrong.")).await;
    page.goes_well();
    world.publishes("Harvest at 25 % moisture.").await;
    assert!(world.letters().await.is_empty());
    world.mends().await.goes_well();
    world.mends().await.goes_well();

    assert_eq!(world.letters().await, [world.done.id.0]);
    let inbox = world.school.get(&world.done, "/inbox?lang=es").await;
    let subjects = inbox.texts("main li b");
    assert!(
        plain(&subjects[0]).starts_with("Corregida: "),
        "{subjects:?}"
    );
    let address = inbox.attributes("main li a", "href").remove(0);
    let letter = world
        .school
        .get(&world.done, &format!("{address}?lang=es"))
        .await;
    assert!(letter.text("main").contains("<b>20 %</b> was wrong."));
    let links = letter.attributes("main p a", "href");
    assert!(links.contains(&"http://school.test/courses/rice/lessons/look".into()));
}

#[rocket::async_test]
async fn nobody_is_told_of_what_could_not_harm() {
    let mut world = World::open().await;
    world.opens(&form("A comma.")).await.goes_well();
    world.publishes("Harvest, at 25 % moisture.").await;
    world.mends().await.goes_well();
    assert!(world.letters().await.is_empty());
}

#[rocket::async_test]
async fn a_lesson_has_one_open_correction_and_a_reason() {
    let world = World::open().await;
    for reason in ["", "\u{200b} "] {
        let page = world.opens(&form(reason)).await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.text("#reason-wrong"), "Say what is wrong");
    }
    world.opens(&harmful("It is wrong.")).await.goes_well();
    let everything = world.school.everything().await;
    world.opens(&harmful("It is wrong.")).await.goes_well();
    let id = nothing().to_string();
    for again in [
        vec![("id", id.as_str()), ("reason", "Really.")],
        form("Really.").to_vec(),
    ] {
        let page = world.opens(&again).await;
        assert_eq!(page.status, Status::Conflict);
        assert_eq!(
            page.text("#reason-wrong"),
            "This lesson is being corrected already"
        );
        assert_eq!(page.text("textarea"), "Really.");
    }
    assert_eq!(world.school.everything().await, everything);
}

#[rocket::async_test]
async fn a_correction_may_follow_from_an_enquiry_about_the_same_lesson_only() {
    let world = World::open().await;
    let mut asked = vec![];
    for lesson in [world.course.look, world.course.quiz] {
        let id = Uuid::now_v7();
        crate::insert!(world.school, enquiries, id: id, lesson: lesson, kind: "fault", language: "en",
            words: "This is wrong", asked_by: world.done.id, asked_at: Utc::now(), body_hash: vec![0u8]);
        asked.push(id.to_string());
    }
    let page = world
        .school
        .get(
            &world.rita,
            &format!("/courses/rice/enquiries/{}", asked[0]),
        )
        .await;
    let link = page
        .attributes("a[href*='corrections/new']", "href")
        .remove(0);
    let begin = world.school.get(&world.rita, &link).await;
    assert_eq!(
        begin.attributes("input[name=enquiry]", "value"),
        [asked[0].clone()]
    );

    let [id, reason] = form("It is wrong.");
    let other = world.opens(&[id, reason, ("enquiry", &asked[1])]).await;
    assert_eq!(other.status, Status::NotFound);
    world
        .opens(&[id, reason, ("enquiry", &asked[0])])
        .await
        .goes_well();
    let kept: Option<Uuid> = corrections::table
        .select(corrections::enquiry)
        .first(&mut *world.school.db().await)
        .await
        .unwrap();
    assert_eq!(kept.unwrap().to_string(), asked[0]);
}

#[rocket::async_test]
async fn only_the_experts_of_the_course_correct_it() {
    let world = World::open().await;
    let other = world.school.course("maize", "ecuador").await;
    let eve = world.school.person("Eve").await;
    world
        .school
        .gives(&eve, RoleName::Reviewer, Over::Course(other.id))
        .await;
    world.opens(&form("It is wrong.")).await.goes_well();
    let everything = world.school.everything().await;
    let id = world.only_id().await;
    for (address, status) in [
        (
            "/courses/rice/lessons/look/corrections".to_string(),
            Status::Forbidden,
        ),
        (
            format!("/courses/rice/corrections/{id}/mending"),
            Status::Forbidden,
        ),
        (
            format!("/courses/maize/corrections/{id}/mending"),
            Status::NotFound,
        ),
        (
            "/courses/maize/lessons/no-such/corrections".into(),
            Status::NotFound,
        ),
    ] {
        let page = world
            .school
            .post(&eve, &address, &form("It is wrong."))
            .await;
        assert_eq!(page.status, status, "{address}");
    }
    assert_eq!(world.school.everything().await, everything);
}
