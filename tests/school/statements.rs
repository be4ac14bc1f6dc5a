//! How often a page asks the database, held so that it does not creep up: each statement is a round trip.
use crate::support::{Person, School, World};
use diesel::connection::InstrumentationEvent;
use diesel_async::AsyncConnection;
use rocket::http::Method;
use std::sync::{Arc, Mutex};

/// What was asked of the database since it was last read.
struct Asked(Arc<Mutex<Vec<String>>>);

impl Asked {
    /// Listens at the school's only connection; requests that come one after the other all use that one.
    async fn of(school: &School) -> Self {
        let asked = Arc::new(Mutex::new(vec![]));
        let heard = asked.clone();
        let mut connection = school.db().await;
        assert_eq!(school.pool.status().size, 1);
        connection.set_instrumentation(move |event: InstrumentationEvent<'_>| {
            if let InstrumentationEvent::StartQuery { query, .. } = event {
                heard.lock().unwrap().push(query.to_string());
            }
        });
        Self(asked)
    }

    fn since(&self) -> Vec<String> {
        std::mem::take(&mut *self.0.lock().unwrap())
    }
}

/// What is done, by whom, and how many statements it may take, begin and commit included.
struct Deed<'w> {
    what: &'static str,
    who: Option<&'w Person>,
    method: Method,
    address: String,
    form: &'static [(&'static str, &'static str)],
    at_most: usize,
}

#[rocket::async_test]
async fn a_page_asks_the_database_seldom() {
    let (world, school) = World::open().await;
    let ids = &world.ours.ids;
    let learner = Some(world.ours.person("learner"));
    let leader = Some(world.ours.person("facilitator"));
    let reviewer = Some(world.ours.person("reviewer"));
    let (get, post) = (Method::Get, Method::Post);
    let deed = |what, who, method, address: &str, form, at_most| Deed {
        what,
        who,
        method,
        address: ids.fill(address),
        form,
        at_most,
    };
    let course = "/courses/{course}";
    let lesson = "/courses/{course}/lessons/{lesson}";
    let quiz = "/courses/{course}/lessons/{quiz}";
    let open_lesson = "/courses/{open}/lessons/{open-lesson}";
    let table = "/cohorts/{cohort}/courses/{course}";
    let read = format!("{lesson}/completion");
    let review = format!("{lesson}/review");
    let answers = format!("{quiz}/answers");
    let deeds = [
        deed("the start page", None, get, "/", &[][..], 1),
        deed("the catalogue", None, get, "/courses", &[], 2),
        deed("a course", learner, get, course, &[], 3),
        deed("an open lesson", None, get, open_lesson, &[], 1),
        deed("a lesson", learner, get, lesson, &[], 3),
        deed("a quiz", learner, get, quiz, &[], 4),
        deed("one's learning", learner, get, "/learning", &[], 5),
        deed("the inbox", learner, get, "/inbox", &[], 2),
        deed("a lesson is read", learner, post, &read, &[], 3),
        deed(
            "an answer",
            learner,
            post,
            &answers,
            &[("attempt", "1"), ("q7f3", "a")],
            9,
        ),
        deed("the groups", leader, get, "/groups", &[], 3),
        deed("a group", leader, get, "/cohorts/{cohort}", &[], 5),
        deed("the table", leader, get, table, &[], 6),
        deed(
            "what waits for a reviewer",
            reviewer,
            get,
            "/reviews",
            &[],
            4,
        ),
        deed("a lesson before her", reviewer, get, &review, &[], 6),
    ];
    // What is published is read once and kept.
    for address in [course, "/courses/{open}", lesson, open_lesson] {
        let page = school.ask(learner, get, &ids.fill(address), &[]).await;
        page.goes_well();
    }
    let asked = Asked::of(&school).await;
    let mut too_many = vec![];
    for deed in deeds {
        asked.since();
        let answer = school.ask(deed.who, deed.method, &deed.address, deed.form);
        answer.await.goes_well();
        let statements = asked.since();
        println!("{}: {} of {}", deed.what, statements.len(), deed.at_most);
        if statements.len() > deed.at_most || statements.is_empty() {
            too_many.push(format!("{}:\n  {}", deed.what, statements.join("\n  ")));
        }
    }
    assert!(too_many.is_empty(), "{}", too_many.join("\n"));
}
