//! A school: the list of its rooms.
#[macro_use]
extern crate rocket;

pub mod access;
pub mod assessments;
pub mod certificates;
pub mod cohorts;
pub mod command_line;
pub mod config;
pub mod corrections;
pub mod courses;
pub mod db;
pub mod demo;
pub mod enquiries;
pub mod enrolments;
pub mod error;
pub mod facilitation;
pub mod inbox;
pub mod learning;
pub mod mail;
pub mod media;
pub mod page;
pub mod people;
pub mod programmes;
pub mod progress;
pub mod qr;
pub mod reviews;
pub mod schema;
pub mod static_files;
pub mod words;

pub use error::{Error, Result};

use access::{Cookies, Keys, Passwords, SameOrigin};
use certificates::Issuer;
use config::Config;
use page::{Delivery, Demo};
use rocket::{Build, Rocket, data::ToByteUnit};

/// The letters that the school writes.
pub fn letters() -> mail::Kinds {
    mail::Kinds::new()
        .with::<people::letters::WelcomeLetter>()
        .with::<people::letters::NewCardLetter>()
        .with::<people::letters::PasswordResetLetter>()
        .with::<enrolments::letters::EnrolledLetter>()
        .with::<certificates::letters::CertificateLetter>()
        .with::<enquiries::letters::EnquiryLetter>()
        .with::<enquiries::letters::AnswerLetter>()
        .with::<corrections::letters::CorrectionLetter>()
}

/// The school, ready to be launched or to be driven by a test.
///
/// # Errors
/// When the operating system has no randomness, or the key that signs certificates cannot be used.
pub fn school(config: Config, keys: Keys, pool: db::Pool, demo: Demo) -> Result<Rocket<Build>> {
    let limits = rocket::data::Limits::default()
        .limit("form", 64.kibibytes())
        .limit("data-form", 64.kibibytes());
    let settings = rocket::Config {
        address: config.listens_on(),
        port: config.port,
        ip_header: config.trusted_proxy.then_some("X-Real-IP".into()), // otherwise anybody could send one
        log_level: rocket::config::LogLevel::Off,
        limits,
        cli_colors: false,
        ..Default::default()
    };
    let mut rooms = vec![
        static_files::routes(),
        courses::routes(),
        enrolments::routes(),
        learning::routes(),
        inbox::routes(),
        certificates::routes(),
        people::routes(),
        facilitation::routes(),
        reviews::routes(),
        enquiries::routes(),
        corrections::routes(),
    ];
    if demo.0 {
        rooms.push(demo::routes());
    }
    let foundations = rocket::custom(settings)
        .manage(Cookies::of(&config))
        .manage(courses::Library::default())
        .manage(enquiries::Shown::default())
        .manage(media::Blobs::of(&config.data_folder))
        .manage(Passwords::new(&keys)?)
        .manage(Issuer::of(&config).map_err(|e| Error::Mistake(e.to_string()))?)
        .manage(keys)
        .manage(pool)
        .manage(demo)
        .manage(letters())
        .attach(SameOrigin)
        .attach(db::GivesBack)
        .attach(Delivery::new(&config))
        .manage(config)
        .register("/", page::catchers());
    Ok(rooms
        .into_iter()
        .fold(foundations, |school, room| school.mount("/", room)))
}
