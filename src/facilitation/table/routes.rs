//! The table of a cohort in a course, on a page and as a file.
use super::{
    csv::Spreadsheet,
    model::{Row, Show},
    pages,
    store::{self, Part},
};
use crate::{
    Result,
    access::Facilitator,
    cohorts::Cohort,
    courses::Library,
    db::Db,
    facilitation::{model::Pages, store::outline},
    page::{Frame, Page},
};
use chrono::Utc;
use rocket::{Route, State};

pub fn routes() -> Vec<Route> {
    routes![table, spreadsheet]
}

#[get("/cohorts/<_cohort>/courses/<course>?<show>&<page>")]
#[expect(clippy::too_many_arguments, reason = "a handler's are its guards")]
async fn table(
    _cohort: &str,
    course: &str,
    show: Option<Show>,
    page: Option<u16>,
    facilitator: Facilitator<Cohort>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<pages::Table>> {
    let (show, now) = (show.unwrap_or_default(), Utc::now());
    let mut page = Pages::at(page);
    let mut db = db.open().await?;

    let outline = outline(&facilitator, course, frame.tag(), library, &mut db).await?;
    let part = Part {
        from: page.from(),
        most: Pages::SIZE,
    };
    let lessons = outline.edition.lesson_ids();
    let standings = store::standings(
        &facilitator,
        outline.edition.course,
        &lessons,
        show,
        part,
        &mut db,
    )
    .await?;
    page.rows = standings.first().map_or(0, |standing| standing.matching);

    Ok(Page::secret(pages::Table {
        frame,
        cohort: facilitator.id,
        cohort_name: facilitator.name.clone(),
        rows: standings
            .into_iter()
            .map(|standing| Row::of(standing, &lessons))
            .collect(),
        outline,
        show,
        page,
        now,
    }))
}

#[get("/cohorts/<_cohort>/courses/<course>/table.csv?<show>")]
async fn spreadsheet(
    _cohort: &str,
    course: &str,
    show: Option<Show>,
    facilitator: Facilitator<Cohort>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Spreadsheet> {
    let (mut db, now) = (db.open().await?, Utc::now());

    let outline = outline(&facilitator, course, frame.tag(), library, &mut db).await?;
    let lessons = outline.edition.lesson_ids();
    let all = Part {
        from: 0,
        most: i64::MAX,
    };
    let standings = store::standings(
        &facilitator,
        outline.edition.course,
        &lessons,
        show.unwrap_or_default(),
        all,
        &mut db,
    )
    .await?;
    store::write_down_export(
        &facilitator,
        outline.edition.course,
        standings.len(),
        now,
        &mut db,
    )
    .await?;
    let rows: Vec<_> = standings
        .into_iter()
        .map(|standing| Row::of(standing, &lessons))
        .collect();

    let today = facilitator.today(now);
    Spreadsheet::of(&facilitator.name, &outline, &rows, today, frame.words())
}
