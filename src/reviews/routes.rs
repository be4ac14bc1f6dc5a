//! Looking at a lesson as a reviewer, and signing what was found.
use super::{
    model::{Desk, Due, Sent, Signed, Wrong, in_a_year, languages},
    pages::{CourseToReview, Look, Tasks, Waiting},
    store::{self, Outcome, Outdated, Reviewed},
};
use crate::{
    Result,
    access::{Person, Reviewer},
    courses::{Course, Dossier, Edition, KnownLine, Library, names_of},
    db::{Connection, Db},
    page::{Frame, LongForm, Page},
};
use chrono::{NaiveDate, Utc};
use rocket::{Either, Route, State, http::Status, response::Redirect};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![tasks, look, sign]
}

#[get("/reviews")]
async fn tasks(
    person: &Person,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Tasks>> {
    let (mut db, today) = (db.open().await?, Utc::now().date_naive());
    let reviewed = store::reviewed_by(person.id, &mut db).await?;
    let versions: Vec<_> = reviewed.iter().map(|course| course.version).collect();
    let outdated = store::outdated(&versions, today, &mut db).await?;
    let mut courses = vec![];
    for Reviewed {
        version,
        trust_changes,
    } in reviewed
    {
        let edition = library.edition(version, &mut db).await?;
        let dossier = library.dossier_of(version, trust_changes, &mut db).await?;
        courses.push(to_review(&edition, &dossier, &outdated, today, frame.tag()));
    }

    Ok(Page::secret(Tasks { frame, courses }))
}

/// Every lesson of a course in each of its languages, with what waits.
fn to_review(
    edition: &Edition,
    dossier: &Dossier,
    outdated: &[Outdated],
    today: NaiveDate,
    reader: &str,
) -> CourseToReview {
    let script = edition.script(reader);
    let mut lessons = vec![];
    for (lesson, spoken) in edition.lessons.iter().zip(&script.lessons) {
        for language in languages(dossier, lesson.id) {
            let mut due = Due::of(dossier, lesson.id, language, today);
            if language == edition.source_language {
                let old = outdated.iter().filter(|(id, ..)| *id == lesson.id);
                due.extend(old.map(|(_, title, day)| Due::Source(title.clone(), *day)));
            }
            lessons.push(Waiting {
                address: address(&edition.slug, &lesson.slug, language),
                title: spoken.title.clone(),
                language: names_of([language.to_string()].iter()),
                due,
            });
        }
    }
    CourseToReview {
        title: script.title.clone(),
        lessons,
    }
}

fn address(course: &str, lesson: &str, language: &str) -> String {
    format!("/courses/{course}/lessons/{lesson}/review?language={language}")
}

/// The lesson with its claims beside what it says; without a language in its source language.
#[get("/courses/<_course>/lessons/<lesson>/review?<language>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn look(
    _course: &str,
    lesson: &str,
    language: Option<&str>,
    reviewer: Reviewer<Course>,
    person: &Person,
    library: &State<Library>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<Look>> {
    let (mut db, today) = (db.open().await?, Utc::now().date_naive());
    let desk = store::desk(&reviewer, lesson, language, library, &mut db).await?;
    let signature = store::signature_of(person.id, &mut db).await?;
    let (function, organisation) = signature.unwrap_or_default();
    let empty = Sent {
        id: Uuid::now_v7(),
        content: desk.content().into(),
        until: in_a_year(today).to_string(),
        function,
        organisation,
        ..Sent::default()
    };

    let page = form(desk, person, empty, vec![], today, frame, &mut db).await?;
    Ok(Page::secret(page))
}

async fn form(
    desk: Desk,
    person: &Person,
    sent: Sent,
    wrong: Vec<Wrong>,
    today: NaiveDate,
    frame: Frame,
    db: &mut Connection,
) -> Result<Look> {
    let trust = desk.dossier.trust(desk.lesson().id, &desk.language, today);
    Ok(Look {
        known: KnownLine::of_lesson(&trust, frame.words()),
        doubts: store::doubts(&desk, db).await?,
        name: person.name.clone(),
        frame,
        desk,
        sent,
        wrong,
    })
}

#[post("/courses/<_course>/lessons/<lesson>/reviews", data = "<sent>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn sign(
    _course: &str,
    lesson: &str,
    reviewer: Reviewer<Course>,
    person: &Person,
    sent: LongForm<Sent>,
    library: &State<Library>,
    mut frame: Frame,
    db: Db<'_>,
) -> Result<Either<Redirect, Page<Look>>> {
    let (LongForm(mut sent), now) = (sent, Utc::now());
    let (mut db, today) = (db.open().await?, now.date_naive());
    let language = Some(sent.language.as_str());
    let desk = store::desk(&reviewer, lesson, language, library, &mut db).await?;
    let id = desk.lesson().id;
    frame.here = frame.here.clone() + "/review"; // the lesson itself is for learners

    let (mut wrong, mut status) = (vec![], Status::Conflict);
    match Signed::read(&sent, desk.kinds(), &desk.claims, today) {
        Err(all) => (wrong, status) = (all, Status::UnprocessableEntity),
        Ok(signed) => {
            match store::sign(&reviewer, &person.name, id, &signed, now, &mut db).await? {
                Outcome::Kept => return Ok(Either::Left(onward(&desk, "review-signed"))),
                Outcome::KeptBefore => {
                    return Ok(Either::Left(onward(&desk, "review-signed-before")));
                }
                Outcome::AnotherReview => {
                    sent.id = Uuid::now_v7();
                    wrong.push(Wrong::SENT_BEFORE);
                }
                Outcome::LessonChanged => {}
            }
        }
    }
    if sent.content != desk.content() {
        sent.content = desk.content().into();
        wrong.insert(0, Wrong::CHANGED);
    }
    let form = form(desk, person, sent, wrong, today, frame, &mut db).await?;
    Ok(Either::Right(Page::secret(form).with_status(status)))
}

/// Back to the lesson, where the review stands now.
fn onward(desk: &Desk, note: &str) -> Redirect {
    let lesson = address(&desk.edition.slug, &desk.lesson().slug, &desk.language);
    Redirect::to(format!("{lesson}&note={note}"))
}
