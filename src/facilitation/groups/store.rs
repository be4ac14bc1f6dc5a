//! Which cohorts and programmes somebody leads, and how far their people are.
use super::model::{CohortCourse, Led, Listed, Run};
use crate::{
    access::{Coordinator, PersonId},
    programmes::Programme,
    schema::{
        cohort_courses, cohorts, courses, enrolment_states, enrolments, memberships, programmes,
        publications, roles,
    },
};
use diesel::{
    dsl::{exists, sum},
    prelude::*,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

/// The cohorts that somebody leads by a role over them, or as a facilitator of a whole programme or school.
pub(super) async fn led_by(person: PersonId, db: &mut AsyncPgConnection) -> QueryResult<Vec<Led>> {
    let whole_school = roles::programme
        .is_null()
        .and(roles::cohort.is_null())
        .and(roles::course.is_null());
    let facilitates = roles::role
        .eq("facilitator")
        .and(whole_school.or(roles::programme.eq(cohorts::programme.nullable())));
    let leads = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::until.is_null())
        .filter(
            roles::cohort
                .eq(cohorts::id.nullable())
                .and(roles::role.eq_any(["facilitator", "coordinator", "administrator"]))
                .or(facilitates),
        );
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

    cohorts::table
        .filter(exists(leads))
        .order((cohorts::name, cohorts::id))
        .select((
            cohorts::id,
            cohorts::name,
            cohorts::place,
            people,
            done,
            lessons,
        ))
        .load(db)
        .await
}

/// The programmes that somebody runs.
pub(super) async fn run_by(person: PersonId, db: &mut AsyncPgConnection) -> QueryResult<Vec<Run>> {
    let whole_school = roles::programme
        .is_null()
        .and(roles::cohort.is_null())
        .and(roles::course.is_null());
    let runs = roles::table
        .filter(roles::person.eq(person))
        .filter(roles::until.is_null())
        .filter(roles::role.eq_any(["coordinator", "administrator"]))
        .filter(whole_school.or(roles::programme.eq(programmes::id.nullable())));
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

    programmes::table
        .filter(exists(runs))
        .order((programmes::slug, programmes::id))
        .select((programmes::slug, programmes::names, groups, people))
        .load(db)
        .await
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
