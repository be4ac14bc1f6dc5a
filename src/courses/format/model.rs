//! A whole course as it is written in a folder.
use super::{
    super::{
        LessonId,
        trust::{Content, Dossier, Review},
    },
    content::content_hash,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use uuid::Uuid;

/// A course as its folder says it, checked: every name that is used exists, every promised translation is there.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct CourseFile {
    pub id: Uuid,
    pub slug: String,
    /// The language that the texts are written in first; one of `languages`.
    pub source_language: String,
    /// All languages of the course, the source language included, in the order of the file.
    pub languages: Vec<String>,
    /// The slug of a programme of the school.
    pub programme: String,
    pub themes: Vec<String>,
    /// ISO 3166-1 alpha-2: the place that the course is written for.
    pub country: String,
    pub title: Text,
    pub summary: Text,
    pub author: Text,
    pub outcomes: Vec<Text>,
    pub contributions: Vec<ContributionFile>,
    pub modules: Vec<ModuleFile>,
    /// Questions that are asked before the course, to see what it adds.
    pub pretest: Option<LessonFile>,
    pub sources: Vec<SourceFile>,
    /// SVG by file name, as in `::: step field-wet.svg`.
    pub drawings: BTreeMap<String, Vec<u8>>,
    /// Clips, sound, captions and posters by file name, as in `::: clip seedbed.mp4`.
    pub media: BTreeMap<String, MediaFile>,
}

impl CourseFile {
    /// Every lesson, the pre-test last.
    pub fn lessons(&self) -> impl Iterator<Item = &LessonFile> {
        self.taught().chain(&self.pretest)
    }

    /// What the folder knows of its lessons: what each says in each language, and what reviewers found.
    pub fn dossier(&self) -> Dossier {
        let contents = |lesson: &LessonFile| {
            let languages = self.languages.iter();
            let contents = languages.map(|language| {
                let hash = content_hash(self, lesson, language);
                let has_class_a = lesson.has_class_a();
                (language.clone(), Content { hash, has_class_a })
            });
            contents.collect()
        };
        let lessons = || self.lessons().map(|lesson| (LessonId(lesson.id), lesson));
        Dossier {
            source_language: self.source_language.clone(),
            contents: lessons()
                .map(|(id, lesson)| (id, contents(lesson)))
                .collect(),
            reviews: lessons()
                .map(|(id, lesson)| (id, lesson.reviews.clone()))
                .collect(),
            corrections: HashMap::new(),
        }
    }

    /// The lessons of the modules, in their order.
    pub fn taught(&self) -> impl Iterator<Item = &LessonFile> {
        self.modules.iter().flat_map(|module| &module.lessons)
    }
}

/// What a partner gives to the course.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ContributionFile {
    pub partner: String,
    pub role: String,
    /// Agreed on but not yet confirmed; shown as planned.
    pub planned: bool,
}

/// A part of the course; its lessons are in teaching order.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ModuleFile {
    pub id: Uuid,
    pub title: Text,
    pub lessons: Vec<LessonFile>,
}

/// A lesson with all its languages.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct LessonFile {
    pub id: Uuid,
    /// The name of its folder.
    pub slug: String,
    pub title: Text,
    pub kind: LessonKind,
    /// How long it takes, in minutes; at least one.
    pub minutes: u16,
    /// May be read without an account.
    pub open: bool,
    pub sections: Vec<Section>,
    pub questions: Vec<QuestionFile>,
    pub claims: Vec<ClaimFile>,
    pub examples: Vec<ExampleFile>,
    /// No part of what the folder teaches: with another review it is the same version.
    #[serde(skip)]
    pub reviews: Vec<Review>,
}

impl LessonFile {
    /// Whether it has a question of this name.
    pub fn asks(&self, question: &str) -> bool {
        self.questions.iter().any(|asked| asked.id == question)
    }

    /// What a claim about a segment is about: the text, or of a question all its texts.
    pub fn claimed_text(&self, segment: &str) -> Option<String> {
        if let Some(question) = self.questions.iter().find(|asked| asked.id == segment) {
            let options = question.options.iter().map(|option| &option.text);
            let texts = [&question.text, &question.explanation].into_iter();
            let texts = texts.chain(options).map(|text| text.source.as_str());
            return Some(texts.collect::<Vec<_>>().join("\n"));
        }
        self.texts()
            .find(|text| text.segment == segment)
            .map(|text| text.source.clone())
    }

    /// Every text of the lesson.
    pub fn texts(&self) -> impl Iterator<Item = &Text> {
        let blocks = self.sections.iter().flat_map(|section| &section.blocks);
        let asked = self.questions.iter().flat_map(|question| {
            let options = question.options.iter().map(|option| &option.text);
            [&question.text, &question.explanation]
                .into_iter()
                .chain(options)
        });
        [&self.title].into_iter().chain(blocks).chain(asked)
    }

    /// Whether it states what can harm when it is wrong.
    pub fn has_class_a(&self) -> bool {
        self.claims.iter().any(|claim| claim.risk == Risk::A)
    }
}

/// How a lesson is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LessonKind {
    Steps,
    /// `pass` questions must be right, between one and all of them.
    Quiz {
        pass: u16,
    },
    /// Nobody passes or fails; each question has a pair in a quiz.
    Pretest,
}

/// Blocks that belong together, between `::: name` and `:::`.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Section {
    pub kind: SectionKind,
    /// Never empty. Of a step exactly two: the text alternative of the drawing, then the sentence.
    pub blocks: Vec<Text>,
}

/// What a section is for. The files named are in `CourseFile::drawings` and `CourseFile::media`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SectionKind {
    Step { drawing: String },
    Clip { file: String },
    Sound { file: String },
    Try,
    Officers,
    China,
    Here,
    Text,
}

/// A segment: one text that is translated as a whole, in Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Text {
    /// Unique in the course, never used again.
    pub segment: String,
    /// In the source language, as it stands, without the id mark.
    pub source: String,
    /// The first eight hexadecimal digits of the SHA-256 of `source`.
    pub hash: String,
    /// By language; of every language of the course but the source language.
    pub translations: BTreeMap<String, Translation>,
}

/// A text in another language, and which source text it translates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Translation {
    pub text: String,
    /// The hash of the source that was translated; another one than `Text::hash` when the translation is stale.
    pub source_hash: String,
}

/// A question with its answers, in every language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct QuestionFile {
    /// Also the segment of `text`; unique in the course.
    pub id: String,
    pub kind: QuestionKind,
    pub text: Text,
    /// Why the right answer is right; its segment is `<id>-why`.
    pub explanation: Text,
    pub options: Vec<OptionFile>,
    /// Of a pre-test: the question of a quiz of the course that asks for the same.
    pub pair: Option<String>,
}

/// How a question is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum QuestionKind {
    /// Two to six options, exactly one of them right.
    Single,
}

/// One answer that can be chosen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OptionFile {
    /// Unique in its question, the same in every language.
    pub id: String,
    pub right: bool,
    /// Its segment is `<question>-<option>`.
    pub text: Text,
}

/// What a lesson states, and where that stands.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct ClaimFile {
    /// A segment of the same lesson.
    pub segment: String,
    /// The hash of the text as it was when the claim was checked against it.
    pub src: Option<String>,
    pub statement: String,
    pub value: Option<String>,
    pub unit: Option<String>,
    pub risk: Risk,
    /// Where it holds; everywhere when absent.
    pub place: Option<String>,
    /// The id of a source of the course.
    pub source: String,
    /// Where in the source: a section, page or table.
    pub locator: String,
    /// At most 25 words of the source, in its own language.
    pub quotation: String,
}

/// How much harm a wrong statement does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Risk {
    /// Somebody can be hurt: chemicals, machines, electricity, fuel, storage moisture.
    A,
    /// A harvest or money can be lost.
    B,
    /// Nothing is lost.
    C,
}

/// A segment whose numbers are made up to practise, or are not about the world.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ExampleFile {
    /// A segment of the same lesson.
    pub segment: String,
    /// The hash of the text as it was when the example was worked through.
    pub src: Option<String>,
    pub reason: String,
}

/// A publication that was opened to write the course.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct SourceFile {
    pub id: String,
    pub organisation: String,
    pub title: String,
    pub year: Option<u16>,
    pub edition: Option<String>,
    pub url: String,
    pub licence: Option<String>,
    /// The day on which it was opened.
    pub seen_on: NaiveDate,
    /// The day after which it should be looked at again.
    pub valid_until: Option<NaiveDate>,
    /// The day on which it could no longer be opened.
    pub gone_on: Option<NaiveDate>,
}

/// A clip, sound, captions or a poster.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct MediaFile {
    pub bytes: Vec<u8>,
    pub kind: MediaKind,
}

/// What the bytes of a media file are, whatever its name says.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum MediaKind {
    Mp4,
    Webm,
    M4a,
    Webp,
    Jpeg,
    Png,
    Vtt,
}
