//! Asking once, and keeping what was answered.
use super::pages::Pretest;
use crate::{
    Error, Result,
    access::Learner,
    assessments,
    courses::{Course, Edition, Lesson, Library},
    db::Db,
    learning::store,
    page::{Frame, Page},
};
use chrono::Utc;
use rocket::{Route, State, form::Form};
use std::collections::HashMap;

pub fn routes() -> Vec<Route> {
    routes![show, answer]
}

fn pretest(edition: &Edition) -> Result<&Lesson> {
    edition.pretest.as_ref().ok_or(Error::NotFound)
}

#[get("/courses/<_course>/pretest")]
async fn show(
    _course: &str,
    learner: Learner<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Pretest>> {
    let mut db = db.open().await?;
    let edition = library.published(&learner, &mut db).await?;
    let pretest = pretest(&edition)?;
    let enrolment = learner.enrolment().id.0;
    let (_, taken) = assessments::standing(learner.person(), enrolment, pretest, &mut db).await?;

    Ok(Page::own(match taken {
        Some(taken) => Pretest::taken(edition.clone(), pretest, &taken, frame),
        None => Pretest::asked(edition.clone(), frame),
    }))
}

/// All answers at once: one round trip. The first ones count; whoever took it sees what came of it.
#[post("/courses/<_course>/pretest", data = "<form>")]
async fn answer(
    _course: &str,
    learner: Learner<Course>,
    form: Form<HashMap<String, String>>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<Pretest>> {
    let mut db = db.open().await?;
    let edition = library.published(&learner, &mut db).await?;
    let pretest = pretest(&edition)?;
    let enrolment = learner.enrolment().id.0;
    let (_, taken) = assessments::standing(learner.person(), enrolment, pretest, &mut db).await?;
    if let Some(taken) = taken {
        let page = Pretest::taken(edition.clone(), pretest, &taken, frame);
        return Ok(Page::secret(page));
    }
    let answers: Vec<_> = pretest
        .questions
        .iter()
        .filter_map(|question| {
            let option = form.get(&question.name)?;
            question.is_right(option)?;
            Some((question, option.as_str()))
        })
        .collect();
    if answers.len() < pretest.questions.len() {
        let page = Pretest::incomplete(edition.clone(), form.into_inner(), frame);
        return Ok(Page::refused(page));
    }
    let attempt = store::answer_pretest(&learner, &edition, pretest, &answers, Utc::now(), &mut db);
    let page = Pretest::taken(edition.clone(), pretest, &attempt.await?, frame);
    Ok(Page::secret(page))
}
