//! A person's own page, and what she changes there.
use super::{
    pages::{ProfilePage, Settings},
    store::{self, Choices},
};
use crate::{
    Error, Result,
    access::{Browser, Keys, Passwords, Person},
    db::Db,
    page::{Frame, Page},
    people::{
        Email, Password, PersonName, Phone, Pin,
        cards::{NewCardPage, renew, shown},
        secrets::Typed,
        sign_in::{Checked, Claim, again, check, told},
        wrong::Wrong,
    },
};
use chrono::Utc;
use rocket::{Either, Route, State, form::Form, http::CookieJar, response::Redirect};
use uuid::Uuid;

pub fn routes() -> Vec<Route> {
    routes![
        show,
        choose,
        change_password,
        change_pin,
        add_address,
        remove_address,
        end,
        card
    ]
}

/// Where she is sent to, or the profile with what was wrong.
type Answer<T = Redirect> = Either<T, Box<Page<ProfilePage>>>;

#[get("/profile")]
async fn show(person: &Person, frame: Frame, db: Db<'_>) -> Result<Page<ProfilePage>> {
    Ok(Page::secret(
        page(person, frame, Wrong::default(), db).await?,
    ))
}

async fn page(person: &Person, frame: Frame, wrong: Wrong, db: Db<'_>) -> Result<ProfilePage> {
    let (mut db, now) = (db.open().await?, Utc::now());
    Ok(ProfilePage {
        frame,
        settings: Settings {
            name: person.name.clone(),
            language: person.language.clone().unwrap_or_default(),
            media: person.media.clone(),
            theme: person.theme.clone(),
            zone: person.time_zone.clone(),
        },
        ways: store::ways(person, &mut db).await?,
        has_device: person.device.is_some(),
        addresses: store::addresses_of(person.id, &mut db).await?,
        sign_ins: store::sign_ins_of(person.id, now, &mut db).await?,
        sign_in: person.sign_in,
        address: String::new(),
        wrong,
    })
}

#[derive(FromForm)]
struct Chosen<'r> {
    #[field(default = "")]
    name: &'r str,
    #[field(default = "")]
    language: &'r str,
    #[field(default = "")]
    media: &'r str,
    #[field(default = "")]
    theme: &'r str,
    #[field(default = "")]
    zone: &'r str,
}

impl Chosen<'_> {
    fn read(&self, frame: &Frame) -> std::result::Result<Choices, Wrong> {
        let (mut wrong, words) = (Wrong::default(), frame.words());
        let one_of = |typed: &str, names: &[&'static str]| {
            let found = names.iter().find(|name| **name == typed);
            found.copied().ok_or("people-choice-wrong")
        };
        let name = wrong.unless("name", PersonName::parse(self.name), words);
        let language = match self.language {
            "" => Ok(None),
            tag => frame
                .offer
                .named(tag)
                .map(|l| Some(l.tag))
                .ok_or("people-choice-wrong"),
        };
        let language = wrong.unless("language", language, words);
        let media = wrong.unless("media", one_of(self.media, &["picture", "words"]), words);
        let themes = ["device", "light", "dark"];
        let theme = wrong.unless("theme", one_of(self.theme, &themes), words);
        let zone = self.zone.trim().parse().map_err(|_| "people-zone-wrong");
        let zone = wrong.unless("zone", zone, words);

        match (name, language, media, theme, zone) {
            (Some(name), Some(language), Some(media), Some(theme), Some(zone)) => Ok(Choices {
                name,
                language,
                media,
                theme,
                zone,
            }),
            _ => Err(wrong),
        }
    }
}

#[post("/profile", data = "<chosen>")]
async fn choose(
    chosen: Form<Chosen<'_>>,
    person: &Person,
    frame: Frame,
    db: Db<'_>,
) -> Result<Answer> {
    let choices = match chosen.read(&frame) {
        Ok(choices) => choices,
        Err(wrong) => {
            let mut page = page(person, frame, wrong, db).await?;
            page.settings.name = chosen.name.into();
            page.settings.zone = chosen.zone.into();
            return Ok(Either::Right(Box::new(Page::refused(page))));
        }
    };

    store::choose(person.id, &choices, &mut *db.open().await?).await?;
    Ok(Either::Left(Redirect::to("/profile?note=saved")))
}

/// Asks for the person's secret before something that could shut her out. Whoever has neither password nor PIN is believed.
struct Confirmation<'a> {
    person: &'a Person,
    browser: &'a Browser,
    passwords: &'a Passwords,
    db: Db<'a>,
}

impl Confirmation<'_> {
    /// What to say at `field`, and for how many seconds to wait, when it was not she; with a password, a PIN is enough only where `pin_will_do`.
    async fn refusal(
        &self,
        field: &'static str,
        secret: &str,
        pin_will_do: bool,
        frame: &Frame,
    ) -> Result<Option<(Wrong, Option<i64>)>> {
        let ways = store::ways(self.person, &mut *self.db.open().await?).await?;
        if !ways.any() {
            return Ok(None);
        }
        let typed = match Typed::read(secret) {
            Some(Typed::Pin(_)) if ways.has_password && !pin_will_do => None,
            typed => typed,
        };
        let claim = Some(Claim::Herself(self.person.id));
        let (browser, passwords) = (self.browser, self.passwords);
        let now = Utc::now();
        let checked = check(
            claim.as_ref(),
            typed.as_ref(),
            browser,
            passwords,
            now,
            self.db,
        );
        match checked.await? {
            Checked::Right(_) => Ok(None),
            trouble => {
                let (message, seconds) = match &trouble {
                    Checked::Wait(_) => told(&trouble, frame),
                    _ => (frame.t("people-secret-wrong"), None),
                };
                Ok(Some((Wrong::at(field, message), seconds)))
            }
        }
    }
}

async fn refused<T>(
    person: &Person,
    frame: Frame,
    (wrong, seconds): (Wrong, Option<i64>),
    db: Db<'_>,
) -> Result<Answer<T>> {
    let page = page(person, frame, wrong, db).await?;
    Ok(Either::Right(Box::new(again(page, seconds))))
}

#[derive(FromForm)]
struct Passwording<'r> {
    #[field(default = "")]
    current: &'r str,
    #[field(default = "")]
    password: &'r str,
}

#[post("/profile/password", data = "<form>")]
async fn change_password(
    form: Form<Passwording<'_>>,
    person: &Person,
    browser: Browser,
    mut frame: Frame,
    passwords: &State<Passwords>,
    db: Db<'_>,
) -> Result<Answer> {
    frame.here = "/profile".into();
    let mut wrong = Wrong::default();
    let chosen = Password::choose(form.password, &[&person.name]);
    let Some(chosen) = wrong.unless("password", chosen, frame.words()) else {
        return refused(person, frame, (wrong, None), db).await;
    };
    let confirmation = confirmation(person, &browser, passwords, db);
    if let Some(no) = confirmation
        .refusal("current", form.current, false, &frame)
        .await?
    {
        return refused(person, frame, no, db).await;
    }
    db.rest();
    let hash = passwords.hash(chosen.as_str()).await?;

    store::change_password(person, &hash, Utc::now(), &mut *db.open().await?).await?;
    Ok(Either::Left(Redirect::to("/profile?note=password-changed")))
}

fn confirmation<'a>(
    person: &'a Person,
    browser: &'a Browser,
    passwords: &'a Passwords,
    db: Db<'a>,
) -> Confirmation<'a> {
    Confirmation {
        person,
        browser,
        passwords,
        db,
    }
}

#[derive(FromForm)]
struct Pinning<'r> {
    #[field(default = "")]
    current_for_pin: &'r str,
    #[field(default = "")]
    pin: &'r str,
}

#[post("/profile/pin", data = "<form>")]
async fn change_pin(
    form: Form<Pinning<'_>>,
    person: &Person,
    browser: Browser,
    mut frame: Frame,
    passwords: &State<Passwords>,
    db: Db<'_>,
) -> Result<Answer> {
    frame.here = "/profile".into();
    let device = person.device.ok_or(Error::Refused("no device"))?;
    let mut wrong = Wrong::default();
    let Some(pin) = wrong.unless("pin", Pin::choose(form.pin), frame.words()) else {
        return refused(person, frame, (wrong, None), db).await;
    };
    let confirmation = confirmation(person, &browser, passwords, db);
    let secret = form.current_for_pin;
    if let Some(no) = confirmation
        .refusal("current_for_pin", secret, true, &frame)
        .await?
    {
        return refused(person, frame, no, db).await;
    }
    db.rest();
    let hash = passwords.hash(pin.as_str()).await?;

    store::change_pin(person, device, &hash, Utc::now(), &mut *db.open().await?).await?;
    Ok(Either::Left(Redirect::to("/profile?note=pin-changed")))
}

#[derive(FromForm)]
struct Addressing<'r> {
    #[field(default = "")]
    address: &'r str,
    #[field(default = "")]
    current_for_address: &'r str,
}

#[post("/profile/addresses", data = "<form>")]
async fn add_address(
    form: Form<Addressing<'_>>,
    person: &Person,
    browser: Browser,
    mut frame: Frame,
    passwords: &State<Passwords>,
    db: Db<'_>,
) -> Result<Answer> {
    frame.here = "/profile".into();
    let mut wrong = Wrong::default();
    let read = match form.address.contains('@') {
        true => Email::parse(form.address).map(|email| ("email", email.as_str().to_string())),
        false => Phone::parse(form.address)
            .map(|phone| ("phone", phone.as_str().to_string()))
            .map_err(|_| "people-address-wrong"),
    };
    let read = wrong.unless("address", read, frame.words());
    let confirmation = confirmation(person, &browser, passwords, db);
    let refusal = match &read {
        None => Some((wrong, None)),
        Some(_) => {
            let secret = form.current_for_address;
            confirmation
                .refusal("current_for_address", secret, true, &frame)
                .await?
        }
    };
    let (Some((kind, value)), None) = (read, &refusal) else {
        let (wrong, seconds) = refusal.unwrap_or_default();
        let mut page = page(person, frame, wrong, db).await?;
        page.address = form.address.into();
        return Ok(Either::Right(Box::new(again(page, seconds))));
    };

    let mut connection = db.open().await?;
    let added = store::add_address(person.id, kind, &value, Utc::now(), &mut connection).await?;
    drop(connection);
    if !added {
        let wrong = Wrong::at("address", frame.t("people-address-many"));
        return refused(person, frame, (wrong, None), db).await;
    }
    Ok(Either::Left(Redirect::to("/profile?note=saved")))
}

#[delete("/profile/addresses/<address>")]
async fn remove_address(address: Uuid, person: &Person, db: Db<'_>) -> Result<Redirect> {
    store::remove_address(person.id, address, Utc::now(), &mut *db.open().await?).await?;
    Ok(Redirect::to("/profile?note=saved"))
}

#[delete("/profile/sign-ins/<sign_in>")]
async fn end(
    sign_in: Uuid,
    person: &Person,
    browser: Browser,
    jar: &CookieJar<'_>,
    db: Db<'_>,
) -> Result<Redirect> {
    store::end(person.id, sign_in, Utc::now(), &mut *db.open().await?).await?;
    if sign_in == person.sign_in.0 {
        browser.cookies.end(jar);
        return Ok(Redirect::to("/?note=signed-out"));
    }
    Ok(Redirect::to("/profile?note=sign-in-ended"))
}

#[derive(FromForm)]
struct Carding<'r> {
    #[field(default = "")]
    current_for_card: &'r str,
    /// Another card, so that the one she had is dead.
    #[field(default = false)]
    another: bool,
}

/// Her card, or another one. It could shut her out, and it lasts: so her secret is asked for.
#[post("/profile/card", data = "<form>")]
async fn card(
    form: Form<Carding<'_>>,
    person: &Person,
    browser: Browser,
    mut frame: Frame,
    passwords: &State<Passwords>,
    keys: &State<Keys>,
    db: Db<'_>,
) -> Result<Answer<Page<NewCardPage>>> {
    frame.here = "/profile".into();
    let confirmation = confirmation(person, &browser, passwords, db);
    let secret = form.current_for_card;
    if let Some(no) = confirmation
        .refusal("current_for_card", secret, true, &frame)
        .await?
    {
        return refused(person, frame, no, db).await;
    }

    let mut db = db.open().await?;
    let same = match form.another {
        true => None,
        false => shown(person.id, keys, &mut db).await?,
    };
    let (card, about) = match same {
        Some(card) => (card, "people-card-shown"),
        None => {
            let card = renew(person, keys, Utc::now(), &mut db).await?;
            (card, "people-card-again")
        }
    };
    Ok(Either::Left(Page::secret(NewCardPage {
        frame,
        card,
        next: "/profile".into(),
        about,
    })))
}
