//! Files by their content: stored once under their hash, sent whole or in parts.
mod blobs;
mod photo;
mod ranged;

pub use blobs::{Blobs, Sha256Hex};
pub use photo::{Unusable, keep_photo};
pub use ranged::{Ranged, Wish};
