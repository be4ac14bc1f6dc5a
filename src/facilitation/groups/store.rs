//! Which cohorts and programmes somebody leads, and how far their people are.
use super::model::{CohortCourse, Held, Led, Listed, Reach, Run};
use crate::{
    access::{Coordinator, PersonId},
    programmes::Programme,
    schema::{
        cohort_courses, cohorts, courses, enquiries, enrolment_states, enrolments, memberships,
        programmes, publications, roles,
    },
};
use diesel::{
    dsl::{exists, sum},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

/// What somebody's roles let her lead.
pub(super) async fn reach_of(person: PersonId, db: &mut AsyncPgConnection) -> QueryResult<Reach> {
    let held: Vec<Held> = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::until.is_null())
        .select((roles::role, roles::programme, roles::cohort, roles::course))
        .load(db)
        .await?;
    Ok(Reach::of(&held))
}

/// The cohorts within somebody's reach, by name. Cohorts are asked for by their keys or their programmes: what others lead is not read.
pub(super) async fn led_by(reach: &Reach, db: &mut AsyncPgConnection) -> QueryResult<Vec<Led>> {
    let people = memberships::table
        .filter(memberships::cohort.eq(cohorts::id))
        .filter(memberships::until.is_null())
        .count()
        .single_value()
        .assume_not_null();
    let done = memberships::table
        .inner_join(cohort_courses::table.on(cohort_courses::cohort.eq(memberships::cohort)))
        .inner_join(
            enrolments::table.on(enrolments::person
                .eq(memberships::person)
                .and(enrolments::course.eq(cohort_courses::course))
                .and(enrolments::ended.is_null())),
        )
        .inner_join(enrolment_states::table.on(enrolment_states::enrolment.eq(enrolments::id)))
        .filter(memberships::cohort.eq(cohorts::id))
        .filter(memberships::until.is_null())
        .select(sum(enrolment_states::done))
        .single_value();
    let lessons = cohort_courses::table
        .inner_join(courses::table)
        .filter(cohort_courses::cohort.eq(cohorts::id))
        .select(sum(courses::lessons))
        .single_value();
    let waiting = enquiries::table
        .filter(enquiries::cohort.eq(cohorts::id.nullable()))
        .filter(enquiries::answer.is_null())
        .filter(enquiries::passed_on_at.is_null())
        .count()
        .single_value()
        .assume_not_null();
    let mut query = cohorts::table
        .order((cohorts::name, cohorts::id))
        .select((
            cohorts::id,
            cohorts::name,
            cohorts::place,
            people,
            done,
            lessons,
            waiting,
        ))
        .into_boxed();
    if !reach.facilitates_all {
        query = query.filter(
            cohorts::id
                .eq_any(&reach.cohorts)
                .or(cohorts::programme.eq_any(&reach.facilitated)),
        );
    }
    query.load(db).await
}

/// The programmes that somebody runs.
pub(super) async fn run_by(reach: &Reach, db: &mut AsyncPgConnection) -> QueryResult<Vec<Run>> {
    let groups = cohorts::table
        .filter(cohorts::programme.eq(programmes::id))
        .count()
        .single_value()
        .assume_not_null();
    let people = memberships::table
        .inner_join(cohorts::table)
        .filter(cohorts::programme.eq(programmes::id))
        .filter(memberships::until.is_null())
        .count()
        .single_value()
        .assume_not_null();
    let mut query = programmes::table
        .order((programmes::slug, programmes::id))
        .select((programmes::slug, programmes::names, groups, people))
        .into_boxed();
    if !reach.runs_all {
        query = query.filter(programmes::id.eq_any(&reach.run));
    }
    query.load(db).await
}

/// The cohorts of a programme, by name.
pub(super) async fn of_programme(
    by: &Coordinator<Programme>,
    db: &mut AsyncPgConnection,
) -> QueryResult<Vec<Listed>> {
    let people = memberships::table
        .filter(memberships::cohort.eq(cohorts::id))
        .filter(memberships::until.is_null())
        .count()
        .single_value()
        .assume_not_null();

    cohorts::table
        .filter(cohorts::programme.eq(by.id))
        .order((cohorts::name, cohorts::id))
        .select((
            cohorts::id,
            cohorts::name,
            cohorts::place,
            cohorts::starts_on,
            cohorts::ends_on,
            people,
        ))
        .load(db)
        .await
}

/// What the cohorts learn, in their order of courses.
pub(in crate::facilitation) async fn courses_of(
    cohorts: &[Uuid],
    db: &mut AsyncPgConnection,
) -> QueryResult<Vec<CohortCourse>> {
    let completed = memberships::table
        .inner_join(
            enrolments::table.on(enrolments::person
                .eq(memberships::person)
                .and(enrolments::ended.is_null())),
        )
        .inner_join(enrolment_states::table.on(enrolment_states::enrolment.eq(enrolments::id)))
        .filter(memberships::cohort.eq(cohort_courses::cohort))
        .filter(memberships::until.is_null())
        .filter(enrolments::course.eq(cohort_courses::course))
        .filter(enrolment_states::completed_at.is_not_null())
        .count()
        .single_value()
        .assume_not_null();
    let published = publications::table.filter(publications::course.eq(courses::id));

    cohort_courses::table
        .inner_join(courses::table)
        .filter(cohort_courses::cohort.eq_any(cohorts))
        .order((
            cohort_courses::cohort,
            cohort_courses::position,
            courses::slug,
        ))
        .select((
            cohort_courses::cohort,
            courses::slug,
            courses::titles,
            exists(published),
            completed,
        ))
        .load(db)
        .await
}
