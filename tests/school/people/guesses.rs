//! Guessing: slow for who guesses, harmless for whom it is about.
use super::{Phone, card_of, sign_up, start};
use crate::support::School;
use rocket::http::Status;
use std::time::{Duration, Instant};

const PASSWORD: &str = "two goats and a well";

async fn guess(phone: &Phone<'_>, identifier: &str, word: &str) -> Status {
    let form = [("identifier", identifier), ("password", word)];
    phone.post("/sign-in", &form).await.status
}

#[rocket::async_test]
async fn one_field_takes_all_that_she_has() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let form = [
        ("name", "Amina"),
        ("user_name", "amina.w"),
        ("password", PASSWORD),
        ("email", "amina@example.org"),
        ("phone", "+254 712 345 678"),
    ];
    let page = phone.post("/sign-up", &form).await;
    let code = page.text(".id-card .code");
    for identifier in ["AMINA.W", &code, "Amina@Example.org", "00254712345678"] {
        let form = [("identifier", identifier), ("password", PASSWORD)];
        let answer = Phone::of(&school).post("/sign-in", &form).await;
        assert_eq!(answer.location(), "/learning", "{identifier}");
    }
}

#[rocket::async_test]
async fn somebody_unknown_gets_the_same_answer_after_the_same_work() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let code = sign_up(&phone, "Amina", PASSWORD).await;
    let mut pages = Vec::new();
    for identifier in [code.as_str(), "nobody", "nobody@example.org", "0712345678"] {
        let start = Instant::now();
        let form = [("identifier", identifier), ("password", "not her password")];
        let page = Phone::of(&school).post("/sign-in", &form).await;
        // One comparison takes more than 10 ms on any machine; without it the answer would be there in one or two.
        assert!(start.elapsed() > Duration::from_millis(10), "{identifier}");
        assert_eq!(page.attributes("#identifier", "value"), [identifier]);
        pages.push((
            page.status,
            page.body.replace(&format!("value=\"{identifier}\""), ""),
        ));
    }
    assert!(pages.iter().all(|page| *page == pages[0]));
}

#[rocket::async_test]
async fn guessing_is_limited_and_cannot_lock_her_out() {
    let school = School::open().await;
    let hers = Phone::of(&school);
    let code = sign_up(&hers, "Amina", PASSWORD).await;
    hers.post("/change-person", &[]).await;

    for _ in 0..5 {
        let status = guess(&Phone::of(&school), &code, "not her password").await;
        assert_eq!(status, Status::UnprocessableEntity);
    }
    let form = [("identifier", code.as_str()), ("password", PASSWORD)];
    let page = Phone::of(&school).post("/sign-in", &form).await;
    assert_eq!(page.status, Status::TooManyRequests);
    let seconds: i64 = page.header("Retry-After").unwrap().parse().unwrap();
    assert!((1..=601).contains(&seconds), "{seconds}");
    assert_eq!(page.attributes("#identifier", "value"), [code.as_str()]);

    assert_eq!(hers.post("/sign-in", &form).await.location(), "/learning");
}

#[rocket::async_test]
async fn somebody_unknown_is_limited_alike() {
    let school = School::open().await;
    for _ in 0..5 {
        guess(&Phone::of(&school), "nobody", "not her password").await;
    }
    let status = guess(&Phone::of(&school), "NOBODY", "not her password").await;
    assert_eq!(status, Status::TooManyRequests);
}

#[rocket::async_test]
async fn many_guesses_at_once_are_counted_before_they_are_compared() {
    let school = School::open().await;
    let code = sign_up(&Phone::of(&school), "Amina", PASSWORD).await;
    let phones: Vec<_> = (0..12).map(|_| Phone::of(&school)).collect();
    let guesses = phones
        .iter()
        .map(|phone| guess(phone, &code, "not her password"));
    let answers = rocket::futures::future::join_all(guesses).await;
    let compared = answers.iter().filter(|status| status.code == 422);
    assert_eq!(compared.count(), 5);
}

#[rocket::async_test]
async fn a_pin_works_only_where_she_was_before_and_guessing_it_is_limited() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let hers = Phone::of(&school);
    start(&hers, &card, "830516").await;
    hers.post("/change-person", &[]).await;

    let stranger = Phone::of(&school);
    assert_eq!(guess(&stranger, &card.code, "830516").await.code, 422);
    assert_eq!(guess(&hers, &card.code, "830516").await.code, 303);
    hers.post("/change-person", &[]).await;
    for _ in 0..5 {
        assert_eq!(guess(&hers, &card.code, "830517").await.code, 422);
    }
    assert_eq!(guess(&hers, &card.code, "830516").await.code, 429);
    start(&hers, &card, "").await;
}

#[rocket::async_test]
async fn forty_people_sign_in_from_one_address_within_a_minute() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let start = Instant::now();
    for n in 0..40 {
        let card = card_of(&school, &ada, &format!("Amina {n}")).await;
        let phone = Phone::of(&school);
        super::start(&phone, &card, "830516").await;
        phone.post("/change-person", &[]).await;
        assert_eq!(guess(&phone, &card.code, "830516").await.code, 303);
    }
    assert!(
        start.elapsed() < Duration::from_secs(60),
        "{:?}",
        start.elapsed()
    );
}

#[rocket::async_test]
async fn nobody_is_led_out_of_the_school() {
    let school = School::open().await;
    let code = sign_up(&Phone::of(&school), "Amina", PASSWORD).await;
    for (next, leads_to) in [
        ("/courses/rice", "/courses/rice"),
        ("https://evil.example", "/learning"),
        ("//evil.example", "/learning"),
        ("/\\evil.example", "/learning"),
        ("/a\r\nSet-Cookie: x=y", "/learning"),
        ("javascript:alert(1)", "/learning"),
    ] {
        let form = [
            ("identifier", code.as_str()),
            ("password", PASSWORD),
            ("next", next),
        ];
        let answer = Phone::of(&school).post("/sign-in", &form).await;
        assert_eq!(answer.location(), leads_to, "{next:?}");
    }
}

#[rocket::async_test]
async fn each_sign_in_has_a_token_of_its_own_and_ends_the_one_before() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let code = sign_up(&phone, "Amina", PASSWORD).await;
    let first = phone.cookie("s").unwrap();
    assert_eq!(guess(&phone, &code, PASSWORD).await.code, 303);
    let second = phone.cookie("s").unwrap();
    assert_ne!(first, second);

    let profile = phone.get("/profile").await;
    assert_eq!(profile.texts(".mine li .tag").len(), 1);
    assert_eq!(profile.texts(".mine li").len(), 1, "{}", profile.body);
}
