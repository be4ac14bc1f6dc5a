create table courses (
    id uuid constraint courses_key primary key,
    programme uuid not null constraint courses_programme references programmes,
    slug text not null constraint courses_slug_taken unique,
    source_language text not null,
    country text not null,
    themes text[] not null,
    production text not null constraint courses_production_check check (production in
        ('planned', 'under-preparation', 'materials-completed', 'video-under-preparation', 'recorded', 'post-production', 'translation', 'published')),
    titles jsonb not null,
    summaries jsonb not null default '{}',
    languages text[] not null default '{}',
    contributions jsonb not null default '[]',
    lessons int not null default 0,
    minutes int not null default 0,
    bytes bigint not null default 0
);
comment on column courses.titles is 'by language; with the columns below what the catalogue shows, written when a version is published';
comment on column courses.contributions is 'partner, role, planned';

create table course_versions (
    id uuid constraint course_versions_key primary key,
    course uuid not null constraint course_versions_course references courses,
    number int not null,
    folder_hash bytea not null,
    layout jsonb not null,
    made_at timestamptz not null,
    constraint course_versions_number unique (course, number)
);
comment on table course_versions is 'a version never changes';
comment on column course_versions.layout is 'segments of title, summary, author, outcomes; contributions';
comment on column course_versions.folder_hash is 'SHA-256 of all files: the same folder is the same version';

create table publications (
    course uuid constraint publications_key primary key constraint publications_course references courses,
    version uuid not null constraint publications_version references course_versions,
    published_by uuid constraint publications_person references people,
    published_at timestamptz not null
);
comment on column publications.published_by is 'null: the command line';

create table modules (
    id uuid constraint modules_key primary key,
    course uuid not null constraint modules_course references courses
);

create table lessons (
    id uuid constraint lessons_key primary key,
    course uuid not null constraint lessons_course references courses
);
create index lessons_of_course on lessons (course);

create table version_modules (
    version uuid constraint version_modules_version references course_versions,
    module uuid constraint version_modules_module references modules,
    position smallint not null,
    title text not null,
    constraint version_modules_key primary key (version, module)
);
comment on column version_modules.title is 'a segment';

create table lesson_revisions (
    version uuid constraint lesson_revisions_version references course_versions,
    lesson uuid constraint lesson_revisions_lesson references lessons,
    module uuid not null constraint lesson_revisions_module references modules,
    position smallint not null,
    slug text not null,
    title text not null,
    kind text not null constraint lesson_revisions_kind_check check (kind in ('steps', 'quiz')),
    pass_mark smallint,
    minutes smallint not null,
    open boolean not null,
    layout jsonb not null,
    constraint lesson_revisions_key primary key (version, lesson),
    constraint lesson_revisions_slug unique (version, slug),
    constraint lesson_revisions_pass_mark_check check ((kind = 'quiz') = (pass_mark is not null))
);
comment on column lesson_revisions.title is 'a segment';
comment on column lesson_revisions.layout is 'sections with the segments of their blocks';

create table segment_texts (
    course uuid constraint segment_texts_course references courses,
    segment text,
    hash text,
    text text not null,
    constraint segment_texts_key primary key (course, segment, hash)
);

create table translations (
    version uuid constraint translations_version references course_versions,
    segment text,
    language text,
    source_hash text not null,
    text text not null,
    constraint translations_key primary key (version, segment, language)
);
comment on column translations.source_hash is 'of what was translated; stale when another one is in force';

create table version_segments (
    version uuid constraint version_segments_version references course_versions,
    segment text,
    hash text not null,
    constraint version_segments_key primary key (version, segment)
);

create table questions (
    id uuid constraint questions_key primary key,
    lesson uuid not null constraint questions_lesson references lessons,
    name text not null,
    constraint questions_name unique (lesson, name)
);
comment on column questions.name is 'as the course folder calls it';

create table question_revisions (
    id uuid constraint question_revisions_key primary key,
    question uuid not null constraint question_revisions_question references questions,
    options jsonb not null,
    constraint question_revisions_options unique (question, options)
);
comment on column question_revisions.options is 'ids in order, each right or not: what scoring needs';

create table version_questions (
    version uuid constraint version_questions_version references course_versions,
    question uuid constraint version_questions_question references questions,
    revision uuid not null constraint version_questions_revision references question_revisions,
    position smallint not null,
    constraint version_questions_key primary key (version, question)
);

create table sources (
    version uuid constraint sources_version references course_versions,
    name text,
    facts jsonb not null,
    constraint sources_key primary key (version, name)
);
comment on column sources.facts is 'organisation, title, year, url, licence, seen_on';

create table claims (
    version uuid constraint claims_version references course_versions,
    lesson uuid constraint claims_lesson references lessons,
    position smallint,
    segment text not null,
    source text not null,
    facts jsonb not null,
    constraint claims_key primary key (version, lesson, position),
    constraint claims_source foreign key (version, source) references sources
);
comment on column claims.facts is 'statement, value, unit, risk, place, locator, quotation';

create table version_files (
    version uuid constraint version_files_version references course_versions,
    name text,
    sha256 text not null,
    bytes bigint not null,
    media_type text not null,
    constraint version_files_key primary key (version, name)
);
comment on table version_files is 'drawings and media; the bytes stand in the data folder under their hash before the row does';

create table cohort_courses (
    cohort uuid constraint cohort_courses_cohort references cohorts,
    course uuid constraint cohort_courses_course references courses,
    position smallint not null,
    constraint cohort_courses_key primary key (cohort, course)
);

create table roles (
    id uuid constraint roles_key primary key,
    person uuid not null constraint roles_person references people,
    role text not null constraint roles_role_check check (role in ('administrator', 'coordinator', 'facilitator', 'instructor')),
    programme uuid constraint roles_programme references programmes,
    cohort uuid constraint roles_cohort references cohorts,
    course uuid constraint roles_course references courses,
    since timestamptz not null,
    until timestamptz,
    granted_by uuid constraint roles_granted_by references people,
    constraint roles_one_scope check (num_nonnulls(programme, cohort, course) <= 1)
);
comment on table roles is 'no programme, cohort or course: the whole school';
create unique index roles_held_once on roles (person, role, programme, cohort, course) nulls not distinct where until is null;
