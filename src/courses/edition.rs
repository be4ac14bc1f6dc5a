//! An edition: one version of a course, whole, as it stands in memory. It never changes, so it is known by its version's id.
use super::{
    CourseId, LessonId, ModuleId, Passage, Script, Titles, VersionId, format::SectionKind,
    model::Contribution, script::rendered,
};
use crate::{media::Sha256Hex, words::Language};
use serde::{Deserialize, Serialize};
use std::{
    collections::{HashMap, HashSet},
    sync::{Arc, RwLock},
};
use uuid::Uuid;

/// One version of a course with everything that pages show of it.
pub struct Edition {
    pub version: VersionId,
    pub course: CourseId,
    pub slug: String,
    pub source_language: String,
    /// What it can be read in, the source language included.
    pub languages: Vec<String>,
    pub layout: CourseLayout,
    pub modules: Vec<Module>,
    /// In the order in which they are taught.
    pub lessons: Vec<Lesson>,
    /// Asked before the course; in no module, and nothing depends on it.
    pub pretest: Option<Lesson>,
    pub sources: Vec<Source>,
    /// Segments and questions that state what can harm when it is wrong.
    pub(super) class_a: HashSet<String>,
    pub(super) texts: HashMap<String, Texts>,
    pub(super) files: HashMap<String, File>,
    pub(super) scripts: RwLock<HashMap<String, Arc<Script>>>,
}

/// The segments of the course itself.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct CourseLayout {
    pub title: String,
    pub summary: String,
    pub author: String,
    pub outcomes: Vec<String>,
    pub contributions: Vec<Contribution>,
}

/// A part of the course.
pub struct Module {
    pub id: ModuleId,
    /// A segment.
    pub title: String,
}

/// A lesson of this version.
pub struct Lesson {
    pub id: LessonId,
    /// None of the pre-test.
    pub module: Option<ModuleId>,
    pub slug: String,
    /// A segment.
    pub title: String,
    pub kind: LessonKind,
    pub minutes: i16,
    /// May be read without an account.
    pub open: bool,
    pub sections: Vec<Section>,
    pub questions: Vec<Question>,
    /// Places in `Edition::sources`, each with where in the source.
    pub citations: Vec<(usize, String)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LessonKind {
    Steps,
    /// So many of its questions must be right.
    Quiz {
        pass: i16,
    },
    /// Nobody passes or fails.
    Pretest,
}

/// Blocks that belong together, by their segments.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Section {
    pub kind: SectionKind,
    pub blocks: Vec<String>,
}

/// A question of this version. Its segments are named after it: `name`, `name-why`, `name-<option>`.
pub struct Question {
    pub id: Uuid,
    pub revision: Uuid,
    pub name: String,
    pub options: Vec<AnswerOption>,
}

/// One answer that can be chosen, as scoring needs it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AnswerOption {
    pub id: String,
    pub right: bool,
}

/// Something that was opened to write the course.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Source {
    pub organisation: String,
    pub title: String,
    pub year: Option<u16>,
    pub url: String,
    pub seen_on: chrono::NaiveDate,
}

/// A segment: the source text, and its translations with the hash of what they translate.
pub(super) struct Texts {
    pub hash: String,
    pub source: String,
    pub translations: HashMap<String, (String, String)>,
}

/// A drawing or a clip.
pub(super) struct File {
    pub sha256: Sha256Hex,
    pub media_type: String,
    /// As it travels: drawings are compressed on their way.
    pub bytes: u64,
}

impl Edition {
    /// The lesson with this address.
    pub fn lesson(&self, slug: &str) -> Option<(usize, &Lesson)> {
        self.lessons
            .iter()
            .enumerate()
            .find(|(_, l)| l.slug == slug)
    }

    /// Where a lesson stands, if this version teaches it.
    pub fn place_of(&self, lesson: LessonId) -> Option<usize> {
        self.lessons.iter().position(|l| l.id == lesson)
    }

    /// What the lesson at a place is called, in every language that has a name for it.
    pub fn lesson_titles(&self, place: usize) -> Titles {
        let titles = self.languages.iter().map(|language| {
            let title = self.script(language).lessons[place].title.clone();
            (title.lang, title.text)
        });
        titles.collect()
    }

    pub fn lesson_ids(&self) -> Vec<LessonId> {
        self.lessons.iter().map(|lesson| lesson.id).collect()
    }

    /// The lessons and the pre-test.
    pub fn all_ids(&self) -> Vec<LessonId> {
        let pretest = self.pretest.iter().map(|pretest| pretest.id);
        self.lesson_ids().into_iter().chain(pretest).collect()
    }

    /// How long all of it takes, in minutes.
    pub fn minutes(&self) -> i32 {
        self.lessons
            .iter()
            .map(|lesson| i32::from(lesson.minutes))
            .sum()
    }

    /// What the course says in a language; where that is missing, in its source language. Made once.
    pub fn script(&self, language: &str) -> Arc<Script> {
        let language = match self.languages.iter().find(|l| *l == language) {
            Some(language) => language,
            None => &self.source_language,
        };
        let known = self.scripts.read().unwrap_or_else(|e| e.into_inner());
        if let Some(script) = known.get(language) {
            return script.clone();
        }
        drop(known);
        let script = Arc::new(Script::of(self, language));
        let mut known = self.scripts.write().unwrap_or_else(|e| e.into_inner());
        known.entry(language.clone()).or_insert(script).clone()
    }

    /// Whether a segment states what can harm. What is said of a question holds for its explanation and options.
    pub(super) fn can_harm(&self, segment: &str) -> bool {
        let question = segment.split_once('-').map_or(segment, |(name, _)| name);
        self.class_a.contains(segment) || self.class_a.contains(question)
    }

    /// A segment as it stands in a language, ready to be shown; nothing where it is not translated.
    pub fn passage(&self, segment: &str, language: &str) -> Option<Passage> {
        let texts = self.texts.get(segment)?;
        let (text, is_stale) = match language == self.source_language {
            true => (&texts.source, false),
            false => {
                let (text, source_hash) = texts.translations.get(language)?;
                (text, *source_hash != texts.hash)
            }
        };
        Some(Passage {
            text: text.clone(),
            html: rendered(text),
            lang: language.into(),
            dir: Language::named(language).map_or("ltr", |l| l.dir),
            is_stale,
        })
    }

    /// Where reviewers find what a section shows or plays.
    pub fn review_address(&self, section: &Section) -> Option<String> {
        let name = section.files()?;
        let hash = self.files.get(name)?.sha256.short();
        Some(format!("/courses/{}/review/{hash}/{name}", self.slug))
    }

    /// Whether somebody without an enrolment may load the file: an open lesson shows it.
    pub(super) fn is_open(&self, file: &str) -> bool {
        let shows = |section: &Section| {
            section.files().into_iter().any(|name| name == file)
                || section
                    .files()
                    .into_iter()
                    .any(|name| belongs_beside(file, name))
        };
        let open = self.lessons.iter().filter(|lesson| lesson.open);
        open.flat_map(|lesson| &lesson.sections).any(shows)
    }
}

/// Captions and posters share the name of their clip.
pub(super) fn belongs_beside(file: &str, clip: &str) -> bool {
    let stem = clip.rsplit_once('.').map_or(clip, |(stem, _)| stem);
    file.strip_prefix(stem)
        .is_some_and(|rest| rest.starts_with('.'))
}

impl Lesson {
    pub fn is_quiz(&self) -> bool {
        matches!(self.kind, LessonKind::Quiz { .. })
    }

    pub fn question(&self, name: &str) -> Option<(usize, &Question)> {
        self.questions
            .iter()
            .enumerate()
            .find(|(_, q)| q.name == name)
    }
}

impl Section {
    /// The file that it shows or plays.
    fn files(&self) -> Option<&str> {
        match &self.kind {
            SectionKind::Step { drawing } => Some(drawing),
            SectionKind::Clip { file } | SectionKind::Sound { file } => Some(file),
            _ => None,
        }
    }
}

impl Question {
    /// Whether the option with this id is right; nothing for an id that is none of them.
    pub fn is_right(&self, option: &str) -> Option<bool> {
        let mut options = self.options.iter();
        options.find(|o| o.id == option).map(|o| o.right)
    }

    /// The id of the right option.
    pub fn key(&self) -> &str {
        let mut options = self.options.iter();
        options.find(|o| o.right).map_or("", |o| &o.id)
    }
}
