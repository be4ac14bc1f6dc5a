//! How fast the school answers, on this machine, over loopback: what `docs/performance.md` quotes. `bin/bench` runs it.
//!
//! This process makes two schools in a Postgres of its own (fsync on), a small and a large one, and asks them; each is served by a process
//! of its own, so that its memory is that of a server and of nothing else. All of them share the machine.
mod fill;
mod load;
mod measure;
mod report;
mod server;
mod visits;

use cloud_school::db::cluster::Cluster;
use fill::School;
use measure::{Figures, Pace};
use rocket::tokio::{runtime, select, signal, task::LocalSet};
use server::Running;
use std::{
    env, error,
    path::{Path, PathBuf},
    thread,
};

type Result<T = ()> = std::result::Result<T, Box<dyn error::Error + Send + Sync>>;

fn main() -> Result {
    let words: Vec<String> = env::args().skip(1).collect();
    if words.first().is_some_and(|word| word == "serve") {
        return server::serve(&words[1..]);
    }
    let pace = if words.iter().any(|word| word == "--short") {
        measure::SHORT
    } else {
        measure::FULL
    };

    // Postgres is watched from other threads; the load comes from this one.
    let others = runtime::Builder::new_multi_thread()
        .worker_threads(1)
        .enable_all()
        .build()?;
    let here = runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let busy = report::load_average();

    let folder = Folder::new()?;
    let cluster = others.block_on(Cluster::start(&folder.0))?;
    let outcome = others
        .block_on(or_interrupted(fill(cluster.url(), &folder.0)))
        .and_then(|schools| {
            let run = or_interrupted(run(&schools, &folder.0, pace));
            here.block_on(LocalSet::new().run_until(run))
        });
    others.block_on(cluster.stop())?;

    print!("{}", report::tables(&outcome?, pace, &busy));
    Ok(())
}

async fn fill(url: &str, folder: &Path) -> Result<[School; 2]> {
    Ok([
        School::fill("small", 1_000, url, folder).await?,
        School::fill("large", 100_000, url, folder).await?,
    ])
}

async fn run([small, large]: &[School; 2], folder: &Path, pace: Pace) -> Result<Figures> {
    let statements = {
        let counting = Running::start(small, folder, true).await?;
        measure::statements(&counting, small).await?
    };
    let servers = (
        Running::start(small, folder, false).await?,
        Running::start(large, folder, false).await?,
    );
    let schools = [(small, &servers.0), (large, &servers.1)];
    measure::all(&schools, pace, statements).await
}

/// Ctrl-C ends the run, and Postgres with it.
async fn or_interrupted<T>(work: impl Future<Output = Result<T>>) -> Result<T> {
    select! {
        outcome = work => outcome,
        _ = signal::ctrl_c() => Err("interrupted".into()),
    }
}

/// Hashes of a password each second, when two threads do nothing else.
fn bare_argon2(pace: Pace) -> f64 {
    let hash = move || {
        let (argon2, mut out) = (argon2::Argon2::default(), [0; 32]);
        let start = std::time::Instant::now();
        let mut hashes = 0;
        while start.elapsed() < pace.cell {
            argon2
                .hash_password_into(fill::PASSWORD.as_bytes(), b"sixteen bytes...", &mut out)
                .expect("the parameters are the defaults");
            hashes += 1;
        }
        f64::from(hashes) / start.elapsed().as_secs_f64()
    };
    let threads = [thread::spawn(hash), thread::spawn(hash)];
    let rate = |thread: thread::JoinHandle<f64>| thread.join().expect("hashing does not panic");
    threads.into_iter().map(rate).sum()
}

/// A folder for the time of the run.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Result<Self> {
        let name = format!("cloud-school-bench-{}", uuid::Uuid::now_v7().simple());
        let path = env::temp_dir().join(name);
        std::fs::create_dir(&path)?;
        Ok(Self(path))
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        if let Err(e) = std::fs::remove_dir_all(&self.0) {
            eprintln!("{} stays behind: {e}", self.0.display());
        }
    }
}
