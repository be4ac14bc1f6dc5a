//! What one leads, and what belongs to a programme.
use super::{pages, store};
use crate::{
    Result,
    access::{Coordinator, Person},
    courses::Spoken,
    db::Db,
    enquiries,
    page::{Frame, Page},
    programmes::Programme,
};
use chrono::Utc;
use rocket::Route;

pub fn routes() -> Vec<Route> {
    routes![groups, programme]
}

#[get("/groups")]
async fn groups(person: &Person, frame: Frame, db: Db<'_>) -> Result<Page<pages::Groups>> {
    let mut db = db.open().await?;
    let reach = store::reach_of(person.id, &mut db).await?;
    let mut cohorts = vec![];
    if reach.leads() {
        cohorts = store::led_by(&reach, &mut db).await?;
    }
    let mut programmes = vec![];
    if reach.runs() {
        programmes = store::run_by(&reach, &mut db).await?;
    }
    let mut checked = vec![];
    if reach.reviews {
        checked = enquiries::checked_by(person.id, Utc::now(), &mut db).await?;
    }

    Ok(Page::secret(pages::Groups {
        frame,
        cohorts,
        programmes,
        checked,
    }))
}

#[get("/programmes/<_programme>")]
async fn programme(
    _programme: &str,
    coordinator: Coordinator<Programme>,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<pages::InProgramme>> {
    let mut db = db.open().await?;
    let listed = store::of_programme(&coordinator, &mut db).await?;
    let ids: Vec<_> = listed.iter().map(|cohort| cohort.id.0).collect();
    let courses = store::courses_of(&ids, &mut db).await?;
    let of = |cohort| {
        courses
            .iter()
            .filter(move |course| course.cohort == cohort)
            .cloned()
    };
    let cohorts = listed
        .into_iter()
        .map(|cohort| (cohort.clone(), of(cohort.id).collect()))
        .collect();

    Ok(Page::secret(pages::InProgramme {
        name: Spoken::of(&coordinator.names, frame.tag()),
        frame,
        cohorts,
    }))
}
