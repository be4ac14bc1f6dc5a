//! `cloud-school serve`: opens the school, and closes it in order.
use super::{
    Outcome,
    database::Database,
    folder,
    greeting::greeting,
    network::{self, OnlyTheHouse},
    seeds,
    signals::Stop,
};
use crate::{
    access::{Caretaker, Keys},
    certificates::Issuer,
    config::Config,
    db, demo, letters,
    mail::Outbox,
    media::Blobs,
    page::Demo,
    school,
};
use chrono::Utc;
use clap::Args;
use rocket::{
    Build, Rocket,
    error::ErrorKind,
    fairing::AdHoc,
    figment::Figment,
    tokio::{select, task},
};
use std::{
    io::{self, IsTerminal, Write},
    net::{IpAddr, Ipv4Addr, SocketAddr},
    path,
};

/// Open the school, until Ctrl-C
///
/// Without DATABASE_URL it runs a Postgres of its own in the data folder, and stops it at the end. A new school begins with the courses in
/// the folder course_content.
#[derive(Args)]
#[command(after_help = "\
Examples:
  cloud-school serve
  cloud-school serve --demo
  CLOUD_SCHOOL_DATA_DIR=/var/lib/cloud-school CLOUD_SCHOOL_PUBLIC_URL=https://school.example cloud-school serve")]
pub struct Serve {
    /// With made-up people that anybody may be, in a new data folder, for phones on the same Wi-Fi
    #[arg(long)]
    demo: bool,
}

impl Serve {
    pub async fn run(self, mut config: Config, mut stop: Stop) -> Outcome {
        config.data_folder = path::absolute(&config.data_folder)?;
        self.may_open(&config)?;
        if self.demo {
            folder::make_demo(&config.data_folder)?;
        } else {
            folder::make(&config.data_folder)?;
        }

        if self.demo {
            at_home(&mut config);
        }
        found_where_it_listens(&mut config);
        let database = select! {
            database = Database::open_alone(&config) => database?,
            () = stop.heard() => return Ok(()),
        };
        let open = select! {
            open = self.prepare(&config, &database) => open,
            () = stop.heard() => return database.close().await,
        };
        let outcome = match open {
            Ok(open) => launch(open, stop).await,
            Err(e) => Err(e),
        };
        database.close().await?;
        outcome
    }

    /// Made-up people never meet the world: their doors are open to whoever comes.
    fn may_open(&self, config: &Config) -> Outcome {
        if self.demo && config.database_url.is_some() {
            return Err("Made-up people do not get into a database of yours: start without --demo, or without DATABASE_URL.".into());
        }
        let has_made_up_people =
            self.demo || (config.database_url.is_none() && folder::is_demo(&config.data_folder));
        let is_out = config
            .address
            .is_some_and(|address| !network::is_private(address))
            || !network::is_homely(network::host_of(&config.public_url));
        if has_made_up_people && is_out {
            return Err(format!(
                "The people in {} are made up, and anybody may be any of them: such a school opens only at a private address, \
                 such as 127.0.0.1 or 192.168.1.7. Change CLOUD_SCHOOL_ADDRESS and CLOUD_SCHOOL_PUBLIC_URL, or name another folder \
                 in CLOUD_SCHOOL_DATA_DIR.",
                config.data_folder.display()
            )
            .into());
        }
        Ok(())
    }

    async fn prepare(&self, config: &Config, database: &Database) -> Outcome<Open> {
        database.bring_up_to_date().await?;
        let keys = Keys::load_or_draw(&config.data_folder)?;
        let mut db = db::connect(&database.url).await?;
        if let Some(content) = &config.content_folder {
            let blobs = Blobs::of(&config.data_folder);
            seeds::sow(content, &blobs, Utc::now(), &mut db).await?;
        }
        if self.demo {
            let issuer = Issuer::of(config)?;
            demo::settle(&Caretaker::on_duty(), &keys, &issuer, Utc::now(), &mut db).await?;
        }
        drop(db);
        let pool = db::pool(&database.url)?;
        let outbox = Outbox::new(config, keys.clone(), pool.clone(), letters())?;
        let rocket = school(config.clone(), keys, pool.clone(), Demo(self.demo))?;
        let mut rocket = greeted(in_our_hands(rocket), config.clone(), self.demo).attach(outbox);
        if self.demo {
            rocket = rocket.attach(OnlyTheHouse);
        }
        Ok(Open { rocket, pool })
    }
}

/// Made-up people meet phones on the same Wi-Fi, where only such phones can come, and their letters stay in the house.
fn at_home(config: &mut Config) {
    config.smtp_url = None;
    if config.address.is_none() && network::in_the_house().is_some() {
        config.address = Some(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
    }
}

/// Where nobody said how people reach the school, it is reached where it listens: cards and letters say so.
fn found_where_it_listens(config: &mut Config) {
    let listens_on = config.listens_on();
    let reached = match listens_on.is_unspecified() {
        true => network::shown().map(IpAddr::V4),
        false => Some(listens_on).filter(|address| !address.is_loopback()),
    };
    if let (true, Some(address)) = (config.is_at_its_default(), reached) {
        config.public_url = format!("http://{}", SocketAddr::new(address, config.port));
    }
}

/// All that is running of a school, but for its database.
struct Open {
    rocket: Rocket<Build>,
    pool: db::Pool,
}

async fn launch(open: Open, mut stop: Stop) -> Outcome {
    let rocket = open.rocket.ignite().await.map_err(sentence)?;
    let closing = rocket.shutdown();
    let ear = task::spawn(async move {
        stop.heard().await;
        tracing::info!("the school closes");
        closing.notify();
        // From here on nothing more is said by a signal, and none of them ends the program.
        loop {
            stop.heard().await;
        }
    });
    let end = rocket.launch().await;
    ear.abort();
    open.pool.close();
    match end {
        // A phone that keeps its connection open is no failure.
        Err(e) if matches!(e.kind(), ErrorKind::Shutdown(..)) => Ok(()),
        end => Ok(end.map(drop).map_err(sentence)?),
    }
}

/// Signals are ours: Postgres must outlive the last request.
fn in_our_hands(rocket: Rocket<Build>) -> Rocket<Build> {
    let settings: Figment = rocket.figment().clone();
    let settings = settings
        .merge(("shutdown.ctrlc", false))
        .merge(("shutdown.signals", Vec::<String>::new()))
        .merge(("shutdown.grace", 2))
        .merge(("shutdown.mercy", 1));
    rocket.configure(settings)
}

fn greeted(rocket: Rocket<Build>, config: Config, demo: bool) -> Rocket<Build> {
    rocket.attach(AdHoc::on_liftoff("greeting", move |rocket| {
        let coloured = io::stdout().is_terminal();
        let text = greeting(&config, rocket.config().port, demo, coloured);
        Box::pin(async move {
            // Nobody may be listening, and the school is open nevertheless.
            let _ = write!(io::stdout(), "{text}").and_then(|()| io::stdout().flush());
        })
    }))
}

fn sentence(failure: rocket::Error) -> String {
    match failure.kind() {
        ErrorKind::Bind(e) => format!(
            "The school cannot listen there ({e}). Perhaps it is open already; CLOUD_SCHOOL_ADDRESS and CLOUD_SCHOOL_PORT name another place."
        ),
        other => format!("The school cannot open: {other}"),
    }
}
