//! A session as it is written down, and what can be wrong with it.
use crate::{
    access::PersonId,
    courses::{Lesson, LessonId},
};
use chrono::{DateTime, Days, NaiveDate, NaiveTime, Utc};
use chrono_tz::Tz;
use diesel::prelude::*;
use rocket::FromForm;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap, HashSet};
use uuid::Uuid;

const LONGEST_PLACE: usize = 200;
const MOST_HANDS: i32 = 10_000;
/// Sessions are written down within a year.
const DAYS_BACK: u64 = 366;

/// The form as it came.
#[derive(Clone, Debug, Default, FromForm)]
pub struct Sent {
    pub id: Uuid,
    pub lesson: Uuid,
    pub held_on: String,
    pub place: String,
    pub person: Vec<Uuid>,
    /// By question and option.
    pub hands: HashMap<Uuid, HashMap<String, String>>,
}

/// What is wrong in a field: the id of the field, and the key of its message.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wrong {
    pub field: &'static str,
    pub key: &'static str,
}

impl Wrong {
    /// The form was sent before, with another session in it.
    pub const SENT_BEFORE: Self = wrong("held-on", "facilitation-session-sent-before");
    /// Somebody who was ticked cannot be.
    pub const NOT_HERE: Self = wrong("people", "facilitation-not-here");
}

/// A session that can be kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Held {
    pub form: Uuid,
    pub lesson: LessonId,
    pub held_on: NaiveDate,
    pub place: String,
    /// In order, each once.
    pub people: Vec<PersonId>,
    /// By question and option.
    pub hands: BTreeMap<(Uuid, String), i32>,
}

impl Held {
    /// The session that was sent, on a day that is not after today.
    ///
    /// # Errors
    /// Everything that is wrong, field by field.
    pub fn read(sent: &Sent, lesson: &Lesson, today: NaiveDate) -> Result<Self, Vec<Wrong>> {
        let held_on = day(&sent.held_on, today);
        let place = place(&sent.place);
        let hands = hands(&sent.hands, lesson);
        let people: Vec<_> = sent
            .person
            .iter()
            .copied()
            .collect::<HashSet<_>>()
            .into_iter()
            .collect();
        let came = if people.is_empty() {
            Err(wrong("people", "facilitation-nobody-ticked"))
        } else {
            Ok(())
        };

        match (held_on, place, came, hands) {
            (Ok(held_on), Ok(place), Ok(()), Ok(hands)) => {
                let mut people: Vec<_> = people.into_iter().map(PersonId).collect();
                people.sort();
                Ok(Self {
                    form: sent.id,
                    lesson: lesson.id,
                    held_on,
                    place,
                    people,
                    hands,
                })
            }
            (held_on, place, came, hands) => {
                Err([held_on.err(), place.err(), came.err(), hands.err()]
                    .into_iter()
                    .flatten()
                    .collect())
            }
        }
    }

    /// Equal for equal sessions, in whatever order the people were ticked.
    pub fn body_hash(&self) -> Vec<u8> {
        let hands: Vec<_> = self.hands.iter().collect();
        let body = serde_json::json!([self.lesson, self.held_on, self.place, self.people, hands]);
        Sha256::digest(body.to_string()).to_vec()
    }

    /// A day without a time ends where the people are.
    pub fn ended_at(&self, zone: Tz) -> DateTime<Utc> {
        let midnight = (self.held_on + Days::new(1)).and_time(NaiveTime::MIN);
        let there = midnight.and_local_timezone(zone).earliest();
        there.map_or_else(|| midnight.and_utc(), |there| there.to_utc())
    }
}

const fn wrong(field: &'static str, key: &'static str) -> Wrong {
    Wrong { field, key }
}

fn day(text: &str, today: NaiveDate) -> Result<NaiveDate, Wrong> {
    let day: NaiveDate = text
        .trim()
        .parse()
        .map_err(|_| wrong("held-on", "facilitation-day-missing"))?;
    if day > today {
        Err(wrong("held-on", "facilitation-day-to-come"))
    } else if today - Days::new(DAYS_BACK) > day {
        Err(wrong("held-on", "facilitation-day-long-ago"))
    } else {
        Ok(day)
    }
}

fn place(text: &str) -> Result<String, Wrong> {
    let disturbs =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let place = text.split_whitespace().collect::<Vec<_>>().join(" ");
    if place.is_empty() {
        Err(wrong("place", "facilitation-place-missing"))
    } else if place.chars().any(disturbs) {
        Err(wrong("place", "facilitation-place-strange"))
    } else if place.chars().count() > LONGEST_PLACE {
        Err(wrong("place", "facilitation-place-long"))
    } else {
        Ok(place)
    }
}

/// The hands of the lesson's own questions; an empty field is no count.
fn hands(
    sent: &HashMap<Uuid, HashMap<String, String>>,
    lesson: &Lesson,
) -> Result<BTreeMap<(Uuid, String), i32>, Wrong> {
    let mut hands = BTreeMap::new();
    for (question, counts) in sent {
        for (option, count) in counts.iter().filter(|(_, count)| !count.trim().is_empty()) {
            let known = lesson.questions.iter().find(|q| q.id == *question);
            if known.and_then(|q| q.is_right(option)).is_none() {
                return Err(wrong("hands", "facilitation-hands-unknown"));
            }
            match count.trim().parse() {
                Ok(count @ 0..=MOST_HANDS) => hands.insert((*question, option.clone()), count),
                _ => return Err(wrong("hands", "facilitation-hands-strange")),
            };
        }
    }
    Ok(hands)
}

/// Somebody who can be ticked.
#[derive(Clone, Debug, Queryable)]
pub struct Attendant {
    pub id: PersonId,
    pub name: String,
}

/// A session that was written down.
#[derive(Clone, Debug, Queryable)]
pub struct Past {
    pub lesson: LessonId,
    pub held_on: NaiveDate,
    pub place: String,
    pub people: i32,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::courses::{LessonKind, ModuleId, Question};

    const TODAY: &str = "2026-11-24";

    fn lesson() -> Lesson {
        let option = |id: &str, right| serde_json::json!({ "id": id, "right": right });
        let options = serde_json::json!([option("a", true), option("b", false)]);
        Lesson {
            id: LessonId(Uuid::from_u128(1)),
            module: Some(ModuleId(Uuid::nil())),
            slug: "filters".into(),
            title: "lt01".into(),
            kind: LessonKind::Steps,
            minutes: 4,
            open: false,
            sections: vec![],
            questions: vec![Question {
                id: Uuid::from_u128(2),
                revision: Uuid::nil(),
                name: "q1".into(),
                options: serde_json::from_value(options).unwrap(),
            }],
            citations: vec![],
        }
    }

    fn sent() -> Sent {
        Sent {
            id: Uuid::from_u128(3),
            lesson: Uuid::from_u128(1),
            held_on: TODAY.into(),
            place: " Nakuru ".into(),
            person: vec![Uuid::from_u128(5), Uuid::from_u128(4), Uuid::from_u128(5)],
            hands: HashMap::new(),
        }
    }

    fn read(sent: &Sent) -> Result<Held, Vec<&'static str>> {
        let held = Held::read(sent, &lesson(), TODAY.parse().unwrap());
        held.map_err(|wrong| wrong.into_iter().map(|w| w.key).collect())
    }

    fn with_hands(question: u128, option: &str, count: &str) -> Sent {
        let counts = HashMap::from([(option.to_string(), count.to_string())]);
        Sent {
            hands: HashMap::from([(Uuid::from_u128(question), counts)]),
            ..sent()
        }
    }

    #[test]
    fn everybody_is_counted_once_in_whatever_order() {
        let held = read(&sent()).unwrap();
        let other = read(&Sent {
            person: vec![Uuid::from_u128(4), Uuid::from_u128(5)],
            ..sent()
        })
        .unwrap();

        assert_eq!(held.people.len(), 2);
        assert_eq!(held.place, "Nakuru");
        assert_eq!(held.body_hash(), other.body_hash());
    }

    #[test]
    fn a_session_was_held_within_the_last_year() {
        for (day, key) in [
            ("", "facilitation-day-missing"),
            ("24.11.2026", "facilitation-day-missing"),
            ("2026-02-30", "facilitation-day-missing"),
            ("2026-11-25", "facilitation-day-to-come"),
            ("2025-11-22", "facilitation-day-long-ago"),
            ("-9999-01-01", "facilitation-day-long-ago"),
        ] {
            let sent = Sent {
                held_on: day.into(),
                ..sent()
            };
            assert_eq!(read(&sent), Err(vec![key]), "{day}");
        }
        assert!(
            read(&Sent {
                held_on: "2025-11-24".into(),
                ..sent()
            })
            .is_ok()
        );
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let sent = Sent {
            person: vec![],
            place: "a\u{202e}b".into(),
            held_on: "x".into(),
            ..with_hands(2, "a", "-1")
        };
        assert_eq!(
            read(&sent),
            Err(vec![
                "facilitation-day-missing",
                "facilitation-place-strange",
                "facilitation-nobody-ticked",
                "facilitation-hands-strange"
            ])
        );
    }

    #[test]
    fn hands_are_raised_for_the_lessons_own_options() {
        let held = read(&with_hands(2, "b", " 23 ")).unwrap();
        assert_eq!(
            held.hands,
            BTreeMap::from([((Uuid::from_u128(2), "b".into()), 23)])
        );
        assert!(read(&with_hands(2, "a", "")).unwrap().hands.is_empty());

        for (question, option) in [(2, "z"), (9, "a")] {
            assert_eq!(
                read(&with_hands(question, option, "1")),
                Err(vec!["facilitation-hands-unknown"])
            );
        }
        for count in ["-1", "10001", "1.5", "many", "99999999999"] {
            assert_eq!(
                read(&with_hands(2, "a", count)),
                Err(vec!["facilitation-hands-strange"]),
                "{count}"
            );
        }
    }

    #[test]
    fn a_day_ends_where_the_people_are() {
        let held = read(&sent()).unwrap();
        let ended_at = |zone: &str| held.ended_at(zone.parse().unwrap()).to_rfc3339();

        assert_eq!(ended_at("America/Guayaquil"), "2026-11-25T05:00:00+00:00");
        assert_eq!(ended_at("Asia/Colombo"), "2026-11-24T18:30:00+00:00");
    }
}
