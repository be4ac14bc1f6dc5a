create table enrolments (
    id uuid constraint enrolments_key primary key,
    person uuid not null constraint enrolments_person references people,
    course uuid not null constraint enrolments_course references courses,
    run smallint not null default 1,
    since timestamptz not null,
    ended timestamptz,
    way text not null constraint enrolments_way_check check (way in ('self', 'cohort')),
    constraint enrolments_run unique (person, course, run)
);
create unique index enrolments_one_open on enrolments (person, course) where ended is null;

create table enrolment_states (
    enrolment uuid constraint enrolment_states_key primary key constraint enrolment_states_enrolment references enrolments on delete cascade,
    done smallint not null,
    last_event_at timestamptz,
    completed_at timestamptz
);
comment on table enrolment_states is 'a cache of events, written with them in one statement';
comment on column enrolment_states.done is 'lessons completed, of whatever version';

create table events (
    learner uuid constraint events_learner references people,
    id uuid,
    seq bigint generated always as identity,
    kind text not null,
    payload_version smallint not null default 1,
    course uuid not null constraint events_course references courses,
    course_version uuid not null constraint events_course_version references course_versions,
    lesson uuid not null constraint events_lesson references lessons,
    payload jsonb not null,
    body_hash bytea not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null,
    effective_at timestamptz not null,
    provenance text not null constraint events_provenance_check check (provenance in ('self', 'facilitated', 'school')),
    recorded_by uuid not null constraint events_recorded_by references people,
    constraint events_key primary key (learner, id)
) partition by hash (learner);
create table events_0 partition of events for values with (modulus 8, remainder 0);
create table events_1 partition of events for values with (modulus 8, remainder 1);
create table events_2 partition of events for values with (modulus 8, remainder 2);
create table events_3 partition of events for values with (modulus 8, remainder 3);
create table events_4 partition of events for values with (modulus 8, remainder 4);
create table events_5 partition of events for values with (modulus 8, remainder 5);
create table events_6 partition of events for values with (modulus 8, remainder 6);
create table events_7 partition of events for values with (modulus 8, remainder 7);
comment on table events is 'what happened to learners: appended, never edited';
comment on column events.occurred_at is 'as claimed by where it happened';
comment on column events.effective_at is 'occurred_at, not before the enrolment, not after received_at';
comment on column events.provenance is 'school: follows from another event (an answer was scored, a rule was met)';

create table lesson_states (
    learner uuid constraint lesson_states_learner references people,
    lesson uuid constraint lesson_states_lesson references lessons,
    completed_at timestamptz,
    provenance text,
    best_points smallint,
    constraint lesson_states_key primary key (learner, lesson)
);
comment on table lesson_states is 'a cache of events, written with them in one statement; a row without completed_at was begun';
comment on column lesson_states.provenance is 'of the first completion';

create table attempts (
    id uuid constraint attempts_key primary key,
    learner uuid not null constraint attempts_learner references people,
    lesson uuid not null constraint attempts_lesson references lessons,
    version uuid not null constraint attempts_version references course_versions,
    number smallint not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    constraint attempts_number unique (learner, lesson, number)
);
create unique index attempts_one_open on attempts (learner, lesson) where ended_at is null;

create table group_sessions (
    id uuid constraint group_sessions_key primary key,
    cohort uuid not null constraint group_sessions_cohort references cohorts,
    course uuid not null constraint group_sessions_course references courses,
    lesson uuid not null constraint group_sessions_lesson references lessons,
    facilitator uuid not null constraint group_sessions_facilitator references people,
    place text not null,
    held_on date not null,
    people int not null,
    recorded_at timestamptz not null,
    body_hash bytea not null
);
create index group_sessions_of_cohort on group_sessions (cohort, held_on desc, id);

create table group_results (
    session uuid constraint group_results_session references group_sessions,
    question uuid constraint group_results_question references questions,
    option text,
    hands int not null constraint group_results_hands_check check (hands between 0 and 10000),
    constraint group_results_key primary key (session, question, option)
);
comment on table group_results is 'a show of hands: one result of a group, never scores of its people';

create function keep_event(
    for_learner uuid, event_id uuid, event_kind text, of_course uuid, of_version uuid, of_lesson uuid, said jsonb, said_hash bytea,
    claimed_at timestamptz, came_at timestamptz, counts_at timestamptz, says text, told_by uuid, in_enrolment uuid,
    completes boolean, points smallint
) returns text language plpgsql as $$
declare
    was_completed boolean;
    lessons_done smallint;
begin
    -- Writers of one learner wait for each other, so that seq cannot skip and nothing is counted twice.
    perform pg_advisory_xact_lock(hashtextextended(for_learner::text, 0));
    insert into events
        (learner, id, kind, course, course_version, lesson, payload, body_hash, occurred_at, received_at, effective_at, provenance, recorded_by)
    values
        (for_learner, event_id, event_kind, of_course, of_version, of_lesson, said, said_hash, claimed_at, came_at, counts_at, says, told_by)
    on conflict (learner, id) do nothing;
    if not found then
        perform from events where learner = for_learner and id = event_id and body_hash = said_hash;
        return case when found then 'kept before' else 'another body' end;
    end if;

    select completed_at is not null into was_completed
    from lesson_states where learner = for_learner and lesson = of_lesson;
    insert into lesson_states as held (learner, lesson, completed_at, provenance, best_points)
    values (
        for_learner, of_lesson,
        case when completes then counts_at end,
        case when completes then says end,
        points
    )
    on conflict (learner, lesson) do update set
        provenance = case
            when excluded.completed_at < held.completed_at or held.completed_at is null then excluded.provenance
            else held.provenance
        end,
        completed_at = least(held.completed_at, excluded.completed_at),
        best_points = greatest(held.best_points, excluded.best_points);

    insert into enrolment_states as held (enrolment, done, last_event_at)
    values (in_enrolment, case when completes then 1 else 0 end, counts_at)
    on conflict (enrolment) do update set
        done = held.done + case when completes and was_completed is not true then 1 else 0 end,
        last_event_at = greatest(held.last_event_at, excluded.last_event_at)
    returning done into lessons_done;
    return 'kept ' || lessons_done;
end
$$;
comment on function keep_event is 'one event with all that follows from it, in one round trip; progress/model.rs says the same in Rust, and a test compares them';
