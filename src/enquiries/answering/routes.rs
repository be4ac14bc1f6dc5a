//! What facilitators and experts do with enquiries.
use super::{
    pages::{Index, Show, Side},
    store::{self, Answered, InHand, Lists},
};
use crate::{
    Error, Result,
    access::{Facilitator, Reviewer},
    cohorts::Cohort,
    courses::{self, Course, Library},
    db::{Connection, Db},
    enquiries::{
        Text, Wrong,
        pages::Photo,
        routes::photo_of,
        store::{entries, lesson_titles},
    },
    media::Blobs,
    page::{Frame, LongForm, Page},
};
use chrono::Utc;
use rocket::{Either, FromForm, Route, State, http::Status, response::Redirect};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![
        of_cohort,
        one_of_cohort,
        photo_of_cohort,
        answer_in_cohort,
        pass_on,
        of_course,
        one_of_course,
        photo_of_course,
        answer_as_expert,
        show,
        hide
    ]
}

const MISSING: Wrong = Wrong::new("answer", "enquiries-answer-missing");
const LONG: Wrong = Wrong::new("answer", "enquiries-words-long");
const ALREADY: Wrong = Wrong::new("answer", "enquiries-answered-already");

/// An answer as it was typed.
#[derive(FromForm)]
struct Typed {
    answer: String,
    /// Only an expert's tick counts.
    #[field(default = false)]
    shown: bool,
}

fn id(text: &str) -> Result<Uuid> {
    text.parse().map_err(|_| Error::NotFound)
}

fn in_cohort(by: &Facilitator<Cohort>) -> Side {
    Side::Facilitators {
        address: format!("/cohorts/{}", by.id.0),
        name: by.name.clone(),
    }
}

async fn in_course(by: &Reviewer<Course>, frame: &Frame, db: &mut Connection) -> Result<Side> {
    let course = courses::catalogued(by.id, db).await?;
    Ok(Side::Experts {
        address: format!("/courses/{}", by.slug),
        title: course.title(frame.tag()),
    })
}

async fn index(
    lists: Lists,
    side: Side,
    frame: Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<Page<Index>> {
    let language = frame.tag();
    Ok(Page::secret(Index {
        side,
        waiting: entries(lists.waiting, language, library, db).await?,
        settled: entries(lists.settled, language, library, db).await?,
        frame,
    }))
}

async fn page(
    hand: InHand,
    side: Side,
    frame: Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<Show> {
    let mut entries = entries(vec![hand.enquiry], frame.tag(), library, db).await?;
    Ok(Show {
        side,
        entry: entries.pop().ok_or(Error::NotFound)?,
        typed: String::new(),
        shown: false,
        wrong: None,
        frame,
    })
}

/// What was answered leads back to the list; what was not is the page again.
async fn answered(
    mut hand: InHand,
    typed: Typed,
    side: Side,
    frame: Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<Either<Redirect, Page<Show>>> {
    let text = Text::read(&typed.answer);
    let (wrong, status) = match text.as_ref() {
        None => (LONG, Status::UnprocessableEntity),
        Some(text) if text.is_empty() => (MISSING, Status::UnprocessableEntity),
        Some(text) => {
            let titles = lesson_titles(&hand.enquiry, library, db).await?;
            let shown = typed.shown && side.is_expert();
            match store::answer(&hand, text, shown, titles, Utc::now(), db).await? {
                Answered::Now | Answered::Before => {
                    let list = format!("{}/enquiries?note=answered", side.address());
                    return Ok(Either::Left(Redirect::to(list)));
                }
                Answered::Already(theirs) => {
                    hand.enquiry.answer = Some(theirs);
                    (ALREADY, Status::Conflict)
                }
            }
        }
    };
    let page = Show {
        typed: typed.answer,
        shown: typed.shown,
        wrong: Some(wrong),
        ..page(hand, side, frame, library, db).await?
    };
    Ok(Either::Right(Page::refused(page).with_status(status)))
}

#[get("/cohorts/<_cohort>/enquiries")]
async fn of_cohort(
    _cohort: &str,
    by: Facilitator<Cohort>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Index>> {
    let mut db = db.open().await?;
    let lists = store::of_cohort(&by, &mut db).await?;
    index(lists, in_cohort(&by), frame, library, &mut db).await
}

#[get("/cohorts/<_cohort>/enquiries/<enquiry>")]
async fn one_of_cohort(
    _cohort: &str,
    enquiry: &str,
    by: Facilitator<Cohort>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Show>> {
    let mut db = db.open().await?;
    let hand = store::one_of_cohort(&by, id(enquiry)?, &mut db).await?;
    let page = page(hand, in_cohort(&by), frame, library, &mut db).await?;
    Ok(Page::secret(page))
}

#[get("/cohorts/<_cohort>/enquiries/<enquiry>/photo")]
async fn photo_of_cohort(
    _cohort: &str,
    enquiry: &str,
    by: Facilitator<Cohort>,
    blobs: &State<Blobs>,
    db: Db<'_>,
) -> Result<Photo> {
    let hand = store::one_of_cohort(&by, id(enquiry)?, &mut *db.open().await?).await?;
    photo_of(&hand.enquiry, blobs).await
}

#[post("/cohorts/<_cohort>/enquiries/<enquiry>/answer", data = "<typed>")]
async fn answer_in_cohort(
    _cohort: &str,
    enquiry: &str,
    by: Facilitator<Cohort>,
    typed: LongForm<Typed>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<Show>>> {
    let mut db = db.open().await?;
    let hand = store::one_of_cohort(&by, id(enquiry)?, &mut db).await?;
    answered(hand, typed.0, in_cohort(&by), frame, library, &mut db).await
}

#[post("/cohorts/<_cohort>/enquiries/<enquiry>/passing-on")]
async fn pass_on(
    _cohort: &str,
    enquiry: &str,
    by: Facilitator<Cohort>,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Redirect> {
    let mut db = db.open().await?;
    let hand = store::one_of_cohort(&by, id(enquiry)?, &mut db).await?;
    let titles = lesson_titles(&hand.enquiry, library, &mut db).await?;
    store::pass_on(&hand, titles, Utc::now(), &mut db).await?;

    let list = format!("/cohorts/{}/enquiries?note=passed-on", by.id.0);
    Ok(Redirect::to(list))
}

#[get("/courses/<_course>/enquiries")]
async fn of_course(
    _course: &str,
    by: Reviewer<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Index>> {
    let mut db = db.open().await?;
    let lists = store::of_course(&by, Utc::now(), &mut db).await?;
    let side = in_course(&by, &frame, &mut db).await?;
    index(lists, side, frame, library, &mut db).await
}

#[get("/courses/<_course>/enquiries/<enquiry>")]
async fn one_of_course(
    _course: &str,
    enquiry: &str,
    by: Reviewer<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Show>> {
    let mut db = db.open().await?;
    let hand = store::one_of_course(&by, id(enquiry)?, Utc::now(), &mut db).await?;
    let side = in_course(&by, &frame, &mut db).await?;
    let page = page(hand, side, frame, library, &mut db).await?;
    Ok(Page::secret(page))
}

#[get("/courses/<_course>/enquiries/<enquiry>/photo")]
async fn photo_of_course(
    _course: &str,
    enquiry: &str,
    by: Reviewer<Course>,
    blobs: &State<Blobs>,
    db: Db<'_>,
) -> Result<Photo> {
    let mut db = db.open().await?;
    let hand = store::one_of_course(&by, id(enquiry)?, Utc::now(), &mut db).await?;
    photo_of(&hand.enquiry, blobs).await
}

#[post("/courses/<_course>/enquiries/<enquiry>/answer", data = "<typed>")]
async fn answer_as_expert(
    _course: &str,
    enquiry: &str,
    by: Reviewer<Course>,
    typed: LongForm<Typed>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<Show>>> {
    let mut db = db.open().await?;
    let hand = store::one_of_course(&by, id(enquiry)?, Utc::now(), &mut db).await?;
    let side = in_course(&by, &frame, &mut db).await?;
    answered(hand, typed.0, side, frame, library, &mut db).await
}

#[post("/courses/<_course>/enquiries/<enquiry>/showing")]
async fn show(_course: &str, enquiry: &str, by: Reviewer<Course>, db: Db<'_>) -> Result<Redirect> {
    set_shown(&by, id(enquiry)?, true, &mut *db.open().await?).await
}

#[delete("/courses/<_course>/enquiries/<enquiry>/showing")]
async fn hide(_course: &str, enquiry: &str, by: Reviewer<Course>, db: Db<'_>) -> Result<Redirect> {
    set_shown(&by, id(enquiry)?, false, &mut *db.open().await?).await
}

async fn set_shown(
    by: &Reviewer<Course>,
    enquiry: Uuid,
    shown: bool,
    db: &mut Connection,
) -> Result<Redirect> {
    let hand = store::one_of_course(by, enquiry, Utc::now(), db).await?;
    store::show(&hand, shown, db).await?;

    Ok(Redirect::to(format!(
        "/courses/{}/enquiries/{enquiry}?note=saved",
        by.slug
    )))
}
