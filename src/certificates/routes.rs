//! Showing, printing and checking certificates.
use super::{
    Certificate, Code, Issuer, PdfError, Standing,
    pages::{Check, Reason, Show, Trouble, Unprintable, Verify},
    pdf, statements, store,
};
use crate::{
    Error, Result,
    access::{Learner, Person},
    courses::{Course, Library},
    db::Db,
    page::{Frame, Page},
    qr,
    words::Words,
};
use chrono::Utc;
use rocket::{
    Route, State,
    http::{ContentType, Header, Status},
    response::Redirect,
    tokio::task::spawn_blocking,
};

pub fn routes() -> Vec<Route> {
    routes![show, print, issue, check, check_capital, verify]
}

/// One's own certificate. Others check it by its public page.
#[get("/certificates/<code>")]
async fn show(
    code: &str,
    person: &Person,
    frame: Frame,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Page<Show>> {
    let code: Code = code.parse().map_err(|_| Error::NotFound)?;
    let certificate = store::hers(person.id, code, &mut *db.open().await?).await?;
    let standing = certificate.standing(issuer);
    let printed = match standing {
        Standing::Valid => printed(&certificate, frame.words(), issuer).await?.ok(),
        _ => None,
    };

    Ok(Page::secret(Show {
        statements: statements::all(&certificate.facts, frame.words()),
        symbol: qr::svg(&certificate.signed.url(&issuer.public_url)).ok(),
        address: format!("{}/v/{code}", issuer.public_url),
        size: printed.map(|bytes| bytes.len()),
        facts: certificate.facts,
        standing,
        frame,
    }))
}

/// A PDF under a name that says whose it is.
#[derive(Responder)]
struct Printed {
    bytes: (ContentType, Vec<u8>),
    name: Header<'static>,
}

#[derive(Responder)]
enum Paper {
    Printed(Printed),
    Unprintable(Page<Unprintable>),
}

/// The address asks for a language by `?lang`.
#[get("/certificates/<code>/certificate.pdf")]
async fn print(
    code: &str,
    person: &Person,
    frame: Frame,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Paper> {
    let code: Code = code.parse().map_err(|_| Error::NotFound)?;
    let certificate = store::hers(person.id, code, &mut *db.open().await?).await?;
    let (status, reason) = if certificate.standing(issuer) != Standing::Valid {
        (Status::Gone, Reason::NotValid)
    } else {
        match printed(&certificate, frame.words(), issuer).await? {
            Ok(bytes) => {
                return Ok(Paper::Printed(Printed {
                    bytes: (ContentType::PDF, bytes),
                    name: Header::new("Content-Disposition", certificate.disposition()),
                }));
            }
            Err(PdfError::MissingGlyph { character }) => {
                (Status::UnprocessableEntity, Reason::Letter(character))
            }
            Err(trouble) => {
                tracing::error!("a certificate cannot be printed: {trouble}");
                (Status::ServiceUnavailable, Reason::Machine)
            }
        }
    };
    let code = code.to_string();
    let page = Page::secret(Unprintable {
        frame,
        code,
        reason,
    });
    Ok(Paper::Unprintable(page.with_status(status)))
}

/// Made beside the requests, a few at once.
async fn printed(
    certificate: &Certificate,
    words: Words,
    issuer: &Issuer,
) -> Result<Result<Vec<u8>, PdfError>> {
    let facts = certificate.facts.clone();
    let symbol = certificate.signed.url(&issuer.public_url);
    let labels = statements::labels(&facts, words, &issuer.public_url);
    let fonts = issuer.fonts.clone();
    let turn = issuer.printers.acquire().await;
    let _turn = turn.map_err(|e| Error::Mistake(e.to_string()))?;
    let work = spawn_blocking(move || pdf(&facts, &labels, &symbol, &fonts));
    work.await.map_err(|e| Error::Mistake(e.to_string()))
}

/// Gives a certificate to whoever completed a course and has none; twice is once.
#[post("/courses/<_course>/certificate")]
async fn issue(
    _course: &str,
    course: Learner<Course>,
    library: &State<Library>,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Redirect> {
    let mut db = db.open().await?;
    let edition = library.published(&course, &mut db).await?;
    let (learner, enrolment) = (course.person(), course.enrolment().id);
    let code = store::heal(learner, enrolment, &edition, issuer, Utc::now(), &mut db).await?;

    Ok(Redirect::to(match code {
        Some(code) => format!("/certificates/{code}"),
        None => format!("/courses/{}", course.slug),
    }))
}

/// What everybody who holds the code may know. The signed facts behind a `#` stay in the browser.
#[get("/v/<code>")]
async fn check(
    code: &str,
    frame: Frame,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Page<Check>, Result<Page<Verify>>> {
    let Ok(parsed) = code.parse() else {
        return Err(Ok(refused(frame, code, Trouble::NotACode)));
    };
    let mut db = db.open().await.map_err(Err)?;
    let found = store::find(parsed, &mut db).await;
    let Some(certificate) = found.map_err(|e| Err(e.into()))? else {
        return Err(Ok(refused(frame, &parsed.to_string(), Trouble::Unknown)));
    };
    let standing = certificate.standing(issuer);
    let page = Check::new(frame, certificate, standing, issuer.key.public());
    Ok(Page::secret(page))
}

/// Symbols speak in capitals, which makes them smaller.
#[get("/V/<code>")]
async fn check_capital(
    code: &str,
    frame: Frame,
    issuer: &State<Issuer>,
    db: Db<'_>,
) -> Result<Page<Check>, Result<Page<Verify>>> {
    check(code, frame, issuer, db).await
}

/// The form again, with what was typed.
fn refused(frame: Frame, typed: &str, trouble: Trouble) -> Page<Verify> {
    let page = Page::refused(Verify {
        frame,
        typed: typed.chars().take(80).collect(),
        trouble: Some(trouble),
    });
    match trouble {
        Trouble::NotACode => page,
        Trouble::Unknown => page.with_status(Status::NotFound),
    }
}

/// The form, or the way from what was typed into it.
#[get("/verify?<code>")]
async fn verify(code: Option<&str>, frame: Frame) -> Result<Redirect, Page<Verify>> {
    let typed = code.map(str::trim).unwrap_or_default();
    if typed.is_empty() {
        return Err(Page::own(Verify {
            frame,
            typed: String::new(),
            trouble: None,
        }));
    }
    match typed.parse::<Code>() {
        Ok(code) => Ok(Redirect::to(format!("/v/{code}"))),
        Err(_) => Err(refused(frame, typed, Trouble::NotACode)),
    }
}
