//! Schools full of people, made by SQL in a minute.
use crate::{Result, server::settings};
use cloud_school::{
    access::{Caretaker, Keys, Passwords},
    courses::{
        self,
        format::{self, CourseFile, LessonFile, LessonKind},
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
/// Others, in which nobody has begun: enough lessons for a whole run.
pub const OTHERS: [&str; 3] = ["another-course", "another-course-2", "another-course-3"];

/// As many lessons as the table has columns.
const LESSONS: usize = 30;

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

/// The school's course as it is, and courses of thirty lessons made of it.
async fn teach(data_folder: &Path, db: &mut AsyncPgConnection) -> Result<(CourseFile, CourseFile)> {
    let content = Path::new("course_content");
    let by = Caretaker::on_duty();
    let read = |faults| format!("course_content is not in order: {faults:?}");
    let school = format::read_school(&content.join("school.toml")).map_err(read)?;
    courses::seed_school(&by, &school, db).await?;
    let announced = format::read_announced(&content.join("announced.toml")).map_err(read)?;
    courses::seed_announced(&by, &announced, db).await?;

    let course = format::read(&content.join("rice-full-mechanized-production")).map_err(read)?;
    let long = shortened(&course, LONG);
    let blobs = Blobs::of(&settings("", data_folder.into(), 0).data_folder);
    let others = OTHERS.map(|slug| shortened(&course, slug));
    for file in [&course, &long].into_iter().chain(&others) {
        import(&by, file, true, &blobs, chrono::Utc::now(), db).await?;
    }
    Ok((course, long))
}

/// Another course with the same texts, of as many lessons as the table has columns; the final quiz is among them.
fn shortened(course: &CourseFile, slug: &str) -> CourseFile {
    let mut long = course.clone();
    long.id = Uuid::now_v7();
    long.slug = slug.into();
    long.pretest = None;
    let mut surplus = course.taught().count().saturating_sub(LESSONS);
    for module in &mut long.modules {
        module.id = Uuid::now_v7();
        module.lessons.retain(|lesson| {
            let goes = surplus > 0 && lesson.slug.starts_with("quiz-");
            surplus -= usize::from(goes);
            !goes
        });
        for lesson in &mut module.lessons {
            lesson.id = Uuid::now_v7();
        }
    }
    let last = long.modules.last_mut().expect("a course has modules");
    let kept = last.lessons.len().saturating_sub(surplus + 1);
    let quiz = last.lessons.pop();
    last.lessons.truncate(kept);
    last.lessons.extend(quiz);
    long
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
