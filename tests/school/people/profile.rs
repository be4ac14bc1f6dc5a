//! What a person changes for herself, and nobody else for her.
use super::{Phone, card_of, sign_up, start};
use crate::support::School;
use rocket::http::{Method, Status};

const PASSWORD: &str = "two goats and a well";
const CHOICES: [(&str, &str); 5] = [
    ("name", "Amina W."),
    ("language", "es"),
    ("media", "words"),
    ("theme", "dark"),
    ("zone", "Africa/Nairobi"),
];

#[rocket::async_test]
async fn she_chooses_how_the_school_speaks_to_her() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    sign_up(&phone, "Amina", PASSWORD).await;
    for _ in 0..2 {
        let saved = phone.post("/profile", &CHOICES).await;
        assert_eq!(saved.location(), "/profile?note=saved");
    }
    let profile = phone.get("/profile?note=saved").await;
    assert_eq!(profile.text(".note.ok"), "Guardado");
    assert_eq!(profile.attributes("html", "lang"), ["es"]);
    assert_eq!(profile.attributes("html", "data-theme"), ["dark"]);
    assert_eq!(profile.attributes("#name", "value"), ["Amina W."]);
    assert_eq!(
        profile.attributes("[name=media][checked]", "value"),
        ["words"]
    );
}

#[rocket::async_test]
async fn a_wrong_choice_changes_nothing() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    sign_up(&phone, "Amina", PASSWORD).await;
    let before = school.everything().await;
    for (field, value) in [
        ("name", ""),
        ("name", "A\0"),
        ("language", "xx"),
        ("media", "video"),
        ("theme", ""),
        ("zone", "Mars/Base"),
    ] {
        let form = CHOICES.map(|(name, good)| (name, if name == field { value } else { good }));
        let page = phone.post("/profile", &form).await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{field}");
        let link = format!("#{field}");
        assert_eq!(page.attributes(".note.err a", "href"), [link.as_str()]);
    }
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn another_password_needs_the_one_before_and_ends_what_is_elsewhere() {
    let school = School::open().await;
    let (phone, other) = (Phone::of(&school), Phone::of(&school));
    let code = sign_up(&phone, "Amina", PASSWORD).await;
    other
        .post("/sign-in", &[("identifier", &code), ("password", PASSWORD)])
        .await;

    let wrong = [
        ("current", "not her password"),
        ("password", "a third goat came"),
    ];
    let page = phone.post("/profile/password", &wrong).await;
    assert_eq!(page.attributes(".note.err a", "href"), ["#current"]);
    assert!(other.who().await.is_some());

    let right = [("current", PASSWORD), ("password", "a third goat came")];
    let changed = phone.post("/profile/password", &right).await;
    assert_eq!(changed.location(), "/profile?note=password-changed");
    assert!(other.who().await.is_none());
    assert!(phone.who().await.is_some());
}

#[rocket::async_test]
async fn a_pin_is_not_enough_for_who_has_a_password() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    sign_up(&phone, "Amina", PASSWORD).await;
    let form = [("current_for_pin", PASSWORD), ("pin", "830516")];
    assert_eq!(
        phone.post("/profile/pin", &form).await.location(),
        "/profile?note=pin-changed"
    );
    let form = [("current", "830516"), ("password", "a third goat came")];
    assert_eq!(
        phone.post("/profile/password", &form).await.status.code,
        422
    );
    let form = [("current_for_pin", "830516"), ("pin", "250794")];
    assert_eq!(
        phone.post("/profile/pin", &form).await.location(),
        "/profile?note=pin-changed"
    );
}

#[rocket::async_test]
async fn another_card_needs_her_secret_and_kills_the_one_before() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let phone = Phone::of(&school);
    start(&phone, &card, "830516").await;

    assert_eq!(
        phone
            .post("/profile/card", &[("another", "true")])
            .await
            .status
            .code,
        422
    );
    let shown = phone
        .post("/profile/card", &[("current_for_card", "830516")])
        .await;
    assert_eq!(shown.text(".id-card .letters"), card.secret.grouped());
    assert_eq!(shown.header("Cache-Control"), Some("no-store"));
    let form = [("current_for_card", "830516"), ("another", "true")];
    let another = phone.post("/profile/card", &form).await;
    assert_ne!(another.text(".id-card .letters"), card.secret.grouped());

    let address = format!("/card/{}", card.secret.text());
    assert_eq!(
        Phone::of(&school).get(&address).await.status,
        Status::NotFound
    );
    assert!(phone.who().await.is_some());
}

#[rocket::async_test]
async fn addresses_are_added_once_and_removed_by_their_owner() {
    let school = School::open().await;
    let (phone, other) = (Phone::of(&school), Phone::of(&school));
    sign_up(&phone, "Amina", PASSWORD).await;
    sign_up(&other, "Kofi", PASSWORD).await;
    let form = [
        ("address", "Amina@Example.org"),
        ("current_for_address", PASSWORD),
    ];
    for _ in 0..2 {
        assert_eq!(
            phone.post("/profile/addresses", &form).await.location(),
            "/profile?note=saved"
        );
    }
    let profile = phone.get("/profile").await;
    assert_eq!(
        profile.body.matches("amina@example.org").count(),
        2,
        "the address and its button"
    );
    for (address, secret) in [
        ("nowhere", PASSWORD),
        ("", PASSWORD),
        ("a@b.org", "not her password"),
        ("a\0@b.org", PASSWORD),
    ] {
        let form = [("address", address), ("current_for_address", secret)];
        let page = phone.post("/profile/addresses", &form).await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{address:?}");
    }

    let action = profile
        .attributes("form[action^='/profile/addresses/']", "action")
        .remove(0);
    let delete = [("_method", "delete")];
    let before = school.everything().await;
    assert_eq!(other.post(&action, &delete).await.status, Status::NotFound);
    assert_eq!(school.everything().await, before);
    for _ in 0..2 {
        assert_eq!(
            phone.post(&action, &delete).await.location(),
            "/profile?note=saved"
        );
    }
    assert!(
        !phone
            .get("/profile")
            .await
            .body
            .contains("amina@example.org")
    );
}

#[rocket::async_test]
async fn she_sees_and_ends_her_sign_ins_and_nobody_elses() {
    let school = School::open().await;
    let (phone, lost, other) = (Phone::of(&school), Phone::of(&school), Phone::of(&school));
    let code = sign_up(&phone, "Amina", PASSWORD).await;
    lost.post("/sign-in", &[("identifier", &code), ("password", PASSWORD)])
        .await;
    lost.post(
        "/profile/pin",
        &[("current_for_pin", PASSWORD), ("pin", "830516")],
    )
    .await;
    sign_up(&other, "Kofi", PASSWORD).await;

    let profile = phone.get("/profile").await;
    let action = profile
        .attributes("form[action^='/profile/sign-ins/']", "action")
        .remove(0);
    let delete = [("_method", "delete")];
    assert_eq!(other.post(&action, &delete).await.status, Status::NotFound);
    assert!(lost.who().await.is_some());
    for _ in 0..2 {
        let ended = phone.post(&action, &delete).await;
        assert_eq!(ended.location(), "/profile?note=sign-in-ended");
    }
    assert!(lost.who().await.is_none());
    let form = [("identifier", code.as_str()), ("password", "830516")];
    assert_eq!(lost.post("/sign-in", &form).await.status.code, 422);
    assert!(phone.who().await.is_some());
}

#[rocket::async_test]
async fn a_stranger_has_no_profile() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let before = school.everything().await;
    let id = crate::support::nothing();
    for (method, address) in [
        (Method::Get, "/profile".to_string()),
        (Method::Post, "/profile".into()),
        (Method::Post, "/profile/password".into()),
        (Method::Post, "/profile/pin".into()),
        (Method::Post, "/profile/card".into()),
        (Method::Post, "/profile/addresses".into()),
        (Method::Delete, format!("/profile/addresses/{id}")),
        (Method::Delete, format!("/profile/sign-ins/{id}")),
    ] {
        let answer = phone
            .ask(
                method,
                &address,
                "name=Eve&password=two+goats+and+a+well".into(),
            )
            .await;
        assert_eq!(answer.status, Status::Unauthorized, "{method} {address}");
    }
    assert_eq!(school.everything().await, before);
}
