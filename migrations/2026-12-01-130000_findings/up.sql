alter table course_versions add column findings jsonb not null default '[]';
comment on column course_versions.findings is 'what an author should look at, as the check of the folder found it on the day of the import';
