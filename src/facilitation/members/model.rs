//! Lists of names as people type and paste them, and what a list of members says.
use crate::{access::PersonId, people::PersonName};
use diesel::prelude::*;
use std::collections::HashSet;
use uuid::Uuid;

/// So many people are added at once, at most: their cards are 25 sheets of paper.
pub const AT_ONCE: usize = 200;

/// What is wrong with a list of names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    Empty,
    /// So many names, which are more than [`AT_ONCE`].
    TooMany(usize),
    /// The number of each line that cannot be used, with the key of the reason.
    Lines(Vec<(usize, &'static str)>),
}

/// One name in each line. From the lines of a spreadsheet the first column is taken; empty lines are nobody.
///
/// # Errors
/// Every faulty line: nobody is added until all are right.
pub fn names_in(text: &str) -> Result<Vec<PersonName>, Fault> {
    let lines: Vec<_> = text
        .lines()
        .zip(1..)
        .filter(|(line, _)| !line.trim().is_empty())
        .collect();
    match lines.len() {
        0 => return Err(Fault::Empty),
        many if many > AT_ONCE => return Err(Fault::TooMany(many)),
        _ => {}
    }

    let mut names = Vec::with_capacity(lines.len());
    let mut faults = Vec::new();
    for (line, number) in lines {
        match name_in(line) {
            Ok(name) => names.push(name),
            Err(wrong) => faults.push((number, wrong)),
        }
    }
    if faults.is_empty() {
        Ok(names)
    } else {
        Err(Fault::Lines(faults))
    }
}

fn name_in(line: &str) -> Result<PersonName, &'static str> {
    let first = line.split(['\t', ';']).next().unwrap_or_default();
    let name = PersonName::parse(first.trim().trim_matches('"'))?;
    // The first column of many lists is a number.
    if name.as_str().chars().any(char::is_alphabetic) {
        Ok(name)
    } else {
        Err("facilitation-name-without-letters")
    }
}

/// The names that stand twice, among themselves or with those who are members already.
pub fn doubled(names: &[PersonName], members: &[String]) -> Vec<String> {
    let mut known: HashSet<String> = members.iter().map(|name| name.to_lowercase()).collect();
    let mut doubled: Vec<String> = Vec::new();
    for name in names.iter().map(PersonName::as_str) {
        if !known.insert(name.to_lowercase()) && !doubled.iter().any(|d| d == name) {
            doubled.push(name.to_string());
        }
    }
    doubled
}

/// Somebody in the cohort.
#[derive(Clone, Debug, Queryable)]
pub struct Member {
    pub id: PersonId,
    pub name: String,
    /// Whether she was ever here.
    pub came: bool,
    /// Nobody comes in as staff by printing a card.
    pub is_staff: bool,
    /// The credential behind her card in force.
    pub card: Option<Uuid>,
    /// How many members there are on all pages.
    pub(super) matching: i64,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let names = names_in(text).unwrap();
        names.iter().map(|name| name.as_str().to_string()).collect()
    }

    #[test]
    fn a_list_is_one_name_in_each_line() {
        assert_eq!(
            read("Amina Wanjiru\r\n\r\n  Kofi  Mensah \n"),
            ["Amina Wanjiru", "Kofi Mensah"]
        );
        assert_eq!(read("සුනේත්‍රා"), ["සුනේත්‍රා"]);
    }

    #[test]
    fn of_a_spreadsheet_the_first_column_is_the_name() {
        assert_eq!(
            read("Amina\t0712 345\tNakuru\nKofi;0713;x\n\"Lucía\"\t1"),
            ["Amina", "Kofi", "Lucía"]
        );
    }

    #[test]
    fn each_faulty_line_is_told_with_its_number() {
        let text = "Amina\n\n1\tKofi\nA\0\n\u{202e}x\nLucía";
        let Err(Fault::Lines(faults)) = names_in(text) else {
            panic!("it is faulty");
        };
        let numbers: Vec<_> = faults.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, [3, 4, 5]);
        assert_eq!(faults[0].1, "facilitation-name-without-letters");
    }

    #[test]
    fn a_list_has_a_beginning_and_an_end() {
        assert_eq!(names_in(" \n\t\n"), Err(Fault::Empty));
        assert_eq!(read(&"Amina\n".repeat(200)).len(), 200);
        assert_eq!(names_in(&"Amina\n".repeat(201)), Err(Fault::TooMany(201)));
    }

    #[test]
    fn a_name_that_stands_twice_is_noticed_once() {
        let names = names_in("Amina\namina\nKofi\nLucía\nAMINA").unwrap();
        assert_eq!(
            doubled(&names, &["KOFI".into()]),
            ["amina", "Kofi", "AMINA"]
        );
        assert!(doubled(&names[3..4], &[]).is_empty());
    }
}
