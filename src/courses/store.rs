//! How courses are found and read; in `store/`, how they come in.
mod import;
mod seed;
mod trust;

pub use trust::{dossier, trust_changed};

pub use import::{Imported, Refusal, import};
pub use seed::{seed_announced, seed_school};

use super::{
    Catalogued, Course, CourseId, Edition, LessonId, LessonKind, ModuleId, VersionId,
    edition::{AnswerOption, CourseLayout, File, Lesson, Module, Question, Section, Source, Texts},
    format::Finding,
};
use crate::{
    Error, Result,
    access::{Enrolment, EnrolmentId, Instructor, PersonId, Scope},
    db::Connection,
    media::Sha256Hex,
    schema::{
        claims, course_versions, courses, enrolment_states, enrolments, lesson_revisions,
        programmes, publications, question_revisions, questions, segment_texts, sources, themes,
        translations, version_files, version_modules, version_questions, version_segments,
    },
};
use chrono::{DateTime, Utc};
use diesel::{dsl, prelude::*, result::OptionalExtension};
use diesel_async::RunQueryDsl;
use serde::de::DeserializeOwned;
use std::collections::{BTreeSet, HashMap, HashSet};
use uuid::Uuid;

#[rocket::async_trait]
impl Scope for Course {
    const PARAM: &'static str = "course";

    async fn find(
        slug: &str,
        asker: Option<PersonId>,
        db: &mut Connection,
    ) -> QueryResult<Option<Self>> {
        let hers = enrolments::course
            .eq(courses::id)
            .and(enrolments::person.nullable().eq(asker))
            .and(enrolments::ended.is_null());
        type Row = (
            CourseId,
            Uuid,
            String,
            Option<VersionId>,
            i64,
            Option<(Uuid, DateTime<Utc>)>,
            Option<(i16, Option<DateTime<Utc>>)>,
        );
        let row: Option<Row> = courses::table
            .left_join(publications::table)
            .left_join(enrolments::table.on(hers))
            .left_join(enrolment_states::table.on(enrolment_states::enrolment.eq(enrolments::id)))
            .filter(courses::slug.eq(slug))
            .select((
                courses::id,
                courses::programme,
                courses::slug,
                publications::version.nullable(),
                courses::trust_changes,
                (enrolments::id, enrolments::since).nullable(),
                (enrolment_states::done, enrolment_states::completed_at).nullable(),
            ))
            .first(db)
            .await
            .optional()?;

        Ok(row.map(
            |(id, programme, slug, version, trust_changes, enrolment, state)| Self {
                id,
                programme,
                slug,
                version,
                trust_changes,
                enrolment: enrolment.map(|(id, since)| {
                    let (done, completed_at) = state.unwrap_or_default();
                    Enrolment {
                        id: EnrolmentId(id),
                        since,
                        done,
                        completed_at,
                    }
                }),
            },
        ))
    }

    fn programme(&self) -> Option<Uuid> {
        Some(self.programme)
    }

    fn course(&self) -> Option<Uuid> {
        Some(self.id.0)
    }

    fn is_public(&self) -> bool {
        true
    }

    fn enrolment(&self) -> Option<&Enrolment> {
        self.enrolment.as_ref().filter(|_| self.version.is_some())
    }
}

/// What the catalogue is asked for.
#[derive(Clone, Debug, Default)]
pub struct Wanted<'f> {
    pub theme: Option<&'f str>,
    pub country: Option<&'f str>,
    pub language: Option<&'f str>,
}

/// Courses as `Catalogued` has them.
#[dsl::auto_type]
fn with_programmes() -> _ {
    courses::table.inner_join(programmes::table).select((
        courses::slug,
        courses::country,
        courses::themes,
        courses::production,
        courses::titles,
        courses::summaries,
        courses::languages,
        courses::contributions,
        courses::lessons,
        courses::minutes,
        courses::bytes,
        programmes::names,
    ))
}

/// Courses for everybody: those that can be taken first, then the announced ones.
pub(super) async fn catalogue(
    wanted: &Wanted<'_>,
    db: &mut Connection,
) -> QueryResult<Vec<Catalogued>> {
    let mut query = with_programmes()
        .order((courses::production.ne("published"), courses::slug))
        .into_boxed();
    if let Some(theme) = wanted.theme {
        query = query.filter(courses::themes.contains(vec![theme]));
    }
    if let Some(country) = wanted.country {
        query = query.filter(courses::country.eq(country));
    }
    if let Some(language) = wanted.language {
        query = query.filter(courses::languages.contains(vec![language]));
    }
    query.load(db).await
}

/// One course as the catalogue has it.
pub async fn catalogued(course: CourseId, db: &mut Connection) -> QueryResult<Catalogued> {
    with_programmes()
        .filter(courses::id.eq(course))
        .first(db)
        .await
}

/// The themes, for the filter.
pub(super) async fn all_themes(
    db: &mut Connection,
) -> QueryResult<Vec<(String, serde_json::Value)>> {
    themes::table.order(themes::slug).load(db).await
}

/// A version, read whole.
pub(super) async fn edition(version: VersionId, db: &mut Connection) -> Result<Edition> {
    let (course, slug, source_language, layout): (CourseId, String, String, serde_json::Value) =
        course_versions::table
            .inner_join(courses::table)
            .filter(course_versions::id.eq(version))
            .select((
                courses::id,
                courses::slug,
                courses::source_language,
                course_versions::layout,
            ))
            .first(db)
            .await?;
    let texts = texts(version, course, db).await?;
    let (taught, mut asked_before): (Vec<_>, Vec<_>) = lessons(version, db)
        .await?
        .into_iter()
        .partition(|lesson| lesson.kind != LessonKind::Pretest);
    let mut languages = BTreeSet::from([source_language.clone()]);
    languages.extend(texts.values().flat_map(|t| t.translations.keys().cloned()));

    Ok(Edition {
        version,
        course,
        slug,
        source_language,
        languages: languages.into_iter().collect(),
        layout: read::<CourseLayout>(layout)?,
        modules: version_modules::table
            .filter(version_modules::version.eq(version))
            .order(version_modules::position)
            .select((version_modules::module, version_modules::title))
            .load::<(ModuleId, String)>(db)
            .await?
            .into_iter()
            .map(|(id, title)| Module { id, title })
            .collect(),
        lessons: taught,
        pretest: asked_before.pop(),
        sources: sources_of(version, db)
            .await?
            .into_iter()
            .map(|(_, source)| source)
            .collect(),
        files: files(version, db).await?,
        class_a: class_a(version, db).await?,
        texts,
        scripts: Default::default(),
    })
}

/// What the check of the folder found that a version was made of.
pub(super) async fn findings(
    _: &Instructor<Course>,
    version: VersionId,
    db: &mut Connection,
) -> Result<Vec<Finding>> {
    let kept: serde_json::Value = course_versions::table
        .find(version)
        .select(course_versions::findings)
        .first(db)
        .await?;
    read(kept)
}

/// Segments and questions with a claim of class A.
async fn class_a(version: VersionId, db: &mut Connection) -> QueryResult<HashSet<String>> {
    let claimed: Vec<(String, serde_json::Value)> = claims::table
        .filter(claims::version.eq(version))
        .select((claims::segment, claims::facts))
        .load(db)
        .await?;
    let can_harm = claimed
        .into_iter()
        .filter(|(_, facts)| facts.get("risk").and_then(|risk| risk.as_str()) == Some("A"));
    Ok(can_harm.map(|(segment, _)| segment).collect())
}

async fn texts(
    version: VersionId,
    course: CourseId,
    db: &mut Connection,
) -> QueryResult<HashMap<String, Texts>> {
    let sources: Vec<(String, String, String)> = version_segments::table
        .inner_join(
            segment_texts::table.on(segment_texts::segment
                .eq(version_segments::segment)
                .and(segment_texts::hash.eq(version_segments::hash))),
        )
        .filter(version_segments::version.eq(version))
        .filter(segment_texts::course.eq(course))
        .select((
            version_segments::segment,
            version_segments::hash,
            segment_texts::text,
        ))
        .load(db)
        .await?;
    let translated: Vec<(String, String, String, String)> = translations::table
        .filter(translations::version.eq(version))
        .select((
            translations::segment,
            translations::language,
            translations::text,
            translations::source_hash,
        ))
        .load(db)
        .await?;

    let mut texts: HashMap<_, _> = sources
        .into_iter()
        .map(|(segment, hash, source)| {
            let translations = HashMap::new();
            (
                segment,
                Texts {
                    hash,
                    source,
                    translations,
                },
            )
        })
        .collect();
    for (segment, language, text, source_hash) in translated {
        if let Some(texts) = texts.get_mut(&segment) {
            texts.translations.insert(language, (text, source_hash));
        }
    }
    Ok(texts)
}

async fn sources_of(version: VersionId, db: &mut Connection) -> Result<Vec<(String, Source)>> {
    let rows: Vec<(String, serde_json::Value)> = sources::table
        .filter(sources::version.eq(version))
        .order(sources::name)
        .select((sources::name, sources::facts))
        .load(db)
        .await?;
    rows.into_iter()
        .map(|(name, facts)| Ok((name, read(facts)?)))
        .collect()
}

async fn lessons(version: VersionId, db: &mut Connection) -> Result<Vec<Lesson>> {
    type Row = (
        LessonId,
        Option<ModuleId>,
        String,
        String,
        String,
        Option<i16>,
        i16,
        bool,
        serde_json::Value,
    );
    let rows: Vec<Row> = lesson_revisions::table
        .filter(lesson_revisions::version.eq(version))
        .order(lesson_revisions::position)
        .select((
            lesson_revisions::lesson,
            lesson_revisions::module,
            lesson_revisions::slug,
            lesson_revisions::title,
            lesson_revisions::kind,
            lesson_revisions::pass_mark,
            lesson_revisions::minutes,
            lesson_revisions::open,
            lesson_revisions::layout,
        ))
        .load(db)
        .await?;
    let mut questions = questions_of(version, db).await?;
    let sources = sources_of(version, db).await?;
    let cited: Vec<(LessonId, String, serde_json::Value)> = claims::table
        .filter(claims::version.eq(version))
        .order((claims::lesson, claims::position))
        .select((claims::lesson, claims::source, claims::facts))
        .load(db)
        .await?;

    rows.into_iter()
        .map(
            |(id, module, slug, title, kind, pass, minutes, open, layout)| {
                let cited = cited.iter().filter(|(lesson, ..)| *lesson == id);
                let mut citations: Vec<(usize, String)> = cited
                    .filter_map(|(_, source, facts)| {
                        let place = sources.iter().position(|(name, _)| name == source)?;
                        let locator = facts.get("locator").and_then(|l| l.as_str());
                        Some((place, locator.unwrap_or_default().to_string()))
                    })
                    .collect();
                citations.sort();
                citations.dedup();
                Ok(Lesson {
                    id,
                    module,
                    slug,
                    title,
                    kind: match (kind.as_str(), pass) {
                        ("pretest", _) => LessonKind::Pretest,
                        (_, Some(pass)) => LessonKind::Quiz { pass },
                        _ => LessonKind::Steps,
                    },
                    minutes,
                    open,
                    sections: read::<Vec<Section>>(layout)?,
                    questions: questions.remove(&id).unwrap_or_default(),
                    citations,
                })
            },
        )
        .collect()
}

async fn questions_of(
    version: VersionId,
    db: &mut Connection,
) -> Result<HashMap<LessonId, Vec<Question>>> {
    let rows: Vec<(LessonId, Uuid, Uuid, String, serde_json::Value)> = version_questions::table
        .inner_join(questions::table)
        .inner_join(question_revisions::table)
        .filter(version_questions::version.eq(version))
        .order(version_questions::position)
        .select((
            questions::lesson,
            questions::id,
            question_revisions::id,
            questions::name,
            question_revisions::options,
        ))
        .load(db)
        .await?;
    let mut by_lesson: HashMap<LessonId, Vec<Question>> = HashMap::new();
    for (lesson, id, revision, name, options) in rows {
        by_lesson.entry(lesson).or_default().push(Question {
            id,
            revision,
            name,
            options: read::<Vec<AnswerOption>>(options)?,
        });
    }
    Ok(by_lesson)
}

async fn files(version: VersionId, db: &mut Connection) -> Result<HashMap<String, File>> {
    let rows: Vec<(String, String, i64, String)> = version_files::table
        .filter(version_files::version.eq(version))
        .select((
            version_files::name,
            version_files::sha256,
            version_files::bytes,
            version_files::media_type,
        ))
        .load(db)
        .await?;
    rows.into_iter()
        .map(|(name, sha256, bytes, media_type)| {
            let sha256 = Sha256Hex::parse(&sha256)
                .ok_or_else(|| Error::Mistake(format!("{name} has no hash")))?;
            let bytes = bytes.unsigned_abs();
            Ok((
                name,
                File {
                    sha256,
                    media_type,
                    bytes,
                },
            ))
        })
        .collect()
}

/// What the school wrote itself must be readable; otherwise the mistake is ours.
fn read<T: DeserializeOwned>(value: serde_json::Value) -> Result<T> {
    serde_json::from_value(value).map_err(|e| Error::Mistake(e.to_string()))
}
