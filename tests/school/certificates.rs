//! Certificates: issued once, frozen, printed, and checked by people who were not there.
use crate::support::{Answer, Course, Person, School, answer};
use chrono::{DateTime, Days, Utc};
use cloud_school::{
    access::{Enrolment, EnrolmentId},
    certificates::{CompactFacts, Facts, IssuerKey, PayloadError, verify},
    courses::{CourseId, LessonId, VersionId},
    progress::{self, Event, Happened, Kind, Provenance},
    schema::{certificates, enrolment_states, enrolments, letters, people, publications},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::{
    http::{Header, Method, Status},
    tokio::join,
};
use uuid::Uuid;

/// What the school keeps of the learner's way through the course.
async fn happens(
    school: &School,
    who: &Person,
    course: &Course,
    by: Provenance,
    events: &[(Uuid, Kind)],
    at: DateTime<Utc>,
) {
    let mut db = school.db().await;
    let (id, since): (EnrolmentId, DateTime<Utc>) = enrolments::table
        .filter(enrolments::person.eq(who.id))
        .filter(enrolments::course.eq(course.id))
        .select((enrolments::id, enrolments::since))
        .first(&mut db)
        .await
        .unwrap();
    let version: VersionId = publications::table
        .filter(publications::course.eq(course.id))
        .select(publications::version)
        .first(&mut db)
        .await
        .unwrap();
    let enrolment = Enrolment {
        id,
        since: since.min(at),
        done: 0,
        completed_at: None,
    };
    for (lesson, kind) in events {
        let event = Event {
            id: Uuid::now_v7(),
            lesson: LessonId(*lesson),
            kind: kind.clone(),
            occurred_at: at,
        };
        let happened = Happened {
            learner: who.id,
            enrolment: &enrolment,
            course: CourseId(course.id),
            version,
            provenance: by,
            recorded_by: who.id,
        };
        progress::record(&happened, &event, Utc::now(), &mut db)
            .await
            .unwrap();
    }
}

fn passed(right: i16) -> Kind {
    Kind::Finished {
        attempt: Uuid::now_v7(),
        right,
        of: 2,
        pass: 1,
    }
}

/// A course, and somebody who has been through all of it, three days ago.
async fn finished(school: &School, name: &str) -> (Person, Course) {
    school.programme("ecuador").await;
    let course = school.course("rice", "ecuador").await;
    let person = school.person(name).await;
    finishes(school, &person, &course).await;
    (person, course)
}

async fn finishes(school: &School, person: &Person, course: &Course) {
    school.enrol(person, course).await;
    let at = Utc::now() - Days::new(3);
    let (own, marked) = (Provenance::Own, Provenance::Facilitated);
    let session = Uuid::now_v7();
    let attended = [(course.look, Kind::Attended { session })];
    happens(school, person, course, marked, &attended, at).await;
    let tries = [(course.quiz, passed(2)), (course.quiz, passed(1))];
    happens(school, person, course, own, &tries, at).await;
}

async fn asks(school: &School, person: &Person, course: &Course) -> Answer {
    let address = format!("/courses/{}/certificate", course.slug);
    school.post(person, &address, &[]).await
}

/// The code of a certificate that is issued now.
async fn issued(school: &School, person: &Person, course: &Course) -> String {
    let page = asks(school, person, course).await;
    assert_eq!(page.status, Status::SeeOther);
    page.location()
        .strip_prefix("/certificates/")
        .unwrap()
        .into()
}

async fn count(school: &School, person: &Person) -> i64 {
    certificates::table
        .filter(certificates::person.eq(person.id))
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap()
}

async fn letters_to(school: &School, person: &Person) -> i64 {
    letters::table
        .filter(letters::person.eq(person.id))
        .filter(letters::kind.eq("certificate"))
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap()
}

async fn facts(school: &School, code: &str) -> Facts {
    let facts: serde_json::Value = certificates::table
        .filter(certificates::code.eq(code))
        .select(certificates::facts)
        .first(&mut *school.db().await)
        .await
        .unwrap();
    serde_json::from_value(facts).unwrap()
}

fn key(school: &School) -> IssuerKey {
    IssuerKey::load_or_draw(&school.config.data_folder.join("keys/issuer")).unwrap()
}

/// What the symbol on the paper says behind the `#`.
fn payload(pdf: &[u8], code: &str) -> String {
    let text = String::from_utf8_lossy(pdf);
    let start = format!("/URI(HTTP://SCHOOL.TEST/V/{code}#");
    let rest = text.split(&start).nth(1).expect("the symbol is a link");
    rest.split(')').next().unwrap().to_owned()
}

/// The text of a page without the marks around values.
fn words(page: &Answer, selector: &str) -> String {
    let mut text = page.texts(selector).join("\n");
    text.retain(|letter| !matches!(letter, '\u{2066}'..='\u{2069}'));
    text
}

#[rocket::async_test]
async fn a_double_click_yields_one_certificate_and_one_letter() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let (one, other) = join!(asks(&school, &ada, &course), asks(&school, &ada, &course));
    let later = asks(&school, &ada, &course).await;

    assert_eq!(one.status, Status::SeeOther);
    assert!(one.location().starts_with("/certificates/"));
    assert_eq!(one.location(), other.location());
    assert_eq!(one.location(), later.location());
    assert_eq!(count(&school, &ada).await, 1);
    assert_eq!(letters_to(&school, &ada).await, 1);
}

#[rocket::async_test]
async fn who_has_not_done_everything_gets_none() {
    let school = School::open().await;
    school.programme("ecuador").await;
    let course = school.course("rice", "ecuador").await;
    let ada = school.person("Ada").await;
    school.enrol(&ada, &course).await;
    let read = [(course.look, Kind::Read), (course.quiz, passed(0))];
    happens(&school, &ada, &course, Provenance::Own, &read, Utc::now()).await;
    let page = asks(&school, &ada, &course).await;

    assert_eq!(page.location(), "/courses/rice");
    assert_eq!(count(&school, &ada).await, 0);
    let stranger = asks(&school, &school.person("Eve").await, &course).await;
    assert_eq!(stranger.status, Status::Forbidden);
}

#[rocket::async_test]
async fn the_facts_are_those_of_the_course_as_she_took_it() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let facts = facts(&school, &code).await;

    assert_eq!(facts.name, "Ada");
    assert_eq!(facts.title(), "Grow rice");
    assert_eq!(facts.titles["es"], "Cultive arroz");
    assert_eq!(facts.minutes, 6);
    assert_eq!((facts.lessons_self, facts.lessons_facilitated), (1, 1));
    assert_eq!(facts.quiz.map(|quiz| (quiz.right, quiz.of)), Some((2, 2)));
    assert_eq!(facts.completed_on, (Utc::now() - Days::new(3)).date_naive());
    assert_eq!(facts.issued_on, Utc::now().date_naive());
    assert_eq!(facts.programme["en"], "ecuador");
    assert!(facts.trial);
    let completed_at: Option<DateTime<Utc>> = enrolment_states::table
        .select(enrolment_states::completed_at)
        .first(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(completed_at.unwrap().date_naive(), facts.completed_on);
}

#[rocket::async_test]
async fn a_certificate_keeps_its_facts_when_the_name_changes() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    diesel::update(people::table.find(ada.id))
        .set(people::name.eq("Augusta"))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    let again = issued(&school, &ada, &course).await;
    let page = school.look(&format!("/v/{code}")).await;

    assert_eq!(again, code);
    assert_eq!(page.text(".name"), "Ada");
    assert!(!page.body.contains("Augusta"));
}

#[rocket::async_test]
async fn whoever_checks_sees_every_fact_and_that_it_is_a_trial() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let page = school.look(&format!("/v/{code}")).await;
    let own = school.get(&ada, &format!("/certificates/{code}")).await;

    assert_eq!(page.status, Status::Ok);
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    assert_eq!(page.text("h1"), "Valid");
    assert!(page.text("h1 + p strong").contains("it is a trial"));
    for page in [page, own] {
        assert_eq!(page.text(".trial strong"), "TRIAL");
        assert_eq!(page.text(".name"), "Ada");
        assert_eq!(page.text(".course"), "Grow rice");
        let said = words(&page, ".cert dd");
        for fact in [
            "6 minutes",
            "1 lesson alone, 1 in a group",
            "2 of 2 answers right",
            "Cloud School",
            "ecuador",
            "Draft · AI-assisted",
            &code,
        ] {
            assert!(said.contains(fact), "{fact} in {said}");
        }
        assert_eq!(page.texts(".cert dd").len(), 9);
    }
}

#[rocket::async_test]
async fn whoever_checks_reads_her_own_language() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let address = format!("/V/{code}");
    let request = school.request(None, Method::Get, &address);
    let page = answer(request.header(Header::new("Accept-Language", "es"))).await;

    assert_eq!(page.text("h1"), "Válido");
    assert_eq!(page.text(".trial strong"), "MUESTRA");
    assert_eq!(page.texts(".course"), ["Grow rice", "Cultive arroz"]);
    assert!(words(&page, ".cert dd").contains("2 de 2 respuestas correctas"));
}

#[rocket::async_test]
async fn a_code_is_understood_however_it_is_typed() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let sloppy = code.to_lowercase().replace('-', "%20");
    for address in [format!("/v/{sloppy}"), format!("/V/{code}")] {
        let page = school.look(&address).await;
        assert_eq!(page.status, Status::Ok, "{address}");
        assert_eq!(page.text(".name"), "Ada");
    }
    let way = school.look(&format!("/verify?code={sloppy}")).await;
    assert_eq!(way.status, Status::SeeOther);
    assert_eq!(way.location(), format!("/v/{code}"));
}

#[rocket::async_test]
async fn what_is_no_code_is_asked_for_again() {
    let school = School::open().await;
    for address in ["/verify?code=ABC%3Cb%3E", "/v/ABC%3Cb%3E"] {
        let page = school.look(address).await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{address}");
        assert_eq!(page.attributes("#code", "value"), ["ABC<b>"]);
        assert_eq!(
            page.attributes("#code", "aria-describedby"),
            ["code-hint code-wrong"]
        );
        assert!(page.text(".emsg").contains("12 letters and digits"));
    }
    let page = school.look("/v/0000-0000-0000").await;
    assert_eq!(page.status, Status::NotFound);
    assert!(
        page.text("[role=alert]")
            .contains("does not know this code")
    );
    assert_eq!(page.attributes("#code", "value"), ["0000-0000-0000"]);
    for address in ["/verify", "/verify?code=", "/verify?code=%20"] {
        let page = school.look(address).await;
        assert_eq!(page.status, Status::Ok);
        assert!(page.texts("[role=alert]").is_empty());
    }
}

#[rocket::async_test]
async fn another_persons_certificate_is_nothing_to_know_of() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let eve = school.person("Eve").await;
    let code = issued(&school, &ada, &course).await;
    for end in ["", "/certificate.pdf"] {
        let hers = school
            .get(&eve, &format!("/certificates/{code}{end}"))
            .await;
        let nothing = school
            .get(&eve, &format!("/certificates/0000-0000-0000{end}"))
            .await;
        assert_eq!(hers.status, Status::NotFound);
        assert_eq!(hers.bytes, nothing.bytes);
        let stranger = school.look(&format!("/certificates/{code}{end}")).await;
        assert_eq!(stranger.status, Status::Unauthorized);
    }
}

#[rocket::async_test]
async fn the_paper_carries_the_same_facts_signed() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada Núñez").await;
    let code = issued(&school, &ada, &course).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;

    assert_eq!(pdf.status, Status::Ok);
    assert_eq!(pdf.header("Content-Type"), Some("application/pdf"));
    let name = pdf.header("Content-Disposition").unwrap();
    assert!(name.contains("Ada%20N%C3%BA%C3%B1ez"), "{name}");
    assert!(pdf.bytes.starts_with(b"%PDF-"));
    let read = verify(&payload(&pdf.bytes, &code), &key(&school).public()).unwrap();
    let CompactFacts { name, trial, .. } = &read;
    assert_eq!((name.as_str(), *trial), ("Ada Núñez", true));
    assert!(read.are_of(&facts(&school, &code).await));

    let own = school.get(&ada, &format!("/certificates/{code}")).await;
    let kilobytes = pdf.bytes.len().div_ceil(1_000);
    assert!(words(&own, ".btn").contains(&format!("{kilobytes} KB")));
}

#[rocket::async_test]
async fn changed_paper_is_exposed() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;
    let payload = payload(&pdf.bytes, &code);
    let public = key(&school).public();
    for place in 0..payload.len() {
        let mut forged = payload.clone().into_bytes();
        forged[place] = if forged[place] == b'A' { b'B' } else { b'A' };
        let forged = String::from_utf8(forged).unwrap();
        assert!(verify(&forged, &public).is_err(), "letter {place}");
    }
    let other = IssuerKey::from_seed(&[9; 32]);
    let forged = other.sign(&facts(&school, &code).await);
    assert_eq!(
        verify(forged.payload(), &public),
        Err(PayloadError::OtherKey(other.public().id()))
    );
}

#[rocket::async_test]
async fn records_that_somebody_changed_are_not_confirmed() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let mut changed = facts(&school, &code).await;
    changed.name = "Eve".into();
    diesel::update(certificates::table)
        .set(certificates::facts.eq(serde_json::to_value(&changed).unwrap()))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    let page = school.look(&format!("/v/{code}")).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;

    assert_eq!(page.text("h1"), "Not confirmed");
    assert_eq!(pdf.status, Status::Gone);
}

#[rocket::async_test]
async fn what_was_withdrawn_says_so_and_stays_withdrawn() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;
    let day: DateTime<Utc> = "2026-11-20T12:00:00Z".parse().unwrap();
    diesel::update(certificates::table)
        .set((
            certificates::revoked_at.eq(day),
            certificates::revoked_reason.eq("Issued by mistake"),
        ))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    let public = school.look(&format!("/v/{code}")).await;
    let own = school.get(&ada, &format!("/certificates/{code}")).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;

    assert_eq!(public.text("h1"), "Withdrawn");
    for page in [&public, &own] {
        let note = words(page, ".note.err");
        assert!(note.contains("20 Nov 2026"), "{note}");
        assert!(note.contains("Issued by mistake"), "{note}");
    }
    assert_eq!(own.attributes("a[download]", "href").len(), 0);
    assert_eq!(pdf.status, Status::Gone);
    assert_eq!(
        asks(&school, &ada, &course).await.location(),
        "/courses/rice"
    );
    assert_eq!(count(&school, &ada).await, 1);
}

#[rocket::async_test]
async fn a_name_that_cannot_be_printed_still_has_its_page() {
    let school = School::open().await;
    let (ada, course) = finished(&school, "Ada 😀").await;
    let code = issued(&school, &ada, &course).await;
    let own = school.get(&ada, &format!("/certificates/{code}")).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;

    assert_eq!(own.text(".name"), "Ada 😀");
    assert_eq!(own.attributes("a[download]", "href").len(), 0);
    assert!(own.text(".note.warn").contains("show or print this page"));
    assert_eq!(pdf.status, Status::UnprocessableEntity);
    assert!(words(&pdf, "main").contains("😀"));
    assert_eq!(
        pdf.attributes("main .btn", "href"),
        [format!("/certificates/{code}")]
    );
}

#[rocket::async_test]
async fn a_school_without_fonts_still_issues_and_checks() {
    let mut config = crate::support::config();
    config.fonts = "/nowhere".into();
    let school = School::open_with(config).await;
    let (ada, course) = finished(&school, "Ada").await;
    let code = issued(&school, &ada, &course).await;

    let own = school.get(&ada, &format!("/certificates/{code}")).await;
    let pdf = school
        .get(&ada, &format!("/certificates/{code}/certificate.pdf"))
        .await;
    let public = school.look(&format!("/v/{code}")).await;

    assert_eq!(own.text(".name"), "Ada");
    assert_eq!(own.attributes("a[download]", "href").len(), 0);
    assert_eq!(pdf.status, Status::ServiceUnavailable);
    assert!(pdf.text("main").contains("cannot print now"));
    assert_eq!(public.text("h1"), "Valid");
}
