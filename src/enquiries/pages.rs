//! A photo on its way to somebody who may see it.
use rocket::Responder;

/// As the school keeps photos. The browser keeps nothing of it, like of everything that says nothing else.
#[derive(Responder)]
#[response(content_type = "image/jpeg")]
pub struct Photo(pub Vec<u8>);
