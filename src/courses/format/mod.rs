//! The course format: a course as a folder that a person writes by hand. Nothing here knows the database;
//! a folder becomes a [`CourseFile`] or a list of faults. What it says is told in `docs/course-format.md`.
mod blocks;
mod catalogue;
mod check;
mod claims;
mod content;
mod course;
mod drawings;
mod fault;
mod fields;
mod folder;
mod lesson;
mod marks;
mod media;
mod model;
mod numbers;
mod questions;
mod read;
mod reading;
mod reviews;
mod segments;
mod symbols;
mod tidy;
mod translation;
mod words;

pub use catalogue::{
    AnnouncedFile, AnnouncedStatus, Names, ProgrammeFile, SchoolFile, ThemeFile, read_announced,
    read_school,
};
pub use check::{Concern, Finding, check};
pub use content::content_hash;
pub use fault::{Fault, Reason};
pub use model::*;
pub use read::read;
pub use reviews::add as add_review;
pub use segments::hash;
pub use symbols::with_units_kept;
pub use tidy::{Change, Untidy, tidy};
