//! Forms that hold more than the usual limit: a list of names, or of everybody who came.
use rocket::{
    Data, Request,
    data::{FromData, Outcome, ToByteUnit},
    form::{Form, FromForm},
    http::{RawStr, Status},
};

/// 200 names of 200 letters, each letter nine bytes in a form, are 360 kB.
const LARGEST_KIB: u32 = 512;

/// A form of up to half a megabyte. What is larger is 413, what cannot be read 400.
pub struct LongForm<T>(pub T);

#[rocket::async_trait]
impl<'r, T: for<'f> FromForm<'f> + Send + 'static> FromData<'r> for LongForm<T> {
    type Error = ();

    async fn from_data(request: &'r Request<'_>, data: Data<'r>) -> Outcome<'r, Self> {
        if !request.content_type().is_some_and(|kind| kind.is_form()) {
            return Outcome::Error((Status::BadRequest, ()));
        }
        match data.open(LARGEST_KIB.kibibytes()).into_string().await {
            Ok(text) if !text.is_complete() => Outcome::Error((Status::PayloadTooLarge, ())),
            Ok(text) => match Form::parse_encoded(RawStr::new(text.as_str())) {
                Ok(form) => Outcome::Success(Self(form)),
                Err(_) => Outcome::Error((Status::BadRequest, ())),
            },
            Err(_) => Outcome::Error((Status::BadRequest, ())),
        }
    }
}
