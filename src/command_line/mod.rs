//! What an administrator says to the school from a terminal. Each file is a word of that language; failures are sentences on the standard
//! error, and the exit code tells scripts: 0 done, 1 not done or something to do, 2 not understood.
mod cohort;
mod course;
mod database;
mod doctor;
mod folder;
mod greeting;
mod import;
mod mail;
mod migrate;
mod network;
mod person;
mod rebuild;
mod role;
mod seeds;
mod serve;
mod signals;
mod store;

use crate::config::Config;
use clap::{Parser, Subcommand};
use rocket::tokio::{runtime, select};
use signals::Stop;
use std::{error::Error, io, pin::Pin, process::ExitCode};

/// What a command comes to; the failure is a sentence for the administrator.
type Outcome<T = ()> = Result<T, Box<dyn Error + Send + Sync>>;

/// The course server of the South-South Cooperation Cloud School.
///
/// One program and a Postgres are a whole school. Without DATABASE_URL the school runs a Postgres of its own in its data folder.
#[derive(Parser)]
#[command(name = "cloud-school", version, after_long_help = SETTINGS)]
struct CommandLine {
    #[command(subcommand)]
    command: Command,
}

const SETTINGS: &str = "\
Settings are variables of the environment:
  CLOUD_SCHOOL_DATA_DIR     keys, media, unsent letters, the school's own Postgres [data]
  CLOUD_SCHOOL_ADDRESS      where to listen [127.0.0.1]
  CLOUD_SCHOOL_PORT         [8000]
  CLOUD_SCHOOL_PUBLIC_URL   how people reach the school [http://localhost:8000]
  DATABASE_URL              a Postgres of yours, instead of the school's own
  CLOUD_SCHOOL_SMTP_URL     smtps://user:password@host; without it letters become files in the data folder
  CLOUD_SCHOOL_MAIL_FROM    the sender of letters
  CLOUD_SCHOOL_ISSUER       the organisation that issues certificates; without it all of them are trials
  CLOUD_SCHOOL_CONTENT_DIR  courses that a new school begins with [course_content]
  CLOUD_SCHOOL_FONTS        Noto fonts, for certificates [/usr/share/fonts/truetype/noto]
  CLOUD_SCHOOL_LOG          what to log, as tracing directives [warnings, and what the school does]

Examples:
  cloud-school serve --demo                       try it, with made-up people
  cloud-school serve                              open the school; Ctrl-C closes it
  cloud-school person add \"Ana Vera\" --user-name ana
  cloud-school role give ana administrator
  cloud-school doctor                             what is left to do on this machine";

#[derive(Subcommand)]
enum Command {
    Serve(serve::Serve),
    Migrate(migrate::Migrate),
    Import(import::Import),
    Course(course::Course),
    Person(person::Person),
    Role(role::Role),
    Cohort(cohort::Cohort),
    Rebuild(rebuild::Rebuild),
    Mail(mail::Mail),
    Doctor(doctor::Doctor),
}

/// Does what the command line says.
pub fn run() -> ExitCode {
    let command_line = CommandLine::parse();
    match obey(command_line.command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("cloud-school: {failure}");
            ExitCode::FAILURE
        }
    }
}

fn obey(command: Command) -> Outcome {
    let config = Config::from_environment()?;
    log(&config)?;
    let runtime = runtime::Builder::new_multi_thread().enable_all().build()?;

    runtime.block_on(command.run(config))
}

impl Command {
    async fn run(self, config: Config) -> Outcome {
        let mut stop = Stop::listen()?;
        let work: Pin<Box<dyn Future<Output = Outcome>>> = match self {
            Self::Serve(serve) => return serve.run(config, stop).await,
            Self::Migrate(migrate) => Box::pin(migrate.run(config)),
            Self::Import(import) => Box::pin(import.run(config)),
            Self::Course(course) => Box::pin(course.run(config)),
            Self::Person(person) => Box::pin(person.run(config)),
            Self::Role(role) => Box::pin(role.run(config)),
            Self::Cohort(cohort) => Box::pin(cohort.run(config)),
            Self::Rebuild(rebuild) => Box::pin(rebuild.run(config)),
            Self::Mail(mail) => Box::pin(mail.run(config)),
            Self::Doctor(doctor) => Box::pin(doctor.run(config)),
        };
        // Dropped half-way, a Postgres that was started for it stops too.
        select! {
            outcome = work => outcome,
            () = stop.heard() => Err("it was interrupted".into()),
        }
    }
}

/// Before everything else: Rocket keeps quiet where somebody listens already.
fn log(config: &Config) -> Outcome {
    let wanted = tracing_subscriber::EnvFilter::try_new(&config.log)
        .map_err(|e| format!("CLOUD_SCHOOL_LOG is “{}”: {e}", config.log))?;
    tracing_subscriber::fmt()
        .with_env_filter(wanted)
        .with_writer(io::stderr)
        .with_ansi(io::IsTerminal::is_terminal(&io::stderr()))
        .try_init()
}
