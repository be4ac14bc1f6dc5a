//! Cards: who they let in, and how they die.
use super::{Phone, card_of, sign_up, start};
use crate::support::{Over, School};
use chrono::Utc;
use cloud_school::{
    Error,
    access::RoleName,
    people::{PersonName, add, new_card, unused_cards},
};
use rocket::http::Status;

#[rocket::async_test]
async fn a_card_opens_the_school_and_looking_at_it_changes_nothing() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina Wanjiru").await;
    let address = format!("/card/{}", card.secret.text());
    let before = school.everything().await;
    let phone = Phone::of(&school);
    let page = phone.get(&address).await;

    assert_eq!(page.status, Status::Ok);
    assert!(page.text("h1").contains("Amina Wanjiru"), "{}", page.body);
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    assert_eq!(school.everything().await, before);

    start(&phone, &card, "830516").await;
    assert_eq!(phone.who().await.as_deref(), Some("Amina Wanjiru"));
    assert_eq!(phone.get("/card").await.location(), "/sign-in");
}

#[rocket::async_test]
async fn a_card_can_be_typed_and_needs_no_pin() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let phone = Phone::of(&school);
    let typed = card.secret.grouped().to_lowercase();
    let page = phone.post("/sign-in", &[("identifier", &typed)]).await;
    assert!(page.text("h1").contains("Amina"), "{}", page.body);

    let mut fields = page.fields("main form");
    fields.push(("without_pin".into(), "true".into()));
    let fields: Vec<_> = fields
        .iter()
        .map(|(n, v)| (n.as_str(), v.as_str()))
        .collect();
    assert_eq!(phone.post("/card", &fields).await.location(), "/learning");
    assert_eq!(phone.who().await.as_deref(), Some("Amina"));
}

#[rocket::async_test]
async fn a_pin_that_everybody_guesses_is_refused_and_stays_to_be_changed() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let card = card_of(&school, &ada, "Amina").await;
    let phone = Phone::of(&school);
    let secret = card.secret.text();
    for pin in ["123456", "12345", "", "12345a"] {
        let page = phone
            .post("/card", &[("secret", &secret), ("pin", pin)])
            .await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{pin}");
        assert_eq!(page.attributes("#pin", "value"), [pin]);
        assert_eq!(page.attributes(".note.err a", "href"), ["#pin"]);
        assert!(
            page.text("title").starts_with("Error: "),
            "{}",
            page.text("title")
        );
        assert!(phone.who().await.is_none());
    }
}

#[rocket::async_test]
async fn a_lost_card_is_dead_and_so_is_all_that_it_opened() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let old = card_of(&school, &ada, "Amina").await;
    let (phone, thief) = (Phone::of(&school), Phone::of(&school));
    start(&thief, &old, "830516").await;
    let stolen = [("password", "stolen for ever"), ("current", "830516")];
    let set = thief.post("/profile/password", &stolen).await;
    assert_eq!(set.location(), "/profile?note=password-changed");

    let mut db = school.db().await;
    let card = new_card(ada.id, old.person, &school.keys, Utc::now(), &mut db)
        .await
        .unwrap();
    assert_eq!((card.person, &card.code), (old.person, &old.code));
    assert!(card.secret != old.secret);

    let address = format!("/card/{}", old.secret.text());
    assert_eq!(thief.get(&address).await.status, Status::NotFound);
    let secret = old.secret.text();
    let dead = thief
        .post("/card", &[("secret", &secret), ("pin", "830517")])
        .await;
    assert_eq!(dead.status, Status::NotFound);
    assert!(thief.who().await.is_none());
    for word in ["830516", "stolen for ever"] {
        let form = [("identifier", card.code.as_str()), ("password", word)];
        let page = thief.post("/sign-in", &form).await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{word}");
    }
    start(&phone, &card, "830516").await;
    assert_eq!(phone.who().await.as_deref(), Some("Amina"));
}

#[rocket::async_test]
async fn a_password_from_before_outlives_the_card() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let phone = Phone::of(&school);
    let code = sign_up(&phone, "Kofi", "two goats and a well").await;
    let kofi = school.id_of_code(&code).await;
    let mut db = school.db().await;
    new_card(ada.id, kofi, &school.keys, Utc::now(), &mut db)
        .await
        .unwrap();

    assert!(phone.who().await.is_none());
    let form = [
        ("identifier", code.as_str()),
        ("password", "two goats and a well"),
    ];
    assert_eq!(phone.post("/sign-in", &form).await.location(), "/learning");
}

#[rocket::async_test]
async fn nobody_prints_a_card_for_who_holds_a_role() {
    let school = School::open().await;
    let (ada, eve) = (school.person("Ada").await, school.person("Eve").await);
    school
        .gives(&ada, RoleName::Administrator, Over::School)
        .await;
    let before = school.everything().await;
    let mut db = school.db().await;
    let card = new_card(eve.id, ada.id, &school.keys, Utc::now(), &mut db).await;

    assert!(matches!(card, Err(Error::Forbidden)));
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn four_hundred_people_are_added_by_name_alone() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let names: Vec<_> = (0..400)
        .map(|n| PersonName::parse(&format!("Amina {n}")).unwrap())
        .collect();
    let mut db = school.db().await;
    let cards = add(ada.id, &names, &school.keys, Utc::now(), &mut db)
        .await
        .unwrap();

    let mut codes: Vec<_> = cards.iter().map(|card| card.code.clone()).collect();
    codes.sort();
    codes.dedup();
    assert_eq!(codes.len(), 400);
    assert!(
        cards
            .iter()
            .zip(&names)
            .all(|(card, name)| card.name == name.as_str())
    );

    start(&Phone::of(&school), &cards[7], "830516").await;
    let people: Vec<_> = cards.iter().map(|card| card.person).collect();
    let unused = unused_cards(&people, &school.keys, &mut db).await.unwrap();
    assert_eq!(unused.len(), 399);
    assert!(!unused.iter().any(|card| card.person == cards[7].person));
    let one = unused
        .iter()
        .find(|card| card.person == cards[9].person)
        .unwrap();
    assert!(one.secret == cards[9].secret && one.code == cards[9].code);
}

#[rocket::async_test]
async fn a_word_that_is_no_card_in_force_is_told_so() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    for word in [
        "ABCDEFGHJKMNPQRS",
        "short",
        "%00",
        "%ED%A0%80",
        "%E2%80%AE",
        "..%2F..%2Fetc",
    ] {
        let page = phone.get(&format!("/card/{word}")).await;
        assert_eq!(page.status, Status::NotFound, "{word}");
        assert!(
            page.text("main").contains("facilitator"),
            "{word}: {}",
            page.body
        );
    }
}
