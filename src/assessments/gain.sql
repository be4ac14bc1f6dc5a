with pairs as (
    select version_questions.question as before, version_questions.pair as after
    from publications
    join version_questions on version_questions.version = publications.version
    where publications.course = $1 and version_questions.pair is not null
),
answers as (
    select answered.learner, (answered.payload ->> 'question')::uuid as question, (scored.payload ->> 'points')::int as points, answered.effective_at
    from events as answered
    join events as scored
        on scored.learner = answered.learner and scored.kind = 'scored' and (scored.payload ->> 'answer')::uuid = answered.id
    where answered.course = $1 and answered.kind = 'answered' and answered.payload ->> 'attempt' is not null
),
first_answers as (
    select distinct on (learner, question) learner, question, points
    from answers
    order by learner, question, effective_at
)
select
    count(distinct early.learner) as learners,
    coalesce(avg(early.points), 0)::double precision as before,
    coalesce(avg(late.points), 0)::double precision as after
from pairs
join first_answers as early on early.question = pairs.before
join first_answers as late on late.question = pairs.after and late.learner = early.learner
