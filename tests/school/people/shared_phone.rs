//! One phone, several people.
use super::{Phone, card_of, sign_up, start};
use crate::support::School;
use rocket::http::Status;

#[rocket::async_test]
async fn signing_out_leaves_nothing_of_hers_behind() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let phone = Phone::of(&school);
    start(&phone, &card, "830516").await;
    phone
        .post("/language", &[("language", "es"), ("back", "/")])
        .await;
    let away = phone.post("/sign-out", &[]).await;

    assert_eq!(away.location(), "/?note=signed-out");
    assert!(!phone.has("s") && !phone.has("d") && !phone.has("l"));
    assert!(phone.who().await.is_none());
    let here = phone.get("/people-here").await;
    assert!(!here.body.contains("Amina"), "{}", here.body);
    let form = [("identifier", card.code.as_str()), ("password", "830516")];
    assert_eq!(phone.post("/sign-in", &form).await.status.code, 422);
    assert_eq!(
        phone.post("/sign-out", &[]).await.location(),
        "/?note=signed-out"
    );
}

#[rocket::async_test]
async fn signing_out_is_forgotten_by_the_school_even_if_the_browser_keeps_its_cookies() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let phone = Phone::of(&school);
    start(&phone, &card, "830516").await;
    let (sign_in, device) = (phone.cookie("s").unwrap(), phone.cookie("d").unwrap());
    phone.post("/sign-out", &[]).await;

    let kept = crate::support::Person {
        token: sign_in,
        device: Some(device),
        ..ada.clone()
    };
    assert_eq!(
        school.get(&kept, "/profile").await.status,
        Status::Unauthorized
    );
    assert!(
        !school
            .get(&kept, "/people-here")
            .await
            .body
            .contains("Amina")
    );
    let form = [("identifier", card.code.as_str()), ("password", "830516")];
    assert_eq!(school.post(&kept, "/sign-in", &form).await.status.code, 422);
}

#[rocket::async_test]
async fn the_phone_knows_those_who_only_changed() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let phone = Phone::of(&school);
    let amina = card_of(&school, &ada, "Amina").await;
    let kofi = card_of(&school, &ada, "Kofi").await;
    start(&phone, &amina, "830516").await;
    let profile = phone.get("/profile").await;
    assert!(profile.text(".not-you button").contains("Change person"));
    assert_eq!(
        phone.post("/change-person", &[]).await.location(),
        "/people-here"
    );
    assert!(phone.who().await.is_none());
    start(&phone, &kofi, "250794").await;
    phone.post("/change-person", &[]).await;

    let here = phone.get("/people-here").await;
    assert_eq!(here.texts("details.person summary"), ["Amina", "Kofi"]);
    assert_eq!(here.header("Cache-Control"), Some("no-store"));
    let ids = here.attributes("input[name=person]", "value");
    let form = [("person", ids[0].as_str()), ("password", "830516")];
    assert_eq!(phone.post("/sign-in", &form).await.location(), "/learning");
    assert_eq!(phone.who().await.as_deref(), Some("Amina"));

    phone.post("/sign-out", &[]).await;
    let here = phone.get("/people-here").await;
    assert_eq!(here.texts("details.person summary"), ["Kofi"]);
}

#[rocket::async_test]
async fn somebody_elses_pin_is_not_hers_and_the_form_comes_back_at_her_name() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let phone = Phone::of(&school);
    let amina = card_of(&school, &ada, "Amina").await;
    let kofi = card_of(&school, &ada, "Kofi").await;
    start(&phone, &amina, "830516").await;
    start(&phone, &kofi, "250794").await;
    phone.post("/change-person", &[]).await;

    let person = amina.person.0.to_string();
    let form = [("person", person.as_str()), ("password", "250794")];
    let page = phone.post("/sign-in", &form).await;
    assert_eq!(page.status, Status::UnprocessableEntity);
    assert_eq!(page.texts("details[open] summary"), ["Amina"]);
    assert_eq!(page.attributes(".note.err a", "href"), ["#password"]);
}

#[rocket::async_test]
async fn who_is_not_known_on_a_phone_cannot_be_chosen_there() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    sign_up(&phone, "Amina", "two goats and a well").await;
    phone.post("/change-person", &[]).await;
    let here = phone.get("/people-here").await;
    let person = here.attributes("input[name=person]", "value").remove(0);
    let form = [
        ("person", person.as_str()),
        ("password", "two goats and a well"),
    ];

    let elsewhere = Phone::of(&school).post("/sign-in", &form).await;
    assert_eq!(elsewhere.status, Status::UnprocessableEntity);
    assert!(!elsewhere.body.contains("Amina"));
    assert_eq!(phone.post("/sign-in", &form).await.location(), "/learning");
}
