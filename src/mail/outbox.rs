//! The worker that delivers letters, beside the pages and never in their way.
use super::{
    Kinds, Reader, Rendered, Way,
    message::{Envelope, NotSendable, message},
    model::Trouble,
    store::{self, Delivery},
    transport::{NotUsable, Transport},
};
use crate::{
    Error, Result,
    access::Keys,
    config::Config,
    db::Pool,
    words::{Language, Offer, Words},
};
use chrono::{DateTime, Utc};
use rocket::{
    Orbit, Rocket, Shutdown,
    fairing::{Fairing, Info, Kind},
    tokio::{
        self,
        sync::Mutex,
        task::JoinHandle,
        time::{sleep, timeout},
    },
};
use std::{sync::Arc, time::Duration};
use uuid::Uuid;

/// How often the worker looks whether something was written: the query costs next to nothing.
const LOOKS_EVERY: Duration = Duration::from_secs(2);
/// A school that closes waits so long for the letter that is on its way; after that its lease runs out.
const LAST_LETTER: Duration = Duration::from_secs(5);

/// Delivers letters, one after the other. Any number of servers may have one.
#[derive(Clone)]
pub struct Outbox(Arc<Inner>);

struct Inner {
    transport: Transport,
    kinds: Kinds,
    keys: Keys,
    pool: Pool,
    public_url: String,
    offer: Offer,
    at_work: Mutex<Option<JoinHandle<()>>>,
}

/// What one step did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Nothing was to be done.
    Nothing,
    Sent,
    /// It will be tried again.
    Delayed,
    /// No mail server was reached, so the others may as well wait.
    Unreachable,
    /// It will not be tried again.
    Failed,
}

impl Outbox {
    /// # Errors
    /// When the settings for mail cannot be used.
    pub fn new(config: &Config, keys: Keys, pool: Pool, kinds: Kinds) -> Result<Self, NotUsable> {
        Ok(Self(Arc::new(Inner {
            transport: Transport::of(config)?,
            kinds,
            keys,
            pool,
            public_url: config.public_url.clone(),
            offer: Offer {
                pseudo_languages: config.pseudo_languages,
            },
            at_work: Mutex::default(),
        })))
    }

    /// Tries to deliver the letter that has waited longest. `now` is the database's time, so that all servers have the same.
    ///
    /// # Errors
    /// `Unavailable` when the database is away. A letter that was sent and could not be marked is sent again when its lease has run out.
    pub async fn step(&self, now: DateTime<Utc>) -> Result<Step> {
        let Inner {
            pool, transport, ..
        } = &*self.0;
        let domain = transport.from.email.domain();
        let Some(delivery) = store::lease(domain, now, &mut *connection(pool).await?).await? else {
            return Ok(Step::Nothing);
        };
        if let Some(why) = delivery.is_pointless(now) {
            store::fail(&delivery, why, now, &mut *connection(pool).await?).await?;
            return Ok(Step::Failed);
        }

        let outcome = self.send(&delivery, now).await;
        let db = &mut *connection(pool).await?;
        let id = delivery.id;
        let Err(trouble) = outcome else {
            store::sent(&delivery, now, db).await?;
            tracing::info!(delivery = %id, "a letter was sent");
            return Ok(Step::Sent);
        };
        if let Trouble::NoMailbox(_) = trouble {
            store::refuse(&delivery, now, db).await?;
        }
        let salt = id.as_bytes()[15];
        match trouble.pause(delivery.tries, now - delivery.written_at, salt) {
            Some(pause) => {
                store::delay(&delivery, trouble.answer(), now + pause, db).await?;
                tracing::warn!(delivery = %id, tries = delivery.tries, "a letter has to wait");
                match trouble {
                    Trouble::Unreachable(_) => Ok(Step::Unreachable),
                    _ => Ok(Step::Delayed),
                }
            }
            None => {
                store::fail(&delivery, trouble.answer(), now, db).await?;
                tracing::error!(delivery = %id, "a letter cannot be delivered");
                Ok(Step::Failed)
            }
        }
    }

    async fn send(&self, delivery: &Delivery, now: DateTime<Utc>) -> Result<(), Trouble> {
        let message = {
            let asked = delivery.language.as_deref();
            let language = asked.and_then(|tag| self.0.offer.named(tag));
            let reader = Reader {
                words: Words::of(language.unwrap_or_else(|| Language::best_of(""))),
                name: &delivery.name,
                public_url: &self.0.public_url,
                way: Way::Email(&self.0.keys),
            };
            // A newer server may have written it, so it is left for one that can read it.
            let letter = self
                .0
                .kinds
                .render(&delivery.kind, &delivery.facts, &reader);
            let letter = letter.map_err(|e| Trouble::Busy(e.to_string()))?;
            let envelope = Envelope {
                from: &self.0.transport.from,
                to: &delivery.address,
                message_id: &delivery.message_id,
                at: now,
            };
            message(&letter, &reader, &envelope).map_err(|e| Trouble::Refused(e.to_string()))?
        };
        self.0
            .transport
            .send(delivery.id.to_string(), message)
            .await
    }

    /// Everything that waits, until the server is away or the school closes.
    async fn round(&self, closing: &Shutdown) -> Result<()> {
        loop {
            let now = store::clock(&mut *connection(&self.0.pool).await?).await?;
            match self.step(now).await? {
                Step::Nothing | Step::Unreachable => return Ok(()),
                Step::Sent | Step::Delayed | Step::Failed => {}
            }
            if is_over(closing).await {
                return Ok(());
            }
        }
    }

    async fn work(self, mut closing: Shutdown) {
        let mut was_well = true;
        loop {
            let outcome = self.round(&closing).await;
            if let Err(trouble) = &outcome
                && was_well
            {
                tracing::error!("letters wait: {trouble}");
            }
            was_well = outcome.is_ok();
            tokio::select! {
                () = &mut closing => return,
                () = sleep(LOOKS_EVERY) => {}
            }
        }
    }
}

async fn is_over(closing: &Shutdown) -> bool {
    timeout(Duration::ZERO, closing.clone()).await.is_ok()
}

async fn connection(
    pool: &Pool,
) -> Result<impl std::ops::DerefMut<Target = crate::db::Connection> + use<>> {
    pool.get()
        .await
        .map_err(|failure| Error::Unavailable(failure.to_string()))
}

#[rocket::async_trait]
impl Fairing for Outbox {
    fn info(&self) -> Info {
        Info {
            name: "letters are delivered",
            kind: Kind::Liftoff | Kind::Shutdown,
        }
    }

    async fn on_liftoff(&self, school: &Rocket<Orbit>) {
        let work = tokio::spawn(self.clone().work(school.shutdown()));
        *self.0.at_work.lock().await = Some(work);
    }

    async fn on_shutdown(&self, _: &Rocket<Orbit>) {
        if let Some(work) = self.0.at_work.lock().await.take() {
            let abort = work.abort_handle();
            if timeout(LAST_LETTER, work).await.is_err() {
                abort.abort();
            }
        }
    }
}

/// Why a letter to try out the settings did not go.
#[derive(Debug, thiserror::Error)]
pub enum TestFailed {
    #[error(transparent)]
    Settings(#[from] NotUsable),
    #[error(transparent)]
    Letter(#[from] NotSendable),
    #[error("{0}")]
    Server(String),
}

/// Whether a mail server is set and lets us in; without one letters become files.
///
/// # Errors
/// When the settings cannot be used, or with the server's answer.
pub async fn reach(config: &Config) -> Result<bool, TestFailed> {
    let transport = Transport::of(config)?;
    let reached = transport.reach().await;
    reached.map_err(|trouble| TestFailed::Server(trouble.answer().into()))?;
    Ok(transport.has_server())
}

/// Sends a letter at once, past the queue, to try out the settings; says whether a mail server took it, or a folder.
///
/// # Errors
/// With the server's answer.
pub async fn send_test(config: &Config, to: &str, now: DateTime<Utc>) -> Result<bool, TestFailed> {
    let transport = Transport::of(config)?;
    let words = Words::of(Language::best_of(""));
    let reader = Reader {
        words,
        name: "",
        public_url: &config.public_url,
        way: Way::Inbox,
    };
    let text = words.t("letters-test-text");
    let letter = Rendered {
        subject: words.t("letters-test-subject"),
        html: format!("<p>{text}</p>"),
        text,
    };
    let id = Uuid::now_v7();
    let envelope = Envelope {
        from: &transport.from,
        to,
        message_id: &store::message_id(id, transport.from.email.domain()),
        at: now,
    };
    let message = message(&letter, &reader, &envelope)?;
    let sent = transport.send(id.to_string(), message).await;
    sent.map_err(|trouble| TestFailed::Server(trouble.answer().into()))?;
    Ok(transport.has_server())
}
