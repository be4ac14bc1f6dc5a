//! Who belongs to a cohort, how people are added, and their cards.
use super::{
    model::names_in,
    pages::{Cards, List, People, Why, Wrong},
    store::{self, Added},
};
use crate::{
    Error, Result,
    access::{Facilitator, Keys, PersonId},
    cohorts::Cohort,
    db::{Connection, Db},
    facilitation::{groups, model::Pages},
    page::{Frame, LongForm, Page},
    people::Card,
};
use chrono::Utc;
use rocket::{Either, FromForm, Route, State, form::Form};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![show, add, cards, new_card]
}

#[get("/cohorts/<_cohort>?<page>")]
async fn show(
    _cohort: &str,
    page: Option<u16>,
    facilitator: Facilitator<Cohort>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<People>> {
    let mut db = db.open().await?;

    Ok(Page::secret(
        people(&facilitator, Pages::at(page), List::new(), frame, &mut db).await?,
    ))
}

/// The page of the cohort, around a form.
async fn people(
    facilitator: &Facilitator<Cohort>,
    mut page: Pages,
    list: List,
    frame: Frame,
    db: &mut Connection,
) -> Result<People> {
    let members = store::members(facilitator, page, db).await?;
    page.rows = members.first().map_or(0, |member| member.matching);

    Ok(People {
        frame,
        courses: groups::courses_of(&[facilitator.id.0], db).await?,
        cohort: (**facilitator).clone(),
        members,
        page,
        list,
    })
}

#[derive(FromForm)]
struct Names {
    id: Uuid,
    names: String,
    /// Somebody said that names may stand twice.
    doubled: bool,
}

#[post("/cohorts/<_cohort>/people", data = "<form>")]
async fn add(
    _cohort: &str,
    facilitator: Facilitator<Cohort>,
    form: LongForm<Names>,
    keys: &State<Keys>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Either<Page<Cards>, Page<People>>> {
    let LongForm(form) = form;
    let mut db = db.open().await?;

    let wrong = match added(&facilitator, &form, keys, &mut db).await? {
        Ok((cards, why)) => return Ok(Either::Left(sheet(&facilitator, cards, why, frame))),
        Err(wrong) => wrong,
    };
    let list = List::again(form.id, form.names, wrong);
    let page = people(&facilitator, Pages::at(None), list, frame, &mut db).await?;

    Ok(Either::Right(Page::refused(page)))
}

/// The cards of those who were added, or why nobody was.
async fn added(
    facilitator: &Facilitator<Cohort>,
    form: &Names,
    keys: &Keys,
    db: &mut Connection,
) -> Result<Result<(Vec<Card>, Why), Wrong>> {
    let names = match names_in(&form.names) {
        Ok(names) => names,
        Err(fault) => return Ok(Err(Wrong::Names(fault))),
    };
    let list = store::List {
        form: form.id,
        names: &names,
        may_double: form.doubled,
    };

    Ok(
        match store::add(facilitator, list, keys, Utc::now(), db).await? {
            Added::Now(cards) => Ok((cards, Why::Added)),
            Added::Before(cards) => Ok((cards, Why::AddedBefore)),
            Added::Doubled(names) => Err(Wrong::Doubled(names)),
            Added::OtherNames => Err(Wrong::SentBefore),
        },
    )
}

fn sheet(
    facilitator: &Facilitator<Cohort>,
    cards: Vec<Card>,
    why: Why,
    frame: Frame,
) -> Page<Cards> {
    Page::secret(Cards {
        frame,
        cohort: (**facilitator).clone(),
        cards,
        why,
    })
}

#[get("/cohorts/<_cohort>/cards")]
async fn cards(
    _cohort: &str,
    facilitator: Facilitator<Cohort>,
    keys: &State<Keys>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<Cards>> {
    let cards = store::unused_cards(&facilitator, keys, &mut *db.open().await?).await?;

    Ok(sheet(&facilitator, cards, Why::NeverUsed, frame))
}

#[derive(FromForm)]
struct Replacement {
    /// The card that the form was made for; none for a person without one.
    card: Option<Uuid>,
}

#[post("/cohorts/<_cohort>/people/<person>/card", data = "<form>")]
async fn new_card(
    _cohort: &str,
    person: &str,
    facilitator: Facilitator<Cohort>,
    form: Form<Replacement>,
    keys: &State<Keys>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<Cards>> {
    let person = PersonId(person.parse().map_err(|_| Error::NotFound)?);
    let mut db = db.open().await?;
    let card = store::new_card(&facilitator, person, form.card, keys, Utc::now(), &mut db).await?;

    Ok(sheet(&facilitator, vec![card], Why::Replaced, frame))
}
