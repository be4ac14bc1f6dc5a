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
use database::jsonb_object_agg;
use diesel::{
    dsl::{case_when, count_star, exists, insert_into},
    prelude::*,
    sql_types as sql,
};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

mod database {
    use diesel::{declare_sql_function, sql_types as sql};

    #[declare_sql_function]
    extern "SQL" {
        #[aggregate]
        fn jsonb_object_agg(key: sql::Uuid, value: sql::Text) -> sql::Nullable<sql::Jsonb>;
    }
}

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
    let text = |name: &'static str| name.into_sql::<sql::Text>();
    let is_in_group = lesson_states::provenance.is_not_distinct_from("facilitated");
    let cell = case_when(lesson_states::completed_at.is_null(), text("begun"))
        .when(is_in_group, text("done_in_group"))
        .otherwise(text("done_alone"));
    let cells = lesson_states::table
        .filter(lesson_states::learner.eq(people::id))
        .filter(lesson_states::lesson.eq_any(lessons))
        .select(jsonb_object_agg(lesson_states::lesson, cell))
        .single_value();
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
            cells,
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
