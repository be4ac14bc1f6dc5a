//! Choosing a language, and back to where one was.
use super::{pages::LanguagePage, store};
use crate::{
    Error, Result,
    access::{Cookies, Visitor},
    db::Db,
    page::{Frame, LANGUAGE_COOKIE, LocalPath, Page},
};
use rocket::{
    Route, State,
    form::Form,
    http::{Cookie, CookieJar, SameSite},
    response::Redirect,
};

pub fn routes() -> Vec<Route> {
    routes![show, choose]
}

fn back_to(text: &str) -> LocalPath {
    LocalPath::parse(text)
        .or(LocalPath::parse("/"))
        .expect("the default is a local path")
}

#[get("/language?<back>")]
fn show(back: Option<&str>, frame: Frame) -> Page<LanguagePage> {
    let back = back_to(back.unwrap_or_default()).as_str().into();
    Page::own(LanguagePage { frame, back })
}

#[derive(FromForm)]
struct Choice<'r> {
    #[field(default = "")]
    language: &'r str,
    #[field(default = "")]
    back: &'r str,
}

#[post("/language", data = "<choice>")]
async fn choose(
    choice: Form<Choice<'_>>,
    visitor: Visitor<'_>,
    frame: Frame,
    cookies: &State<Cookies>,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Redirect> {
    let language = frame.offer.named(choice.language);
    let language = language.ok_or(Error::Refused("no such language"))?;

    jar.add(
        Cookie::build((LANGUAGE_COOKIE, language.tag))
            .path("/")
            .http_only(true)
            .same_site(SameSite::Lax)
            .secure(cookies.are_secure())
            .max_age(rocket::time::Duration::days(400)),
    );
    if let Some(person) = visitor.0 {
        store::choose(person.id, language.tag, &mut *db.open().await?).await?;
    }
    Ok(back_to(choice.back).redirect())
}
