//! What was sent and what was acknowledged, to be held against what is kept.
use std::{
    collections::{BTreeMap, BTreeSet},
    sync::Mutex,
};
use uuid::Uuid;

/// Something that must happen once, however often it is sent.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Deed {
    Read {
        learner: Uuid,
        lesson: String,
    },
    Practised {
        learner: Uuid,
        lesson: String,
        question: String,
        option: String,
    },
    Answered {
        learner: Uuid,
        lesson: String,
        attempt: i16,
        question: String,
        option: String,
    },
    /// A card for a person who is named after the form that she was added with.
    Added {
        form: Uuid,
    },
}

#[derive(Default)]
pub struct Ledger(Mutex<Pages>);

#[derive(Default)]
struct Pages {
    sent: BTreeSet<Deed>,
    acknowledged: BTreeSet<Deed>,
}

/// Deeds as they stand in the database, with how often each does.
pub type Kept = BTreeMap<Deed, i64>;

impl Ledger {
    /// To be written before the first byte leaves.
    pub fn send(&self, deed: &Deed) {
        self.0.lock().unwrap().sent.insert(deed.clone());
    }

    pub fn acknowledge(&self, deed: &Deed) {
        self.0.lock().unwrap().acknowledged.insert(deed.clone());
    }

    pub fn acknowledged(&self) -> usize {
        self.0.lock().unwrap().acknowledged.len()
    }

    /// Sent, and nobody knows.
    pub fn unknown(&self) -> BTreeSet<Deed> {
        let pages = self.0.lock().unwrap();
        pages
            .sent
            .difference(&pages.acknowledged)
            .cloned()
            .collect()
    }

    /// Nothing lost, nothing doubled, no ghosts. Answers how many of the unknown were kept.
    pub fn compare(&self, kept: &Kept) -> usize {
        let pages = self.0.lock().unwrap();
        let is_kept = |deed: &&Deed| kept.contains_key(*deed);
        let lost: Vec<_> = pages.acknowledged.iter().filter(|d| !is_kept(d)).collect();
        let doubled: Vec<_> = kept.iter().filter(|(_, times)| **times != 1).collect();
        let ghosts: Vec<_> = kept.keys().filter(|d| !pages.sent.contains(d)).collect();
        assert!(
            lost.is_empty() && doubled.is_empty() && ghosts.is_empty(),
            "lost: {lost:?}\ndoubled: {doubled:?}\nghosts: {ghosts:?}"
        );

        let unknown = pages.sent.difference(&pages.acknowledged);
        unknown.filter(is_kept).count()
    }
}
