//! What learners do. Short handlers: the course and who she is come from the guards, the words of the course from the library.
use super::{pages, pretest, store};
use crate::{
    Error, Result,
    access::{Browser, Learner, Passwords, Perhaps, Person, PersonId, Public, Visitor},
    certificates::Issuer,
    courses::{self, Course, KnownLine, Lesson, Library},
    db::{Connection, Db},
    enquiries::Shown,
    page::{Frame, Page},
    people, progress,
};
use chrono::Utc;
use rocket::{Either, Route, State, form::Form, http::CookieJar, response::Redirect};
use std::collections::HashMap;

pub fn routes() -> Vec<Route> {
    let own = routes![
        with_a_card,
        home,
        course,
        lesson,
        complete,
        practise,
        answer
    ];
    [own, pretest::routes()].concat()
}

/// How a lesson of it is known today.
async fn known(
    course: &Course,
    lesson: &Lesson,
    frame: &Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<KnownLine> {
    let dossier = library.dossier(course, db).await?;
    let trust = dossier.trust(lesson.id, frame.tag(), Utc::now().date_naive());
    Ok(KnownLine::of_lesson(&trust, frame.words()))
}

/// A card opens the school, and the answer is her next lesson: two round trips from the card to the first sentence.
#[post("/card", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn with_a_card(
    form: Form<people::CardForm<'_>>,
    visitor: Visitor<'_>,
    browser: Browser,
    frame: Frame,
    passwords: &State<Passwords>,
    jar: &CookieJar<'_>,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<people::CardAnswer, Page<pages::Read>>> {
    let started = people::start(&form, visitor, &browser, frame.clone(), passwords, jar, db);
    let entry = match started.await? {
        people::Started::In(entry) if form.wanted().is_none() => entry,
        people::Started::In(_) => return Ok(Either::Left(form.onward())),
        people::Started::Not(answer) => return Ok(Either::Left(answer)),
    };
    let mut db = db.open().await?;
    let person = entry.person(&mut db).await?;
    let learned = store::learned_by(person.id, &mut db).await?;
    let Some(course) = learned.iter().find(|course| course.completed_at.is_none()) else {
        return Ok(Either::Left(form.onward()));
    };
    let edition = library.edition(course.version, &mut db).await?;
    let place = store::next_lesson(person.id, &edition, &mut db).await?;
    let Some(place) = place.filter(|place| !edition.lessons[*place].is_quiz()) else {
        return Ok(Either::Left(form.onward()));
    };
    let (version, changes) = (course.version, course.trust_changes);
    let dossier = library.dossier_of(version, changes, &mut db).await?;
    let frame = frame.seen_by(&person);
    let today = Utc::now().date_naive();
    let trust = dossier.trust(edition.lessons[place].id, frame.tag(), today);
    let known = KnownLine::of_lesson(&trust, frame.words());
    let page = pages::Read::of(edition, place, known, false, true, frame);
    Ok(Either::Right(Page::secret(page.instead_of_a_card())))
}

#[get("/learning")]
async fn home(
    person: &Person,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<pages::Home>> {
    let page = home_of(person.id, frame, library, &mut *db.open().await?).await?;

    Ok(Page::own(page))
}

async fn home_of(
    person: PersonId,
    frame: Frame,
    library: &Library,
    db: &mut Connection,
) -> Result<pages::Home> {
    let learned = store::learned_by(person, db).await?;
    let mut next = None;
    if let Some(course) = learned.iter().find(|course| course.completed_at.is_none()) {
        let edition = library.edition(course.version, db).await?;
        let place = store::next_lesson(person, &edition, db).await?;
        next = place.map(|place| pages::Next::of(&edition, place, frame.tag()));
    }
    Ok(pages::Home {
        learned,
        next,
        certificates: store::certificates_of(person, db).await?,
        has_letters: store::has_letters(person, db).await?,
        frame,
    })
}

#[get("/courses/<_course>")]
async fn course(
    _course: &str,
    course: Public<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Either<Page<pages::Show>, Page<pages::Announced>>> {
    let mut db = db.open().await?;
    if course.version.is_none() {
        let course = courses::catalogued(course.id, &mut db).await?;
        return Ok(Either::Right(Page::own(pages::Announced { frame, course })));
    }
    let edition = library.published(&course, &mut db).await?;
    let done = match (course.asker, &course.enrolment) {
        (Some(learner), Some(_)) => store::done_in(learner, &edition.all_ids(), &mut db).await?,
        _ => HashMap::new(),
    };
    let dossier = library.dossier(&course, &mut db).await?;
    let today = Utc::now().date_naive();
    let known = dossier.of_course(&edition.lesson_ids(), frame.tag(), today);
    Ok(Either::Left(Page::own(pages::Show {
        known: KnownLine::of_course(&known, frame.words()),
        script: edition.script(frame.tag()),
        enrolment: course.enrolment.clone(),
        edition,
        done,
        frame,
    })))
}

/// A lesson or a quiz. Opening it is not an event.
#[get("/courses/<_course>/lessons/<lesson>?<view..>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn lesson(
    _course: &str,
    lesson: &str,
    view: pages::View,
    course: Public<Course>,
    frame: Frame,
    library: &State<Library>,
    shown: &State<Shown>,
    db: Db<'_>,
) -> Result<Either<Page<pages::Read>, Page<pages::Quiz>>> {
    let mut db = db.open().await?;
    let edition = library.published(&course, &mut db).await?;
    let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    let learner = course.asker.zip(course.enrolment.as_ref());
    if learner.is_none() && !the_lesson.open {
        return Err(match course.asker {
            Some(_) => Error::Forbidden,
            None => Error::Stranger,
        });
    }
    let known = known(&course, the_lesson, &frame, library, &mut db).await?;
    if let (true, Some((learner, enrolment))) = (the_lesson.is_quiz(), learner) {
        let (attempt, ended) =
            crate::assessments::standing(learner, enrolment.id.0, the_lesson, &mut db).await?;
        return Ok(Either::Right(Page::own(pages::Quiz::of(
            edition, place, known, attempt, ended, &view, frame,
        ))));
    }
    let is_done = match learner {
        Some((learner, _)) => {
            let states = progress::states(learner, &[the_lesson.id], &mut db).await?;
            states.values().any(|state| state.is_complete())
        }
        None => false,
    };
    let answers = shown.under(&course, the_lesson.id, &mut db).await?;
    let is_learner = learner.is_some();
    let page = pages::Read::of(edition.clone(), place, known, is_done, is_learner, frame);
    Ok(Either::Left(Page::own(page.with_answers(answers))))
}

/// Read to the end: on to the next lesson, or to the certificate.
#[post("/courses/<_course>/lessons/<lesson>/completion")]
async fn complete(
    _course: &str,
    lesson: &str,
    learner: Learner<Course>,
    library: &State<Library>,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Redirect> {
    let mut db = db.open().await?;
    let edition = library.published(&learner, &mut db).await?;
    let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    if the_lesson.is_quiz() {
        return Err(Error::Refused("a quiz is completed by its answers"));
    }
    let code = store::complete(&learner, &edition, the_lesson, issuer, Utc::now(), &mut db).await?;

    Ok(Redirect::to(match (code, edition.lessons.get(place + 1)) {
        (Some(code), _) => format!("/certificates/{code}"),
        (None, Some(next)) => format!("/courses/{}/lessons/{}", edition.slug, next.slug),
        (None, None) => format!("/courses/{}", edition.slug),
    }))
}

/// The question at the end of a lesson. Whoever may read the lesson may try; a learner's answer is kept.
#[post("/courses/<_course>/lessons/<lesson>/practice", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn practise(
    _course: &str,
    lesson: &str,
    course: Public<Course>,
    learner: Perhaps<Learner<Course>>,
    form: Form<HashMap<String, String>>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<pages::Practised>> {
    let Perhaps(learner) = learner;
    let mut db = db.open().await?;
    let edition = library.published(&course, &mut db).await?;
    let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    if the_lesson.is_quiz() || (learner.is_none() && !the_lesson.open) {
        return Err(Error::NotFound);
    }
    let known = known(&course, the_lesson, &frame, library, &mut db).await?;
    let chosen = the_lesson
        .questions
        .iter()
        .enumerate()
        .find_map(|(i, question)| {
            let option = form.get(&question.name)?;
            question
                .is_right(option)
                .map(|_| (i, question, option.clone()))
        });
    let Some((question_place, question, option)) = chosen else {
        let page = pages::Practised::of(
            edition.clone(),
            place,
            known,
            None,
            learner.is_some(),
            frame,
        );
        return Ok(Page::refused(page));
    };
    if let Some(learner) = &learner {
        let now = Utc::now();
        let answer = (question, option.as_str());
        crate::assessments::practise(learner, &edition, the_lesson.id, answer, now, &mut db)
            .await?;
    }
    let is_learner = learner.is_some();
    let chosen = Some((question_place, option));
    let page = pages::Practised::of(edition.clone(), place, known, chosen, is_learner, frame);
    Ok(Page::secret(page))
}

/// One answer of a quiz, or all of them. Answered directly with the explanation and the next question: that saves a round trip each.
#[post("/courses/<_course>/lessons/<lesson>/answers", data = "<form>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn answer(
    _course: &str,
    lesson: &str,
    learner: Learner<Course>,
    form: Form<HashMap<String, String>>,
    frame: Frame,
    library: &State<Library>,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Page<pages::Quiz>> {
    let mut db = db.open().await?;
    let edition = library.published(&learner, &mut db).await?;
    let (place, quiz) = edition.lesson(lesson).ok_or(Error::NotFound)?;
    if !quiz.is_quiz() {
        return Err(Error::NotFound);
    }
    let known = known(&learner, quiz, &frame, library, &mut db).await?;
    let enrolment = learner.enrolment().id.0;
    let (attempt, ended) =
        crate::assessments::standing(learner.person(), enrolment, quiz, &mut db).await?;
    // A form that was sent again belongs to the attempt that it was made for, which may be over.
    let meant = form
        .get("attempt")
        .and_then(|number| number.parse::<i16>().ok());
    if let Some(ended) = ended.filter(|ended| meant == Some(ended.number)) {
        return Ok(Page::secret(pages::Quiz::repeated(
            edition.clone(),
            place,
            known,
            ended,
            frame,
        )));
    }
    let answers: Vec<_> = quiz
        .questions
        .iter()
        .filter_map(|question| {
            let option = form.get(&question.name)?;
            question
                .is_right(option)
                .map(|_| (question, option.as_str()))
        })
        .collect();
    if answers.is_empty() || meant != Some(attempt.number) {
        return Ok(Page::refused(pages::Quiz::nothing_chosen(
            edition.clone(),
            place,
            known,
            attempt,
            frame,
        )));
    }
    let now = Utc::now();
    let (attempt, given) =
        store::answer(&learner, &edition, quiz, &answers, issuer, now, &mut db).await?;
    let names: Vec<_> = answers.iter().map(|(question, _)| question.id).collect();

    Ok(Page::secret(pages::Quiz::answered(
        edition.clone(),
        place,
        known,
        attempt,
        &names,
        &given,
        frame,
    )))
}
