-- What must never be seen, not even for a moment between two requests: each line a fault and how often it is there.
select 'certificates without their letter' as fault, count(*) as times
from certificates c
where not exists (select from letters l where l.kind = 'certificate' and l.cause = c.id and l.person = c.person)
union all
select 'letters without their certificate', count(*)
from letters l
where l.kind = 'certificate' and not exists (select from certificates c where c.id = l.cause)
union all
select 'enrolments with several certificates', count(*)
from (select from certificates group by enrolment having count(*) > 1) several
union all
select 'completed courses without a certificate', count(*)
from enrolment_states s
join enrolments e on e.id = s.enrolment
join courses c on c.id = e.course
where s.done >= c.lessons and not exists (select from certificates where enrolment = s.enrolment)
union all
select 'certificates of courses that are not completed', count(*)
from certificates t
join enrolment_states s using (enrolment)
join enrolments e on e.id = s.enrolment
join courses c on c.id = e.course
where s.done < c.lessons or s.completed_at is null
union all
select 'members without one card, one code, one enrolment and its letter', count(*)
from memberships m
where (select count(*) from credentials x where x.person = m.person and x.kind = 'card' and x.revoked_at is null) <> 1
    or (select count(*) from identifiers x where x.person = m.person and x.kind = 'code') <> 1
    or (select count(*) from enrolments x join enrolment_states on enrolment = x.id where x.person = m.person) <> 1
    or (select count(*) from letters x where x.person = m.person and x.kind = 'enrolled') <> 1
union all
select 'people who belong nowhere', count(*)
from people p
where not exists (select from memberships m where m.person = p.id) and not exists (select from sign_ins s where s.person = p.id)
union all
select 'lists of people that nobody wrote down, or only wrote down',
    abs((select count(*) from memberships) - (select count(*) from audit where what = 'people_added'))
union all
select 'answers without one score', count(*)
from (
    select from events a
    left join events s on s.learner = a.learner and s.kind = 'scored' and s.payload ->> 'answer' = a.id::text
    where a.kind = 'answered' and a.payload ->> 'attempt' is not null
    group by a.learner, a.id
    having count(s.id) <> 1
) unscored
union all
select 'attempts that ended without saying so, or only said so', count(*)
from attempts t
left join events e on e.learner = t.learner and e.kind = 'finished' and e.payload ->> 'attempt' = t.id::text
where (t.ended_at is null) <> (e.id is null)
