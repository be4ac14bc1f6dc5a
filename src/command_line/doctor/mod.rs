//! `cloud-school doctor`: what an administrator should know of this machine, in sentences.
mod certificates;
mod database;
mod files;
mod letters;
mod web;

use super::Outcome;
use crate::config::Config;
use clap::Args;
use std::path;

/// Tell what is well and what must be done
///
/// It changes nothing. The school may be open; without DATABASE_URL its own Postgres is started for a moment if it is not. The exit code is
/// 1 when something must be done.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school doctor
  cloud-school doctor || mail -s \"the school needs you\" admin@school.example")]
pub struct Doctor;

/// What came of looking at one thing.
pub enum Finding {
    Well(String),
    /// Good for a trial, and to be known.
    Note(String),
    /// Something must be done.
    Fault(String),
}

use Finding::{Fault, Note, Well};

impl Doctor {
    pub async fn run(self, mut config: Config) -> Outcome {
        config.data_folder = path::absolute(&config.data_folder)?;
        let mut findings = files::look(&config);
        findings.extend(database::look(&config).await);
        findings.extend(certificates::look(&config));
        findings.extend(letters::look(&config).await);
        findings.extend(web::look(&config));

        let faults = findings
            .iter()
            .filter(|finding| matches!(finding, Fault(_)));
        let faults = faults.count();
        for finding in &findings {
            match finding {
                Well(sentence) => println!("well   {sentence}"),
                Note(sentence) => println!("note   {sentence}"),
                Fault(sentence) => println!("FAULT  {sentence}"),
            }
        }
        match faults {
            0 => Ok(()),
            1 => Err("One thing must be done.".into()),
            many => Err(format!("{many} things must be done.").into()),
        }
    }
}
