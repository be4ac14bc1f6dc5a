//! What holds for every page.
use crate::support::{School, answer};
use diesel::sql_query;
use diesel_async::RunQueryDsl;
use rocket::http::{Header, Method, Status};
use std::time::{Duration, Instant};

#[rocket::async_test]
async fn a_page_that_does_not_exist_says_so_in_the_visitors_language() {
    let school = School::open().await;
    let request = school.request(None, Method::Get, "/nowhere");
    let page = answer(request.header(Header::new("Accept-Language", "es-EC"))).await;

    assert_eq!(page.status, Status::NotFound);
    assert!(
        page.body.contains("No encontramos esta página"),
        "{}",
        page.body
    );
    assert_eq!(page.attributes("html", "lang"), ["es"]);
}

#[rocket::async_test]
async fn every_answer_carries_the_headers_that_keep_a_browser_safe() {
    let school = School::open().await;
    for address in ["/nowhere", "/static/nothing.css"] {
        let page = school.look(address).await;
        for (name, value) in [
            ("X-Content-Type-Options", "nosniff"),
            ("Referrer-Policy", "same-origin"),
            ("X-Frame-Options", "DENY"),
            ("Cross-Origin-Resource-Policy", "same-origin"),
            ("Cache-Control", "no-store"),
        ] {
            assert_eq!(page.header(name), Some(value), "{address}");
        }
        let policy = page.header("Content-Security-Policy").unwrap();
        assert!(policy.contains("object-src 'none'"), "{policy}");
        assert!(!policy.contains("unsafe"), "{policy}");
    }
}

#[rocket::async_test]
async fn unsafe_methods_come_from_our_own_pages_only() {
    let school = School::open().await;
    for site in ["cross-site", "same-site"] {
        let request = school.client.post("/sign-in");
        let page = answer(request.header(Header::new("Sec-Fetch-Site", site))).await;

        assert_eq!(page.status, Status::Forbidden, "{site}");
        assert!(page.body.contains("only takes forms from its own pages"));
    }
}

#[rocket::async_test]
async fn a_lost_database_is_never_somebody_who_is_not_signed_in() {
    let school = School::open().await;
    let ada = school.person("Ada").await;
    let dark = School::without_a_database().await;
    let page = dark.get(&ada, "/profile").await;

    assert_eq!(page.status, Status::ServiceUnavailable);
    assert_eq!(page.header("Retry-After"), Some("10"));
}

#[rocket::async_test]
async fn a_statement_of_a_request_is_broken_off_before_anybody_gives_up_waiting() {
    let school = School::open().await;
    let mut db = school.db().await;
    let begun = Instant::now();
    let slept = sql_query("select pg_sleep(60)").execute(&mut *db).await;
    let trouble = slept.unwrap_err();

    assert!(
        trouble.to_string().contains("statement timeout"),
        "{trouble}"
    );
    assert!(begun.elapsed() < Duration::from_secs(5));
}
