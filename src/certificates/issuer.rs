//! Who issues certificates: the school's key, its name, and what it prints with.
use std::sync::Arc;

use rocket::tokio::sync::Semaphore;

use super::{Facts, Fonts, IssuerKey, KeyError, Signed, verify};
use crate::{config::Config, courses::OfCourse};

/// As many pages at once as a small machine has cores; Chinese needs 19 MB for each.
const PRINTERS: usize = 2;

/// Shared by all requests. Whether there are fonts shows only when something is printed.
pub struct Issuer {
    pub(super) key: IssuerKey,
    pub(super) fonts: Arc<Fonts>,
    pub(super) printers: Semaphore,
    pub(super) public_url: String,
    /// The organisation that stands behind certificates, if one does.
    organisation: Option<String>,
}

impl Issuer {
    /// The name on certificates that no organisation stands behind.
    const NAME: &str = "Cloud School";

    /// The issuer whose key lies in the data folder; a new folder gets a new key.
    ///
    /// # Errors
    /// When the key can be neither read nor drawn.
    pub fn of(config: &Config) -> Result<Self, KeyError> {
        let mut folders = vec![config.fonts.clone()];
        if Fonts::DEBIAN.contains(&config.fonts.to_string_lossy().as_ref()) {
            folders.extend(Fonts::DEBIAN.map(Into::into));
        }
        Ok(Self {
            key: IssuerKey::load_or_draw(&config.data_folder.join("keys/issuer"))?,
            fonts: Arc::new(Fonts::in_folders(folders)),
            printers: Semaphore::new(PRINTERS),
            public_url: config.public_url.clone(),
            organisation: config.issuer.clone(),
        })
    }

    /// The name on a certificate, and whether it is a trial: it is one without an organisation, and where a lesson is still a preview.
    pub(super) fn stands_behind(&self, course: &OfCourse) -> (&str, bool) {
        match &self.organisation {
            Some(organisation) if course.previews == 0 => (organisation, false),
            _ => (Self::NAME, true),
        }
    }

    /// Whether this issuer signed exactly these facts.
    pub(super) fn signed(&self, facts: &Facts, signed: &Signed) -> bool {
        verify(signed.payload(), &self.key.public()).is_ok_and(|compact| compact.are_of(facts))
    }
}
