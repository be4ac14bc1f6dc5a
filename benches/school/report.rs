//! The figures as the tables of `docs/performance.md`.
use crate::measure::{CONNECTIONS, Cell, Figures, HalfLoad, OfSchool, Pace, median};
use std::{fmt::Write, fs};

/// What the machine was busy with before the run: processes that wanted to run, over the last minute.
pub fn load_average() -> String {
    let text = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    text.split(' ').next().unwrap_or_default().into()
}

pub fn tables(figures: &Figures, pace: Pace, busy: &str) -> String {
    let mut out = String::new();
    write_all(&mut out, figures, pace, busy).expect("a text takes everything");
    out
}

fn write_all(out: &mut String, figures: &Figures, pace: Pace, busy: &str) -> std::fmt::Result {
    writeln!(
        out,
        "{}, {}, {}; load average before the run {busy}. Rates are medians of {} rounds of {:.1} s, times are of all rounds.\n",
        chrono::Utc::now().date_naive(),
        processor(),
        memory(),
        pace.rounds,
        pace.cell.as_secs_f64(),
    )?;
    if pace.rounds == 1 {
        writeln!(out, "**A short trial run: the figures mean little.**\n")?;
    }
    writeln!(out, "### Targets\n")?;
    writeln!(out, "| what | target | measured | |\n|---|---|---|---|")?;
    for target in targets(figures) {
        let verdict = if target.is_met {
            "met"
        } else {
            "**falls short**"
        };
        let Target {
            what,
            wanted,
            measured,
            ..
        } = target;
        writeln!(out, "| {what} | {wanted} | {measured} | {verdict} |")?;
    }

    writeln!(out, "\n### Requests\n")?;
    write!(out, "| request |")?;
    for school in &figures.schools {
        for connections in CONNECTIONS {
            write!(
                out,
                " {} learners, {connections} conn. |",
                thousands(school.learners)
            )?;
        }
    }
    writeln!(out, " SQL statements |\n|---|---|---|---|---|---|")?;
    for (kind, (name, statements)) in figures.statements.iter().enumerate() {
        write!(out, "| {name} |")?;
        for cell in figures
            .schools
            .iter()
            .flat_map(|school| &school.cells[kind].1)
        {
            write!(out, " {} |", in_short(cell))?;
        }
        writeln!(out, " {statements} |")?;
    }
    write!(out, "| bare durable insert, 16 tasks |")?;
    for school in &figures.schools {
        write!(out, " | {:.0} |", school.inserts)?;
    }
    writeln!(
        out,
        " 1 |\n| bare argon2id, 2 threads | | {:.1} | | | |",
        figures.argon2
    )?;
    writeln!(out, "\nEach second (p50, p99 in milliseconds).")?;

    writeln!(out, "\n### Bytes of an answer\n")?;
    writeln!(
        out,
        "| request | on the line | of it head | before compression |\n|---|---|---|---|"
    )?;
    for size in &figures.sizes {
        let all = size.head + size.body;
        writeln!(
            out,
            "| {} | {all} | {} | {} |",
            size.name, size.head, size.plain
        )?;
    }
    writeln!(out, "\n### Half load\n")?;
    writeln!(
        out,
        "| request | requests/s | p95 small, runs (ms) | p95 large, runs (ms) | medians |\n|---|---|---|---|---|"
    )?;
    for half in &figures.half_load {
        let (small, large) = both(half);
        let runs = |runs: &[f64]| {
            runs.iter()
                .map(|p95| format!("{p95:.1}"))
                .collect::<Vec<_>>()
                .join(" · ")
        };
        let medians = format!("{:.1}, {:.1}", median(&small), median(&large));
        writeln!(
            out,
            "| {} | {:.0} | {} | {} | {medians} |",
            half.name,
            half.rate,
            runs(&small),
            runs(&large)
        )?;
    }
    writeln!(out, "\n### Memory of the server\n")?;
    writeln!(
        out,
        "| learners | after the start | after the load | most |\n|---|---|---|---|"
    )?;
    for school in &figures.schools {
        let [before, after, most] = school.memory;
        writeln!(
            out,
            "| {} | {before:.0} MB | {after:.0} MB | {most:.0} MB |",
            thousands(school.learners)
        )?;
    }
    Ok(())
}

struct Target {
    what: String,
    wanted: &'static str,
    measured: String,
    is_met: bool,
}

fn targets(figures: &Figures) -> Vec<Target> {
    let mut targets = Vec::new();
    for name in ["course page", "lesson"] {
        let statements = figures.statements.iter().find(|(other, _)| *other == name);
        let statements = statements.map_or(u64::MAX, |(_, count)| *count);
        targets.push(Target {
            what: format!("{name}: SQL statements"),
            wanted: "at most 3",
            measured: statements.to_string(),
            is_met: statements <= 3,
        });
        targets.push(share(
            figures,
            format!("{name} against the reference route"),
            "at least 60 %",
            0.6,
            |school| many(school, name) / many(school, "reference route"),
        ));
    }
    targets.push(share(
        figures,
        "event against a bare durable insert".into(),
        "at least 40 %",
        0.4,
        |school| many(school, "event") / school.inserts,
    ));
    targets.push(share(
        figures,
        "sign-in against bare argon2id".into(),
        "at least 90 %",
        0.9,
        |school| many(school, "sign-in") / figures.argon2,
    ));
    for half in &figures.half_load {
        let (small, large) = both(half);
        let times = median(&large) / median(&small);
        targets.push(Target {
            what: format!(
                "{}: p95 at half load, large against small school",
                half.name
            ),
            wanted: "at most 1.5 times",
            measured: format!("{times:.2} times"),
            is_met: times <= 1.5,
        });
    }
    for (place, what, wanted, most) in [
        (0, "before", "under 60 MB", 60.0),
        (1, "after", "under 100 MB", 100.0),
    ] {
        let megabytes: Vec<_> = figures
            .schools
            .iter()
            .map(|school| school.memory[place])
            .collect();
        targets.push(Target {
            what: format!("memory of the server {what} the load"),
            wanted,
            measured: listed(&megabytes, |mb| format!("{mb:.0} MB")),
            is_met: megabytes.iter().all(|mb| *mb < most),
        });
    }
    targets
}

/// A share that every school must reach.
fn share(
    figures: &Figures,
    what: String,
    wanted: &'static str,
    least: f64,
    of: impl Fn(&OfSchool) -> f64,
) -> Target {
    let shares: Vec<_> = figures.schools.iter().map(of).collect();
    Target {
        what,
        wanted,
        measured: listed(&shares, |share| format!("{:.0} %", share * 100.0)),
        is_met: shares.iter().all(|share| *share >= least),
    }
}

/// In the order of the schools, the small one first.
fn listed(figures: &[f64], text: impl Fn(&f64) -> String) -> String {
    figures.iter().map(text).collect::<Vec<_>>().join(", ")
}

/// The rate at many connections.
fn many(school: &OfSchool, name: &str) -> f64 {
    let cells = school.cells.iter().find(|(other, _)| *other == name);
    cells
        .and_then(|(_, cells)| cells.last())
        .map_or(f64::NAN, |cell| cell.rate)
}

fn both(half: &HalfLoad) -> (Vec<f64>, Vec<f64>) {
    half.p95.iter().copied().unzip()
}

fn in_short(cell: &Cell) -> String {
    let (p50, p99) = (cell.all.percentile(50), cell.all.percentile(99));
    format!("{:.0} ({p50:.1}, {p99:.1})", cell.rate)
}

fn thousands(number: u64) -> String {
    format!("{},{:03}", number / 1_000, number % 1_000)
}

fn processor() -> String {
    let text = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let models: Vec<_> = text
        .lines()
        .filter_map(|line| line.strip_prefix("model name")?.split(": ").nth(1))
        .collect();
    format!(
        "{} cores of {}",
        models.len(),
        models.first().unwrap_or(&"an unknown processor")
    )
}

fn memory() -> String {
    let text = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let kilobytes = text
        .split_whitespace()
        .nth(1)
        .and_then(|number| number.parse::<u64>().ok());
    format!("{} GB of memory", kilobytes.unwrap_or_default() / 1_000_000)
}
