//! One running Postgres.
use super::{Account, ClusterError, Installation, folder::Folder};
use rocket::tokio::{
    process::Child,
    select,
    time::{Instant, sleep, timeout},
};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    ffi::OsString,
    fs::{self, File},
    io::{self, Read, Seek, SeekFrom},
    path::PathBuf,
    process::ExitStatus,
    time::Duration,
};

const POLL: Duration = Duration::from_millis(20);
/// How often an administrator hears that Postgres is still busy with its start.
const SIGN_OF_LIFE: Duration = Duration::from_secs(10);
/// For the last checkpoint on a slow disk.
const PATIENCE: Duration = Duration::from_secs(60);

/// Given on the command line, so that they hold for every folder, whatever stands in its `postgresql.conf`.
/// Small enough for a machine of 512 MB: the compiler for queries (`jit`) alone would be 100 MB.
const SETTINGS: [&str; 15] = [
    "listen_addresses=",
    "port=5432",
    "unix_socket_permissions=0700",
    "max_connections=40",
    "shared_buffers=32MB",
    "maintenance_work_mem=32MB",
    "jit=off",
    "max_wal_size=256MB",
    "fsync=on",
    "full_page_writes=on",
    "synchronous_commit=on",
    "timezone=UTC",
    "log_timezone=UTC",
    "logging_collector=off",
    // Details would name people: "Key (email)=(…) already exists".
    "log_error_verbosity=terse",
];

pub(super) struct Server {
    child: Child,
    status: PathBuf,
    log: PathBuf,
    /// In bytes: how long the log was before.
    log_start: u64,
}

impl Server {
    /// Starts Postgres in a process group of its own: Ctrl-C in the terminal is for the school, which first
    /// answers its last requests and then stops Postgres.
    pub fn launch(
        installation: &Installation,
        folder: &Folder,
        account: Account,
    ) -> Result<Self, ClusterError> {
        let log = folder.open_log()?;
        let log_start = log.metadata().map_err(ClusterError::at(&folder.log))?.len();
        let copy = log.try_clone().map_err(ClusterError::at(&folder.log))?;
        let program = installation.program("postgres");

        let mut command = account.command(&program);
        command.arg("-D").arg(&folder.cluster);
        for setting in SETTINGS {
            command.args(["-c", setting]);
        }
        let mut sockets = OsString::from("unix_socket_directories=");
        sockets.push(&folder.sockets);
        command.arg("-c").arg(sockets);
        command.process_group(0).stdout(copy).stderr(log);

        Ok(Self {
            child: command.spawn().map_err(ClusterError::at(program))?,
            status: folder.cluster.join("postmaster.pid"),
            log: folder.log.clone(),
            log_start,
        })
    }

    /// The number of the postmaster while it runs.
    pub fn pid(&self) -> Option<u32> {
        self.child.id()
    }

    /// Waits until Postgres takes connections. After a crash it first reads its log, however long that lasts.
    pub async fn ready(&mut self) -> Result<(), ClusterError> {
        let mut heard = Instant::now();
        while !self.says_ready() {
            select! {
                _ = self.child.wait() => return Err(self.last_words()),
                () = sleep(POLL) => {}
            }
            if heard.elapsed() > SIGN_OF_LIFE {
                tracing::info!(
                    "Postgres is still starting: it recovers what a crash left unfinished"
                );
                heard = Instant::now();
            }
        }
        Ok(())
    }

    /// Waits until Postgres ends by itself.
    pub async fn ended(&mut self) -> io::Result<ExitStatus> {
        self.child.wait().await
    }

    /// Ends all sessions and writes everything down; a Postgres that hangs is ended the hard way, which costs
    /// nothing but a recovery at the next start.
    pub async fn stop(&mut self) -> Result<(), ClusterError> {
        for signal in [Signal::INT, Signal::QUIT, Signal::KILL] {
            self.send(signal);
            if timeout(PATIENCE, self.child.wait()).await.is_ok() {
                return Ok(());
            }
        }
        match self.child.id() {
            Some(pid) => Err(ClusterError::Stubborn { pid }),
            None => Ok(()),
        }
    }

    /// Only to a child that has not been waited for, whose number therefore nobody else can have.
    fn send(&self, signal: Signal) {
        let pid = self
            .child
            .id()
            .and_then(|pid| Pid::from_raw(pid.cast_signed()));
        if let Some(pid) = pid {
            // Fails only when the process has just ended.
            let _ = kill_process(pid, signal);
        }
    }

    /// The file's first line is the number of the postmaster (a killed one leaves its file behind), the eighth
    /// its state.
    fn says_ready(&self) -> bool {
        let Ok(text) = fs::read_to_string(&self.status) else {
            return false;
        };
        let lines: Vec<_> = text.lines().map(str::trim).collect();
        let own = self.child.id().map(|pid| pid.to_string());
        lines.first().copied() == own.as_deref() && lines.get(7) == Some(&"ready")
    }

    /// Why it ended, in its own words.
    fn last_words(&self) -> ClusterError {
        let mut said = String::new();
        let read = File::open(&self.log).and_then(|mut log| {
            log.seek(SeekFrom::Start(self.log_start))?;
            log.read_to_string(&mut said)
        });
        if let Err(e) = read {
            said = e.to_string();
        }
        ClusterError::NotStarted {
            said: said.trim().to_owned(),
            log: self.log.clone(),
        }
    }
}

impl Drop for Server {
    /// A school that breaks off at its start leaves no Postgres behind.
    fn drop(&mut self) {
        self.send(Signal::INT);
    }
}
