//! Letters to one person: written with their cause, read in the inbox, delivered by e-mail where there is an address. What a letter says
//! belongs to the room that writes it; this foundation knows letters by their trait alone.
mod files;
mod kinds;
mod letters;
mod message;
mod model;
mod outbox;
mod pages;
mod store;
mod transport;

pub use kinds::{Kinds, NotReadable};
pub use letters::{Letter, Reader, Rendered, Spoken, Way};
pub use message::NotSendable;
pub use model::Status;
pub use outbox::{Outbox, Step, TestFailed, reach, send_test};
pub use store::{retry_failed, status, write, write_all};
pub use transport::NotUsable;
