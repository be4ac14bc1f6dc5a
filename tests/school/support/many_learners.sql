set session_replication_role = replica;
set work_mem = '64MB';
do $$
declare tables record;
begin
    for tables in select oid::regclass as name from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace loop
        execute format('alter table %s set (autovacuum_enabled = false)', tables.name);
    end loop;
end
$$;
create temp table made on commit preserve rows as
select
    n,
    lpad(to_hex(n), 12, '0') as tail,
    ('01900000-0000-7000-8000-' || lpad(to_hex(n), 12, '0'))::uuid as person,
    ('01900000-0000-7000-9000-' || lpad(to_hex(n / 40), 12, '0'))::uuid as cohort
from generate_series((select count(*) from people), {learners}) as n;
insert into people (id, name, made_at) select person, 'learner ' || n, now() from made;
insert into identifiers (kind, value, person) select 'code', 'many' || n, person from made;
insert into sign_ins (id, token_hash, person, way, browser, made_at, last_seen_at, ends_at)
select person, decode(md5(n::text), 'hex'), person, 'card', '', now(), now(), now() + interval '90 days' from made;
insert into cohorts (id, programme, name)
select distinct on (cohort) cohort, (select id from programmes where slug = '{programme}'), 'cohort ' || tail from made
on conflict do nothing;
insert into memberships (cohort, person, since) select cohort, person, now() from made;
insert into enrolments (id, person, course, since, way)
select person, person, (select id from courses where slug = '{course}'), now() - interval '1 day', 'cohort' from made;
insert into enrolment_states (enrolment, done, last_event_at) select person, 1, now() from made;
insert into letters (id, person, kind, cause, facts, written_at)
select person, person, 'enrolled', person, '{"course_titles": {}, "course_slug": ""}', now() from made;
insert into lesson_states (learner, lesson, completed_at, provenance)
select person, lessons.id, now(), 'self'
from made, lessons where lessons.course = (select id from courses where slug = '{course}');
insert into events (learner, id, kind, course, course_version, lesson, payload, body_hash, occurred_at, received_at, effective_at, provenance, recorded_by)
select person, lessons.id, 'read', lessons.course, publications.version, lessons.id, '{"kind": "read"}', '\x00', now(), now(), now(), 'self', person
from made, lessons join publications on publications.course = lessons.course
where lessons.course = (select id from courses where slug = '{course}');
drop table made;
set session_replication_role = origin;
