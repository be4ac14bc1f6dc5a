//! The page on which a visitor becomes somebody.
use super::Part;
use crate::page::Frame;
use askama::Template;

#[derive(Template)]
#[template(path = "demo/be_somebody.html")]
pub struct BeSomebodyPage {
    pub frame: Frame,
}

impl BeSomebodyPage {
    fn parts(&self) -> [Part; 7] {
        Part::ALL
    }
}
