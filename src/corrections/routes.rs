//! What experts do when something is wrong.
use super::{
    model::{self, Correction, Entry, Sent},
    pages::{Index, New},
    store::{self, Mended, Opened, Opening},
};
use crate::{
    Error, Result,
    access::Reviewer,
    courses::{Course, Edition, Library},
    db::{Connection, Db},
    enquiries::Wrong,
    page::{Frame, LongForm, Page},
};
use chrono::Utc;
use rocket::{Either, Route, State, http::Status, response::Redirect};
use std::sync::Arc;
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![index, begin, open, mend]
}

#[get("/courses/<_course>/corrections")]
async fn index(
    _course: &str,
    by: Reviewer<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Index>> {
    let page = list(&by, frame, library, &mut *db.open().await?).await?;

    Ok(Page::secret(page))
}

async fn list(
    by: &Reviewer<Course>,
    frame: Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<Index> {
    let edition = library.published(by, db).await?;
    let script = edition.script(frame.tag());
    let (open, mended) = store::of(by, db).await?;
    let entry = |correction: Correction| Entry {
        lesson: edition.place_of(correction.lesson).map(|place| {
            let title = script.lessons[place].title.clone();
            (edition.lessons[place].slug.clone(), title)
        }),
        correction,
    };
    Ok(Index {
        open: open.into_iter().map(entry).collect(),
        mended: mended.into_iter().map(entry).collect(),
        is_still_the_same: false,
        edition,
        script,
        frame,
    })
}

#[get("/courses/<_course>/lessons/<lesson>/corrections/new?<enquiry>")]
async fn begin(
    _course: &str,
    lesson: &str,
    enquiry: Option<&str>,
    by: Reviewer<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<New>> {
    let mut db = db.open().await?;
    let edition = library.published(&by, &mut db).await?;
    let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    let enquiry = enquiry.and_then(|enquiry| enquiry.parse().ok());
    if let Some(enquiry) = enquiry {
        store::is_about(enquiry, the_lesson.id, &mut db).await?;
    }
    let dossier = library.dossier(&by, &mut db).await?;
    let empty = Sent {
        id: Uuid::now_v7(),
        class_a: dossier.has_class_a(the_lesson.id),
        enquiry,
        ..Sent::default()
    };

    Ok(Page::secret(form(edition, place, empty, None, frame)))
}

fn form(
    edition: Arc<Edition>,
    place: usize,
    sent: Sent,
    wrong: Option<Wrong>,
    frame: Frame,
) -> New {
    New {
        script: edition.script(frame.tag()),
        edition,
        place,
        sent,
        wrong,
        frame,
    }
}

#[post("/courses/<_course>/lessons/<lesson>/corrections", data = "<sent>")]
async fn open(
    _course: &str,
    lesson: &str,
    by: Reviewer<Course>,
    sent: LongForm<Sent>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<New>>> {
    let LongForm(sent) = sent;
    let mut db = db.open().await?;
    let edition = library.published(&by, &mut db).await?;
    let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    let dossier = library.dossier(&by, &mut db).await?;
    let content = dossier.content(the_lesson.id, &dossier.source_language);
    let (wrong, status) = match sent.reason() {
        Err(wrong) => (wrong, Status::UnprocessableEntity),
        Ok(reason) => {
            let opening = Opening {
                form: sent.id,
                lesson: the_lesson.id,
                content: content.map_or("", |content| content.hash.as_str()),
                reason,
                is_class_a: sent.class_a,
                enquiry: sent.enquiry,
            };
            match store::open(&by, &opening, Utc::now(), &mut db).await? {
                Opened::Now | Opened::Before => return Ok(Either::Left(to_list(&by))),
                Opened::Already => (model::ALREADY, Status::Conflict),
            }
        }
    };
    let page = form(edition.clone(), place, sent, Some(wrong), frame);
    Ok(Either::Right(Page::refused(page).with_status(status)))
}

fn to_list(by: &Course) -> Redirect {
    Redirect::to(format!("/courses/{}/corrections?note=saved", by.slug))
}

#[post("/courses/<_course>/corrections/<correction>/mending")]
async fn mend(
    _course: &str,
    correction: &str,
    by: Reviewer<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<Index>>> {
    let id = correction.parse().map_err(|_| Error::NotFound)?;
    let mut db = db.open().await?;
    let edition = library.published(&by, &mut db).await?;
    Ok(
        match store::mend(&by, id, &edition, Utc::now(), &mut db).await? {
            Mended::Yes => Either::Left(to_list(&by)),
            Mended::StillTheSame => Either::Right(Page::refused(Index {
                is_still_the_same: true,
                ..list(&by, frame, library, &mut db).await?
            })),
        },
    )
}
