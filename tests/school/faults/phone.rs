//! A browser in one's hand, down to the bytes: it must notice every answer that is cut.
use crate::support::urlencoded;
use std::{
    io::{self, Read, Write},
    net::{Ipv4Addr, TcpStream},
    time::{Duration, Instant},
};

/// Nobody waits longer; a request that does is a fault.
pub const PATIENCE: Duration = Duration::from_secs(5);

pub struct Phone {
    pub port: u16,
    pub token: String,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub took: Duration,
}

impl Answer {
    /// What the learner may rely on.
    pub fn is_acknowledged(&self) -> bool {
        (200..400).contains(&self.status)
    }

    /// Busy, and it says when to come back.
    pub fn says_later(&self) -> bool {
        self.status == 503 && self.head.to_lowercase().contains("\r\nretry-after: ")
    }
}

impl Phone {
    pub fn get(&self, address: &str) -> io::Result<Answer> {
        self.ask(&self.request("GET", address, ""))
    }

    pub fn post(&self, address: &str, form: &[(&str, &str)]) -> io::Result<Answer> {
        self.ask(&self.request("POST", address, &urlencoded(form)))
    }

    /// Sends it and is gone before the answer.
    pub fn post_and_hang_up(&self, address: &str, form: &[(&str, &str)]) -> io::Result<()> {
        let request = self.request("POST", address, &urlencoded(form));
        self.connect()?.write_all(request.as_bytes())
    }

    fn request(&self, method: &str, address: &str, form: &str) -> String {
        let Self { port, token } = self;
        format!(
            "{method} {address} HTTP/1.1\r\nHost: localhost:{port}\r\nOrigin: http://localhost:{port}\r\nCookie: s={token}\r\n\
             Connection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{form}",
            form.len()
        )
    }

    fn connect(&self) -> io::Result<TcpStream> {
        let connection = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        connection.set_read_timeout(Some(2 * PATIENCE))?;
        Ok(connection)
    }

    fn ask(&self, request: &str) -> io::Result<Answer> {
        let begun = Instant::now();
        let mut connection = self.connect()?;
        connection.write_all(request.as_bytes())?;
        let mut bytes = Vec::new();
        // With its head an answer has been given, even if the rest is cut.
        let end = connection.read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let Some((head, _)) = text.split_once("\r\n\r\n") else {
            end?;
            return Err(io::ErrorKind::UnexpectedEof.into());
        };
        let status = head.split(' ').nth(1).and_then(|code| code.parse().ok());
        Ok(Answer {
            status: status.expect("an answer has a status"),
            head: format!("{head}\r\n"),
            took: begun.elapsed(),
        })
    }
}
