//! Where messages go: to a mail server, or into a folder.
use super::{files, model::Trouble};
use crate::config::Config;
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::Mailbox,
    transport::smtp::{self, PoolConfig},
};
use rocket::tokio::time;
use std::{borrow::Cow, error::Error, path::PathBuf, time::Duration};

type Smtp = AsyncSmtpTransport<Tokio1Executor>;

/// A server may think so long about one command…
const PATIENCE: Duration = Duration::from_secs(30);
/// …and so long about a whole message: less than a lease.
const PATIENCE_FOR_ALL: Duration = Duration::from_secs(120);

/// A setting that mail cannot be sent with. It says no values: one of them holds a password.
#[derive(Debug, thiserror::Error)]
#[error("{0} cannot be used: it should be {1}")]
pub struct NotUsable(&'static str, &'static str);

/// The way out, and who sends.
pub struct Transport {
    pub from: Mailbox,
    way: Out,
}

enum Out {
    Server(Smtp),
    Folder(PathBuf),
}

impl Transport {
    /// The way out that the settings name.
    ///
    /// # Errors
    /// When the sender is no address, or the server's address cannot be meant.
    pub fn of(config: &Config) -> Result<Self, NotUsable> {
        let from = config.mail_from.parse().map_err(|_| {
            NotUsable(
                "CLOUD_SCHOOL_MAIL_FROM",
                "a name and an address: School <school@example.org>",
            )
        })?;
        let way = match &config.smtp_url {
            Some(url) => Out::Server(server(url).map_err(|_| {
                NotUsable(
                    "CLOUD_SCHOOL_SMTP_URL",
                    "smtp://user:password@host:587 or smtps://user:password@host",
                )
            })?),
            None => Out::Folder(config.data_folder.join("letters")),
        };
        Ok(Self { from, way })
    }

    /// Whether there is a mail server; otherwise letters become files.
    pub fn has_server(&self) -> bool {
        matches!(self.way, Out::Server(_))
    }

    /// Says hello to the server, if there is one.
    ///
    /// # Errors
    /// When it is away, or does not let us in.
    pub async fn reach(&self) -> Result<(), Trouble> {
        let Out::Server(server) = &self.way else {
            return Ok(());
        };
        match server.test_connection().await {
            Ok(true) => Ok(()),
            Ok(false) => Err(Trouble::Unreachable(
                "it answers, but not as a mail server".into(),
            )),
            Err(failure) => Err(meant_by(&failure)),
        }
    }

    /// Hands a message over. `name` is what a file would be called.
    ///
    /// # Errors
    /// When it was not taken, with what that means.
    pub async fn send(&self, name: String, message: Message) -> Result<(), Trouble> {
        match &self.way {
            Out::Folder(folder) => files::keep(folder.clone(), name, message.formatted())
                .await
                .map_err(|failure| Trouble::Unreachable(failure.to_string())),
            Out::Server(server) => {
                let sending = time::timeout(PATIENCE_FOR_ALL, server.send(message));
                match sending.await {
                    Ok(Ok(_)) => Ok(()),
                    Ok(Err(failure)) => Err(meant_by(&failure)),
                    Err(_) => Err(Trouble::Unreachable("it took too long".into())),
                }
            }
        }
    }
}

fn server(url: &str) -> Result<Smtp, smtp::Error> {
    let builder = Smtp::from_url(&encrypted(url))?;
    Ok(builder
        .timeout(Some(PATIENCE))
        .pool_config(PoolConfig::new().max_size(1))
        .build())
}

/// Where the address does not say it: no password without encryption, and letters with it wherever the server can.
fn encrypted(url: &str) -> Cow<'_, str> {
    let Some(rest) = url.strip_prefix("smtp://") else {
        return url.into();
    };
    if rest.contains("tls=") {
        return url.into();
    }
    let (has_user, host) = match rest.rsplit_once('@') {
        Some((_, host)) => (true, host),
        None => (false, rest),
    };
    let has_port = host.split(['/', '?']).next().is_some_and(|host| {
        let after_name = host.rsplit_once(']').map_or(host, |(_, port)| port);
        after_name.contains(':')
    });
    match (has_user, has_port) {
        (true, _) => with(url, "tls=required"),
        (false, true) => with(url, "tls=opportunistic"),
        (false, false) => {
            let (host, rest) = host.split_at(host.find(['/', '?']).unwrap_or(host.len()));
            with(&format!("smtp://{host}:25{rest}"), "tls=opportunistic")
        }
    }
}

fn with<'a>(url: &str, query: &str) -> Cow<'a, str> {
    let sign = if url.contains('?') { '&' } else { '?' };
    format!("{url}{sign}{query}").into()
}

fn meant_by(failure: &smtp::Error) -> Trouble {
    let said = failure.source().map(ToString::to_string);
    let said = said.unwrap_or_else(|| failure.to_string());
    match failure.status() {
        Some(code) => Trouble::of(code.into(), said),
        // The server speaks another dialect than the address needs: waiting helps as little as another try.
        None if failure.is_client() => Trouble::Refused(said),
        None => Trouble::Unreachable(said),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_never_travels_in_the_open() {
        assert_eq!(
            encrypted("smtp://ada:p%40ss@mail.example:587"),
            "smtp://ada:p%40ss@mail.example:587?tls=required"
        );
        assert_eq!(
            encrypted("smtp://127.0.0.1:2525"),
            "smtp://127.0.0.1:2525?tls=opportunistic"
        );
        assert_eq!(
            encrypted("smtp://relay.example/school.example"),
            "smtp://relay.example:25/school.example?tls=opportunistic"
        );
        for said in ["smtps://ada:pass@mail.example", "smtp://a@b?tls=required"] {
            assert_eq!(encrypted(said), said);
        }
    }
}
