//! Two complete countries under one roof, made once for the run and copied for each test.
use super::{Answer, Course, Database, Over, Person, School, nothing, tiny};
use crate::insert;
use chrono::{Duration, Utc};
use cloud_school::{
    access::{Caretaker, RoleName, Token},
    certificates::Code,
    courses::{self, format::AnnouncedFile, format::AnnouncedStatus},
    media::Blobs,
    people::{self, PersonName},
    schema::{courses as course_rows, letters, roles, sign_ins, version_files},
    static_files::FILES,
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::tokio::sync::Mutex;
use std::{
    collections::BTreeMap,
    sync::{Arc, Weak},
};
use uuid::Uuid;

static WORLD: Mutex<Weak<World>> = Mutex::const_new(Weak::new());

/// Astoria and Borduria, and the administrator of the school that both are in.
pub struct World {
    pub ours: Country,
    pub theirs: Country,
    pub administrator: Person,
    database: Arc<Database>,
}

/// A country with its people by what they are. What everybody may know of it says its name; what only some may know is called after its
/// people, as in "Astorian".
pub struct Country {
    pub ids: Ids,
    pub people: BTreeMap<&'static str, Person>,
}

/// What a country's things are called in addresses and forms.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Ids(BTreeMap<&'static str, String>);

impl World {
    /// The world as it was made, and a school in a copy of it.
    pub async fn open() -> (Arc<Self>, School) {
        let mut shared = WORLD.lock().await;
        let world = match shared.upgrade() {
            Some(world) => world,
            None => {
                let world = Arc::new(Self::make().await);
                *shared = Arc::downgrade(&world);
                world
            }
        };
        drop(shared);
        let school = world.school().await;
        (world, school)
    }

    /// A school in another copy of it.
    pub async fn school(&self) -> School {
        School::in_database(Database::copy_of(&self.database).await).await
    }

    async fn make() -> Self {
        let school = School::open().await;
        let administrator = school.person("the administrator").await;
        school
            .gives(&administrator, RoleName::Administrator, Over::School)
            .await;
        let ours = school.country("Astoria").await;
        let theirs = school.country("Borduria").await;
        Self {
            ours,
            theirs,
            administrator,
            database: school.close(),
        }
    }
}

impl Ids {
    /// A text with the names of things in braces, as they are called here.
    pub fn fill(&self, text: &str) -> String {
        let mut filled = text.to_string();
        for (name, id) in &self.0 {
            filled = filled.replace(&format!("{{{name}}}"), id);
        }
        assert!(!filled.contains('{'), "no such thing: {filled}");
        filled
    }

    pub fn of(&self, thing: &str) -> &str {
        &self.0[thing]
    }

    /// These, but some of the others'.
    pub fn with(&self, things: &[&'static str], others: &Self) -> Self {
        let mut mixed = self.clone();
        for thing in things {
            mixed.0.insert(thing, others.0[thing].clone());
        }
        mixed
    }

    /// Of the right shape, but they name nothing.
    pub fn of_nothing() -> Self {
        let uuid = || nothing().to_string();
        Self(BTreeMap::from([
            ("programme", "no-such-programme".into()),
            ("cohort", uuid()),
            ("course", "no-such-course".into()),
            ("open", "no-such-open-course".into()),
            ("planned", "no-such-plan".into()),
            ("draft", "no-such-draft".into()),
            ("lesson", "no-such-lesson".into()),
            ("lesson-id", uuid()),
            ("open-lesson", "no-such-open-lesson".into()),
            ("quiz", "no-such-quiz".into()),
            ("file", "0123456789abcdef/seedbed.mp4".into()),
            ("open-file", "0123456789abcdef/seedbed.webp".into()),
            ("member", uuid()),
            ("member-card", uuid()),
            ("learner", uuid()),
            ("letter", uuid()),
            ("address", uuid()),
            ("sign-in", uuid()),
            ("certificate", Code::draw().unwrap().to_string()),
            ("reset", Token::draw().text()),
            ("card", "2222222222222222".into()),
            ("user-name", "nobody-here".into()),
            ("form", uuid()),
            ("content", "0123456789abcdef".into()),
            ("today", Utc::now().date_naive().to_string()),
            ("enquiry", uuid()),
            ("passed-on", uuid()),
            ("correction", uuid()),
            ("style", "app.00000000.css".into()),
        ]))
    }
}

impl Country {
    pub fn person(&self, role: &str) -> &Person {
        &self.people[role]
    }
}

impl School {
    async fn country(&self, name: &str) -> Country {
        let slug = name.to_lowercase();
        let programme = self.programme(&slug).await;
        let (course, closed) = self.rice(&slug, "rice", false).await;
        let (open, _) = self.rice(&slug, "open", true).await;
        let draft = self.draft(&slug).await;
        let planned = self.plan(&slug).await;
        let cohort = self.cohort(&format!("{name}n growers"), programme).await;
        let other = self.cohort(&format!("{name}n others"), programme).await;
        self.teaches(cohort, &course).await;

        let mut all = BTreeMap::new();
        for role in [
            "learner",
            "graduate",
            "member",
            "former member",
            "facilitator",
            "former facilitator",
            "neighbour",
            "coordinator",
            "instructor",
            "reviewer",
            "guest",
        ] {
            let person = self.person(&format!("the {role} of the {name}ns")).await;
            all.insert(role, self.with_a_device(person).await);
        }
        for (role, held, over) in [
            ("facilitator", RoleName::Facilitator, Over::Cohort(cohort)),
            (
                "former facilitator",
                RoleName::Facilitator,
                Over::Cohort(cohort),
            ),
            ("neighbour", RoleName::Facilitator, Over::Cohort(other)),
            (
                "coordinator",
                RoleName::Coordinator,
                Over::Programme(programme),
            ),
            ("instructor", RoleName::Instructor, Over::Course(course.id)),
            ("reviewer", RoleName::Reviewer, Over::Programme(programme)),
        ] {
            self.gives(&all[role], held, over).await;
        }
        for role in ["learner", "graduate", "member", "former member"] {
            self.joins(&all[role], cohort).await;
        }
        for role in ["learner", "graduate"] {
            let address = format!("/courses/{}/enrolment", course.slug);
            self.post(&all[role], &address, &[]).await.goes_well();
        }
        self.end_formers(&all).await;

        let code = self.graduate(&all["graduate"], &course, &closed).await;
        let (member, credential, card) = self.card(&all["facilitator"], cohort, name).await;
        let learner = &all["learner"];
        let newcomer = self.newcomer(name).await;
        let ids = Ids(BTreeMap::from([
            ("programme", slug.clone()),
            ("cohort", cohort.to_string()),
            ("course", course.slug.clone()),
            ("open", open.slug.clone()),
            ("planned", planned),
            ("draft", draft),
            ("lesson", format!("look-{slug}")),
            ("lesson-id", course.look.to_string()),
            ("open-lesson", format!("look-{slug}")),
            ("quiz", format!("quiz-{slug}")),
            ("file", self.file(&course, "seedbed.mp4").await),
            ("open-file", self.file(&open, "seedbed.mp4").await),
            ("member", member.to_string()),
            ("member-card", credential.to_string()),
            ("learner", learner.id.0.to_string()),
            ("letter", self.letter_of(learner).await.to_string()),
            ("address", self.address_of(learner, &slug).await.to_string()),
            (
                "sign-in",
                self.another_sign_in_of(learner).await.to_string(),
            ),
            ("certificate", code),
            ("reset", self.reset_of(&all["graduate"]).await),
            ("card", card),
            ("user-name", newcomer),
            ("form", Uuid::now_v7().to_string()),
            ("content", self.content(course.look, "en").await),
            ("today", Utc::now().date_naive().to_string()),
            ("enquiry", self.asked(learner, &course, cohort, false).await),
            (
                "passed-on",
                self.asked(learner, &course, cohort, true).await,
            ),
            (
                "correction",
                self.correction(&all["reviewer"], &course).await,
            ),
            ("style", FILES.style.address.replace("/static/", "")),
        ]));
        Country { ids, people: all }
    }

    /// A course with a lesson that is closed or open, and the name of that lesson.
    async fn rice(&self, country: &str, kind: &str, is_open: bool) -> (Course, String) {
        let (mut file, course) = tiny(&format!("{kind}-in-{country}"), country);
        let lessons = &mut file.modules[0].lessons;
        lessons[0].slug = format!("look-{country}");
        lessons[0].open = is_open;
        lessons[1].slug = format!("quiz-{country}");
        let mut question = lessons[1].questions[0].clone();
        let texts = question.options.iter_mut().map(|option| &mut option.text);
        for text in texts.chain([&mut question.text, &mut question.explanation]) {
            text.segment += ".practice";
        }
        lessons[0].questions.push(question);
        let closed = lessons[0].slug.clone();
        // Other bytes than the other country's, so that one file is never both's.
        for media in file.media.values_mut() {
            media.bytes.extend(format!("\n{kind} {country}").bytes());
        }
        self.publish(&file).await;
        (course, closed)
    }

    async fn draft(&self, country: &str) -> String {
        let (mut file, course) = tiny(&format!("draft-in-{country}"), country);
        file.modules[0].lessons[0].slug = format!("look-{country}");
        let blobs = Blobs::of(&self.config.data_folder);
        let by = Caretaker::on_duty();
        let mut db = self.db().await;
        courses::import(&by, &file, false, &blobs, Utc::now(), &mut db)
            .await
            .unwrap();
        course.slug
    }

    async fn plan(&self, country: &str) -> String {
        let slug = format!("planned-in-{country}");
        let title = std::iter::once(("en".into(), format!("Rice in {country}")));
        let announced = AnnouncedFile {
            id: Uuid::now_v7(),
            slug: slug.clone(),
            title: title.collect(),
            programme: country.into(),
            partner: None,
            planned: true,
            status: AnnouncedStatus::Recorded,
            themes: vec![],
            country: "EC".into(),
        };
        let by = Caretaker::on_duty();
        courses::seed_announced(&by, &[announced], &mut *self.db().await)
            .await
            .unwrap();
        slug
    }

    async fn with_a_device(&self, mut person: Person) -> Person {
        let (id, token) = (Uuid::now_v7(), Token::draw());
        insert!(self, devices, id: id, token_hash: token.hash(), made_at: Utc::now());
        insert!(self, device_people, device: id, person: person.id, since: Utc::now());
        diesel::update(sign_ins::table.filter(sign_ins::person.eq(person.id)))
            .set(sign_ins::device.eq(id))
            .execute(&mut *self.db().await)
            .await
            .unwrap();
        person.device = Some(token.text());
        person
    }

    async fn end_formers(&self, people: &BTreeMap<&str, Person>) {
        use cloud_school::schema::memberships;
        let ago = Utc::now() - Duration::minutes(1);
        diesel::update(roles::table.filter(roles::person.eq(people["former facilitator"].id)))
            .set(roles::until.eq(ago))
            .execute(&mut *self.db().await)
            .await
            .unwrap();
        let left = memberships::table.filter(memberships::person.eq(people["former member"].id));
        diesel::update(left)
            .set(memberships::until.eq(ago))
            .execute(&mut *self.db().await)
            .await
            .unwrap();
    }

    /// The code of the certificate that she gets by doing it all.
    async fn graduate(&self, person: &Person, course: &Course, lesson: &str) -> String {
        let lessons = format!("/courses/{}/lessons", course.slug);
        self.post(person, &format!("{lessons}/{lesson}/completion"), &[])
            .await
            .goes_well();
        let quiz = lesson.replace("look", "quiz");
        let right = [("attempt", "1"), ("q7f3", "a"), ("q2bb", "a")];
        self.post(person, &format!("{lessons}/{quiz}/answers"), &right)
            .await
            .goes_well();
        let issued = self
            .post(
                person,
                &format!("/courses/{}/certificate", course.slug),
                &[],
            )
            .await;
        issued.location().replace("/certificates/", "")
    }

    /// Somebody of the cohort who never came in, her card's row and its secret.
    async fn card(&self, by: &Person, cohort: Uuid, country: &str) -> (Uuid, Uuid, String) {
        use cloud_school::schema::credentials;
        let name = PersonName::parse(&format!("somebody of the {country}ns")).unwrap();
        let mut db = self.db().await;
        let cards = people::add(by.id, &[name], &self.keys, Utc::now(), &mut db).await;
        let card = cards.unwrap().remove(0);
        insert!(self, memberships, cohort: cohort, person: card.person, since: Utc::now());
        let credential: Uuid = credentials::table
            .filter(credentials::person.eq(card.person))
            .select(credentials::id)
            .first(&mut db)
            .await
            .unwrap();
        (card.person.0, credential, card.secret.text())
    }

    /// The user name of somebody who signed up.
    async fn newcomer(&self, country: &str) -> String {
        let user_name = format!("newcomer-{}", country.to_lowercase());
        let name = format!("the newcomer of the {country}ns");
        let form = [
            ("name", name.as_str()),
            ("user_name", &user_name),
            ("password", "seven wet fields"),
        ];
        let page = self.ask(None, rocket::http::Method::Post, "/sign-up", &form);
        page.await.goes_well();
        user_name
    }

    async fn file(&self, course: &Course, name: &str) -> String {
        use cloud_school::schema::course_versions;
        let sha256: String = version_files::table
            .inner_join(course_versions::table.inner_join(course_rows::table))
            .filter(course_rows::id.eq(course.id))
            .filter(version_files::name.eq(name))
            .select(version_files::sha256)
            .first(&mut *self.db().await)
            .await
            .unwrap();
        format!("{}/{name}", &sha256[..16])
    }

    async fn letter_of(&self, person: &Person) -> Uuid {
        letters::table
            .filter(letters::person.eq(person.id))
            .select(letters::id)
            .first(&mut *self.db().await)
            .await
            .unwrap()
    }

    async fn address_of(&self, person: &Person, country: &str) -> Uuid {
        let id = Uuid::now_v7();
        insert!(self, addresses, id: id, person: person.id, kind: "email", added_at: Utc::now(),
            value: format!("learner@{country}n.example"));
        id
    }

    async fn another_sign_in_of(&self, person: &Person) -> Uuid {
        let other = self.sign_in(person.id, &person.name).await;
        sign_ins::table
            .filter(sign_ins::person.eq(other.id))
            .order(sign_ins::made_at.desc())
            .select(sign_ins::id)
            .first(&mut *self.db().await)
            .await
            .unwrap()
    }

    /// A question with a photo, asked through a cohort.
    async fn asked(&self, by: &Person, course: &Course, cohort: Uuid, passed_on: bool) -> String {
        let (id, now) = (Uuid::now_v7(), Utc::now());
        let photo = Blobs::of(&self.config.data_folder).keep(by.name.as_bytes());
        insert!(self, enquiries, id: id, lesson: course.look, kind: "question", language: "en",
            words: format!("Why, asks {}?", by.name), photo: photo.unwrap().as_str(),
            asked_by: by.id, asked_at: now, body_hash: vec![0u8], cohort: cohort,
            passed_on_at: passed_on.then_some(now));
        id.to_string()
    }

    /// Of what the quiz said in a version before the published one.
    async fn correction(&self, by: &Person, course: &Course) -> String {
        let id = Uuid::now_v7();
        insert!(self, corrections, id: id, course: course.id, lesson: course.quiz, reason: "It was wrong",
            is_class_a: true, content: "what it said before", opened_at: Utc::now(), opened_by: by.id);
        id.to_string()
    }

    async fn reset_of(&self, person: &Person) -> String {
        let id = Uuid::now_v7();
        let token = self.keys.reset_token(id);
        insert!(self, resets, id: id, token_hash: token.hash(), person: person.id, made_at: Utc::now());
        token.text()
    }
}

impl Answer {
    /// Fails when it was refused.
    pub fn goes_well(&self) {
        let code = self.status.code;
        assert!((200..400).contains(&code), "{code}: {}", self.body);
    }
}
