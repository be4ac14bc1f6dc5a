//! The pages of a forgotten password.
use crate::{page::Frame, people::wrong::Wrong};
use askama::Template;

#[derive(Template)]
#[template(path = "people/reset_ask.html")]
pub struct AskPage {
    pub frame: Frame,
    /// The answer is the same whether or not there is such a person.
    pub asked: bool,
}

#[derive(Template)]
#[template(path = "people/reset_choose.html")]
pub struct ChoosePage {
    pub frame: Frame,
    pub token: String,
    pub wrong: Wrong,
}

/// A link that was used, is older than an hour, or never was.
#[derive(Template)]
#[template(path = "people/reset_dead.html")]
pub struct DeadLinkPage {
    pub frame: Frame,
}
