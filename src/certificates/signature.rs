//! The issuer's signature: what a QR symbol carries, so that a certificate can be checked without a network.
//!
//! A payload is base 32 (RFC 4648, no padding, upper case) of a body and its Ed25519 signature of 64 bytes. The body is
//! 1 byte version, 5 bytes key id, 8 bytes code, 16 bytes of the SHA-256 of the canonical facts, 1 byte flags; then as LEB128
//! numbers the days (from 0001-01-01) of completion and issue, minutes, lessons alone, lessons facilitated and, if the flag says
//! so, right answers and questions; then name, language and title, each its length in bytes as LEB128 and UTF-8. What is
//! signed is `cloud-school certificate 1:` and the body.
use chrono::{Datelike, NaiveDate};
use data_encoding::BASE32_NOPAD;
use sha2::{Digest, Sha256};

use super::{Code, Facts, IssuerKey, KeyId, PublicKey, QuizResult, ReviewState};

const VERSION: u8 = 1;
const CONTEXT: &[u8] = b"cloud-school certificate 1:";

const FLAG_TRIAL: u8 = 1;
const FLAG_QUIZ: u8 = 2;
const FLAG_CHECKED: u8 = 4;
const FLAG_APPROVED: u8 = 8;

/// Room for name and title together, in bytes: keeps the symbol at version 15 or below.
const TEXT_BYTES: usize = 200;
const NAME_BYTES: usize = 130;

impl IssuerKey {
    /// The facts in short with the signature over them.
    pub fn sign(&self, facts: &Facts) -> Signed {
        let mut bytes = body(facts, self.public().id());
        let signature = self.sign_bytes(&[CONTEXT, &bytes].concat());
        bytes.extend_from_slice(&signature);

        Signed {
            code: facts.code,
            payload: BASE32_NOPAD.encode(&bytes),
        }
    }
}

/// A signed certificate, ready for a QR symbol.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Signed {
    code: Code,
    payload: String,
}

impl Signed {
    /// What was signed before and kept since.
    pub(super) fn kept(code: Code, payload: String) -> Self {
        Self { code, payload }
    }

    /// The code of the certificate.
    pub fn code(&self) -> Code {
        self.code
    }

    /// The signed facts as upper-case letters and digits.
    pub fn payload(&self) -> &str {
        &self.payload
    }

    /// What the symbol says: the address that checks the certificate, with the signed facts as its fragment.
    ///
    /// A browser keeps a fragment to itself, so the person's name stays out of every log on the way. Scheme and host are in upper
    /// case, which they may be and which makes a smaller symbol.
    pub fn url(&self, public_url: &str) -> String {
        format!("{}#{}", short_url(public_url, self.code), self.payload)
    }
}

/// The address that checks a certificate, as a symbol says it: `HTTPS://SCHOOL.EXAMPLE.ORG/V/ABCD-EFGH-JKMN`.
pub fn short_url(public_url: &str, code: Code) -> String {
    let url = public_url.trim_end_matches('/');
    let host = url.find("://").map_or(0, |scheme| scheme + 3);
    let path = url[host..].find('/').map_or(url.len(), |path| host + path);
    format!("{}{}/V/{code}", url[..path].to_uppercase(), &url[path..])
}

/// What a payload says, once its signature holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CompactFacts {
    pub key: KeyId,
    pub code: Code,
    pub trial: bool,
    pub review: ReviewState,
    pub completed_on: NaiveDate,
    pub issued_on: NaiveDate,
    pub minutes: u32,
    pub lessons_self: u32,
    pub lessons_facilitated: u32,
    pub quiz: Option<QuizResult>,
    /// The name, shortened with `…` if it takes more than 130 bytes.
    pub name: String,
    pub language: String,
    /// The title in that language, shortened with `…` if name and title take more than 200 bytes.
    pub title: String,
    digest: [u8; 16],
}

impl CompactFacts {
    /// Whether these are the full facts that were signed: also their titles, programme, issuer and unshortened name.
    pub fn are_of(&self, facts: &Facts) -> bool {
        self.digest == digest(facts)
    }
}

/// Why a payload proves nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum PayloadError {
    #[error("the payload cannot be read")]
    Unreadable,
    #[error("the payload is of a version that is not known")]
    UnknownVersion,
    #[error("the payload was signed with another key, {0}")]
    OtherKey(KeyId),
    #[error("the signature does not hold")]
    Forged,
}

/// The facts in a payload, if this key signed exactly them. Needs no network and no database.
pub fn verify(payload: &str, key: &PublicKey) -> Result<CompactFacts, PayloadError> {
    let bytes = BASE32_NOPAD.decode(payload.as_bytes());
    let bytes = bytes.map_err(|_| PayloadError::Unreadable)?;
    let split = bytes.split_last_chunk();
    let (body, signature) = split.ok_or(PayloadError::Unreadable)?;
    let mut reader = Reader(body);
    if reader.byte()? != VERSION {
        return Err(PayloadError::UnknownVersion);
    }
    let signer = KeyId::from_bytes(reader.array()?);
    if signer != key.id() {
        return Err(PayloadError::OtherKey(signer));
    }

    if !key.signed(&[CONTEXT, body].concat(), signature) {
        return Err(PayloadError::Forged);
    }

    read(reader, signer)
}

fn digest(facts: &Facts) -> [u8; 16] {
    let mut digest = [0; 16];
    digest.copy_from_slice(&Sha256::digest(facts.canonical())[..16]);
    digest
}

fn body(facts: &Facts, key: KeyId) -> Vec<u8> {
    let mut flags = match facts.review {
        ReviewState::Draft => 0,
        ReviewState::Checked => FLAG_CHECKED,
        ReviewState::Approved => FLAG_APPROVED,
    };
    if facts.trial {
        flags |= FLAG_TRIAL;
    }
    if facts.quiz.is_some() {
        flags |= FLAG_QUIZ;
    }

    let mut body = vec![VERSION];
    body.extend_from_slice(&key.to_bytes());
    body.extend_from_slice(&facts.code.bits().to_be_bytes());
    body.extend_from_slice(&digest(facts));
    body.push(flags);
    for number in [
        facts.completed_on.num_days_from_ce().cast_unsigned(),
        facts.issued_on.num_days_from_ce().cast_unsigned(),
        facts.minutes,
        facts.lessons_self,
        facts.lessons_facilitated,
    ] {
        push_number(&mut body, number);
    }
    if let Some(QuizResult { right, of }) = facts.quiz {
        push_number(&mut body, right);
        push_number(&mut body, of);
    }
    let name = shortened(&facts.name, NAME_BYTES);
    let title = shortened(facts.title(), TEXT_BYTES - name.len());
    for text in [&name, &facts.language, &title] {
        push_number(&mut body, u32::try_from(text.len()).unwrap_or(u32::MAX));
        body.extend_from_slice(text.as_bytes());
    }
    body
}

fn read(mut reader: Reader<'_>, key: KeyId) -> Result<CompactFacts, PayloadError> {
    let code = Code::from_bits(u64::from_be_bytes(reader.array()?));
    let digest = reader.array()?;
    let flags = reader.byte()?;
    let facts = CompactFacts {
        key,
        code: code.ok_or(PayloadError::Unreadable)?,
        digest,
        trial: flags & FLAG_TRIAL != 0,
        review: match flags & (FLAG_CHECKED | FLAG_APPROVED) {
            0 => ReviewState::Draft,
            FLAG_CHECKED => ReviewState::Checked,
            _ => ReviewState::Approved,
        },
        completed_on: reader.date()?,
        issued_on: reader.date()?,
        minutes: reader.number()?,
        lessons_self: reader.number()?,
        lessons_facilitated: reader.number()?,
        quiz: match flags & FLAG_QUIZ {
            0 => None,
            _ => Some(QuizResult {
                right: reader.number()?,
                of: reader.number()?,
            }),
        },
        name: reader.text()?,
        language: reader.text()?,
        title: reader.text()?,
    };

    match reader.0 {
        [] => Ok(facts),
        _ => Err(PayloadError::Unreadable),
    }
}

/// At most so many bytes of the text, ending in `…` if any had to go.
fn shortened(text: &str, bytes: usize) -> String {
    const MARK: char = '…';
    if text.len() <= bytes {
        return text.to_owned();
    }
    let kept = text.floor_char_boundary(bytes - MARK.len_utf8());
    let mut short = text[..kept].trim_end().to_owned();
    short.push(MARK);
    short
}

fn push_number(body: &mut Vec<u8>, mut number: u32) {
    while number > 0x7f {
        body.push(number as u8 | 0x80);
        number >>= 7;
    }
    body.push(number as u8);
}

/// Takes a body apart from its front.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, bytes: usize) -> Result<&'a [u8], PayloadError> {
        let parts = self.0.split_at_checked(bytes);
        let (taken, rest) = parts.ok_or(PayloadError::Unreadable)?;
        self.0 = rest;
        Ok(taken)
    }

    fn array<const N: usize>(&mut self) -> Result<[u8; N], PayloadError> {
        let taken = self.take(N)?.try_into();
        taken.map_err(|_| PayloadError::Unreadable)
    }

    fn byte(&mut self) -> Result<u8, PayloadError> {
        self.array().map(|[byte]| byte)
    }

    fn number(&mut self) -> Result<u32, PayloadError> {
        let mut number = 0;
        for shift in (0..35).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 0x7f) << shift;
            if byte & 0x80 == 0 {
                return u32::try_from(number).map_err(|_| PayloadError::Unreadable);
            }
        }
        Err(PayloadError::Unreadable)
    }

    fn date(&mut self) -> Result<NaiveDate, PayloadError> {
        let days = self.number()?.cast_signed();
        NaiveDate::from_num_days_from_ce_opt(days).ok_or(PayloadError::Unreadable)
    }

    fn text(&mut self) -> Result<String, PayloadError> {
        let bytes = self.number()? as usize;
        let bytes = self.take(bytes)?.to_vec();
        String::from_utf8(bytes).map_err(|_| PayloadError::Unreadable)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{certificates::facts::tests::amina, qr};
    use proptest::prelude::*;

    fn key() -> IssuerKey {
        IssuerKey::from_seed(&[7; 32])
    }

    #[test]
    fn a_signed_certificate_is_checked_without_a_network() {
        let facts = amina();
        let read = verify(key().sign(&facts).payload(), &key().public()).unwrap();
        assert!(read.are_of(&facts));
        assert_eq!(read.key, key().public().id());
        assert_eq!(read.code, facts.code);
        assert_eq!(read.name, facts.name);
        assert_eq!(read.title, facts.title());
        assert_eq!(read.completed_on, facts.completed_on);
        assert_eq!(read.issued_on, facts.issued_on);
        assert_eq!(read.quiz, facts.quiz);
        assert_eq!((read.minutes, read.trial), (195, true));
        assert_eq!((read.lessons_self, read.lessons_facilitated), (6, 2));
    }

    #[test]
    fn a_fact_outside_the_payload_is_bound_by_it_too() {
        let read = verify(key().sign(&amina()).payload(), &key().public()).unwrap();
        let mut changed = amina();
        changed
            .programme
            .insert("en".into(), "Another programme".into());
        assert!(!read.are_of(&changed));
    }

    #[test]
    fn another_schools_certificate_is_not_ours() {
        let other = IssuerKey::from_seed(&[8; 32]);
        let checked = verify(other.sign(&amina()).payload(), &key().public());
        assert_eq!(checked, Err(PayloadError::OtherKey(other.public().id())));
    }

    #[test]
    fn a_signature_made_for_something_else_is_no_certificate() {
        let mut bytes = body(&amina(), key().public().id());
        let signature = key().sign_bytes(&bytes);
        bytes.extend_from_slice(&signature);
        let checked = verify(&BASE32_NOPAD.encode(&bytes), &key().public());
        assert_eq!(checked, Err(PayloadError::Forged));
    }

    #[test]
    fn the_symbol_opens_the_page_and_carries_the_proof() {
        let signed = key().sign(&amina());
        let url = signed.url("https://school.example.org/");
        let (address, payload) = url.split_once('#').unwrap();
        assert_eq!(address, "HTTPS://SCHOOL.EXAMPLE.ORG/V/ABCD-EFGH-JKMN");
        assert!(verify(payload, &key().public()).is_ok());
    }

    #[test]
    fn a_path_keeps_its_case() {
        let url = short_url("https://example.org/School", amina().code);
        assert_eq!(url, "HTTPS://EXAMPLE.ORG/School/V/ABCD-EFGH-JKMN");
    }

    #[test]
    fn the_longest_name_still_fits_a_symbol_that_paper_carries() {
        let mut facts = amina();
        facts.name = "ශ්‍රීමාවෝ ".repeat(20);
        facts.titles = [("en".to_owned(), "irrigation ".repeat(40))].into();
        facts.minutes = u32::MAX;
        let signed = key().sign(&facts);
        let read = verify(signed.payload(), &key().public()).unwrap();
        assert!(read.name.ends_with('…') && read.title.ends_with('…'));
        assert!(read.are_of(&facts));
        let symbol = qr::modules(&signed.url("https://cloud-school.example.org")).unwrap();
        let version = (symbol.width() - 17) / 4;
        assert!(version <= 15, "version {version}");
    }

    #[test]
    fn an_everyday_symbol_is_smaller() {
        let text = key().sign(&amina()).url("https://school.example.org");
        let symbol = qr::modules(&text).unwrap();
        let svg = qr::svg(&text).unwrap();
        assert!(symbol.width() <= 57, "{} modules", symbol.width());
        assert!(svg.len() < 6_000, "{} bytes", svg.len());
    }

    fn any_facts() -> impl Strategy<Value = Facts> {
        let texts = ("\\PC{0,120}", "\\PC{0,200}", "[a-z]{2}");
        let numbers = (0..u64::MAX >> 4, any::<[u32; 5]>(), -700_000..2_000_000_i32);
        (texts, numbers, any::<bool>(), any::<bool>(), 0..3_usize).prop_map(
            |((name, title, language), (bits, counts, days), trial, has_quiz, review)| Facts {
                code: Code::from_bits(bits).unwrap(),
                name,
                titles: [(language.clone(), title)].into(),
                language,
                minutes: counts[0],
                lessons_self: counts[1],
                lessons_facilitated: counts[2],
                quiz: has_quiz.then_some(QuizResult {
                    right: counts[3],
                    of: counts[4],
                }),
                completed_on: NaiveDate::from_num_days_from_ce_opt(days).unwrap(),
                issued_on: NaiveDate::from_num_days_from_ce_opt(days + 1).unwrap(),
                trial,
                review: [
                    ReviewState::Draft,
                    ReviewState::Checked,
                    ReviewState::Approved,
                ][review],
                ..amina()
            },
        )
    }

    proptest! {
        #[test]
        fn what_is_signed_is_read(facts in any_facts()) {
            let read = verify(key().sign(&facts).payload(), &key().public()).unwrap();
            prop_assert!(read.are_of(&facts));
            prop_assert_eq!(read.code, facts.code);
            prop_assert_eq!(read.review, facts.review);
            prop_assert_eq!(read.trial, facts.trial);
            prop_assert_eq!(read.quiz, facts.quiz);
            prop_assert_eq!(read.completed_on, facts.completed_on);
            prop_assert_eq!(read.lessons_facilitated, facts.lessons_facilitated);
            prop_assert_eq!(read.name, shortened(&facts.name, NAME_BYTES));
        }

        #[test]
        fn a_payload_with_one_changed_character_proves_nothing(
            place in any::<prop::sample::Index>(),
            character in "[A-Z2-70-9a-z ]",
        ) {
            let payload = key().sign(&amina()).payload;
            let place = place.index(payload.len());
            prop_assume!(payload[place..=place] != character);
            let mut tampered = payload;
            tampered.replace_range(place..=place, &character);
            prop_assert!(verify(&tampered, &key().public()).is_err());
        }

        #[test]
        fn a_payload_cut_or_lengthened_proves_nothing(kept in any::<prop::sample::Index>(), more in "[A-Z2-7]{1,16}") {
            let payload = key().sign(&amina()).payload;
            prop_assert!(verify(&payload[..kept.index(payload.len())], &key().public()).is_err());
            prop_assert!(verify(&(payload + &more), &key().public()).is_err());
        }

        #[test]
        fn no_text_breaks_the_check(text in "\\PC*") {
            prop_assert!(verify(&text, &key().public()).is_err());
        }
    }
}
