//! Whoever may read a lesson asks about it; her facilitator is asked first, then the experts, and nobody else sees it.
use crate::{
    facilitation::{Country, plain},
    support::{Answer, Course, Over, Person, School, answer, nothing},
};
use chrono::{TimeDelta, Utc};
use cloud_school::{access::RoleName, schema::*};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use image::{ImageFormat, Rgb, RgbImage};
use rocket::http::{ContentType, Header, Method, Status};
use std::{io::Cursor, str::FromStr};
use uuid::Uuid;

const BOUNDARY: &str = "a-boundary-of-a-browser";

/// A form for asking, with a photo or without.
#[derive(Clone)]
pub struct Form {
    pub fields: Vec<(&'static str, String)>,
    pub photo: Option<Vec<u8>>,
}

impl Form {
    pub fn asking(words: &str) -> Self {
        Self {
            fields: vec![
                ("id", Uuid::now_v7().to_string()),
                ("kind", "question".into()),
                ("words", words.into()),
            ],
            photo: None,
        }
    }

    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.fields.retain(|(n, _)| *n != name);
        self.fields.push((name, value.into()));
        self
    }

    fn showing(mut self, photo: &[u8]) -> Self {
        self.photo = Some(photo.into());
        self
    }

    /// As a browser sends a form that takes a file.
    fn body(&self) -> Vec<u8> {
        let mut body = vec![];
        for (name, value) in &self.fields {
            let part = format!(
                "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}\r\n"
            );
            body.extend(part.bytes());
        }
        let photo = self.photo.as_deref().unwrap_or_default();
        let name = self.photo.as_ref().map_or("", |_| "my field.jpg");
        let head = format!(
            "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"photo\"; filename=\"{name}\"\r\n\
             Content-Type: image/jpeg\r\n\r\n"
        );
        [
            body,
            head.into_bytes(),
            photo.to_vec(),
            format!("\r\n--{BOUNDARY}--\r\n").into_bytes(),
        ]
        .concat()
    }

    pub async fn sent(&self, school: &School, who: &Person, lesson: &str) -> Answer {
        let address = format!("{lesson}/enquiries");
        let mut request = school.request(Some(who), Method::Post, &address);
        let kind = format!("multipart/form-data; boundary={BOUNDARY}");
        request.replace_header(ContentType::from_str(&kind).unwrap());
        request.add_header(Header::new("Accept-Language", "en"));
        answer(request.body(self.body())).await
    }
}

/// A country with an expert for its course.
struct World {
    school: School,
    country: Country,
    rita: Person,
}

impl World {
    async fn open() -> Self {
        let school = School::open().await;
        let country = Country::of(&school, "ecuador").await;
        let rita = school.person("Rita").await;
        school
            .gives(&rita, RoleName::Reviewer, Over::Course(country.course.id))
            .await;
        Self {
            school,
            country,
            rita,
        }
    }

    fn lesson(&self) -> String {
        lesson(&self.country.course)
    }

    async fn asks(&self, who: &Person, words: &str) -> Answer {
        Form::asking(words)
            .sent(&self.school, who, &self.lesson())
            .await
    }

    /// The texts of the lists of the facilitators and of the experts.
    async fn lists(&self) -> (Vec<String>, Vec<String>) {
        let lines = async |who, address: String| {
            let page = self.school.get(who, &address).await;
            assert_eq!(page.status, Status::Ok, "{}", page.body);
            page.texts(".mods b")
        };
        (
            lines(&self.country.fay, self.country.at("/enquiries")).await,
            lines(&self.rita, self.expert("")).await,
        )
    }

    fn expert(&self, rest: &str) -> String {
        format!("/courses/{}/enquiries{rest}", self.country.course.slug)
    }

    async fn only_id(&self) -> Uuid {
        let ids: Vec<Uuid> = enquiries::table
            .select(enquiries::id)
            .load(&mut *self.school.db().await)
            .await
            .unwrap();
        assert_eq!(ids.len(), 1);
        ids[0]
    }

    async fn count(&self) -> i64 {
        let db = &mut *self.school.db().await;
        enquiries::table.count().get_result(db).await.unwrap()
    }

    async fn days_pass(&self, days: i64) {
        diesel::update(enquiries::table)
            .set(enquiries::asked_at.eq(Utc::now() - TimeDelta::days(days)))
            .execute(&mut *self.school.db().await)
            .await
            .unwrap();
    }

    /// The subjects of somebody's letters of a kind, as her inbox has them.
    async fn letters(&self, who: &Person, part: &str) -> Vec<String> {
        let mut subjects = self.school.get(who, "/inbox").await.texts("main li b");
        subjects.retain(|subject| subject.contains(part));
        subjects
            .into_iter()
            .map(|subject| plain(&subject))
            .collect()
    }
}

fn lesson(course: &Course) -> String {
    format!("/courses/{}/lessons/look", course.slug)
}

fn quiz(course: &Course) -> String {
    format!("/courses/{}/lessons/what-you-know", course.slug)
}

/// Red above, blue below.
fn photo(width: u32, height: u32, format: ImageFormat) -> Vec<u8> {
    let picture = RgbImage::from_fn(width, height, |_, y| match y < height / 2 {
        true => Rgb([200, 20, 20]),
        false => Rgb([20, 20, 200]),
    });
    let mut bytes = Cursor::new(vec![]);
    picture.write_to(&mut bytes, format).unwrap();
    bytes.into_inner()
}

#[rocket::async_test]
async fn every_lesson_ends_with_the_ways_to_ask() {
    let world = World::open().await;
    let look = world.lesson();
    for page in [
        world.school.look(&look).await,
        world.school.get(&world.country.kim, &look).await,
        world
            .school
            .get(&world.country.kim, &quiz(&world.country.course))
            .await,
    ] {
        let links = page.attributes("main a[href*='/enquiries/new']", "href");
        assert_eq!(links.len(), 2, "{}", page.body);
        assert_eq!(links[1], format!("{}?kind=fault", links[0]));
        let form = world.school.get(&world.country.kim, &links[1]).await;
        assert_eq!(form.text("h1"), "Something is wrong here");
        assert_eq!(
            world.school.look(&links[0]).await.status,
            Status::Unauthorized
        );
    }
}

#[rocket::async_test]
async fn her_facilitator_is_asked_first_and_the_answer_comes_to_her_inbox() {
    let world = World::open().await;
    let (school, fay, kim) = (&world.school, &world.country.fay, &world.country.kim);

    let page = world.asks(kim, "Why must it be wet?\n<b>Why</b>?").await;
    assert_eq!(page.location(), "/enquiries?note=asked", "{}", page.body);
    let mine = school.get(kim, page.location()).await;
    assert!(mine.text(".note").contains("comes to your inbox"));
    assert_eq!(
        mine.texts("section div p"),
        ["Why must it be wet?", "<b>Why</b>?"]
    );
    assert_eq!(
        world.lists().await,
        (vec!["Why must it be wet? <b>Why</b>?".into()], vec![])
    );
    assert_eq!(world.letters(fay, "question about").await.len(), 1);
    assert!(world.letters(&world.rita, "question").await.is_empty());
    let groups = school.get(fay, "/groups").await;
    assert_eq!(plain(&groups.text(".mods .tag")), "Questions (1)");

    let address = school.get(fay, &world.country.at("/enquiries")).await;
    let address = address.attributes(".mods a", "href").remove(0);
    let page = school.get(fay, &address).await;
    assert!(page.text("main").contains("Kim of ecuador"));
    assert!(page.attributes("input[name=shown]", "name").is_empty());
    let sent = [("answer", "Because the seed drinks."), ("shown", "true")];
    let page = school.post(fay, &format!("{address}/answer"), &sent).await;
    assert_eq!(
        page.location(),
        world.country.at("/enquiries?note=answered")
    );

    assert_eq!(world.letters(kim, "The answer to").await.len(), 1);
    let letter = school
        .get(kim, "/inbox")
        .await
        .attributes("main li a", "href")
        .remove(0);
    let letter = school.get(kim, &letter).await;
    assert_eq!(
        letter.texts("blockquote p"),
        [
            "Why must it be wet?",
            "<b>Why</b>?",
            "Because the seed drinks."
        ]
    );
    assert!(
        school
            .get(kim, "/enquiries")
            .await
            .text(".note")
            .contains("the seed drinks")
    );
    // What a facilitator ticks by hand is shown to nobody.
    assert!(
        !school
            .look(&world.lesson())
            .await
            .body
            .contains("the seed drinks")
    );
}

#[rocket::async_test]
async fn who_learns_alone_asks_the_experts_at_once() {
    let world = World::open().await;
    let ana = world.school.person("Ana").await;
    world.asks(&ana, "Why?").await;
    assert_eq!(world.lists().await, (vec![], vec!["Why?".into()]));
    assert_eq!(world.letters(&world.rita, "question about").await.len(), 1);
    assert!(
        world
            .letters(&world.country.fay, "question")
            .await
            .is_empty()
    );
    // Experts learn what was asked, not who asked.
    let page = world
        .school
        .get(
            &world.rita,
            &world.expert(&format!("/{}", world.only_id().await)),
        )
        .await;
    assert_eq!(page.status, Status::Ok);
    assert!(!page.text("main").contains("Ana"));
}

#[rocket::async_test]
async fn a_cohort_without_a_facilitator_is_passed_by() {
    let world = World::open().await;
    let (school, course) = (&world.school, &world.country.course);
    let programme = school.programme("kenya").await;
    let cohort = school.cohort("Nobody leads it", programme).await;
    school.teaches(cohort, course).await;
    let ana = school.person("Ana").await;
    school.joins(&ana, cohort).await;
    world.asks(&ana, "Why?").await;
    assert_eq!(world.lists().await.1, ["Why?"]);
}

#[rocket::async_test]
async fn what_a_facilitator_passes_on_or_leaves_for_three_days_reaches_the_experts() {
    let world = World::open().await;
    let (school, fay, kim) = (&world.school, &world.country.fay, &world.country.kim);
    world.asks(kim, "Why?").await;
    let id = world.only_id().await;

    world.days_pass(2).await;
    assert_eq!(world.lists().await.1, Vec::<String>::new());
    let early = school
        .get(&world.rita, &world.expert(&format!("/{id}")))
        .await;
    assert_eq!(early.status, Status::NotFound);
    world.days_pass(3).await;
    assert_eq!(
        world.lists().await,
        (vec!["Why?".into()], vec!["Why?".into()])
    );
    let groups = school.get(&world.rita, "/groups").await;
    let links: Vec<_> = groups
        .texts(".members a")
        .iter()
        .map(|t| plain(t))
        .collect();
    assert_eq!(links, ["Questions (1)", "Corrections"]);

    world.days_pass(0).await;
    for _ in 0..2 {
        let address = world.country.at(&format!("/enquiries/{id}/passing-on"));
        let page = school.post(fay, &address, &[]).await;
        assert_eq!(
            page.location(),
            world.country.at("/enquiries?note=passed-on")
        );
    }
    assert_eq!(world.lists().await.1, ["Why?"]);
    assert_eq!(world.letters(&world.rita, "question about").await.len(), 1);
    let list = school.get(fay, &world.country.at("/enquiries")).await;
    assert!(list.text(".mods").contains("passed on to the experts"));
}

#[rocket::async_test]
async fn what_an_expert_answered_late_stays_in_her_list() {
    let world = World::open().await;
    world.asks(&world.country.kim, "Why?").await;
    world.days_pass(4).await;
    let address = world.expert(&format!("/{}/answer", world.only_id().await));
    world
        .school
        .post(&world.rita, &address, &[("answer", "So.")])
        .await
        .goes_well();
    world.days_pass(0).await;
    assert_eq!(world.lists().await.1, ["Why?"]);
}

#[rocket::async_test]
async fn an_expert_shows_an_answer_under_the_lesson_and_takes_it_away() {
    let world = World::open().await;
    let (school, rita) = (&world.school, &world.rita);
    let ana = school.person("Ana").await;
    world
        .school
        .post(
            &ana,
            "/profile",
            &[
                ("name", "Ana"),
                ("language", "es"),
                ("media", "picture"),
                ("theme", "dark"),
                ("zone", "Africa/Nairobi"),
            ],
        )
        .await;
    let form = Form::asking("¿Por qué?").showing(&photo(30, 20, ImageFormat::Png));
    form.sent(school, &ana, &world.lesson()).await.goes_well();
    let id = world.only_id().await;
    assert!(
        school
            .look(&world.lesson())
            .await
            .texts("main details summary span")
            .is_empty()
    );

    let page = school.get(rita, &world.expert(&format!("/{id}"))).await;
    assert!(
        page.text("#answer-hint").contains("Español"),
        "{}",
        page.body
    );
    let sent = [("answer", "Porque sí.\nDe verdad."), ("shown", "true")];
    school
        .post(rita, &world.expert(&format!("/{id}/answer")), &sent)
        .await
        .goes_well();

    let lesson = school.look(&world.lesson()).await;
    assert_eq!(
        lesson.text("main details summary span[lang=es]"),
        "¿Por qué?"
    );
    assert_eq!(
        lesson.texts("main details div[lang=es] p"),
        ["Porque sí.", "De verdad."]
    );
    assert!(!lesson.body.contains("Ana") && !lesson.body.contains("/photo"));

    let showing = world.expert(&format!("/{id}/showing"));
    for _ in 0..2 {
        school
            .ask(Some(rita), Method::Delete, &showing, &[])
            .await
            .goes_well();
        assert!(!school.look(&world.lesson()).await.body.contains("Porque"));
    }
    school.post(rita, &showing, &[]).await.goes_well();
    assert!(school.look(&world.lesson()).await.body.contains("Porque"));
}

#[rocket::async_test]
async fn the_first_answer_stays() {
    let world = World::open().await;
    let (school, fay) = (&world.school, &world.country.fay);
    world.asks(&world.country.kim, "Why?").await;
    world.days_pass(3).await;
    let id = world.only_id().await;
    let (hers, experts) = (
        world.country.at(&format!("/enquiries/{id}/answer")),
        world.expert(&format!("/{id}/answer")),
    );
    for (answer, status) in [("", 422), (" \u{200b}", 422), (&*"a".repeat(2_001), 422)] {
        let page = school.post(fay, &hers, &[("answer", answer)]).await;
        assert_eq!(page.status.code, status);
        assert_eq!(page.texts("#answer-wrong").len(), 1);
    }
    let sent = [("answer", "Because.")];
    school.post(fay, &hers, &sent).await.goes_well();
    let everything = school.everything().await;
    school.post(fay, &hers, &sent).await.goes_well();
    let page = school
        .post(
            &world.rita,
            &experts,
            &[("answer", "Otherwise."), ("shown", "true")],
        )
        .await;
    assert_eq!(page.status, Status::NotFound, "it does not wait any more");
    let other = school.post(fay, &hers, &[("answer", "Otherwise.")]).await;
    assert_eq!(other.status, Status::Conflict);
    assert!(other.text(".note.ok").contains("Because."));
    assert!(other.text("main").contains("Otherwise."));
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn an_enquiry_sent_twice_is_one_and_another_from_the_same_form_is_refused() {
    let world = World::open().await;
    let (school, kim) = (&world.school, &world.country.kim);
    let form = Form::asking("Why?").showing(&photo(60, 40, ImageFormat::Jpeg));
    let lesson = world.lesson();
    let (one, other) = rocket::tokio::join!(
        form.sent(school, kim, &lesson),
        form.sent(school, kim, &lesson),
    );
    assert_eq!(
        (one.location(), other.location()),
        ("/enquiries?note=asked", "/enquiries?note=asked")
    );
    let everything = school.everything().await;

    for changed in [
        form.clone().with("words", "Why not?"),
        form.clone().with("kind", "fault"),
        form.clone().showing(&photo(40, 60, ImageFormat::Jpeg)),
    ] {
        let page = changed.sent(school, kim, &world.lesson()).await;
        assert_eq!(page.status, Status::Conflict);
        assert_eq!(page.texts("#words-wrong").len(), 1);
        assert_eq!(
            page.text("textarea"),
            changed
                .fields
                .iter()
                .find(|(n, _)| *n == "words")
                .unwrap()
                .1
        );
        assert_ne!(
            page.attributes("input[name=id]", "value")[0],
            form.fields[0].1
        );
    }
    assert_eq!(school.everything().await, everything);
    // Somebody else's form with the same id is her own.
    let ana = school.person("Ana").await;
    form.sent(school, &ana, &world.lesson()).await.goes_well();
    assert_eq!(world.count().await, 2);
}

#[rocket::async_test]
async fn who_may_not_read_a_lesson_may_not_ask_about_it() {
    let world = World::open().await;
    let guest = world.school.person("Guest").await;
    let quiz = quiz(&world.country.course);
    let everything = world.school.everything().await;
    let form = Form::asking("Why?");
    assert_eq!(
        form.sent(&world.school, &guest, &quiz).await.status,
        Status::Forbidden
    );
    assert_eq!(
        world
            .school
            .get(&guest, &format!("{quiz}/enquiries/new"))
            .await
            .status,
        Status::Forbidden
    );
    let none = quiz.replace("what-you-know", "no-such-lesson");
    assert_eq!(
        form.sent(&world.school, &guest, &none).await.status,
        Status::NotFound
    );
    assert_eq!(world.school.everything().await, everything);
    form.sent(&world.school, &world.country.kim, &quiz)
        .await
        .goes_well();
}

#[rocket::async_test]
async fn nobody_else_sees_an_enquiry_or_its_photo() {
    let world = World::open().await;
    let theirs = Country::of(&world.school, "kenya").await;
    let (eve, expert) = (
        world.school.person("Eve").await,
        world.school.person("Expert").await,
    );
    world
        .school
        .gives(&expert, RoleName::Reviewer, Over::Course(theirs.course.id))
        .await;
    let form = Form::asking("Why?").showing(&photo(60, 40, ImageFormat::Jpeg));
    form.sent(&world.school, &world.country.kim, &world.lesson())
        .await
        .goes_well();
    let id = world.only_id().await;
    world.days_pass(3).await;

    let school = &world.school;
    let own = format!("/enquiries/{id}/photo");
    let of_cohort = world.country.at(&format!("/enquiries/{id}"));
    let of_course = world.expert(&format!("/{id}"));
    for (who, address) in [
        (&world.country.kim, own.clone()),
        (&world.country.fay, format!("{of_cohort}/photo")),
        (&world.rita, format!("{of_course}/photo")),
    ] {
        let page = school.get(who, &address).await;
        assert_eq!(page.status, Status::Ok, "{address}");
        assert_eq!(page.header("Content-Type"), Some("image/jpeg"));
        assert_eq!(page.header("Cache-Control"), Some("no-store"));
        assert_eq!(page.header("X-Content-Type-Options"), Some("nosniff"));
        assert!(image::load_from_memory(&page.bytes).is_ok());
    }
    let other = theirs.at(&format!("/enquiries/{id}"));
    let other_course = format!("/courses/{}/enquiries/{id}", theirs.course.slug);
    for (who, address) in [
        (&eve, own.clone()),
        (&world.country.fay, own),
        (&theirs.fay, of_cohort.clone()),
        (&theirs.fay, format!("{of_cohort}/photo")),
        (&theirs.fay, other.clone()),
        (&theirs.fay, format!("{other}/photo")),
        (&expert, other_course.clone()),
        (&expert, format!("{other_course}/photo")),
        (
            &world.country.fay,
            world.country.at(&format!("/enquiries/{}", nothing())),
        ),
        (&world.country.fay, world.country.at("/enquiries/x")),
    ] {
        assert_eq!(
            school.get(who, &address).await.status,
            Status::NotFound,
            "{address}"
        );
    }
    for address in [of_course.clone(), format!("{of_course}/photo")] {
        for who in [&expert, &theirs.fay, &world.country.kim] {
            assert_eq!(
                school.get(who, &address).await.status,
                Status::Forbidden,
                "{address}"
            );
        }
    }
    let everything = school.everything().await;
    for (who, address) in [
        (&theirs.fay, format!("{of_cohort}/answer")),
        (&theirs.fay, format!("{other}/answer")),
        (&theirs.fay, format!("{other}/passing-on")),
        (&expert, format!("{other_course}/answer")),
        (&expert, format!("{other_course}/showing")),
    ] {
        let page = school.post(who, &address, &[("answer", "Because.")]).await;
        assert_eq!(page.status, Status::NotFound, "{address}");
    }
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn ten_questions_of_a_day_may_wait() {
    let world = World::open().await;
    let kim = &world.country.kim;
    for i in 0..10 {
        world.asks(kim, &format!("Why {i}?")).await.goes_well();
    }
    let page = world.asks(kim, "Why 10?").await;
    assert_eq!(page.status, Status::TooManyRequests);
    assert!(plain(&page.text("#words-wrong")).starts_with("10 of your questions"));
    assert_eq!(page.text("textarea"), "Why 10?");
    assert_eq!(world.count().await, 10);

    world.days_pass(1).await;
    world.asks(kim, "Why 10?").await.goes_well();
}

#[rocket::async_test]
async fn what_cannot_be_kept_comes_back_with_what_was_typed() {
    let world = World::open().await;
    let kim = &world.country.kim;
    let everything = world.school.everything().await;
    let long = "ñ".repeat(2_001);
    let mut bomb = photo(8, 8, ImageFormat::Png);
    bomb[16..24].copy_from_slice(&[0, 0, 0xfd, 0xe8, 0, 0, 0xfd, 0xe8]);
    let sum = crc32(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    let jpeg = photo(600, 400, ImageFormat::Jpeg);
    let large = [jpeg.clone(), vec![0; 9 << 20]].concat();
    for (form, field, says) in [
        (Form::asking(" \r\n\u{200b}"), "words", "Write something"),
        (Form::asking(&long), "words", "too long"),
        (
            Form::asking("Why?").showing(&bomb),
            "photo",
            "too many pixels",
        ),
        (
            Form::asking("Why?").showing(&jpeg[..20]),
            "photo",
            "no photo",
        ),
        (
            Form::asking("Why?").showing(b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            "photo",
            "no photo",
        ),
        (
            Form::asking("Why?").showing(b"<html><script>alert(1)</script>"),
            "photo",
            "no photo",
        ),
        (
            Form::asking("Why?").showing(&large),
            "photo",
            "larger than 8 MB",
        ),
    ] {
        let page = form.sent(&world.school, kim, &world.lesson()).await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{says}");
        assert!(
            page.text(&format!("#{field}-wrong")).contains(says),
            "{says}: {}",
            page.body
        );
        let typed: Vec<_> = form.fields[2].1.split_whitespace().collect();
        assert_eq!(page.text("textarea"), typed.join(" "));
        assert!(page.text("title").starts_with("Error"));
    }
    let much = Form::asking(&"a".repeat(70_000))
        .sent(&world.school, kim, &world.lesson())
        .await;
    assert_eq!(much.status, Status::PayloadTooLarge);
    assert_eq!(world.school.everything().await, everything);
}

/// As PNG chunks end.
fn crc32(bytes: &[u8]) -> u32 {
    let step = |sum: u32| (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
    let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
        (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
    });
    !sum
}

#[rocket::async_test]
async fn what_a_browser_breaks_off_is_refused_and_changes_nothing() {
    let world = World::open().await;
    let (school, kim) = (&world.school, &world.country.kim);
    let everything = school.everything().await;
    let whole = Form::asking("Why?")
        .showing(&photo(60, 40, ImageFormat::Jpeg))
        .body();
    let address = format!("{}/enquiries", world.lesson());
    for (kind, body) in [
        (
            format!("multipart/form-data; boundary={BOUNDARY}"),
            &whole[..whole.len() / 2],
        ),
        (format!("multipart/form-data; boundary={BOUNDARY}"), b""),
        ("multipart/form-data; boundary=another".into(), &whole[..]),
        ("multipart/form-data".into(), &whole[..]),
        ("application/json".into(), b"{}"),
    ] {
        let mut request = school.request(Some(kim), Method::Post, &address);
        request.replace_header(ContentType::from_str(&kind).unwrap());
        let page = answer(request.body(body)).await;
        assert_eq!(page.status, Status::BadRequest, "{kind}");
    }
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn a_photo_alone_says_what_is_wrong() {
    let world = World::open().await;
    let kim = &world.country.kim;
    let form =
        Form::asking("")
            .with("kind", "fault")
            .showing(&photo(3000, 1500, ImageFormat::WebP));
    form.sent(&world.school, kim, &world.lesson())
        .await
        .goes_well();
    let id = world.only_id().await;
    let page = world
        .school
        .get(kim, &format!("/enquiries/{id}/photo"))
        .await;
    let kept = image::load_from_memory(&page.bytes).unwrap();
    assert_eq!((kept.width(), kept.height()), (1280, 640));
    assert!(page.bytes.len() <= 300_000);
    let list = world
        .school
        .get(&world.country.fay, &world.country.at("/enquiries"))
        .await;
    assert_eq!(list.texts(".mods b"), ["A photo without words"]);
    assert_eq!(
        world
            .letters(&world.country.fay, "something is wrong")
            .await
            .len(),
        1
    );
}
