//! The data folder, its keys, its disk, its people.
use super::{Fault, Finding, Note, Well};
use crate::{command_line::folder, config::Config};
use std::{
    fs, io,
    os::unix::fs::{MetadataExt, PermissionsExt},
    path::Path,
};

/// A course with clips may be this large, and Postgres stops when the disk is full.
const ENOUGH: u64 = 1024 * 1024 * 1024;

pub fn look(config: &Config) -> Vec<Finding> {
    let data = &config.data_folder;
    if !data.exists() {
        return vec![Note(format!(
            "The data folder {} is not there yet; `cloud-school serve` makes it.",
            data.display()
        ))];
    }
    let mut findings = vec![folder_itself(data)];
    findings.extend(keys(&data.join("keys")));
    findings.extend(disk(data));
    if folder::is_demo(data) {
        findings.push(Note(format!(
            "The people in {} are made up, and anybody may be any of them: use another folder for real ones.",
            data.display()
        )));
    }
    findings
}

fn folder_itself(data: &Path) -> Finding {
    let shown = data.display();
    match fs::metadata(data) {
        Err(e) => Fault(format!("The data folder {shown} cannot be read: {e}")),
        Ok(found) if !found.is_dir() => Fault(format!("{shown} is not a folder.")),
        Ok(found) if found.mode() & 0o022 != 0 => Fault(format!(
            "Others may write into the data folder {shown}: chmod go-w {shown}"
        )),
        Ok(_) => Well(format!("The data folder is {shown}.")),
    }
}

fn keys(keys: &Path) -> Vec<Finding> {
    let entries = match fs::read_dir(keys) {
        Ok(entries) => entries,
        Err(e) if e.kind() == io::ErrorKind::NotFound => {
            return vec![Note(
                "There are no keys yet; they are drawn when the school opens.".into(),
            )];
        }
        Err(e) => {
            return vec![Fault(format!(
                "The keys in {} cannot be read: {e}",
                keys.display()
            ))];
        }
    };
    let files = entries.flatten().map(|entry| entry.path());
    let mut faults: Vec<_> = files
        .filter(|file| is_open(file, 0o077))
        .map(|file| {
            Fault(format!(
                "Others may read the key {0}: chmod 600 {0}",
                file.display()
            ))
        })
        .collect();
    if faults.is_empty() {
        faults.push(Well("The keys are readable by the school alone. Keep a copy of them apart from backups of the database.".into()));
    }
    faults
}

fn is_open(file: &Path, to: u32) -> bool {
    fs::metadata(file).is_ok_and(|found| found.permissions().mode() & to != 0)
}

fn disk(data: &Path) -> Option<Finding> {
    let free = rustix::fs::statvfs(data).ok()?;
    let free = free.f_bavail.saturating_mul(free.f_frsize);
    let shown = free / (1024 * 1024);
    Some(if free < ENOUGH {
        Fault(format!(
            "Only {shown} MB are free on the disk of the data folder: make room, or letters and answers cannot be kept."
        ))
    } else {
        Well(format!(
            "{shown} MB are free on the disk of the data folder."
        ))
    })
}
