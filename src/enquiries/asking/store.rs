//! How enquiries are kept, and to whom they go.
use super::model::{A_DAY, Asked, MOST_OPEN};
use crate::{
    Error, Result,
    access::{PersonId, Public, RoleName},
    cohorts::CohortId,
    courses::{Course, Edition, Lesson, Library},
    db::Connection,
    enquiries::{
        letters::EnquiryLetter,
        model::Enquiry,
        store::{facilitators_of, reviewers_of, with_courses},
    },
    mail,
    schema::{cohort_courses, cohorts, courses, enquiries, memberships, people, roles},
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{exists, insert_into},
    prelude::*,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use std::sync::Arc;
use uuid::Uuid;

/// How many of her enquiries a list shows.
const LATEST: i64 = 50;

/// Somebody in front of a lesson that she may read.
pub(super) struct Asker {
    pub person: PersonId,
    pub edition: Arc<Edition>,
    pub place: usize,
}

impl Asker {
    /// # Errors
    /// `NotFound` for no such lesson, `Stranger` for nobody, `Forbidden` for whoever may not read it.
    pub async fn before(
        course: &Public<Course>,
        lesson: &str,
        library: &Library,
        db: &mut Connection,
    ) -> Result<Self> {
        let edition = library.published(course, db).await?;
        let (place, the_lesson) = edition.lesson(lesson).ok_or(Error::NotFound)?;
        let person = course.asker.ok_or(Error::Stranger)?;
        if course.enrolment.is_none() && !the_lesson.open {
            return Err(Error::Forbidden);
        }
        Ok(Self {
            person,
            edition,
            place,
        })
    }

    pub fn lesson(&self) -> &Lesson {
        &self.edition.lessons[self.place]
    }
}

/// What became of an enquiry that was sent.
pub(super) enum Kept {
    Now,
    Before,
    /// The same form came before with something else in it.
    Another,
    /// Too many of hers wait for an answer.
    TooMany,
}

/// Keeps an enquiry and tells those who may answer first; what came before is not kept again.
///
/// # Errors
/// When the database is away; then nothing was kept.
pub(super) async fn keep(
    by: &Asker,
    asked: &Asked,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Kept> {
    let (id, body_hash) = (asked.id(by.person), asked.body_hash(by.lesson().id));
    db.transaction(async |db| {
        lock(by.person, db).await?;
        let before: Option<Vec<u8>> = enquiries::table
            .find(id)
            .select(enquiries::body_hash)
            .first(db)
            .await
            .optional()?;
        match before {
            Some(hash) if hash == body_hash => return Ok(Kept::Before),
            Some(_) => return Ok(Kept::Another),
            None if open_of(by.person, now, db).await? >= MOST_OPEN => return Ok(Kept::TooMany),
            None => {}
        }

        let cohort = cohort_of(by, db).await?;
        insert_into(enquiries::table)
            .values((
                enquiries::id.eq(id),
                enquiries::lesson.eq(by.lesson().id),
                enquiries::kind.eq(asked.kind.name()),
                enquiries::language.eq(asked.language),
                enquiries::words.eq(asked.words.as_str()),
                enquiries::photo.eq(asked.photo.as_ref().map(|photo| photo.as_str())),
                enquiries::asked_by.eq(by.person),
                enquiries::asked_at.eq(now),
                enquiries::body_hash.eq(body_hash),
                enquiries::cohort.eq(cohort),
            ))
            .execute(db)
            .await?;
        tell(by, asked, id, cohort, now, db).await?;
        Ok(Kept::Now)
    })
    .await
}

/// Until the end of the transaction, her other forms wait: what is sent twice at once is still one after the other.
async fn lock(person: PersonId, db: &mut Connection) -> QueryResult<Uuid> {
    people::table
        .find(person)
        .select(people::id)
        .for_no_key_update()
        .first(db)
        .await
}

/// How many of her enquiries wait that she asked within a day.
async fn open_of(person: PersonId, now: DateTime<Utc>, db: &mut Connection) -> QueryResult<i64> {
    enquiries::table
        .filter(enquiries::asked_by.eq(person))
        .filter(enquiries::asked_at.gt(now - A_DAY))
        .filter(enquiries::answer.is_null())
        .count()
        .get_result(db)
        .await
}

/// The cohort through which she learns the course and that somebody else facilitates; of several the one she joined last.
async fn cohort_of(by: &Asker, db: &mut Connection) -> QueryResult<Option<CohortId>> {
    let facilitated = roles::table
        .filter(roles::role.eq(RoleName::Facilitator.name()))
        .filter(roles::until.is_null())
        .filter(roles::person.ne(by.person))
        .filter(
            roles::cohort
                .eq(cohorts::id.nullable())
                .or(roles::programme.eq(cohorts::programme.nullable())),
        );
    memberships::table
        .inner_join(cohorts::table)
        .inner_join(cohort_courses::table.on(cohort_courses::cohort.eq(memberships::cohort)))
        .filter(memberships::person.eq(by.person))
        .filter(memberships::until.is_null())
        .filter(cohort_courses::course.eq(by.edition.course))
        .filter(exists(facilitated))
        .order((memberships::since.desc(), cohorts::id))
        .select(cohorts::id)
        .first(db)
        .await
        .optional()
}

/// Writes to the facilitators of her cohort, or to the experts when she has none.
async fn tell(
    by: &Asker,
    asked: &Asked,
    id: Uuid,
    cohort: Option<CohortId>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let edition = &by.edition;
    let (mut readers, path) = match cohort {
        Some(cohort) => (
            facilitators_of(cohort, db).await?,
            format!("/cohorts/{}/enquiries/{id}", cohort.0),
        ),
        None => (
            reviewers_of(edition.course, db).await?,
            format!("/courses/{}/enquiries/{id}", edition.slug),
        ),
    };
    readers.retain(|reader| *reader != by.person);
    let titles: serde_json::Value = courses::table
        .find(edition.course)
        .select(courses::titles)
        .first(db)
        .await?;
    let letter = EnquiryLetter::new(
        asked.kind,
        serde_json::from_value(titles).unwrap_or_default(),
        edition.lesson_titles(by.place),
        path,
    );
    let batch: Vec<_> = readers.iter().map(|to| (&letter, id, *to)).collect();
    mail::write_all(&batch, now, db).await
}

/// Her own enquiries, the newest first.
pub(super) async fn of(person: PersonId, db: &mut Connection) -> QueryResult<Vec<Enquiry>> {
    with_courses()
        .filter(enquiries::asked_by.eq(person))
        .order((enquiries::asked_at.desc(), enquiries::id))
        .limit(LATEST)
        .load(db)
        .await
}

/// One of her own.
pub(super) async fn one(id: Uuid, person: PersonId, db: &mut Connection) -> QueryResult<Enquiry> {
    with_courses()
        .filter(enquiries::id.eq(id))
        .filter(enquiries::asked_by.eq(person))
        .first(db)
        .await
}
