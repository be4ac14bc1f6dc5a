//! What an event says, and how events make a state.
use crate::courses::LessonId;
use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use uuid::Uuid;

/// Something that happened to a learner in a lesson. Its id is made where it happened, or derived from what it is about, so that what is
/// sent twice stays one.
#[derive(Clone, Debug)]
pub struct Event {
    pub id: Uuid,
    pub lesson: LessonId,
    pub kind: Kind,
    /// As claimed by where it happened.
    pub occurred_at: DateTime<Utc>,
}

/// The kinds that the fold knows, with what each says. Others are kept, and mean something to a later version.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Kind {
    /// Read to the end.
    Read,
    /// Took part in a group session about the lesson.
    Attended { session: Uuid },
    /// Gave an answer; without an attempt it was for practice.
    Answered {
        question: Uuid,
        revision: Uuid,
        attempt: Option<Uuid>,
        option: String,
    },
    /// The school scored an answer; of several the newest counts.
    Scored {
        answer: Uuid,
        revision: Uuid,
        points: i16,
    },
    /// The school saw an attempt end, by the rule that was in force.
    Finished {
        attempt: Uuid,
        right: i16,
        of: i16,
        pass: i16,
    },
}

/// Who or what says that it happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Provenance {
    /// The learner's own doing.
    #[serde(rename = "self")]
    Own,
    /// A facilitator ticked her.
    Facilitated,
    /// It follows from another event.
    School,
}

impl Provenance {
    /// As rows have it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Own => "self",
            Self::Facilitated => "facilitated",
            Self::School => "school",
        }
    }
}

/// What the school says to an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// It is kept for good; so many lessons of the course are done now.
    Kept { done: i16 },
    /// The same event was kept before.
    KeptBefore,
    /// The id is taken by other words.
    AnotherBody,
}

impl Kind {
    pub fn name(&self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Attended { .. } => "attended",
            Self::Answered { .. } => "answered",
            Self::Scored { .. } => "scored",
            Self::Finished { .. } => "finished",
        }
    }

    /// Whether it completes its lesson.
    pub fn completes(&self) -> bool {
        match self {
            Self::Read | Self::Attended { .. } => true,
            Self::Finished { right, pass, .. } => right >= pass,
            Self::Answered { .. } | Self::Scored { .. } => false,
        }
    }

    /// The points of an attempt that ended.
    pub fn points(&self) -> Option<i16> {
        match self {
            Self::Finished { right, .. } => Some(*right),
            _ => None,
        }
    }
}

impl Event {
    /// Reading a lesson to the end happens once in an enrolment.
    pub fn read(enrolment: Uuid, lesson: LessonId, at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::new_v5(&enrolment, lesson.0.as_bytes()),
            lesson,
            kind: Kind::Read,
            occurred_at: at,
        }
    }

    /// A person attends a session once.
    pub fn attended(session: Uuid, person: Uuid, lesson: LessonId, at: DateTime<Utc>) -> Self {
        Self {
            id: Uuid::new_v5(&session, person.as_bytes()),
            lesson,
            kind: Kind::Attended { session },
            occurred_at: at,
        }
    }

    /// Equal for equal bodies. The time is not in it: a form that is sent again is the same event.
    pub fn body_hash(&self) -> Vec<u8> {
        let body = serde_json::json!([self.lesson, self.kind]);
        Sha256::digest(body.to_string()).to_vec()
    }

    /// The claimed time, within what can be true: phones believe in 1970 and in 2031.
    pub fn effective_at(&self, since: DateTime<Utc>, received: DateTime<Utc>) -> DateTime<Utc> {
        self.occurred_at.max(since).min(received)
    }
}

/// Where a learner stands in a lesson; a lesson without a completion was begun.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct LessonState {
    /// The first completion, and who says so.
    pub completed: Option<(DateTime<Utc>, Provenance)>,
    /// The most points of an attempt.
    pub best_points: Option<i16>,
}

impl LessonState {
    pub fn is_complete(&self) -> bool {
        self.completed.is_some()
    }

    /// What one event says by itself.
    fn after(kind: &Kind, provenance: Provenance, at: DateTime<Utc>) -> Self {
        Self {
            completed: kind.completes().then_some((at, provenance)),
            best_points: kind.points(),
        }
    }

    /// Both together: the first completion, the most points. `keep_event` in the database says the same.
    fn and(self, other: Self) -> Self {
        let completions = [self.completed, other.completed];
        Self {
            completed: completions.into_iter().flatten().min(),
            best_points: self.best_points.max(other.best_points),
        }
    }
}

/// The state that a set of events makes, in whatever order and however often they come.
pub fn fold<'e>(
    events: impl IntoIterator<Item = &'e (LessonId, Kind, Provenance, DateTime<Utc>)>,
) -> BTreeMap<LessonId, LessonState> {
    let mut states: BTreeMap<LessonId, LessonState> = BTreeMap::new();
    for (lesson, kind, provenance, at) in events {
        let state = states.entry(*lesson).or_default();
        *state = state.and(LessonState::after(kind, *provenance, *at));
    }
    states
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn at(second: i64) -> DateTime<Utc> {
        DateTime::from_timestamp(second, 0).unwrap()
    }

    fn an_event() -> impl Strategy<Value = (LessonId, Kind, Provenance, DateTime<Utc>)> {
        let id = Uuid::from_u128(1);
        let kind = prop_oneof![
            Just(Kind::Read),
            Just(Kind::Attended { session: id }),
            (0..4i16).prop_map(move |points| Kind::Scored {
                answer: id,
                revision: id,
                points
            }),
            (0..4i16).prop_map(move |right| Kind::Finished {
                attempt: id,
                right,
                of: 3,
                pass: 2
            }),
        ];
        let provenance = prop_oneof![Just(Provenance::Own), Just(Provenance::Facilitated)];
        (0..3u128, kind, provenance, 0..9i64).prop_map(|(lesson, kind, provenance, second)| {
            (
                LessonId(Uuid::from_u128(lesson)),
                kind,
                provenance,
                at(second),
            )
        })
    }

    proptest! {
        #[test]
        fn order_and_repetition_change_nothing(
            (events, again) in prop::collection::vec(an_event(), 0..12).prop_flat_map(|events| {
                let twice = [events.clone(), events.clone()].concat();
                (Just(events), Just(twice).prop_shuffle())
            })
        ) {
            prop_assert_eq!(fold(&events), fold(&again));
        }

        #[test]
        fn two_devices_may_meet_in_either_order(
            one in prop::collection::vec(an_event(), 0..8),
            other in prop::collection::vec(an_event(), 0..8),
        ) {
            let here = fold(one.iter().chain(&other));
            let there = fold(other.iter().chain(&one));
            prop_assert_eq!(here, there);
        }
    }

    #[test]
    fn a_clock_cannot_leave_the_enrolment_nor_the_present() {
        let event = |second| Event::read(Uuid::nil(), LessonId(Uuid::nil()), at(second));

        assert_eq!(event(0).effective_at(at(10), at(20)), at(10));
        assert_eq!(event(15).effective_at(at(10), at(20)), at(15));
        assert_eq!(event(99).effective_at(at(10), at(20)), at(20));
    }

    #[test]
    fn an_attempt_completes_only_when_it_was_passed() {
        let finished = |right| Kind::Finished {
            attempt: Uuid::nil(),
            right,
            of: 10,
            pass: 7,
        };

        assert!(!finished(6).completes());
        assert!(finished(7).completes());
    }

    #[test]
    fn what_is_sent_again_is_the_same_event() {
        let (enrolment, lesson) = (Uuid::now_v7(), LessonId(Uuid::now_v7()));
        let (first, again) = (
            Event::read(enrolment, lesson, at(1)),
            Event::read(enrolment, lesson, at(2)),
        );

        assert_eq!((first.id, first.body_hash()), (again.id, again.body_hash()));
    }
}
