//! An enquiry as it is sent, and what can be wrong with it.
use crate::{
    access::PersonId,
    courses::LessonId,
    enquiries::{Kind, Text, Wrong},
    media::{Sha256Hex, Unusable},
    page::SentPhoto,
};
use chrono::TimeDelta;
use rocket::FromForm;
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// So many enquiries of one person may wait for an answer that were asked within `A_DAY`.
pub const MOST_OPEN: i64 = 10;
pub const A_DAY: TimeDelta = TimeDelta::days(1);

/// The form as it came, without its photo.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Sent {
    pub id: Uuid,
    pub kind: String,
    pub words: String,
}

impl Sent {
    /// An empty form, which can be sent once.
    pub fn new(kind: Kind) -> Self {
        Self {
            id: Uuid::now_v7(),
            kind: kind.name().into(),
            words: String::new(),
        }
    }

    pub fn kind(&self) -> Kind {
        Kind::named(&self.kind).unwrap_or(Kind::Question)
    }
}

/// Messages of the form's fields.
pub const LONG: Wrong = Wrong::new("words", "enquiries-words-long");
pub const MISSING: Wrong = Wrong::new("words", "enquiries-words-missing");
pub const SENT_BEFORE: Wrong = Wrong::new("words", "enquiries-sent-before");
pub const TOO_MANY: Wrong = Wrong::new("words", "enquiries-too-many");
const PHOTO_LARGE: Wrong = Wrong::new("photo", "enquiries-photo-large");
const PHOTO_PIXELS: Wrong = Wrong::new("photo", "enquiries-photo-pixels");
const PHOTO_UNREADABLE: Wrong = Wrong::new("photo", "enquiries-photo-unreadable");

/// What is wrong with a file that is no photo for us.
pub fn unusable(why: Unusable) -> Wrong {
    match why {
        Unusable::Unreadable => PHOTO_UNREADABLE,
        Unusable::TooManyPixels => PHOTO_PIXELS,
    }
}

/// The words of an enquiry, beside the file that came with them, on which nobody has looked yet.
///
/// # Errors
/// What is wrong: a text that is too long, a file that is too large, or neither text nor file.
pub fn read(sent: &Sent, photo: SentPhoto) -> Result<(Text, Option<Vec<u8>>), Wrong> {
    let words = Text::read(&sent.words).ok_or(LONG)?;
    match photo {
        SentPhoto::TooLarge => Err(PHOTO_LARGE),
        SentPhoto::Nothing if words.is_empty() => Err(MISSING),
        SentPhoto::Nothing => Ok((words, None)),
        SentPhoto::File(file) => Ok((words, Some(file))),
    }
}

/// An enquiry that can be kept.
pub struct Asked {
    /// The form that it came with.
    pub form: Uuid,
    pub kind: Kind,
    /// Of the page on which it was asked.
    pub language: &'static str,
    pub words: Text,
    pub photo: Option<Sha256Hex>,
}

impl Asked {
    /// Another person's enquiry can neither be overwritten nor guessed by its form.
    pub fn id(&self, by: PersonId) -> Uuid {
        Uuid::new_v5(&by.0, self.form.as_bytes())
    }

    /// Equal for equal enquiries.
    pub fn body_hash(&self, lesson: LessonId) -> Vec<u8> {
        let photo = self.photo.as_ref().map(Sha256Hex::as_str);
        let body = serde_json::json!([lesson, self.kind.name(), self.words.as_str(), photo]);
        Sha256::digest(body.to_string()).to_vec()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sent(words: &str) -> Sent {
        Sent {
            words: words.into(),
            ..Sent::new(Kind::Fault)
        }
    }

    #[test]
    fn an_enquiry_has_words_or_a_photo() {
        let file = || SentPhoto::File(vec![1]);
        assert_eq!(read(&sent(" "), SentPhoto::Nothing), Err(MISSING));
        assert_eq!(read(&sent("a"), SentPhoto::TooLarge), Err(PHOTO_LARGE));
        assert_eq!(read(&sent(&"a".repeat(2_001)), file()), Err(LONG));
        assert_eq!(read(&sent(""), file()).unwrap().1, Some(vec![1]));
        assert_eq!(read(&sent("a"), SentPhoto::Nothing).unwrap().1, None);
    }

    #[test]
    fn what_is_asked_makes_the_body_and_the_form_does_not() {
        let asked = |words| Asked {
            form: Uuid::now_v7(),
            kind: Kind::Question,
            language: "en",
            words: Text::read(words).unwrap(),
            photo: None,
        };
        let lesson = LessonId(Uuid::nil());
        assert_eq!(asked("a").body_hash(lesson), asked("a ").body_hash(lesson));
        assert_ne!(asked("a").body_hash(lesson), asked("b").body_hash(lesson));
    }
}
