//! One migrated template for the run, a copy for each test, nothing left behind.
use cloud_school::db;
use diesel_async::{AsyncConnection, AsyncPgConnection, SimpleAsyncConnection};
use rocket::tokio::{runtime, sync::Mutex};
use std::{
    sync::{Arc, Weak},
    thread,
};
use uuid::Uuid;

/// The template lives as long as any copy of it.
static TEMPLATE: Mutex<Weak<Database>> = Mutex::const_new(Weak::new());

pub struct Database {
    name: String,
    _template: Option<Arc<Database>>,
}

impl Database {
    pub async fn copy() -> Self {
        let mut shared = TEMPLATE.lock().await;
        let template = match shared.upgrade() {
            Some(template) => template,
            None => {
                let new = Arc::new(Self::create("template1", None).await);
                db::migrate(&new.url()).await.unwrap();
                *shared = Arc::downgrade(&new);
                new
            }
        };
        drop(shared);
        Self::copy_of(&template).await
    }

    /// What stands in another database, to which nobody may be connected.
    pub async fn copy_of(template: &Arc<Self>) -> Self {
        Self::create(&template.name, Some(template.clone())).await
    }

    pub fn url(&self) -> String {
        at(&self.name)
    }

    async fn create(from: &str, template: Option<Arc<Database>>) -> Self {
        let name = format!("school_test_{}", Uuid::now_v7().simple());
        run(&format!("create database {name} template {from}")).await;
        Self {
            name,
            _template: template,
        }
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        let statement = format!("drop database {} with (force)", self.name);
        let work = move || {
            let runtime = runtime::Builder::new_current_thread().enable_all().build();
            runtime.unwrap().block_on(run(&statement));
        };
        thread::spawn(work).join().expect("the database is dropped");
    }
}

fn at(name: &str) -> String {
    let url = std::env::var("DATABASE_URL").expect("DATABASE_URL names a Postgres for tests");
    format!("{}/{name}", url.rsplit_once('/').unwrap().0)
}

async fn run(statement: &str) {
    let mut db = AsyncPgConnection::establish(&at("postgres")).await.unwrap();
    db.batch_execute(statement).await.unwrap();
}
