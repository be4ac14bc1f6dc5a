//! Asking for another password, and choosing it.
use super::{
    pages::{AskPage, ChoosePage, DeadLinkPage},
    store,
};
use crate::{
    Result,
    access::{Browser, Keys, Passwords, Token},
    db::Db,
    page::{Frame, Page},
    people::{Password, sign_in::Claim, wrong::Wrong},
};
use chrono::Utc;
use rocket::{
    Either, Responder, Route, State,
    form::Form,
    http::Status,
    response::Redirect,
    tokio::time::{Duration, Instant, sleep_until},
};

/// The answer takes as long whether or not there is such a person.
const TAKES: Duration = Duration::from_millis(250);

pub fn routes() -> Vec<Route> {
    routes![show, ask, open, choose]
}

#[get("/password-reset")]
fn show(frame: Frame) -> Page<AskPage> {
    Page::own(AskPage {
        frame,
        asked: false,
    })
}

#[derive(FromForm)]
struct Asking<'r> {
    #[field(default = "")]
    identifier: &'r str,
}

#[post("/password-reset", data = "<asking>")]
async fn ask(
    asking: Form<Asking<'_>>,
    browser: Browser,
    frame: Frame,
    keys: &State<Keys>,
    db: Db<'_>,
) -> Result<Page<AskPage>> {
    let ready = Instant::now() + TAKES;
    if let Some(claim) = Claim::read(asking.identifier) {
        store::ask(&claim, &browser, keys, Utc::now(), &mut *db.open().await?).await?;
    }
    db.rest();
    sleep_until(ready).await;

    Ok(Page::secret(AskPage { frame, asked: true }))
}

type Choice = Either<Page<ChoosePage>, Page<DeadLinkPage>>;

#[get("/password-reset/<token>")]
async fn open(token: &str, mut frame: Frame, db: Db<'_>) -> Result<Choice> {
    frame.here = "/password-reset".into();
    let parsed = Token::parse(token);
    let good = match &parsed {
        Some(token) => store::holder(token, Utc::now(), &mut *db.open().await?).await?,
        None => None,
    };
    Ok(match good {
        Some(_) => Either::Left(Page::secret(ChoosePage {
            frame,
            token: token.into(),
            wrong: Wrong::default(),
        })),
        None => Either::Right(dead(frame)),
    })
}

fn dead(frame: Frame) -> Page<DeadLinkPage> {
    Page::secret(DeadLinkPage { frame }).with_status(Status::NotFound)
}

#[derive(FromForm)]
struct Chosen<'r> {
    #[field(default = "")]
    password: &'r str,
}

#[derive(Responder)]
enum Outcome {
    Changed(Box<Redirect>),
    Again(Box<Page<ChoosePage>>),
    Dead(Box<Page<DeadLinkPage>>),
}

#[post("/password-reset/<token>", data = "<chosen>")]
async fn choose(
    token: &str,
    chosen: Form<Chosen<'_>>,
    mut frame: Frame,
    passwords: &State<Passwords>,
    db: Db<'_>,
) -> Result<Outcome> {
    frame.here = "/password-reset".into();
    let now = Utc::now();
    let Some(parsed) = Token::parse(token) else {
        return Ok(Outcome::Dead(Box::new(dead(frame))));
    };
    if store::holder(&parsed, now, &mut *db.open().await?)
        .await?
        .is_none()
    {
        return Ok(Outcome::Dead(Box::new(dead(frame))));
    }
    let mut wrong = Wrong::default();
    let password = Password::choose(chosen.password, &[]);
    let Some(password) = wrong.unless("password", password, frame.words()) else {
        let token = token.into();
        return Ok(Outcome::Again(Box::new(Page::refused(ChoosePage {
            frame,
            token,
            wrong,
        }))));
    };
    db.rest();
    let hash = passwords.hash(password.as_str()).await?;

    let changed = store::choose(&parsed, &hash, now, &mut *db.open().await?).await?;
    Ok(match changed {
        true => Outcome::Changed(Box::new(Redirect::to("/sign-in?note=password-changed"))),
        false => Outcome::Dead(Box::new(dead(frame))),
    })
}
