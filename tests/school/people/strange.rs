//! What no person types.
use super::{Phone, sign_up};
use crate::support::School;
use rocket::http::Method;

const DOORS: [(&str, &[&str]); 9] = [
    ("/sign-in", &["identifier", "password", "person", "next"]),
    ("/card", &["secret", "pin", "without_pin", "next"]),
    (
        "/sign-up",
        &[
            "form",
            "name",
            "user_name",
            "password",
            "email",
            "phone",
            "zone",
            "next",
        ],
    ),
    ("/language", &["language", "back"]),
    ("/password-reset", &["identifier"]),
    ("/profile", &["name", "language", "media", "theme", "zone"]),
    ("/profile/password", &["current", "password"]),
    ("/profile/addresses", &["address", "current_for_address"]),
    ("/profile/card", &["current_for_card", "another"]),
];

#[rocket::async_test]
async fn nothing_that_is_sent_breaks_the_school_or_changes_a_person() {
    let school = School::open().await;
    let strange = [
        "%00",
        "a%00b",
        "%ED%A0%80",
        "%FF%FE",
        "%E2%80%AE",
        "%25s%25n",
        "%27%3B--",
        "%3Cscript%3E",
        "-1",
        "99999999999999999999",
        "[]",
        "{}",
    ];
    for (address, fields) in DOORS {
        // A phone for each door, so that no limit hides what a door does.
        let phone = Phone::of(&school);
        sign_up(&phone, "Amina", "two goats and a well").await;
        let people = school.people().await;
        for field in fields {
            for value in strange {
                let answer = phone
                    .ask(Method::Post, address, format!("{field}={value}"))
                    .await;
                assert!(
                    answer.status.code < 500,
                    "{address} {field}={value}: {}",
                    answer.status
                );
            }
        }
        for body in ["", "&&&", "=", "%", "name[]=x&name[a]=y", "name=a&name=b"] {
            let answer = phone.ask(Method::Post, address, body.into()).await;
            assert!(
                answer.status.code < 500,
                "{address} {body}: {}",
                answer.status
            );
        }
        let large = format!("{}={}", fields[0], "a".repeat(1 << 20));
        let answer = phone.ask(Method::Post, address, large).await;
        assert_eq!(answer.status.code, 413, "{address}");
        assert_eq!(school.people().await, people, "{address}");
    }
}

#[rocket::async_test]
async fn nothing_that_is_asked_for_breaks_the_school() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    sign_up(&phone, "Amina", "two goats and a well").await;
    for address in [
        "/sign-in",
        "/sign-up",
        "/people-here",
        "/language",
        "/password-reset",
        "/profile",
    ] {
        for query in [
            "",
            "?next=%00",
            "?next=//evil.example",
            "?back=%ED%A0%80",
            "?note=%3Cb%3E",
            "?next=%22%3E%3Cscript%3E",
        ] {
            let page = phone.get(&format!("{address}{query}")).await;
            assert_eq!(page.status.code, 200, "{address}{query}");
            assert!(!page.body.contains("\"><script>"), "{address}{query}");
        }
    }
}
