//! What is asked before a course, to see what the course adds.
use crate::support::{Answer, Course, Person, School, World};
use cloud_school::{access::Caretaker, assessments, courses::CourseId};
use rocket::http::Status;

const RIGHT: [(&str, &str); 2] = [("p7f3", "a"), ("p2bb", "a")];
const HALF: [(&str, &str); 2] = [("p7f3", "a"), ("p2bb", "b")];

/// A learner who has just begun a course.
async fn newcomer(school: &School) -> (Person, Course, String) {
    let programme = school.programme("ecuador").await;
    assert!(!programme.is_nil());
    let course = school.course("grow-rice", "ecuador").await;
    let amina = school.person("Amina").await;
    school.enrol(&amina, &course).await;
    (amina, course.clone(), format!("/courses/{}", course.slug))
}

fn offers(page: &Answer) -> bool {
    let links = page.attributes("main a", "href");
    links.iter().any(|link| link.ends_with("/pretest"))
}

#[rocket::async_test]
async fn a_learner_sees_what_she_knew_and_nothing_of_the_answers() {
    let school = School::open().await;
    let (amina, _, course) = newcomer(&school).await;
    assert!(offers(&school.get(&amina, &course).await));

    let page = school
        .post(&amina, &format!("{course}/pretest"), &HALF)
        .await;

    assert_eq!(page.status, Status::Ok);
    assert!(
        page.text("main [role=status]").contains('1'),
        "{}",
        page.body
    );
    assert!(!page.body.contains("The machine would sink"), "explained");
    assert!(!offers(&school.get(&amina, &course).await));
}

#[rocket::async_test]
async fn it_is_taken_once_and_the_first_answers_count() {
    let school = School::open().await;
    let (amina, _, course) = newcomer(&school).await;
    let pretest = format!("{course}/pretest");
    let first = school.post(&amina, &pretest, &HALF).await;
    let before = school.everything().await;

    let second = school.post(&amina, &pretest, &RIGHT).await;
    let again = school.get(&amina, &pretest).await;

    let said = |page: &Answer| page.text("main [role=status]");
    assert_eq!(said(&first), said(&second));
    assert_eq!(said(&first), said(&again));
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn an_open_question_brings_the_form_back_with_what_was_chosen() {
    let school = School::open().await;
    let (amina, _, course) = newcomer(&school).await;
    let before = school.everything().await;
    for form in [
        &[][..],
        &HALF[..1],
        &[("p7f3", "a"), ("p2bb", "none of them")],
    ] {
        let page = school
            .post(&amina, &format!("{course}/pretest"), form)
            .await;
        assert_eq!(page.status, Status::UnprocessableEntity);
        assert_eq!(page.texts("main [role=alert]").len(), 1);
        assert_eq!(
            page.texts("input[checked]").len(),
            usize::from(!form.is_empty())
        );
    }
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn it_completes_nothing_and_is_no_lesson() {
    let school = School::open().await;
    let (amina, _, course) = newcomer(&school).await;
    school
        .post(&amina, &format!("{course}/pretest"), &RIGHT)
        .await;

    let page = school.get(&amina, &course).await;
    assert_eq!(page.attributes("progress", "value"), ["0"]);
    assert_eq!(page.attributes("progress", "max"), ["2"]);
    let lesson = format!("{course}/lessons/before-you-start");
    assert_eq!(school.get(&amina, &lesson).await.status, Status::NotFound);
}

#[rocket::async_test]
async fn whoever_began_already_is_not_asked() {
    let (world, school) = World::open().await;
    let graduate = world.ours.person("graduate");
    let page = school
        .get(graduate, &world.ours.ids.fill("/courses/{course}"))
        .await;
    assert!(!offers(&page));
}

#[rocket::async_test]
async fn what_a_course_added_is_told_by_pairs() {
    let school = School::open().await;
    let (amina, course, address) = newcomer(&school).await;
    let gain = async || {
        let by = Caretaker::on_duty();
        let course = CourseId(course.id);
        assessments::gain(&by, course, &mut *school.db().await)
            .await
            .unwrap()
    };
    school
        .post(&amina, &format!("{address}/pretest"), &HALF)
        .await;
    assert_eq!(gain().await.learners, 0);

    let answers = format!("{address}/lessons/what-you-know/answers");
    let all_right = [("attempt", "1"), ("q7f3", "a"), ("q2bb", "a")];
    school.post(&amina, &answers, &all_right).await.goes_well();
    let seen = gain().await;
    assert_eq!((seen.learners, seen.before, seen.after), (1, 0.5, 1.0));

    // Another try at the quiz changes nothing: the first answers count.
    let all_wrong = [("attempt", "2"), ("q7f3", "b"), ("q2bb", "b")];
    school.post(&amina, &answers, &all_wrong).await.goes_well();
    assert_eq!(gain().await, seen);
}
