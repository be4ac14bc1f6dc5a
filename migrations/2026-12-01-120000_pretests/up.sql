alter table lesson_revisions
    alter column module drop not null,
    drop constraint lesson_revisions_kind_check,
    add constraint lesson_revisions_kind_check check (kind in ('steps', 'quiz', 'pretest')),
    add constraint lesson_revisions_module_check check ((kind = 'pretest') = (module is null));
comment on column lesson_revisions.kind is 'pretest: asked before the course, to see what it adds; it completes nothing and is in no module';
alter table version_questions add column pair uuid;
comment on column version_questions.pair is 'of a pre-test: the question of a quiz of the same version that asks for the same';
