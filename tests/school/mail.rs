//! Letters reach mailboxes: once, in the reader's language, whatever mail servers do. The server in these tests is a real one.
use crate::{
    insert,
    support::{Person, School, config, mail_server::MailServer},
};
use chrono::{DateTime, TimeDelta, Utc};
use cloud_school::{
    certificates::letters::CertificateLetter,
    config::Config,
    corrections::letters::CorrectionLetter,
    enquiries::{
        Kind as Asked,
        letters::{AnswerLetter, EnquiryLetter},
    },
    enrolments::letters::EnrolledLetter,
    letters,
    mail::{self, Letter, Outbox, Status, Step},
    people::letters::{NewCardLetter, PasswordResetLetter, WelcomeLetter},
    schema::{addresses, deliveries, people},
};
use diesel::prelude::*;
use diesel_async::{AsyncConnection, RunQueryDsl};
use mail_parser::{HeaderValue, Message, MessageParser};
use std::{collections::BTreeMap, os::unix::fs::PermissionsExt};
use uuid::Uuid;

/// The settings of a school with a mail server.
fn with(server: &MailServer) -> Config {
    Config {
        smtp_url: Some(server.url()),
        ..config()
    }
}

impl School {
    async fn has_address(&self, person: &Person, address: &str) {
        insert!(self, addresses, id: Uuid::now_v7(), person: person.id, kind: "email", value: address, added_at: Utc::now());
    }

    async fn speaks(&self, person: &Person, language: &str) {
        diesel::update(people::table.find(person.id))
            .set(people::language.eq(language))
            .execute(&mut *self.db().await)
            .await
            .unwrap();
    }

    /// Writes a letter for a cause of its own.
    async fn writes<L: Letter>(&self, letter: &L, to: &Person) {
        let db = &mut *self.db().await;
        mail::write(letter, Uuid::now_v7(), to.id, Utc::now(), db)
            .await
            .unwrap();
    }

    fn outbox(&self) -> Outbox {
        Outbox::new(
            &self.config,
            self.keys.clone(),
            self.pool.clone(),
            letters(),
        )
        .unwrap()
    }

    async fn mail_status(&self) -> Status {
        mail::status(&mut *self.db().await).await.unwrap()
    }

    async fn answers(&self) -> Vec<Option<String>> {
        deliveries::table
            .order(deliveries::id)
            .select(deliveries::answer)
            .load(&mut *self.db().await)
            .await
            .unwrap()
    }
}

/// Somebody with an e-mail address.
async fn reachable(school: &School, name: &str) -> Person {
    let person = school.person(name).await;
    school.has_address(&person, "ada@mail.test").await;
    person
}

fn welcome() -> WelcomeLetter {
    WelcomeLetter {
        credential: Uuid::now_v7(),
    }
}

fn titles() -> BTreeMap<String, String> {
    let titles = [("en", "Grow rice"), ("es", "Cultive arroz")];
    titles.map(|(tag, title)| (tag.into(), title.into())).into()
}

fn lesson() -> BTreeMap<String, String> {
    [("en", "Look"), ("es", "Mire")]
        .map(|(tag, title)| (tag.into(), title.into()))
        .into()
}

fn enrolled() -> EnrolledLetter {
    EnrolledLetter {
        course_titles: titles(),
        course_slug: "grow-rice".into(),
    }
}

fn parse(bytes: &[u8]) -> Message<'_> {
    MessageParser::default().parse(bytes).unwrap()
}

fn header(message: &Message<'_>, name: &'static str) -> Option<String> {
    match message.header(name)? {
        HeaderValue::Text(text) => Some(text.to_string()),
        HeaderValue::TextList(texts) => Some(texts.join(",")),
        other => panic!("{name} is {other:?}"),
    }
}

/// Later by this many minutes.
fn after(minutes: i64) -> DateTime<Utc> {
    Utc::now() + TimeDelta::minutes(minutes)
}

#[rocket::async_test]
async fn a_letter_arrives_once_in_text_and_html() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    let (letter, cause) = (enrolled(), Uuid::now_v7());
    for _ in 0..3 {
        let db = &mut *school.db().await;
        mail::write(&letter, cause, ada.id, Utc::now(), db)
            .await
            .unwrap();
    }

    let outbox = school.outbox();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Sent);
    assert_eq!(outbox.step(after(9)).await.unwrap(), Step::Nothing);

    let taken = server.taken();
    assert_eq!(taken.len(), 1);
    let (to, bytes) = &taken[0];
    assert_eq!(to, "ada@mail.test");
    let message = parse(bytes);
    assert_eq!(message.subject(), Some("You are in the course Grow rice"));
    assert_eq!(
        header(&message, "Auto-Submitted").as_deref(),
        Some("auto-generated")
    );
    assert_eq!(header(&message, "Content-Language").as_deref(), Some("en"));
    assert!(message.header("List-Unsubscribe").is_none());
    assert!(message.date().is_some());
    assert!(message.message_id().unwrap().ends_with("@school.test"));
    let from = message.from().unwrap().first().unwrap();
    assert_eq!(from.address(), Some("school@school.test"));
    for body in [message.body_text(0).unwrap(), message.body_html(0).unwrap()] {
        assert!(body.contains("Hello "), "{body}");
        assert!(body.contains("Ada"), "{body}");
        assert!(body.contains("http://school.test/courses/grow-rice"));
        assert!(body.contains("Please do not answer"), "{body}");
    }
    assert_eq!(
        message.parts[0].content_type_is("multipart", "alternative"),
        Some(true)
    );
}

trait Kind {
    fn content_type_is(&self, kind: &str, subkind: &str) -> Option<bool>;
}

impl Kind for mail_parser::MessagePart<'_> {
    fn content_type_is(&self, kind: &str, subkind: &str) -> Option<bool> {
        use mail_parser::MimeHeaders;
        let found = self.content_type()?;
        Some(found.ctype() == kind && found.subtype() == Some(subkind))
    }
}

#[rocket::async_test]
async fn each_kind_is_read_in_the_persons_language() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.speaks(&ada, "es").await;
    let (card, reset) = (Uuid::now_v7(), Uuid::now_v7());
    school
        .writes(&WelcomeLetter { credential: card }, &ada)
        .await;
    school
        .writes(&NewCardLetter { credential: card }, &ada)
        .await;
    school.writes(&PasswordResetLetter { reset }, &ada).await;
    school.writes(&enrolled(), &ada).await;
    let certificate = CertificateLetter {
        code: "K7F3-QX2M".into(),
        course_titles: titles(),
    };
    school.writes(&certificate, &ada).await;
    let asked = EnquiryLetter::new(Asked::Fault, titles(), lesson(), "/enquiry".into());
    school.writes(&asked, &ada).await;
    let answered = AnswerLetter {
        lesson_titles: lesson(),
        language: "en".into(),
        words: "Why?".into(),
        answer: "Because.".into(),
    };
    school.writes(&answered, &ada).await;
    let corrected = CorrectionLetter {
        course_titles: titles(),
        lesson_titles: lesson(),
        reason: "It was wrong.".into(),
        path: "/lesson".into(),
    };
    school.writes(&corrected, &ada).await;

    let outbox = school.outbox();
    while outbox.step(after(1)).await.unwrap() == Step::Sent {}

    let card = school.keys.card_secret(card);
    let reset = school.keys.reset_token(reset).text();
    let holds: [(&str, &[&str]); 8] = [
        (
            "Le damos la bienvenida a Cloud School",
            &[&card.grouped(), &card.text(), "su lugar"],
        ),
        (
            "Su nueva tarjeta",
            &[&card.grouped(), &card.text(), "anterior ya no"],
        ),
        ("Elija una nueva contraseña", &[&reset, "no haga nada"]),
        (
            "Ya está en el curso Cultive arroz",
            &["Cultive arroz", "/courses/grow-rice"],
        ),
        (
            "Su certificado de Cultive arroz",
            &["/v/K7F3-QX2M", "Felicitaciones"],
        ),
        (
            "Alguien avisa que algo está mal en Mire",
            &["Cultive arroz", "/enquiry"],
        ),
        (
            "La respuesta a su pregunta sobre Mire",
            &["Why?", "Because.", "/enquiries"],
        ),
        ("Corregida: Mire", &["It was wrong.", "/lesson"]),
    ];
    let taken = server.taken();
    assert_eq!(taken.len(), holds.len());
    for ((_, bytes), (subject, pieces)) in taken.iter().zip(holds) {
        let message = parse(bytes);
        assert_eq!(message.subject(), Some(subject));
        assert_eq!(header(&message, "Content-Language").as_deref(), Some("es"));
        let (text, html) = (message.body_text(0).unwrap(), message.body_html(0).unwrap());
        assert!(text.contains("Hola, Ada"), "{text}");
        for piece in pieces {
            assert!(text.contains(piece), "{piece}: {text}");
            assert!(html.contains(piece), "{piece}: {html}");
        }
        assert!(html.contains("<html lang=\"es\" dir=\"ltr\">"));
        let marks = ['\u{2068}', '\u{2069}', '\u{fffd}'];
        assert!(!text.contains(marks) && !subject.contains(marks));
    }
}

#[rocket::async_test]
async fn no_name_is_too_strange_for_a_header() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let names = [
        (
            "Ada\r\nBcc: all@evil.test\r\n\r\nhello",
            "Ada Bcc: all@evil.test hello",
        ),
        ("නිමල් පෙරේරා", "නිමල් පෙරේරා"),
        ("آمنة \u{202e}بنت\u{202c} وهب", "آمنة بنت وهب"),
        (
            "\"Quote\" <x@evil.test>, Second",
            "\"Quote\" <x@evil.test>, Second",
        ),
        ("李明 🌾 𠀋", "李明 🌾 𠀋"),
        ("நி\u{200c}லா =?utf-8?q?x?=", "நி\u{200c}லா = ?utf-8?q?x?="),
    ];
    let long = "Wolfeschlegelsteinhausenbergerdorff ".repeat(5);
    let long = (long.trim(), long.trim());
    let outbox = school.outbox();
    for (name, _) in names.iter().chain([&long]) {
        let person = reachable(&school, name).await;
        let letter = EnrolledLetter {
            course_titles: [("en".into(), (*name).into())].into(),
            course_slug: "x".into(),
        };
        school.writes(&letter, &person).await;
        assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Sent, "{name:?}");
    }

    for ((_, bytes), (_, name)) in server.taken().iter().zip(names.iter().chain([&long])) {
        let message = parse(bytes);
        let to: Vec<_> = message.to().unwrap().iter().collect();
        assert_eq!(to.len(), 1);
        assert_eq!(to[0].name(), Some(*name));
        assert_eq!(to[0].address(), Some("ada@mail.test"));
        assert!(message.bcc().is_none());
        let subject = format!("You are in the course {name}");
        assert_eq!(message.subject(), Some(subject.as_str()));
        let head_ends = bytes.windows(4).position(|w| w == b"\r\n\r\n").unwrap();
        let head = std::str::from_utf8(&bytes[..head_ends]).unwrap();
        assert!(head.is_ascii());
        assert!(head.lines().all(|line| line.len() <= 998));
        assert_eq!(head.matches("\r\n").count(), head.matches('\n').count());
    }
}

#[rocket::async_test]
async fn a_letter_waits_until_the_server_is_back() {
    let nobody = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let port = nobody.local_addr().unwrap().port();
    drop(nobody);
    let down = Config {
        smtp_url: Some(format!("smtp://127.0.0.1:{port}")),
        ..config()
    };
    let mut school = School::open_with(down).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    assert_eq!(
        school.outbox().step(after(1)).await.unwrap(),
        Step::Unreachable
    );
    assert_eq!(school.outbox().step(after(1)).await.unwrap(), Step::Nothing);
    school.get(&ada, "/inbox").await;
    assert_eq!(school.get(&ada, "/inbox").await.status.code, 200);
    let status = school.mail_status().await;
    assert_eq!((status.waiting, status.failed), (1, 0));
    assert!(status.oldest.unwrap() < Utc::now());

    let server = MailServer::start();
    school.config.smtp_url = Some(server.url());
    assert_eq!(school.outbox().step(after(3)).await.unwrap(), Step::Sent);
    assert_eq!(school.outbox().step(after(9)).await.unwrap(), Step::Nothing);
    assert_eq!(server.taken().len(), 1);
}

#[rocket::async_test]
async fn a_busy_server_is_asked_again_later() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    server.answers(&["451 4.3.0 try later", "421 4.3.2 closing"]);

    let outbox = school.outbox();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Delayed);
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Nothing);
    assert_eq!(school.answers().await, [Some("4.3.0 try later".into())]);
    assert_eq!(outbox.step(after(3)).await.unwrap(), Step::Delayed);
    assert_eq!(outbox.step(after(9)).await.unwrap(), Step::Sent);
    assert_eq!(server.taken().len(), 1);
    assert_eq!(school.answers().await, [None]);
}

#[rocket::async_test]
async fn a_mailbox_that_does_not_exist_is_never_written_to_again() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    school.writes(&enrolled(), &ada).await;
    server.answers(&["550 5.1.1 no such user"]);

    let outbox = school.outbox();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Failed);
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Failed);
    assert_eq!(outbox.step(after(60)).await.unwrap(), Step::Nothing);
    let answers = school.answers().await;
    assert_eq!(answers[0].as_deref(), Some("5.1.1 no such user"));
    assert_eq!(
        answers[1].as_deref(),
        Some("the address is no longer in use")
    );

    school.writes(&welcome(), &ada).await;
    let again = mail::retry_failed(after(1), &mut *school.db().await).await;
    assert_eq!(again.unwrap(), 2);
    assert_eq!(outbox.step(after(60)).await.unwrap(), Step::Failed);
    assert_eq!(outbox.step(after(60)).await.unwrap(), Step::Failed);
    assert_eq!(outbox.step(after(60)).await.unwrap(), Step::Nothing);
    assert!(server.taken().is_empty());
}

#[rocket::async_test]
async fn a_refused_letter_is_kept_as_failed_and_can_be_tried_again() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    server.answers(&["554 5.7.1 not today"]);

    let outbox = school.outbox();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Failed);
    assert_eq!(school.mail_status().await.failed, 1);
    assert_eq!(outbox.step(after(999)).await.unwrap(), Step::Nothing);

    mail::retry_failed(after(1), &mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Sent);
    let status = school.mail_status().await;
    assert_eq!((status.waiting, status.failed), (0, 0));
}

#[rocket::async_test]
async fn two_workers_send_each_letter_once() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    for _ in 0..12 {
        school.writes(&welcome(), &ada).await;
    }

    let connections = (school.db().await, school.db().await);
    drop(connections); // open now, so that neither worker has a start on the other
    let (one, other) = (school.outbox(), school.outbox());
    let work = |outbox: Outbox| async move {
        let mut sent = 0;
        while outbox.step(after(1)).await.unwrap() == Step::Sent {
            sent += 1;
        }
        sent
    };
    let (by_one, by_other) = rocket::tokio::join!(work(one), work(other));

    assert_eq!(by_one + by_other, 12);
    assert!(by_one > 0 && by_other > 0);
    let taken = server.taken();
    let mut ids: Vec<_> = taken
        .iter()
        .map(|(_, bytes)| parse(bytes).message_id().unwrap().to_string())
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!((taken.len(), ids.len()), (12, 12));
}

#[rocket::async_test]
async fn a_killed_workers_letter_is_sent_by_the_next_one() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    server.answers(&["hang"]);

    let killed = school.outbox();
    rocket::tokio::select! {
        step = killed.step(after(0)) => panic!("{step:?}, though the server is silent"),
        () = server.has_read() => {}
    }

    let next = school.outbox();
    assert_eq!(next.step(after(4)).await.unwrap(), Step::Nothing);
    assert_eq!(next.step(after(6)).await.unwrap(), Step::Sent);
    assert_eq!(next.step(after(99)).await.unwrap(), Step::Nothing);
    let taken = server.taken();
    let ids: Vec<_> = taken
        .iter()
        .map(|(_, m)| parse(m).message_id().map(str::to_string))
        .collect();
    assert_eq!(ids.len(), 2);
    assert!(ids[0].is_some() && ids[0] == ids[1]);
}

#[rocket::async_test]
async fn a_server_that_takes_a_letter_and_cuts_the_line_gets_it_twice_at_most() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    server.answers(&["drop"]);

    let outbox = school.outbox();
    assert_eq!(outbox.step(after(1)).await.unwrap(), Step::Unreachable);
    assert_eq!(outbox.step(after(3)).await.unwrap(), Step::Sent);
    assert_eq!(outbox.step(after(99)).await.unwrap(), Step::Nothing);
    let taken = server.taken();
    let ids: Vec<_> = taken
        .iter()
        .map(|(_, m)| parse(m).message_id().map(str::to_string))
        .collect();
    assert_eq!(ids.len(), 2);
    assert_eq!(ids[0], ids[1]);
}

#[rocket::async_test]
async fn a_letter_is_written_with_its_cause_or_not_at_all() {
    let school = School::open().await;
    let ada = reachable(&school, "Ada").await;
    let db = &mut *school.db().await;
    let undone = db
        .transaction(async |db| {
            mail::write(&welcome(), Uuid::now_v7(), ada.id, Utc::now(), db).await?;
            Err::<(), _>(diesel::result::Error::RollbackTransaction)
        })
        .await;

    assert!(undone.is_err());
    assert_eq!(school.mail_status().await.waiting, 0);
    assert!(
        school
            .get(&ada, "/inbox")
            .await
            .attributes("main li a", "href")
            .is_empty()
    );
}

#[rocket::async_test]
async fn a_letter_goes_to_each_address_in_force_and_to_nobody_elses() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let (ada, ben) = (reachable(&school, "Ada").await, school.person("Ben").await);
    school.has_address(&ada, "ada@work.test").await;
    school.has_address(&ada, "old@mail.test").await;
    let gone = addresses::table.filter(addresses::value.eq("old@mail.test"));
    diesel::update(gone)
        .set(addresses::removed_at.eq(Utc::now()))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    let letter = welcome();
    let batch = [
        (&letter, Uuid::now_v7(), ada.id),
        (&letter, Uuid::now_v7(), ben.id),
    ];
    mail::write_all(&batch, Utc::now(), &mut *school.db().await)
        .await
        .unwrap();

    let outbox = school.outbox();
    while outbox.step(after(1)).await.unwrap() == Step::Sent {}
    let mut to: Vec<_> = server.taken().into_iter().map(|(to, _)| to).collect();
    to.sort();
    assert_eq!(to, ["ada@mail.test", "ada@work.test"]);
}

#[rocket::async_test]
async fn an_address_that_was_taken_back_gets_nothing_more() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    diesel::update(addresses::table)
        .set(addresses::removed_at.eq(Utc::now()))
        .execute(&mut *school.db().await)
        .await
        .unwrap();

    assert_eq!(school.outbox().step(after(1)).await.unwrap(), Step::Failed);
    assert!(server.taken().is_empty());
}

#[rocket::async_test]
async fn a_reset_that_is_over_is_not_sent_any_more() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    let letter = PasswordResetLetter {
        reset: Uuid::now_v7(),
    };
    school.writes(&letter, &ada).await;

    assert_eq!(school.outbox().step(after(61)).await.unwrap(), Step::Failed);
    assert!(server.taken().is_empty());
    let again = mail::retry_failed(after(61), &mut *school.db().await).await;
    assert_eq!(again.unwrap(), 0);
}

#[rocket::async_test]
async fn without_a_mail_server_letters_become_files_for_the_school_alone() {
    let data_folder = std::env::temp_dir().join(Uuid::now_v7().to_string());
    let school = School::open_with(Config {
        data_folder: data_folder.clone(),
        ..config()
    })
    .await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;
    assert_eq!(school.outbox().step(after(1)).await.unwrap(), Step::Sent);
    assert!(
        !mail::send_test(&school.config, "ada@mail.test", after(1))
            .await
            .unwrap()
    );

    let files: Vec<_> = std::fs::read_dir(data_folder.join("letters"))
        .unwrap()
        .map(|entry| entry.unwrap())
        .collect();
    assert_eq!(files.len(), 2);
    for file in files {
        assert!(file.file_name().to_str().unwrap().ends_with(".eml"));
        assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
        let bytes = std::fs::read(file.path()).unwrap();
        assert!(parse(&bytes).message_id().is_some());
    }
    std::fs::remove_dir_all(data_folder).unwrap();
}

#[rocket::async_test]
async fn an_administrator_can_try_out_the_server() {
    let server = MailServer::start();
    let settings = with(&server);
    assert!(
        mail::send_test(&settings, "ada@mail.test", Utc::now())
            .await
            .unwrap()
    );
    let taken = server.taken();
    assert_eq!(
        parse(&taken[0].1).subject(),
        Some("Letters from the school arrive")
    );

    server.answers(&["550 5.7.1 who are you?"]);
    let refused = mail::send_test(&settings, "ada@mail.test", Utc::now()).await;
    assert!(refused.unwrap_err().to_string().contains("who are you?"));
    assert!(
        mail::send_test(&settings, "no address", Utc::now())
            .await
            .is_err()
    );
}

#[rocket::async_test]
async fn settings_that_cannot_be_used_are_refused_without_telling_the_password() {
    let school = School::open().await;
    for (smtp_url, mail_from) in [
        (Some("http://ada:geheim@mail.test".to_string()), "a@b.test"),
        (Some("smtp://ada:geheim@".to_string()), "a@b.test"),
        (None, "nobody"),
    ] {
        let settings = Config {
            smtp_url,
            mail_from: mail_from.into(),
            ..config()
        };
        let outbox = Outbox::new(
            &settings,
            school.keys.clone(),
            school.pool.clone(),
            letters(),
        );
        let why = outbox.err().expect("refused").to_string();
        assert!(
            why.contains("CLOUD_SCHOOL_") && !why.contains("geheim"),
            "{why}"
        );
    }
}

#[rocket::async_test]
async fn the_worker_delivers_beside_the_pages_and_stops_with_the_school() {
    let server = MailServer::start();
    let school = School::open_with(with(&server)).await;
    let ada = reachable(&school, "Ada").await;
    school.writes(&welcome(), &ada).await;

    let rocket = rocket::build().attach(school.outbox());
    let client = rocket::local::asynchronous::Client::untracked(rocket)
        .await
        .unwrap();
    server.has_read().await;
    client.terminate().await;
    assert_eq!(server.taken().len(), 1);
}

#[test]
fn each_kind_that_the_database_knows_is_one_that_the_school_writes() {
    let table = std::fs::read_to_string("migrations/2026-12-01-110000_trust/up.sql").unwrap();
    let check = table.split("letters_kind_check check (kind in").nth(1);
    let list = check.unwrap().split('(').nth(1).unwrap();
    let mut known: Vec<_> = list
        .split(')')
        .next()
        .unwrap()
        .split(", ")
        .map(|kind| kind.trim_matches('\''))
        .collect();
    known.sort();
    assert_eq!(letters().names().collect::<Vec<_>>(), known);
}
