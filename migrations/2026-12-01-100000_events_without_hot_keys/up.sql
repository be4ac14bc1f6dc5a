-- Each event locked the rows of its course, version, lesson and recorder to check that they exist: the same few rows for everybody, a
-- write to each of them per event. Nothing of the four is ever deleted, and keep_event, the only writer, is given ids that the school itself
-- has just read. The learner stays checked: she is nobody else's row.
alter table events
    drop constraint events_course,
    drop constraint events_course_version,
    drop constraint events_lesson,
    drop constraint events_recorded_by;
-- A cache of events, written with them.
alter table lesson_states
    drop constraint lesson_states_learner,
    drop constraint lesson_states_lesson;
comment on column events.course is 'of courses, as are version and lesson of theirs; no foreign keys, since each event would lock the same rows for everybody; nothing of theirs is ever deleted';
