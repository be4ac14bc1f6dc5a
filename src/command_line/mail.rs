//! `cloud-school mail`: how the letters are.
use super::{Outcome, database, folder};
use crate::{config::Config, mail};
use chrono::Utc;
use clap::{Args, Subcommand};

/// See how letters are delivered, and try it out
///
/// Without CLOUD_SCHOOL_SMTP_URL letters become files in the folder `letters` of the data folder.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school mail status
  cloud-school mail test ana@school.example
  cloud-school mail retry")]
pub struct Mail {
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// How many letters wait, and how many could not be delivered
    Status,
    /// Send a letter at once, past the queue
    Test {
        /// An address of yours
        address: String,
    },
    /// Try again what could not be delivered
    Retry,
}

impl Mail {
    pub async fn run(self, config: Config) -> Outcome {
        match self.word {
            Word::Status => status(&config).await,
            Word::Test { address } => test(&config, &address).await,
            Word::Retry => {
                let again = database::with(&config, async |db| {
                    Ok(mail::retry_failed(Utc::now(), db).await?)
                });
                println!("Letters that are tried again: {}.", again.await?);
                Ok(())
            }
        }
    }
}

async fn status(config: &Config) -> Outcome {
    let status = database::with(config, async |db| Ok(mail::status(db).await?)).await?;
    match status.oldest {
        Some(oldest) => println!(
            "Letters that wait: {}, the oldest since {oldest:.0}.",
            status.waiting
        ),
        None => println!("No letters wait."),
    }
    match status.failed {
        0 => println!("None failed."),
        failed => println!(
            "Letters that could not be delivered: {failed}. `cloud-school mail retry` tries them again."
        ),
    }
    Ok(())
}

async fn test(config: &Config, address: &str) -> Outcome {
    folder::make(&config.data_folder)?;
    let by_server = mail::send_test(config, address, Utc::now()).await;
    match by_server.map_err(|e| format!("The letter did not go: {e}"))? {
        true => println!("The mail server took the letter to {address}."),
        false => println!(
            "No mail server is set (CLOUD_SCHOOL_SMTP_URL): the letter is a file in {}.",
            config.data_folder.join("letters").display()
        ),
    }
    Ok(())
}
