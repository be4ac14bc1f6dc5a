//! Being somebody.
use super::{Part, pages::BeSomebodyPage, store};
use crate::{
    Error, Result,
    access::{Browser, Person, Way},
    db::Db,
    page::{Frame, Page},
    people,
};
use chrono::Utc;
use rocket::{Route, http::CookieJar, response::Redirect};

/// To be mounted only where all people are made up.
pub fn routes() -> Vec<Route> {
    routes![choose, be]
}

#[get("/be-somebody")]
fn choose(frame: Frame) -> Page<BeSomebodyPage> {
    Page::own(BeSomebodyPage { frame })
}

#[post("/be-somebody/<part>")]
async fn be(
    part: &str,
    before: Option<&Person>,
    browser: Browser,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Redirect> {
    let part = Part::named(part).ok_or(Error::NotFound)?;
    let mut db = db.open().await?;
    let person = store::player(part, &mut db).await?;

    let entry = people::let_in(person, Way::Demo, &browser, before, Utc::now(), &mut db).await?;
    entry.hand_over(browser.cookies, jar);
    Ok(Redirect::to(part.begins_at()))
}
