//! Guessing is slowed, per account and per device; an address is only made to wait, since a village shares one.
use crate::schema::tries;
use chrono::{DateTime, Duration, Utc};
use diesel::{dsl::case_when, insert_into, prelude::*, sql_types};
use diesel_async::{AsyncPgConnection, RunQueryDsl};
use sha2::{Digest, Sha256};

/// How often something may fail within a time.
#[derive(Clone, Copy)]
pub struct Limit {
    pub times: i32,
    pub within: Duration,
}

/// What is counted: a purpose and whose tries they are. Nothing personal is kept, only a hash.
pub struct Tries {
    key: Vec<u8>,
    limit: Limit,
}

impl Tries {
    pub fn of(purpose: &str, whose: &str, limit: Limit) -> Self {
        let key = Sha256::digest(format!("{purpose}\0{whose}")).to_vec();
        Self { key, limit }
    }

    /// How long to wait before the next try; nothing when there may be one now.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn wait(
        &self,
        now: DateTime<Utc>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Duration>> {
        let counted: Option<(DateTime<Utc>, i32)> = tries::table
            .find(&self.key)
            .select((tries::since, tries::count))
            .first(db)
            .await
            .optional()?;
        Ok(counted.and_then(|(since, count)| self.limit.wait(since, count, now)))
    }

    /// Counts a try before it is made, so that many at once cannot slip through; how long to wait when it is one too many.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn begin(
        &self,
        now: DateTime<Utc>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<Option<Duration>> {
        let (since, count) = self.count(now, db).await?;
        Ok(self.limit.wait(since, count - 1, now))
    }

    /// A try that was begun did not fail.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn take_back(&self, db: &mut AsyncPgConnection) -> QueryResult<()> {
        diesel::update(tries::table.find(&self.key).filter(tries::count.gt(0)))
            .set(tries::count.eq(tries::count - 1))
            .execute(db)
            .await?;
        Ok(())
    }

    /// One more that failed: since when there were how many.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn count(
        &self,
        now: DateTime<Utc>,
        db: &mut AsyncPgConnection,
    ) -> QueryResult<(DateTime<Utc>, i32)> {
        let over = now - self.limit.within;
        insert_into(tries::table)
            .values((
                tries::key.eq(&self.key),
                tries::since.eq(now),
                tries::count.eq(1),
            ))
            .on_conflict(tries::key)
            .do_update()
            .set((
                tries::count.eq(
                    case_when::<_, _, sql_types::Integer>(tries::since.lt(over), 1)
                        .otherwise(tries::count + 1),
                ),
                tries::since.eq(case_when::<_, _, sql_types::Timestamptz>(
                    tries::since.lt(over),
                    now,
                )
                .otherwise(tries::since)),
            ))
            .returning((tries::since, tries::count))
            .get_result(db)
            .await
    }

    /// All is forgotten once the right person came.
    ///
    /// # Errors
    /// When the database is away.
    pub async fn forget(&self, db: &mut AsyncPgConnection) -> QueryResult<()> {
        diesel::delete(tries::table.find(&self.key))
            .execute(db)
            .await?;
        Ok(())
    }
}

impl Limit {
    /// Never for ever: after the time the count begins anew.
    fn wait(self, since: DateTime<Utc>, count: i32, now: DateTime<Utc>) -> Option<Duration> {
        let over = since + self.within;
        (count >= self.times && now < over).then(|| over - now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_holds_for_its_time_and_not_for_ever() {
        let limit = Limit {
            times: 5,
            within: Duration::minutes(10),
        };
        let since = DateTime::from_timestamp(0, 0).unwrap();
        let at = |minute| since + Duration::minutes(minute);

        assert_eq!(limit.wait(since, 4, at(1)), None);
        assert_eq!(limit.wait(since, 5, at(1)), Some(Duration::minutes(9)));
        assert_eq!(limit.wait(since, 500, at(10)), None);
    }
}
