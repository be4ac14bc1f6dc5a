//! A lesson learnt together is written down once, and those who came have done it.
use super::{Country, plain};
use crate::{
    insert,
    support::{Answer, Person, School},
};
use chrono::{Days, Utc};
use cloud_school::schema::*;
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use rocket::http::Status;
use uuid::Uuid;

/// A session as its facilitator writes it down.
#[derive(Clone)]
struct Form(Vec<(String, String)>);

impl Form {
    fn about(lesson: Uuid, people: &[&Person]) -> Self {
        let mut fields = vec![
            ("id", Uuid::now_v7().to_string()),
            ("lesson", lesson.to_string()),
            ("held_on", Utc::now().date_naive().to_string()),
            ("place", "Nakuru".into()),
        ];
        fields.extend(
            people
                .iter()
                .map(|person| ("person", person.id.0.to_string())),
        );
        Self(
            fields
                .into_iter()
                .map(|(name, value)| (name.to_string(), value))
                .collect(),
        )
    }

    fn with(mut self, name: &str, value: &str) -> Self {
        self.0.retain(|(n, _)| n != name);
        self.0.push((name.into(), value.into()));
        self
    }

    async fn sent(&self, school: &School, who: &Person, country: &Country) -> Answer {
        let fields: Vec<_> = self
            .0
            .iter()
            .map(|(n, v)| (n.as_str(), v.as_str()))
            .collect();
        school
            .post(who, &country.table("/group-sessions"), &fields)
            .await
    }
}

async fn count(school: &School, kind: &str) -> i64 {
    events::table
        .filter(events::kind.eq(kind))
        .filter(events::provenance.eq("facilitated"))
        .count()
        .get_result(&mut *school.db().await)
        .await
        .unwrap()
}

#[rocket::async_test]
async fn who_came_has_done_the_lesson_in_a_group() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let (ana, ben) = (school.person("Ana").await, school.person("Ben").await);
    country.learns(&school, &ana).await;
    country.learns(&school, &ben).await;

    let page = Form::about(country.course.look, &[&ana, &country.kim])
        .sent(&school, &country.fay, &country)
        .await;

    assert_eq!(page.status, Status::Ok, "{}", page.body);
    assert!(plain(&page.body).contains("2 people credited"));
    assert_eq!(page.texts(".names li"), ["Ana", "Kim of ecuador"]);
    let table = school.get(&country.fay, &country.table("")).await;
    let rows: Vec<_> = table
        .texts(".matrix tbody tr")
        .iter()
        .map(|row| plain(row))
        .collect();
    assert_eq!(
        rows,
        ["Ana●·1 of 2", "Ben··0 of 2", "Kim of ecuador●·1 of 2"]
    );
    let (people, facilitator): (i32, Uuid) = group_sessions::table
        .select((group_sessions::people, group_sessions::facilitator))
        .first(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!((people, facilitator), (2, country.fay.id.0));
    let choose = school
        .get(&country.fay, &country.table("/group-sessions"))
        .await;
    assert_eq!(
        plain(&choose.texts(".mods .meta")[0]),
        "2 of 3 have done it"
    );
    assert!(choose.text("main > ul:not(.mods) li").contains("Nakuru"));
}

#[rocket::async_test]
async fn a_session_sent_twice_is_one_session() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = Form::about(country.course.look, &[&country.kim]);

    let (one, other) = rocket::tokio::join!(
        form.sent(&school, &country.fay, &country),
        form.sent(&school, &country.fay, &country),
    );
    let everything = school.everything().await;
    let again = form.sent(&school, &country.fay, &country).await;

    for page in [&one, &other, &again] {
        assert_eq!(page.status, Status::Ok);
        assert!(plain(&page.body).contains("1 person credited"));
    }
    assert!(again.body.contains("recorded before"));
    assert_eq!(school.everything().await, everything);
    assert_eq!(count(&school, "attended").await, 1);
}

#[rocket::async_test]
async fn another_session_from_a_used_form_is_shown_again_and_kept_under_a_new_id() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = Form::about(country.course.look, &[&country.kim]);
    form.sent(&school, &country.fay, &country).await;
    let everything = school.everything().await;

    let page = form
        .clone()
        .with("place", "Eldoret")
        .sent(&school, &country.fay, &country)
        .await;

    assert_eq!(page.status, Status::Conflict);
    assert_eq!(school.everything().await, everything);
    let id = page.attributes("input[name=id]", "value").remove(0);
    assert_eq!(page.attributes("input[name=place]", "value"), ["Eldoret"]);
    assert_eq!(
        page.attributes("input[name=person][checked]", "value"),
        [country.kim.id.0.to_string()]
    );
    let sent = form
        .with("place", "Eldoret")
        .with("id", &id)
        .sent(&school, &country.fay, &country)
        .await;
    assert_eq!(sent.status, Status::Ok);
}

#[rocket::async_test]
async fn nobody_passes_a_quiz_by_being_there() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = school
        .get(
            &country.fay,
            &country.table("/group-sessions?lesson=what-you-know"),
        )
        .await;
    let fields = form.attributes("input[type=number]", "name");
    assert!(!fields.is_empty(), "{}", form.body);

    let page = Form::about(country.course.quiz, &[&country.kim])
        .with(&fields[0], "12")
        .with(&fields[1], "")
        .sent(&school, &country.fay, &country)
        .await;

    assert_eq!(page.status, Status::Ok, "{}", page.body);
    assert!(plain(&page.body).contains("1 person was there"));
    assert_eq!(count(&school, "attended").await, 0);
    let hands: Vec<i32> = group_results::table
        .select(group_results::hands)
        .load(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(hands, [12]);
    let table = school.get(&country.fay, &country.table("")).await;
    assert_eq!(
        plain(&table.text(".matrix tbody tr")),
        "Kim of ecuador··0 of 2"
    );
}

#[rocket::async_test]
async fn only_members_who_learn_the_course_can_be_ticked() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let guest = school.person("Guest").await;
    school.joins(&guest, ours.cohort).await;
    let form = school
        .get(
            &ours.fay,
            &ours.table("/group-sessions?lesson=look&everybody=yes"),
        )
        .await;
    assert_eq!(
        form.attributes("input[name=person][checked]", "value"),
        [ours.kim.id.0.to_string()]
    );
    let everything = school.everything().await;

    for stranger in [&theirs.kim, &guest, &ours.cora] {
        let form = Form::about(ours.course.look, &[&ours.kim, stranger]);
        let page = form.sent(&school, &ours.fay, &ours).await;
        assert_eq!(
            page.status,
            Status::UnprocessableEntity,
            "{}",
            stranger.name
        );
        assert_eq!(page.attributes(".note a", "href"), ["#people"]);
        assert!(!page.body.contains("Kim of kenya"));
    }
    let elsewhere = Form::about(theirs.course.look, &[&ours.kim]);
    assert_eq!(
        elsewhere.sent(&school, &ours.fay, &ours).await.status,
        Status::NotFound
    );
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn what_is_wrong_is_said_at_its_field_and_nothing_is_kept() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let form = || Form::about(country.course.look, &[&country.kim]);
    let in_a_week = (Utc::now().date_naive() + Days::new(7)).to_string();
    let everything = school.everything().await;

    for (field, value, at) in [
        ("held_on", "", "#held-on"),
        ("held_on", in_a_week.as_str(), "#held-on"),
        ("held_on", "2020-01-01", "#held-on"),
        ("place", " ", "#place"),
        ("place", "a\0b", "#place"),
        ("place", "a\u{202e}b", "#place"),
    ] {
        let page = form()
            .with(field, value)
            .sent(&school, &country.fay, &country)
            .await;
        assert_eq!(
            page.status,
            Status::UnprocessableEntity,
            "{field} {value:?}"
        );
        assert_eq!(page.attributes(".note a", "href"), [at], "{value:?}");
        assert_eq!(
            page.attributes(&format!("{at}[aria-invalid]"), "aria-describedby"),
            [format!("{}-wrong", &at[1..])]
        );
        assert!(page.text("title").starts_with("Error:"));
        assert_eq!(
            page.attributes("input[name=person][checked]", "value")
                .len(),
            1
        );
    }
    let nobody = Form::about(country.course.look, &[])
        .sent(&school, &country.fay, &country)
        .await;
    assert_eq!(nobody.attributes(".note a", "href"), ["#people"]);
    for (field, value) in [
        ("id", "x"),
        ("lesson", "x"),
        ("person", "x"),
        ("hands[x][a]", "1"),
    ] {
        let page = form()
            .with(field, value)
            .sent(&school, &country.fay, &country)
            .await;
        assert_eq!(page.status, Status::BadRequest, "{field}");
    }
    let page = form()
        .with(&format!("hands[{}][a]", Uuid::now_v7()), "1")
        .sent(&school, &country.fay, &country)
        .await;
    assert_eq!(page.status, Status::UnprocessableEntity);
    let nowhere = school
        .get(
            &country.fay,
            &country.table("/group-sessions?lesson=nothing"),
        )
        .await;
    assert_eq!(nowhere.status, Status::NotFound);
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn strangers_record_nothing() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let everything = school.everything().await;

    for (who, status) in [
        (&theirs.fay, Status::NotFound),
        (&theirs.cora, Status::NotFound),
        (&ours.kim, Status::Forbidden),
    ] {
        let page = Form::about(ours.course.look, &[&ours.kim])
            .sent(&school, who, &ours)
            .await;
        assert_eq!(page.status, status, "{}", who.name);
    }
    assert_eq!(school.everything().await, everything);
}

#[rocket::async_test]
async fn a_form_id_of_one_group_says_nothing_to_another() {
    let school = School::open().await;
    let ours = Country::of(&school, "ecuador").await;
    let theirs = Country::of(&school, "kenya").await;
    let form = Form::about(ours.course.look, &[&ours.kim]);
    form.sent(&school, &ours.fay, &ours).await;

    let same_id = &form.0[0].1;
    let page = Form::about(theirs.course.look, &[&theirs.kim])
        .with("id", same_id)
        .sent(&school, &theirs.fay, &theirs)
        .await;

    assert_eq!(page.status, Status::Ok);
    assert!(!page.body.contains("recorded before"));
    assert_eq!(count(&school, "attended").await, 2);
}

#[rocket::async_test]
async fn the_last_lesson_done_in_a_group_completes_the_course() {
    let school = School::open().await;
    let country = Country::of(&school, "ecuador").await;
    let (kim, now) = (&country.kim, Utc::now());
    insert!(school, lesson_states, learner: kim.id, lesson: country.course.quiz, completed_at: now, provenance: "school");
    diesel::update(enrolment_states::table)
        .set(enrolment_states::done.eq(1i16))
        .execute(&mut *school.db().await)
        .await
        .unwrap();

    let form = Form::about(country.course.look, &[kim]);
    form.sent(&school, &country.fay, &country).await;
    form.sent(&school, &country.fay, &country).await;

    let holders: Vec<Uuid> = certificates::table
        .select(certificates::person)
        .load(&mut *school.db().await)
        .await
        .unwrap();
    assert_eq!(holders, [kim.id.0]);
    let table = school.get(&country.fay, &country.table("")).await;
    assert_eq!(
        plain(&table.text(".matrix tbody tr")),
        "Kim of ecuador●✓2 of 2 ★"
    );
}
