//! A certificate as it is kept.
use chrono::{DateTime, Utc};

use super::{Facts, Issuer, Signed};

/// Somebody's frozen facts, signed, in force or withdrawn.
#[derive(Debug, Clone)]
pub struct Certificate {
    pub facts: Facts,
    pub signed: Signed,
    /// Since when it no longer counts, and why.
    pub withdrawn: Option<(DateTime<Utc>, String)>,
}

/// What a certificate is worth to whoever checks it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    Valid,
    Withdrawn(DateTime<Utc>, String),
    /// The record is here, but the signature is not the school's for these facts: nobody should rely on it.
    Unconfirmed,
}

impl Standing {
    pub fn is_valid(&self) -> bool {
        *self == Self::Valid
    }
}

impl Certificate {
    pub fn standing(&self, issuer: &Issuer) -> Standing {
        if !issuer.signed(&self.facts, &self.signed) || self.facts.code != self.signed.code() {
            return Standing::Unconfirmed;
        }
        match &self.withdrawn {
            Some((at, reason)) => Standing::Withdrawn(*at, reason.clone()),
            None => Standing::Valid,
        }
    }

    /// What a browser calls the file, by RFC 6266: whose it is and what for, in her own letters; older browsers read the code alone.
    pub fn disposition(&self) -> String {
        let code = self.facts.code;
        let name = [&self.facts.name, self.facts.title()].map(in_a_file_name);
        let own = format!("{} - {} - {code}.pdf", name[0], name[1]);
        let encoded = percent_encoded(&own);
        format!("attachment; filename=\"certificate-{code}.pdf\"; filename*=UTF-8''{encoded}")
    }
}

/// At most 60 letters, none of which a file system would refuse.
fn in_a_file_name(text: &str) -> String {
    let letters = text.chars().filter(|letter| !letter.is_control());
    let safe = letters.map(|letter| match letter {
        '/' | '\\' | ':' | '*' | '?' | '"' | '<' | '>' | '|' => '_',
        letter => letter,
    });
    let kept: String = safe.take(60).collect();
    kept.trim_matches(['.', ' ']).to_owned()
}

fn percent_encoded(text: &str) -> String {
    let bytes = text.bytes().map(|byte| match byte {
        b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' => {
            char::from(byte).to_string()
        }
        byte => format!("%{byte:02X}"),
    });
    bytes.collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::{IssuerKey, facts::tests::amina};

    fn named(name: &str) -> Certificate {
        let facts = Facts {
            name: name.into(),
            ..amina()
        };
        Certificate {
            signed: IssuerKey::from_seed(&[7; 32]).sign(&facts),
            facts,
            withdrawn: None,
        }
    }

    #[test]
    fn a_file_is_called_after_its_owner() {
        let said = named("Ana Núñez").disposition();
        assert_eq!(
            said,
            "attachment; filename=\"certificate-ABCD-EFGH-JKMN.pdf\"; filename*=UTF-8''Ana%20N%C3%BA%C3%B1ez%20-%20\
             Drip%20irrigation%20for%20small%20farms%20-%20ABCD-EFGH-JKMN.pdf"
        );
    }

    #[test]
    fn a_name_cannot_leave_its_folder_nor_its_header() {
        let said = named("../\r\nX: \"y\"").disposition();
        assert!(said.contains("UTF-8''_X_%20_y_%20-"), "{said}");
    }
}
