//! `cloud-school role`: who may do what. Nobody holds a role until somebody gives one here.
use super::{Outcome, database, person, store};
use crate::{
    access::{self, Caretaker, RoleName},
    config::Config,
};
use chrono::Utc;
use clap::{Args, Subcommand};
use uuid::Uuid;

/// Give, take and list roles
///
/// A role is held over the whole school, unless a programme, a cohort or a course is named. One in a programme holds in its cohorts and
/// courses. A person is named by her user name, code or e-mail.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school role give ana administrator
  cloud-school role give luis coordinator --programme ecuador-rice
  cloud-school role take luis coordinator --programme ecuador-rice
  cloud-school role list")]
pub struct Role {
    #[command(subcommand)]
    word: Word,
}

#[derive(Subcommand)]
enum Word {
    /// Give a role
    Give(Named),
    /// Take a role away; it ends with the next page
    Take(Named),
    /// Who holds which role
    List,
}

#[derive(Args)]
struct Named {
    /// User name, code or e-mail
    person: String,
    role: RoleName,
    #[command(flatten)]
    scope: Scope,
}

/// What the role is held over.
#[derive(Args)]
#[group(multiple = false)]
pub struct Scope {
    /// The programme, as addresses have it
    #[arg(long, value_name = "SLUG")]
    pub programme: Option<String>,
    /// The cohort's id
    #[arg(long, value_name = "ID")]
    pub cohort: Option<Uuid>,
    /// The course, as addresses have it
    #[arg(long, value_name = "SLUG")]
    pub course: Option<String>,
}

impl Role {
    pub async fn run(self, config: Config) -> Outcome {
        match self.word {
            Word::Give(named) => give(named, &config).await,
            Word::Take(named) => take(named, &config).await,
            Word::List => list(&config).await,
        }
    }
}

async fn give(named: Named, config: &Config) -> Outcome {
    let caretaker = Caretaker::on_duty();
    let (name, is_new) = database::with(config, async |db| {
        let (id, name) = person::named(&named.person, db).await?;
        let over = store::scope(&named.scope, db).await?;
        let is_new = access::give_role(&caretaker, id, named.role, over, Utc::now(), db).await?;
        Ok((name, is_new))
    })
    .await?;
    let role = named.role.name();
    match is_new {
        true => println!("{name} is {role} now."),
        false => println!("{name} was {role} already."),
    }
    Ok(())
}

async fn take(named: Named, config: &Config) -> Outcome {
    let caretaker = Caretaker::on_duty();
    let (name, held) = database::with(config, async |db| {
        let (id, name) = person::named(&named.person, db).await?;
        let over = store::scope(&named.scope, db).await?;
        let held = access::take_role(&caretaker, id, named.role, over, Utc::now(), db).await?;
        Ok((name, held))
    })
    .await?;
    let role = named.role.name();
    match held {
        true => {
            println!("{name} is no longer {role}.");
            Ok(())
        }
        false => Err(format!(
            "{name} is not {role} there. `cloud-school role list` tells who is what."
        )
        .into()),
    }
}

async fn list(config: &Config) -> Outcome {
    let caretaker = Caretaker::on_duty();
    let held = database::with(config, async |db| {
        Ok(access::held_roles(&caretaker, db).await?)
    })
    .await?;
    for role in &held {
        println!("{}  {}  {}", role.name, role.role, role.over);
    }
    if held.is_empty() {
        println!("Nobody holds a role yet: cloud-school role give --help");
    }
    Ok(())
}
