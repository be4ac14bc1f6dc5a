//! How programmes are kept.
use super::Programme;
use crate::{
    access::{PersonId, Scope},
    schema::programmes,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

#[rocket::async_trait]
impl Scope for Programme {
    const PARAM: &'static str = "programme";

    async fn find(
        text: &str,
        _: Option<PersonId>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Self>> {
        if text.contains('\0') {
            return Ok(None);
        }
        programmes::table
            .filter(programmes::slug.eq(text))
            .first(db)
            .await
            .optional()
    }

    fn programme(&self) -> Option<Uuid> {
        Some(self.id.0)
    }
}
