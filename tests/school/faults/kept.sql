-- What learners did, by what it means and not by its id, and how often it stands there.
select e.kind, e.learner, r.slug as lesson, a.number as attempt, q.name as question, e.payload ->> 'option' as option, count(*) as times
from events e
join lesson_revisions r on r.version = e.course_version and r.lesson = e.lesson
left join attempts a on a.id = (e.payload ->> 'attempt')::uuid
left join questions q on q.id = (e.payload ->> 'question')::uuid
where e.kind in ('read', 'answered')
group by 1, 2, 3, 4, 5, 6
