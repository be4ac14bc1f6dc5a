//! What a page may weigh, as it travels, in every language; and what every page has.
use crate::{
    doors::{DOORS, Door},
    support::{Answer, Person, School, World, answer},
};
use chrono::Utc;
use cloud_school::{
    access::Caretaker,
    courses::{self, format},
    people::{self, PersonName},
    static_files::FILES,
};
use rocket::http::{ContentType, Header, Method, Status};
use std::path::Path;

const PAGE: usize = 5 * 1024;
const STYLE: usize = 3584;
const SPRITE: usize = 2560;
const SCRIPT: usize = 3 * 1024;
const FIRST_VISIT: usize = 14 * 1024;
const LATER_VISIT: usize = 6 * 1024;
/// All texts and drawings of a course, each lesson with the frame around it.
const COURSE: i64 = 300 * 1024;

const CODINGS: [&str; 2] = ["br", "gzip"];
const LANGUAGES: [(&str, &str); 4] = [
    ("en", "ltr"),
    ("es", "ltr"),
    ("en-XA", "ltr"),
    ("ar-XB", "rtl"),
];

/// A page to be weighed, and who looks at it.
struct Sight<'w> {
    address: String,
    who: Option<&'w Person>,
}

impl School {
    /// The courses of the repository, as a new school has them.
    async fn with_the_first_courses(&self) -> [String; 2] {
        let (content, by) = (Path::new("course_content"), Caretaker::on_duty());
        let file = format::read_school(&content.join("school.toml")).unwrap();
        let mut db = self.db().await;
        courses::seed_school(&by, &file, &mut db).await.unwrap();
        let announced = format::read_announced(&content.join("announced.toml")).unwrap();
        courses::seed_announced(&by, &announced, &mut db)
            .await
            .unwrap();
        drop(db);
        let slugs = ["rice-full-mechanized-production", "flour-fortification"];
        for slug in slugs {
            self.publish(&format::read(&content.join(slug)).unwrap())
                .await;
        }
        slugs.map(str::to_owned)
    }

    async fn weighed(
        &self,
        sight: &Sight<'_>,
        language: &str,
        coding: &'static str,
        known: bool,
    ) -> Answer {
        let sign = if sight.address.contains('?') {
            '&'
        } else {
            '?'
        };
        let address = format!("{}{sign}lang={language}", sight.address);
        let mut request = self.request(sight.who, Method::Get, &address);
        request.add_header(Header::new("Accept-Encoding", coding));
        if known {
            request = request.cookie(("v", FILES.build.as_str()));
        }
        answer(request).await
    }
}

/// Every page that the table of doors has, and those of the first courses.
async fn sights<'w>(world: &'w World, school: &School) -> Vec<Sight<'w>> {
    let mut sights: Vec<_> = DOORS
        .iter()
        .filter(|door| door.method() == Method::Get && !door.openers(world).is_empty())
        .map(|door: &Door| Sight {
            address: world.ours.ids.fill(door.address),
            who: door.openers(world)[0],
        })
        .collect();
    let learner = world.ours.person("learner");
    for slug in school.with_the_first_courses().await {
        let course = format!("/courses/{slug}");
        school
            .post(learner, &format!("{course}/enrolment"), &[])
            .await
            .goes_well();
        let page = school.get(learner, &course).await;
        let mut addresses = page.attributes("main a", "href");
        addresses.retain(|address| address.starts_with(&format!("{course}/")));
        addresses.dedup();
        assert!(addresses.len() > 36, "{}", page.body);
        sights.push(Sight {
            address: course.clone(),
            who: None,
        });
        sights.extend([course].into_iter().chain(addresses).map(|address| Sight {
            address,
            who: Some(learner),
        }));
    }
    for (address, who) in [
        ("/", None),
        ("/courses", None),
        ("/learning", Some(learner)),
    ] {
        sights.push(Sight {
            address: address.into(),
            who,
        });
    }
    sights
}

#[rocket::async_test]
async fn every_page_is_light_and_whole_in_every_language() {
    let (world, school) = World::open().await;
    let mut heavy = vec![];
    for sight in sights(&world, &school).await {
        for (language, direction) in LANGUAGES {
            let plain = school.weighed(&sight, language, "identity", true).await;
            if plain.header("Content-Type") != Some("text/html; charset=utf-8") {
                continue;
            }
            plain.is_whole(&sight.address, language, direction);
            for coding in CODINGS {
                let later = school.weighed(&sight, language, coding, true).await;
                let first = school.weighed(&sight, language, coding, false).await;
                assert_eq!(later.header("Content-Encoding"), Some(coding));
                let papers = match plain.body.contains(&FILES.papers.address) {
                    true => sent(&school, &FILES.papers.address, coding).await,
                    false => 0,
                };
                let first = first.bytes.len()
                    + papers
                    + sent(&school, &FILES.icons.address, coding).await
                    + sent(&school, &FILES.script.address, coding).await;
                let page = later.bytes.len();
                if page > PAGE || first > FIRST_VISIT || page > LATER_VISIT {
                    let address = &sight.address;
                    heavy.push(format!(
                        "{address} in {language}, {coding}: {page}, first visit {first}"
                    ));
                }
            }
        }
    }
    assert!(heavy.is_empty(), "{}", heavy.join("\n"));
}

#[rocket::async_test]
async fn a_whole_course_is_light() {
    use cloud_school::schema::courses;
    use diesel::prelude::*;
    use diesel_async::RunQueryDsl;
    let (_, school) = World::open().await;
    let slugs = school.with_the_first_courses().await;
    let weights: Vec<(String, i64)> = courses::table
        .filter(courses::slug.eq_any(&slugs))
        .select((courses::slug, courses::bytes))
        .load(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(weights.len(), 2);
    for (slug, bytes) in weights {
        println!("measured: {slug}: {bytes} bytes of text and drawings");
        assert!((10_000..=COURSE).contains(&bytes), "{slug}: {bytes}");
    }
}

/// How many bytes of a file travel.
async fn sent(school: &School, address: &str, coding: &'static str) -> usize {
    let mut request = school.request(None, Method::Get, address);
    request.add_header(Header::new("Accept-Encoding", coding));
    let file = answer(request).await;
    assert_eq!(file.status, Status::Ok, "{address}");
    file.bytes.len()
}

#[rocket::async_test]
async fn style_sprite_and_script_are_light() {
    let school = School::without_a_database().await;
    for coding in CODINGS {
        for (file, limit) in [
            (&FILES.style, STYLE),
            (&FILES.papers, STYLE),
            (&FILES.icons, SPRITE),
            (&FILES.script, SCRIPT),
        ] {
            let bytes = sent(&school, &file.address, coding).await;
            assert!(
                bytes <= limit,
                "{} in {coding}: {bytes} of {limit}",
                file.address
            );
        }
    }
}

#[rocket::async_test]
async fn the_table_of_a_large_group_is_light() {
    let (world, school) = World::open().await;
    let [rice, _] = school.with_the_first_courses().await;
    let facilitator = world.ours.person("facilitator");
    let cohort = world.ours.ids.of("cohort").parse().unwrap();
    let names: Vec<_> = (0..60)
        .map(|i| PersonName::parse(&format!("Wanjikũ Achieng’ Odhiambo {i}")).unwrap())
        .collect();
    let mut db = school.db().await;
    let cards = people::add(facilitator.id, &names, &school.keys, Utc::now(), &mut db).await;
    drop(db);
    let course: uuid::Uuid = {
        use cloud_school::schema::courses;
        use diesel::prelude::*;
        use diesel_async::RunQueryDsl;
        courses::table
            .filter(courses::slug.eq(&rice))
            .select(courses::id)
            .first(&mut *school.db().await)
            .await
            .unwrap()
    };
    let course = crate::support::Course {
        id: course,
        slug: rice.clone(),
        look: course,
        quiz: course,
    };
    school.teaches_at(2, cohort, course.id).await;
    for (i, card) in cards.unwrap().into_iter().enumerate() {
        let person = school.sign_in(card.person, &card.name).await;
        school.joins(&person, cohort).await;
        school.enrol(&person, &course).await;
        if i % 3 == 0 {
            let page = school.get(&person, &format!("/courses/{rice}")).await;
            for lesson in page.attributes("main a", "href").iter().take(i % 7) {
                school
                    .post(&person, &format!("{lesson}/completion"), &[])
                    .await;
            }
        }
    }
    let sight = Sight {
        address: format!("/cohorts/{cohort}/courses/{rice}"),
        who: Some(facilitator),
    };
    for (language, direction) in LANGUAGES {
        let plain = school.weighed(&sight, language, "identity", true).await;
        assert_eq!(plain.status, Status::Ok);
        plain.is_whole(&sight.address, language, direction);
        assert_eq!(plain.texts("tbody tr").len(), 50);
        for coding in CODINGS {
            let bytes = school
                .weighed(&sight, language, coding, true)
                .await
                .bytes
                .len();
            assert!(bytes <= PAGE, "{language} {coding}: {bytes}");
        }
    }
}

impl Answer {
    /// Its language, its direction, one heading, pictures with words and a size, and nothing that the policy would block.
    fn is_whole(&self, address: &str, language: &str, direction: &str) {
        let place = format!("{address} in {language}");
        assert_eq!(self.attributes("html", "lang"), [language], "{place}");
        assert_eq!(self.attributes("html", "dir"), [direction], "{place}");
        assert_eq!(self.texts("h1").len(), 1, "{place}: {}", self.body);
        assert_eq!(self.texts("main").len(), 1, "{place}");
        assert!(!self.text("title").is_empty(), "{place}");
        assert!(self.texts("[style]").is_empty(), "{place}");
        assert!(self.texts("script:not([src])").is_empty(), "{place}");
        for part in ["alt", "width", "height"] {
            let without = self.texts(&format!("img:not([{part}])"));
            assert!(without.is_empty(), "{place}: a picture without {part}");
        }
        let controls =
            "input:not([type=hidden]):not([type=radio]):not([type=checkbox]), textarea, select";
        for id in self.attributes(controls, "id") {
            let label = self.texts(&format!("label[for=\"{id}\"]"));
            assert_eq!(label.len(), 1, "{place}: {id} has no label");
        }
    }
}

#[rocket::async_test]
async fn cookies_are_small() {
    let mut config = crate::support::config();
    config.public_url = "https://school.test".into();
    let school = School::open_with(config).await;
    let mut cookies = vec![];
    for (address, form) in [
        ("/sign-up", "name=Ada&password=seven+wet+fields&zone=UTC"),
        ("/language", "language=en-XA&back=/"),
    ] {
        let request = school.client.post(address).header(ContentType::Form);
        let request = request
            .header(Header::new("Host", "school.test"))
            .header(Header::new("Sec-Fetch-Site", "same-origin"));
        let page = answer(request.body(form)).await;
        page.goes_well();
        for cookie in page.headers("Set-Cookie") {
            let (pair, attributes) = cookie.split_once(';').unwrap();
            assert!(pair.len() <= 60, "{pair}: {}", pair.len());
            for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
                assert!(attributes.contains(attribute), "{cookie}");
            }
            cookies.push(pair.split('=').next().unwrap().to_string());
        }
    }
    cookies.sort();
    cookies.dedup();
    assert_eq!(cookies, ["__Host-d", "__Host-s", "l", "v"]);
}
