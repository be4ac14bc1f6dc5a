//! What stands around a letter when it travels by e-mail.
use super::{Reader, Rendered};
use askama::Template;

#[derive(Template)]
#[template(path = "letters/frame.html")]
pub struct Html<'a> {
    pub reader: &'a Reader<'a>,
    pub letter: &'a Rendered,
}

#[derive(Template)]
#[template(path = "letters/frame.txt")]
pub struct Text<'a> {
    pub reader: &'a Reader<'a>,
    pub letter: &'a Rendered,
}
