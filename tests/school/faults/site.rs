//! A school on a real disk, that can be killed and started again, and its people.
use super::{
    ledger::{Deed, Kept},
    load::Learner,
    phone::Phone,
};
use crate::support::{Program, Running};
use chrono::{Duration as Span, Utc};
use cloud_school::{
    access::{PersonId, Token},
    courses::{CourseId, LessonId, VersionId},
    db::{self, Connection, cluster},
    enrolments, progress,
    schema::{people, sign_ins},
};
use diesel::{ExpressionMethods, QueryableByName, insert_into, sql_query, sql_types as sql};
use diesel_async::{AsyncConnection, RunQueryDsl, SimpleAsyncConnection};
use rocket::tokio::runtime::Runtime;
use rustix::process::{Signal, kill_process};
use serde::Deserialize;
use std::{
    net::TcpListener,
    sync::Arc,
    time::{Duration, Instant},
};
use uuid::Uuid;

const COURSE: &str = "rice-full-mechanized-production";

pub struct Site {
    program: Program,
    running: Running,
    runtime: Runtime,
    port: u16,
    pub course: Arc<Course>,
    pub cohort: Uuid,
    pub facilitator: String,
}

/// What can be done in a course.
#[derive(Default)]
pub struct Course {
    id: Uuid,
    pub slug: &'static str,
    pub lessons: Vec<Lesson>,
}

#[derive(QueryableByName)]
pub struct Lesson {
    #[diesel(sql_type = sql::Uuid)]
    course: Uuid,
    #[diesel(sql_type = sql::Uuid)]
    version: Uuid,
    #[diesel(sql_type = sql::Uuid)]
    id: Uuid,
    #[diesel(sql_type = sql::Text)]
    pub slug: String,
    #[diesel(sql_type = sql::Text)]
    kind: String,
    #[diesel(sql_type = sql::Jsonb)]
    questions: serde_json::Value,
}

#[derive(Deserialize)]
pub struct Question {
    pub name: String,
    options: Vec<Choice>,
}

#[derive(Deserialize)]
struct Choice {
    id: String,
    right: bool,
}

impl Course {
    pub fn had_in_a_group(&self) -> &[Lesson] {
        &self.lessons[..self.lessons.len() - 2]
    }

    /// A lesson to read and the final quiz.
    pub fn still_to_do(&self) -> &[Lesson] {
        &self.lessons[self.lessons.len() - 2..]
    }
}

impl Lesson {
    fn place(&self) -> (CourseId, VersionId, LessonId) {
        (
            CourseId(self.course),
            VersionId(self.version),
            LessonId(self.id),
        )
    }

    pub fn is_quiz(&self) -> bool {
        self.kind == "quiz"
    }

    pub fn questions(&self) -> Vec<Question> {
        serde_json::from_value(self.questions.clone()).unwrap()
    }
}

impl Question {
    pub fn choice(&self, right: bool) -> &str {
        let fits = self.options.iter().find(|choice| choice.right == right);
        &fits.expect("a question has right and wrong options").id
    }
}

#[derive(QueryableByName)]
struct KeptEvent {
    #[diesel(sql_type = sql::Text)]
    kind: String,
    #[diesel(sql_type = sql::Uuid)]
    learner: Uuid,
    #[diesel(sql_type = sql::Text)]
    lesson: String,
    #[diesel(sql_type = sql::Nullable<sql::SmallInt>)]
    attempt: Option<i16>,
    #[diesel(sql_type = sql::Nullable<sql::Text>)]
    question: Option<String>,
    #[diesel(sql_type = sql::Nullable<sql::Text>)]
    option: Option<String>,
    #[diesel(sql_type = sql::BigInt)]
    times: i64,
}

#[derive(QueryableByName)]
struct Counted {
    #[diesel(sql_type = sql::Text)]
    fault: String,
    #[diesel(sql_type = sql::BigInt)]
    times: i64,
}

#[derive(QueryableByName)]
struct Text {
    #[diesel(sql_type = sql::Text)]
    text: String,
}

impl Site {
    /// A school with the course of the repository, a cohort and its facilitator.
    pub fn open() -> Self {
        let (program, port) = (Program::with_courses(), quiet_port());
        let running = program.serve_at(port);
        let said = program.run(&[
            "cohort",
            "add",
            "Daule",
            "--programme",
            "ecuador",
            "--course",
            COURSE,
        ]);
        let cohort: Uuid = said.out.lines().next().unwrap().parse().expect(&said.err);
        let mut site = Self {
            program,
            running,
            runtime: Runtime::new().unwrap(),
            port,
            course: Arc::default(),
            cohort,
            facilitator: String::new(),
        };
        let lessons = site.sql(async |db| lessons(db).await);
        site.course = Arc::new(Course {
            id: lessons[0].course,
            slug: COURSE,
            lessons,
        });
        site.facilitator = site.sql(async move |db| {
            let (id, token) = sign_in(1, db).await.remove(0);
            sql_query("insert into roles (id, person, role, cohort, since) values ($1, $2, 'facilitator', $3, now())")
                .bind::<sql::Uuid, _>(Uuid::now_v7())
                .bind::<sql::Uuid, _>(id)
                .bind::<sql::Uuid, _>(cohort)
                .execute(db)
                .await
                .unwrap();
            token
        });
        site
    }

    /// Learners of the course with their phones, all signed in. All lessons but the last two they had in a group.
    pub fn enrol(&self, count: usize) -> Vec<Learner> {
        let course = &self.course;
        let signed_in = self.sql(async move |db| {
            db.transaction(async |db| {
                let signed_in = sign_in(count, db).await;
                let ids: Vec<_> = signed_in.iter().map(|(id, _)| PersonId(*id)).collect();
                let (now, way) = (Utc::now(), enrolments::Way::Own);
                enrolments::open(&ids, CourseId(course.id), way, now, db).await?;
                for lesson in course.had_in_a_group() {
                    let session = Uuid::now_v7();
                    let place = lesson.place();
                    progress::attended(session, &ids, place, now, ids[0], now, db).await?;
                }
                Ok::<_, diesel::result::Error>(signed_in)
            })
            .await
            .unwrap()
        });
        let learner = |(place, (id, token)): (usize, (Uuid, String))| {
            Learner::new(id, self.phone(token), course, place.is_multiple_of(2))
        };
        signed_in.into_iter().enumerate().map(learner).collect()
    }

    pub fn phone(&self, token: String) -> Phone {
        let port = self.port;
        Phone { port, token }
    }

    /// With a connection of one's own.
    pub fn sql<T>(&self, work: impl AsyncFnOnce(&mut Connection) -> T) -> T {
        self.runtime.block_on(async {
            let mut db = db::connect(&self.url().await).await.unwrap();
            work(&mut db).await
        })
    }

    /// The address of its Postgres.
    pub async fn url(&self) -> String {
        let running = cluster::running(&self.program.data_folder()).await;
        running.unwrap().expect("a school runs here")
    }

    /// The moment between two instructions.
    pub fn kill(&mut self, with_postgres: bool) {
        if with_postgres {
            self.kill_postgres();
        }
        self.running.kill();
    }

    /// Answers which one it was.
    pub fn kill_postgres(&self) -> rustix::process::Pid {
        let postmaster = self.program.postmaster().expect("Postgres runs");
        kill_process(postmaster, Signal::KILL).unwrap();
        postmaster
    }

    pub fn postmaster(&self) -> Option<rustix::process::Pid> {
        self.program.postmaster()
    }

    /// In order; whatever was killed in it before.
    pub fn close(&mut self) {
        assert_eq!(
            self.running.ask_to_close(),
            Some(0),
            "{}",
            self.program.log()
        );
        assert!(!self.program.runs_postgres());
    }

    /// As an administrator does who knows nothing of what happened. How long it takes until somebody who is signed in gets a page.
    pub fn start(&mut self) -> Duration {
        let begun = Instant::now();
        self.running = self.program.serve_at(self.port);
        let page = self.phone(self.facilitator.clone()).get("/learning");
        let page = page.expect("an open school answers");
        assert_eq!(page.status, 200, "{}", self.program.log());
        begun.elapsed()
    }

    pub fn kept(&self) -> Kept {
        let cohort = self.cohort;
        self.sql(async move |db| {
            let events = sql_query(include_str!("kept.sql")).load::<KeptEvent>(db);
            let mut kept: Kept = events.await.unwrap().into_iter().map(deed).collect();
            let members = "select p.name as fault, count(*) as times from memberships join people p on p.id = person where cohort = $1 group by 1";
            let members = sql_query(members).bind::<sql::Uuid, _>(cohort).load::<Counted>(db);
            for Counted { fault: name, times } in members.await.unwrap() {
                let form = name.rsplit(' ').next().unwrap().parse();
                kept.insert(Deed::Added { form: form.expect("a name of ours") }, times);
            }
            kept
        })
    }

    /// Nothing stands there half.
    pub fn is_whole(&self) {
        let counted = self.sql(async |db| {
            sql_query(include_str!("halves.sql"))
                .load::<Counted>(db)
                .await
                .unwrap()
        });
        for Counted { fault, times } in counted {
            assert_eq!(times, 0, "{fault}");
        }
        let log = self.program.log();
        assert!(!log.contains("panicked"), "{log}");
    }

    /// The summaries that were written with the events are those that the events make.
    pub fn adds_up(&self) {
        let before = self.summaries();
        let rebuilt = self.program.run(&["rebuild"]);
        assert_eq!(rebuilt.code, 0, "{}", rebuilt.err);
        assert_eq!(self.summaries(), before);
    }

    fn summaries(&self) -> Vec<String> {
        let all = "select to_jsonb(s)::text as text from lesson_states s union all select to_jsonb(s)::text from enrolment_states s order by 1";
        let rows = self.sql(async |db| sql_query(all).load::<Text>(db).await.unwrap());
        rows.into_iter().map(|row| row.text).collect()
    }

    /// Nobody can write events, and nobody read them, until the connection is dropped.
    pub fn lock_events(&self) -> Connection {
        self.runtime.block_on(async {
            let mut db = db::connect(&self.url().await).await.unwrap();
            let lock = "begin; lock table events in access exclusive mode";
            db.batch_execute(lock).await.unwrap();
            db
        })
    }

    pub fn waiting_for_locks(&self) -> i64 {
        let count = "select '' as fault, count(*) as times from pg_stat_activity where wait_event_type = 'Lock'";
        self.sql(async |db| {
            sql_query(count)
                .get_result::<Counted>(db)
                .await
                .unwrap()
                .times
        })
    }

    pub fn certificates(&self) -> i64 {
        let count = "select '' as fault, count(*) as times from certificates";
        self.sql(async |db| {
            sql_query(count)
                .get_result::<Counted>(db)
                .await
                .unwrap()
                .times
        })
    }
}

impl Drop for Site {
    /// After a failure between a kill and a start, Postgres is an orphan.
    fn drop(&mut self) {
        if self.running.is_dead() && self.program.runs_postgres() {
            let _ = self
                .program
                .postmaster()
                .map(|pid| kill_process(pid, Signal::QUIT));
            self.program.wait_until_postgres_ends();
        }
    }
}

/// Outside the range from which the system takes the other ends of connections: it must still be free when the school comes back.
fn quiet_port() -> u16 {
    let free = |port: &u16| TcpListener::bind(("127.0.0.1", *port)).is_ok();
    let start = 20_000 + u16::try_from(super::below(10_000)).unwrap();
    (start..32_000).find(free).expect("a port is free")
}

/// The lessons in their order, but before the final quiz one to read.
async fn lessons(db: &mut Connection) -> Vec<Lesson> {
    let all = "select p.course, p.version, r.lesson as id, r.slug, r.kind, coalesce(jsonb_agg(jsonb_build_object('name', q.name, 'options', o.options) order by v.position) \
               filter (where q.id is not null), '[]') as questions \
               from publications p join lesson_revisions r using (version) left join questions q on q.lesson = r.lesson \
               left join version_questions v on v.version = p.version and v.question = q.id \
               left join question_revisions o on o.id = v.revision join courses c on c.id = p.course where c.slug = $1 and r.kind <> 'pretest' group by 1, 2, 3, 4, 5, r.position order by r.position";
    let mut lessons: Vec<Lesson> = sql_query(all)
        .bind::<sql::Text, _>(COURSE)
        .load(db)
        .await
        .unwrap();
    let last_to_read = lessons.iter().rposition(|lesson| !lesson.is_quiz());
    let last_to_read = lessons.remove(last_to_read.unwrap());
    lessons.insert(lessons.len() - 1, last_to_read);
    lessons
}

async fn sign_in(count: usize, db: &mut Connection) -> Vec<(Uuid, String)> {
    let now = Utc::now();
    let new: Vec<_> = (0..count)
        .map(|_| (Uuid::now_v7(), Token::draw()))
        .collect();
    let persons: Vec<_> = new
        .iter()
        .map(|(id, _)| {
            (
                people::id.eq(*id),
                people::name.eq("Amina"),
                people::made_at.eq(now),
            )
        })
        .collect();
    let entries: Vec<_> = new
        .iter()
        .map(|(id, token)| {
            (
                sign_ins::id.eq(Uuid::now_v7()),
                sign_ins::token_hash.eq(token.hash()),
                sign_ins::person.eq(*id),
                sign_ins::way.eq("card"),
                sign_ins::browser.eq(""),
                sign_ins::made_at.eq(now),
                sign_ins::last_seen_at.eq(now),
                sign_ins::ends_at.eq(now + Span::days(1)),
            )
        })
        .collect();
    insert_into(people::table)
        .values(persons)
        .execute(db)
        .await
        .unwrap();
    insert_into(sign_ins::table)
        .values(entries)
        .execute(db)
        .await
        .unwrap();
    new.into_iter()
        .map(|(id, token)| (id, token.text()))
        .collect()
}

fn deed(row: KeptEvent) -> (Deed, i64) {
    let KeptEvent {
        learner, lesson, ..
    } = row;
    let deed = match (row.kind.as_str(), row.attempt, row.question, row.option) {
        ("read", ..) => Deed::Read { learner, lesson },
        (_, None, Some(question), Some(option)) => Deed::Practised {
            learner,
            lesson,
            question,
            option,
        },
        (_, Some(attempt), Some(question), Some(option)) => Deed::Answered {
            learner,
            lesson,
            attempt,
            question,
            option,
        },
        (kind, ..) => panic!("half an event of kind {kind}"),
    };
    (deed, row.times)
}
