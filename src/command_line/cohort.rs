//! `cloud-school cohort`: groups for coordinators to fill.
use super::{Outcome, database, store};
use crate::{access::Caretaker, config::Config};
use chrono::{NaiveDate, Utc};
use chrono_tz::Tz;
use clap::{Args, Subcommand};

/// Add and list cohorts: groups of people who learn together
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school cohort add \"Daule, first group\" --programme ecuador-rice --place Daule --time-zone America/Guayaquil \\
    --from 2027-01-11 --until 2027-03-26 --course rice-full-mechanized-production
  cloud-school cohort list")]
pub struct Cohort {
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// Add a cohort to a programme; its people are added in the browser
    Add(Add),
    /// List all cohorts with their ids
    List,
}

/// What a new cohort is.
#[derive(Args)]
pub struct Add {
    /// As its people call it
    pub name: String,
    /// The programme that it belongs to, as addresses have it
    #[arg(long, value_name = "SLUG")]
    pub programme: String,
    /// Where they meet
    #[arg(long, default_value = "")]
    pub place: String,
    /// Of the place, such as Africa/Nairobi
    #[arg(long, default_value = "UTC")]
    pub time_zone: Tz,
    /// The first day, such as 2027-01-11
    #[arg(long, value_name = "DATE")]
    pub from: Option<NaiveDate>,
    /// The last day
    #[arg(long, value_name = "DATE")]
    pub until: Option<NaiveDate>,
    /// A course that they take, as addresses have it; may be given several times
    #[arg(long = "course", value_name = "SLUG")]
    pub courses: Vec<String>,
}

impl Cohort {
    pub async fn run(self, config: Config) -> Outcome {
        match self.word {
            Word::Add(new) => add(new, &config).await,
            Word::List => list(&config).await,
        }
    }
}

async fn add(new: Add, config: &Config) -> Outcome {
    if new.name.trim().is_empty() || new.name.chars().count() > 200 {
        return Err("A cohort needs a name of at most 200 letters.".into());
    }
    if let (Some(from), Some(until)) = (new.from, new.until)
        && until < from
    {
        return Err("The last day is before the first.".into());
    }
    let caretaker = Caretaker::on_duty();
    let id = database::with(config, async |db| {
        Ok(store::add_cohort(&caretaker, &new, Utc::now(), db).await?)
    })
    .await?;
    println!("{id}");
    println!("{}/cohorts/{id}", config.public_url);
    Ok(())
}

async fn list(config: &Config) -> Outcome {
    let cohorts = database::with(config, async |db| Ok(store::cohorts(db).await?)).await?;
    for (id, programme, name, place) in &cohorts {
        println!("{id}  {programme}  {name}  {place}");
    }
    if cohorts.is_empty() {
        println!("There are no cohorts yet: cloud-school cohort add --help");
    }
    Ok(())
}
