//! What learners see.
mod course;
mod home;
mod lesson;
mod quiz;

pub use course::{Announced, Show};
pub use home::Home;
pub use lesson::{Practised, Read};
pub use quiz::Quiz;

use crate::courses::{Edition, Passage, SpokenQuestion};

/// How a quiz is looked at.
#[derive(Debug, Default, FromForm)]
pub struct View {
    /// All questions on one page.
    #[field(default = false)]
    pub all: bool,
    /// Another attempt, after one that ended.
    #[field(default = false)]
    pub again: bool,
}

/// The lesson that comes next.
pub struct Next {
    pub address: String,
    pub title: Passage,
    pub minutes: i16,
    pub bytes: u64,
}

impl Next {
    pub fn of(edition: &Edition, place: usize, language: &str) -> Self {
        let script = edition.script(language);
        Self {
            address: format!(
                "/courses/{}/lessons/{}",
                edition.slug, edition.lessons[place].slug
            ),
            title: script.lessons[place].title.clone(),
            minutes: edition.lessons[place].minutes,
            bytes: script.lessons[place].bytes,
        }
    }
}

/// A question with what was answered.
pub struct Marked<'s> {
    pub question: &'s SpokenQuestion,
    /// The id of the right option.
    pub key: &'s str,
    /// The id of the option that was chosen; empty while there is none.
    pub chosen: &'s str,
}

impl Marked<'_> {
    pub fn is_right(&self) -> bool {
        self.key == self.chosen
    }
}
