//! A person reads her letters in the school; nobody else does.
use crate::support::{Person, School, nothing};
use chrono::{TimeDelta, Utc};
use cloud_school::{
    enrolments::letters::EnrolledLetter,
    mail::{self, Letter},
    people::letters::{PasswordResetLetter, WelcomeLetter},
};
use rocket::http::Status;
use uuid::Uuid;

async fn written<L: Letter>(school: &School, letter: &L, to: &Person, minutes_ago: i64) {
    let at = Utc::now() - TimeDelta::minutes(minutes_ago);
    mail::write(letter, Uuid::now_v7(), to.id, at, &mut *school.db().await)
        .await
        .unwrap();
}

fn enrolled() -> EnrolledLetter {
    let titles = [("en", "Grow <rice>"), ("es", "Cultive arroz")];
    EnrolledLetter {
        course_titles: titles.map(|(tag, title)| (tag.into(), title.into())).into(),
        course_slug: "grow-rice".into(),
    }
}

#[rocket::async_test]
async fn an_inbox_without_letters_says_so() {
    let school = School::open().await;
    let ada = school.person("Ada").await;

    let inbox = school.get(&ada, "/inbox").await;
    assert_eq!(inbox.status, Status::Ok);
    assert_eq!(inbox.text("h1"), "Inbox");
    assert!(inbox.text(".empty").starts_with("No letters yet."));
}

#[rocket::async_test]
async fn she_finds_her_letters_newest_first_and_reading_changes_nothing() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = WelcomeLetter {
        credential: Uuid::now_v7(),
    };
    written(&school, &enrolled(), &ada, 1).await;
    written(&school, &card, &ada, 2).await;
    let before = school.everything().await;

    let inbox = school.get(&ada, "/inbox").await;
    let subjects = inbox.texts("main li b");
    assert!(subjects[0].contains("Grow <rice>"), "{subjects:?}");
    assert_eq!(subjects[1], "Welcome to Cloud School");
    let addresses = inbox.attributes("main li a", "href");
    let letter = school.get(&ada, &addresses[0]).await;
    assert_eq!(letter.status, Status::Ok);
    assert_eq!(letter.text("main strong[lang=en]"), "Grow <rice>");
    assert_eq!(
        letter.attributes("main p a", "href")[1],
        "http://school.test/courses/grow-rice"
    );
    assert_eq!(letter.header("Cache-Control"), Some("no-store"));
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn a_letter_speaks_the_language_of_the_page() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    written(&school, &enrolled(), &ada, 1).await;

    let inbox = school.get(&ada, "/inbox?lang=es").await;
    let address = inbox.attributes("main li a", "href").remove(0);
    let letter = school.get(&ada, &format!("{address}?lang=es")).await;
    assert_eq!(letter.text("main strong[lang=es]"), "Cultive arroz");
    assert!(letter.text("main").contains("Aprenda a su ritmo"));
}

#[rocket::async_test]
async fn no_secret_stands_in_the_inbox() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let (credential, reset) = (Uuid::now_v7(), Uuid::now_v7());
    written(&school, &WelcomeLetter { credential }, &ada, 1).await;
    written(&school, &PasswordResetLetter { reset }, &ada, 2).await;

    let (card, token) = (
        school.keys.card_secret(credential),
        school.keys.reset_token(reset).text(),
    );
    let inbox = school.get(&ada, "/inbox").await;
    let mut pages = vec![inbox.body.clone()];
    for address in inbox.attributes("main li a", "href") {
        pages.push(school.get(&ada, &address).await.body);
    }
    assert_eq!(pages.len(), 3);
    assert!(pages[1].contains("href=\"http://school.test/profile\""));
    for page in pages {
        for secret in [&card.text(), &card.grouped(), &token] {
            assert!(!page.contains(secret.as_str()));
        }
    }
}

#[rocket::async_test]
async fn nobody_reads_anothers_letter() {
    let school = School::open().await;
    let (ada, eve) = (school.person("Ada").await, school.person("Eve").await);
    written(&school, &enrolled(), &ada, 1).await;
    let address = school
        .get(&ada, "/inbox")
        .await
        .attributes("main li a", "href")
        .remove(0);

    let hers = school.get(&eve, &address).await;
    let none = school.get(&eve, &format!("/inbox/{}", nothing())).await;
    assert_eq!(hers.status, Status::NotFound);
    assert_eq!(hers.bytes, none.bytes);
    assert_eq!(school.get(&eve, "/inbox/x").await.status, Status::NotFound);
    assert!(school.get(&eve, "/inbox").await.texts("main li").is_empty());
    assert_eq!(school.look(&address).await.status, Status::Unauthorized);
    assert_eq!(school.look("/inbox").await.status, Status::Unauthorized);
}
