//! Made-up people: who they are, and who may be them.
use super::support::{Program, Running, School};
use chrono::Utc;
use cloud_school::{
    access::Caretaker,
    certificates::Issuer,
    courses::{format, import, seed_school},
    demo::{self, Part},
    media::Blobs,
    progress,
    schema::*,
};
use diesel::{dsl::count_star, prelude::*};
use diesel_async::RunQueryDsl;
use std::path::Path;

/// A school in which all people are made up.
async fn settled() -> School {
    let school = School::open().await;
    let caretaker = Caretaker::on_duty();
    let content = Path::new("course_content");
    let seed = format::read_school(&content.join("school.toml")).unwrap();
    let course = format::read(&content.join("rice-full-mechanized-production")).unwrap();
    let blobs = Blobs::of(&school.config.data_folder);
    let db = &mut *school.db().await;
    seed_school(&caretaker, &seed, db).await.unwrap();
    import(&caretaker, &course, true, &blobs, Utc::now(), db)
        .await
        .unwrap();

    settle(&school).await;
    school
}

async fn settle(school: &School) {
    let issuer = Issuer::of(&school.config).unwrap();
    let db = &mut *school.db().await;
    demo::settle(&Caretaker::on_duty(), &school.keys, &issuer, Utc::now(), db)
        .await
        .unwrap();
}

#[rocket::async_test]
async fn their_addresses_lead_nowhere_and_they_have_no_passwords() {
    let school = settled().await;
    let db = &mut *school.db().await;
    let values: Vec<String> = addresses::table
        .select(addresses::value)
        .load(db)
        .await
        .unwrap();
    let chosen: i64 = credentials::table
        .filter(credentials::kind.ne("card"))
        .count()
        .get_result(db)
        .await
        .unwrap();
    let sent: i64 = deliveries::table.count().get_result(db).await.unwrap();

    assert_eq!(values.len(), Part::ALL.len());
    assert!(
        values.iter().all(|value| value.ends_with(".invalid")),
        "{values:?}"
    );
    assert_eq!(chosen, 0);
    assert_eq!(sent, 0);
}

#[rocket::async_test]
async fn what_they_did_are_events_like_any_others() {
    let school = settled().await;
    let before = school.everything().await;
    let db = &mut *school.db().await;
    let done: Vec<i16> = enrolment_states::table
        .select(enrolment_states::done)
        .order(enrolment_states::done)
        .load(db)
        .await
        .unwrap();
    assert_eq!(done.len(), 52);
    assert_eq!((done[0], done[51]), (0, 36));
    progress::rebuild(&Caretaker::on_duty(), db).await.unwrap();
    assert!(
        school.everything().await == before,
        "the summaries were not those of the events"
    );
}

#[rocket::async_test]
async fn groups_are_of_twelve_of_forty_and_of_nobody_yet() {
    let school = settled().await;
    let db = &mut *school.db().await;
    let sizes: Vec<(String, i64)> = memberships::table
        .inner_join(cohorts::table)
        .group_by(cohorts::name)
        .order(cohorts::name)
        .select((cohorts::name, count_star()))
        .load(db)
        .await
        .unwrap();
    let all: i64 = cohorts::table.count().get_result(db).await.unwrap();
    let certificates: i64 = certificates::table.count().get_result(db).await.unwrap();

    assert_eq!(
        sizes,
        [("Daule, grupo 1".into(), 12), ("Samborondón".into(), 40)]
    );
    assert_eq!(all, 3);
    assert_eq!(certificates, 1);
}

#[rocket::async_test]
async fn they_come_once() {
    let school = settled().await;
    let before = school.everything().await;
    settle(&school).await;
    assert!(school.everything().await == before);
}

#[rocket::async_test]
async fn nobody_is_somebody_in_a_real_school() {
    let school = settled().await;
    let ada = school.person("Ada").await;
    let before = school.everything().await;
    assert_eq!(school.look("/be-somebody").await.status.code, 404);
    for part in Part::ALL {
        let address = format!("/be-somebody/{}", part.slug());
        assert_eq!(school.post(&ada, &address, &[]).await.status.code, 404);
    }
    assert!(school.everything().await == before);
}

#[test]
fn anybody_is_anybody_in_one_tap() {
    let program = Program::with_courses();
    let mut school = program.serve(&["--demo"]);
    let cards = school.get("/be-somebody");
    for part in Part::ALL {
        assert!(cards.contains(part.name()), "{cards}");
        let cookie = is(&school, part);
        let profile = school.ask(&format!(
            "GET /profile HTTP/1.1\r\nHost: localhost\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"
        ));
        assert!(profile.starts_with("HTTP/1.1 200"), "{profile}");
        assert!(profile.contains(part.name()), "{profile}");
        assert!(
            profile.contains("class=\"demo\""),
            "each page says what this school is"
        );
    }
    assert!(
        school
            .post("/be-somebody/queen", "")
            .starts_with("HTTP/1.1 404")
    );
    assert_eq!(school.ask_to_close(), Some(0));

    let people = program.run(&["person", "list"]).out;
    let mut again = program.serve(&["--demo"]);
    again.ask_to_close();
    assert_eq!(program.run(&["person", "list"]).out, people);
    let doctor = program.run(&["doctor"]);
    assert!(doctor.out.contains("are made up"), "{}", doctor.out);
}

/// Becomes somebody; the cookie of the sign-in.
fn is(school: &Running, part: Part) -> String {
    let answer = school.post(&format!("/be-somebody/{}", part.slug()), "");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookies = answer
        .lines()
        .filter_map(|line| line.split_once("et-cookie: "));
    let cookie = cookies
        .map(|(_, cookie)| cookie)
        .find(|cookie| cookie.starts_with("s="));
    cookie.unwrap().split(';').next().unwrap().to_string()
}
