//! How made-up people come into a new school: by the same doors as real ones, so that what they did are real events.
use super::{Part, cast};
use crate::{
    access::{Caretaker, Enrolment, EnrolmentId, Keys, Over, PersonId, RoleName, give_role},
    assessments::Attempt,
    certificates::{self, Issuer},
    courses::{CourseId, Edition, Lesson, Library, VersionId, trust_changed},
    db::Connection,
    enquiries::{Kind as Asked, letters::AnswerLetter},
    enrolments::{self, Way},
    mail,
    people::{self, Card, PersonName, UserName, office},
    progress::{self, Event, Happened, Kind, Provenance},
    schema::{
        addresses, attempts, cohort_courses, cohorts, courses, enquiries, enrolments as enrolled,
        group_sessions, identifiers, memberships, people as everybody, programmes, publications,
    },
};
use chrono::{DateTime, Duration, Utc};
use diesel::{insert_into, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use uuid::Uuid;

/// Why made-up people did not come in.
#[derive(Debug, thiserror::Error)]
pub enum NotSettled {
    #[error(
        "Made-up people need something to learn: a published course of the programme “ecuador”, as course_content has it."
    )]
    NothingToLearn,
    #[error(transparent)]
    School(#[from] crate::Error),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
    #[error(transparent)]
    NotAdded(#[from] office::NotAdded),
}

/// The one who plays a part.
///
/// # Errors
/// `NotFound` before they have come in.
pub(super) async fn player(part: Part, db: &mut Connection) -> QueryResult<PersonId> {
    identifiers::table
        .filter(identifiers::kind.eq("user_name"))
        .filter(identifiers::value.eq(part.user_name()))
        .select(identifiers::person)
        .first(db)
        .await
}

/// Lets them all in, unless they are there.
///
/// # Errors
/// When there is nothing to learn, or the database is away; then nobody came.
pub async fn settle(
    caretaker: &Caretaker,
    keys: &Keys,
    issuer: &Issuer,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<(), NotSettled> {
    if player(Part::Administrator, db).await.optional()?.is_some() {
        return Ok(());
    }
    db.transaction(async |db| {
        let (course, version) = to_learn(db).await?;
        let edition = Library::default().edition(version, db).await?;
        let stage = Stage {
            caretaker,
            keys,
            issuer,
            course,
            edition: &edition,
            began: now - Duration::days(21),
            now,
        };
        stage.fill(db).await
    })
    .await
}

async fn to_learn(db: &mut Connection) -> Result<(CourseId, VersionId), NotSettled> {
    publications::table
        .inner_join(courses::table.inner_join(programmes::table))
        .filter(programmes::slug.eq("ecuador"))
        .order(courses::slug)
        .select((courses::id, publications::version))
        .first(db)
        .await
        .optional()?
        .ok_or(NotSettled::NothingToLearn)
}

/// All that is needed to make somebody up.
struct Stage<'a> {
    caretaker: &'a Caretaker,
    keys: &'a Keys,
    issuer: &'a Issuer,
    course: CourseId,
    edition: &'a Edition,
    began: DateTime<Utc>,
    now: DateTime<Utc>,
}

type Outcome<T = ()> = Result<T, NotSettled>;

impl Stage<'_> {
    async fn fill(&self, db: &mut Connection) -> Outcome {
        let ecuador = programme("ecuador", db).await?;
        let kenya = programme("kenya", db).await?;
        let daule = self
            .cohort(ecuador, "Daule, grupo 1", "Daule", "America/Guayaquil", db)
            .await?;
        let samborondon = self
            .cohort(
                ecuador,
                "Samborondón",
                "Samborondón",
                "America/Guayaquil",
                db,
            )
            .await?;
        let mwea = self
            .cohort(kenya, "Mwea", "Mwea", "Africa/Nairobi", db)
            .await?;

        let coordinator = self.plays(Part::Coordinator, db).await?;
        let facilitator = self.plays(Part::Facilitator, db).await?;
        let reviewer = self.plays(Part::Reviewer, db).await?;
        let administrator = self.plays(Part::Administrator, db).await?;
        let second = self.adds(cast::SECOND_FACILITATOR, db).await?;
        let kenyan = self.adds(cast::KENYAN_COORDINATOR, db).await?;
        for (person, role, over) in [
            (administrator, RoleName::Administrator, Over::School),
            (coordinator, RoleName::Coordinator, Over::Programme(ecuador)),
            (kenyan, RoleName::Coordinator, Over::Programme(kenya)),
            (reviewer, RoleName::Reviewer, Over::Course(self.course.0)),
            (facilitator, RoleName::Facilitator, Over::Cohort(daule)),
            (second, RoleName::Facilitator, Over::Cohort(samborondon)),
            (kenyan, RoleName::Facilitator, Over::Cohort(mwea)),
        ] {
            give_role(self.caretaker, person, role, over, self.began, db).await?;
        }
        self.plays(Part::NewFarmer, db).await?;
        let half_way = self.plays(Part::HalfWay, db).await?;
        let finished = self.plays(Part::Finished, db).await?;

        let mut small = vec![half_way, finished];
        small.extend(self.come(coordinator, &cast::DAULE, db).await?);
        let large = self.come(coordinator, &cast::SAMBORONDON, db).await?;
        let lessons = self.edition.lessons.len();
        let learners = self.join(daule, &small, db).await?;
        for (place, learner) in learners.iter().enumerate() {
            let read = match place {
                0 => lessons / 2,
                1 => lessons,
                place => (place - 2) * lessons / 11,
            };
            self.learns(learner, read, db).await?;
        }
        self.met(daule, facilitator, &small[4..], db).await?;
        self.asked(daule, half_way, facilitator, db).await?;
        for (place, learner) in self.join(samborondon, &large, db).await?.iter().enumerate() {
            self.learns(learner, place * 7 % lessons, db).await?;
        }
        self.certified(finished, &learners[1], db).await?;
        self.addresses(db).await
    }

    async fn plays(&self, part: Part, db: &mut Connection) -> Outcome<PersonId> {
        self.adds((part.name(), &part.user_name()), db).await
    }

    /// Somebody with a name to be found by.
    async fn adds(
        &self,
        (name, user_name): (&str, &str),
        db: &mut Connection,
    ) -> Outcome<PersonId> {
        let name = PersonName::parse(name).expect("a test reads all names");
        let user_name = UserName::parse(user_name).expect("a test reads all names");
        let ways = (Some(&user_name), None);
        let card = office::add_one(self.caretaker, &name, ways, self.keys, self.began, db).await?;
        Ok(card.person)
    }

    /// People whom a coordinator adds.
    async fn come(
        &self,
        by: PersonId,
        names: &[&str],
        db: &mut Connection,
    ) -> Outcome<Vec<PersonId>> {
        let names = names.iter().map(|name| PersonName::parse(name));
        let names: Vec<_> = names
            .map(|name| name.expect("a test reads all names"))
            .collect();
        let cards = people::add(by, &names, self.keys, self.began, db).await?;
        let ids: Vec<_> = cards.iter().map(|card: &Card| card.person).collect();
        let there = everybody::table.filter(everybody::id.eq_any(ids.iter().map(|id| id.0)));
        update(there)
            .set(everybody::time_zone.eq("America/Guayaquil"))
            .execute(db)
            .await?;
        Ok(ids)
    }

    async fn cohort(
        &self,
        programme: Uuid,
        name: &str,
        place: &str,
        time_zone: &str,
        db: &mut Connection,
    ) -> Outcome<Uuid> {
        let id = Uuid::now_v7();
        insert_into(cohorts::table)
            .values((
                cohorts::id.eq(id),
                cohorts::programme.eq(programme),
                cohorts::name.eq(name),
                cohorts::place.eq(place),
                cohorts::time_zone.eq(time_zone),
                cohorts::starts_on.eq(self.began.date_naive()),
                cohorts::ends_on.eq((self.now + Duration::days(60)).date_naive()),
            ))
            .execute(db)
            .await?;
        insert_into(cohort_courses::table)
            .values((
                cohort_courses::cohort.eq(id),
                cohort_courses::course.eq(self.course),
                cohort_courses::position.eq(0i16),
            ))
            .execute(db)
            .await?;
        Ok(id)
    }

    /// Joins people to a cohort and opens their enrolments, which are answered in the same order.
    async fn join(
        &self,
        cohort: Uuid,
        who: &[PersonId],
        db: &mut Connection,
    ) -> Outcome<Vec<Learning>> {
        let rows: Vec<_> = who
            .iter()
            .map(|person| {
                (
                    memberships::cohort.eq(cohort),
                    memberships::person.eq(*person),
                    memberships::since.eq(self.began),
                )
            })
            .collect();
        insert_into(memberships::table)
            .values(rows)
            .execute(db)
            .await?;
        enrolments::open(who, self.course, Way::Cohort, self.began, db).await?;

        let opened: Vec<(EnrolmentId, PersonId)> = enrolled::table
            .filter(enrolled::person.eq_any(who))
            .filter(enrolled::course.eq(self.course))
            .select((enrolled::id, enrolled::person))
            .load(db)
            .await?;
        let learning = |person: &PersonId| {
            let (id, person) = *opened.iter().find(|(_, learner)| learner == person)?;
            let enrolment = Enrolment {
                id,
                since: self.began,
                done: 0,
                completed_at: None,
            };
            Some(Learning { person, enrolment })
        };
        Ok(who.iter().filter_map(learning).collect())
    }

    /// Goes through the first lessons of the course, one on each day.
    async fn learns(&self, who: &Learning, lessons: usize, db: &mut Connection) -> Outcome {
        for (day, lesson) in (1..).zip(self.edition.lessons.iter().take(lessons)) {
            let at = self.began + Duration::days(day);
            if lesson.is_quiz() {
                self.passes(who, lesson, at, db).await?;
            } else {
                let event = Event::read(who.enrolment.id.0, lesson.id, at);
                progress::record(&self.happened(who, Provenance::Own), &event, at, db).await?;
            }
        }
        Ok(())
    }

    /// Answers every question of a quiz, and all of them right.
    async fn passes(
        &self,
        who: &Learning,
        quiz: &Lesson,
        at: DateTime<Utc>,
        db: &mut Connection,
    ) -> Outcome {
        let attempt = Attempt::numbered(who.enrolment.id.0, quiz.id.0, 1);
        insert_into(attempts::table)
            .values((
                attempts::id.eq(attempt.id),
                attempts::learner.eq(who.person),
                attempts::lesson.eq(quiz.id),
                attempts::version.eq(self.edition.version),
                attempts::number.eq(attempt.number),
                attempts::started_at.eq(at),
                attempts::ended_at.eq(at),
            ))
            .execute(db)
            .await?;
        let (own, school) = (
            self.happened(who, Provenance::Own),
            self.happened(who, Provenance::School),
        );
        let event = |id, kind| Event {
            id,
            lesson: quiz.id,
            kind,
            occurred_at: at,
        };
        for question in &quiz.questions {
            let (answer, revision) = (attempt.answer_id(question), question.revision);
            let answered = Kind::Answered {
                question: question.id,
                revision,
                attempt: Some(attempt.id),
                option: question.key().into(),
            };
            let points = 1;
            let scored = Kind::Scored {
                answer,
                revision,
                points,
            };
            progress::record(&own, &event(answer, answered), at, db).await?;
            let id = Uuid::new_v5(&answer, revision.as_bytes());
            progress::record(&school, &event(id, scored), at, db).await?;
        }
        let all = attempt.standing(quiz).of;
        let finished = Kind::Finished {
            attempt: attempt.id,
            right: all,
            of: all,
            pass: attempt.standing(quiz).pass,
        };
        let id = Uuid::new_v5(&attempt.id, b"finished");
        progress::record(&school, &event(id, finished), at, db).await?;
        Ok(())
    }

    fn happened<'e>(&self, who: &'e Learning, provenance: Provenance) -> Happened<'e> {
        Happened {
            learner: who.person,
            enrolment: &who.enrolment,
            course: self.course,
            version: self.edition.version,
            provenance,
            recorded_by: who.person,
        }
    }

    /// A meeting about the first lesson, for those who had not read it by themselves.
    async fn met(
        &self,
        cohort: Uuid,
        facilitator: PersonId,
        who: &[PersonId],
        db: &mut Connection,
    ) -> Outcome {
        let lessons: &[Lesson] = &self.edition.lessons;
        let [lesson, ..] = lessons else {
            return Ok(());
        };
        let (id, at) = (Uuid::now_v7(), self.began + Duration::days(2));
        insert_into(group_sessions::table)
            .values((
                group_sessions::id.eq(id),
                group_sessions::cohort.eq(cohort),
                group_sessions::course.eq(self.course),
                group_sessions::lesson.eq(lesson.id),
                group_sessions::facilitator.eq(facilitator),
                group_sessions::place.eq("Casa comunal"),
                group_sessions::held_on.eq(at.date_naive()),
                group_sessions::people.eq(i32::try_from(who.len()).unwrap_or(i32::MAX)),
                group_sessions::recorded_at.eq(at),
                group_sessions::body_hash.eq(Sha256::digest(id.as_bytes()).to_vec()),
            ))
            .execute(db)
            .await?;
        let about = (self.course, self.edition.version, lesson.id);
        progress::attended(id, who, about, at, facilitator, at, db).await?;
        Ok(())
    }

    /// Two questions about the first lesson: one was answered and stands under it, the other waits for the facilitator.
    async fn asked(
        &self,
        cohort: Uuid,
        learner: PersonId,
        facilitator: PersonId,
        db: &mut Connection,
    ) -> Outcome {
        let lessons: &[Lesson] = &self.edition.lessons;
        let [lesson, ..] = lessons else {
            return Ok(());
        };
        for (place, (words, answer)) in (0..).zip(cast::QUESTIONS) {
            let (id, at) = (Uuid::now_v7(), self.now - Duration::days(2 - place));
            insert_into(enquiries::table)
                .values((
                    enquiries::id.eq(id),
                    enquiries::lesson.eq(lesson.id),
                    enquiries::kind.eq(Asked::Question.name()),
                    enquiries::language.eq("es"),
                    enquiries::words.eq(words),
                    enquiries::asked_by.eq(learner),
                    enquiries::asked_at.eq(at),
                    enquiries::body_hash.eq(Sha256::digest(id.as_bytes()).to_vec()),
                    enquiries::cohort.eq(cohort),
                    enquiries::answer.eq(answer),
                    enquiries::answered_at.eq(answer.map(|_| at + Duration::hours(5))),
                    enquiries::answered_by.eq(answer.map(|_| facilitator)),
                    enquiries::shown.eq(answer.is_some()),
                ))
                .execute(db)
                .await?;
            if let Some(answer) = answer {
                let letter = AnswerLetter {
                    lesson_titles: self.edition.lesson_titles(0),
                    language: "es".into(),
                    words: words.into(),
                    answer: answer.into(),
                };
                mail::write(&letter, id, learner, at + Duration::hours(5), db).await?;
            }
        }
        trust_changed(self.course, db).await?;
        Ok(())
    }

    async fn certified(&self, person: PersonId, who: &Learning, db: &mut Connection) -> Outcome {
        certificates::issue_if_complete(
            person,
            who.enrolment.id,
            self.edition,
            self.issuer,
            self.now,
            db,
        )
        .await?;
        Ok(())
    }

    /// Last, so that no letter of the past is on its way: from now on letters to them become files.
    async fn addresses(&self, db: &mut Connection) -> Outcome {
        for part in Part::ALL {
            insert_into(addresses::table)
                .values((
                    addresses::id.eq(Uuid::now_v7()),
                    addresses::person.eq(player(part, db).await?),
                    addresses::kind.eq("email"),
                    addresses::value.eq(format!("{}@school.invalid", part.slug())),
                    addresses::added_at.eq(self.now),
                ))
                .execute(db)
                .await?;
        }
        Ok(())
    }
}

/// Somebody in the course.
struct Learning {
    person: PersonId,
    enrolment: Enrolment,
}

async fn programme(slug: &str, db: &mut Connection) -> Outcome<Uuid> {
    let id = programmes::table
        .filter(programmes::slug.eq(slug))
        .select(programmes::id);
    Ok(id.first(db).await?)
}
