//! What every page knows of its visitor: language, theme, who she is, what her browser already has.
use crate::{
    access::Person,
    config::Config,
    static_files::FILES,
    words::{Language, Offer, Words},
};
use rocket::{
    Request,
    http::Method,
    request::{FromRequest, Outcome},
};
use std::{convert::Infallible, ops::Deref};

/// The cookie that remembers a visitor's language.
pub const LANGUAGE_COOKIE: &str = "l";
/// The cookie that says which style sheet the browser has.
pub const STYLE_COOKIE: &str = "v";

/// The frame around every page. It speaks the visitor's language: `frame.t("key")`.
#[derive(Clone)]
pub struct Frame {
    words: Words,
    pub person: Option<Somebody>,
    /// `light`, `dark`, or nothing: as the device has it.
    pub theme: Option<&'static str>,
    pub has_style: bool,
    /// The address to come back to after the language was changed.
    pub here: String,
    /// What was done just now, as the key of its words: the page before this one says so in the address.
    pub note: Option<&'static str>,
    /// A school for trying out: a strip on each page says so.
    pub is_demo: bool,
    pub public_url: String,
    pub offer: Offer,
}

/// Who is signed in, as far as every page shows it.
#[derive(Clone)]
pub struct Somebody {
    pub name: String,
    pub is_staff: bool,
    pub is_reviewer: bool,
    pub shows_drawings: bool,
    pub zone: chrono_tz::Tz,
}

impl Somebody {
    fn of(person: &Person) -> Self {
        Self {
            name: person.name.clone(),
            is_staff: person.is_staff,
            is_reviewer: person.is_reviewer,
            shows_drawings: person.media == "picture",
            zone: person.zone(),
        }
    }
}

fn theme(person: &Person) -> Option<&'static str> {
    match person.theme.as_str() {
        "light" => Some("light"),
        "dark" => Some("dark"),
        _ => None,
    }
}

/// Set once when the school opens: people in it are made up.
pub struct Demo(pub bool);

impl Frame {
    pub async fn of(request: &Request<'_>) -> Self {
        let person = Person::asking(request).await.ok().flatten();
        let config = request.rocket().state::<Config>().expect("managed");
        let offer = Offer {
            pseudo_languages: config.pseudo_languages,
        };
        Self {
            words: Words::of(language(request, person, offer)),
            theme: person.and_then(theme),
            person: person.map(Somebody::of),
            has_style: request
                .cookies()
                .get(STYLE_COOKIE)
                .is_some_and(|cookie| cookie.value() == FILES.build),
            here: here(request),
            note: note(request),
            is_demo: request.rocket().state::<Demo>().is_some_and(|demo| demo.0),
            public_url: config.public_url.clone(),
            offer,
        }
    }

    /// The frame as a person sees it who came in with this very request.
    pub fn seen_by(mut self, person: &Person) -> Self {
        let chosen = person.language.as_deref();
        if let Some(language) = chosen.and_then(|tag| self.offer.named(tag)) {
            self.words = Words::of(language);
        }
        self.theme = theme(person);
        self.person = Some(Somebody::of(person));
        self
    }

    pub fn words(&self) -> Words {
        self.words
    }

    /// The word for one of several things that are named by the program: `named("country", "EC")` is `country-EC`.
    pub fn named(&self, kind: &str, name: impl std::fmt::Display) -> String {
        self.words.t(&format!("{kind}-{name}"))
    }

    /// The zone in which this visitor's times are shown.
    pub fn zone(&self) -> chrono_tz::Tz {
        self.person.as_ref().map_or(chrono_tz::UTC, |p| p.zone)
    }

    pub fn shows_drawings(&self) -> bool {
        self.person
            .as_ref()
            .is_none_or(|person| person.shows_drawings)
    }

    pub fn files(&self) -> &'static crate::static_files::Files {
        &FILES
    }

    /// Whether a reviewer looks at a lesson, which is no place to learn.
    pub fn is_review(&self) -> bool {
        self.here.ends_with("/review")
    }

    /// `aria-current` for the tab that leads here.
    pub fn is_at(&self, place: &str) -> bool {
        self.here == place || self.here.starts_with(&format!("{place}/"))
    }
}

impl Deref for Frame {
    type Target = Words;

    fn deref(&self) -> &Words {
        &self.words
    }
}

/// The path that was asked for. The address of a form may have no page of its own: then the nearest one above it that has.
fn here(request: &Request<'_>) -> String {
    let path = request.uri().path();
    if matches!(request.method(), Method::Get | Method::Head) {
        return path.to_string();
    }
    let pages = request.rocket().routes();
    let pages: Vec<_> = pages
        .filter(|route| route.method == Method::Get)
        .map(|route| route.uri.path())
        .collect();
    let mut here = path.as_str();
    while !here.is_empty() && !pages.iter().any(|page| leads_to(page, here)) {
        here = here.rsplit_once('/').map_or("", |(above, _)| above);
    }
    if here.is_empty() { "/" } else { here }.to_string()
}

/// Whether a path is one of those that `route` names: `/courses/<course>` leads to `/courses/rice`.
fn leads_to(route: &str, path: &str) -> bool {
    let (mut named, mut asked) = (route.split('/'), path.split('/'));
    loop {
        match (named.next(), asked.next()) {
            (Some(name), Some(segment)) if name == segment || name.starts_with('<') => {}
            (None, None) => return true,
            _ => return false,
        }
    }
}

/// What the address asks for, else the person's choice, else the browser's cookie, else what it accepts, else English.
fn language(request: &Request<'_>, person: Option<&Person>, offer: Offer) -> &'static Language {
    let asked = request.query_value::<&str>("lang").and_then(Result::ok);
    let chosen = person.and_then(|person| person.language.as_deref());
    let cookie = request.cookies().get(LANGUAGE_COOKIE);
    let remembered = cookie.map(|cookie| cookie.value());

    [asked, chosen, remembered]
        .into_iter()
        .flatten()
        .find_map(|tag| offer.named(tag))
        .unwrap_or_else(|| {
            let accepted = request.headers().get_one("Accept-Language");
            Language::best_of(accepted.unwrap_or_default())
        })
}

/// The notes that an address may ask for with `?note=`; another one is none.
const NOTES: [(&str, &str); 10] = [
    ("saved", "frame-saved"),
    ("signed-out", "people-signed-out"),
    ("password-changed", "people-password-changed"),
    ("pin-changed", "people-pin-changed"),
    ("sign-in-ended", "people-sign-in-ended"),
    ("review-signed", "reviews-signed"),
    ("review-signed-before", "reviews-signed-before"),
    ("asked", "enquiries-asked"),
    ("answered", "enquiries-answered"),
    ("passed-on", "enquiries-passed-on"),
];

fn note(request: &Request<'_>) -> Option<&'static str> {
    let asked = request.query_value::<&str>("note")?.ok()?;
    let note = NOTES.iter().find(|(name, _)| *name == asked);
    note.map(|(_, key)| *key)
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Frame {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        Outcome::Success(Self::of(request).await)
    }
}

#[cfg(test)]
mod tests {
    use super::leads_to;

    #[test]
    fn a_route_leads_to_the_paths_that_it_names() {
        for (route, path) in [
            ("/profile", "/profile"),
            ("/courses/<course>", "/courses/rice"),
            (
                "/courses/<_course>/lessons/<lesson>",
                "/courses/a/lessons/b",
            ),
        ] {
            assert!(leads_to(route, path), "{route} {path}");
        }
        for (route, path) in [
            ("/profile", "/profile/pin"),
            ("/courses/<course>", "/courses"),
            ("/courses/<course>", "/courses/rice/lessons"),
            ("/", "/courses"),
        ] {
            assert!(!leads_to(route, path), "{route} {path}");
        }
    }
}
