//! The list of languages, each in itself.
use crate::page::Frame;
use askama::Template;

#[derive(Template)]
#[template(path = "people/language.html")]
pub struct LanguagePage {
    pub frame: Frame,
    pub back: String,
}
