//! What a page reads of the database does not grow with the school: 1,000 learners or 100,000.
use crate::support::{Person, School, World};
use diesel::{QueryableByName, sql_query, sql_types as sql};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use rocket::http::Method;
use std::collections::BTreeMap;

/// Blocks that were read, by table, its indexes included.
type Blocks = BTreeMap<String, i64>;

/// By how much a page may read more in the large school: an index over 100,000 ids has three levels where one over 1,000 has two, and
/// nothing else may grow.
const GROWTH: f64 = 1.5;

/// Learners with what each of them brings along, in cohorts of forty. No trigger looks at a row, and nothing is vacuumed meanwhile.
const MORE: &str = include_str!("support/many_learners.sql");

impl School {
    /// The numbers of the server, once the school's own connection has handed over its part.
    async fn blocks(&self, watch: &mut AsyncPgConnection) -> Blocks {
        #[derive(QueryableByName)]
        struct Row {
            #[diesel(sql_type = sql::Text)]
            name: String,
            #[diesel(sql_type = sql::BigInt)]
            blocks: i64,
        }
        let mut own = self.db().await;
        assert_eq!(self.pool.status().size, 1, "requests came at once");
        own.batch_execute("select pg_stat_force_next_flush()")
            .await
            .unwrap();
        drop(own);
        let rows: Vec<Row> = sql_query(
            "select relname::text as name,
                coalesce(heap_blks_hit + heap_blks_read, 0) + coalesce(idx_blks_hit + idx_blks_read, 0)
                    + coalesce(toast_blks_hit + toast_blks_read, 0) as blocks
            from pg_statio_user_tables",
        )
        .load(watch)
        .await
        .unwrap();
        rows.into_iter().map(|row| (row.name, row.blocks)).collect()
    }

    /// What a request reads, the last time of several: by then plans are made.
    async fn reads(
        &self,
        watch: &mut AsyncPgConnection,
        people: &[Person],
        method: Method,
        address: &str,
        form: &[(&str, &str)],
    ) -> Blocks {
        let mut least: Option<Blocks> = None;
        for person in people {
            let before = self.blocks(watch).await;
            let answer = self.ask(Some(person), method, address, form).await;
            answer.goes_well();
            let mut read = self.blocks(watch).await;
            for (name, blocks) in &mut read {
                *blocks -= before.get(name).copied().unwrap_or(0);
            }
            read.retain(|_, blocks| *blocks > 0);
            let total = |blocks: &Blocks| blocks.values().sum::<i64>();
            if least
                .as_ref()
                .is_none_or(|least| total(&read) < total(least))
            {
                least = Some(read);
            }
        }
        least.expect("somebody asked")
    }
}

#[rocket::async_test]
async fn a_page_reads_no_more_in_a_large_school() {
    let (world, school) = World::open().await;
    let mut watch = AsyncPgConnection::establish(&school.database_url())
        .await
        .unwrap();
    let small = measured(&world, &school, &mut watch, 1_000).await;
    let large = measured(&world, &school, &mut watch, 100_000).await;

    let mut grown = vec![];
    for (what, few) in &small {
        let many = &large[what];
        let sum = |blocks: &Blocks| blocks.values().sum::<i64>();
        println!("{what}: {} → {}", sum(few), sum(many));
        let growth = match *what {
            // The list of all cohorts is read, which is short beside the list of all learners.
            "the groups" => 2.0 * GROWTH,
            _ => GROWTH,
        };
        if sum(many) as f64 > sum(few) as f64 * growth {
            grown.push(format!("{what}: {few:?} → {many:?}"));
        }
    }
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}

async fn measured(
    world: &World,
    school: &School,
    watch: &mut AsyncPgConnection,
    learners: u32,
) -> BTreeMap<&'static str, Blocks> {
    let ids = &world.ours.ids;
    let fill = MORE
        .replace("{learners}", &learners.to_string())
        .replace("{course}", ids.of("course"))
        .replace("{programme}", ids.of("programme"));
    watch.batch_execute(&fill).await.unwrap();
    watch.batch_execute("vacuum analyze").await.unwrap();

    let again = |person: &Person| vec![person.clone(); 8];
    let learner = again(world.ours.person("graduate"));
    let leader = again(world.ours.person("facilitator"));
    let mut new = vec![];
    for i in 0..8 {
        let person = school.person(&format!("newcomer {i} of {learners}")).await;
        let address = ids.fill("/courses/{course}/enrolment");
        school.post(&person, &address, &[]).await.goes_well();
        new.push(person);
    }
    let answer = [("attempt", "1"), ("q7f3", "a")];
    let (get, post) = (Method::Get, Method::Post);
    let mut all = BTreeMap::new();
    for (what, people, method, address, form) in [
        ("a course", &learner, get, "/courses/{course}", &[][..]),
        (
            "a lesson",
            &learner,
            get,
            "/courses/{course}/lessons/{lesson}",
            &[],
        ),
        (
            "a quiz",
            &learner,
            get,
            "/courses/{course}/lessons/{quiz}",
            &[],
        ),
        ("one's learning", &learner, get, "/learning", &[]),
        ("the inbox", &learner, get, "/inbox", &[]),
        (
            "a lesson is read",
            &new,
            post,
            "/courses/{course}/lessons/{lesson}/completion",
            &[],
        ),
        (
            "an answer",
            &new,
            post,
            "/courses/{course}/lessons/{quiz}/answers",
            &answer,
        ),
        ("the groups", &leader, get, "/groups", &[]),
        ("a group", &leader, get, "/cohorts/{cohort}", &[]),
        (
            "the table",
            &leader,
            get,
            "/cohorts/{cohort}/courses/{course}",
            &[],
        ),
    ] {
        let address = ids.fill(address);
        let read = school.reads(watch, people, method, &address, form);
        all.insert(what, read.await);
    }
    all
}
