//! How the members of a cohort stand, all in one statement however many they are.
use super::model::{Show, Standing};
use crate::{
    access::Facilitator,
    cohorts::Cohort,
    courses::{CourseId, LessonId},
    schema::{
        audit, certificates, enrolment_states, enrolments, lesson_states, memberships, people,
    },
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{array, count_star, exists, insert_into},
    prelude::*,
    sql_types as sql,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

/// Which rows of a table, counted from 0.
#[derive(Clone, Copy)]
pub struct Part {
    pub from: i64,
    pub most: i64,
}

/// The members in the course, by name.
pub(super) async fn standings(
    by: &Facilitator<Cohort>,
    course: CourseId,
    lessons: &[LessonId],
    show: Show,
    part: Part,
    db: &mut AsyncPgConnection,
) -> QueryResult<Vec<Standing>> {
    let of_hers = || {
        lesson_states::table
            .filter(lesson_states::learner.eq(people::id))
            .filter(lesson_states::lesson.eq_any(lessons))
            .select(lesson_states::lesson)
    };
    let done = || of_hers().filter(lesson_states::completed_at.is_not_null());
    let in_group = || lesson_states::provenance.is_not_distinct_from("facilitated");
    let certificate = certificates::table
        .filter(
            certificates::enrolment
                .nullable()
                .eq(enrolments::id.nullable()),
        )
        .filter(certificates::revoked_at.is_null());
    let everyone = (show == Show::Everyone).into_sql::<sql::Bool>();
    let begun_too = (show != Show::NotStarted).into_sql::<sql::Bool>();

    memberships::table
        .inner_join(people::table)
        .left_join(
            enrolments::table.on(enrolments::person
                .eq(memberships::person)
                .and(enrolments::course.eq(course))
                .and(enrolments::ended.is_null())),
        )
        .left_join(
            enrolment_states::table.on(enrolment_states::enrolment
                .nullable()
                .eq(enrolments::id.nullable())),
        )
        .filter(memberships::cohort.eq(by.id))
        .filter(memberships::until.is_null())
        .filter(everyone.or(enrolment_states::completed_at.nullable().is_null()))
        .filter(begun_too.or(enrolment_states::last_event_at.nullable().is_null()))
        .order((people::name, people::id))
        .limit(part.most)
        .offset(part.from)
        .select((
            people::name,
            enrolment_states::completed_at.nullable(),
            exists(certificate),
            array(done().filter(diesel::dsl::not(in_group()))),
            array(done().filter(in_group())),
            array(of_hers().filter(lesson_states::completed_at.is_null())),
            count_star().over(),
        ))
        .load(db)
        .await
}

/// Writes down that a table with names left the school.
pub(super) async fn write_down_export(
    by: &Facilitator<Cohort>,
    course: CourseId,
    rows: usize,
    now: DateTime<Utc>,
    db: &mut AsyncPgConnection,
) -> QueryResult<usize> {
    insert_into(audit::table)
        .values((
            audit::id.eq(Uuid::now_v7()),
            audit::at.eq(now),
            audit::who.eq(by.person()),
            audit::what.eq("table_exported"),
            audit::about.eq(by.id),
            audit::detail.eq(serde_json::json!({ "course": course, "rows": rows })),
        ))
        .execute(db)
        .await
}
