//! Roles are given and taken, with a row that says so.
use super::{Caretaker, PersonId, RoleName, sign_in::LASTS_FOR_ADMINISTRATORS};
use crate::schema::{audit, cohorts, courses, people, programmes, roles, sign_ins};
use chrono::{DateTime, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, AsyncPgConnection, RunQueryDsl};
use serde_json::json;
use uuid::Uuid;

/// What a role is held over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Over {
    School,
    Programme(Uuid),
    Cohort(Uuid),
    Course(Uuid),
}

impl Over {
    fn columns(self) -> (Option<Uuid>, Option<Uuid>, Option<Uuid>) {
        match self {
            Self::School => (None, None, None),
            Self::Programme(id) => (Some(id), None, None),
            Self::Cohort(id) => (None, Some(id), None),
            Self::Course(id) => (None, None, Some(id)),
        }
    }
}

/// Gives a role; says whether she did not hold it yet. Whoever becomes an administrator signs in daily from now on.
///
/// # Errors
/// When the database is away, or what it names does not exist.
pub async fn give_role(
    _: &Caretaker,
    person: PersonId,
    role: RoleName,
    over: Over,
    now: DateTime<Utc>,
    db: &mut AsyncPgConnection,
) -> QueryResult<bool> {
    let (programme, cohort, course) = over.columns();
    db.transaction(async |db| {
        let given = insert_into(roles::table)
            .values((
                roles::id.eq(Uuid::now_v7()),
                roles::person.eq(person),
                roles::role.eq(role.name()),
                roles::programme.eq(programme),
                roles::cohort.eq(cohort),
                roles::course.eq(course),
                roles::since.eq(now),
            ))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
        if given == 0 {
            return Ok(false);
        }
        if role == RoleName::Administrator {
            let latest = now + LASTS_FOR_ADMINISTRATORS;
            let long = sign_ins::table
                .filter(sign_ins::person.eq(person))
                .filter(sign_ins::ends_at.gt(latest));
            update(long)
                .set(sign_ins::ends_at.eq(latest))
                .execute(db)
                .await?;
        }
        write_down("role_given", person, role, over, now, db).await?;
        Ok(true)
    })
    .await
}

/// Takes a role away; says whether she held it.
///
/// # Errors
/// When the database is away.
pub async fn take_role(
    _: &Caretaker,
    person: PersonId,
    role: RoleName,
    over: Over,
    now: DateTime<Utc>,
    db: &mut AsyncPgConnection,
) -> QueryResult<bool> {
    let (programme, cohort, course) = over.columns();
    db.transaction(async |db| {
        let held = roles::table
            .filter(roles::person.eq(person))
            .filter(roles::role.eq(role.name()))
            .filter(roles::programme.is_not_distinct_from(programme))
            .filter(roles::cohort.is_not_distinct_from(cohort))
            .filter(roles::course.is_not_distinct_from(course))
            .filter(roles::until.is_null());
        if update(held).set(roles::until.eq(now)).execute(db).await? == 0 {
            return Ok(false);
        }
        write_down("role_taken", person, role, over, now, db).await?;
        Ok(true)
    })
    .await
}

/// A role in force, in words for an administrator.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HeldRole {
    pub name: String,
    pub role: String,
    /// `the school`, or what it is held over.
    pub over: String,
}

/// All roles in force, by the names of those who hold them.
///
/// # Errors
/// When the database is away.
pub async fn held_roles(_: &Caretaker, db: &mut AsyncPgConnection) -> QueryResult<Vec<HeldRole>> {
    type Row = (
        String,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    let rows: Vec<Row> = roles::table
        .inner_join(people::table.on(people::id.eq(roles::person)))
        .left_join(programmes::table.on(roles::programme.eq(programmes::id.nullable())))
        .left_join(cohorts::table.on(roles::cohort.eq(cohorts::id.nullable())))
        .left_join(courses::table.on(roles::course.eq(courses::id.nullable())))
        .filter(roles::until.is_null())
        .order((people::name, roles::since))
        .select((
            people::name,
            roles::role,
            programmes::slug.nullable(),
            cohorts::name.nullable(),
            courses::slug.nullable(),
        ))
        .load(db)
        .await?;
    let in_words = |(name, role, programme, cohort, course): Row| HeldRole {
        name,
        role,
        over: match (programme, cohort, course) {
            (Some(slug), ..) => format!("programme {slug}"),
            (_, Some(name), _) => format!("cohort {name}"),
            (.., Some(slug)) => format!("course {slug}"),
            _ => "the school".into(),
        },
    };
    Ok(rows.into_iter().map(in_words).collect())
}

async fn write_down(
    what: &str,
    person: PersonId,
    role: RoleName,
    over: Over,
    now: DateTime<Utc>,
    db: &mut AsyncPgConnection,
) -> QueryResult<()> {
    let (programme, cohort, course) = over.columns();
    let detail =
        json!({ "role": role.name(), "programme": programme, "cohort": cohort, "course": course });
    insert_into(audit::table)
        .values((
            audit::id.eq(Uuid::now_v7()),
            audit::at.eq(now),
            audit::what.eq(what),
            audit::about.eq(person),
            audit::detail.eq(detail),
        ))
        .execute(db)
        .await?;
    Ok(())
}
