//! A server to be measured: the school as it is, and beside it, only here, the yardsticks it is compared with.
use crate::{Result, fill::School, load::Line};
use askama::Template;
use cloud_school::{
    access::{Keys, Person},
    config::Config,
    db::{self, Db, Pool},
    letters,
    mail::Outbox,
    page::{Demo, Frame, Page},
    schema::courses,
    school,
};
use diesel::{
    connection::{Instrumentation, InstrumentationEvent, set_default_instrumentation},
    insert_into,
    prelude::*,
};
use diesel_async::RunQueryDsl;
use rocket::{
    Route, State, get, routes,
    tokio::{
        process::{Child, Command},
        task::JoinSet,
        time::sleep,
    },
};
use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
    time::{Duration, Instant},
};
use uuid::Uuid;

/// A school that is open in a process of its own, until it is dropped.
pub struct Running {
    pub port: u16,
    child: Child,
}

impl Running {
    /// Opens it, and waits until it answers; `counts` has it count its SQL statements.
    pub async fn start(school: &School, folder: &Path, counts: bool) -> Result<Self> {
        let port = TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port();
        let child = Command::new(env::current_exe()?)
            .arg("serve")
            .arg(&school.url)
            .arg(folder.join(school.name))
            .arg(port.to_string())
            .args(counts.then_some("counting"))
            .kill_on_drop(true)
            .spawn()?;
        let until = Instant::now() + Duration::from_secs(20);
        while let Err(trouble) = Line::open(port).await {
            if Instant::now() > until {
                return Err(trouble);
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(Self { port, child })
    }

    /// Its memory in megabytes: now, and the most so far.
    pub fn memory(&self) -> Result<(f64, f64)> {
        let id = self.child.id().ok_or("the server ended")?;
        let status = fs::read_to_string(format!("/proc/{id}/status"))?;
        let field = |name: &str| -> Result<f64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let kilobytes = line.and_then(|rest| rest.split_whitespace().next());
            Ok(kilobytes.ok_or("no such field")?.parse::<f64>()? * 1024.0 / 1e6)
        };
        Ok((field("VmRSS:")?, field("VmHWM:")?))
    }
}

/// The process that is measured.
pub fn serve(words: &[String]) -> Result {
    let [url, folder, port, counting @ ..] = words else {
        return Err("serve URL FOLDER PORT [counting]".into());
    };
    if !counting.is_empty() {
        set_default_instrumentation(|| Some(Box::new(Counter)))?;
    }
    let config = settings(url, folder.into(), port.parse()?);
    rocket::execute(async move {
        let pool = db::pool(url)?;
        let keys = Keys::load_or_draw(&config.data_folder)?;
        let outbox = Outbox::new(&config, keys.clone(), pool.clone(), letters())?;
        school(config, keys, pool, Demo(false))?
            .attach(outbox)
            .mount("/bench", yardsticks())
            .launch()
            .await?;
        Ok(())
    })
}

pub fn settings(url: &str, data_folder: PathBuf, port: u16) -> Config {
    Config {
        data_folder,
        address: None,
        port,
        public_url: format!("http://localhost:{port}"),
        database_url: Some(url.into()),
        smtp_url: None,
        mail_from: "Cloud School <school@localhost>".into(),
        trusted_proxy: false,
        pseudo_languages: false,
        fonts: PathBuf::from("/usr/share/fonts/truetype/noto"),
        issuer: None,
        content_folder: None,
        log: String::new(),
    }
}

/// SQL statements that were sent.
static STATEMENTS: AtomicU64 = AtomicU64::new(0);

struct Counter;

impl Instrumentation for Counter {
    fn on_connection_event(&mut self, event: InstrumentationEvent<'_>) {
        if let InstrumentationEvent::StartQuery { .. } = event {
            STATEMENTS.fetch_add(1, Ordering::Relaxed);
        }
    }
}

fn yardsticks() -> Vec<Route> {
    routes![bare, reference, inserts, statements]
}

/// What Rocket and the headers of every answer cost.
#[get("/bare")]
fn bare() -> &'static str {
    "The school is open."
}

/// 4 KB of prose as lessons have it; with the frame around it the page has about 6 KB.
static PROSE: &str = include_str!("prose.txt");

#[derive(Template)]
#[template(
    ext = "html",
    source = r#"{% extends "layout.html" %}{% block title %}{{ slug }}{% endblock %}{% block main %}<h1>{{ slug }}</h1>
{% for line in PROSE.lines() %}<p>{{ line }}</p>
{% endfor %}{% endblock %}"#
)]
struct Reference {
    frame: Frame,
    slug: String,
}

/// What every page must do: look up the sign-in, ask one indexed question, render, compress.
#[get("/reference")]
async fn reference(
    _person: &Person,
    frame: Frame,
    db: Db<'_>,
) -> cloud_school::Result<Page<Reference>> {
    let slug = courses::table
        .filter(courses::slug.eq(crate::fill::LONG))
        .select(courses::slug)
        .first(&mut *db.open().await?)
        .await?;

    Ok(Page::own(Reference { frame, slug }))
}

diesel::table! {
    bench_rows (id) {
        id -> Uuid,
        learner -> Uuid,
        kind -> Text,
        payload -> Jsonb,
        body_hash -> Bytea,
        at -> Timestamptz,
    }
}

/// How many rows as large as an event 16 tasks can keep through the pool in so many milliseconds; nothing else is done.
#[get("/inserts?<milliseconds>")]
async fn inserts(milliseconds: u64, pool: &State<Pool>) -> cloud_school::Result<String> {
    let until = Instant::now() + Duration::from_millis(milliseconds);
    let mut tasks: JoinSet<cloud_school::Result<u64>> = JoinSet::new();
    for _ in 0..16 {
        let pool = Pool::clone(pool);
        tasks.spawn(async move {
            let mut kept = 0_u64;
            while Instant::now() < until {
                insert(&pool).await?;
                kept += 1;
            }
            Ok(kept)
        });
    }
    let mut kept = 0;
    while let Some(task) = tasks.join_next().await {
        kept += task.map_err(|e| cloud_school::Error::Mistake(e.to_string()))??;
    }
    Ok(kept.to_string())
}

async fn insert(pool: &Pool) -> cloud_school::Result<()> {
    let connection = pool.get().await;
    let mut db = connection.map_err(|e| cloud_school::Error::Unavailable(e.to_string()))?;
    insert_into(bench_rows::table)
        .values((
            bench_rows::id.eq(Uuid::now_v7()),
            bench_rows::learner.eq(Uuid::now_v7()),
            bench_rows::kind.eq("read"),
            bench_rows::payload.eq(serde_json::json!({ "kind": "read" })),
            bench_rows::body_hash.eq([7_u8; 32].as_slice()),
            bench_rows::at.eq(chrono::Utc::now()),
        ))
        .execute(&mut db)
        .await?;
    Ok(())
}

#[get("/statements")]
fn statements() -> String {
    AtomicU64::load(&STATEMENTS, Ordering::Relaxed).to_string()
}
