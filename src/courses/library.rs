//! The library: editions that were opened, kept in memory by the ids of their versions. Nothing about people is in it.
use super::{Edition, VersionId, store};
use crate::{Result, db::Connection};
use std::{
    collections::HashMap,
    sync::{Arc, RwLock},
};

/// More editions than a school has courses; then the memory is given back.
const AT_MOST: usize = 64;

/// Shared by all requests.
#[derive(Default)]
pub struct Library {
    editions: RwLock<HashMap<VersionId, Arc<Edition>>>,
}

impl Library {
    /// The edition of a version. Only the first time is it read from the database.
    ///
    /// # Errors
    /// `NotFound` for no version, `Unavailable` when the database is away.
    pub async fn edition(&self, version: VersionId, db: &mut Connection) -> Result<Arc<Edition>> {
        let known = self
            .editions
            .read()
            .unwrap_or_else(|e| e.into_inner())
            .get(&version)
            .cloned();
        if let Some(edition) = known {
            return Ok(edition);
        }
        let edition = Arc::new(store::edition(version, db).await?);
        let mut editions = self.editions.write().unwrap_or_else(|e| e.into_inner());
        if editions.len() >= AT_MOST {
            editions.clear();
        }
        Ok(editions.entry(version).or_insert(edition).clone())
    }
}
