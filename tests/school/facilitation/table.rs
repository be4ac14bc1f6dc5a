//! The table of a group: who has done what, small enough for a slow line, and as a file that no spreadsheet runs.
use super::{Country, plain};
use crate::{
    insert,
    support::{Course, Person, School, answer},
};
use chrono::Utc;
use cloud_school::schema::*;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::{Header, Method, Status};
use uuid::Uuid;

/// What a page with a table may cost, compressed, when the browser has the style sheet.
const MOST_BYTES: usize = 5 * 1024;

async fn stands(school: &School, person: &Person, lesson: Uuid, provenance: Option<&str>) {
    let completed_at = provenance.map(|_| Utc::now());
    insert!(school, lesson_states, learner: person.id, lesson: lesson, completed_at: completed_at, provenance: provenance);
}

async fn state(
    school: &School,
    person: &Person,
    course: &Course,
    done: i16,
    is_completed: bool,
) -> Uuid {
    let enrolment: Uuid = enrolments::table
        .filter(enrolments::person.eq(person.id))
        .filter(enrolments::course.eq(course.id))
        .select(enrolments::id)
        .first(&mut *school.db().await)
        .await
        .unwrap();
    diesel::update(enrolment_states::table.find(enrolment))
        .set((
            enrolment_states::done.eq(done),
            enrolment_states::last_event_at.eq(Utc::now()),
            enrolment_states::completed_at.eq(is_completed.then(Utc::now)),
        ))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    enrolment
}

/// Ana has finished and has a certificate, Ben has begun, Kim has not started.
async fn three(school: &School, country: &Country) {
    let (ana, ben) = (school.person("Ana").await, school.person("Ben").await);
    country.learns(school, &ana).await;
    country.learns(school, &ben).await;
    let course = &country.course;
    stands(school, &ana, course.look, Some("facilitated")).await;
    stands(school, &ana, course.quiz, Some("school")).await;
    stands(school, &ben, course.look, Some("self")).await;
    stands(school, &ben, course.quiz, None).await;
    let enrolment = state(school, &ana, course, 2, true).await;
    state(school, &ben, course, 1, false).await;
    insert!(school, certificates, id: Uuid::now_v7(), code: "ABCDEFGHJKMN", person: ana.id, enrolment: enrolment,
        facts: serde_json::json!({}), signature: "", issued_at: Utc::now());
}

#[rocket::async_test]
async fn each_person_is_a_row_and_each_lesson_a_column() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    three(&school, &country).await;

    let page = school.get(&country.fay, &country.table("")).await;

    let rows: Vec<_> = page
        .texts(".matrix tbody tr")
        .iter()
        .map(|row| plain(row))
        .collect();
    assert_eq!(
        rows,
        ["Ana●✓2 of 2 ★", "Ben✓◐1 of 2", "Kim of ecuador··0 of 2"]
    );
    assert_eq!(
        page.attributes(".matrix thead a", "href"),
        ["look", "what-you-know"]
            .map(|slug| format!("/courses/{}/lessons/{slug}", country.course.slug))
    );
    assert_eq!(page.texts("ol li").len(), 2);
    assert_eq!(page.attributes(".scroll", "tabindex"), ["0"]);
    assert!(page.body.contains("as of"));
    assert!(page.attributes("form.filters", "method") == ["get"]);
}

#[rocket::async_test]
async fn a_filter_shows_who_needs_help() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    three(&school, &country).await;

    for (show, names) in [
        ("everyone", vec!["Ana", "Ben", "Kim of ecuador"]),
        ("unfinished", vec!["Ben", "Kim of ecuador"]),
        ("not-started", vec!["Kim of ecuador"]),
        ("nonsense", vec!["Ana", "Ben", "Kim of ecuador"]),
    ] {
        let page = school
            .get(&country.fay, &country.table(&format!("?show={show}")))
            .await;
        assert_eq!(page.texts("tbody th"), names, "{show}");
        assert_eq!(
            page.attributes("option[selected]", "value").len(),
            1,
            "{show}"
        );
        let file = school
            .get(
                &country.fay,
                &country.table(&format!("/table.csv?show={show}")),
            )
            .await;
        assert_eq!(file.body.lines().count(), names.len() + 1, "{show}");
    }
    let far = school.get(&country.fay, &country.table("?page=7")).await;
    assert_eq!((far.status, far.texts(".empty").len()), (Status::Ok, 1));
}

#[rocket::async_test]
async fn who_has_left_the_group_is_no_longer_seen() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    diesel::update(memberships::table.filter(memberships::person.eq(country.kim.id)))
        .set(memberships::until.eq(Utc::now()))
        .execute(&mut *school.db().await)
        .await
        .unwrap();

    for address in country.pages() {
        let page = school.get(&country.fay, &address).await;
        assert_eq!(page.status, Status::Ok);
        assert!(!page.body.contains("Kim of ecuador"), "{address}");
    }
}

#[rocket::async_test]
async fn the_file_is_for_spreadsheets_and_runs_nothing() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    for name in [
        "=HYPERLINK(\"http://evil\")",
        "+1",
        "-1+1",
        "@SUM(A1)",
        "Ana, \"the\nfirst\"",
    ] {
        let person = school.person(name).await;
        country.learns(&school, &person).await;
    }

    let file = school.get(&country.fay, &country.table("/table.csv")).await;

    assert_eq!(file.status, Status::Ok);
    assert_eq!(file.header("Content-Type"), Some("text/csv; charset=utf-8"));
    assert_eq!(file.header("Cache-Control"), Some("no-store"));
    let name = file.header("Content-Disposition").unwrap();
    assert!(
        name.starts_with("attachment; filename=\"Group of ecuador - "),
        "{name}"
    );
    assert!(
        name.contains("filename*=UTF-8''Group%20of%20ecuador%20-%20"),
        "{name}"
    );
    let text = file
        .body
        .strip_prefix('\u{feff}')
        .expect("a mark for spreadsheets");
    let mut reader = csv::Reader::from_reader(text.as_bytes());
    assert_eq!(reader.headers().unwrap().len(), 1 + 2 + 5);
    let mut names: Vec<_> = reader
        .records()
        .map(|row| row.unwrap()[0].to_string())
        .collect();
    names.sort();
    assert_eq!(
        names,
        [
            "'+1",
            "'-1+1",
            "'=HYPERLINK(\"http://evil\")",
            "'@SUM(A1)",
            "Ana, \"the\nfirst\"",
            "Kim of ecuador"
        ]
    );
    let (who, what): (Option<Uuid>, String) = audit::table
        .filter(audit::about.eq(country.cohort))
        .select((audit::who, audit::what))
        .first(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(
        (who, what.as_str()),
        (Some(country.fay.id.0), "table_exported")
    );
}

#[rocket::async_test]
async fn looking_at_a_table_changes_nothing() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let everything = school.everything().await;

    for address in country
        .pages()
        .iter()
        .filter(|address| !address.ends_with(".csv"))
    {
        school.get(&country.fay, address).await;
    }

    assert_eq!(school.everything().await, everything);
}

/// Thirty lessons with titles of their own in the published version.
async fn thirty_lessons(school: &School, course: &Course) -> Vec<Uuid> {
    let (version, module): (Uuid, Uuid) = lesson_revisions::table
        .inner_join(publications::table.on(publications::version.eq(lesson_revisions::version)))
        .filter(publications::course.eq(course.id))
        .filter(lesson_revisions::module.is_not_null())
        .select((
            lesson_revisions::version,
            lesson_revisions::module.assume_not_null(),
        ))
        .first(&mut *school.db().await)
        .await
        .unwrap();
    let mut lessons = vec![course.look, course.quiz];
    let words = [
        "field", "water", "seed", "tractor", "grain", "soil", "drying", "store", "price", "harvest",
    ];
    for n in 0..28usize {
        let (lesson, segment) = (Uuid::now_v7(), format!("xt{n:02}"));
        let (one, other, third) = (
            words[n % 10],
            words[(n * 7 + 3) % 10],
            words[(n * 3 + n / 10 + 1) % 10],
        );
        insert!(school, lessons, id: lesson, course: course.id);
        insert!(school, segment_texts, course: course.id, segment: &segment, hash: "h", text: format!("The {one}, the {other} and your {third}"));
        insert!(school, version_segments, version: version, segment: &segment, hash: "h");
        insert!(school, lesson_revisions, version: version, lesson: lesson, module: module, position: n as i16 + 10,
            slug: format!("{one}-{other}-{third}-{n}"), title: &segment, kind: "steps", minutes: 4i16, open: false, layout: serde_json::json!([]));
        lessons.push(lesson);
    }
    lessons
}

#[rocket::async_test]
async fn fifty_people_and_thirty_lessons_travel_in_five_kilobytes() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let lessons = thirty_lessons(&school, &country.course).await;
    let first = [
        "Amina", "Kofi", "Lucía", "Sunethra", "Wanjiru", "Mateo", "Nimal", "Fatou", "Jorge",
        "Esther",
    ];
    let last = [
        "Mwangi", "Quispe", "Perera", "Otieno", "Ramírez", "Ndiaye", "Fernando", "Chávez",
        "Njoroge", "Silva",
    ];
    let mut dice: u64 = 7;
    for n in 0..49usize {
        let name = format!("{} {}", first[(n * 7) % 10], last[(n * 3 + n / 10) % 10]);
        let person = school.person(&name).await;
        country.learns(&school, &person).await;
        for lesson in &lessons {
            dice = dice
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407);
            match (dice >> 33) % 10 {
                0..5 => stands(&school, &person, *lesson, Some("self")).await,
                5..7 => stands(&school, &person, *lesson, Some("facilitated")).await,
                7 => stands(&school, &person, *lesson, None).await,
                _ => {}
            }
        }
    }
    let address = country.table("");
    let cookie = format!("v={}", cloud_school::static_files::FILES.build);
    let bytes = async |coding: &'static str| {
        let request = school.request(Some(&country.fay), Method::Get, &address);
        let page = answer(
            request
                .header(Header::new("Accept-Encoding", coding))
                .cookie(rocket::http::Cookie::parse(cookie.clone()).unwrap()),
        )
        .await;
        assert_eq!(page.header("Content-Encoding"), Some(coding));
        page.bytes.len()
    };

    let (brotli, gzip) = (bytes("br").await, bytes("gzip").await);

    assert_eq!(
        school
            .get(&country.fay, &address)
            .await
            .texts("tbody td")
            .len(),
        50 * 31
    );
    assert!(
        brotli <= MOST_BYTES && gzip <= MOST_BYTES,
        "{brotli} bytes with brotli, {gzip} with gzip"
    );
    println!("50 x 30: {brotli} bytes with brotli, {gzip} with gzip");
}
