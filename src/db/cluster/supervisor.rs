//! Keeps Postgres running until the school stops.
use super::{ClusterError, Place, server::Server};
use rocket::tokio::{
    select,
    sync::{oneshot, watch},
    time::{Instant, sleep},
};
use std::time::Duration;

/// Between a death and the next start; doubled each time, up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(100);
const LONGEST_PAUSE: Duration = Duration::from_secs(10);
/// Who ran this long was well: the pauses begin anew.
const WELL: Duration = Duration::from_secs(60);

/// Runs until told to stop, or until nobody is left who could tell.
pub(super) async fn supervise(
    server: Server,
    place: Place,
    tell: watch::Sender<Option<u32>>,
    mut stop: oneshot::Receiver<()>,
) -> Result<(), ClusterError> {
    let mut running = Some(server);
    let mut pause = FIRST_PAUSE;

    loop {
        if let Some(mut server) = running.take() {
            let since = Instant::now();
            select! {
                _ = &mut stop => return server.stop().await,
                end = server.ended() => tracing::error!("Postgres ended by itself ({}); it is started again", how(end)),
            }
            tell.send_replace(None);
            if since.elapsed() > WELL {
                pause = FIRST_PAUSE;
            }
        }

        select! {
            _ = &mut stop => return Ok(()),
            () = sleep(pause) => pause = (pause * 2).min(LONGEST_PAUSE),
        }

        let mut server = match place.launch().await {
            Ok(server) => server,
            Err(e) => {
                tracing::error!("{e}");
                continue;
            }
        };
        let ready = select! {
            _ = &mut stop => return server.stop().await,
            ready = server.ready() => ready,
        };
        match ready {
            Ok(()) => {
                tell.send_replace(server.pid());
                running = Some(server);
            }
            Err(e) => tracing::error!("{e}"),
        }
    }
}

fn how(end: std::io::Result<std::process::ExitStatus>) -> String {
    end.map_or_else(|e| e.to_string(), |status| status.to_string())
}
