//! What an administrator may do to the school's Postgres without having to repair anything. Needs a Postgres on
//! the machine; root runs these tests as well as anybody.
use super::*;
use rustix::process::{Pid, Signal, kill_process};
use std::{fs, path::PathBuf, time::Instant};
use uuid::Uuid;

/// A data folder that is gone after the test.
struct DataFolder(PathBuf);

impl DataFolder {
    fn new() -> Self {
        Self(PathBuf::from(format!(
            "/tmp/cs-test-{}",
            Uuid::now_v7().simple()
        )))
    }

    async fn start(&self) -> Cluster {
        Cluster::start(&self.0).await.unwrap()
    }

    async fn refusal(&self) -> ClusterError {
        Cluster::start(&self.0).await.err().expect("a refusal")
    }

    /// What a killed school leaves behind: a Postgres, and nobody who holds the lock.
    async fn abandon_a_postgres(&self) -> u32 {
        let place = Place::take(&self.0).await.unwrap();
        let mut server = place.launch().await.unwrap();
        server.ready().await.unwrap();
        let pid = server.pid().unwrap();
        std::mem::forget(server);
        pid
    }
}

impl Drop for DataFolder {
    fn drop(&mut self) {
        if let Ok(data) = fs::canonicalize(&self.0) {
            let sockets = folder::sockets(&data, Account::find().unwrap());
            let _ = fs::remove_dir_all(sockets);
        }
        let _ = fs::remove_dir_all(&self.0);
    }
}

async fn write_down(cluster: &Cluster, name: &str) {
    let mut db = AsyncPgConnection::establish(cluster.url()).await.unwrap();
    let statement = format!(
        "create table if not exists people (name text); insert into people values ('{name}')"
    );
    db.batch_execute(&statement).await.unwrap();
}

async fn people(cluster: &Cluster) -> String {
    let mut db = AsyncPgConnection::establish(cluster.url()).await.unwrap();
    let names = select(sql::<Text>(
        "(select string_agg(name, ', ' order by name) from people)",
    ));
    names.get_result(&mut db).await.unwrap()
}

fn kill(pid: u32) {
    kill_process(Pid::from_raw(pid.cast_signed()).unwrap(), Signal::KILL).unwrap();
}

/// A process that has ended may still wait to be reaped by whoever started it.
fn lives(pid: u32) -> bool {
    let stat = fs::read_to_string(format!("/proc/{pid}/stat")).unwrap_or_default();
    !stat.is_empty() && !stat.contains(") Z ")
}

#[rocket::async_test]
async fn a_second_start_keeps_everything() {
    let folder = DataFolder::new();
    let first = folder.start().await;
    write_down(&first, "අමාරා").await;
    first.stop().await.unwrap();

    let begun = Instant::now();
    let second = folder.start().await;
    println!("second start: {:?}", begun.elapsed());
    assert_eq!(people(&second).await, "අමාරා");
    second.stop().await.unwrap();
}

#[rocket::async_test]
async fn nothing_runs_after_a_stop() {
    let folder = DataFolder::new();
    let cluster = folder.start().await;
    let postmaster = cluster.postmaster().unwrap();
    assert!(lives(postmaster));

    cluster.stop().await.unwrap();
    assert!(!lives(postmaster));
    assert!(!folder.0.join("postgres/postmaster.pid").exists());
}

#[rocket::async_test]
async fn a_killed_postgres_comes_back_with_what_it_acknowledged() {
    let folder = DataFolder::new();
    let mut cluster = folder.start().await;
    for name in ["Ada", "Berta", "Chioma"] {
        write_down(&cluster, name).await;
        let killed = cluster.postmaster();
        kill(killed.unwrap());
        let another = |pid: &Option<u32>| pid.is_some() && *pid != killed;
        cluster.postmaster.wait_for(another).await.unwrap();
    }

    assert_eq!(people(&cluster).await, "Ada, Berta, Chioma");
    cluster.stop().await.unwrap();
}

#[rocket::async_test]
async fn a_postgres_left_by_a_killed_school_is_stopped_and_started_again() {
    let folder = DataFolder::new();
    let first = folder.start().await;
    write_down(&first, "Ada").await;
    first.stop().await.unwrap();
    let left = folder.abandon_a_postgres().await;

    let second = folder.start().await;
    assert!(!lives(left));
    assert_eq!(people(&second).await, "Ada");
    second.stop().await.unwrap();
}

#[rocket::async_test]
async fn a_postgres_killed_together_with_the_school_needs_no_help() {
    let folder = DataFolder::new();
    folder.start().await.stop().await.unwrap();
    kill(folder.abandon_a_postgres().await);

    folder.start().await.stop().await.unwrap();
}

#[rocket::async_test]
async fn a_number_that_the_system_gave_to_a_stranger_is_not_taken_for_postgres() {
    let folder = DataFolder::new();
    folder.start().await.stop().await.unwrap();
    let account = Account::find().unwrap();
    let mut stranger = account
        .command("sleep")
        .arg("1000")
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let pid = stranger.id().unwrap();
    let data = folder.0.join("postgres");
    fs::write(
        data.join("postmaster.pid"),
        format!("{pid}\n{}\n", data.display()),
    )
    .unwrap();

    folder.start().await.stop().await.unwrap();
    assert!(stranger.try_wait().unwrap().is_none(), "the stranger lives");
}

#[rocket::async_test]
async fn two_schools_cannot_share_a_data_folder() {
    let folder = DataFolder::new();
    let first = folder.start().await;
    let refused = folder.refusal().await;

    assert!(matches!(refused, ClusterError::InUse { .. }), "{refused}");
    write_down(&first, "Ada").await;
    first.stop().await.unwrap();
}

#[rocket::async_test]
async fn a_database_that_cannot_keep_every_script_is_refused() {
    let folder = DataFolder::new();
    folder.start().await.stop().await.unwrap();
    let data = folder.0.join("postgres");
    fs::remove_dir_all(&data).unwrap();
    let account = Account::find().unwrap();
    fs::create_dir(&data).unwrap();
    account.give(&data).unwrap();
    let installation = Installation::for_folder(&data).await.unwrap();
    let mut initdb = account.command(installation.program("initdb"));
    let made = initdb
        .args(["--locale=C", "--username=postgres", "--no-sync", "-D"])
        .arg(&data);
    assert!(made.output().await.unwrap().status.success());

    let refused = folder.refusal().await;
    assert!(refused.to_string().contains("SQL_ASCII"), "{refused}");
    assert!(
        !data.join("postmaster.pid").exists(),
        "nothing runs after a refusal"
    );
}

#[rocket::async_test]
async fn a_postgres_that_cannot_start_says_why() {
    let folder = DataFolder::new();
    folder.start().await.stop().await.unwrap();
    fs::write(
        folder.0.join("postgres/postgresql.conf"),
        "wal_levle = replica\n",
    )
    .unwrap();

    let refused = folder.refusal().await;
    assert!(refused.to_string().contains("wal_levle"), "{refused}");
}

#[rocket::async_test]
async fn a_folder_that_the_user_of_postgres_cannot_enter_is_named() {
    use std::os::unix::fs::PermissionsExt;
    if !Account::find().unwrap().steps_down {
        println!("only root runs Postgres as somebody else");
        return;
    }
    let closed = DataFolder::new();
    fs::create_dir(&closed.0).unwrap();
    fs::set_permissions(&closed.0, fs::Permissions::from_mode(0o700)).unwrap();

    let refused = Cluster::start(&closed.0.join("school"))
        .await
        .err()
        .unwrap();
    let named = format!("may not enter {}.", closed.0.display());
    assert!(refused.to_string().contains(&named), "{refused}");
    assert!(
        !closed.0.join("school").exists(),
        "nothing is made where it cannot be used"
    );
}

#[rocket::async_test]
async fn an_acknowledged_write_is_on_the_disk() {
    let folder = DataFolder::new();
    let cluster = folder.start().await;
    let mut db = AsyncPgConnection::establish(cluster.url()).await.unwrap();
    let promises = "concat_ws(' ', current_setting('fsync'), current_setting('synchronous_commit'), \
                    current_setting('data_checksums'), current_setting('listen_addresses'))";
    let promises: String = select(sql::<Text>(promises))
        .get_result(&mut db)
        .await
        .unwrap();

    assert_eq!(promises.trim(), "on on on");
    drop(db);
    cluster.stop().await.unwrap();
}
