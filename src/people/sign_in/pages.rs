//! The pages at the door.
use super::store::Known;
use crate::{page::Frame, people::wrong::Wrong};
use askama::Template;

#[derive(Template)]
#[template(path = "people/sign_in.html")]
pub struct SignInPage {
    pub frame: Frame,
    pub identifier: String,
    pub next: String,
    pub wrong: Wrong,
}

#[derive(Template)]
#[template(path = "people/people_here.html")]
pub struct PeopleHerePage {
    pub frame: Frame,
    pub people: Vec<Known>,
    pub next: String,
    pub wrong: Wrong,
    /// Whose form was refused.
    pub tried: Option<uuid::Uuid>,
}

impl PeopleHerePage {
    fn was_refused(&self, person: &Known) -> bool {
        self.tried == Some(person.id.0)
    }
}
