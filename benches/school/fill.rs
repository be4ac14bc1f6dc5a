//! Schools full of people, made by SQL in a minute.
use crate::{Result, server::settings};
use cloud_school::{
    access::{Caretaker, Keys, Passwords},
    courses::{
        self,
        format::{self, CourseFile, LessonFile, LessonKind, Text},
        import,
    },
    db,
    media::Blobs,
};
use data_encoding::BASE64URL_NOPAD;
use diesel::{dsl::sql, sql_types};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use sha2::{Digest, Sha256};
use std::{fs, path::Path, time::Instant};
use uuid::Uuid;

/// Everybody's.
pub const PASSWORD: &str = "two goats and a well";
/// A course of 30 lessons in which everybody has done some.
pub const LONG: &str = "a-long-course";
/// Another one, in which nobody has begun.
pub const ANOTHER: &str = "another-long-course";

/// A school that stands in a database of its own.
pub struct School {
    pub name: &'static str,
    pub url: String,
    pub learners: u64,
    /// The course as it is taught.
    pub course: CourseFile,
    pub long: CourseFile,
    pub cohorts: Vec<Uuid>,
}

impl School {
    pub async fn fill(name: &'static str, learners: u64, url: &str, folder: &Path) -> Result<Self> {
        let start = Instant::now();
        let mut cluster = AsyncPgConnection::establish(url).await?;
        cluster
            .batch_execute(&format!("create database {name}"))
            .await?;
        let url = url.replace("/cloud_school", &format!("/{name}"));
        db::migrate(&url).await?;
        let mut db = AsyncPgConnection::establish(&url).await?;

        let folder = folder.join(name);
        fs::create_dir(&folder)?;
        let (course, long) = teach(&folder, &mut db).await?;
        let passwords = Passwords::new(&Keys::load_or_draw(&folder)?)?;
        let kept = String::from_utf8(passwords.hash(PASSWORD).await?)?;
        let settings = format!("set bench.learners = '{learners}'; set bench.password = '{kept}';");
        db.batch_execute(&settings).await?;
        db.batch_execute(include_str!("fill.sql")).await?;
        db.batch_execute("vacuum analyze").await?;
        db.batch_execute("checkpoint").await?;

        let cohorts = diesel::select(sql::<sql_types::Array<sql_types::Uuid>>(
            "(select array_agg(id order by id) from cohorts)",
        ));
        eprintln!("{name}: {learners} learners in {:.0?}", start.elapsed());
        Ok(Self {
            name,
            learners,
            course,
            long,
            cohorts: cohorts.get_result(&mut db).await?,
            url,
        })
    }

    /// How many lessons and answers were really kept since the run began.
    pub async fn kept(&self, kind: &str) -> Result<i64> {
        let mut db = AsyncPgConnection::establish(&self.url).await?;
        let count = format!(
            "(select count(*) from events where kind = '{kind}' and received_at > now() - interval '1 hour')"
        );
        let count = diesel::select(sql::<sql_types::BigInt>(&count));
        Ok(count.get_result(&mut db).await?)
    }
}

/// The token that the browser of the person with this name holds; `fill.sql` makes the same.
pub fn token(who: &str) -> String {
    BASE64URL_NOPAD.encode(&Sha256::digest(who))
}

/// The school's course as it is, and twice the same three times over: 27 lessons and 3 quizzes of 10 questions.
async fn teach(data_folder: &Path, db: &mut AsyncPgConnection) -> Result<(CourseFile, CourseFile)> {
    let content = Path::new("course_content");
    let by = Caretaker::on_duty();
    let read = |faults| format!("course_content is not in order: {faults:?}");
    let school = format::read_school(&content.join("school.toml")).map_err(read)?;
    courses::seed_school(&by, &school, db).await?;
    let announced = format::read_announced(&content.join("announced.toml")).map_err(read)?;
    courses::seed_announced(&by, &announced, db).await?;

    let course = format::read(&content.join("rice-full-mechanized-production")).map_err(read)?;
    let long = thrice(&course, LONG);
    let blobs = Blobs::of(&settings("", data_folder.into(), 0).data_folder);
    for file in [&course, &long, &thrice(&course, ANOTHER)] {
        import(&by, file, true, &blobs, chrono::Utc::now(), db).await?;
    }
    Ok((course, long))
}

fn thrice(course: &CourseFile, slug: &str) -> CourseFile {
    let mut long = course.clone();
    long.id = Uuid::now_v7();
    long.slug = slug.into();
    for module in &mut long.modules {
        module.id = Uuid::now_v7();
    }
    let modules = std::mem::take(&mut long.modules);
    for round in 0..3 {
        for module in &modules {
            let mut module = module.clone();
            module.id = Uuid::now_v7();
            rename(&mut module.title, round);
            module.lessons.iter_mut().for_each(|l| again(l, round));
            long.modules.push(module);
        }
    }
    // Ten lessons and a quiz make eleven, and the table has thirty.
    let mut surplus = 3;
    for module in &mut long.modules {
        module.lessons.retain(|lesson| {
            let goes = surplus > 0 && lesson.slug.starts_with("stay-safe");
            surplus -= usize::from(goes);
            !goes
        });
    }
    long
}

fn again(lesson: &mut LessonFile, round: usize) {
    lesson.id = Uuid::now_v7();
    lesson.slug = format!("{}-{round}", lesson.slug);
    rename(&mut lesson.title, round);
    let blocks = lesson.sections.iter_mut().flat_map(|s| &mut s.blocks);
    blocks.for_each(|text| rename(text, round));
    for question in &mut lesson.questions {
        question.id = format!("{}{round}", question.id);
        question.text.segment = question.id.clone();
        question.explanation.segment = format!("{}-why", question.id);
        for option in &mut question.options {
            option.text.segment = format!("{}-{}", question.id, option.id);
        }
    }
    for claim in &mut lesson.claims {
        claim.segment = format!("{}{round}", claim.segment);
    }
    for example in &mut lesson.examples {
        example.segment = format!("{}{round}", example.segment);
    }
}

fn rename(text: &mut Text, round: usize) {
    text.segment = format!("{}{round}", text.segment);
}

/// The lessons that are read, in their order.
pub fn steps(course: &CourseFile) -> Vec<&LessonFile> {
    let lessons = course.modules.iter().flat_map(|module| &module.lessons);
    lessons
        .filter(|lesson| lesson.kind == LessonKind::Steps)
        .collect()
}

/// The quizzes, in their order.
pub fn quizzes(course: &CourseFile) -> Vec<&LessonFile> {
    let lessons = course.modules.iter().flat_map(|module| &module.lessons);
    lessons
        .filter(|lesson| lesson.kind != LessonKind::Steps)
        .collect()
}
