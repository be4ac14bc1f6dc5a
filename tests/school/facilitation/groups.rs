//! What one leads is what one sees.
use super::{Country, plain};
use crate::support::{Over, School};
use cloud_school::{access::RoleName, schema::roles};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::Status;

#[rocket::async_test]
async fn whoever_leads_nothing_is_told_so() {
    let school = School::open().await;
    let ada = school.person("Ada").await;

    let page = school.get(&ada, "/groups").await;

    assert_eq!(page.status, Status::Ok);
    assert_eq!(page.texts(".empty").len(), 1);
    assert_eq!(school.look("/groups").await.status, Status::Unauthorized);
}

#[rocket::async_test]
async fn everybody_finds_what_she_leads_and_nothing_else() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let head = school.person("Head").await;
    school
        .gives(&head, RoleName::Administrator, Over::School)
        .await;

    let fay = school.get(&ours.fay, "/groups").await;
    let cora = school.get(&ours.cora, "/groups").await;
    let head = school.get(&head, "/groups").await;
    let kim = school.get(&ours.kim, "/groups").await;

    assert_eq!(fay.attributes(".mods a", "href"), [ours.at("")]);
    assert_eq!(
        plain(&fay.text(".mods .meta")),
        "1 person0% of lessons done"
    );
    assert_eq!(cora.attributes(".mods a", "href"), ["/programmes/ecuador"]);
    assert_eq!(
        head.attributes(".mods a", "href"),
        ["/programmes/ecuador", "/programmes/kenya"]
    );
    assert_eq!(kim.texts(".empty").len(), 1);
    for page in [fay, cora, kim] {
        assert!(!page.body.contains(&theirs.cohort.to_string()));
        assert!(!page.body.contains("kenya"));
    }
}

#[rocket::async_test]
async fn a_role_that_has_ended_opens_nothing() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    diesel::update(roles::table.filter(roles::person.eq(country.fay.id)))
        .set(roles::until.eq(chrono::Utc::now()))
        .execute(&mut *school.db().await)
        .await
        .unwrap();

    assert_eq!(
        school
            .get(&country.fay, "/groups")
            .await
            .texts(".empty")
            .len(),
        1
    );
    assert_eq!(
        school.get(&country.fay, &country.at("")).await.status,
        Status::NotFound
    );
}

#[rocket::async_test]
async fn a_programme_shows_its_groups_to_its_coordinator_alone() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;

    let page = school.get(&ours.cora, "/programmes/ecuador").await;

    assert_eq!(page.texts("main h2"), ["Group of ecuador"]);
    assert_eq!(page.attributes(".mods a", "href"), [ours.table("")]);
    assert_eq!(plain(&page.text(".mods .meta")), "0 of 1 completed");
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    for (who, status) in [
        (&theirs.cora, Status::NotFound),
        (&theirs.kim, Status::NotFound),
        (&ours.kim, Status::NotFound),
        (&ours.fay, Status::NotFound),
    ] {
        assert_eq!(
            school.get(who, "/programmes/ecuador").await.status,
            status,
            "{}",
            who.name
        );
    }
    assert_eq!(
        school.look("/programmes/ecuador").await.status,
        Status::Unauthorized
    );
    for nothing in ["nowhere", "%00", "..", "ecuador%20"] {
        let page = school
            .get(&ours.cora, &format!("/programmes/{nothing}"))
            .await;
        assert_eq!(page.status, Status::NotFound, "{nothing}");
    }
}

#[rocket::async_test]
async fn every_page_of_a_group_is_for_those_who_lead_it() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let guest = school.person("Guest").await;

    for address in ours.pages() {
        for leader in [&ours.fay, &ours.cora] {
            let page = school.get(leader, &address).await;
            assert_eq!(page.status, Status::Ok, "{address} {}", leader.name);
            assert_eq!(page.header("Cache-Control"), Some("no-store"), "{address}");
        }
        let everything = school.everything().await;
        for stranger in [&theirs.fay, &theirs.cora, &theirs.kim, &guest] {
            let page = school.get(stranger, &address).await;
            assert_eq!(page.status, Status::NotFound, "{address} {}", stranger.name);
            assert!(!page.body.contains("Kim of ecuador"));
            assert_eq!(page.body, school.get(stranger, "/nowhere").await.body);
        }
        assert_eq!(
            school.get(&ours.kim, &address).await.status,
            Status::Forbidden,
            "{address}"
        );
        assert_eq!(
            school.look(&address).await.status,
            Status::Unauthorized,
            "{address}"
        );
        assert_eq!(school.everything().await, everything, "{address}");
    }
}

#[rocket::async_test]
async fn a_course_that_the_group_does_not_learn_is_not_found() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;

    for slug in [theirs.course.slug.as_str(), "nothing", "%00", "a%2Fb"] {
        for rest in ["", "/table.csv", "/group-sessions"] {
            let page = school
                .get(&ours.fay, &ours.at(&format!("/courses/{slug}{rest}")))
                .await;
            assert_eq!(page.status, Status::NotFound, "{slug}{rest}");
        }
    }
    for nobody in ["nothing", "%00", "0199f2a4-0000-7000-8000-000000000000"] {
        let page = school.get(&ours.fay, &format!("/cohorts/{nobody}")).await;
        assert_eq!(page.status, Status::NotFound, "{nobody}");
    }
}
