//! People come into a group by their names alone, once, and each with a card of her own.
use super::{Country, plain};
use crate::support::{Answer, Over, Person, School, answer};
use cloud_school::{
    access::{PersonId, RoleName},
    schema::*,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::{Method, Status};
use uuid::Uuid;

async fn adds(school: &School, who: &Person, country: &Country, id: Uuid, names: &str) -> Answer {
    let id = id.to_string();
    school
        .post(
            who,
            &country.at("/people"),
            &[("id", &id), ("names", names)],
        )
        .await
}

async fn members(school: &School, cohort: Uuid) -> Vec<(PersonId, String)> {
    memberships::table
        .inner_join(people::table)
        .filter(memberships::cohort.eq(cohort))
        .order(people::name)
        .select((people::id, people::name))
        .load(&mut *school.db().await)
        .await
        .unwrap()
}

async fn count_enrolments(school: &School, course: Uuid) -> i64 {
    enrolments::table
        .filter(enrolments::course.eq(course))
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap()
}

#[rocket::async_test]
async fn names_become_people_with_cards_who_learn_the_courses_of_the_group() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = school.get(&country.fay, &country.at("")).await;
    let id = form.attributes("input[name=id]", "value")[0]
        .parse()
        .unwrap();

    let page = adds(
        &school,
        &country.fay,
        &country,
        id,
        "Amina Wanjiru\nසුනේත්‍රා\t0712\n\nLucía;x",
    )
    .await;

    assert_eq!(page.status, Status::Ok, "{}", page.body);
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    let names: Vec<_> = members(&school, country.cohort)
        .await
        .into_iter()
        .map(|(_, name)| name)
        .collect();
    assert_eq!(names, ["Amina Wanjiru", "Kim of ecuador", "Lucía", "සුනේත්‍රා"]);
    for name in ["Amina Wanjiru", "Lucía", "සුනේත්‍රා"] {
        assert!(page.body.contains(name), "{name}");
    }
    assert_eq!(count_enrolments(&school, country.course.id).await, 4);
    let cards = school.get(&country.fay, &country.at("/cards")).await;
    assert!(cards.body.contains("Amina Wanjiru") && !cards.body.contains("Kim of ecuador"));
}

#[rocket::async_test]
async fn a_list_sent_twice_adds_its_people_once_and_shows_the_same_cards() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let id = Uuid::now_v7();

    let first = adds(&school, &country.fay, &country, id, "Amina\nKofi").await;
    let everything = school.everything().await;
    let again = adds(&school, &country.fay, &country, id, "Amina\nKofi").await;

    assert_eq!((first.status, again.status), (Status::Ok, Status::Ok));
    assert_eq!(
        first.texts(".id-card .letters"),
        again.texts(".id-card .letters")
    );
    assert!(again.body.contains("was added before"), "{}", again.body);
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn a_double_click_adds_nobody_twice() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let id = Uuid::now_v7();

    let (one, other) = rocket::tokio::join!(
        adds(&school, &country.fay, &country, id, "Amina\nKofi"),
        adds(&school, &country.fay, &country, id, "Amina\nKofi"),
    );

    assert_eq!((one.status, other.status), (Status::Ok, Status::Ok));
    assert_eq!(members(&school, country.cohort).await.len(), 3);
}

#[rocket::async_test]
async fn other_names_from_a_used_form_are_not_lost() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let id = Uuid::now_v7();
    adds(&school, &country.fay, &country, id, "Amina").await;

    let page = adds(&school, &country.fay, &country, id, "Lucía").await;

    assert_eq!(page.status, Status::UnprocessableEntity);
    assert_eq!(page.text("textarea"), "Lucía");
    let new: Uuid = page.attributes("input[name=id]", "value")[0]
        .parse()
        .unwrap();
    assert_ne!(new, id);
    assert_eq!(
        adds(&school, &country.fay, &country, new, "Lucía")
            .await
            .status,
        Status::Ok
    );
    assert_eq!(members(&school, country.cohort).await.len(), 3);
}

#[rocket::async_test]
async fn a_form_id_means_nothing_in_another_group() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let id = Uuid::now_v7();
    adds(&school, &ours.fay, &ours, id, "Amina").await;

    let page = adds(&school, &theirs.fay, &theirs, id, "Amina").await;

    assert_eq!(page.status, Status::Ok);
    assert_eq!(members(&school, theirs.cohort).await.len(), 2);
    assert!(
        plain(&page.body).contains("1 person was added"),
        "{}",
        page.body
    );
}

#[rocket::async_test]
async fn a_name_that_stands_twice_waits_for_a_tick() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let id = Uuid::now_v7().to_string();
    let form = [
        ("id", id.as_str()),
        ("names", "Amina\namina\nKIM OF ecuador"),
    ];
    let everything = school.everything().await;

    let warned = school
        .post(&country.fay, &country.at("/people"), &form)
        .await;

    assert_eq!(warned.status, Status::UnprocessableEntity);
    assert_eq!(warned.texts(".note li"), ["amina", "KIM OF ecuador"]);
    assert_eq!(
        warned.attributes("input[name=doubled]", "type"),
        ["checkbox"]
    );
    assert_eq!(school.everything().await, everything);

    let form = [form[0], form[1], ("doubled", "yes")];
    let meant = school
        .post(&country.fay, &country.at("/people"), &form)
        .await;

    assert_eq!(meant.status, Status::Ok);
    assert_eq!(members(&school, country.cohort).await.len(), 4);
}

#[rocket::async_test]
async fn nobody_is_added_until_every_line_is_right() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let everything = school.everything().await;
    let long = "a".repeat(201);
    let many = "Amina\n".repeat(10_000);

    for (names, told) in [
        ("", "Type at least one name"),
        (" \n ", "Type at least one name"),
        ("Amina\nKo\0fi", "Line 2"),
        ("Amina\n\u{202e}Kofi", "Line 2"),
        ("1\tAmina", "Line 1"),
        (long.as_str(), "Line 1"),
        (many.as_str(), "10,000 names"),
    ] {
        let page = adds(&school, &country.fay, &country, Uuid::now_v7(), names).await;

        assert_eq!(page.status, Status::UnprocessableEntity, "{told}");
        assert!(plain(&page.body).contains(told), "{told}");
        assert!(
            page.text("title").starts_with("Error:"),
            "{}",
            page.text("title")
        );
        assert_eq!(page.attributes(".note a", "href"), ["#names"]);
    }
    let huge = adds(
        &school,
        &country.fay,
        &country,
        Uuid::now_v7(),
        &"a".repeat(1 << 20),
    )
    .await;
    assert_eq!(huge.status, Status::PayloadTooLarge);
    for form in [
        vec![("names", "Amina")],
        vec![("id", "x"), ("names", "Amina")],
    ] {
        let page = school
            .post(&country.fay, &country.at("/people"), &form)
            .await;
        assert_eq!(page.status, Status::BadRequest);
    }
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn two_hundred_names_of_the_longest_script_fit_into_the_form() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let names: String = (0..200u32)
        .map(|n| format!("{}{n}\n", "த".repeat(190)))
        .collect();

    let page = adds(&school, &country.fay, &country, Uuid::now_v7(), &names).await;

    assert_eq!(page.status, Status::Ok);
    assert_eq!(members(&school, country.cohort).await.len(), 201);
    let list = school.get(&country.fay, &country.at("?page=2")).await;
    assert_eq!(list.texts(".members li").len(), 50);
    assert_eq!(list.attributes("nav.row a", "href"), ["?page=1", "?page=3"]);
}

#[rocket::async_test]
async fn a_hostile_name_is_a_name() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let name = "<script>alert(1)</script> \" onload='x'";

    adds(&school, &country.fay, &country, Uuid::now_v7(), name).await;

    for address in country.pages() {
        let page = school.get(&country.fay, &address).await;
        let is_page = page.header("Content-Type") == Some("text/html; charset=utf-8");
        let is_run = is_page && page.body.contains("<script>alert");
        assert!(!is_run, "{address}");
    }
}

#[rocket::async_test]
async fn strangers_add_nobody() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let everything = school.everything().await;
    let card = ours.at(&format!("/people/{}/card", ours.kim.id.0));

    for (who, status) in [
        (&theirs.fay, Status::NotFound),
        (&theirs.cora, Status::NotFound),
        (&ours.kim, Status::Forbidden),
    ] {
        let page = adds(&school, who, &ours, Uuid::now_v7(), "Amina").await;
        assert_eq!(page.status, status, "{}", who.name);
        assert_eq!(
            school.post(who, &card, &[]).await.status,
            status,
            "{}",
            who.name
        );
    }
    let page = school.ask(None, Method::Post, &card, &[]).await;
    assert_eq!(page.status, Status::Unauthorized);
    assert_eq!(school.everything().await, everything);
}

/// The new card form of a member, as the page has it.
async fn card_form(
    school: &School,
    country: &Country,
    person: PersonId,
) -> (String, Vec<(String, String)>) {
    let page = school.get(&country.fay, &country.at("")).await;
    let address = country.at(&format!("/people/{}/card", person.0));
    let fields = page.fields(&format!("form[action=\"{address}\"]"));
    (address, fields)
}

#[rocket::async_test]
async fn a_new_card_replaces_the_old_one_once_however_often_it_is_asked_for() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    adds(&school, &country.fay, &country, Uuid::now_v7(), "Amina").await;
    let (amina, _) = members(&school, country.cohort).await.remove(0);
    school.sign_in(amina, "Amina").await;
    let (address, fields) = card_form(&school, &country, amina).await;
    let form: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    assert_eq!(form.len(), 1);

    let first = school.post(&country.fay, &address, &form).await;
    let everything = school.everything().await;
    let again = school.post(&country.fay, &address, &form).await;

    assert_eq!(first.status, Status::Ok, "{}", first.body);
    assert_eq!(
        first.texts(".id-card .letters"),
        again.texts(".id-card .letters")
    );
    assert_eq!(school.everything().await, everything);
    let logged: i64 = audit::table
        .filter(audit::what.eq("new_card"))
        .filter(audit::who.eq(country.fay.id))
        .filter(audit::about.eq(amina))
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(logged, 1);
}

#[rocket::async_test]
async fn a_new_card_that_is_in_use_is_not_shown_again() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    adds(&school, &country.fay, &country, Uuid::now_v7(), "Amina").await;
    let (amina, _) = members(&school, country.cohort).await.remove(0);
    let (address, fields) = card_form(&school, &country, amina).await;
    let form: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    school.post(&country.fay, &address, &form).await;
    school.sign_in(amina, "Amina").await;

    let again = school.post(&country.fay, &address, &form).await;

    assert_eq!(again.status, Status::Conflict);
    assert!(again.texts(".id-card .letters").is_empty());
}

#[rocket::async_test]
async fn nobody_gets_the_card_of_staff_or_of_somebody_elsewhere() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    adds(&school, &ours.fay, &ours, Uuid::now_v7(), "Bea").await;
    let (bea, _) = members(&school, ours.cohort).await.remove(0);
    let her = Person {
        id: bea,
        ..ours.kim.clone()
    };
    school
        .gives(&her, RoleName::Coordinator, Over::School)
        .await;
    let everything = school.everything().await;

    let elsewhere = ours.at(&format!("/people/{}/card", theirs.kim.id.0));
    let staff = ours.at(&format!("/people/{}/card", bea.0));
    let guess = Uuid::now_v7().to_string();
    for form in [vec![], vec![("card", guess.as_str())]] {
        assert_eq!(
            school.post(&ours.fay, &elsewhere, &form).await.status,
            Status::NotFound
        );
        assert_eq!(
            school.post(&ours.fay, &staff, &form).await.status,
            Status::Forbidden
        );
    }
    for nobody in ["x", "%00"] {
        let address = ours.at(&format!("/people/{nobody}/card"));
        assert_eq!(
            school.post(&ours.fay, &address, &[]).await.status,
            Status::NotFound
        );
    }
    let cards = school.get(&ours.fay, &ours.at("/cards")).await;
    assert!(!cards.body.contains("Bea"), "a card of staff is shown");
    let list = school.get(&ours.fay, &ours.at("")).await;
    assert!(!list.body.contains(&staff));
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn a_form_from_elsewhere_adds_nobody() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let everything = school.everything().await;
    let address = country.at("/people");

    let mut request = school.request(Some(&country.fay), Method::Post, &address);
    request.replace_header(rocket::http::Header::new("Sec-Fetch-Site", "cross-site"));
    let page = answer(request.body(format!("id={}&names=Amina", Uuid::now_v7()))).await;

    assert_eq!(page.status, Status::Forbidden);
    assert_eq!(school.everything().await, everything);
}
