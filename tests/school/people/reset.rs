//! A forgotten password.
use super::Phone;
use crate::support::School;
use rocket::http::Status;

const PASSWORD: &str = "two goats and a well";
const ANOTHER: &str = "three goats, no well";

async fn amina<'s>(school: &'s School) -> Phone<'s> {
    let phone = Phone::of(school);
    let form = [
        ("name", "Amina"),
        ("user_name", "amina"),
        ("password", PASSWORD),
        ("email", "amina@example.org"),
    ];
    assert_eq!(phone.post("/sign-up", &form).await.status, Status::Ok);
    phone
}

#[rocket::async_test]
async fn a_link_works_once_and_ends_every_sign_in() {
    let school = School::open().await;
    let hers = amina(&school).await;
    let phone = Phone::of(&school);
    phone
        .post("/password-reset", &[("identifier", "AMINA@example.org")])
        .await;
    let token = school
        .keys
        .reset_token(school.latest_reset().await.unwrap())
        .text();
    let address = format!("/password-reset/{token}");
    assert_eq!(phone.get(&address).await.status, Status::Ok);
    assert_eq!(
        phone.get(&address).await.header("Cache-Control"),
        Some("no-store")
    );

    let page = phone.post(&address, &[("password", "short")]).await;
    assert_eq!(page.attributes(".note.err a", "href"), ["#password"]);
    let changed = phone.post(&address, &[("password", ANOTHER)]).await;
    assert_eq!(changed.location(), "/sign-in?note=password-changed");
    assert!(hers.who().await.is_none());
    for again in [
        phone.get(&address).await,
        phone.post(&address, &[("password", ANOTHER)]).await,
    ] {
        assert_eq!(again.status, Status::NotFound);
    }
    for (password, code) in [(PASSWORD, 422), (ANOTHER, 303)] {
        let form = [("identifier", "amina"), ("password", password)];
        assert_eq!(phone.post("/sign-in", &form).await.status.code, code);
    }
}

#[rocket::async_test]
async fn the_answer_is_the_same_for_everybody_and_letters_are_few() {
    let school = School::open().await;
    amina(&school).await;
    let asked = async |identifier| {
        Phone::of(&school)
            .post("/password-reset", &[("identifier", identifier)])
            .await
            .body
    };
    let known = asked("amina").await;
    for identifier in ["nobody", "nobody@example.org", "", "\0", "0712345678"] {
        assert_eq!(asked(identifier).await, known, "{identifier:?}");
    }
    for _ in 0..5 {
        asked("amina").await;
    }
    assert_eq!(school.resets().await, 3);
}

#[rocket::async_test]
async fn a_link_is_dead_after_an_hour_and_a_made_up_one_always_was() {
    let school = School::open().await;
    amina(&school).await;
    let phone = Phone::of(&school);
    phone
        .post("/password-reset", &[("identifier", "amina")])
        .await;
    let token = school
        .keys
        .reset_token(school.latest_reset().await.unwrap())
        .text();
    school.an_hour_passes().await;
    let old = format!("/password-reset/{token}");
    let made_up = format!("/password-reset/{}", "A".repeat(43));
    for address in [
        old.as_str(),
        &made_up,
        "/password-reset/x",
        "/password-reset/%00",
    ] {
        assert_eq!(
            phone.get(address).await.status,
            Status::NotFound,
            "{address}"
        );
        let answer = phone.post(address, &[("password", ANOTHER)]).await;
        assert_eq!(answer.status, Status::NotFound, "{address}");
    }
}
