alter table version_questions drop column pair;
alter table lesson_revisions
    drop constraint lesson_revisions_module_check,
    drop constraint lesson_revisions_kind_check,
    add constraint lesson_revisions_kind_check check (kind in ('steps', 'quiz')),
    alter column module set not null;
