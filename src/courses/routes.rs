//! What visitors can do: browse, and load what open lessons show.
use super::{Course, Edition, Library, Spoken, pages, store};
use crate::{
    Error, Result,
    access::{Instructor, Public, Reviewer},
    db::Db,
    media::{Blobs, Ranged, Wish},
    page::{Frame, Page},
};
use chrono::Utc;
use rocket::{
    Route, State,
    http::{ContentType, Header},
};

pub fn routes() -> Vec<Route> {
    routes![landing, catalogue, media, media_for_review, check]
}

#[get("/")]
async fn landing(frame: Frame, db: Db<'_>) -> Result<Page<pages::Landing>> {
    let courses = store::catalogue(&store::Wanted::default(), &mut *db.open().await?).await?;

    Ok(Page::own(pages::Landing { frame, courses }))
}

#[get("/courses?<filter..>")]
async fn catalogue(
    filter: pages::Filter,
    frame: Frame,
    db: Db<'_>,
) -> Result<Page<pages::Catalogue>> {
    let some = |text| Some(text).filter(|text: &&str| !text.is_empty() && !text.contains('\0'));
    let wanted = store::Wanted {
        theme: some(&filter.theme),
        country: some(&filter.country),
        language: some(&filter.language),
    };
    let mut db = db.open().await?;
    let courses = store::catalogue(&wanted, &mut db).await?;
    let themes = store::all_themes(&mut db).await?;
    let themes = themes
        .into_iter()
        .map(|(slug, names)| (slug, Spoken::of(&names, frame.tag())))
        .collect();

    Ok(Page::own(pages::Catalogue {
        frame,
        courses,
        themes,
        filter,
    }))
}

/// What `cloud-school course check` found in the version that is published, and what waits for reviewers today.
#[get("/courses/<_course>/check")]
async fn check(
    _course: &str,
    course: Instructor<Course>,
    frame: Frame,
    library: &State<Library>,
    db: Db<'_>,
) -> Result<Page<pages::Check>> {
    let version = course.version.ok_or(Error::NotFound)?;
    let mut db = db.open().await?;
    let edition = library.edition(version, &mut db).await?;
    let dossier = library.dossier(&course, &mut db).await?;
    let findings = store::findings(&course, version, &mut db).await?;
    let waiting = dossier.of_course(&edition.lesson_ids(), frame.tag(), Utc::now().date_naive());

    Ok(Page::secret(pages::Check::of(
        &edition,
        findings,
        waiting.previews,
        frame,
    )))
}

/// A file of a course never changes under its hash; an open lesson's may be kept by anybody on the way.
#[derive(Responder)]
struct Kept {
    file: Ranged,
    keep: Header<'static>,
}

#[get("/courses/<_course>/media/<hash>/<name>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn media(
    _course: &str,
    hash: &str,
    name: &str,
    course: Public<Course>,
    wish: Wish<'_>,
    library: &State<Library>,
    blobs: &State<Blobs>,
    db: Db<'_>,
) -> Result<Kept> {
    let edition = library.published(&course, &mut *db.open().await?).await?;
    let is_open = edition.is_open(name);
    if !is_open && course.enrolment.is_none() {
        return Err(Error::NotFound);
    }
    kept(&edition, hash, name, is_open, blobs, wish).await
}

/// The same for whoever reviews the course: she sees what learners see.
#[get("/courses/<_course>/review/<hash>/<name>")]
#[expect(clippy::too_many_arguments, reason = "guards are arguments")]
async fn media_for_review(
    _course: &str,
    hash: &str,
    name: &str,
    reviewer: Reviewer<Course>,
    wish: Wish<'_>,
    library: &State<Library>,
    blobs: &State<Blobs>,
    db: Db<'_>,
) -> Result<Kept> {
    let edition = library.published(&reviewer, &mut *db.open().await?).await?;
    kept(&edition, hash, name, false, blobs, wish).await
}

async fn kept(
    edition: &Edition,
    hash: &str,
    name: &str,
    is_open: bool,
    blobs: &Blobs,
    wish: Wish<'_>,
) -> Result<Kept> {
    let file = edition
        .files
        .get(name)
        .filter(|file| file.sha256.short() == hash);
    let file = file.ok_or(Error::NotFound)?;
    let media_type = ContentType::parse_flexible(&file.media_type).unwrap_or(ContentType::Binary);
    let path = blobs.path(&file.sha256);

    Ok(Kept {
        file: Ranged::open(&path, media_type, file.sha256.as_str(), wish).await?,
        keep: Header::new(
            "Cache-Control",
            if is_open {
                "public, max-age=31536000, immutable"
            } else {
                "private, max-age=31536000, immutable"
            },
        ),
    })
}
