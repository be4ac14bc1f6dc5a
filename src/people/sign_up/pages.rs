//! The form for newcomers.
use crate::{page::Frame, people::wrong::Wrong};
use askama::Template;

#[derive(Template)]
#[template(path = "people/sign_up.html")]
pub struct SignUpPage {
    pub frame: Frame,
    /// Makes a form that is sent twice one person.
    pub form: String,
    pub name: String,
    pub user_name: String,
    pub email: String,
    pub phone: String,
    pub next: String,
    pub wrong: Wrong,
}
