//! Coming in, leaving, and changing who holds the phone.
use super::{
    model::{Claim, first_page},
    pages::{PeopleHerePage, SignInPage},
    store::{self, Checked},
};
use crate::{
    Result,
    access::{Browser, Passwords, PersonId, Visitor, Way},
    db::Db,
    page::{Frame, LANGUAGE_COOKIE, Page, STYLE_COOKIE},
    people::{
        cards::{self, CardPage},
        secrets::Typed,
        store::{end_sign_in, let_in},
        wrong::Wrong,
    },
};
use chrono::Utc;
use rocket::{
    Responder, Route, State,
    form::Form,
    http::{Cookie, CookieJar, Header},
    response::Redirect,
};

pub fn routes() -> Vec<Route> {
    routes![show, come_in, leave, change_person, people_here]
}

#[derive(FromForm)]
struct Word<'r> {
    #[field(default = "")]
    identifier: &'r str,
    #[field(default = "")]
    password: &'r str,
    /// Somebody chosen from the people of this device.
    #[field(default = "")]
    person: &'r str,
    #[field(default = "")]
    next: &'r str,
}

impl Word<'_> {
    fn claim(&self) -> Option<Claim> {
        if self.person.is_empty() {
            return Claim::read(self.identifier);
        }
        let person = self.person.parse().ok()?;
        Some(Claim::Here(PersonId(person)))
    }
}

#[derive(Responder)]
enum Answer {
    In(Box<Redirect>),
    Card(Box<Page<CardPage>>),
    SignIn(Box<Page<SignInPage>>),
    PeopleHere(Box<Page<PeopleHerePage>>),
}

#[get("/sign-in?<next>")]
fn show(next: Option<&str>, frame: Frame) -> Page<SignInPage> {
    Page::own(SignInPage {
        frame,
        identifier: String::new(),
        next: next.unwrap_or_default().into(),
        wrong: Wrong::default(),
    })
}

#[post("/sign-in", data = "<word>")]
async fn come_in(
    word: Form<Word<'_>>,
    visitor: Visitor<'_>,
    browser: Browser,
    frame: Frame,
    passwords: &State<Passwords>,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Answer> {
    let (claim, now) = (word.claim(), Utc::now());
    if let Some(Claim::Card(secret)) = &claim
        && let Some(card) = cards::met(secret, word.next, &browser, &frame, db).await?
    {
        return Ok(Answer::Card(Box::new(Page::secret(card))));
    }
    let typed = Typed::read(word.password);
    let checked = store::check(claim.as_ref(), typed.as_ref(), &browser, passwords, now, db);
    let person = match checked.await? {
        Checked::Right(person) => person,
        trouble => return refused(trouble, &word, &browser, frame, db).await,
    };

    let way = match typed {
        Some(Typed::Pin(_)) => Way::Pin,
        _ => Way::Password,
    };
    let mut db = db.open().await?;
    let entry = let_in(person, way, &browser, visitor.0, now, &mut db).await?;
    entry.hand_over(browser.cookies, jar);
    Ok(Answer::In(Box::new(first_page(word.next).redirect())))
}

/// What is said of a word that did not let in, and after how many seconds there may be another.
pub(in crate::people) fn told(trouble: &Checked, frame: &Frame) -> (String, Option<i64>) {
    match trouble {
        Checked::Wait(wait) => {
            let seconds = wait.num_seconds() + 1;
            (
                frame.t1("error-429-text", "seconds", seconds),
                Some(seconds),
            )
        }
        _ => (frame.t("people-sign-in-wrong"), None),
    }
}

/// The form again, whichever it was, with what was typed.
async fn refused(
    trouble: Checked,
    word: &Word<'_>,
    browser: &Browser,
    frame: Frame,
    db: Db<'_>,
) -> Result<Answer> {
    let (message, seconds) = told(&trouble, &frame);
    let wrong = Wrong::at("password", message);
    if word.person.is_empty() {
        let page = SignInPage {
            frame,
            identifier: word.identifier.into(),
            next: word.next.into(),
            wrong,
        };
        return Ok(Answer::SignIn(Box::new(again(page, seconds))));
    }
    let page = PeopleHerePage {
        frame,
        people: store::people_here(browser, &mut *db.open().await?).await?,
        next: word.next.into(),
        wrong,
        tried: word.person.parse().ok(),
    };
    Ok(Answer::PeopleHere(Box::new(again(page, seconds))))
}

pub(in crate::people) fn again<T: askama::Template>(page: T, seconds: Option<i64>) -> Page<T> {
    match seconds {
        Some(seconds) => Page::too_often(page, seconds),
        None => Page::refused(page),
    }
}

/// On to another page, while the browser forgets all that it has fetched: Back shows no page of whoever was here.
#[derive(Responder)]
struct Forgotten {
    on: Redirect,
    forget: Header<'static>,
}

impl Forgotten {
    fn then(on: Redirect, jar: &CookieJar<'_>) -> Self {
        // The style sheet went with the rest, and comes in the next page again.
        jar.remove(Cookie::build(STYLE_COOKIE).path("/"));
        Self {
            on,
            forget: Header::new("Clear-Site-Data", "\"cache\""),
        }
    }
}

/// Leaves nothing of hers behind. Whoever is gone already is gone.
#[post("/sign-out")]
async fn leave(
    visitor: Visitor<'_>,
    browser: Browser,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Forgotten> {
    if let Some(person) = visitor.0 {
        let others = store::leave(
            person.id,
            person.sign_in,
            person.device,
            Utc::now(),
            &mut *db.open().await?,
        )
        .await?;
        if !others {
            browser.cookies.forget_device(jar);
        }
        jar.remove(Cookie::build(LANGUAGE_COOKIE).path("/"));
    }
    browser.cookies.end(jar);
    Ok(Forgotten::then(Redirect::to("/?note=signed-out"), jar))
}

/// Somebody else takes the phone; this one stays known on it.
#[post("/change-person")]
async fn change_person(
    visitor: Visitor<'_>,
    browser: Browser,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Forgotten> {
    if let Some(person) = visitor.0 {
        end_sign_in(person.sign_in, Utc::now(), &mut *db.open().await?).await?;
    }
    browser.cookies.end(jar);
    let on = Redirect::to(uri!(people_here(None::<&str>)));
    Ok(Forgotten::then(on, jar))
}

#[get("/people-here?<next>")]
async fn people_here(
    next: Option<&str>,
    browser: Browser,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<PeopleHerePage>> {
    let people = store::people_here(&browser, &mut *db.open().await?).await?;

    Ok(Page::secret(PeopleHerePage {
        frame,
        people,
        next: next.unwrap_or_default().into(),
        wrong: Wrong::default(),
        tried: None,
    }))
}
