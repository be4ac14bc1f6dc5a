//! What can go wrong, and what the visitor is told.
//!
//! Rooms answer with these: `NotFound` where the visitor may not even know, `Forbidden` where she knows but may not, `Refused` where she
//! can do something about it. A form with a wrong field is no error: it is the form again, with status 422.
use rocket::{
    Request,
    http::Status,
    request::Outcome,
    response::{self, Responder},
};

pub type Result<T, E = Error> = std::result::Result<T, E>;

#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// 401: the page is the sign-in form.
    #[error("nobody is signed in")]
    Stranger,
    /// 404
    #[error("there is no such thing, or the visitor may not know of it")]
    NotFound,
    /// 403
    #[error("the visitor knows of it, but does not hold the role")]
    Forbidden,
    /// 409
    #[error("it was changed or done in the meantime: {0}")]
    Conflict(&'static str),
    /// 422
    #[error("what was sent cannot be used: {0}")]
    Refused(&'static str),
    /// 503
    #[error("the database does not answer as it should: {0}")]
    Unavailable(String),
    /// 500
    #[error("a mistake of ours: {0}")]
    Mistake(String),
}

impl Error {
    pub fn status(&self) -> Status {
        match self {
            Self::Stranger => Status::Unauthorized,
            Self::NotFound => Status::NotFound,
            Self::Forbidden => Status::Forbidden,
            Self::Conflict(_) => Status::Conflict,
            Self::Refused(_) => Status::UnprocessableEntity,
            Self::Unavailable(_) => Status::ServiceUnavailable,
            Self::Mistake(_) => Status::InternalServerError,
        }
    }

    /// How a guard says it. The page comes from the same catcher as every other refusal.
    pub fn outcome<T>(self, request: &Request<'_>) -> Outcome<T, ()> {
        self.write_down(request);
        Outcome::Error((self.status(), ()))
    }

    /// The log gets the cause under a reference; the visitor sees only the reference.
    fn write_down(&self, request: &Request<'_>) {
        if self.status().code >= 500 {
            let reference = Reference::of(request);
            let route = request.route().map(|route| route.uri.to_string());
            tracing::error!(%reference, route, "{self}");
        }
    }
}

/// What a visitor can tell an administrator about a failure: the log holds it too.
#[derive(Clone)]
pub struct Reference(String);

impl Reference {
    pub fn of<'r>(request: &'r Request<'_>) -> &'r Self {
        request.local_cache(|| {
            let id = uuid::Uuid::now_v7().simple().to_string();
            Self(id[20..].to_uppercase())
        })
    }
}

impl std::fmt::Display for Reference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// A row that must exist and does not is `NotFound`; every other failure is the database's.
impl From<diesel::result::Error> for Error {
    fn from(failure: diesel::result::Error) -> Self {
        match failure {
            diesel::result::Error::NotFound => Self::NotFound,
            failure => Self::Unavailable(failure.to_string()),
        }
    }
}

impl<'r> Responder<'r, 'static> for Error {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        self.write_down(request);
        Err(self.status())
    }
}
