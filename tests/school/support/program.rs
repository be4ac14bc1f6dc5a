//! The program itself, as a child with a data folder of its own.
use rustix::process::{Pid, Signal, kill_process};
use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::{TcpListener, TcpStream},
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::{Child, ChildStdout, Command, Stdio},
    thread,
    time::{Duration, Instant},
};
use uuid::Uuid;

const POLL: Duration = Duration::from_millis(20);

/// A place where the program has not been yet.
pub struct Program {
    place: PathBuf,
    courses: bool,
}

/// What it answered.
pub struct Said {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Program {
    pub fn new() -> Self {
        let place = std::env::temp_dir().join(format!("school-{}", Uuid::now_v7().simple()));
        fs::create_dir(&place).unwrap();
        fs::set_permissions(&place, fs::Permissions::from_mode(0o755)).unwrap();
        Self {
            place,
            courses: false,
        }
    }

    /// Its schools begin with the courses of the repository.
    pub fn with_courses() -> Self {
        let mut program = Self::new();
        program.courses = true;
        program
    }

    pub fn data_folder(&self) -> PathBuf {
        self.place.join("data")
    }

    /// A new folder beside the data.
    pub fn folder(&self, name: &str) -> PathBuf {
        let folder = self.place.join(name);
        fs::create_dir(&folder).unwrap();
        folder
    }

    fn command(&self, words: &[&str], settings: &[(&str, &str)]) -> Command {
        let content = match self.courses {
            true => PathBuf::from("course_content"),
            false => {
                let empty = self.place.join("no-courses");
                fs::create_dir_all(&empty).unwrap();
                empty
            }
        };
        let mut command = Command::new(env!("CARGO_BIN_EXE_cloud-school"));
        command
            .args(words)
            .env_remove("DATABASE_URL")
            .env("CLOUD_SCHOOL_DATA_DIR", self.data_folder())
            .env("CLOUD_SCHOOL_CONTENT_DIR", content)
            .envs(settings.iter().copied())
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, words: &[&str]) -> Said {
        self.run_with(words, &[])
    }

    pub fn run_with(&self, words: &[&str], settings: &[(&str, &str)]) -> Said {
        let output = self.command(words, settings).output().unwrap();
        Said {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).unwrap(),
            err: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts it without waiting for anything.
    pub fn start(&self, words: &[&str], settings: &[(&str, &str)]) -> Running {
        let free = TcpListener::bind(("127.0.0.1", 0)).unwrap();
        let port = free.local_addr().unwrap().port();
        drop(free);
        self.start_at(port, words, settings)
    }

    fn start_at(&self, port: u16, words: &[&str], settings: &[(&str, &str)]) -> Running {
        let mut log = fs::File::options();
        let errors = log
            .create(true)
            .append(true)
            .open(self.place.join("errors"));
        let mut child = self
            .command(words, settings)
            .env("CLOUD_SCHOOL_PORT", port.to_string())
            .stdout(Stdio::piped())
            .stderr(errors.unwrap())
            .spawn()
            .unwrap();
        Running {
            out: BufReader::new(child.stdout.take().unwrap()),
            child,
            port,
            greeting: String::new(),
            data_folder: self.data_folder(),
        }
    }

    /// A school that is open.
    pub fn serve(&self, more: &[&str]) -> Running {
        let words = [&["serve"], more].concat();
        self.opened(self.start(&words, &[]))
    }

    /// A school that is open at an address that stays.
    pub fn serve_at(&self, port: u16) -> Running {
        self.opened(self.start_at(port, &["serve"], &[]))
    }

    fn opened(&self, mut running: Running) -> Running {
        loop {
            let mut line = String::new();
            if running.out.read_line(&mut line).unwrap() == 0 {
                panic!("the school did not open: {}", self.log());
            }
            running.greeting += &line;
            if line.contains("Ctrl-C") {
                return running;
            }
        }
    }

    /// What was said on the standard error by all that were started here.
    pub fn log(&self) -> String {
        fs::read_to_string(self.place.join("errors")).unwrap_or_default()
    }

    /// The number of the Postgres in the data folder, dead or alive; none where none was left.
    pub fn postmaster(&self) -> Option<Pid> {
        let file = self.data_folder().join("postgres/postmaster.pid");
        let text = fs::read_to_string(file).ok()?;
        Pid::from_raw(text.lines().next()?.parse().ok()?)
    }

    /// Whether a Postgres works in the data folder.
    pub fn runs_postgres(&self) -> bool {
        let folder = |pid: Pid| format!("/proc/{}", pid.as_raw_nonzero());
        let postmaster = self.postmaster();
        postmaster.is_some_and(|pid| Path::new(&folder(pid)).exists())
    }

    pub fn wait_until_postgres_ends(&self) {
        let until = Instant::now() + Duration::from_secs(60);
        while self.runs_postgres() {
            assert!(Instant::now() < until, "Postgres still runs");
            thread::sleep(POLL);
        }
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.place);
    }
}

/// A school that somebody started.
pub struct Running {
    child: Child,
    out: BufReader<ChildStdout>,
    pub port: u16,
    /// What stood in the terminal when it was open.
    pub greeting: String,
    data_folder: PathBuf,
}

impl Running {
    /// The whole answer, its head included.
    pub fn get(&self, address: &str) -> String {
        self.ask(&format!(
            "GET {address} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
        ))
    }

    /// Sends a form from a page of the school.
    pub fn post(&self, address: &str, form: &str) -> String {
        self.ask(&format!(
            "POST {address} HTTP/1.1\r\nHost: localhost\r\nOrigin: http://localhost\r\nConnection: close\r\n\
             Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        ))
    }

    pub fn ask(&self, request: &str) -> String {
        let mut connection = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = Vec::new();
        connection.read_to_end(&mut answer).unwrap();
        String::from_utf8_lossy(&answer).into_owned()
    }

    pub fn wait_for_folder(&mut self, name: &str, patience: Duration) {
        let until = Instant::now() + patience;
        while !self.data_folder.join(name).exists() {
            assert!(Instant::now() < until, "no folder {name}");
            thread::sleep(POLL);
        }
    }

    /// As a service manager does; the exit code.
    pub fn ask_to_close(&mut self) -> Option<i32> {
        kill_process(self.pid(), Signal::TERM).unwrap();
        self.child.wait().unwrap().code()
    }

    /// As a power cut does, or a system that is out of memory.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    pub fn is_dead(&mut self) -> bool {
        self.child.try_wait().unwrap().is_some()
    }

    fn pid(&self) -> Pid {
        Pid::from_raw(self.child.id().cast_signed()).unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        if self.child.try_wait().unwrap().is_none() {
            let _ = kill_process(self.pid(), Signal::TERM);
            let _ = self.child.wait();
        }
    }
}
