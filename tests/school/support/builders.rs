//! People and things with names.
use super::{School, course_folder::CourseFolder};
use chrono::{Duration, Utc};
use cloud_school::{
    access::{Caretaker, PersonId, RoleName, Token},
    courses::{
        self, CourseId, Imported,
        format::{self, CourseFile, LessonFile, LessonKind, Text},
    },
    enrolments,
    media::Blobs,
};
use diesel::{QueryableByName, sql_types as sql};
use diesel_async::RunQueryDsl;
use uuid::Uuid;

/// Somebody with a browser.
#[derive(Clone, Debug)]
pub struct Person {
    pub id: PersonId,
    pub name: String,
    pub token: String,
    pub device: Option<String>,
}

/// A published course: the lesson `look`, open to everybody, and the quiz `what-you-know`.
#[derive(Clone, Debug)]
pub struct Course {
    pub id: Uuid,
    pub slug: String,
    pub look: Uuid,
    pub quiz: Uuid,
}

/// Puts a row into a table.
#[macro_export]
macro_rules! insert {
    ($school:expr, $table:ident, $($column:ident: $value:expr),+ $(,)?) => {
        diesel::dsl::insert_into(cloud_school::schema::$table::table)
            .values(($(diesel::ExpressionMethods::eq(cloud_school::schema::$table::$column, $value)),+,))
            .execute(&mut *$school.db().await)
            .await
            .unwrap()
    };
}

impl School {
    /// Somebody who is signed in.
    pub async fn person(&self, name: &str) -> Person {
        let id = PersonId(Uuid::now_v7());
        insert!(self, people, id: id, name: name, made_at: Utc::now());
        self.sign_in(id, name).await
    }

    /// The same person in another browser.
    pub async fn sign_in(&self, id: PersonId, name: &str) -> Person {
        let (token, now) = (Token::draw(), Utc::now());
        insert!(self, sign_ins,
            id: Uuid::now_v7(), token_hash: token.hash(), person: id, way: "password", browser: "",
            made_at: now, last_seen_at: now, ends_at: now + Duration::days(1));
        Person {
            id,
            name: name.into(),
            token: token.text(),
            device: None,
        }
    }

    pub async fn programme(&self, slug: &str) -> Uuid {
        let id = Uuid::now_v7();
        let names = serde_json::json!({ "en": slug });
        insert!(self, programmes, id: id, slug: slug, names: names, country: "EC");
        id
    }

    /// The tiny course, published under an address and ids of its own.
    pub async fn course(&self, slug: &str, programme: &str) -> Course {
        let (file, course) = tiny(slug, programme);
        self.publish(&file).await;
        course
    }

    /// Imports and publishes.
    pub async fn publish(&self, file: &CourseFile) -> Imported {
        let blobs = Blobs::of(&self.config.data_folder);
        let by = Caretaker::on_duty();
        courses::import(&by, file, true, &blobs, Utc::now(), &mut *self.db().await)
            .await
            .unwrap()
    }

    /// The hash of what is published of a lesson in a language.
    pub async fn content(&self, lesson: Uuid, language: &str) -> String {
        use cloud_school::schema::{lesson_contents, publications};
        use diesel::{ExpressionMethods, JoinOnDsl, QueryDsl};
        lesson_contents::table
            .inner_join(publications::table.on(publications::version.eq(lesson_contents::version)))
            .filter(lesson_contents::lesson.eq(lesson))
            .filter(lesson_contents::language.eq(language))
            .select(lesson_contents::hash)
            .first(&mut *self.db().await)
            .await
            .unwrap()
    }

    /// A cohort learns this course.
    pub async fn teaches(&self, cohort: Uuid, course: &Course) {
        self.teaches_at(1, cohort, course.id).await;
    }

    /// The same, at its place among the courses of the cohort.
    pub async fn teaches_at(&self, position: i16, cohort: Uuid, course: Uuid) {
        insert!(self, cohort_courses, cohort: cohort, course: course, position: position);
    }

    pub async fn enrol(&self, person: &Person, course: &Course) {
        let mut db = self.db().await;
        let way = enrolments::Way::Own;
        enrolments::open(&[person.id], CourseId(course.id), way, Utc::now(), &mut db)
            .await
            .unwrap();
    }

    pub async fn cohort(&self, name: &str, programme: Uuid) -> Uuid {
        let id = Uuid::now_v7();
        insert!(self, cohorts, id: id, programme: programme, name: name);
        id
    }

    pub async fn joins(&self, person: &Person, cohort: Uuid) {
        insert!(self, memberships, cohort: cohort, person: person.id, since: Utc::now());
    }

    /// Gives a role over the whole school, a programme, a cohort or a course.
    pub async fn gives(&self, person: &Person, role: RoleName, over: Over) {
        let (programme, cohort, course) = match over {
            Over::School => (None, None, None),
            Over::Programme(id) => (Some(id), None, None),
            Over::Cohort(id) => (None, Some(id), None),
            Over::Course(id) => (None, None, Some(id)),
        };
        insert!(self, roles, id: Uuid::now_v7(), person: person.id, role: role.name(),
            programme: programme, cohort: cohort, course: course, since: Utc::now());
    }

    /// Every row of every table, in one text to compare.
    pub async fn everything(&self) -> String {
        #[derive(QueryableByName)]
        struct Rows {
            #[diesel(sql_type = sql::Text)]
            rows: String,
        }
        let rows: Rows = diesel::sql_query(include_str!("everything.sql"))
            .get_result(&mut *self.db().await)
            .await
            .unwrap();
        rows.rows
    }
}

/// What a role is held over.
#[derive(Clone, Copy)]
pub enum Over {
    School,
    Programme(Uuid),
    Cohort(Uuid),
    Course(Uuid),
}

/// The tiny course with an address and ids of its own, not imported yet.
pub fn tiny(slug: &str, programme: &str) -> (CourseFile, Course) {
    let folder = CourseFolder::tiny();
    let mut file = format::read(folder.path()).unwrap();
    file.id = Uuid::now_v7();
    file.slug = slug.into();
    file.programme = programme.into();
    for module in &mut file.modules {
        module.id = Uuid::now_v7();
        for lesson in &mut module.lessons {
            lesson.id = Uuid::now_v7();
        }
    }
    file.pretest = Some(pretest_of(&file.modules[0].lessons[1]));
    let lessons = &file.modules[0].lessons;
    let course = Course {
        id: file.id,
        slug: slug.into(),
        look: lessons[0].id,
        quiz: lessons[1].id,
    };
    (file, course)
}

/// The questions of a quiz once more, to be asked before the course: `p7f3` is the pair of `q7f3`.
fn pretest_of(quiz: &LessonFile) -> LessonFile {
    let mut pretest = LessonFile {
        id: Uuid::now_v7(),
        slug: "before-you-start".into(),
        kind: LessonKind::Pretest,
        ..quiz.clone()
    };
    let again = |text: &mut Text| text.segment = text.segment.replacen(['q', 'l', 'i'], "p", 1);
    again(&mut pretest.title);
    let blocks = pretest
        .sections
        .iter_mut()
        .flat_map(|section| &mut section.blocks);
    blocks.for_each(again);
    for question in &mut pretest.questions {
        question.pair = Some(question.id.clone());
        question.id = question.id.replacen('q', "p", 1);
        again(&mut question.text);
        again(&mut question.explanation);
        question
            .options
            .iter_mut()
            .for_each(|option| again(&mut option.text));
    }
    pretest
}
