//! How the school is told to close.
use rocket::tokio::{
    select,
    signal::unix::{Signal, SignalKind, signal},
};
use std::io;

/// Ctrl-C and SIGTERM, heard from the moment this is made: none of them ends the program at once.
pub struct Stop {
    interrupt: Signal,
    terminate: Signal,
}

impl Stop {
    pub fn listen() -> io::Result<Self> {
        Ok(Self {
            interrupt: signal(SignalKind::interrupt())?,
            terminate: signal(SignalKind::terminate())?,
        })
    }

    /// Waits until somebody says so.
    pub async fn heard(&mut self) {
        select! {
            _ = self.interrupt.recv() => {}
            _ = self.terminate.recv() => {}
        }
    }
}
