//! A course folder becomes a version of a course: in one transaction, once, and whole or not at all.
use super::super::{
    CourseId, LessonId, VersionId,
    edition::{AnswerOption, CourseLayout, Section},
    format::{
        CourseFile, LessonFile, LessonKind, MediaKind, SectionKind, Text, check, content_hash,
    },
    model::{Contribution, Titles},
    script::FRAME_BYTES,
};
use super::trust_changed;
use crate::{
    access::Caretaker,
    db::Connection,
    media::Blobs,
    schema::{
        claims, course_versions, courses, lesson_contents, lesson_revisions, lessons, modules,
        programmes, publications, question_revisions, questions, reviews, segment_texts, sources,
        translations, version_files, version_modules, version_questions, version_segments,
    },
    static_files::brotli,
};
use chrono::{DateTime, Utc};
use diesel::{
    dsl::{insert_into, max},
    prelude::*,
};
use diesel_async::{AsyncConnection, RunQueryDsl};
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeMap, BTreeSet},
    io,
};
use uuid::Uuid;

/// What came of an import.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Imported {
    /// The version with this number was made.
    New { version: i32 },
    /// This folder, exactly, already is the version with this number.
    Unchanged { version: i32 },
}

/// Why a folder without faults of its own could not become a course here.
#[derive(Debug, thiserror::Error)]
pub enum Refusal {
    #[error("course.toml: the school has no programme “{0}”")]
    NoProgramme(String),
    #[error("course.toml: another course has the address “{0}”")]
    SlugTaken(String),
    #[error("lessons/{slug}: the id {id} belongs to a lesson of another course")]
    LessonOfAnother { slug: String, id: Uuid },
    #[error("the media could not be kept: {0}")]
    Disk(#[from] io::Error),
    #[error(transparent)]
    Database(#[from] diesel::result::Error),
}

/// Makes a version of the folder's course, and publishes it when asked. What learners did is not touched.
///
/// # Errors
/// See [`Refusal`]; then nothing was changed.
pub async fn import(
    _: &Caretaker,
    file: &CourseFile,
    publish: bool,
    blobs: &Blobs,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<Imported, Refusal> {
    for bytes in file
        .drawings
        .values()
        .chain(file.media.values().map(|m| &m.bytes))
    {
        blobs.keep(bytes)?;
    }
    db.transaction(async |db| {
        let course = the_course(file, db).await?;
        let folder_hash = hash(file);
        let known: Option<(VersionId, i32)> = course_versions::table
            .filter(course_versions::course.eq(course))
            .filter(course_versions::folder_hash.eq(&folder_hash))
            .select((course_versions::id, course_versions::number))
            .first(db)
            .await
            .optional()?;
        let (version, imported) = match known {
            Some((version, number)) => {
                the_contents(version, file, db).await?; // older versions came without
                (version, Imported::Unchanged { version: number })
            }
            None => {
                let (version, number) = a_version(course, file, folder_hash, now, db).await?;
                (version, Imported::New { version: number })
            }
        };
        if publish {
            the_publication(course, version, file, now, db).await?;
        }
        the_reviews(file, now, db).await?;
        trust_changed(course, db).await?;
        Ok(imported)
    })
    .await
}

/// The same folder has the same hash, whenever it is read.
fn hash(file: &CourseFile) -> Vec<u8> {
    let written = serde_json::to_vec(file).expect("a course is text and bytes");
    Sha256::digest(written).to_vec()
}

async fn the_course(file: &CourseFile, db: &mut Connection) -> Result<CourseId, Refusal> {
    let programme: Uuid = programmes::table
        .filter(programmes::slug.eq(&file.programme))
        .select(programmes::id)
        .first(db)
        .await
        .optional()?
        .ok_or_else(|| Refusal::NoProgramme(file.programme.clone()))?;
    let id = CourseId(file.id);
    let taken: i64 = courses::table
        .filter(courses::slug.eq(&file.slug))
        .filter(courses::id.ne(id))
        .count()
        .get_result(db)
        .await?;
    if taken > 0 {
        return Err(Refusal::SlugTaken(file.slug.clone()));
    }
    insert_into(courses::table)
        .values((
            courses::id.eq(id),
            courses::programme.eq(programme),
            courses::slug.eq(&file.slug),
            courses::source_language.eq(&file.source_language),
            courses::country.eq(&file.country),
            courses::themes.eq(&file.themes),
            courses::production.eq("translation"),
            courses::titles.eq(json(&titles(&file.title, file))),
        ))
        .on_conflict(courses::id)
        .do_nothing()
        .execute(db)
        .await?;
    Ok(id)
}

async fn a_version(
    course: CourseId,
    file: &CourseFile,
    folder_hash: Vec<u8>,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> Result<(VersionId, i32), Refusal> {
    let newest: Option<i32> = course_versions::table
        .filter(course_versions::course.eq(course))
        .select(max(course_versions::number))
        .first(db)
        .await?;
    let (version, number) = (VersionId(Uuid::now_v7()), newest.unwrap_or(0) + 1);
    insert_into(course_versions::table)
        .values((
            course_versions::id.eq(version),
            course_versions::course.eq(course),
            course_versions::number.eq(number),
            course_versions::folder_hash.eq(folder_hash),
            course_versions::layout.eq(json(&layout(file))),
            course_versions::made_at.eq(now),
            course_versions::findings.eq(json(&check(file, now.date_naive()))),
        ))
        .execute(db)
        .await?;
    the_lessons(course, version, file, db).await?;
    the_texts(course, version, file, db).await?;
    the_questions(version, file, db).await?;
    the_sources(version, file, db).await?;
    the_files(version, file, db).await?;
    the_contents(version, file, db).await?;
    Ok((version, number))
}

fn layout(file: &CourseFile) -> CourseLayout {
    CourseLayout {
        title: file.title.segment.clone(),
        summary: file.summary.segment.clone(),
        author: file.author.segment.clone(),
        outcomes: file.outcomes.iter().map(|o| o.segment.clone()).collect(),
        contributions: contributions(file),
    }
}

fn contributions(file: &CourseFile) -> Vec<Contribution> {
    let all = file.contributions.iter().map(|c| Contribution {
        partner: c.partner.clone(),
        role: c.role.clone(),
        planned: c.planned,
    });
    all.collect()
}

async fn the_lessons(
    course: CourseId,
    version: VersionId,
    file: &CourseFile,
    db: &mut Connection,
) -> Result<(), Refusal> {
    let mut position = 0i16;
    for (place, module) in (0i16..).zip(&file.modules) {
        insert_into(modules::table)
            .values((modules::id.eq(module.id), modules::course.eq(course)))
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
        insert_into(version_modules::table)
            .values((
                version_modules::version.eq(version),
                version_modules::module.eq(module.id),
                version_modules::position.eq(place),
                version_modules::title.eq(&module.title.segment),
            ))
            .execute(db)
            .await?;
        for lesson in &module.lessons {
            a_lesson(course, version, Some(module.id), position, lesson, db).await?;
            position += 1;
        }
    }
    if let Some(pretest) = &file.pretest {
        a_lesson(course, version, None, position, pretest, db).await?;
    }
    Ok(())
}

async fn a_lesson(
    course: CourseId,
    version: VersionId,
    module: Option<Uuid>,
    position: i16,
    lesson: &LessonFile,
    db: &mut Connection,
) -> Result<(), Refusal> {
    insert_into(lessons::table)
        .values((lessons::id.eq(lesson.id), lessons::course.eq(course)))
        .on_conflict_do_nothing()
        .execute(db)
        .await?;
    let owner: CourseId = lessons::table
        .find(lesson.id)
        .select(lessons::course)
        .first(db)
        .await?;
    if owner != course {
        return Err(Refusal::LessonOfAnother {
            slug: lesson.slug.clone(),
            id: lesson.id,
        });
    }
    let (kind, pass) = match lesson.kind {
        LessonKind::Steps => ("steps", None),
        LessonKind::Quiz { pass } => ("quiz", Some(small(pass))),
        LessonKind::Pretest => ("pretest", None),
    };
    insert_into(lesson_revisions::table)
        .values((
            lesson_revisions::version.eq(version),
            lesson_revisions::lesson.eq(lesson.id),
            lesson_revisions::module.eq(module),
            lesson_revisions::position.eq(position),
            lesson_revisions::slug.eq(&lesson.slug),
            lesson_revisions::title.eq(&lesson.title.segment),
            lesson_revisions::kind.eq(kind),
            lesson_revisions::pass_mark.eq(pass),
            lesson_revisions::minutes.eq(small(lesson.minutes)),
            lesson_revisions::open.eq(lesson.open),
            lesson_revisions::layout.eq(json(&sections(lesson))),
        ))
        .execute(db)
        .await?;
    Ok(())
}

fn sections(lesson: &LessonFile) -> Vec<Section> {
    let all = lesson.sections.iter().map(|section| Section {
        kind: section.kind.clone(),
        blocks: section.blocks.iter().map(|b| b.segment.clone()).collect(),
    });
    all.collect()
}

/// Every text of the folder.
fn all_texts(file: &CourseFile) -> Vec<&Text> {
    let mut all = vec![&file.title, &file.summary, &file.author];
    all.extend(&file.outcomes);
    all.extend(file.modules.iter().map(|module| &module.title));
    for lesson in file.lessons() {
        all.push(&lesson.title);
        all.extend(lesson.sections.iter().flat_map(|section| &section.blocks));
        for question in &lesson.questions {
            all.extend([&question.text, &question.explanation]);
            all.extend(question.options.iter().map(|option| &option.text));
        }
    }
    all
}

async fn the_texts(
    course: CourseId,
    version: VersionId,
    file: &CourseFile,
    db: &mut Connection,
) -> QueryResult<()> {
    let texts = all_texts(file);
    let sources: Vec<_> = texts
        .iter()
        .map(|text| {
            (
                segment_texts::course.eq(course),
                segment_texts::segment.eq(&text.segment),
                segment_texts::hash.eq(&text.hash),
                segment_texts::text.eq(&text.source),
            )
        })
        .collect();
    let in_force: Vec<_> = texts
        .iter()
        .map(|text| {
            (
                version_segments::version.eq(version),
                version_segments::segment.eq(&text.segment),
                version_segments::hash.eq(&text.hash),
            )
        })
        .collect();
    let translated: Vec<_> = texts
        .iter()
        .flat_map(|text| {
            text.translations
                .iter()
                .map(move |(language, t)| (text, language, t))
        })
        .map(|(text, language, translation)| {
            (
                translations::version.eq(version),
                translations::segment.eq(&text.segment),
                translations::language.eq(language),
                translations::source_hash.eq(&translation.source_hash),
                translations::text.eq(&translation.text),
            )
        })
        .collect();
    for some in sources.chunks(5_000) {
        insert_into(segment_texts::table)
            .values(some)
            .on_conflict_do_nothing()
            .execute(db)
            .await?;
    }
    for some in in_force.chunks(5_000) {
        insert_into(version_segments::table)
            .values(some)
            .execute(db)
            .await?;
    }
    for some in translated.chunks(5_000) {
        insert_into(translations::table)
            .values(some)
            .execute(db)
            .await?;
    }
    Ok(())
}

async fn the_questions(
    version: VersionId,
    file: &CourseFile,
    db: &mut Connection,
) -> QueryResult<()> {
    let named = |name: &str| {
        let lesson = file.taught().find(|lesson| lesson.asks(name))?;
        Some(Uuid::new_v5(&lesson.id, name.as_bytes()))
    };
    for lesson in file.lessons() {
        for (place, question) in (0i16..).zip(&lesson.questions) {
            let id = Uuid::new_v5(&lesson.id, question.id.as_bytes());
            let options: Vec<_> = question
                .options
                .iter()
                .map(|o| AnswerOption {
                    id: o.id.clone(),
                    right: o.right,
                })
                .collect();
            let options = json(&options);
            insert_into(questions::table)
                .values((
                    questions::id.eq(id),
                    questions::lesson.eq(LessonId(lesson.id)),
                    questions::name.eq(&question.id),
                ))
                .on_conflict_do_nothing()
                .execute(db)
                .await?;
            insert_into(question_revisions::table)
                .values((
                    question_revisions::id.eq(Uuid::now_v7()),
                    question_revisions::question.eq(id),
                    question_revisions::options.eq(&options),
                ))
                .on_conflict_do_nothing()
                .execute(db)
                .await?;
            let revision: Uuid = question_revisions::table
                .filter(question_revisions::question.eq(id))
                .filter(question_revisions::options.eq(&options))
                .select(question_revisions::id)
                .first(db)
                .await?;
            insert_into(version_questions::table)
                .values((
                    version_questions::version.eq(version),
                    version_questions::question.eq(id),
                    version_questions::revision.eq(revision),
                    version_questions::position.eq(place),
                    version_questions::pair.eq(question.pair.as_deref().and_then(named)),
                ))
                .execute(db)
                .await?;
        }
    }
    Ok(())
}

async fn the_sources(
    version: VersionId,
    file: &CourseFile,
    db: &mut Connection,
) -> QueryResult<()> {
    let all: Vec<_> = file
        .sources
        .iter()
        .map(|source| {
            (
                sources::version.eq(version),
                sources::name.eq(&source.id),
                sources::facts.eq(json(source)),
            )
        })
        .collect();
    insert_into(sources::table).values(all).execute(db).await?;

    let stated: Vec<_> = file
        .lessons()
        .flat_map(|lesson| {
            (0i16..)
                .zip(&lesson.claims)
                .map(move |(place, claim)| (lesson, place, claim))
        })
        .map(|(lesson, place, claim)| {
            (
                claims::version.eq(version),
                claims::lesson.eq(lesson.id),
                claims::position.eq(place),
                claims::segment.eq(&claim.segment),
                claims::source.eq(&claim.source),
                claims::facts.eq(json(claim)),
            )
        })
        .collect();
    insert_into(claims::table)
        .values(stated)
        .execute(db)
        .await?;
    Ok(())
}

/// The reviews of the folder, each once, however often it is read.
async fn the_reviews(
    file: &CourseFile,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    let all = file
        .lessons()
        .flat_map(|lesson| lesson.reviews.iter().map(move |review| (lesson, review)));
    let rows: Vec<_> = all
        .map(|(lesson, review)| {
            let written = serde_json::to_vec(review).expect("a review is text and days");
            (
                reviews::id.eq(Uuid::new_v5(&lesson.id, &written)),
                reviews::lesson.eq(lesson.id),
                reviews::language.eq(&review.language),
                reviews::content.eq(&review.content),
                reviews::kind.eq(review.kind.name()),
                reviews::verdict.eq(review.verdict.name()),
                reviews::name.eq(&review.name),
                reviews::function.eq(&review.function),
                reviews::organisation.eq(&review.organisation),
                reviews::place.eq(&review.place),
                reviews::decided_on.eq(review.on),
                reviews::valid_until.eq(review.until),
                reviews::remark.eq(&review.remark),
                reviews::made_at.eq(now),
            )
        })
        .collect();
    insert_into(reviews::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(db)
        .await
        .map(|_| ())
}

/// What a review of each lesson in each language is about.
async fn the_contents(
    version: VersionId,
    file: &CourseFile,
    db: &mut Connection,
) -> QueryResult<()> {
    let lessons = file.modules.iter().flat_map(|module| &module.lessons);
    let rows: Vec<_> = lessons
        .flat_map(|lesson| {
            file.languages
                .iter()
                .map(move |language| (lesson, language))
        })
        .map(|(lesson, language)| {
            (
                lesson_contents::version.eq(version),
                lesson_contents::lesson.eq(lesson.id),
                lesson_contents::language.eq(language),
                lesson_contents::hash.eq(content_hash(file, lesson, language)),
                lesson_contents::has_class_a.eq(lesson.has_class_a()),
            )
        })
        .collect();
    insert_into(lesson_contents::table)
        .values(rows)
        .on_conflict_do_nothing()
        .execute(db)
        .await?;
    Ok(())
}

async fn the_files(version: VersionId, file: &CourseFile, db: &mut Connection) -> QueryResult<()> {
    let drawings = file
        .drawings
        .iter()
        .map(|(name, bytes)| (name, bytes, "image/svg+xml", brotli(bytes, 4).len()));
    let media = file.media.iter().map(|(name, media)| {
        (
            name,
            &media.bytes,
            media_type(media.kind),
            media.bytes.len(),
        )
    });
    let rows: Vec<_> = drawings
        .chain(media)
        .map(|(name, bytes, media_type, travels)| {
            (
                version_files::version.eq(version),
                version_files::name.eq(name),
                version_files::sha256.eq(crate::media::Sha256Hex::of(bytes).to_string()),
                version_files::bytes.eq(i64::try_from(travels).unwrap_or(i64::MAX)),
                version_files::media_type.eq(media_type),
            )
        })
        .collect();
    insert_into(version_files::table)
        .values(rows)
        .execute(db)
        .await?;
    Ok(())
}

fn media_type(kind: MediaKind) -> &'static str {
    match kind {
        MediaKind::Mp4 => "video/mp4",
        MediaKind::Webm => "video/webm",
        MediaKind::M4a => "audio/mp4",
        MediaKind::Webp => "image/webp",
        MediaKind::Jpeg => "image/jpeg",
        MediaKind::Png => "image/png",
        MediaKind::Vtt => "text/vtt",
    }
}

async fn the_publication(
    course: CourseId,
    version: VersionId,
    file: &CourseFile,
    now: DateTime<Utc>,
    db: &mut Connection,
) -> QueryResult<()> {
    insert_into(publications::table)
        .values((
            publications::course.eq(course),
            publications::version.eq(version),
            publications::published_at.eq(now),
        ))
        .on_conflict(publications::course)
        .do_update()
        .set((
            publications::version.eq(version),
            publications::published_at.eq(now),
        ))
        .execute(db)
        .await?;

    let all_lessons: Vec<_> = file.taught().collect();
    let minutes: i32 = all_lessons
        .iter()
        .map(|lesson| i32::from(lesson.minutes))
        .sum();
    diesel::update(courses::table.find(course.0))
        .set((
            courses::slug.eq(&file.slug),
            courses::source_language.eq(&file.source_language),
            courses::country.eq(&file.country),
            courses::themes.eq(&file.themes),
            courses::production.eq("published"),
            courses::titles.eq(json(&titles(&file.title, file))),
            courses::summaries.eq(json(&titles(&file.summary, file))),
            courses::languages.eq(&file.languages),
            courses::contributions.eq(json(&contributions(file))),
            courses::lessons.eq(i32::try_from(all_lessons.len()).unwrap_or(i32::MAX)),
            courses::minutes.eq(minutes),
            courses::bytes.eq(reading_bytes(file)),
        ))
        .execute(db)
        .await?;
    Ok(())
}

/// What reading the whole course costs, as its lessons say it: words and drawings, without clips.
fn reading_bytes(file: &CourseFile) -> i64 {
    let bytes = file.taught().map(|lesson| {
        let blocks = lesson.sections.iter().flat_map(|section| &section.blocks);
        let words: String = blocks.map(|block| block.source.as_str()).collect();
        let drawings: BTreeSet<_> = lesson
            .sections
            .iter()
            .filter_map(|section| match &section.kind {
                SectionKind::Step { drawing } => file.drawings.get(drawing),
                _ => None,
            })
            .collect();
        let drawings: usize = drawings.iter().map(|d| brotli(d, 4).len()).sum();
        FRAME_BYTES as usize + brotli(words.as_bytes(), 4).len() + drawings
    });
    i64::try_from(bytes.sum::<usize>()).unwrap_or(i64::MAX)
}

fn titles(text: &Text, file: &CourseFile) -> Titles {
    let source = (file.source_language.clone(), text.source.clone());
    let translated = text
        .translations
        .iter()
        .map(|(l, t)| (l.clone(), t.text.clone()));
    BTreeMap::from_iter(translated.chain([source]))
}

fn json(value: &impl serde::Serialize) -> serde_json::Value {
    serde_json::to_value(value).expect("rows are made of plain values")
}

/// The reader holds these far below what a row can.
fn small(number: u16) -> i16 {
    i16::try_from(number).unwrap_or(i16::MAX)
}
