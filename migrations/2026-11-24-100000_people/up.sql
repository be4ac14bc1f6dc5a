create table people (
    id uuid constraint people_key primary key,
    name text not null constraint people_name_check check (char_length(name) between 1 and 200),
    language text,
    time_zone text not null default 'UTC',
    media text not null default 'picture' constraint people_media_check check (media in ('picture', 'words')),
    theme text not null default 'device' constraint people_theme_check check (theme in ('device', 'light', 'dark')),
    made_at timestamptz not null
);
comment on column people.name is 'as given, in any script; one field';
comment on column people.language is 'of the interface; null: what the browser asks for';

create table identifiers (
    kind text not null constraint identifiers_kind_check check (kind in ('user_name', 'code', 'email', 'phone')),
    value text not null,
    person uuid not null constraint identifiers_person references people,
    constraint identifiers_taken primary key (value, kind)
);
comment on table identifiers is 'what one types to sign in; normalised by one function; unique for what exists';
create index identifiers_of_person on identifiers (person);

create table devices (
    id uuid constraint devices_key primary key,
    token_hash bytea not null constraint devices_token unique,
    made_at timestamptz not null
);
comment on table devices is 'browsers that a card or a password introduced; a PIN works only there';

create table credentials (
    id uuid constraint credentials_key primary key,
    person uuid not null constraint credentials_person references people,
    kind text not null constraint credentials_kind_check check (kind in ('password', 'pin', 'card')),
    device uuid constraint credentials_device references devices,
    hash bytea not null,
    made_at timestamptz not null,
    made_by uuid constraint credentials_made_by references people,
    revoked_at timestamptz,
    constraint credentials_device_check check ((kind = 'pin') = (device is not null))
);
comment on column credentials.hash is 'argon2id (as text) for what people choose; SHA-256 of a card''s secret, which is derived from the id with a key outside the database';
create unique index credentials_one_in_force on credentials (person, kind, device) nulls not distinct where revoked_at is null;
create unique index credentials_card on credentials (hash) where kind = 'card';

create table device_people (
    device uuid constraint device_people_device references devices,
    person uuid constraint device_people_person references people,
    since timestamptz not null,
    constraint device_people_key primary key (device, person)
);
comment on table device_people is 'who may use a PIN on which device; signing out takes the row away';

create table addresses (
    id uuid constraint addresses_key primary key,
    person uuid not null constraint addresses_person references people,
    kind text not null constraint addresses_kind_check check (kind in ('email', 'phone')),
    value text not null,
    added_at timestamptz not null,
    removed_at timestamptz,
    refused_at timestamptz
);
comment on table addresses is 'where letters go: a contact is never an identity';
comment on column addresses.refused_at is 'its mail server knows no such mailbox: nothing is sent there again';
create unique index addresses_once on addresses (person, kind, value) where removed_at is null;
create index addresses_of_value on addresses (value, kind) where removed_at is null;

create table sign_ins (
    id uuid constraint sign_ins_key primary key,
    token_hash bytea not null constraint sign_ins_token unique,
    person uuid not null constraint sign_ins_person references people,
    device uuid constraint sign_ins_device references devices,
    way text not null constraint sign_ins_way_check check (way in ('password', 'pin', 'card', 'sign_up', 'demo')),
    browser text not null,
    made_at timestamptz not null,
    last_seen_at timestamptz not null,
    ends_at timestamptz not null,
    ended_at timestamptz
);
comment on column sign_ins.token_hash is 'SHA-256 of the 32 random bytes that the cookie holds';
create index sign_ins_of_person on sign_ins (person);

create table resets (
    id uuid constraint resets_key primary key,
    token_hash bytea not null constraint resets_token unique,
    person uuid not null constraint resets_person references people,
    made_at timestamptz not null,
    used_at timestamptz
);
comment on table resets is 'the token is derived from the id with a key outside the database, so that a letter can be rendered when it is sent';

create table tries (
    key bytea,
    since timestamptz not null,
    count int not null,
    constraint tries_key primary key (key)
);
comment on table tries is 'what was tried too often: the key is a hash of (what, account or device or address)';

create table audit (
    id uuid constraint audit_key primary key,
    at timestamptz not null,
    who uuid constraint audit_who references people,
    what text not null,
    about uuid,
    detail jsonb not null default '{}'
);
comment on column audit.who is 'null: the command line';
comment on column audit.detail is 'never a secret';
create index audit_about on audit (about, at);
