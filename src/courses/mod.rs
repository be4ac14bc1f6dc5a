//! Courses: what a programme teaches. A course has versions that never change; one of them is published, or it is only announced. Its
//! text is segments with translations, kept ready in memory as an edition, language by language.
pub mod format;

mod edition;
mod known;
mod library;
mod model;
mod pages;
mod routes;
mod script;
mod store;
mod trust;

pub use edition::{Edition, Lesson, LessonKind, Question, Section, Source};
pub use known::{KnownLine, place_name, signed_by};
pub use library::Library;
pub use model::{
    COUNTRIES, Catalogued, Course, CourseId, LessonId, ModuleId, Spoken, Titles, VersionId,
    names_of,
};
pub use routes::routes;
pub use script::{Passage, Playable, Script, SpokenLesson, SpokenQuestion, SpokenSection};
pub use store::{
    Imported, Refusal, catalogued, dossier, import, seed_announced, seed_school, trust_changed,
};
pub use trust::{Content, Dossier, Known, OfCourse, Review, ReviewKind, Trust, Verdict};
