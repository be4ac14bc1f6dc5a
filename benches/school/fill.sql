-- Fills a school with people and what they did, fast. `bench.learners` says how many there are, `bench.password` the kept hash.
set session_replication_role = replica; -- no foreign key is asked: all that is named here exists

create function pg_temp.v7(at timestamptz, seed text) returns uuid language sql immutable as $$
    select (
        lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || left(md5(seed), 3) || '8' || right(md5(seed), 15)
    )::uuid
$$;

create temporary table learner as
select n, made, pg_temp.v7(made, 'person ' || n) as id, n % 20 as done
from generate_series(0, current_setting('bench.learners')::int - 1) as n
cross join lateral (select now() - interval '90 days' + n * interval '50 ms') as m (made);

create temporary table cohort as
select n, made, pg_temp.v7(made, 'cohort ' || n) as id, pg_temp.v7(made, 'facilitator ' || n) as facilitator
from generate_series(0, current_setting('bench.learners')::int / 50 - 1) as n
cross join lateral (select now() - interval '90 days' + n * interval '50 ms') as m (made);

insert into people (id, name, made_at)
select id, 'Learner Number ' || n, made from learner
union all select facilitator, 'Facilitator Number ' || n, made from cohort;

insert into identifiers (kind, value, person)
select 'user_name', 'learner.' || n, id from learner;

insert into credentials (id, person, kind, hash, made_at)
select pg_temp.v7(made, 'password ' || n), id, 'password', convert_to(current_setting('bench.password'), 'UTF8'), made from learner;

insert into sign_ins (id, token_hash, person, way, browser, made_at, last_seen_at, ends_at)
select
    pg_temp.v7(made, 'sign-in of ' || who), sha256(sha256(convert_to(who, 'UTF8'))), id, 'password',
    'Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/130.0.0.0 Mobile Safari/537.36',
    made, now() + interval '1 hour', now() + interval '90 days'
from (
    select id, made, 'learner ' || n as who from learner
    union all select facilitator, made, 'facilitator ' || n from cohort
) as everybody;

insert into cohorts (id, programme, name)
select cohort.id, programmes.id, 'Cohort Number ' || n from cohort cross join programmes where slug = 'ecuador';

insert into memberships (cohort, person, since)
select cohort.id, learner.id, learner.made from learner join cohort on cohort.n = learner.n / 50;

insert into roles (id, person, role, cohort, since)
select pg_temp.v7(made, 'role ' || n), facilitator, 'facilitator', id, made from cohort;

insert into cohort_courses (cohort, course, position)
select cohort.id, courses.id, row_number() over (partition by cohort.id order by slug)
from cohort cross join courses where exists (select from publications where course = courses.id);

create temporary table enrolled as
select
    learner.n, learner.id as learner, learner.made as since, courses.id as course, publications.version,
    pg_temp.v7(learner.made, courses.slug || learner.n) as id, case when courses.slug like 'another-%' then 0 else learner.done end as done
from learner cross join courses join publications on course = courses.id;

insert into enrolments (id, person, course, since, way)
select id, learner, course, since, 'cohort' from enrolled order by since;

-- The first lessons of two courses are done; of the others nothing is.
create temporary table read as
select learner, course, version, lesson, since + position * interval '1 day' as at
from enrolled join (
    select version, lesson, row_number() over (partition by version order by position) as position
    from lesson_revisions where kind = 'steps'
) as lessons using (version)
where position <= done;

insert into events
    (learner, id, kind, course, course_version, lesson, payload, body_hash, occurred_at, received_at, effective_at, provenance, recorded_by)
select
    learner, gen_random_uuid(), 'read', course, version, lesson, '{"kind": "read"}', sha256(convert_to(lesson::text, 'UTF8')), at, at, at,
    'self', learner
from read order by at;

insert into lesson_states (learner, lesson, completed_at, provenance)
select learner, lesson, at, case when get_byte(uuid_send(lesson), 15) % 4 = 0 then 'facilitated' else 'self' end from read order by at;

insert into enrolment_states (enrolment, done, last_event_at)
select
    enrolled.id, count(read.lesson), max(read.at)
from enrolled left join read using (learner, course)
group by enrolled.id;

create table bench_rows (
    id uuid primary key,
    learner uuid not null,
    kind text not null,
    payload jsonb not null,
    body_hash bytea not null,
    at timestamptz not null
);

set session_replication_role = origin;
discard temporary;
