//! Coming in, leaving, and what a person chooses for herself.
mod cards;
mod guesses;
mod language;
mod phone;
mod profile;
mod reset;
mod shared_phone;
mod sign_up;
mod strange;

use crate::support::{Person, School};
use chrono::{Duration, Utc};
use cloud_school::{
    access::PersonId,
    people::{Card, PersonName, UserCode, add},
    schema::{identifiers, people, resets},
};
use diesel::prelude::*;
use diesel_async::RunQueryDsl;
use phone::Phone;
use uuid::Uuid;

/// Somebody whom a coordinator added by name.
async fn card_of(school: &School, by: &Person, name: &str) -> Card {
    let names = [PersonName::parse(name).unwrap()];
    let mut db = school.db().await;
    let cards = add(by.id, &names, &school.keys, Utc::now(), &mut db).await;
    cards.unwrap().remove(0)
}

/// Opens the school with a card and chooses a PIN.
async fn start(phone: &Phone<'_>, card: &Card, pin: &str) {
    let secret = card.secret.text();
    let answer = phone
        .post("/card", &[("secret", &secret), ("pin", pin)])
        .await;
    assert_eq!(answer.location(), "/learning", "{}", answer.body);
}

/// Signs somebody up and answers with her code.
async fn sign_up(phone: &Phone<'_>, name: &str, password: &str) -> String {
    let answer = phone
        .post("/sign-up", &[("name", name), ("password", password)])
        .await;
    assert_eq!(answer.status.code, 200, "{}", answer.body);
    answer.text(".id-card .code")
}

impl School {
    async fn id_of_code(&self, code: &str) -> PersonId {
        let code = UserCode::parse(code).unwrap();
        identifiers::table
            .filter(identifiers::value.eq(code.as_str()))
            .select(identifiers::person)
            .first(&mut *self.db().await)
            .await
            .unwrap()
    }

    async fn latest_reset(&self) -> Option<Uuid> {
        let latest = resets::table.select(resets::id).order(resets::id.desc());
        latest.first(&mut *self.db().await).await.ok()
    }

    async fn resets(&self) -> i64 {
        resets::table
            .count()
            .get_result(&mut *self.db().await)
            .await
            .unwrap()
    }

    async fn an_hour_passes(&self) {
        diesel::update(resets::table)
            .set(resets::made_at.eq(Utc::now() - Duration::minutes(61)))
            .execute(&mut *self.db().await)
            .await
            .unwrap();
    }

    /// Every person with what is hers to choose.
    async fn people(&self) -> Vec<(Uuid, String, Option<String>, String, String, String)> {
        people::table
            .select((
                people::id,
                people::name,
                people::language,
                people::media,
                people::theme,
                people::time_zone,
            ))
            .order(people::id)
            .load(&mut *self.db().await)
            .await
            .unwrap()
    }
}
