alter table lesson_states
    add constraint lesson_states_learner foreign key (learner) references people,
    add constraint lesson_states_lesson foreign key (lesson) references lessons;
alter table events
    add constraint events_course foreign key (course) references courses,
    add constraint events_course_version foreign key (course_version) references course_versions,
    add constraint events_lesson foreign key (lesson) references lessons,
    add constraint events_recorded_by foreign key (recorded_by) references people;
comment on column events.course is null;
