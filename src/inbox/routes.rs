//! The addresses of the inbox.
use super::{
    pages::{Letter, Letters, Line},
    store,
};
use crate::{
    Error, Result,
    access::Person,
    db::Db,
    mail::Kinds,
    page::{Frame, Page},
};
use rocket::{Route, State};

pub fn routes() -> Vec<Route> {
    routes![index, show]
}

#[get("/inbox")]
async fn index(
    person: &Person,
    frame: Frame,
    kinds: &State<Kinds>,
    db: Db<'_>,
) -> Result<Page<Letters>> {
    let letters = store::of(person.id, &mut *db.open().await?).await?;

    let lines = letters.into_iter().filter_map(|letter| {
        let read = letter.read(&frame, kinds);
        let read = read.inspect_err(|e| tracing::error!(letter = %letter.id, "{e}"));
        Some(Line {
            subject: read.ok()?.subject,
            letter,
        })
    });
    let lines = lines.collect();
    Ok(Page::own(Letters { lines, frame }))
}

#[get("/inbox/<letter>")]
async fn show(
    person: &Person,
    letter: &str,
    frame: Frame,
    kinds: &State<Kinds>,
    db: Db<'_>,
) -> Result<Page<Letter>> {
    let id = letter.parse().map_err(|_| Error::NotFound)?;
    let kept = store::one(id, person.id, &mut *db.open().await?).await?;

    let read = kept.read(&frame, kinds);
    let letter = read.map_err(|e| Error::Mistake(e.to_string()))?;
    Ok(Page::secret(Letter {
        letter,
        written_at: kept.written_at,
        frame,
    }))
}
