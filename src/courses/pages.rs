//! What visitors see of courses.
mod check;

pub use check::Check;

use super::{COUNTRIES, Catalogued, Spoken};
use crate::page::Frame;
use askama::Template;

#[derive(Template)]
#[template(path = "courses/landing.html")]
pub struct Landing {
    pub frame: Frame,
    pub courses: Vec<Catalogued>,
}

#[derive(Template)]
#[template(path = "courses/catalogue.html")]
pub struct Catalogue {
    pub frame: Frame,
    pub courses: Vec<Catalogued>,
    pub themes: Vec<(String, Spoken)>,
    pub filter: Filter,
}

impl Catalogue {
    fn countries(&self) -> [&'static str; 4] {
        COUNTRIES
    }

    fn is_filtered(&self) -> bool {
        self.filter != Filter::default()
    }
}

/// What the catalogue is narrowed to; anything that is not there finds nothing, and says so.
#[derive(Clone, Debug, Default, PartialEq, Eq, FromForm)]
pub struct Filter {
    #[field(default = "")]
    pub theme: String,
    #[field(default = "")]
    pub country: String,
    #[field(default = "")]
    pub language: String,
}
