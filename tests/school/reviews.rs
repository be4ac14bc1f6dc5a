//! Who checked what a course teaches: reviewers sign, and everybody sees it at once.
use crate::{
    insert,
    support::{Answer, Course, Over, Person, School, config, course_folder::CourseFolder},
};
use chrono::{Days, NaiveDate, Utc};
use cloud_school::{
    access::{Caretaker, RoleName},
    courses::format::{self, CourseFile, Risk},
    progress,
    schema::{audit, certificates, reviews, sources},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::{Method, Status};
use uuid::Uuid;

/// A country with a course whose lesson `look` states what can harm, its reviewer and a learner.
struct Country {
    file: CourseFile,
    course: Course,
    rita: Person,
    lea: Person,
}

impl Country {
    async fn of(school: &School, slug: &str) -> Self {
        let programme = school.programme(slug).await;
        let (mut file, course) = crate::support::tiny(&format!("rice-in-{slug}"), slug);
        file.modules[0].lessons[0].claims[0].risk = Risk::A;
        school.publish(&file).await;
        let rita = school.person(&format!("Rita of {slug}")).await;
        school
            .gives(&rita, RoleName::Reviewer, Over::Programme(programme))
            .await;
        let lea = school.person(&format!("Lea of {slug}")).await;
        school.enrol(&lea, &course).await;
        Self {
            file,
            course,
            rita,
            lea,
        }
    }

    fn lesson(&self) -> String {
        format!("/courses/{}/lessons/look", self.course.slug)
    }

    fn review(&self) -> String {
        format!("{}/review", self.lesson())
    }

    /// What Rita would sign about the lesson.
    async fn form(&self, school: &School, kind: &str) -> Form {
        let language = if kind == "language" { "es" } else { "en" };
        self.form_about(school, "look", self.course.look, kind, language)
            .await
    }

    async fn form_about(
        &self,
        school: &School,
        lesson: &str,
        id: Uuid,
        kind: &str,
        language: &str,
    ) -> Form {
        let until = Utc::now().date_naive() + Days::new(300);
        let fields = [
            ("id", Uuid::now_v7().to_string()),
            ("language", language.into()),
            ("content", school.content(id, language).await),
            ("kind", kind.into()),
            ("verdict", "approved".into()),
            ("place", "EC".into()),
            ("until", until.to_string()),
            ("function", "Agronomist".into()),
            ("organisation", "INIAP".into()),
            ("remark", String::new()),
        ];
        Form {
            address: format!("/courses/{}/lessons/{lesson}/reviews", self.course.slug),
            fields: fields.map(|(n, v)| (n.to_string(), v)).to_vec(),
        }
    }

    /// Everything of the course is approved, in every language.
    async fn approve_all(&self, school: &School) {
        for (slug, id) in [
            ("look", self.course.look),
            ("what-you-know", self.course.quiz),
        ] {
            for (kind, language) in [("facts", "en"), ("safety", "en"), ("language", "es")] {
                let form = self.form_about(school, slug, id, kind, language).await;
                form.is_kept(school, &self.rita).await;
            }
        }
    }

    /// Lea does all of it; the code of her certificate.
    async fn finish(&self, school: &School) -> String {
        let lessons = format!("/courses/{}/lessons", self.course.slug);
        let read = format!("{lessons}/look/completion");
        school.post(&self.lea, &read, &[]).await.goes_well();
        let right = [("attempt", "1"), ("q7f3", "a"), ("q2bb", "a")];
        let quiz = format!("{lessons}/what-you-know/answers");
        school.post(&self.lea, &quiz, &right).await.goes_well();
        certificates::table
            .filter(certificates::person.eq(self.lea.id))
            .select(certificates::code)
            .first(&mut *school.db().await)
            .await
            .unwrap()
    }
}

#[derive(Clone)]
struct Form {
    address: String,
    fields: Vec<(String, String)>,
}

impl Form {
    fn with(mut self, name: &str, value: &str) -> Self {
        self.fields.retain(|(n, _)| n != name);
        self.fields.push((name.into(), value.into()));
        self
    }

    async fn sent(&self, school: &School, who: &Person) -> Answer {
        let fields: Vec<_> = self
            .fields
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        school.post(who, &self.address, &fields).await
    }

    async fn is_kept(&self, school: &School, who: &Person) -> Answer {
        let page = self.sent(school, who).await;
        assert_eq!(page.status, Status::SeeOther, "{}", page.body);
        school.get(who, page.location()).await
    }
}

async fn count(school: &School) -> i64 {
    reviews::table
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap()
}

/// Without the marks around values.
fn plain(text: &str) -> String {
    text.replace(['\u{2066}', '\u{2067}', '\u{2068}', '\u{2069}'], "")
}

async fn state(school: &School, who: &Person, address: &str) -> String {
    let page = school.get(who, address).await;
    assert_eq!(page.status, Status::Ok, "{}", page.body);
    plain(&page.text(".state"))
}

async fn warnings(school: &School, who: &Person, address: &str) -> Vec<String> {
    let page = school.get(who, address).await;
    page.texts(".note").iter().map(|text| plain(text)).collect()
}

#[rocket::async_test]
async fn a_lesson_that_was_approved_says_so_at_once_everywhere() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let lesson = country.lesson();
    assert_eq!(
        state(&school, &country.lea, &lesson).await,
        "Draft · AI-assisted · ask your officer before you act"
    );

    let facts = country.form(&school, "facts").await;
    let page = facts.is_kept(&school, &country.rita).await;
    assert!(page.body.contains("Your review is kept"), "{}", page.body);
    let draft = state(&school, &country.lea, &lesson).await;
    assert!(draft.starts_with("Draft"), "without safety: {draft}");
    let safety = country.form(&school, "safety").await;
    safety.is_kept(&school, &country.rita).await;

    let known = state(&school, &country.lea, &lesson).await;
    assert!(
        known.starts_with("Approved for Ecuador by INIAP until "),
        "{known}"
    );
    let spanish = state(&school, &country.lea, &format!("{lesson}?lang=es")).await;
    assert!(
        spanish.starts_with("Aprobado para Ecuador por INIAP hasta el ")
            && spanish.ends_with("traducción aún sin revisar por un hablante"),
        "{spanish}"
    );
    let course = format!("/courses/{}", country.course.slug);
    let known = state(&school, &country.lea, &course).await;
    assert!(known.contains("1 of 2 lessons checked"), "{known}");
    let (who, what): (Option<Uuid>, String) = audit::table
        .filter(audit::what.eq("review_signed"))
        .select((audit::who, audit::what))
        .first(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(
        (who, what.as_str()),
        (Some(country.rita.id.0), "review_signed")
    );
}

#[rocket::async_test]
async fn what_is_checked_for_no_place_names_who_checked_it() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    for kind in ["facts", "safety"] {
        let form = country.form(&school, kind).await.with("place", "");
        form.is_kept(&school, &country.rita).await;
    }
    let known = state(&school, &country.lea, &country.lesson()).await;
    assert!(
        known.starts_with("Checked by Rita of ecuador, Agronomist, INIAP, "),
        "{known}"
    );
}

#[rocket::async_test]
async fn a_lesson_that_can_harm_is_a_preview_through_every_door_until_facts_and_safety_are_signed()
{
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let preview = async |address: &str| {
        let page = school.get(&country.lea, address).await;
        let errors = page.texts(".note.err");
        errors.iter().any(|text| text.starts_with("Preview"))
    };
    let (lesson, spanish) = (country.lesson(), format!("{}?lang=es", country.lesson()));
    assert!(preview(&lesson).await);
    let stranger = school.look(&lesson).await;
    assert!(stranger.text(".note.err").starts_with("Preview"));
    let practised = [("q7f3", "a")];
    let practice = format!("{lesson}/practice");
    let page = school.ask(None, Method::Post, &practice, &practised).await;
    assert!(
        page.text(".note.err").starts_with("Preview") || page.status == Status::UnprocessableEntity
    );

    // Neither a new import nor a rebuild of the summaries lets it through.
    school.publish(&country.file).await;
    let by = Caretaker::on_duty();
    progress::rebuild(&by, &mut *school.db().await)
        .await
        .unwrap();
    assert!(preview(&lesson).await);

    country
        .form(&school, "facts")
        .await
        .is_kept(&school, &country.rita)
        .await;
    assert!(preview(&lesson).await, "facts alone");
    country
        .form(&school, "safety")
        .await
        .is_kept(&school, &country.rita)
        .await;
    assert!(!preview(&lesson).await);
    let page = school.get(&country.lea, &spanish).await;
    assert!(
        page.text(".note.err").starts_with("Vista previa"),
        "no speaker has checked the translation"
    );
    country
        .form(&school, "language")
        .await
        .is_kept(&school, &country.rita)
        .await;
    let page = school.get(&country.lea, &spanish).await;
    assert!(page.texts(".note.err").is_empty(), "{}", page.body);

    // What changes afterwards was reviewed by nobody.
    let mut changed = country.file.clone();
    changed.modules[0].lessons[0].claims[0].quotation = "something else".into();
    school.publish(&changed).await;
    assert!(preview(&lesson).await);
}

#[rocket::async_test]
async fn only_whom_the_course_was_given_to_may_look_and_sign() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let other = Country::of(&school, "kenya").await;
    let form = country.form(&school, "facts").await;
    let admin = school.person("Ada").await;
    school
        .gives(&admin, RoleName::Administrator, Over::School)
        .await;
    let everything = school.everything().await;
    for who in [&other.rita, &country.lea, &admin] {
        assert_eq!(
            school.get(who, &country.review()).await.status,
            Status::Forbidden
        );
        assert_eq!(form.sent(&school, who).await.status, Status::Forbidden);
    }
    // Another country's lesson cannot be reached through one's own course.
    let address = format!("/courses/{}/lessons/none/reviews", other.course.slug);
    let elsewhere = Form { address, ..form };
    assert_eq!(
        elsewhere.sent(&school, &other.rita).await.status,
        Status::NotFound
    );
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn a_review_sent_twice_is_one_review() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = country.form(&school, "facts").await;
    let (one, other) = rocket::tokio::join!(
        form.sent(&school, &country.rita),
        form.sent(&school, &country.rita),
    );
    let everything = school.everything().await;
    let again = form.is_kept(&school, &country.rita).await;

    for page in [one, other] {
        assert_eq!(page.status, Status::SeeOther);
    }
    assert!(again.body.contains("was kept before"), "{}", again.body);
    assert_eq!(school.everything().await, everything);
    assert_eq!(count(&school).await, 1);

    let page = form
        .clone()
        .with("organisation", "Another")
        .sent(&school, &country.rita)
        .await;
    assert_eq!(page.status, Status::Conflict);
    assert_eq!(
        page.attributes("#organisation", "value"),
        ["Another"],
        "what was typed is kept"
    );
    assert_ne!(
        page.attributes("input[name=id]", "value"),
        [form.fields[0].1.clone()]
    );
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn what_cannot_be_signed_comes_back_with_a_word_at_each_field() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = country.form(&school, "facts").await;
    let long_ago = "2020-01-01";
    let long = "a".repeat(121);
    let everything = school.everything().await;
    for (field, value, key) in [
        ("kind", "", "Choose what you checked"),
        ("kind", "language", "Choose what you checked"),
        ("verdict", "", "Choose what you found"),
        ("verdict", "asked", "Write what you ask"),
        ("verdict", "refused", "Write what you ask"),
        ("place", "XX", "Choose a place"),
        ("until", "", "Give the last day"),
        ("until", long_ago, "This day is over"),
        ("until", "2999-01-01", "at most five years"),
        ("function", " ", "Give your function"),
        ("organisation", "", "Give your organisation"),
        ("organisation", &long, "at most 120 letters"),
        ("function", "a\u{202e}b", "cannot be shown"),
    ] {
        let page = form
            .clone()
            .with(field, value)
            .sent(&school, &country.rita)
            .await;
        assert_eq!(page.status, Status::UnprocessableEntity, "{field} {value}");
        let said = page.text(".note.err li");
        assert!(said.contains(key), "{field} {value}: {said}");
        assert_eq!(page.texts(".emsg").len(), 1, "{field} {value}");
        assert!(page.attributes("#organisation", "value").len() == 1);
    }
    let page = form
        .clone()
        .with("verdict", "")
        .with("lang", "es")
        .sent(&school, &country.rita)
        .await;
    assert_eq!(page.attributes("#function", "value"), ["Agronomist"]);
    assert_eq!(
        page.attributes("option[selected]", "value"),
        ["EC"],
        "{}",
        page.body
    );
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn whoever_doubts_a_statement_cannot_approve_and_others_see_the_doubt() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let page = school.get(&country.rita, &country.review()).await;
    let mark = page.attributes("input[name=doubted]", "value").remove(0);
    for said in [
        "Paddy is harvested at 20 to 25 % moisture",
        "20–25 %",
        "the ideal moisture content is between 20 and 25%",
        "International Rice Research Institute",
        "section “When to harvest”",
        "Class A",
    ] {
        let claim = plain(&page.text(".claim"));
        assert!(claim.contains(said), "{said} in {claim}");
    }

    let form = country.form(&school, "facts").await.with("doubted", &mark);
    let refused = form.sent(&school, &country.rita).await;
    assert_eq!(refused.status, Status::UnprocessableEntity);
    assert!(refused.text(".note.err").contains("You doubt something"));
    assert_eq!(
        refused.attributes("input[name=doubted][checked]", "value"),
        [mark]
    );

    let asked = form
        .with("verdict", "asked")
        .with("remark", "Is it <b>22</b>?\r\nOr 20?");
    let page = asked.is_kept(&school, &country.rita).await;
    assert!(plain(&page.text(".claim")).contains("Doubted by Rita of ecuador"));
    assert_eq!(page.text(".remark"), "Is it <b>22</b>? Or 20?");
    let tasks = school.get(&country.rita, "/reviews").await;
    let waits = plain(&tasks.text(".mods"));
    assert!(
        waits.contains("Facts: Rita of ecuador asked something"),
        "{waits}"
    );
    let known = state(&school, &country.lea, &country.lesson()).await;
    assert!(known.starts_with("Draft"));
}

#[rocket::async_test]
async fn a_lesson_that_changed_meanwhile_is_shown_again_with_what_was_typed() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = country
        .form(&school, "facts")
        .await
        .with("verdict", "asked")
        .with("remark", "Which field?");
    let mut changed = country.file.clone();
    changed.modules[0].lessons[0].claims[0].locator = "page 7".into();
    school.publish(&changed).await;
    let everything = school.everything().await;

    let page = form.sent(&school, &country.rita).await;
    assert_eq!(page.status, Status::Conflict);
    assert!(page.text(".note.err").contains("The lesson was changed"));
    assert_eq!(page.text("#remark"), "Which field?");
    assert!(page.text(".claim").contains("page 7"));
    assert_eq!(school.everything().await, everything);

    let fields = page.attributes("input[name=content]", "value");
    let again = form.with("content", &fields[0]);
    again.is_kept(&school, &country.rita).await;
    assert_eq!(count(&school).await, 1);
}

#[rocket::async_test]
async fn a_review_holds_until_its_day_is_over() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    country.approve_all(&school).await;
    let today = Utc::now().date_naive();
    let ends = async |day: NaiveDate| {
        let mut db = school.db().await;
        diesel::update(reviews::table)
            .set(reviews::valid_until.eq(day))
            .execute(&mut db)
            .await
            .unwrap();
        drop(db);
        // Another change of trust lets the pages look again.
        let mut db = school.db().await;
        cloud_school::courses::trust_changed(
            cloud_school::courses::CourseId(country.course.id),
            &mut db,
        )
        .await
        .unwrap();
    };

    ends(today).await;
    let lesson = country.lesson();
    assert!(
        state(&school, &country.lea, &lesson)
            .await
            .starts_with("Approved")
    );
    let tasks = school.get(&country.rita, "/reviews").await;
    assert!(tasks.text(".mods").contains("the review ends on"));

    ends(today - Days::new(1)).await;
    assert!(
        state(&school, &country.lea, &lesson)
            .await
            .starts_with("Draft")
    );
    let notes = warnings(&school, &country.lea, &lesson).await;
    assert!(
        notes.iter().any(|n| n.starts_with("The review ended on")),
        "{notes:?}"
    );
    assert!(notes.iter().any(|n| n.starts_with("Preview")), "{notes:?}");
    let tasks = school.get(&country.rita, "/reviews").await;
    assert!(tasks.text(".mods .err").contains("the review ended on"));

    ends(today + Days::new(31)).await;
    let tasks = school.get(&country.rita, "/reviews").await;
    assert!(tasks.text(".mods").is_empty(), "{}", tasks.body);
    assert!(tasks.body.contains("Nothing waits for you here"));
}

#[rocket::async_test]
async fn what_waits_is_for_those_who_review() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let page = school.get(&country.lea, "/reviews").await;
    assert!(page.body.contains("You do not review a course"));
    assert!(page.texts(".tabs a[href='/reviews']").is_empty());

    let page = school.get(&country.rita, "/reviews").await;
    assert_eq!(page.header("Cache-Control"), Some("no-store"));
    assert_eq!(page.texts(".tabs a[href='/reviews']"), ["Reviews"]);
    assert!(page.texts(".tabs a[href='/groups']").is_empty());
    let waits = plain(&page.text(".mods"));
    for due in [
        "Facts: not reviewed yet",
        "Safety: not reviewed yet",
        "Language: not reviewed yet",
    ] {
        assert!(waits.contains(due), "{waits}");
    }
    for address in page.attributes(".mods a", "href") {
        school.get(&country.rita, &address).await.goes_well();
    }

    let mut facts: serde_json::Value = sources::table
        .select(sources::facts)
        .first(&mut *school.db().await)
        .await
        .unwrap();
    facts["valid_until"] = "2026-01-31".into();
    diesel::update(sources::table)
        .set(sources::facts.eq(facts))
        .execute(&mut *school.db().await)
        .await
        .unwrap();
    let page = school.get(&country.rita, "/reviews").await;
    let waits = plain(&page.text(".mods .err"));
    assert!(waits.contains("Source “Harvesting”"), "{waits}");
}

#[rocket::async_test]
async fn a_reviewer_is_remembered_by_her_function_and_organisation() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let page = school.get(&country.rita, &country.review()).await;
    assert_eq!(page.attributes("#function", "value"), [""]);
    let form = country.form(&school, "facts").await;
    let page = form.is_kept(&school, &country.rita).await;
    assert_eq!(page.attributes("#function", "value"), ["Agronomist"]);
    assert_eq!(page.attributes("#organisation", "value"), ["INIAP"]);
}

#[rocket::async_test]
async fn a_certificate_is_a_trial_until_a_school_with_an_issuer_has_no_preview() {
    for (issuer, is_reviewed, is_trial) in [
        (None, true, true),
        (Some("Ministry of Agriculture"), false, true),
        (Some("Ministry of Agriculture"), true, false),
    ] {
        let mut config = config();
        config.issuer = issuer.map(String::from);
        let school = School::open_with(config).await;
        let country = Country::of(&school, "ecuador").await;
        if is_reviewed {
            country.approve_all(&school).await;
        }
        let code = country.finish(&school).await;
        let own = format!("/certificates/{code}");
        for page in [
            school.look(&format!("/v/{code}")).await,
            school.get(&country.lea, &own).await,
        ] {
            assert_eq!(page.status, Status::Ok);
            assert_eq!(!page.texts(".trial").is_empty(), is_trial, "{issuer:?}");
            let said = plain(&page.texts(".cert dd").join("\n"));
            let by = if is_trial {
                "Cloud School"
            } else {
                "Ministry of Agriculture"
            };
            assert!(said.contains(by), "{said}");
            let known = match is_reviewed {
                true => "Approved by an organisation",
                false => "Draft · AI-assisted",
            };
            assert!(said.contains(known), "{said}");
        }
        let pdf = format!("{own}/certificate.pdf");
        school.get(&country.lea, &pdf).await.goes_well();
    }
}

#[rocket::async_test]
async fn the_spreadsheet_of_a_group_says_how_the_course_is_known() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let programme = school.programme("group").await;
    let cohort = school.cohort("Nakuru", programme).await;
    let fay = school.person("Fay").await;
    school
        .gives(&fay, RoleName::Facilitator, Over::Cohort(cohort))
        .await;
    school.teaches(cohort, &country.course).await;
    school.joins(&country.lea, cohort).await;
    let address = format!(
        "/cohorts/{cohort}/courses/{}/table.csv",
        country.course.slug
    );
    let known = async || {
        let file = school.get(&fay, &address).await;
        let mut rows =
            csv::Reader::from_reader(file.body.trim_start_matches('\u{feff}').as_bytes());
        let row = rows.records().next().unwrap().unwrap();
        row[row.len() - 1].to_string()
    };

    let before = known().await;
    assert!(
        before.starts_with("Draft") && before.contains("1 lesson is a preview"),
        "{before}"
    );
    country.approve_all(&school).await;
    assert_eq!(
        known().await,
        "All lessons are approved by named organisations"
    );
}

#[rocket::async_test]
async fn a_file_of_a_closed_lesson_opens_for_its_reviewer() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let page = school.get(&country.rita, &country.review()).await;
    let pictures = page.attributes(".segments img", "src");
    assert_eq!(pictures.len(), 1, "{}", page.body);
    let picture = school.get(&country.rita, &pictures[0]).await;
    assert_eq!(picture.header("Content-Type"), Some("image/svg+xml"));
    let folder = CourseFolder::tiny();
    let file = format::read(folder.path()).unwrap();
    assert_eq!(picture.bytes, file.drawings["field-wet.svg"]);
    let learner = school.get(&country.lea, &pictures[0]).await;
    assert_eq!(learner.status, Status::Forbidden);
}

#[rocket::async_test]
async fn a_review_from_the_folder_is_shown_without_a_person() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let content = school.content(country.course.look, "en").await;
    insert!(school, reviews, id: Uuid::now_v7(), lesson: country.course.look, language: "en", content: content,
        kind: "facts", verdict: "refused", name: "Dr <b>Bo</b>", function: "Officer", organisation: "MAG",
        decided_on: Utc::now().date_naive(), remark: "No.", made_at: Utc::now());
    let page = school.get(&country.rita, &country.review()).await;
    assert!(page.text(".signed").contains("refused"));
    assert!(plain(&page.text(".signed")).contains("Dr <b>Bo</b>, Officer, MAG"));
}

#[rocket::async_test]
async fn an_old_translation_of_what_can_harm_is_never_shown() {
    // A unit stays on the line of its number by a blank that does not break.
    let said = |page: &Answer| page.body.replace("&nbsp;", " ").replace('\u{a0}', " ");
    let school = School::open().await;
    let mut country = Country::of(&school, "ecuador").await;
    let in_spanish = format!("{}?lang=es", country.lesson());
    let page = school.get(&country.lea, &in_spanish).await;
    assert!(
        said(&page).contains("Coseche con 20 a 25 %"),
        "{}",
        page.body
    );

    let step = &mut country.file.modules[0].lessons[0].sections[0].blocks[1];
    step.source = "Harvest at 20 to 24 % moisture.".into();
    step.hash = format::hash(&step.source);
    school.publish(&country.file).await;
    let page = school.get(&country.lea, &in_spanish).await;
    assert!(
        said(&page).contains("Harvest at 20 to 24 %"),
        "{}",
        page.body
    );
    assert!(!said(&page).contains("Coseche con 20 a 25 %"));

    // Where nobody is hurt the old translation stands, and the page says that it is old.
    country.file.modules[0].lessons[0].claims[0].risk = Risk::B;
    school.publish(&country.file).await;
    let page = school.get(&country.lea, &in_spanish).await;
    assert!(said(&page).contains("Coseche con 20 a 25 %"));
    assert!(!page.texts(".note.warn").is_empty());
}
