//! `cloud-school rebuild`: makes all summaries of progress again.
use super::{Outcome, database};
use crate::{access::Caretaker, config::Config, progress};
use clap::Args;

/// Make all summaries of progress again from what happened
///
/// Who finished which lesson is kept twice: as events, which are the truth, and as summaries, which are fast. This makes the summaries
/// again, learner by learner; the school may stay open.
#[derive(Args)]
#[command(after_help = "Example:\n  cloud-school rebuild")]
pub struct Rebuild;

impl Rebuild {
    pub async fn run(self, config: Config) -> Outcome {
        let caretaker = Caretaker::on_duty();
        let learners = database::with(&config, async |db| {
            Ok(progress::rebuild(&caretaker, db).await?)
        })
        .await?;
        println!("Summaries made again: {learners} learners.");
        Ok(())
    }
}
