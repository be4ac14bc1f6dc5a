//! What learners are written about their certificates.
use crate::{
    mail::{Letter, Reader, Rendered},
    rendered,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// She has completed a course, and here is the proof.
#[derive(Debug, Serialize, Deserialize)]
pub struct CertificateLetter {
    /// What others type to see that it is real.
    pub code: String,
    /// By language.
    pub course_titles: BTreeMap<String, String>,
}

impl Letter for CertificateLetter {
    const KIND: &'static str = "certificate";

    fn render(&self, reader: &Reader<'_>) -> askama::Result<Rendered> {
        rendered!(
            CertificateLetter,
            self,
            reader,
            "letters/certificate/subject.txt",
            "letters/certificate/body.txt",
            "letters/certificate/body.html"
        )
    }
}

impl CertificateLetter {
    pub fn link(&self, reader: &Reader<'_>) -> String {
        reader.link(&format!("/v/{}", self.code))
    }
}
