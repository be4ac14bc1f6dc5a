//! How cohorts are kept.
use super::Cohort;
use crate::{
    access::{PersonId, Scope},
    schema::cohorts,
};
use diesel::prelude::*;
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use uuid::Uuid;

#[rocket::async_trait]
impl Scope for Cohort {
    const PARAM: &'static str = "cohort";

    async fn find(
        text: &str,
        _: Option<PersonId>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Self>> {
        let Ok(id) = text.parse::<Uuid>() else {
            return Ok(None);
        };
        cohorts::table.find(id).first(db).await.optional()
    }

    fn programme(&self) -> Option<Uuid> {
        Some(self.programme.0)
    }

    fn cohort(&self) -> Option<Uuid> {
        Some(self.id.0)
    }
}
