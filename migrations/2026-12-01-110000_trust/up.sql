alter table roles
    drop constraint roles_role_check,
    add constraint roles_role_check check (role in ('administrator', 'coordinator', 'facilitator', 'instructor', 'reviewer'));

alter table courses add column trust_changes bigint not null default 0;
comment on column courses.trust_changes is 'counts reviews and corrections, so that a server knows when what it remembers of them is old';

create table lesson_contents (
    version uuid constraint lesson_contents_version references course_versions,
    lesson uuid constraint lesson_contents_lesson references lessons,
    language text,
    hash text not null,
    has_class_a boolean not null,
    constraint lesson_contents_key primary key (version, lesson, language)
);
comment on column lesson_contents.hash is 'of all that the lesson says, shows and cites in the language: what a review is about; the same in every version that left the lesson as it was';
comment on column lesson_contents.has_class_a is 'it states what can harm when it is wrong';

create table reviews (
    id uuid constraint reviews_key primary key,
    lesson uuid not null constraint reviews_lesson references lessons,
    language text not null,
    content text not null,
    kind text not null constraint reviews_kind_check check (kind in ('facts', 'language', 'safety')),
    verdict text not null constraint reviews_verdict_check check (verdict in ('approved', 'asked', 'refused')),
    name text not null,
    function text not null,
    organisation text not null,
    place text,
    decided_on date not null,
    valid_until date,
    remark text not null default '',
    doubted jsonb not null default '[]',
    person uuid constraint reviews_person references people,
    made_at timestamptz not null
);
comment on table reviews is 'appended, never edited: of those of one kind about the content in force the newest counts';
comment on column reviews.content is 'lesson_contents.hash of what was reviewed';
comment on column reviews.place is 'ISO 3166-1 alpha-2: approved for there; null: checked';
comment on column reviews.doubted is 'claims that the reviewer does not find right: segments with statements';
comment on column reviews.person is 'who signed in the browser; null: it came with the folder of the course';
create index reviews_of_lesson on reviews (lesson, made_at);

create table enquiries (
    id uuid constraint enquiries_key primary key,
    lesson uuid not null constraint enquiries_lesson references lessons,
    kind text not null constraint enquiries_kind_check check (kind in ('question', 'fault')),
    language text not null,
    words text not null,
    photo text,
    asked_by uuid not null constraint enquiries_asked_by references people,
    asked_at timestamptz not null,
    body_hash bytea not null,
    cohort uuid constraint enquiries_cohort references cohorts,
    passed_on_at timestamptz,
    passed_on_by uuid constraint enquiries_passed_on_by references people,
    answer text,
    answered_at timestamptz,
    answered_by uuid constraint enquiries_answered_by references people,
    shown boolean not null default false
);
comment on table enquiries is 'a learner asks about a lesson, or says that something in it is wrong';
comment on column enquiries.photo is 'SHA-256 of a picture in the data folder, made small and without what the camera wrote into it';
comment on column enquiries.cohort is 'whose facilitator is asked first; null: the experts of the course are asked at once';
comment on column enquiries.shown is 'question and answer stand under the lesson, without names';
create index enquiries_of_lesson on enquiries (lesson, asked_at);
create index enquiries_of_cohort on enquiries (cohort, asked_at);
create index enquiries_of_person on enquiries (asked_by, asked_at);
create index enquiries_shown on enquiries (lesson, answered_at) where shown;

create table corrections (
    id uuid constraint corrections_key primary key,
    course uuid not null constraint corrections_course references courses,
    lesson uuid not null constraint corrections_lesson references lessons,
    reason text not null,
    is_class_a boolean not null,
    enquiry uuid constraint corrections_enquiry references enquiries,
    content text not null,
    opened_at timestamptz not null,
    opened_by uuid not null constraint corrections_opened_by references people,
    mended_at timestamptz,
    mended_by uuid constraint corrections_mended_by references people,
    mended_in uuid constraint corrections_mended_in references course_versions,
    constraint corrections_mended_check check (num_nonnulls(mended_at, mended_by, mended_in) in (0, 3))
);
comment on column corrections.content is 'lesson_contents.hash in the source language when it was opened: mended when another one is published';
comment on column corrections.is_class_a is 'it is about a statement that can harm: whoever completed the lesson before is told';
create unique index corrections_one_open on corrections (lesson) where mended_at is null;
create index corrections_of_course on corrections (course, opened_at);

alter table letters
    drop constraint letters_kind_check,
    add constraint letters_kind_check check (kind in
        ('welcome', 'enrolled', 'certificate', 'new_card', 'password_reset', 'enquiry', 'answer', 'correction'));
