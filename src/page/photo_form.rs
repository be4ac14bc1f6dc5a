//! A form that may bring a photo: read part by part, so that no more of it is in memory than may be kept.
use crate::db::Db;
use multer::{Field, Multipart};
use rocket::{
    Data, Request,
    data::{FromData, Outcome, ToByteUnit},
    form::{Form, FromForm, ValueField},
    http::{RawStr, Status},
};

/// A photo as phones take them.
const LARGEST_PHOTO: usize = 8 << 20;
/// What is read of a form altogether, so that a browser is told what was wrong instead of being cut off.
const LARGEST_MIB: u32 = 32;
/// All fields but the photo.
const LARGEST_TEXT: usize = 64 << 10;
/// The field of the photo.
const PHOTO: &str = "photo";

/// A form with its fields, and what its field `photo` brought. Texts that are too large are 413, what cannot be read is 400.
pub struct PhotoForm<T> {
    pub fields: T,
    pub photo: SentPhoto,
}

/// What came as a photo. Whether it is one, nobody has looked.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum SentPhoto {
    #[default]
    Nothing,
    File(Vec<u8>),
    TooLarge,
}

#[rocket::async_trait]
impl<'r, T: for<'f> FromForm<'f> + Send + 'static> FromData<'r> for PhotoForm<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        Db::of(request).rest(); // a slow phone must not keep a connection
        let read = match request.content_type() {
            Some(kind) if kind.is_form() => without_photo(data).await,
            Some(kind) if kind.is_form_data() => match kind.param("boundary") {
                Some(boundary) => with_photo(data, boundary).await,
                None => Err(Status::BadRequest),
            },
            _ => Err(Status::BadRequest),
        };
        match read {
            Ok(form) => Outcome::Success(form),
            Err(status) => Outcome::Error((status, ())),
        }
    }
}

/// As browsers send forms that take no file.
async fn without_photo<T: for<'f> FromForm<'f> + 'static>(
    data: Data<'_>,
) -> Result<PhotoForm<T>, Status> {
    let text = data.open(LARGEST_TEXT.bytes()).into_string().await;
    let text = text.map_err(|_| Status::BadRequest)?;
    if !text.is_complete() {
        return Err(Status::PayloadTooLarge);
    }
    let fields = Form::parse_encoded(RawStr::new(text.as_str()));
    Ok(PhotoForm {
        fields: fields.map_err(|_| Status::BadRequest)?,
        photo: SentPhoto::Nothing,
    })
}

async fn with_photo<T: for<'f> FromForm<'f> + 'static>(
    data: Data<'_>,
    boundary: &str,
) -> Result<PhotoForm<T>, Status> {
    let mut parts = Multipart::with_reader(data.open(LARGEST_MIB.mebibytes()), boundary);
    let (mut texts, mut room) = (vec![], LARGEST_TEXT);
    let mut photo = SentPhoto::Nothing;
    // What was cut off after a photo that is too large needs no other answer.
    while photo != SentPhoto::TooLarge {
        let Some(mut part) = parts.next_field().await.map_err(|_| Status::BadRequest)? else {
            break;
        };
        let name = part.name().unwrap_or_default().to_string();
        if name == PHOTO {
            photo = sent_photo(&mut part).await?;
        } else {
            let bytes = within(room, &mut part)
                .await?
                .ok_or(Status::PayloadTooLarge)?;
            room -= bytes.len();
            texts.push((
                name,
                String::from_utf8(bytes).map_err(|_| Status::BadRequest)?,
            ));
        }
    }
    let fields = texts
        .iter()
        .map(|(name, text)| ValueField::from((name.as_str(), text.as_str())));
    Ok(PhotoForm {
        fields: Form::parse_iter(fields).map_err(|_| Status::BadRequest)?,
        photo,
    })
}

/// A photo that is too large is read to its end and thrown away, so that the browser is there when it is told.
async fn sent_photo(part: &mut Field<'_>) -> Result<SentPhoto, Status> {
    Ok(match within(LARGEST_PHOTO, part).await? {
        Some(bytes) if bytes.is_empty() => SentPhoto::Nothing,
        Some(bytes) => SentPhoto::File(bytes),
        None => {
            while let Ok(Some(_)) = part.chunk().await {}
            SentPhoto::TooLarge
        }
    })
}

/// The bytes of a part, or nothing if there are too many.
async fn within(most: usize, part: &mut Field<'_>) -> Result<Option<Vec<u8>>, Status> {
    let mut bytes = vec![];
    while let Some(chunk) = part.chunk().await.map_err(|_| Status::BadRequest)? {
        if bytes.len() + chunk.len() > most {
            return Ok(None);
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Some(bytes))
}
