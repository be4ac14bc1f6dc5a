//! What a page reads of the database does not grow with the school: 1,000 learners or 100,000.
use crate::support::{Over, Person, School, World, tiny};
use cloud_school::{access::RoleName, courses::format::LessonFile};
use diesel::{QueryableByName, sql_query, sql_types as sql};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl, SimpleAsyncConnection};
use rocket::http::Method;
use std::collections::BTreeMap;
use uuid::Uuid;

/// Blocks that were read, by table, its indexes included.
type Blocks = BTreeMap<String, i64>;

/// By how much a page may read more in the large school: an index over 100,000 ids has three levels where one over 1,000 has two, and
/// nothing else may grow.
const GROWTH: f64 = 1.3;

/// How many learners the schools have.
const SMALL: u32 = 1_000;
const LARGE: u32 = 100_000;

/// A cohort of forty, made with the learners, in a course of thirty lessons.
const COHORT: &str = "01900000-0000-7000-9000-00000000000a";
const TABLE: &str = "/cohorts/01900000-0000-7000-9000-00000000000a/courses/a-long-course";

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
    // The plans of a large school in the small one too, where reading a whole table may be cheaper: what is compared is how they grow.
    let plans = "set enable_seqscan = off; set enable_hashjoin = off; set enable_mergejoin = off; set enable_material = off";
    school.db().await.batch_execute(plans).await.unwrap();
    let small = measured(&world, &school, &mut watch, SMALL).await;
    let large = measured(&world, &school, &mut watch, LARGE).await;

    let mut grown = vec![];
    for (what, few) in &small {
        let many = &large[what];
        let sum = |blocks: &Blocks| blocks.values().sum::<i64>();
        println!("{what}: {} → {}", sum(few), sum(many));
        if sum(many) as f64 > sum(few) as f64 * GROWTH {
            grown.push(format!("{what}: {few:?} → {many:?}"));
        }
    }
    assert!(grown.is_empty(), "{}", grown.join("\n"));
}

/// Forty people in a course of thirty lessons that they have all read: a table as people look at it.
async fn fill_the_table(world: &World, school: &School, watch: &mut AsyncPgConnection) {
    let programme = world.ours.ids.of("programme");
    let (mut course, long) = tiny("a-long-course", programme);
    let lessons = &mut course.modules[0].lessons;
    let first = lessons[0].clone();
    for n in lessons.len()..30 {
        let mut another = LessonFile {
            id: Uuid::now_v7(),
            slug: format!("{}-{n}", first.slug),
            sections: vec![],
            questions: vec![],
            claims: vec![],
            examples: vec![],
            ..first.clone()
        };
        another.title.segment = format!("{}{n}", first.title.segment);
        lessons.push(another);
    }
    school.publish(&course).await;
    let id = COHORT.parse().unwrap();
    school.teaches(id, &long).await;
    let leader = world.ours.person("facilitator");
    school
        .gives(leader, RoleName::Facilitator, Over::Cohort(id))
        .await;
    let members = format!(
        "insert into enrolments (id, person, course, since, way)
            select gen_random_uuid(), person, '{course}', now(), 'cohort' from memberships where cohort = '{COHORT}';
        insert into enrolment_states (enrolment, done, last_event_at)
            select id, 30, now() from enrolments where course = '{course}';
        insert into lesson_states (learner, lesson, completed_at, provenance)
            select person, lessons.id, now(), 'self' from memberships, lessons
            where cohort = '{COHORT}' and course = '{course}'",
        course = long.id
    );
    watch.batch_execute(&members).await.unwrap();
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
    if learners == SMALL {
        fill_the_table(world, school, watch).await;
    }
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
        ("the table", &leader, get, TABLE, &[]),
    ] {
        let address = ids.fill(address);
        let read = school.reads(watch, people, method, &address, form);
        all.insert(what, read.await);
    }
    all
}
