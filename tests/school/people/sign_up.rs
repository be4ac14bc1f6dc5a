//! Signing up alone.
use super::{Phone, sign_up};
use crate::support::School;
use data_encoding::BASE64;
use rocket::http::Status;

const PASSWORD: &str = "two goats and a well";

#[rocket::async_test]
async fn the_answer_is_a_card_that_works() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let form = [
        ("name", " Amina \u{a0} W. "),
        ("password", PASSWORD),
        ("next", "/courses/rice"),
        ("zone", "Africa/Nairobi"),
    ];
    let page = phone.post("/sign-up", &form).await;

    assert_eq!(page.status, Status::Ok);
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    assert_eq!(page.text(".id-card h2"), "Amina W.");
    assert!(
        page.attributes("a.btn", "href")
            .contains(&"/courses/rice".to_string())
    );
    assert!(page.body.contains("<svg"));
    assert_eq!(phone.who().await.as_deref(), Some("Amina W."));
    assert_eq!(
        phone.get("/profile").await.attributes("#zone", "value"),
        ["Africa/Nairobi"]
    );

    let letters = page.text(".id-card .letters");
    let other = Phone::of(&school);
    let met = other.post("/sign-in", &[("identifier", &letters)]).await;
    assert!(met.text("h1").contains("Amina W."), "{}", met.body);
}

#[rocket::async_test]
async fn a_camera_reads_the_picture_of_a_card() {
    let school = School::open().await;
    let form = [("name", "Amina"), ("password", PASSWORD)];
    let page = Phone::of(&school).post("/sign-up", &form).await;
    let picture = page.attributes("a[download]", "href").remove(0);
    let png = BASE64
        .decode(
            picture
                .strip_prefix("data:image/png;base64,")
                .unwrap()
                .as_bytes(),
        )
        .unwrap();
    assert!(png.len() < 3_000, "{} bytes", png.len());

    let (width, rows) = unpacked(&png);
    let shade = |x: usize, y: usize| {
        if rows[y][1 + x / 8] & (0x80 >> (x % 8)) == 0 {
            0
        } else {
            255
        }
    };
    let mut seen = rqrr::PreparedImage::prepare_from_greyscale(width, rows.len(), shade);
    let (_, text) = seen.detect_grids()[0].decode().unwrap();
    let secret = page.text(".id-card .letters").replace('-', "");
    assert_eq!(text, format!("http://school.test/card/{secret}"));
}

/// The width and the packed rows of a PNG with one bit per pixel.
fn unpacked(png: &[u8]) -> (usize, Vec<Vec<u8>>) {
    use std::io::Read;
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().unwrap()) as usize;
    let (width, height, length) = (number(16), number(20), number(33));
    let mut bytes = Vec::new();
    flate2::read::ZlibDecoder::new(&png[41..41 + length])
        .read_to_end(&mut bytes)
        .unwrap();
    let rows: Vec<_> = bytes
        .chunks(1 + width.div_ceil(8))
        .map(<[u8]>::to_vec)
        .collect();
    assert_eq!(rows.len(), height);
    (width, rows)
}

#[rocket::async_test]
async fn a_form_that_is_sent_twice_makes_one_person() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let form = phone.get("/sign-up").await.fields("main form");
    let token = form
        .iter()
        .find(|(name, _)| name == "form")
        .unwrap()
        .1
        .clone();
    let form = [
        ("form", token.as_str()),
        ("name", "Amina"),
        ("user_name", "amina"),
        ("password", PASSWORD),
    ];
    let first = phone.post("/sign-up", &form).await;
    let again = Phone::of(&school).post("/sign-up", &form).await;
    assert_eq!(
        first.text(".id-card .letters"),
        again.text(".id-card .letters")
    );

    let stranger = [
        ("form", token.as_str()),
        ("name", "Amina"),
        ("password", "not her password"),
    ];
    let other = Phone::of(&school).post("/sign-up", &stranger).await;
    assert_eq!(other.status, Status::Ok);
    assert_ne!(
        other.text(".id-card .letters"),
        first.text(".id-card .letters")
    );
}

#[rocket::async_test]
async fn each_field_says_what_is_wrong_and_keeps_what_was_typed() {
    let school = School::open().await;
    let phone = Phone::of(&school);
    let before = school.everything().await;
    let form = [
        ("name", "A\u{202e}mina"),
        ("user_name", "7"),
        ("password", "short"),
        ("email", "nowhere"),
        ("phone", "12"),
    ];
    let page = phone.post("/sign-up", &form).await;

    assert_eq!(page.status, Status::UnprocessableEntity);
    let links = page.attributes(".note.err a", "href");
    assert_eq!(
        links,
        ["#name", "#user_name", "#password", "#email", "#phone"]
    );
    for field in ["name", "user_name", "password", "email", "phone"] {
        assert_eq!(
            page.attributes(&format!("#{field}"), "aria-invalid"),
            ["true"],
            "{field}"
        );
        let described = page
            .attributes(&format!("#{field}"), "aria-describedby")
            .join(" ");
        assert!(
            described.contains(&format!("{field}-emsg")),
            "{field}: {described}"
        );
    }
    assert_eq!(page.attributes("#email", "value"), ["nowhere"]);
    assert_eq!(page.attributes("#password", "value"), [""]);
    assert_eq!(school.everything().await, before);
    assert!(!phone.has("s"));
}

#[rocket::async_test]
async fn common_passwords_and_her_own_name_are_refused() {
    let school = School::open().await;
    for password in ["12345678", "Password", "Amina Wanjiru", "aaaaaaaa"] {
        let form = [("name", "Amina Wanjiru"), ("password", password)];
        let page = Phone::of(&school).post("/sign-up", &form).await;
        assert_eq!(
            page.attributes(".note.err a", "href"),
            ["#password"],
            "{password}"
        );
    }
}

#[rocket::async_test]
async fn a_user_name_is_given_once_and_others_are_proposed() {
    let school = School::open().await;
    let form = [
        ("name", "Amina"),
        ("user_name", "amina"),
        ("password", PASSWORD),
    ];
    assert_eq!(
        Phone::of(&school).post("/sign-up", &form).await.status,
        Status::Ok
    );
    let before = school.everything().await;
    let page = Phone::of(&school).post("/sign-up", &form).await;

    assert_eq!(page.attributes(".note.err a", "href"), ["#user_name"]);
    assert!(
        page.text("#user_name-emsg")
            .contains("amina-2, amina-3, amina-4"),
        "{}",
        page.body
    );
    assert_eq!(
        school
            .everything()
            .await
            .lines()
            .filter(|l| l.contains("Amina"))
            .count(),
        before.lines().filter(|l| l.contains("Amina")).count()
    );
}

#[rocket::async_test]
async fn an_address_never_tells_whose_it_is() {
    let school = School::open().await;
    let signed_up = async |name, password| {
        let form = [
            ("name", name),
            ("password", password),
            ("email", "family@example.org"),
            ("phone", "0712345678"),
        ];
        Phone::of(&school).post("/sign-up", &form).await.status
    };
    assert_eq!(signed_up("Amina", PASSWORD).await, Status::Ok);
    assert_eq!(
        signed_up("Kofi", "three goats and no well").await,
        Status::Ok
    );

    for (password, name) in [(PASSWORD, "Amina"), ("three goats and no well", "Kofi")] {
        let phone = Phone::of(&school);
        let form = [("identifier", "family@example.org"), ("password", password)];
        assert_eq!(phone.post("/sign-in", &form).await.location(), "/learning");
        assert_eq!(phone.who().await.as_deref(), Some(name));
    }
}

#[rocket::async_test]
async fn a_newcomer_is_written_a_letter() {
    let school = School::open().await;
    let form = [
        ("name", "Amina"),
        ("password", PASSWORD),
        ("email", "amina@example.org"),
    ];
    Phone::of(&school).post("/sign-up", &form).await;
    let everything = school.everything().await;
    assert!(everything.contains("welcome"), "{everything}");
    assert!(everything.contains("amina@example.org"));
    sign_up(&Phone::of(&school), "Kofi", PASSWORD).await;
}
