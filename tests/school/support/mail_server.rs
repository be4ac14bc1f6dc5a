//! A real mail server, Debian's aiosmtpd, for one test.
use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, ChildStdout, Command, Stdio},
    sync::{Arc, Mutex},
};
use uuid::Uuid;

/// It listens on a free port, and ends with its test.
pub struct MailServer {
    folder: PathBuf,
    process: Child,
    said: Arc<Mutex<BufReader<ChildStdout>>>,
    port: u16,
}

impl MailServer {
    pub fn start() -> Self {
        let folder = std::env::temp_dir().join(format!("mail-{}", Uuid::now_v7().simple()));
        fs::create_dir(&folder).unwrap();
        let mut process = Command::new("/usr/bin/python3") // the system's, which has Debian's packages
            .arg("tests/school/support/smtp_server.py")
            .arg(&folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("python3 with python3-aiosmtpd");
        let mut said = BufReader::new(process.stdout.take().unwrap());
        let mut port = String::new();
        said.read_line(&mut port).unwrap();

        Self {
            folder,
            process,
            said: Arc::new(Mutex::new(said)),
            port: port.trim().parse().expect("python3-aiosmtpd is there"),
        }
    }

    pub fn url(&self) -> String {
        format!("smtp://127.0.0.1:{}", self.port)
    }

    /// How the next messages are answered.
    pub fn answers(&self, answers: &[&str]) {
        fs::write(self.folder.join("answers"), answers.join("\n")).unwrap();
    }

    /// Waits until it has read another message, whatever it answered.
    pub async fn has_read(&self) {
        let said = self.said.clone();
        let read = move || said.lock().unwrap().read_line(&mut String::new()).unwrap();
        rocket::tokio::task::spawn_blocking(read).await.unwrap();
    }

    /// What it took, in order: to whom, and the message.
    pub fn taken(&self) -> Vec<(String, Vec<u8>)> {
        let mut names: Vec<_> = fs::read_dir(&self.folder)
            .unwrap()
            .map(|entry| entry.unwrap().path())
            .filter(|path| path.extension().is_some_and(|e| e == "eml"))
            .collect();
        names.sort();
        let read = |path: &PathBuf| {
            let to = fs::read_to_string(path.with_extension("to")).unwrap();
            (to, fs::read(path).unwrap())
        };
        names.iter().map(read).collect()
    }
}

impl Drop for MailServer {
    fn drop(&mut self) {
        self.process.kill().ok();
        self.process.wait().ok();
        fs::remove_dir_all(&self.folder).ok();
    }
}
