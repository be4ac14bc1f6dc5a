drop function keep_event;
drop table group_results;
drop table group_sessions;
drop table attempts;
drop table lesson_states;
drop table events;
drop table enrolment_states;
drop table enrolments;
