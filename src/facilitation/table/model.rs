//! What stands in the table, and which of its rows are wished.
use crate::courses::LessonId;
use chrono::{DateTime, Utc};
use diesel::prelude::*;
use rocket::{FromFormField, UriDisplayQuery};
use serde::Deserialize;
use std::collections::HashMap;

/// Whom a table shows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, FromFormField, UriDisplayQuery)]
pub enum Show {
    #[default]
    #[field(value = "everyone")]
    Everyone,
    #[field(value = "unfinished")]
    Unfinished,
    #[field(value = "not-started")]
    NotStarted,
}

impl Show {
    pub const ALL: [Self; 3] = [Self::Everyone, Self::Unfinished, Self::NotStarted];

    /// As the address names it.
    pub fn value(self) -> &'static str {
        match self {
            Self::Everyone => "everyone",
            Self::Unfinished => "unfinished",
            Self::NotStarted => "not-started",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::Everyone => "facilitation-show-everyone",
            Self::Unfinished => "facilitation-show-unfinished",
            Self::NotStarted => "facilitation-show-not-started",
        }
    }
}

/// How somebody stands in a lesson.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Cell {
    DoneAlone,
    DoneInGroup,
    Begun,
    Nothing,
}

impl Cell {
    pub const ALL: [Self; 4] = [
        Self::DoneAlone,
        Self::DoneInGroup,
        Self::Begun,
        Self::Nothing,
    ];

    /// One sign, since a table holds thousands of them. The legend says what it means.
    pub fn sign(self) -> &'static str {
        match self {
            Self::DoneAlone => "✓",
            Self::DoneInGroup => "●",
            Self::Begun => "◐",
            Self::Nothing => "·",
        }
    }

    /// The key of its words.
    pub fn key(self) -> &'static str {
        match self {
            Self::DoneAlone => "facilitation-done-alone",
            Self::DoneInGroup => "facilitation-done-in-group",
            Self::Begun => "facilitation-begun",
            Self::Nothing => "facilitation-nothing-yet",
        }
    }
}

/// A member of the cohort, as the database has her.
#[derive(Clone, Debug, Queryable)]
pub struct Standing {
    pub name: String,
    pub completed_at: Option<DateTime<Utc>>,
    pub has_certificate: bool,
    /// By lesson; what is not in it she has not begun.
    cells: Option<serde_json::Value>,
    /// How many people the filter lets through, on all pages.
    pub(super) matching: i64,
}

/// A row of the table.
#[derive(Clone, Debug)]
pub struct Row {
    pub name: String,
    pub cells: Vec<Cell>,
    /// Lessons of the course as it is today; it may have been completed when it was shorter.
    pub done: usize,
    pub is_completed: bool,
    pub has_certificate: bool,
}

impl Row {
    /// The standing, lesson by lesson.
    pub fn of(standing: Standing, lessons: &[LessonId]) -> Self {
        let known = standing
            .cells
            .and_then(|cells| serde_json::from_value(cells).ok());
        let known: HashMap<LessonId, Cell> = known.unwrap_or_default();
        let cell = |lesson| known.get(lesson).copied().unwrap_or(Cell::Nothing);
        let cells: Vec<_> = lessons.iter().map(cell).collect();
        let is_done = |cell: &&Cell| matches!(cell, Cell::DoneAlone | Cell::DoneInGroup);

        Self {
            done: cells.iter().filter(is_done).count(),
            cells,
            name: standing.name,
            is_completed: standing.completed_at.is_some(),
            has_certificate: standing.has_certificate,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn a_row_follows_the_order_of_the_lessons() {
        let lessons: Vec<_> = (0..4).map(|n| LessonId(Uuid::from_u128(n))).collect();
        let standing = Standing {
            name: "Amina".into(),
            completed_at: None,
            has_certificate: false,
            cells: Some(serde_json::json!({
                lessons[2].0.to_string(): "done_alone",
                lessons[0].0.to_string(): "done_in_group",
                lessons[3].0.to_string(): "begun",
                Uuid::from_u128(99).to_string(): "begun",
            })),
            matching: 1,
        };

        let row = Row::of(standing, &lessons);

        let signs: String = row.cells.iter().map(|cell| cell.sign()).collect();
        assert_eq!((signs.as_str(), row.done), ("●·✓◐", 2));
    }
}
