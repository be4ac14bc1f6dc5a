//! The one page for every refusal, so that two refusals of one status are the same bytes.
use super::{Frame, Page};
use crate::{access::FROM_ELSEWHERE, error::Reference};
use askama::Template;
use rocket::{Catcher, Request, http::Status};

#[derive(Template)]
#[template(path = "frame/trouble.html")]
pub struct Trouble {
    frame: Frame,
    title: String,
    text: String,
    sign_in: bool,
}

pub fn catchers() -> Vec<Catcher> {
    catchers![trouble]
}

#[catch(default)]
async fn trouble(status: Status, request: &Request<'_>) -> Page<Trouble> {
    let mut frame = Frame::of(request).await;
    // The address of a refusal must not differ from that of another: language forms come back to the start.
    frame.here = "/".into();
    frame.note = None;
    let (status, name) = match status.code {
        _ if request.uri().path() == FROM_ELSEWHERE => (Status::Forbidden, "elsewhere"),
        400 => (status, "400"),
        401 => (status, "401"),
        403 => (status, "403"),
        404 | 405 => (Status::NotFound, "404"),
        409 => (status, "409"),
        410 => (status, "410"),
        413 => (status, "413"),
        422 => (status, "422"),
        503 => (status, "503"),
        code if code < 500 => (status, "400"),
        _ => (status, "500"),
    };
    let text = match name {
        "500" => {
            let reference = Reference::of(request).to_string();
            frame.t1("error-500-text", "reference", reference)
        }
        name => frame.t(&format!("error-{name}-text")),
    };

    Page::secret(Trouble {
        title: frame.t(&format!("error-{name}-title")),
        text,
        sign_in: status == Status::Unauthorized,
        frame,
    })
    .with_status(status)
}
