alter table course_versions drop column findings;
