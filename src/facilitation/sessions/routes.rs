//! Writing down that a cohort learnt a lesson together.
use super::{
    model::{Held, Sent, Wrong},
    pages::{Choose, Kept, Session},
    store::{self, Recorded},
};
use crate::{
    Error, Result,
    access::Facilitator,
    certificates::Issuer,
    cohorts::Cohort,
    courses::{LessonId, Library},
    db::{Connection, Db},
    facilitation::{model::Outline, store::outline},
    page::{Frame, LongForm, Page},
};
use chrono::Utc;
use rocket::{Either, Route, State, http::Status};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![begin, record]
}

/// First the lesson is chosen, since its questions are part of the form.
#[get("/cohorts/<_cohort>/courses/<course>/group-sessions?<lesson>&<everybody>")]
#[expect(clippy::too_many_arguments, reason = "a handler's are its guards")]
async fn begin(
    _cohort: &str,
    course: &str,
    lesson: Option<&str>,
    everybody: bool,
    facilitator: Facilitator<Cohort>,
    library: &State<Library>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Either<Page<Choose>, Page<Session>>> {
    let mut db = db.open().await?;
    let outline = outline(&facilitator, course, frame.tag(), library, &mut db).await?;
    let Some(slug) = lesson else {
        return Ok(Either::Left(
            choose(&facilitator, outline, frame, &mut db).await?,
        ));
    };

    let lesson = outline.edition.lesson(slug).ok_or(Error::NotFound)?.1.id;
    let mut empty = Sent {
        id: Uuid::now_v7(),
        held_on: facilitator.today(Utc::now()).to_string(),
        place: facilitator.place.clone(),
        ..Sent::default()
    };
    if everybody {
        let people = store::attendants(&facilitator, outline.edition.course, &mut db).await?;
        empty.person = people.iter().map(|person| person.id.0).collect();
    }
    let form = form(&facilitator, outline, lesson, empty, vec![], frame, &mut db).await?;
    Ok(Either::Right(Page::secret(form)))
}

async fn choose(
    facilitator: &Facilitator<Cohort>,
    outline: Outline,
    frame: Frame,
    db: &mut Connection,
) -> Result<Page<Choose>> {
    let lessons = outline.edition.lesson_ids();
    let course = outline.edition.course;

    Ok(Page::secret(Choose {
        frame,
        cohort: (**facilitator).clone(),
        outline,
        done: store::done_by(facilitator, &lessons, db).await?,
        people: store::attendants(facilitator, course, db).await?.len(),
        latest: store::latest(facilitator, course, db).await?,
    }))
}

async fn form(
    facilitator: &Facilitator<Cohort>,
    outline: Outline,
    lesson: LessonId,
    sent: Sent,
    wrong: Vec<Wrong>,
    frame: Frame,
    db: &mut Connection,
) -> Result<Session> {
    Ok(Session {
        frame,
        cohort: (**facilitator).clone(),
        people: store::attendants(facilitator, outline.edition.course, db).await?,
        outline,
        lesson,
        sent,
        today: facilitator.today(Utc::now()),
        wrong,
    })
}

#[post("/cohorts/<_cohort>/courses/<course>/group-sessions", data = "<sent>")]
#[expect(clippy::too_many_arguments, reason = "a handler's are its guards")]
async fn record(
    _cohort: &str,
    course: &str,
    facilitator: Facilitator<Cohort>,
    sent: LongForm<Sent>,
    library: &State<Library>,
    issuer: &State<Issuer>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Either<Page<Kept>, Page<Session>>> {
    let (LongForm(mut sent), now) = (sent, Utc::now());
    let mut db = db.open().await?;
    let outline = outline(&facilitator, course, frame.tag(), library, &mut db).await?;
    let lesson = outline
        .lesson(LessonId(sent.lesson))
        .ok_or(Error::NotFound)?
        .0;
    let id = lesson.id;

    let (wrong, status) = match Held::read(&sent, lesson, facilitator.today(now)) {
        Err(wrong) => (wrong, Status::UnprocessableEntity),
        Ok(held) => match store::record(&facilitator, &outline, &held, issuer, now, &mut db).await?
        {
            Recorded::Now(people) => {
                return Ok(Either::Left(kept(
                    &facilitator,
                    outline,
                    held,
                    people,
                    false,
                    frame,
                )));
            }
            Recorded::Before(people) => {
                return Ok(Either::Left(kept(
                    &facilitator,
                    outline,
                    held,
                    people,
                    true,
                    frame,
                )));
            }
            Recorded::AnotherSession => {
                sent.id = Uuid::now_v7();
                (vec![Wrong::SENT_BEFORE], Status::Conflict)
            }
            Recorded::NotHere => (vec![Wrong::NOT_HERE], Status::UnprocessableEntity),
        },
    };
    let form = form(&facilitator, outline, id, sent, wrong, frame, &mut db).await?;
    Ok(Either::Right(Page::secret(form).with_status(status)))
}

fn kept(
    facilitator: &Facilitator<Cohort>,
    outline: Outline,
    held: Held,
    people: Vec<super::model::Attendant>,
    was_kept_before: bool,
    frame: Frame,
) -> Page<Kept> {
    Page::secret(Kept {
        frame,
        cohort: (**facilitator).clone(),
        outline,
        lesson: held.lesson,
        held_on: held.held_on,
        place: held.place,
        people,
        was_kept_before,
    })
}
