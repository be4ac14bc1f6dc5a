//! What an author should look at although the course can be imported.
use super::{
    super::{
        LessonId,
        trust::{Dossier, ReviewKind, Verdict},
    },
    model::{ClaimFile, CourseFile, LessonFile, LessonKind, QuestionFile, Risk, SectionKind, Text},
    numbers::numbers,
    segments::hash,
    symbols::{denials, units},
    words::{english_grade, sentences, word_count},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::{collections::BTreeSet, fmt, path::PathBuf};

const STEP_WORDS: usize = 120;
const SENTENCE_WORDS: f64 = 12.0;
const GRADE: f64 = 6.0;
/// Of fewer words or sentences no average says anything.
const ENOUGH_WORDS: usize = 40;
const ENOUGH_SENTENCES: usize = 3;
const ENOUGH_QUESTIONS: usize = 4;

/// Something to look at, and where.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Finding {
    /// Relative to the folder of the course.
    pub file: PathBuf,
    /// The text that it is about, when it is about one.
    pub segment: Option<String>,
    pub concern: Concern,
}

/// What an author should look at. The words are for authors at a command line.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize, thiserror::Error)]
pub enum Concern {
    #[error("the translation into “{language}” is of an older source text")]
    Stale { language: String },
    #[error("the source has the numbers {source_numbers:?}, “{language}” has {translated:?}")]
    Numbers {
        language: String,
        source_numbers: Vec<String>,
        translated: Vec<String>,
    },
    #[error("the source has the units {source_units:?}, “{language}” has {translated:?}")]
    Units {
        language: String,
        source_units: Vec<String>,
        translated: Vec<String>,
    },
    #[error("not as many sentences say no, not, never… in “{0}” as in the source")]
    Denial(String),
    #[error("the number {0} is in no claim about this text")]
    NumberNotClaimed(String),
    #[error("the unit {0} is in no claim about this text")]
    UnitNotClaimed(String),
    #[error(
        "a claim or an example does not say which text it is about; “cloud-school course tidy” writes it"
    )]
    Unbound,
    #[error("the text was changed after this was checked against it: {0}")]
    OfOlderText(String),
    #[error("a class A statement, not reviewed: {0}")]
    NotReviewed(String),
    #[error("the steps have {words} words in “{language}”, more than {STEP_WORDS}")]
    LongSteps { language: String, words: usize },
    #[error(
        "sentences in “{language}” have {average:.1} words on average, more than {SENTENCE_WORDS}"
    )]
    LongSentences { language: String, average: f64 },
    #[error("the English needs school year {0:.1}, more than {GRADE}")]
    HardEnglish(f64),
    #[error("in {share} of {of} questions the right answer is “{option}”")]
    SameKey {
        option: String,
        share: usize,
        of: usize,
    },
    #[error("in {share} of {of} questions the right answer is the longest")]
    LongestIsRight { share: usize, of: usize },
    #[error("two options read the same in “{0}”")]
    SameOptions(String),
    #[error("a clip or sound has no captions in “{0}”")]
    NoCaptions(String),
    #[error("the source “{0}” is cited by no claim")]
    UncitedSource(String),
    #[error("the source “{source_id}” was to be looked at again by {by}")]
    ExpiredSource { source_id: String, by: NaiveDate },
    #[error("the source “{source_id}” could not be opened any more on {on}")]
    GoneSource { source_id: String, on: NaiveDate },
    #[error("a review ended on {0}")]
    ReviewEnded(NaiveDate),
    #[error("a reviewer ({kind}) did not approve: {remark}")]
    NotApproved { kind: String, remark: String },
}

impl fmt::Display for Finding {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}: ", self.file.display())?;
        if let Some(segment) = &self.segment {
            write!(out, "{segment}: ")?;
        }
        write!(out, "{}", self.concern)
    }
}

/// All that an author should look at on a day, in the order of the course.
pub fn check(course: &CourseFile, today: NaiveDate) -> Vec<Finding> {
    let mut findings = Findings {
        course,
        dossier: course.dossier(),
        today,
        found: Vec::new(),
    };
    findings.course_texts();
    for lesson in course.lessons() {
        findings.lesson(lesson);
    }
    findings.keys_of_steps();
    findings.sources();
    findings.found
}

struct Findings<'c> {
    course: &'c CourseFile,
    dossier: Dossier,
    today: NaiveDate,
    found: Vec<Finding>,
}

impl Findings<'_> {
    fn add(&mut self, file: &str, segment: Option<&str>, concern: Concern) {
        self.found.push(Finding {
            file: PathBuf::from(file),
            segment: segment.map(str::to_owned),
            concern,
        });
    }

    fn course_texts(&mut self) {
        let course = self.course;
        let titles = course.modules.iter().map(|module| &module.title);
        let texts = [&course.title, &course.summary, &course.author].into_iter();
        for text in texts.chain(&course.outcomes).chain(titles) {
            self.translations("course.toml", text);
        }
    }

    fn lesson(&mut self, lesson: &LessonFile) {
        let folder = format!("lessons/{}", lesson.slug);
        let page = format!("{folder}/{}.md", self.course.source_language);
        let questions = format!("{folder}/questions.toml");
        let blocks = lesson.sections.iter().flat_map(|section| &section.blocks);
        for text in [&lesson.title].into_iter().chain(blocks) {
            self.translations(&page, text);
            self.claimed(&page, lesson, text, None);
        }
        for question in &lesson.questions {
            self.question(&questions, lesson, question);
        }
        let claims = format!("{folder}/claims.toml");
        for claim in &lesson.claims {
            self.claim(&claims, lesson, claim);
        }
        for example in &lesson.examples {
            let said = (&example.src, example.reason.as_str());
            self.bound(&claims, lesson, &example.segment, said);
        }
        self.reviews(&folder, lesson);

        self.reading(&folder, lesson);
        self.captions(&page, lesson);
        if lesson.kind != LessonKind::Steps {
            self.keys(&questions, &lesson.questions.iter().collect::<Vec<_>>());
        }
    }

    /// A claim is about the text that stands there, and what can harm was reviewed.
    fn claim(&mut self, file: &str, lesson: &LessonFile, claim: &ClaimFile) {
        let said = (&claim.src, claim.statement.as_str());
        self.bound(file, lesson, &claim.segment, said);
        let source = self.course.source_language.as_str();
        let trust = self.dossier.trust(LessonId(lesson.id), source, self.today);
        if claim.risk == Risk::A && trust.is_preview {
            let concern = Concern::NotReviewed(claim.statement.clone());
            self.add(file, Some(&claim.segment), concern);
        }
    }

    /// What was checked against a text, was checked against the one that stands there.
    fn bound(
        &mut self,
        file: &str,
        lesson: &LessonFile,
        segment: &str,
        (src, what): (&Option<String>, &str),
    ) {
        let concern = match (src, lesson.claimed_text(segment)) {
            (None, _) => Concern::Unbound,
            (Some(src), Some(text)) if *src != hash(&text) => Concern::OfOlderText(what.to_owned()),
            _ => return,
        };
        self.add(file, Some(segment), concern);
    }

    /// What reviewers found last of what stands there.
    fn reviews(&mut self, folder: &str, lesson: &LessonFile) {
        let file = format!("{folder}/reviews.toml");
        for language in &self.course.languages {
            let newest = |kind| self.dossier.newest(LessonId(lesson.id), kind, language);
            let newest: Vec<_> = ReviewKind::ALL.into_iter().filter_map(newest).collect();
            let concerns: Vec<_> = newest
                .into_iter()
                .filter_map(|review| match (review.verdict, review.until) {
                    (Verdict::Approved, Some(until)) if until < self.today => {
                        Some(Concern::ReviewEnded(until))
                    }
                    (Verdict::Approved, _) => None,
                    _ => Some(Concern::NotApproved {
                        kind: review.kind.name().to_owned(),
                        remark: review.remark.clone(),
                    }),
                })
                .collect();
            for concern in concerns {
                self.add(&file, None, concern);
            }
        }
    }

    fn question(&mut self, file: &str, lesson: &LessonFile, question: &QuestionFile) {
        let right = question.options.iter().filter(|option| option.right);
        let right = right.map(|option| &option.text);
        for text in [&question.text, &question.explanation]
            .into_iter()
            .chain(right)
        {
            self.claimed(file, lesson, text, Some(&question.id));
        }
        let options = question.options.iter().map(|option| &option.text);
        for text in [&question.text, &question.explanation]
            .into_iter()
            .chain(options)
        {
            self.translations(file, text);
        }
        for language in &self.course.languages {
            let mut seen = BTreeSet::new();
            let texts = question
                .options
                .iter()
                .map(|option| written(&option.text, language));
            if !texts
                .map(|text| text.trim().to_lowercase())
                .all(|text| seen.insert(text))
            {
                let concern = Concern::SameOptions(language.clone());
                self.add(file, Some(&question.id), concern);
            }
        }
    }

    /// A translation is of the source in force and has its numbers.
    fn translations(&mut self, file: &str, text: &Text) {
        let source_numbers = sorted(numbers(&text.source));
        for (language, translation) in &text.translations {
            if translation.source_hash != text.hash {
                let language = language.clone();
                self.add(file, Some(&text.segment), Concern::Stale { language });
            }
            let translated = sorted(numbers(&translation.text));
            if translated != source_numbers {
                let concern = Concern::Numbers {
                    language: language.clone(),
                    source_numbers: source_numbers.clone(),
                    translated,
                };
                self.add(file, Some(&text.segment), concern);
            }
            self.signs(file, text, language, &translation.text);
        }
    }

    /// A translation has the units of its source, and denies what its source denies.
    fn signs(&mut self, file: &str, text: &Text, language: &str, translated: &str) {
        let sorted = |text| sorted(units(text).into_iter().map(str::to_owned).collect());
        let (source_units, translated_units) = (sorted(&text.source), sorted(translated));
        if source_units != translated_units {
            let concern = Concern::Units {
                language: language.to_owned(),
                source_units,
                translated: translated_units,
            };
            self.add(file, Some(&text.segment), concern);
        }
        let denied = denials(&text.source, &self.course.source_language);
        let also = denials(translated, language);
        if let (Some(denied), Some(also)) = (denied, also)
            && denied != also
        {
            self.add(
                file,
                Some(&text.segment),
                Concern::Denial(language.to_owned()),
            );
        }
    }

    /// Each number of a text is in a claim about it, unless the text is an example.
    fn claimed(&mut self, file: &str, lesson: &LessonFile, text: &Text, question: Option<&str>) {
        let is_about = |segment: &str| segment == text.segment || Some(segment) == question;
        if lesson
            .examples
            .iter()
            .any(|example| is_about(&example.segment))
        {
            return;
        }
        let claims = || {
            let all = lesson.claims.iter();
            all.filter(|claim| is_about(&claim.segment))
        };
        let known_units = claims().flat_map(units_of).collect::<BTreeSet<_>>();
        for unit in units(&text.source).into_iter().collect::<BTreeSet<_>>() {
            if !known_units.contains(unit) {
                let concern = Concern::UnitNotClaimed(unit.to_owned());
                self.add(file, Some(&text.segment), concern);
            }
        }
        let known = claims().flat_map(numbers_of).collect::<BTreeSet<_>>();
        let mut unknown = numbers(&text.source);
        unknown.retain(|number| !known.contains(number));
        for number in unknown {
            self.add(file, Some(&text.segment), Concern::NumberNotClaimed(number));
        }
    }

    /// How hard the lesson is to read, but for what is folded for officers.
    fn reading(&mut self, folder: &str, lesson: &LessonFile) {
        let (steps, told) = texts_to_read(lesson);
        for language in &self.course.languages {
            let file = format!("{folder}/{language}.md");
            let language = language.clone();
            let in_language = |texts: &[&Text]| {
                let texts = texts.iter().map(|text| written(text, &language));
                texts.flat_map(sentences).collect::<Vec<_>>()
            };
            let words = in_language(&steps)
                .iter()
                .map(|text| word_count(text))
                .sum();
            let sentences = in_language(&told);
            let all_words = sentences.iter().map(|text| word_count(text)).sum::<usize>();
            let average = all_words as f64 / sentences.len().max(1) as f64;
            let grade = english_grade(&sentences).filter(|grade| *grade > GRADE);

            if language == "en"
                && all_words >= ENOUGH_WORDS
                && let Some(grade) = grade
            {
                self.add(&file, None, Concern::HardEnglish(grade));
            }
            if sentences.len() >= ENOUGH_SENTENCES && average > SENTENCE_WORDS {
                let language = language.clone();
                self.add(&file, None, Concern::LongSentences { language, average });
            }
            if words > STEP_WORDS {
                self.add(&file, None, Concern::LongSteps { language, words });
            }
        }
    }

    fn captions(&mut self, page: &str, lesson: &LessonFile) {
        for section in &lesson.sections {
            if let SectionKind::Clip { file } | SectionKind::Sound { file } = &section.kind {
                let stem = file.split('.').next().unwrap_or(file);
                for language in &self.course.languages {
                    if !self
                        .course
                        .media
                        .contains_key(&format!("{stem}.{language}.vtt"))
                    {
                        self.add(page, None, Concern::NoCaptions(language.clone()));
                    }
                }
            }
        }
    }

    /// The questions within the lessons, taken together: there are one or two in each.
    fn keys_of_steps(&mut self) {
        let taught = self.course.taught();
        let lessons = taught.filter(|lesson| lesson.kind == LessonKind::Steps);
        let questions = lessons
            .flat_map(|lesson| &lesson.questions)
            .collect::<Vec<_>>();
        self.keys("course.toml", &questions);
    }

    /// Who does not know must not be able to guess: by the letter, or by the length.
    fn keys(&mut self, file: &str, questions: &[&QuestionFile]) {
        let of = questions.len();
        if of < ENOUGH_QUESTIONS {
            return;
        }
        let right_at = |position: usize| {
            let at_position = |question: &&&QuestionFile| {
                question
                    .options
                    .get(position)
                    .is_some_and(|option| option.right)
            };
            questions.iter().filter(at_position).count()
        };
        for position in 0..6 {
            let share = right_at(position);
            if share * 5 > of * 3 {
                let option = ["a", "b", "c", "d", "e", "f"][position].to_owned();
                self.add(file, None, Concern::SameKey { option, share, of });
            }
        }
        let share = questions
            .iter()
            .filter(|question| longest_is_right(question))
            .count();
        if share * 10 > of * 7 {
            self.add(file, None, Concern::LongestIsRight { share, of });
        }
    }

    fn sources(&mut self) {
        let lessons = self.course.lessons();
        let cited = lessons
            .flat_map(|lesson| &lesson.claims)
            .map(|claim| &claim.source)
            .collect::<BTreeSet<_>>();
        for source in &self.course.sources {
            let source_id = source.id.clone();
            if let Some(on) = source.gone_on {
                let concern = Concern::GoneSource { source_id, on };
                self.add("sources.toml", None, concern);
            } else if let Some(by) = source.valid_until.filter(|day| *day < self.today) {
                let concern = Concern::ExpiredSource { source_id, by };
                self.add("sources.toml", None, concern);
            }
            if !cited.contains(&source.id) {
                self.add(
                    "sources.toml",
                    None,
                    Concern::UncitedSource(source.id.clone()),
                );
            }
        }
    }
}

/// The sentences of the steps, and all that is told to learners: no text alternatives, nothing folded.
fn texts_to_read(lesson: &LessonFile) -> (Vec<&Text>, Vec<&Text>) {
    let mut steps = Vec::new();
    let mut told = Vec::new();
    for section in &lesson.sections {
        match section.kind {
            SectionKind::Step { .. } => steps.extend(section.blocks.iter().skip(1)),
            SectionKind::Officers => {}
            _ => told.extend(&section.blocks),
        }
    }
    for question in &lesson.questions {
        told.extend([&question.text, &question.explanation]);
    }
    told.extend(&steps);
    (steps, told)
}

/// The text in a language of the course. The source is in the one language that has no translation.
fn written<'t>(text: &'t Text, language: &str) -> &'t str {
    let translation = text.translations.get(language);
    translation.map_or(&text.source, |translation| &translation.text)
}

fn numbers_of(claim: &ClaimFile) -> Vec<String> {
    let value = claim.value.as_deref().unwrap_or_default();
    [value, &claim.statement, &claim.quotation]
        .into_iter()
        .flat_map(numbers)
        .collect()
}

/// The units of a claim: its own, and those in what it says and quotes.
fn units_of(claim: &ClaimFile) -> Vec<&'static str> {
    let unit = format!("1 {}", claim.unit.as_deref().unwrap_or_default());
    [unit.as_str(), &claim.statement, &claim.quotation]
        .into_iter()
        .flat_map(units)
        .collect()
}

fn longest_is_right(question: &QuestionFile) -> bool {
    let length = |right: bool| {
        let options = question
            .options
            .iter()
            .filter(move |option| option.right == right);
        options
            .map(|option| option.text.source.chars().count())
            .max()
    };
    length(true) > length(false)
}

fn sorted(mut numbers: Vec<String>) -> Vec<String> {
    numbers.sort();
    numbers
}
