//! Who issues certificates, and whether names can be printed.
use super::{Fault, Finding, Note, Well};
use crate::{certificates::Fonts, config::Config};
use std::path::PathBuf;

/// A word in each script that people of the four countries write, and the package that has its letters.
const SCRIPTS: [(&str, &str, &str); 5] = [
    ("Latin", "Ñandú", "fonts-noto-core"),
    ("Arabic", "مريم", "fonts-noto-core"),
    ("Sinhala", "නිමල්", "fonts-noto-core"),
    ("Tamil", "கமலா", "fonts-noto-core"),
    ("Chinese", "王芳", "fonts-noto-cjk"),
];

pub fn look(config: &Config) -> Vec<Finding> {
    let folders = Fonts::DEBIAN.iter().map(PathBuf::from);
    let fonts = Fonts::in_folders([config.fonts.clone()].into_iter().chain(folders));
    let missing = SCRIPTS.iter().filter_map(|(script, word, package)| {
        let e = fonts.check(word).err()?;
        Some(Fault(format!(
            "Names in {script} letters cannot be printed on certificates: {e}. On Debian: apt-get install {package}"
        )))
    });
    let mut findings: Vec<_> = missing.collect();
    if findings.is_empty() {
        findings.push(Well(
            "Names in Latin, Arabic, Sinhala, Tamil and Chinese letters can be printed.".into(),
        ));
    }
    findings.push(match &config.issuer {
        Some(organisation) => Well(format!("Certificates are issued by {organisation}.")),
        None => Note(
            "No organisation issues certificates (CLOUD_SCHOOL_ISSUER): all of them are trials."
                .into(),
        ),
    });
    findings
}
