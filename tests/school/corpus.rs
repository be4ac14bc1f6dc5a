//! Whatever is sent, the school answers quickly, in the visitor's language, with nothing of it alive in the page, and what it refuses
//! changes nothing. The importer has its own corpus in `course_format`.
use crate::{
    doors::{DOORS, Door},
    support::{Answer, Naughty, Person, School, World, answer, urlencoded},
};
use cloud_school::{access::Cookies, people::PersonName, schema::tries};
use diesel_async::RunQueryDsl;
use rocket::http::{ContentType, Cookie, Header, Method, Status};
use std::time::{Duration, Instant};

const PATIENCE: Duration = Duration::from_secs(2);
/// How many lines of the list each place gets; the places begin at different lines.
const LINES: usize = 8;

/// A request that is wrong in one place.
struct Attack<'a> {
    method: Method,
    address: String,
    form: String,
    naughty: &'a Naughty,
}

impl Attack<'_> {
    async fn made(&self, school: &School, who: Option<&Person>) -> Answer {
        let begun = Instant::now();
        let answer = self.once(school, who).await;
        // Others may keep this machine busy: what is slow in itself is slow again.
        let begun = match begun.elapsed() > PATIENCE {
            true => {
                let again = Instant::now();
                self.once(school, who).await;
                again
            }
            false => begun,
        };
        let place = format!("{} {} {:?}", self.method, self.address, self.form);
        assert!(begun.elapsed() < PATIENCE, "{place} is slow");
        answer.is_calm(&place);
        if let Some(markup) = self.naughty.markup() {
            assert!(!answer.body.contains(markup), "{place}: {}", answer.body);
        }
        answer
    }

    async fn once(&self, school: &School, who: Option<&Person>) -> Answer {
        let request = school.request(who, self.method, &self.address);
        let request = request.header(Header::new("Accept-Language", "es"));
        answer(request.body(&self.form)).await
    }
}

impl Answer {
    /// No mistake of the school's, and a refusal is a page in Spanish.
    fn is_calm(&self, place: &str) {
        assert!(self.status.code < 500, "{place}: {self:?}");
        let is_page = self.header("Content-Type") == Some("text/html; charset=utf-8");
        if self.status.code >= 400 && is_page {
            let is_spanish = self.body.contains("<html lang=\"es\" dir=\"ltr\"");
            assert!(is_spanish, "{place}: {self:?}");
        }
        if self.status.code >= 400 {
            assert!(is_page, "{place}: {self:?}");
        }
        for (name, value) in &self.headers {
            assert!(!value.contains(['\r', '\n']), "{place}: {name}: {value:?}");
        }
    }
}

impl Door {
    /// Its request with a naughty text in each place in turn: segments that name things, what stands behind `?`, fields.
    fn attacks<'a>(&self, world: &World, naughty: &'a Naughty) -> Vec<Attack<'a>> {
        let ids = &world.ours.ids;
        let attack = |address: String, form: String| Attack {
            method: self.method(),
            address,
            form,
            naughty,
        };
        let form: Vec<_> = self.form.iter().map(|(n, v)| (*n, ids.fill(v))).collect();
        let sent = |form: &[(&str, String)]| {
            let form: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
            urlencoded(&form)
        };
        let mut attacks = vec![];
        for (place, thing) in self.address.match_indices('{') {
            let end = self.address[place..].find('}').unwrap() + place + 1;
            let (before, after) = (&self.address[..place], &self.address[end..]);
            // A file is two segments.
            let text = match &self.address[place..end] {
                "{file}" | "{open-file}" => format!("{0}/{0}", naughty.encoded),
                _ => naughty.encoded.clone(),
            };
            assert_eq!(thing, "{");
            let address = ids.fill(before) + &text + &ids.fill(after);
            attacks.push(attack(address, sent(&form)));
        }
        if let Some((path, query)) = self.address.split_once('?') {
            for parameter in query.split('&') {
                let name = parameter.split('=').next().unwrap();
                let others = query.split('&').filter(|p| *p != parameter);
                let mut all: Vec<_> = others.map(|p| ids.fill(p)).collect();
                all.push(format!("{name}={}", naughty.encoded));
                attacks.push(attack(
                    format!("{}?{}", ids.fill(path), all.join("&")),
                    sent(&form),
                ));
            }
        }
        for i in 0..form.len() {
            let mut others = form.clone();
            let (name, _) = others.remove(i);
            let others = sent(&others);
            let form = format!("{name}={}&{others}", naughty.encoded);
            attacks.push(attack(ids.fill(self.address), form));
        }
        attacks
    }

    /// Whoever gets furthest, from a browser of her own.
    async fn somebody(&self, world: &World, school: &School) -> Option<Person> {
        let opener = self.openers(world).into_iter().next().flatten();
        match opener {
            Some(person) => {
                let mut again = school.sign_in(person.id, &person.name).await;
                again.device.clone_from(&person.device);
                Some(again)
            }
            None => None,
        }
    }
}

#[rocket::async_test]
async fn what_is_looked_at_with_naughty_words_stays_calm() {
    let (world, school) = World::open().await;
    let (worst, list) = (Naughty::worst(), Naughty::list());
    let gets = DOORS.iter().filter(|door| door.method() == Method::Get);
    for (i, door) in gets.enumerate() {
        let who = door.somebody(&world, &school).await;
        let some = list.iter().cycle().skip(i * LINES).take(LINES);
        for naughty in worst.iter().chain(some) {
            for attack in door.attacks(&world, naughty) {
                attack.made(&school, who.as_ref()).await;
            }
        }
    }
}

#[rocket::async_test]
async fn what_is_sent_with_naughty_words_changes_nothing_where_it_is_refused() {
    let (world, school) = World::open().await;
    let (worst, list) = (Naughty::worst(), Naughty::list());
    let posts = DOORS.iter().filter(|door| door.method() != Method::Get);
    for (i, door) in posts.enumerate() {
        let who = door.somebody(&world, &school).await;
        let some = list.iter().cycle().skip(i * LINES).take(LINES);
        let mut before = school.all_but_tries().await;
        for naughty in worst.iter().chain(some) {
            for attack in door.attacks(&world, naughty) {
                let answer = attack.made(&school, who.as_ref()).await;
                let after = school.all_but_tries().await;
                if answer.status.code >= 400 {
                    assert_eq!(after, before, "{} {:?}", attack.address, attack.form);
                }
                before = after;
            }
        }
    }
}

impl School {
    /// What was tried too often is counted also where it is refused; it is forgotten here, so that nobody has to wait.
    async fn all_but_tries(&self) -> String {
        let mut db = self.db().await;
        diesel::delete(tries::table).execute(&mut db).await.unwrap();
        drop(db);
        self.everything().await
    }
}

#[rocket::async_test]
async fn people_may_be_called_what_they_like_and_it_stays_a_name() {
    let (world, school) = World::open().await;
    let facilitator = world.ours.person("facilitator");
    let people = world.ours.ids.fill("/cohorts/{cohort}/people");
    let all = Naughty::worst().into_iter().chain(Naughty::list());
    let (names, others): (Vec<_>, Vec<_>) = all
        .filter_map(|naughty| naughty.text)
        .partition(|text| PersonName::parse(text).is_ok() && !text.contains(['\t', ';', '\n']));
    let names: Vec<_> = names
        .into_iter()
        .filter(|name| name.chars().any(char::is_alphabetic))
        .collect();
    assert!(names.len() > 200, "only {} are names", names.len());
    let add = async |names: &str| {
        let id = uuid::Uuid::now_v7().to_string();
        let form = [("id", id.as_str()), ("names", names), ("doubled", "true")];
        school.post(facilitator, &people, &form).await
    };
    for some in names.chunks(100) {
        let page = add(&some.join("\n")).await;
        assert_eq!(page.status, Status::Ok, "{}", page.body);
        page.keeps_its_shape(some);
    }
    for other in others.chunks(5).map(|some| &some[0]) {
        let page = add(other).await;
        assert!([200, 422].contains(&page.status.code), "{other:?}");
        page.keeps_its_shape(&[]);
    }

    let cohort = world.ours.ids.fill("/cohorts/{cohort}");
    let table = world.ours.ids.fill("/cohorts/{cohort}/courses/{course}");
    for address in [
        cohort.clone(),
        format!("{cohort}/cards"),
        format!("{table}?page=2"),
        format!("{table}/group-sessions?lesson=look-astoria&everybody=true"),
    ] {
        let page = school.get(facilitator, &address).await;
        assert_eq!(page.status, Status::Ok, "{address}");
        page.keeps_its_shape(&names);
    }
    let sheet = school.get(facilitator, &format!("{table}/table.csv")).await;
    let mut rows = csv::Reader::from_reader(sheet.body.trim_start_matches('\u{feff}').as_bytes());
    let mut count = 0;
    for row in rows.records() {
        let row = row.unwrap();
        count += 1;
        for cell in &row {
            let begins = cell.chars().next();
            assert!(
                !begins.is_some_and(|c| "=+-@\t\r＝＋－＠".contains(c)),
                "{cell:?}"
            );
        }
    }
    assert!(count > names.len(), "{count} rows");
}

impl Answer {
    /// What was typed is text in the page, and no part of it.
    fn keeps_its_shape(&self, typed: &[String]) {
        for typed in typed {
            if let Some(markup) = Naughty::of(typed.trim()).markup() {
                assert!(!self.body.contains(markup), "{markup:?}");
            }
        }
        let document = self.document();
        for element in document.tree.nodes().filter_map(|n| n.value().as_element()) {
            let handler = element.attrs().find(|(name, _)| name.starts_with("on"));
            assert_eq!(handler, None, "{element:?}");
            if element.name() == "script" {
                let src = element.attr("src").unwrap_or_default();
                assert!(src.starts_with("/static/"), "{element:?}");
            }
        }
    }
}

#[rocket::async_test]
async fn a_name_that_is_markup_is_shown_as_it_was_typed() {
    let (_, school) = World::open().await;
    let name = "<b>Ada</b> \"&amp;\" O'Neil <script>alert(1)</script>";
    let ada = school.person(name).await;
    for address in ["/learning", "/profile", "/courses", "/inbox"] {
        let page = school.get(&ada, address).await;
        page.keeps_its_shape(&[name.into()]);
        let shown = page.text(".not-you");
        assert!(shown.contains(name), "{address}: {shown}");
    }
}

/// What a browser, or something that says it is one, may put into a header.
const HEADERS: [(&str, &[&str]); 12] = [
    (
        "Accept-Language",
        &["es;q=\u{fffd}", ";;;,,,=", "*", "es-EC;q=1e400,en;q=-1"],
    ),
    (
        "Accept-Encoding",
        &["br;q=0,gzip;q=0,identity;q=0", ",,;q=,", "\u{1f4a9}"],
    ),
    (
        "If-None-Match",
        &["*", "W/\"", "\"\",,\"a", "W/\"0\", W/\"1\""],
    ),
    ("If-Range", &["\"a\"", "Mon, 99 Nov 2026 99:99:99 GMT", "x"]),
    (
        "Range",
        &[
            "bytes=0-",
            "bytes=-0",
            "bytes=5-2",
            "bytes=0-0,0-0,0-0,0-0",
            "bytes=99999999999999999999-",
            "bytes=-99999999999999999999",
            "lines=1-2",
            "bytes=a-b",
        ],
    ),
    (
        "Host",
        &[
            "evil.example",
            "school.test:99999",
            "[::",
            "",
            "a b",
            "school.test@evil.example",
        ],
    ),
    ("Referer", &["http://[", "javascript:alert(1)", ""]),
    ("Origin", &["null", "http://", "\u{0}"]),
    (
        "User-Agent",
        &["<script>alert(1)</script>", "", "\u{7f}\u{1}"],
    ),
    ("X-Real-IP", &["1.2.3.4, 5.6.7.8", "::g", "<script>"]),
    ("X-HTTP-Method-Override", &["DELETE"]),
    (
        "Content-Type",
        &[
            "",
            "text/html",
            "multipart/form-data",
            "a/b/c;;=",
            "application/json",
        ],
    ),
];

#[rocket::async_test]
async fn headers_may_say_anything() {
    let (world, school) = World::open().await;
    let ids = &world.ours.ids;
    let learner = world.ours.person("learner");
    let places = [
        (Method::Get, "/".to_string()),
        (Method::Get, "/learning".into()),
        (Method::Get, ids.fill("/static/{style}")),
        (Method::Get, ids.fill("/courses/{open}/media/{open-file}")),
        (Method::Get, ids.fill("/courses/{course}/lessons/{quiz}")),
        (Method::Head, "/courses".into()),
        (Method::Options, "/courses".into()),
        (Method::Patch, "/courses".into()),
        (Method::Post, "/sign-in".into()),
        (Method::Post, "/language".into()),
        (
            Method::Post,
            ids.fill("/courses/{course}/lessons/{quiz}/answers"),
        ),
        (Method::Post, ids.fill("/cohorts/{cohort}/people")),
    ];
    let long = [
        "a".repeat(60_000),
        ",".repeat(10_000),
        "\"a\",".repeat(5_000),
    ];
    for (method, address) in &places {
        for (name, values) in HEADERS {
            for value in values
                .iter()
                .copied()
                .chain(long.iter().map(String::as_str))
            {
                let mut request = school.request(Some(learner), *method, address);
                request.replace_header(Header::new(name, value.to_string()));
                let answer = answer(request.body("identifier=a&language=es&attempt=1")).await;
                let place = format!("{method} {address} {name}: {value:.60}");
                assert!(answer.status.code < 500, "{place}: {answer:?}");
                assert!(!answer.body.contains("<script>alert"), "{place}");
                assert!(!answer.body.contains("evil.example"), "{place}");
                assert!(!answer.location().contains("evil.example"), "{place}");
            }
        }
    }
}

#[rocket::async_test]
async fn cookies_may_hold_anything() {
    let (world, school) = World::open().await;
    let cookies = Cookies::of(&school.config);
    let before = school.everything().await;
    for name in [cookies.sign_in(), cookies.device(), "l", "v"] {
        for naughty in Naughty::worst().iter().chain(&Naughty::list()) {
            let mut values = vec![naughty.encoded.clone()];
            values.extend(naughty.text.clone());
            for value in values {
                let mut request = school.request(None, Method::Get, "/people-here");
                request.add_header(Header::new("Cookie", format!("{name}={value}")));
                let answer = answer(request).await;
                assert_eq!(answer.status, Status::Ok, "{name}={value:?}");
                if let Some(markup) = naughty.markup() {
                    assert!(!answer.body.contains(markup), "{name}={value:?}");
                }
            }
        }
    }
    // Twice the same cookie, and somebody else's beside one's own.
    let (ours, theirs) = (world.ours.person("guest"), world.theirs.person("guest"));
    let mut request = school.request(Some(ours), Method::Get, "/profile");
    request.add_header(Header::new("Cookie", format!("s={}; s=; s", theirs.token)));
    assert!(answer(request).await.status.code < 500);
    assert_eq!(school.everything().await, before);
}

#[rocket::async_test]
async fn too_much_is_refused_in_the_visitors_language() {
    let (world, school) = World::open().await;
    let megabyte = "a".repeat(1 << 20);
    for door in DOORS.iter().filter(|door| !door.form.is_empty()) {
        let who = door.somebody(&world, &school).await;
        let mut before = school.all_but_tries().await;
        let address = world.ours.ids.fill(door.address);
        let field = door.form[0].0;
        let many: Vec<_> = (0..10_000).map(|i| format!("f{i}=1")).collect();
        for (form, expected) in [
            (format!("{field}={megabyte}"), Some(Status::PayloadTooLarge)),
            (many.join("&"), None),
            (format!("{field}=&").repeat(5_000), None),
            (
                format!("{field}[a][b][]=1&{field}.c=2&{field}[=3&=&==&&&"),
                None,
            ),
            (String::new(), None),
        ] {
            let request = school.request(who.as_ref(), door.method(), &address);
            let request = request.header(Header::new("Accept-Language", "es"));
            let begun = Instant::now();
            let page = answer(request.body(&form)).await;
            let place = format!("{} {:.40}", door.route, form);
            page.is_calm(&place);
            assert!(begun.elapsed() < 3 * PATIENCE, "{place}");
            if let Some(expected) = expected {
                assert_eq!(page.status, expected, "{place}");
            }
            let after = school.all_but_tries().await;
            if page.status.code >= 400 {
                assert_eq!(after, before, "{place}");
            }
            before = after;
        }
    }
}

#[rocket::async_test]
async fn every_field_may_be_missing_or_stand_twice() {
    let (world, school) = World::open().await;
    for door in DOORS.iter().filter(|door| !door.form.is_empty()) {
        let who = door.somebody(&world, &school).await;
        let ids = &world.ours.ids;
        let address = ids.fill(door.address);
        for (missing, _) in door.form {
            let others = door.form.iter().filter(|(name, _)| name != missing);
            let rest: Vec<_> = others.map(|(n, v)| (*n, ids.fill(v))).collect();
            let rest: Vec<_> = rest.iter().map(|(n, v)| (*n, v.as_str())).collect();
            let twice = format!("{missing}=1&{missing}=2&{}", urlencoded(&rest));
            for form in [urlencoded(&rest), twice] {
                let before = school.all_but_tries().await;
                let request = school.request(who.as_ref(), door.method(), &address);
                let request = request.header(Header::new("Accept-Language", "es"));
                let page = answer(request.body(&form)).await;
                page.is_calm(&format!("{} {form}", door.route));
                if page.status.code >= 400 {
                    assert_eq!(
                        school.all_but_tries().await,
                        before,
                        "{} {form}",
                        door.route
                    );
                }
            }
        }
    }
}

#[rocket::async_test]
async fn forms_from_elsewhere_change_nothing() {
    let (world, school) = World::open().await;
    for door in DOORS.iter().filter(|door| door.method() != Method::Get) {
        let who = door.somebody(&world, &school).await;
        let before = school.everything().await;
        let ids = &world.ours.ids;
        let form: Vec<_> = door.form.iter().map(|(n, v)| (*n, ids.fill(v))).collect();
        let form: Vec<_> = form.iter().map(|(n, v)| (*n, v.as_str())).collect();
        let address = ids.fill(door.address);
        for from in [
            vec![],
            vec![("Sec-Fetch-Site", "cross-site")],
            vec![("Sec-Fetch-Site", "none")],
            vec![("Origin", "null")],
            vec![("Origin", "http://evil.example")],
            vec![("Referer", "http://school.test.evil.example/")],
        ] {
            let mut request = school
                .client
                .req(door.method(), &address)
                .header(ContentType::Form)
                .header(Header::new("Host", "school.test"))
                .header(Header::new("Accept-Language", "es"));
            if let Some(who) = &who {
                let name = Cookies::of(&school.config).sign_in();
                request = request.cookie(Cookie::new(name, who.token.clone()));
            }
            for (name, value) in from {
                request.add_header(Header::new(name, value));
            }
            let page = answer(request.body(urlencoded(&form))).await;
            assert_eq!(page.status, Status::Forbidden, "{}", door.route);
            assert_eq!(page.attributes("html", "lang"), ["es"], "{}", door.route);
        }
        assert_eq!(school.everything().await, before, "{}", door.route);
    }
}

#[rocket::async_test]
async fn an_address_may_be_anything() {
    let (world, school) = World::open().await;
    let learner = world.ours.person("learner");
    let deep = "/a".repeat(5_000);
    let long = format!("/courses/{}", "a".repeat(10_000));
    let many = format!("/courses?{}", "theme=a&".repeat(5_000));
    for address in [
        "/../../etc/passwd",
        "/courses/../../../etc/passwd",
        "/static/../../Cargo.toml",
        "/static/%2e%2e/%2e%2e/Cargo.toml",
        "/static/..%2f..%2fCargo.toml",
        "/courses/%2e%2e%2f%2e%2e/media/x/y",
        "//evil.example/learning",
        "/%00",
        "/%ED%A0%80",
        "/%",
        "/%zz",
        "/courses//lessons//",
        "/courses/;/lessons/?",
        "/?????",
        "/?lang=%00&note=%00",
        "/?lang=../../etc&note=<script>",
        "/#a",
        "/learning/",
        &deep,
        &long,
        &many,
    ] {
        for who in [None, Some(learner)] {
            let request = school.request(who, Method::Get, address);
            let request = request.header(Header::new("Accept-Language", "es"));
            let page = answer(request).await;
            page.is_calm(&format!("{address:.80}"));
            assert!(!page.body.contains("root:x:"), "{address}");
            assert!(!page.location().contains("evil.example"), "{address}");
        }
    }
}

#[rocket::async_test]
async fn nobody_is_led_elsewhere() {
    let (world, school) = World::open().await;
    let user = world.ours.ids.of("user-name");
    for next in [
        "//evil.example",
        "https://evil.example",
        "/\\evil.example",
        "/%0d%0aX: y",
    ] {
        let form = [
            ("identifier", user),
            ("password", "seven wet fields"),
            ("next", next),
        ];
        let page = school.ask(None, Method::Post, "/sign-in", &form).await;
        assert_eq!(page.status, Status::SeeOther, "{next}");
        assert!(page.location().starts_with("/learning") || page.location().starts_with("/%0d"));
        let form = [("language", "es"), ("back", next)];
        let page = school.ask(None, Method::Post, "/language", &form).await;
        assert!(
            !page.location().contains("evil"),
            "{next}: {}",
            page.location()
        );
    }
}
