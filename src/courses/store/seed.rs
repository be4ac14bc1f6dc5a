//! What a new school begins with: its programmes and themes, and the courses that are announced.
use super::super::format::{AnnouncedFile, SchoolFile};
use crate::{
    access::Caretaker,
    db::Connection,
    schema::{courses, programmes, publications, themes},
};
use diesel::{
    dsl::{exists, insert_into, not},
    prelude::*,
    upsert::excluded,
};
use diesel_async::RunQueryDsl;
use serde_json::json;
use uuid::Uuid;

/// Programmes and themes; names that changed are taken over.
///
/// # Errors
/// When the database is away.
pub async fn seed_school(_: &Caretaker, file: &SchoolFile, db: &mut Connection) -> QueryResult<()> {
    for programme in &file.programmes {
        insert_into(programmes::table)
            .values((
                programmes::id.eq(Uuid::now_v7()),
                programmes::slug.eq(&programme.slug),
                programmes::names.eq(json!(programme.name)),
                programmes::country.eq(&programme.country),
            ))
            .on_conflict(programmes::slug)
            .do_update()
            .set((
                programmes::names.eq(excluded(programmes::names)),
                programmes::country.eq(excluded(programmes::country)),
            ))
            .execute(db)
            .await?;
    }
    for theme in &file.themes {
        insert_into(themes::table)
            .values((
                themes::slug.eq(&theme.slug),
                themes::names.eq(json!(theme.name)),
            ))
            .on_conflict(themes::slug)
            .do_update()
            .set(themes::names.eq(excluded(themes::names)))
            .execute(db)
            .await?;
    }
    Ok(())
}

/// Courses that are announced. One that was published meanwhile is left as it is.
///
/// # Errors
/// When the database is away or a programme is missing.
pub async fn seed_announced(
    _: &Caretaker,
    announced: &[AnnouncedFile],
    db: &mut Connection,
) -> QueryResult<()> {
    for course in announced {
        let programme: Uuid = programmes::table
            .filter(programmes::slug.eq(&course.programme))
            .select(programmes::id)
            .first(db)
            .await?;
        let partner = course.partner.as_ref();
        let contributions: Vec<_> = partner
            .map(|p| json!({ "partner": p, "role": "content", "planned": course.planned }))
            .into_iter()
            .collect();
        let is_published = exists(publications::table.filter(publications::course.eq(course.id)));
        if diesel::select(not(is_published))
            .get_result::<bool>(db)
            .await?
        {
            insert_into(courses::table)
                .values((
                    courses::id.eq(course.id),
                    courses::programme.eq(programme),
                    courses::slug.eq(&course.slug),
                    courses::source_language.eq("en"),
                    courses::country.eq(&course.country),
                    courses::themes.eq(&course.themes),
                    courses::production.eq(json!(course.status).as_str().unwrap_or("planned")),
                    courses::titles.eq(json!(course.title)),
                    courses::contributions.eq(json!(contributions)),
                ))
                .on_conflict(courses::id)
                .do_update()
                .set((
                    courses::production.eq(excluded(courses::production)),
                    courses::titles.eq(excluded(courses::titles)),
                    courses::themes.eq(excluded(courses::themes)),
                    courses::contributions.eq(excluded(courses::contributions)),
                ))
                .execute(db)
                .await?;
        }
    }
    Ok(())
}
