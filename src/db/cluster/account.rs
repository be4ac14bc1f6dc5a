//! The user that Postgres runs as: the one who started the school, or `postgres` when that is root.
use super::ClusterError;
use rocket::tokio::process::Command;
use std::{
    ffi::OsStr,
    fs,
    os::unix::fs::lchown,
    path::{Path, PathBuf},
    process::Stdio,
};

#[derive(Clone, Copy)]
pub(super) struct Account {
    pub uid: u32,
    pub gid: u32,
    /// Root starts the school, and Postgres refuses to be root.
    pub steps_down: bool,
}

impl Account {
    pub fn find() -> Result<Self, ClusterError> {
        let (uid, gid) = (rustix::process::geteuid(), rustix::process::getegid());
        if !uid.is_root() {
            return Ok(Self {
                uid: uid.as_raw(),
                gid: gid.as_raw(),
                steps_down: false,
            });
        }

        let users = fs::read_to_string("/etc/passwd").map_err(ClusterError::at("/etc/passwd"))?;
        users
            .lines()
            .find_map(postgres)
            .ok_or(ClusterError::NoAccount)
    }

    /// A program run by this user, from `/` and with an environment of its own: the school's holds secrets,
    /// and variables such as `PGDATA` would be obeyed.
    pub fn command(&self, program: impl AsRef<OsStr>) -> Command {
        let mut command = Command::new(program);
        command
            .env_clear()
            .env("PATH", "/usr/local/bin:/usr/bin:/bin")
            .env("LC_ALL", "C.UTF-8")
            .current_dir("/")
            .stdin(Stdio::null());
        if self.steps_down {
            command.uid(self.uid).gid(self.gid);
        }
        command
    }

    /// Makes this user the owner of what root has just made.
    pub fn give(&self, path: &Path) -> Result<(), ClusterError> {
        if !self.steps_down {
            return Ok(());
        }
        lchown(path, Some(self.uid), Some(self.gid)).map_err(ClusterError::at(path))
    }

    /// Refuses a folder which this user may not enter, and names the folder on the way that is closed.
    pub async fn must_reach(&self, folder: &Path) -> Result<(), ClusterError> {
        if !self.steps_down || self.enters(folder).await? {
            return Ok(());
        }

        let mut closed = PathBuf::from("/");
        for part in folder.components() {
            closed.push(part);
            if !self.enters(&closed).await? {
                break;
            }
        }
        Err(ClusterError::Unreachable { closed })
    }

    async fn enters(&self, folder: &Path) -> Result<bool, ClusterError> {
        let mut test = self.command("test");
        let status = test.arg("-x").arg(folder).status().await;
        Ok(status.map_err(ClusterError::at("test"))?.success())
    }
}

/// A line of `/etc/passwd`, if it is that of the user `postgres`.
fn postgres(line: &str) -> Option<Account> {
    let mut fields = line.split(':');
    if fields.next()? != "postgres" {
        return None;
    }
    let mut numbers = fields.skip(1);
    Some(Account {
        uid: numbers.next()?.parse().ok()?,
        gid: numbers.next()?.parse().ok()?,
        steps_down: true,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_user_postgres_is_found_by_name() {
        let account = postgres(
            "postgres:x:101:104:PostgreSQL administrator,,,:/var/lib/postgresql:/bin/bash",
        );
        assert_eq!(account.map(|a| (a.uid, a.gid)), Some((101, 104)));
        assert!(postgres("postgres-old:x:7:7::/:/bin/sh").is_none());
    }
}
