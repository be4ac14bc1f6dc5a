//! The language of the interface.
use super::{Phone, sign_up};
use crate::support::School;
use rocket::http::Status;

#[rocket::async_test]
async fn a_language_is_chosen_and_leads_back() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let page = phone.get("/language?back=/sign-in").await;
    assert!(page.texts("main button").contains(&"Español".to_string()));

    let answer = phone
        .post("/language", &[("language", "es"), ("back", "/sign-in")])
        .await;
    assert_eq!(answer.location(), "/sign-in");
    let page = phone.get("/sign-in").await;
    assert_eq!(page.attributes("html", "lang"), ["es"]);
}

#[rocket::async_test]
async fn a_signed_in_person_keeps_her_language_on_every_phone() {
    let school = School::open().await;
    let (phone, other) = (Phone::of(&school), Phone::of(&school));
    let code = sign_up(&phone, "Amina", "two goats and a well").await;
    phone
        .post("/language", &[("language", "es"), ("back", "/")])
        .await;
    let form = [
        ("identifier", code.as_str()),
        ("password", "two goats and a well"),
    ];
    other.post("/sign-in", &form).await;
    assert_eq!(
        other.get("/profile").await.attributes("html", "lang"),
        ["es"]
    );
}

#[rocket::async_test]
async fn neither_an_unknown_language_nor_another_school_is_taken() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    for language in ["", "xx", "\0", "en\u{202e}"] {
        let answer = phone
            .post("/language", &[("language", language), ("back", "/")])
            .await;
        assert_eq!(answer.status, Status::UnprocessableEntity, "{language:?}");
        assert!(!phone.has("l"));
    }
    for back in [
        "//evil.example",
        "https://evil.example",
        "",
        "/\\evil.example",
    ] {
        let answer = phone
            .post("/language", &[("language", "es"), ("back", back)])
            .await;
        assert_eq!(answer.location(), "/", "{back:?}");
    }
}
