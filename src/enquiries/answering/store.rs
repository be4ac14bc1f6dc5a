//! Enquiries through those who may answer them, and what becomes of them.
use crate::{
    Result,
    access::{Facilitator, PersonId, Reviewer},
    cohorts::Cohort,
    courses::{Course, Titles, trust_changed},
    db::Connection,
    enquiries::{
        Text,
        letters::{AnswerLetter, EnquiryLetter},
        model::{Enquiry, PATIENCE},
        store::{reached, reviewers_of, with_courses},
    },
    mail,
    schema::{courses, enquiries},
};
use chrono::{DateTime, Utc};
use diesel::{dsl, prelude::*, update};
use diesel_async::{AsyncConnection, RunQueryDsl};
use uuid::Uuid;

/// How many a list shows: of those that wait the oldest, of the others the newest.
const WAITING: i64 = 50;
const SETTLED: i64 = 20;

/// An enquiry in the hands of somebody who may answer it. Only the finders of this room make one.
pub(super) struct InHand {
    pub enquiry: Enquiry,
    by: PersonId,
    /// She takes it over from the facilitators by answering it.
    takes_over: bool,
}

/// What waits, and what does not any more.
pub(super) struct Lists {
    pub waiting: Vec<Enquiry>,
    pub settled: Vec<Enquiry>,
}

/// What the people of a cohort asked.
pub(super) async fn of_cohort(by: &Facilitator<Cohort>, db: &mut Connection) -> QueryResult<Lists> {
    let waits = enquiries::answer
        .is_null()
        .and(enquiries::passed_on_at.is_null());
    let of_cohort = || with_courses().filter(enquiries::cohort.eq(by.id));
    Ok(Lists {
        waiting: of_cohort()
            .filter(waits)
            .order((enquiries::asked_at, enquiries::id))
            .limit(WAITING)
            .load(db)
            .await?,
        settled: of_cohort()
            .filter(dsl::not(waits))
            .order((enquiries::asked_at.desc(), enquiries::id))
            .limit(SETTLED)
            .load(db)
            .await?,
    })
}

/// One of them.
///
/// # Errors
/// `NotFound` for every other one.
pub(super) async fn one_of_cohort(
    by: &Facilitator<Cohort>,
    id: Uuid,
    db: &mut Connection,
) -> QueryResult<InHand> {
    let enquiry: Enquiry = with_courses()
        .filter(enquiries::id.eq(id))
        .filter(enquiries::cohort.eq(by.id))
        .first(db)
        .await?;
    Ok(InHand {
        enquiry,
        by: by.person(),
        takes_over: false,
    })
}

/// What reached the experts of a course.
pub(super) async fn of_course(
    by: &Reviewer<Course>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<Lists> {
    let of_course = || {
        with_courses()
            .filter(courses::id.eq(by.id))
            .filter(reached(now - PATIENCE))
    };
    Ok(Lists {
        waiting: of_course()
            .filter(enquiries::answer.is_null())
            .order((enquiries::asked_at, enquiries::id))
            .limit(WAITING)
            .load(db)
            .await?,
        settled: of_course()
            .filter(enquiries::answer.is_not_null())
            .order((enquiries::asked_at.desc(), enquiries::id))
            .limit(SETTLED)
            .load(db)
            .await?,
    })
}

/// One of them.
///
/// # Errors
/// `NotFound` for every other one.
pub(super) async fn one_of_course(
    by: &Reviewer<Course>,
    id: Uuid,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<InHand> {
    let enquiry: Enquiry = with_courses()
        .filter(enquiries::id.eq(id))
        .filter(courses::id.eq(by.id))
        .filter(reached(now - PATIENCE))
        .first(db)
        .await?;
    Ok(InHand {
        takes_over: enquiry.cohort.is_some() && enquiry.passed_on_at.is_none(),
        enquiry,
        by: by.person(),
    })
}

/// What became of an answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Answered {
    Now,
    /// She had sent the same before.
    Before,
    /// This one was there first.
    Already(String),
}

/// Answers: the asker is written to, and where it is shown it stands under the lesson from now on. The first answer stays.
///
/// # Errors
/// When the database is away; then nothing was answered.
pub(super) async fn answer(
    hand: &InHand,
    answer: &Text,
    shown: bool,
    lesson_titles: Titles,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Answered> {
    let enquiry = &hand.enquiry;
    db.transaction(async |db| {
        let open = enquiries::table
            .find(enquiry.id)
            .filter(enquiries::answer.is_null());
        let taken_over = hand.takes_over.then_some((
            enquiries::passed_on_at.eq(now),
            enquiries::passed_on_by.eq(hand.by),
        ));
        let answered = update(open)
            .set((
                enquiries::answer.eq(answer.as_str()),
                enquiries::answered_at.eq(now),
                enquiries::answered_by.eq(hand.by),
                enquiries::shown.eq(shown),
                taken_over,
            ))
            .execute(db)
            .await?;
        if answered == 0 {
            return before(hand, answer, db).await;
        }
        let letter = AnswerLetter::new(enquiry, lesson_titles, answer.as_str());
        mail::write(&letter, enquiry.id, enquiry.asked_by, now, db).await?;
        if shown {
            trust_changed(enquiry.course.id, db).await?;
        }
        Ok(Answered::Now)
    })
    .await
}

async fn before(hand: &InHand, answer: &Text, db: &mut Connection) -> Result<Answered> {
    let (by, words): (Option<PersonId>, Option<String>) = enquiries::table
        .find(hand.enquiry.id)
        .select((enquiries::answered_by, enquiries::answer))
        .first(db)
        .await?;
    let words = words.unwrap_or_default();
    let is_same = by == Some(hand.by) && words == answer.as_str();
    Ok(if is_same {
        Answered::Before
    } else {
        Answered::Already(words)
    })
}

/// Passes an enquiry on to the experts, who are written to; twice is once. What is answered needs no experts any more.
///
/// # Errors
/// When the database is away; then nothing was passed on.
pub(super) async fn pass_on(
    hand: &InHand,
    lesson_titles: Titles,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<()> {
    let enquiry = &hand.enquiry;
    db.transaction(async |db| {
        let open = enquiries::table
            .find(enquiry.id)
            .filter(enquiries::answer.is_null())
            .filter(enquiries::passed_on_at.is_null());
        let passed = update(open)
            .set((
                enquiries::passed_on_at.eq(now),
                enquiries::passed_on_by.eq(hand.by),
            ))
            .execute(db)
            .await?;
        if passed == 0 {
            return Ok(());
        }
        let mut experts = reviewers_of(enquiry.course.id, db).await?;
        experts.retain(|expert| *expert != enquiry.asked_by && *expert != hand.by);
        let letter = EnquiryLetter::new(
            enquiry.kind(),
            enquiry.course.titles(),
            lesson_titles,
            format!("/courses/{}/enquiries/{}", enquiry.course.slug, enquiry.id),
        );
        let batch = experts.iter().map(|to| (&letter, enquiry.id, *to));
        mail::write_all(&batch.collect::<Vec<_>>(), now, db).await?;
        Ok(())
    })
    .await
}

/// Puts an answered enquiry under its lesson, or takes it away from there.
///
/// # Errors
/// When the database is away.
pub(super) async fn show(hand: &InHand, shown: bool, db: &mut Connection) -> Result<()> {
    let enquiry = &hand.enquiry;
    db.transaction(async |db| {
        let other = enquiries::table
            .find(enquiry.id)
            .filter(enquiries::answer.is_not_null())
            .filter(enquiries::shown.ne(shown));
        let changed = update(other).set(enquiries::shown.eq(shown)).execute(db);
        if changed.await? > 0 {
            trust_changed(enquiry.course.id, db).await?;
        }
        Ok(())
    })
    .await
}
