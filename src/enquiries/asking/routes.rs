//! Asking, and seeing what one asked.
use super::{
    model::{self, Asked, Sent},
    pages::{Ask, Mine},
    store::{self, Asker, Kept},
};
use crate::{
    Error, Result,
    access::{Person, Public},
    courses::{Course, Library},
    db::Db,
    enquiries::{Kind, Wrong, pages::Photo, routes::photo_of, store::entries},
    media::{Blobs, keep_photo},
    page::{Frame, Page, PhotoForm},
};
use chrono::Utc;
use rocket::{Either, Route, State, http::Status, response::Redirect};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![begin, ask, mine, photo]
}

#[get("/courses/<_course>/lessons/<lesson>/enquiries/new?<kind>")]
#[expect(clippy::too_many_arguments, reason = "a handler's are its guards")]
async fn begin(
    _course: &str,
    lesson: &str,
    kind: Option<&str>,
    _person: &Person,
    course: Public<Course>,
    library: &State<Library>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<Ask>> {
    let asker = Asker::before(&course, lesson, library, &mut *db.open().await?).await?;
    let kind = kind.and_then(Kind::named).unwrap_or(Kind::Question);

    Ok(Page::secret(form(asker, Sent::new(kind), None, frame)))
}

#[post("/courses/<_course>/lessons/<lesson>/enquiries", data = "<sent>")]
#[expect(clippy::too_many_arguments, reason = "a handler's are its guards")]
async fn ask(
    _course: &str,
    lesson: &str,
    _person: &Person,
    course: Public<Course>,
    sent: PhotoForm<Sent>,
    library: &State<Library>,
    blobs: &State<Blobs>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<Ask>>> {
    let PhotoForm {
        fields: mut sent,
        photo,
    } = sent;
    let asker = Asker::before(&course, lesson, library, &mut *db.open().await?).await?;
    let (words, file) = match model::read(&sent, photo) {
        Ok(read) => read,
        Err(wrong) => return Ok(Either::Right(again(asker, sent, wrong, frame))),
    };
    let mut photo = None;
    if let Some(file) = file {
        db.rest(); // unpacking takes a while
        match keep_photo(file, blobs).await? {
            Ok(kept) => photo = Some(kept),
            Err(why) => {
                let wrong = model::unusable(why);
                return Ok(Either::Right(again(asker, sent, wrong, frame)));
            }
        }
    }
    let asked = Asked {
        form: sent.id,
        kind: sent.kind(),
        language: frame.tag(),
        words,
        photo,
    };
    let kept = store::keep(&asker, &asked, Utc::now(), &mut *db.open().await?).await?;
    Ok(match kept {
        Kept::Now | Kept::Before => Either::Left(Redirect::to("/enquiries?note=asked")),
        Kept::Another => {
            sent.id = Uuid::now_v7();
            let page = again(asker, sent, model::SENT_BEFORE, frame);
            Either::Right(page.with_status(Status::Conflict))
        }
        Kept::TooMany => {
            let page = again(asker, sent, model::TOO_MANY, frame);
            Either::Right(page.with_status(Status::TooManyRequests))
        }
    })
}

fn form(asker: Asker, sent: Sent, wrong: Option<Wrong>, frame: Frame) -> Ask {
    Ask {
        script: asker.edition.script(frame.tag()),
        edition: asker.edition,
        place: asker.place,
        sent,
        wrong,
        frame,
    }
}

/// The form with what was typed. A browser does not keep a file, so that it has to be chosen again.
fn again(asker: Asker, sent: Sent, wrong: Wrong, frame: Frame) -> Page<Ask> {
    Page::refused(form(asker, sent, Some(wrong), frame))
}

#[get("/enquiries")]
async fn mine(
    person: &Person,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Mine>> {
    let mut db = db.open().await?;
    let hers = store::of(person.id, &mut db).await?;
    let entries = entries(hers, frame.tag(), library, &mut db).await?;

    Ok(Page::secret(Mine { entries, frame }))
}

#[get("/enquiries/<enquiry>/photo")]
async fn photo(person: &Person, enquiry: &str, blobs: &State<Blobs>, db: Db<'_>) -> Result<Photo> {
    let id = enquiry.parse().map_err(|_| Error::NotFound)?;
    let enquiry = store::one(id, person.id, &mut *db.open().await?).await?;

    photo_of(&enquiry, blobs).await
}
