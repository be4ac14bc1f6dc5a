//! The library: editions that were opened, kept in memory by the ids of their versions. Nothing about people is in it.
use super::{Course, Dossier, Edition, VersionId, store};
use crate::{Error, Result, db::Connection};
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
    /// Each as of so many changes of its course's trust.
    dossiers: RwLock<HashMap<VersionId, (i64, Arc<Dossier>)>>,
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

    /// The edition of a course that is published.
    ///
    /// # Errors
    /// `NotFound` for a course that is not published, `Unavailable` when the database is away.
    pub async fn published(&self, course: &Course, db: &mut Connection) -> Result<Arc<Edition>> {
        let version = course.version.ok_or(Error::NotFound)?;
        self.edition(version, db).await
    }

    /// What is known of the lessons of a course as it is published. The database is asked only after something about it changed.
    ///
    /// # Errors
    /// `NotFound` for a course that is not published, `Unavailable` when the database is away.
    pub async fn dossier(&self, course: &Course, db: &mut Connection) -> Result<Arc<Dossier>> {
        let version = course.version.ok_or(Error::NotFound)?;
        self.dossier_of(version, course.trust_changes, db).await
    }

    /// The same for a published version whose course's trust changed so often.
    ///
    /// # Errors
    /// `NotFound` for no version, `Unavailable` when the database is away.
    pub async fn dossier_of(
        &self,
        version: VersionId,
        trust_changes: i64,
        db: &mut Connection,
    ) -> Result<Arc<Dossier>> {
        let known = self
            .dossiers
            .read()
            .unwrap_or_else(|e| e.into_inner())
            .get(&version)
            .filter(|(changes, _)| *changes == trust_changes)
            .map(|(_, dossier)| dossier.clone());
        if let Some(dossier) = known {
            return Ok(dossier);
        }
        let dossier = Arc::new(store::dossier(version, db).await?);
        let mut dossiers = self.dossiers.write().unwrap_or_else(|e| e.into_inner());
        if dossiers.len() >= AT_MOST {
            dossiers.clear();
        }
        dossiers.insert(version, (trust_changes, dossier.clone()));
        Ok(dossier)
    }
}
