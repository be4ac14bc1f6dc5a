alter table letters
    drop constraint letters_kind_check,
    add constraint letters_kind_check check (kind in ('welcome', 'enrolled', 'certificate', 'new_card', 'password_reset'));
drop table corrections;
drop table enquiries;
drop table reviews;
drop table lesson_contents;
alter table courses drop column trust_changes;
alter table roles
    drop constraint roles_role_check,
    add constraint roles_role_check check (role in ('administrator', 'coordinator', 'facilitator', 'instructor'));
