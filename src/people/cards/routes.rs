//! Opening the school with a card.
use super::{
    pages::{CardPage, DeadCardPage},
    store,
};
use crate::{
    Result,
    access::{Browser, CardSecret, Entry, Passwords, Visitor},
    db::Db,
    page::{Frame, Page},
    people::{Pin, sign_in::first_page, wrong::Wrong},
};
use chrono::Utc;
use rocket::{
    Responder, Route,
    http::{CookieJar, Status},
    response::Redirect,
};

pub fn routes() -> Vec<Route> {
    routes![scanned, without_a_card]
}

/// What a card comes to.
#[derive(Responder)]
pub enum Answer {
    In(Box<Redirect>),
    Met(Box<Page<CardPage>>),
    Dead(Box<Page<DeadCardPage>>),
}

/// What the QR symbol leads to. It changes nothing: phones look at links by themselves.
#[get("/card/<secret>")]
async fn scanned(secret: &str, browser: Browser, mut frame: Frame, db: Db<'_>) -> Result<Answer> {
    frame.here = "/sign-in".into();
    let met = match CardSecret::parse(secret) {
        Some(secret) => met(&secret, "", &browser, &frame, db).await?,
        None => None,
    };
    Ok(match met {
        Some(page) => Answer::Met(Box::new(Page::secret(page))),
        None => dead(frame),
    })
}

/// The page that greets the holder of a card in force.
pub(in crate::people) async fn met(
    secret: &CardSecret,
    next: &str,
    browser: &Browser,
    frame: &Frame,
    db: Db<'_>,
) -> Result<Option<CardPage>> {
    let holder = store::holder(secret, browser, &mut *db.open().await?).await?;

    Ok(holder.map(|holder| CardPage {
        frame: frame.clone(),
        name: holder.name,
        secret: secret.text(),
        next: next.into(),
        has_pin: holder.has_pin,
        pin: String::new(),
        wrong: Wrong::default(),
    }))
}

fn dead(frame: Frame) -> Answer {
    let page = Page::secret(DeadCardPage { frame });
    Answer::Dead(Box::new(page.with_status(Status::NotFound)))
}

/// The form on the page of a card.
#[derive(FromForm)]
pub struct Start<'r> {
    #[field(default = "")]
    secret: &'r str,
    #[field(default = "")]
    pin: &'r str,
    /// The button that says so was pressed.
    #[field(default = false)]
    without_pin: bool,
    #[field(default = "")]
    next: &'r str,
}

/// What came of a card: somebody is in, or the page says what is wrong.
pub enum Started {
    In(Entry),
    Not(Answer),
}

/// Signs in whoever holds the card, and keeps the PIN that she chose. The room that knows what she learns mounts the address, so that it
/// can answer with her lesson at once: that saves a round trip.
pub async fn start(
    form: &Start<'_>,
    visitor: Visitor<'_>,
    browser: &Browser,
    mut frame: Frame,
    passwords: &Passwords,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Started> {
    frame.here = "/sign-in".into();
    let Some(secret) = CardSecret::parse(form.secret) else {
        return Ok(Started::Not(dead(frame)));
    };
    let Some(mut page) = met(&secret, form.next, browser, &frame, db).await? else {
        return Ok(Started::Not(dead(frame)));
    };
    let pin = match form.without_pin || page.has_pin {
        true => None,
        false => match page
            .wrong
            .unless("pin", Pin::choose(form.pin), frame.words())
        {
            Some(pin) => Some(pin),
            None => {
                page.pin = form.pin.into();
                return Ok(Started::Not(Answer::Met(Box::new(Page::refused(page)))));
            }
        },
    };
    let hash = match &pin {
        Some(pin) => {
            db.rest();
            Some(passwords.hash(pin.as_str()).await?)
        }
        None => None,
    };

    let mut db = db.open().await?;
    let entry = store::start(
        &secret,
        hash.as_deref(),
        browser,
        visitor.0,
        Utc::now(),
        &mut db,
    );
    let Some(entry) = entry.await? else {
        return Ok(Started::Not(dead(frame)));
    };
    entry.hand_over(browser.cookies, jar);
    Ok(Started::In(entry))
}

impl Start<'_> {
    /// Where she wanted to go before she came in.
    pub fn wanted(&self) -> Option<&str> {
        Some(self.next).filter(|next| !next.is_empty())
    }

    pub fn onward(&self) -> Answer {
        Answer::In(Box::new(first_page(self.next).redirect()))
    }
}

/// Where a browser comes back to that has lost the page of the card.
#[get("/card")]
fn without_a_card() -> Redirect {
    Redirect::to("/sign-in")
}
