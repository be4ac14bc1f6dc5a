create table letters (
    id uuid constraint letters_key primary key,
    person uuid not null constraint letters_person references people,
    kind text not null constraint letters_kind_check check (kind in ('welcome', 'enrolled', 'certificate', 'new_card', 'password_reset')),
    cause uuid not null,
    facts jsonb not null,
    template_version smallint not null default 1,
    written_at timestamptz not null,
    expires_at timestamptz,
    constraint letters_once unique (kind, cause, person)
);
comment on table letters is 'facts and a template, rendered when sent or opened; written in the transaction of their cause';
comment on column letters.expires_at is 'not sent after this moment';
create index letters_of_person on letters (person, written_at desc, id);

create table deliveries (
    id uuid constraint deliveries_key primary key,
    letter uuid not null constraint deliveries_letter references letters,
    way text not null constraint deliveries_way_check check (way in ('email')),
    address text not null,
    message_id text constraint deliveries_message_id unique,
    tries smallint not null default 0,
    next_try_at timestamptz,
    leased_until timestamptz,
    sent_at timestamptz,
    failed_at timestamptz,
    answer text,
    constraint deliveries_once unique (letter, way, address)
);
comment on column deliveries.message_id is 'given at the first try and kept, so that a letter that arrives twice is known as one';
comment on column deliveries.next_try_at is 'null: nothing more to do';
comment on column deliveries.leased_until is 'until then one worker has it; a killed worker''s lease runs out';
comment on column deliveries.answer is 'what was wrong at the last try, or why there is no other';
create index deliveries_waiting on deliveries (next_try_at, id) where next_try_at is not null;
