create table programmes (
    id uuid constraint programmes_key primary key,
    slug text not null constraint programmes_slug_taken unique,
    names jsonb not null,
    country text not null
);
comment on column programmes.names is 'by language';
comment on column programmes.country is 'ISO 3166-1 alpha-2';

create table themes (
    slug text constraint themes_key primary key,
    names jsonb not null
);

create table cohorts (
    id uuid constraint cohorts_key primary key,
    programme uuid not null constraint cohorts_programme references programmes,
    name text not null constraint cohorts_name_check check (char_length(name) between 1 and 200),
    place text not null default '',
    time_zone text not null default 'UTC',
    starts_on date,
    ends_on date
);
create index cohorts_of_programme on cohorts (programme, name, id);

create table memberships (
    cohort uuid constraint memberships_cohort references cohorts,
    person uuid constraint memberships_person references people,
    since timestamptz not null,
    until timestamptz,
    constraint memberships_key primary key (cohort, person)
);
create index memberships_of_person on memberships (person);
