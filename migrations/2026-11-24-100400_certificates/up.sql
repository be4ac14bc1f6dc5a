create table certificates (
    id uuid constraint certificates_key primary key,
    code text not null constraint certificates_code unique,
    person uuid not null constraint certificates_person references people,
    enrolment uuid not null constraint certificates_enrolment references enrolments,
    facts jsonb not null,
    signature text not null,
    issued_at timestamptz not null,
    revoked_at timestamptz,
    revoked_reason text
);
comment on column certificates.facts is 'frozen: page, PDF and signed QR show the same';
create unique index certificates_one_in_force on certificates (enrolment) where revoked_at is null;
create index certificates_of_person on certificates (person, issued_at);
