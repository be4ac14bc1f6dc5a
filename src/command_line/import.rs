//! `cloud-school import`: takes a course folder in.
use super::{Outcome, database, seeds::told};
use crate::{
    access::Caretaker,
    config::Config,
    courses::{Imported, format, import},
    media::Blobs,
};
use chrono::Utc;
use clap::Args;
use std::path::PathBuf;

/// Take a course in from a folder
///
/// A folder with faults is refused as a whole, and all its faults are told. A folder that changed becomes a new version of its course;
/// what learners did stays.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school course check my-course
  cloud-school import my-course --publish")]
pub struct Import {
    /// The folder with course.toml in it
    folder: PathBuf,
    /// Learners get this version from now on
    #[arg(long)]
    publish: bool,
}

impl Import {
    pub async fn run(self, config: Config) -> Outcome {
        let file = format::read(&self.folder).map_err(|faults| told(&self.folder, &faults))?;
        let blobs = Blobs::of(&config.data_folder);
        let caretaker = Caretaker::on_duty();

        let imported = database::with(&config, async |db| {
            Ok(import(&caretaker, &file, self.publish, &blobs, Utc::now(), db).await?)
        })
        .await?;
        match imported {
            Imported::New { version } => {
                println!("{} has a new version, number {version}.", file.slug)
            }
            Imported::Unchanged { version } => {
                println!("{} has this version already, number {version}.", file.slug);
            }
        }
        if self.publish {
            println!(
                "It is published: {}/courses/{}",
                config.public_url, file.slug
            );
        }
        Ok(())
    }
}
