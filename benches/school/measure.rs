//! What is measured, in which order. All cells of a round follow each other, and the rounds are repeated: what else the machine does meanwhile
//! meets all of them alike.
use crate::{
    Result,
    fill::School,
    load::{Line, Seen, Visit, as_fast_as_possible, at_a_rate},
    server::Running,
    visits::Visits,
};
use rocket::tokio::task::spawn_blocking;
use std::{rc::Rc, time::Duration};

/// How long each part of a run takes.
#[derive(Clone, Copy)]
pub struct Pace {
    pub rounds: usize,
    pub cell: Duration,
    pub half_load_runs: usize,
    pub half_load: Duration,
}

pub const FULL: Pace = Pace {
    rounds: 3,
    cell: Duration::from_secs(2),
    half_load_runs: 5,
    half_load: Duration::from_secs(3),
};

/// To try whether everything works; the figures mean little.
pub const SHORT: Pace = Pace {
    rounds: 1,
    cell: Duration::from_millis(500),
    half_load_runs: 1,
    half_load: Duration::from_millis(500),
};

pub const CONNECTIONS: [usize; 2] = [1, 16];

/// One kind of request at one of the numbers of connections in one school.
pub struct Cell {
    /// Requests each second: the median of the rounds.
    pub rate: f64,
    pub all: Seen,
}

/// What was seen of one school.
pub struct OfSchool {
    pub learners: u64,
    /// By kind of request, then by number of connections.
    pub cells: Vec<(&'static str, Vec<Cell>)>,
    /// Bare durable inserts each second.
    pub inserts: f64,
    /// Megabytes: after the start, after the load, the most in between.
    pub memory: [f64; 3],
}

/// One kind of request at half of what the small school can do, in both schools in turn.
pub struct HalfLoad {
    pub name: &'static str,
    pub rate: f64,
    /// p95 in milliseconds of each run: small, large.
    pub p95: Vec<(f64, f64)>,
}

/// How large an answer is.
pub struct Size {
    pub name: &'static str,
    pub head: usize,
    pub body: usize,
    /// Before it was compressed.
    pub plain: usize,
}

pub struct Figures {
    pub schools: Vec<OfSchool>,
    pub half_load: Vec<HalfLoad>,
    pub sizes: Vec<Size>,
    pub statements: Vec<(&'static str, u64)>,
    pub argon2: f64,
}

pub async fn all(
    schools: &[(&School, &Running); 2],
    pace: Pace,
    statements: Vec<(&'static str, u64)>,
) -> Result<Figures> {
    let visits = schools.map(|(school, server)| Visits::to(school, server.port));
    let mut before = Vec::new();
    for (_, server) in schools {
        before.push(server.memory()?.0);
    }
    let sizes = sizes(&visits[0], schools[0].1.port).await?;
    let mut seen = [Vec::new(), Vec::new()];
    let mut inserts = [Vec::new(), Vec::new()];
    let mut argon2 = Vec::new();
    for round in 0..=pace.rounds {
        let is_warm = round > 0;
        eprintln!("round {round} of {}", pace.rounds);
        argon2.push(spawn_blocking(move || crate::bare_argon2(pace)).await?);
        for (place, (_, server)) in schools.iter().enumerate() {
            inserts[place].push(bare_inserts(server.port, pace.cell).await?);
            let cells = round_of(&visits[place], server.port, pace.cell).await?;
            if is_warm {
                seen[place].push(cells);
            }
        }
    }
    let half_load = half_load(&visits, schools, pace, &seen[0]).await?;

    let mut of_schools = Vec::new();
    for (place, (school, server)) in schools.iter().enumerate() {
        everything_was_kept(school, &visits[place]).await?;
        let (now, most) = server.memory()?;
        of_schools.push(OfSchool {
            learners: school.learners,
            cells: cells(&visits[place], &seen[place]),
            inserts: median(&inserts[place][1..]),
            memory: [before[place], now, most],
        });
    }
    Ok(Figures {
        schools: of_schools,
        half_load,
        sizes,
        statements,
        argon2: median(&argon2[1..]),
    })
}

/// All kinds of requests, each at one and at many connections.
type Round = Vec<[Seen; CONNECTIONS.len()]>;

async fn round_of(visits: &Visits, port: u16, lasts: Duration) -> Result<Round> {
    let mut round = Vec::new();
    for visit in visits.all() {
        let mut seen = [const { None }; CONNECTIONS.len()];
        for (place, connections) in CONNECTIONS.into_iter().enumerate() {
            seen[place] = Some(as_fast_as_possible(port, connections, lasts, visit).await?);
        }
        round.push(seen.map(Option::unwrap_or_default));
    }
    Ok(round)
}

fn cells(visits: &Visits, rounds: &[Round]) -> Vec<(&'static str, Vec<Cell>)> {
    let cell = |kind: usize, place: usize| {
        let seen = rounds.iter().map(|round| &round[kind][place]);
        let rates: Vec<_> = seen.clone().map(Seen::rate).collect();
        Cell {
            rate: median(&rates),
            all: Seen {
                times: seen.clone().flat_map(|s| s.times.clone()).collect(),
                elapsed: seen.map(|s| s.elapsed).sum(),
            },
        }
    };
    let kinds = visits.all().into_iter().enumerate();
    kinds
        .map(|(kind, visit)| {
            let cells = (0..CONNECTIONS.len()).map(|place| cell(kind, place));
            (visit.name, cells.collect())
        })
        .collect()
}

async fn bare_inserts(port: u16, lasts: Duration) -> Result<f64> {
    let address = format!("/bench/inserts?milliseconds={}", lasts.as_millis());
    let kept = text_of(port, &address).await?.parse::<f64>()?;
    Ok(kept / lasts.as_secs_f64())
}

async fn text_of(port: u16, address: &str) -> Result<String> {
    let request = format!("GET {address} HTTP/1.1\r\nHost: localhost:{port}\r\n\r\n");
    let answer = Line::open(port).await?.ask(&request).await?;
    Ok(String::from_utf8(answer.body)?)
}

async fn half_load(
    visits: &[Visits; 2],
    schools: &[(&School, &Running); 2],
    pace: Pace,
    small: &[Round],
) -> Result<Vec<HalfLoad>> {
    let fastest = cells(&visits[0], small);
    let mut all = Vec::new();
    for name in ["course page", "lesson", "event"] {
        let kind = fastest.iter().position(|(other, _)| *other == name);
        let kind = kind.ok_or("no such kind of request")?;
        let cells = &fastest[kind].1;
        let rate = cells.last().map_or(f64::NAN, |cell| cell.rate) / 2.0;
        eprintln!("{name} at {rate:.0} a second");
        let mut p95 = Vec::new();
        for _ in 0..pace.half_load_runs {
            let mut both = [0.0; 2];
            for place in 0..2 {
                let (visit, port) = (visits[place].all()[kind], schools[place].1.port);
                let seen = at_a_rate(port, rate, pace.half_load, visit).await?;
                both[place] = seen.percentile(95);
            }
            p95.push((both[0], both[1]));
        }
        all.push(HalfLoad { name, rate, p95 });
    }
    Ok(all)
}

async fn sizes(visits: &Visits, port: u16) -> Result<Vec<Size>> {
    let mut sizes = Vec::new();
    for visit in visits.all() {
        let answer = once(visit, port).await?;
        let plain = if answer.head.contains("content-encoding: br") {
            let mut plain = Vec::new();
            std::io::Read::read_to_end(
                &mut brotli::Decompressor::new(answer.body.as_slice(), 4096),
                &mut plain,
            )?;
            plain.len()
        } else {
            answer.body.len()
        };
        sizes.push(Size {
            name: visit.name,
            head: answer.head.len(),
            body: answer.body.len(),
            plain,
        });
    }
    Ok(sizes)
}

async fn once(visit: &Rc<Visit>, port: u16) -> Result<crate::load::Answer> {
    let request = visit.next().ok_or("nothing is left to ask")?;
    let answer = Line::open(port).await?.ask(&request).await?;
    if answer.status == visit.status {
        Ok(answer)
    } else {
        Err(format!("{}: {}", visit.name, answer.head).into())
    }
}

/// How many SQL statements each kind of request takes, once the server is warm.
pub async fn statements(server: &Running, school: &School) -> Result<Vec<(&'static str, u64)>> {
    let visits = Visits::to(school, server.port);
    let mut all = Vec::new();
    for visit in visits.all() {
        once(visit, server.port).await?;
        let before: u64 = text_of(server.port, "/bench/statements").await?.parse()?;
        once(visit, server.port).await?;
        let after: u64 = text_of(server.port, "/bench/statements").await?.parse()?;
        all.push((visit.name, after - before));
    }
    Ok(all)
}

/// An event that was answered and not kept would be fast.
async fn everything_was_kept(school: &School, visits: &Visits) -> Result {
    for (visit, kind) in [(&visits.event, "read"), (&visits.answer, "answered")] {
        let kept = school.kept(kind).await?;
        if kept != i64::try_from(visit.asked())? {
            let asked = visit.asked();
            return Err(format!("{}: {asked} asked, {kept} kept", visit.name).into());
        }
    }
    Ok(())
}

pub fn median(figures: &[f64]) -> f64 {
    let mut sorted = figures.to_vec();
    sorted.sort_by(f64::total_cmp);
    sorted.get(sorted.len() / 2).copied().unwrap_or(f64::NAN)
}
