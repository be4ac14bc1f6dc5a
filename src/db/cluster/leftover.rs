//! Processes of Postgres that outlived the school, or their own postmaster, and still hold the folder.
use super::{Account, ClusterError, Folder};
use rocket::tokio::time::{Instant, sleep};
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs, io,
    os::unix::ffi::OsStrExt,
    path::{Path, PathBuf},
    time::Duration,
};

const POLL: Duration = Duration::from_millis(50);
/// Fast shutdown, immediate shutdown, and the end; each with the time it may take.
const STEPS: [(Signal, Duration); 3] = [
    (Signal::INT, Duration::from_secs(60)),
    (Signal::QUIT, Duration::from_secs(5)),
    (Signal::KILL, Duration::from_secs(5)),
];

/// Ends whatever still runs on a cluster. The caller holds the folder's lock, so nobody is using it.
pub(super) async fn end(folder: &Folder, account: Account) -> Result<(), ClusterError> {
    let file = folder.cluster.join("postmaster.pid");
    match fs::read_to_string(&file) {
        Ok(text) => {
            let postmaster = text
                .lines()
                .next()
                .and_then(|line| line.trim().parse().ok());
            let postmaster = postmaster.and_then(Pid::from_raw);
            end_processes(&folder.cluster, account, postmaster).await?;
            // Postgres takes a stale file for a running server when its number now belongs to a stranger, or to
            // a dead process that nobody buried. Otherwise it judges better than we do.
            if postmaster.is_some_and(|pid| Path::new(&format!("/proc/{pid}")).exists()) {
                remove(&file)?;
            }
        }
        // Postgres removed it, stopping in order.
        Err(e) if e.kind() == io::ErrorKind::NotFound => {}
        Err(e) => return Err(ClusterError::at(file)(e)),
    }

    // The same number stands beside the socket, and nobody but this cluster uses that folder.
    remove(&folder.sockets.join(format!("{SOCKET}.lock")))?;
    remove(&folder.sockets.join(SOCKET))
}

/// How Postgres names its socket.
const SOCKET: &str = ".s.PGSQL.5432";

fn remove(file: &Path) -> Result<(), ClusterError> {
    match fs::remove_file(file) {
        Err(e) if e.kind() != io::ErrorKind::NotFound => Err(ClusterError::at(file)(e)),
        _ => Ok(()),
    }
}

async fn end_processes(
    cluster: &Path,
    account: Account,
    postmaster: Option<Pid>,
) -> Result<(), ClusterError> {
    let mut living = processes(cluster, account).await?;
    for (signal, patience) in STEPS {
        if living.is_empty() {
            return Ok(());
        }
        tracing::info!(
            "ending {} processes that an earlier Postgres left behind",
            living.len()
        );
        send(signal, &living, postmaster);
        let until = Instant::now() + patience;
        while !living.is_empty() && Instant::now() < until {
            sleep(POLL).await;
            living = processes(cluster, account).await?;
        }
    }

    match living.first() {
        None => Ok(()),
        Some(pid) => Err(ClusterError::Stubborn {
            pid: pid.as_raw_nonzero().get().unsigned_abs(),
        }),
    }
}

/// The postmaster stops its children in order; without one, each is told by itself.
fn send(signal: Signal, living: &[Pid], postmaster: Option<Pid>) {
    let in_order = postmaster.filter(|pid| living.contains(pid) && signal != Signal::KILL);
    let receivers = in_order.as_ref().map_or(living, std::slice::from_ref);
    for &pid in receivers {
        // Fails only when the process has ended by itself, which is what is wanted.
        let _ = kill_process(pid, signal);
    }
}

/// Every process of Postgres whose working folder is the cluster: a number in a file proves nothing, since the
/// system gives numbers out again. Asked as the user of Postgres, because root without the capability to trace
/// (in a container) may not look.
async fn processes(cluster: &Path, account: Account) -> Result<Vec<Pid>, ClusterError> {
    let mut find = account.command("find");
    find.args(["/proc", "-mindepth", "2", "-maxdepth", "2", "-name", "cwd"]);
    find.args(["-printf", "%h\\t%l\\0"]);
    let found = find.kill_on_drop(true).output().await;
    // Its status tells of processes that went away meanwhile and says nothing here.
    let found = found.map_err(ClusterError::at("find"))?.stdout;

    let lines = found.split(|&byte| byte == 0);
    Ok(lines.filter_map(|line| process(line, cluster)).collect())
}

/// `/proc/4711<TAB>/var/lib/cloud-school/postgres`, if that is a process of Postgres in this cluster.
fn process(line: &[u8], cluster: &Path) -> Option<Pid> {
    let tab = line.iter().position(|&byte| byte == b'\t')?;
    if &line[tab + 1..] != cluster.as_os_str().as_bytes() {
        return None;
    }
    let folder = PathBuf::from(std::str::from_utf8(&line[..tab]).ok()?);
    let name = fs::read_to_string(folder.join("comm")).ok()?;
    let number = folder.file_name()?.to_str()?.parse().ok()?;
    if name.trim() == "postgres" {
        Pid::from_raw(number)
    } else {
        None
    }
}
