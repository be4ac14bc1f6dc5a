//! Certificates: what a person has learned, frozen, signed and printed.
//!
//! The facts are frozen when a certificate is issued; page, PDF and QR symbol all show the same ones. A TRIAL certificate says so everywhere.
mod code;
mod facts;
mod fonts;
mod issuer;
mod key;
pub mod letters;
mod model;
mod pages;
mod pdf;
mod routes;
mod sheet;
mod signature;
mod statements;
mod store;
mod typeset;

pub use code::{Code, NotACode};
pub use facts::{Facts, QuizResult, ReviewState, Version};
pub use fonts::{FontError, Fonts};
pub use issuer::Issuer;
pub use key::{IssuerKey, KeyError, KeyId, PublicKey};
pub use model::{Certificate, Standing};
pub use pdf::{Labels, PdfError, pdf};
pub use routes::routes;
pub use signature::{CompactFacts, PayloadError, Signed, short_url, verify};
pub use store::issue_if_complete;
