//! `cloud-school person`: the first people come in by this, and staff who lost their cards.
use super::{Outcome, database, folder};
use crate::{
    access::{Caretaker, Keys, PersonId},
    config::Config,
    db::Connection,
    people::{Card, Email, PersonName, UserName, office},
    qr,
};
use chrono::Utc;
use clap::{Args, Subcommand};

/// Add and list people, and give new cards
///
/// There is no administrator until somebody is added here and given the role. A card lets in whoever holds it, so it is shown once, on the
/// standard output, and kept nowhere.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school person add \"Ana Vera\" --user-name ana
  cloud-school role give ana administrator
  cloud-school person card ana
  cloud-school person list --staff")]
pub struct Person {
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// Add somebody, and show her card once
    Add {
        /// As she writes it, in any script
        name: String,
        /// A name to sign in with, besides the code on the card
        #[arg(long, value_name = "NAME")]
        user_name: Option<String>,
        /// Where letters to her go
        #[arg(long, value_name = "ADDRESS")]
        email: Option<String>,
    },
    /// List people: code, user name, name
    List {
        /// Only those who hold a role
        #[arg(long)]
        staff: bool,
    },
    /// Give somebody a new card; the old one, and what it opened, is dead
    Card {
        /// User name, code or e-mail
        person: String,
    },
}

impl Person {
    pub async fn run(self, config: Config) -> Outcome {
        match self.word {
            Word::Add {
                name,
                user_name,
                email,
            } => {
                let name = PersonName::parse(&name).map_err(in_words)?;
                let user_name = user_name.as_deref().map(UserName::parse).transpose();
                let email = email.as_deref().map(Email::parse).transpose();
                add(
                    &name,
                    user_name.map_err(in_words)?,
                    email.map_err(in_words)?,
                    &config,
                )
                .await
            }
            Word::List { staff } => list(staff, &config).await,
            Word::Card { person } => card(&person, &config).await,
        }
    }
}

async fn add(
    name: &PersonName,
    user_name: Option<UserName>,
    email: Option<Email>,
    config: &Config,
) -> Outcome {
    let ways = (user_name.as_ref(), email.as_ref());
    let keys = keys(config)?;
    let card = database::with(config, async |db| {
        let caretaker = Caretaker::on_duty();
        let added = office::add_one(&caretaker, name, ways, &keys, Utc::now(), db).await;
        added.map_err(|e| format!("{} was not added: {e}.", name.as_str()).into())
    })
    .await?;
    show(&card, config);
    Ok(())
}

async fn list(only_staff: bool, config: &Config) -> Outcome {
    let all = database::with(config, async |db| {
        Ok(office::all(&Caretaker::on_duty(), only_staff, db).await?)
    })
    .await?;
    for person in &all {
        let or_none = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".into());
        println!(
            "{}  {}  {}",
            or_none(&person.code),
            or_none(&person.user_name),
            person.name
        );
    }
    if all.is_empty() {
        println!("There is nobody yet: cloud-school person add --help");
    }
    Ok(())
}

async fn card(text: &str, config: &Config) -> Outcome {
    let keys = keys(config)?;
    let card = database::with(config, async |db| {
        let (person, _) = named(text, db).await?;
        Ok(office::replace_card(&Caretaker::on_duty(), person, &keys, Utc::now(), db).await?)
    })
    .await?;
    show(&card, config);
    Ok(())
}

/// The one whom an administrator names.
pub async fn named(text: &str, db: &mut Connection) -> Outcome<(PersonId, String)> {
    let found = office::named(&Caretaker::on_duty(), text, db).await?;
    found.ok_or_else(|| {
        format!("Nobody has the user name, code or e-mail “{text}”. `cloud-school person list` lists all people.").into()
    })
}

/// The keys that cards are made with.
fn keys(config: &Config) -> Outcome<Keys> {
    folder::make(&config.data_folder)?;
    Ok(Keys::load_or_draw(&config.data_folder)?)
}

/// Once, for whoever asked, and never in a log.
fn show(card: &Card, config: &Config) {
    let address = card.address(&config.public_url);
    println!("{}", card.name);
    println!("code    {}", card.code);
    println!("secret  {}", card.secret.grouped());
    println!("{address}\n");
    if let Ok(symbol) = qr::terminal(&address) {
        println!("{symbol}");
    }
    println!("Whoever has this card is let in. It is not shown again.");
}

/// What is wrong, in words for an administrator; pages say it in the visitor's language.
fn in_words(wrong: &str) -> String {
    crate::words::Words::of(crate::words::Language::best_of("")).t(wrong)
}
