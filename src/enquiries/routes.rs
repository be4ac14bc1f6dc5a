//! All addresses of the room, and what its two sides share.
use super::{answering, asking, model::Enquiry, pages::Photo};
use crate::{Error, Result, media::Blobs};
use rocket::Route;

/// Every address of this room.
pub fn routes() -> Vec<Route> {
    [asking::routes(), answering::routes()].concat()
}

/// The photo of an enquiry, for somebody who was found to be allowed to see it.
pub(super) async fn photo_of(enquiry: &Enquiry, blobs: &Blobs) -> Result<Photo> {
    let photo = enquiry.photo().ok_or(Error::NotFound)?;
    let bytes = blobs.read(&photo).await;
    bytes.map(Photo).map_err(|e| Error::Mistake(e.to_string()))
}
