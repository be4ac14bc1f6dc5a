//! The load: browsers that keep their connection and ask again and again, on one thread.
use crate::Result;
use rocket::tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
    task::spawn_local,
    time::sleep_until,
};
use std::{
    cell::Cell,
    rc::Rc,
    time::{Duration, Instant},
};

/// A kind of request, each time of another person or about another thing.
pub struct Visit {
    pub name: &'static str,
    /// The status of every answer; another one ends the run.
    pub status: u16,
    /// The request with a number; none when all that there is to ask was asked.
    request: Box<dyn Fn(u64) -> Option<String>>,
    asked: Cell<u64>,
}

impl Visit {
    pub fn new(
        name: &'static str,
        status: u16,
        request: impl Fn(u64) -> Option<String> + 'static,
    ) -> Rc<Self> {
        Rc::new(Self {
            name,
            status,
            request: Box::new(request),
            asked: Cell::new(0),
        })
    }

    /// How many were asked so far.
    pub fn asked(&self) -> u64 {
        self.asked.get()
    }

    /// One more.
    pub fn next(&self) -> Option<String> {
        let request = (self.request)(self.asked.get())?;
        self.asked.set(self.asked.get() + 1);
        Some(request)
    }
}

/// What was seen of some requests.
#[derive(Clone, Default)]
pub struct Seen {
    /// In microseconds.
    pub times: Vec<u32>,
    pub elapsed: Duration,
}

impl Seen {
    pub fn rate(&self) -> f64 {
        self.times.len() as f64 / self.elapsed.as_secs_f64()
    }

    /// In milliseconds.
    pub fn percentile(&self, percent: usize) -> f64 {
        let mut sorted = self.times.clone();
        sorted.sort_unstable();
        let place = (sorted.len() * percent / 100).min(sorted.len().saturating_sub(1));
        sorted
            .get(place)
            .map_or(f64::NAN, |time| f64::from(*time) / 1000.0)
    }
}

/// An answer as it came.
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: Vec<u8>,
}

/// One browser's connection.
pub struct Line {
    stream: TcpStream,
    buffer: Vec<u8>,
}

impl Line {
    pub async fn open(port: u16) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", port)).await?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            buffer: Vec::with_capacity(64 * 1024),
        })
    }

    /// Asks, and reads the whole answer.
    pub async fn ask(&mut self, request: &str) -> Result<Answer> {
        self.stream.write_all(request.as_bytes()).await?;
        self.buffer.clear();
        let head_end = loop {
            self.more().await?;
            if let Some(end) = self.buffer.windows(4).position(|four| four == b"\r\n\r\n") {
                break end + 4;
            }
        };
        let head = String::from_utf8_lossy(&self.buffer[..head_end]).to_lowercase();
        let status = head.split(' ').nth(1).unwrap_or_default().parse()?;
        let length = head
            .lines()
            .find_map(|line| line.strip_prefix("content-length: "))
            .ok_or("an answer without a length")?;
        let end = head_end + length.parse::<usize>()?;
        while self.buffer.len() < end {
            self.more().await?;
        }
        Ok(Answer {
            status,
            head,
            body: self.buffer[head_end..end].to_vec(),
        })
    }

    async fn more(&mut self) -> Result {
        match self.stream.read_buf(&mut self.buffer).await? {
            0 => Err("the server hung up".into()),
            _ => Ok(()),
        }
    }

    /// Asks, and says how many microseconds passed until the answer was whole.
    async fn time(&mut self, visit: &Visit, request: &str, since: Instant) -> Result<u32> {
        let answer = self.ask(request).await?;
        if answer.status != visit.status {
            let (name, body) = (visit.name, String::from_utf8_lossy(&answer.body));
            return Err(format!("{name}: {}\n{body}\nto\n{request}", answer.head).into());
        }
        Ok(u32::try_from(since.elapsed().as_micros())?)
    }
}

/// Each connection asks as soon as it has its answer.
pub async fn as_fast_as_possible(
    port: u16,
    connections: usize,
    lasts: Duration,
    visit: &Rc<Visit>,
) -> Result<Seen> {
    let mut lines = open(port, connections).await?;
    let start = Instant::now();
    let browsers = lines.drain(..).map(|mut line| {
        let visit = visit.clone();
        spawn_local(async move {
            let mut times = Vec::new();
            while start.elapsed() < lasts
                && let Some(request) = visit.next()
            {
                let sent = Instant::now();
                times.push(line.time(&visit, &request, sent).await?);
            }
            Result::Ok(times)
        })
    });
    gathered(start, browsers.collect()).await
}

/// So many a second, evenly, whatever the server does. A request that had to wait for a free connection has waited for the server, and its
/// time counts from when it was due.
pub async fn at_a_rate(port: u16, rate: f64, lasts: Duration, visit: &Rc<Visit>) -> Result<Seen> {
    let mut lines = open(port, 32).await?;
    let due = Rc::new(Cell::new(0_u32));
    let start = Instant::now();
    let browsers = lines.drain(..).map(|mut line| {
        let (visit, due) = (visit.clone(), due.clone());
        spawn_local(async move {
            let mut times = Vec::new();
            loop {
                let mut since = start + Duration::from_secs_f64(f64::from(due.get()) / rate);
                due.set(due.get() + 1);
                if since > start + lasts {
                    return Result::Ok(times);
                }
                let Some(request) = visit.next() else {
                    return Ok(times);
                };
                if since > Instant::now() {
                    sleep_until(since.into()).await;
                    since = Instant::now(); // a late alarm clock is not the server's
                }
                times.push(line.time(&visit, &request, since).await?);
            }
        })
    });
    gathered(start, browsers.collect()).await
}

async fn open(port: u16, connections: usize) -> Result<Vec<Line>> {
    let mut lines = Vec::new();
    for _ in 0..connections {
        lines.push(Line::open(port).await?);
    }
    Ok(lines)
}

type Browser = rocket::tokio::task::JoinHandle<Result<Vec<u32>>>;

async fn gathered(start: Instant, browsers: Vec<Browser>) -> Result<Seen> {
    let mut times = Vec::new();
    for browser in browsers {
        times.extend(browser.await??);
    }
    Ok(Seen {
        times,
        elapsed: start.elapsed(),
    })
}
