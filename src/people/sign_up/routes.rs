//! Signing up: the answer is the card itself.
use super::{
    pages::SignUpPage,
    store::{self, Newcomer},
};
use crate::{
    Result,
    access::{Browser, Keys, Passwords, PersonId, Token, Visitor, Way},
    db::Db,
    page::{Frame, Page, Somebody},
    people::{
        Card, Email, Password, PersonName, Phone, UserName,
        cards::{NewCardPage, shown},
        sign_in::first_page,
        store::let_in,
        wrong::{Wrong, optional},
    },
};
use chrono::{DateTime, Utc};
use rocket::{Either, Route, State, form::Form, http::CookieJar};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![show, sign_up]
}

type Answer = Either<Page<NewCardPage>, Page<SignUpPage>>;

#[derive(FromForm)]
struct Typing<'r> {
    #[field(default = "")]
    form: &'r str,
    #[field(default = "")]
    name: &'r str,
    #[field(default = "")]
    user_name: &'r str,
    #[field(default = "")]
    password: &'r str,
    #[field(default = "")]
    email: &'r str,
    #[field(default = "")]
    phone: &'r str,
    /// As the browser says, where it can.
    #[field(default = "")]
    zone: &'r str,
    #[field(default = "")]
    next: &'r str,
}

impl Typing<'_> {
    /// The newcomer, if everything can be used.
    fn read(&self, frame: &Frame) -> std::result::Result<(Newcomer, Password), Wrong> {
        let (mut wrong, words) = (Wrong::default(), frame.words());
        let name = wrong.unless("name", PersonName::parse(self.name), words);
        let user_name = optional(self.user_name, UserName::parse);
        let user_name = wrong.unless("user_name", user_name, words);
        let hers = [self.name, self.user_name, self.email, self.phone];
        let password = Password::choose(self.password, &hers);
        let password = wrong.unless("password", password, words);
        let email = wrong.unless("email", optional(self.email, Email::parse), words);
        let phone = wrong.unless("phone", optional(self.phone, Phone::parse), words);

        match (name, user_name, password, email, phone) {
            (Some(name), Some(user_name), Some(password), Some(email), Some(phone)) => {
                let newcomer = Newcomer {
                    id: self.person(),
                    name,
                    user_name,
                    email,
                    phone,
                    language: words.tag(),
                    zone: self.zone.parse().unwrap_or(chrono_tz::UTC),
                };
                Ok((newcomer, password))
            }
            _ => Err(wrong),
        }
    }

    /// The person whom this form makes, however often it is sent.
    fn person(&self) -> PersonId {
        PersonId(match Token::parse(self.form) {
            Some(token) => Uuid::new_v5(&Uuid::NAMESPACE_OID, &token.hash()),
            None => Uuid::now_v7(),
        })
    }

    fn again(&self, frame: Frame, wrong: Wrong) -> Answer {
        Either::Right(Page::refused(SignUpPage {
            frame,
            form: Token::draw().text(),
            name: self.name.into(),
            user_name: self.user_name.into(),
            email: self.email.into(),
            phone: self.phone.into(),
            next: self.next.into(),
            wrong,
        }))
    }
}

#[get("/sign-up?<next>")]
fn show(next: Option<&str>, frame: Frame) -> Page<SignUpPage> {
    Page::secret(SignUpPage {
        frame,
        form: Token::draw().text(),
        name: String::new(),
        user_name: String::new(),
        email: String::new(),
        phone: String::new(),
        next: next.unwrap_or_default().into(),
        wrong: Wrong::default(),
    })
}

#[post("/sign-up", data = "<typing>")]
#[expect(clippy::too_many_arguments, reason = "each is a guard")]
async fn sign_up(
    typing: Form<Typing<'_>>,
    visitor: Visitor<'_>,
    browser: Browser,
    frame: Frame,
    passwords: &State<Passwords>,
    keys: &State<Keys>,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Answer> {
    let (mut newcomer, password) = match typing.read(&frame) {
        Ok(read) => read,
        Err(wrong) => return Ok(typing.again(frame, wrong)),
    };
    let now = Utc::now();
    store::slow_down(&browser, now, db).await?;
    let at_door = (&visitor, &browser, jar, now);
    if let Some(card) = sent_before(&newcomer, &password, passwords, keys, at_door, db).await? {
        return Ok(card_page(frame, card, newcomer.zone, typing.next));
    }
    if store::made_before(newcomer.id, &mut *db.open().await?)
        .await?
        .is_some()
    {
        newcomer.id = PersonId(Uuid::now_v7());
    }
    db.rest();
    let hash = passwords.hash(password.as_str()).await?;

    let mut db = db.open().await?;
    let made = store::sign_up(&newcomer, &hash, &browser, visitor.0, keys, now, &mut db).await?;
    let Some((entry, card)) = made else {
        let names = match &newcomer.user_name {
            Some(name) => store::free_names(name, &mut db).await?,
            None => vec![],
        };
        let message = frame.t1("people-user-name-taken", "others", names.join(", "));
        return Ok(typing.again(frame, Wrong::at("user_name", message)));
    };
    entry.hand_over(browser.cookies, jar);
    Ok(card_page(frame, card, newcomer.zone, typing.next))
}

/// The card again, when the same form was sent before and only its answer was lost.
async fn sent_before(
    newcomer: &Newcomer,
    password: &Password,
    passwords: &Passwords,
    keys: &Keys,
    (visitor, browser, jar, now): (&Visitor<'_>, &Browser, &CookieJar<'_>, DateTime<Utc>),
    db: Db<'_>,
) -> Result<Option<Card>> {
    let before = store::made_before(newcomer.id, &mut *db.open().await?).await?;
    let Some((name, kept)) = before else {
        return Ok(None);
    };
    db.rest();
    let same_name = name == newcomer.name.as_str();
    if !passwords.is(password.as_str(), kept.as_deref()).await? || !same_name {
        return Ok(None);
    }
    let mut db = db.open().await?;
    let way = Way::Password;
    let entry = let_in(newcomer.id, way, browser, visitor.0, now, &mut db).await?;
    entry.hand_over(browser.cookies, jar);
    Ok(shown(newcomer.id, keys, &mut db).await?)
}

fn card_page(mut frame: Frame, card: Card, zone: chrono_tz::Tz, next: &str) -> Answer {
    frame.here = "/profile".into();
    frame.person = Some(Somebody {
        name: card.name.clone(),
        is_staff: false,
        is_reviewer: false,
        shows_drawings: true,
        zone,
    });
    Either::Left(Page::secret(NewCardPage {
        frame,
        card,
        next: first_page(next).as_str().into(),
        about: "people-card-first",
    }))
}
