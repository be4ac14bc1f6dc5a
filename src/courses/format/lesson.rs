//! A lesson: its source, its translations block by block, its questions and what it states.
use super::{
    blocks::{Page, Part},
    claims,
    fault::Reason,
    fields::{Document, Fields},
    model::{LessonFile, LessonKind, Section, SectionKind, Text, Translation},
    numbers::numbers,
    questions,
    reading::Reading,
    reviews,
    segments::{Mark, hash},
    translation::{Translated, TranslatedPage, marked, title_of, translations},
};
use std::collections::BTreeMap;

/// A segment of a lesson as far as claims are concerned.
pub(super) struct Stated {
    pub(super) segment: String,
    /// The question that the segment belongs to: what is said of the question holds for it.
    pub(super) question: Option<String>,
    pub(super) file: String,
    pub(super) line: usize,
    /// The first number in it; of a wrong answer none, for it states nothing.
    pub(super) number: Option<String>,
}

/// Reads `lessons/<slug>`, named in a line of a file.
pub(super) fn read(
    reading: &Reading,
    slug: &str,
    named_in: &str,
    named_at: usize,
) -> Option<LessonFile> {
    let folder = format!("lessons/{slug}");
    let file = format!("{folder}/{}.md", reading.source_language);
    for language in &reading.languages {
        reading.uses(&format!("{folder}/{language}.md"));
    }
    reading.uses(&questions::file(&folder));
    reading.uses(&claims::file(&folder));
    reading.uses(&reviews::file(&folder));
    if !reading.folder.has(&file) {
        let reason = Reason::NoSuchFile(file);
        reading.faults.add(named_in, named_at, reason);
        return None;
    }
    let translations = translations(reading, &folder);
    let (questions, mut stated) = questions::read(reading, &folder);
    let text = reading.folder.text(&file, reading.faults)?;

    let page = Page::parse(text);
    let Some(front) = page.front.clone() else {
        reading.faults.add(&file, 1, Reason::FrontMatter);
        return None;
    };
    let mut source = Source {
        reading,
        file: &file,
        translations,
        stated: &mut stated,
    };
    let front = Document::parse(&file, text, front, reading.faults);
    let front =
        front.map(|document| source.front(&document.fields(reading.faults), questions.len()));
    let sections = source.sections(page);
    if front.is_some() {
        source.leftovers();
    }
    let (claims, examples) = claims::read(reading, &folder, &stated);

    if sections.is_empty() && questions.is_empty() {
        reading.faults.add(&file, None, Reason::EmptyLesson);
    }
    let front = front??;
    Some(LessonFile {
        id: front.id,
        slug: slug.to_owned(),
        title: front.title,
        kind: front.kind,
        minutes: front.minutes,
        open: front.open,
        sections,
        questions,
        claims,
        examples,
        reviews: reviews::read(reading, &folder),
    })
}

struct Front {
    id: uuid::Uuid,
    title: Text,
    kind: LessonKind,
    minutes: u16,
    open: bool,
}

/// A section whose end was not met yet.
struct OpenSection {
    line: usize,
    /// None when it is not one of the sections that there are.
    kind: Option<SectionKind>,
    blocks: Vec<Text>,
    /// Blocks met, those with faults too.
    count: usize,
}

/// The source page of a lesson, while its texts meet their translations.
struct Source<'r, 'a> {
    reading: &'r Reading<'a>,
    file: &'r str,
    translations: Vec<TranslatedPage>,
    stated: &'r mut Vec<Stated>,
}

impl Source<'_, '_> {
    fn front(&mut self, fields: &Fields, questions: usize) -> Option<Front> {
        let id = self.reading.uuid(fields);
        let title = fields
            .text("title")
            .and_then(|title| title_of(fields, &title));
        let title = title.and_then(|(text, mark)| self.text(text, mark, fields.line_of("title")));
        let kind = kind(fields, questions);
        let minutes = fields.number("minutes", 1..=600, "a number of minutes from 1 to 600");
        let open = fields.flag("open");
        fields.done();

        Some(Front {
            id: id?,
            title: title?,
            kind: kind?,
            minutes: minutes?,
            open,
        })
    }

    fn sections(&mut self, page: Page) -> Vec<Section> {
        let mut sections = Vec::new();
        let mut open: Option<OpenSection> = None;
        for part in page.parts {
            match part {
                Part::Opens {
                    line,
                    name,
                    argument,
                } => {
                    if let Some(section) = open.take() {
                        self.fault(line, Reason::NestedSection);
                        sections.extend(self.close(section));
                    }
                    let kind = self.section_kind(line, &name, &argument);
                    open = Some(OpenSection {
                        line,
                        kind,
                        blocks: Vec::new(),
                        count: 0,
                    });
                }
                Part::Closes { line } => match open.take() {
                    Some(section) => sections.extend(self.close(section)),
                    None => self.fault(line, Reason::NothingToClose),
                },
                Part::Block(mut block) => {
                    let mark = marked(self.reading, self.file, &mut block);
                    let line = block.line;
                    let text = mark.and_then(|mark| self.text(block.text, mark, line));
                    match &mut open {
                        Some(section) => {
                            section.blocks.extend(text);
                            section.count += 1;
                        }
                        None => self.fault(line, Reason::OutsideSection),
                    }
                }
            }
        }
        if let Some(section) = open {
            self.fault(section.line, Reason::OpenSection);
        }
        sections
    }

    fn close(&self, open: OpenSection) -> Option<Section> {
        let kind = open.kind?;
        let (section, wanted, range) = match kind {
            SectionKind::Step { .. } => (
                "step",
                "two blocks, the text alternative of the drawing and one sentence",
                2..=2,
            ),
            SectionKind::Try => ("try", "one or two blocks", 1..=2),
            _ => ("section", "at least one block", 1..=usize::MAX),
        };
        if !range.contains(&open.count) {
            let reason = Reason::BlockCount {
                section,
                wanted,
                found: open.count,
            };
            self.fault(open.line, reason);
        }
        let blocks = open.blocks;
        Some(Section { kind, blocks })
    }

    fn section_kind(&self, line: usize, name: &str, argument: &str) -> Option<SectionKind> {
        let argument = argument.to_owned();
        let takes_file = matches!(name, "step" | "clip" | "sound");
        if takes_file == argument.is_empty() {
            let reason = Reason::UnknownSection(format!("{name} {argument}").trim().to_owned());
            self.fault(line, reason);
            return None;
        }
        match name {
            "step" => self
                .names(line, "drawings", &argument, &["svg"])
                .then_some(SectionKind::Step { drawing: argument }),
            "clip" => self
                .names(line, "media", &argument, &["mp4", "webm"])
                .then_some(SectionKind::Clip { file: argument }),
            "sound" => self
                .names(line, "media", &argument, &["m4a", "webm"])
                .then_some(SectionKind::Sound { file: argument }),
            "try" => Some(SectionKind::Try),
            "officers" => Some(SectionKind::Officers),
            "china" => Some(SectionKind::China),
            "here" => Some(SectionKind::Here),
            "text" => Some(SectionKind::Text),
            _ => {
                self.fault(line, Reason::UnknownSection(name.to_owned()));
                None
            }
        }
    }

    /// Is there such a file, with one of these endings? The path is only looked up, never opened.
    fn names(&self, line: usize, folder: &str, name: &str, endings: &[&str]) -> bool {
        let path = format!("{folder}/{name}");
        let fits = name
            .rsplit_once('.')
            .is_some_and(|(_, end)| endings.contains(&end));
        if fits && self.reading.folder.has(&path) {
            self.reading.uses(&path);
            return true;
        }
        self.fault(line, Reason::NoSuchFile(path));
        false
    }

    /// A source text with its translations.
    fn text(&mut self, source: String, mark: Mark, line: usize) -> Option<Text> {
        let reading = self.reading;
        if mark.src.is_some() {
            self.fault(line, Reason::BadSrc);
        }
        reading
            .segments
            .take(&mark.id, self.file, line, reading.faults);
        self.stated.push(Stated {
            segment: mark.id.clone(),
            question: None,
            file: self.file.to_owned(),
            line,
            number: numbers(&source).into_iter().next(),
        });

        let mut text = Text {
            hash: hash(&source),
            segment: mark.id,
            source,
            translations: BTreeMap::new(),
        };
        for page in &mut self.translations {
            match page.blocks.remove(&text.segment) {
                Some(Translated {
                    text: words,
                    src: Some(source_hash),
                    ..
                }) => {
                    let translation = Translation {
                        text: words,
                        source_hash,
                    };
                    text.translations.insert(page.language.clone(), translation);
                }
                Some(Translated { line, .. }) => {
                    let reason = Reason::MissingSrc(text.segment.clone());
                    reading.faults.add(&page.file, line, reason);
                }
                None if page.is_whole => {
                    let reason = Reason::MissingTranslation(page.language.clone());
                    reading.faults.add(self.file, line, reason);
                }
                None => {}
            }
        }
        Some(text)
    }

    /// Translations whose source is nowhere.
    fn leftovers(&self) {
        for page in &self.translations {
            for (segment, block) in &page.blocks {
                let reason = Reason::NotInSource(segment.clone());
                self.reading.faults.add(&page.file, block.line, reason);
            }
        }
    }

    fn fault(&self, line: usize, reason: Reason) {
        self.reading.faults.add(self.file, line, reason);
    }
}

fn kind(fields: &Fields, questions: usize) -> Option<LessonKind> {
    let kind = fields.text_that(
        "kind",
        |kind| matches!(kind, "steps" | "quiz" | "pretest"),
        "“steps”, “quiz” or “pretest”",
    )?;
    match kind.as_str() {
        "steps" => return Some(LessonKind::Steps),
        "pretest" => return Some(LessonKind::Pretest),
        _ => {}
    }
    let pass = fields.number("pass", 1..=u16::MAX, "how many questions must be right")?;
    if usize::from(pass) > questions {
        fields.fault("pass", Reason::PassMark { pass, questions });
    }
    Some(LessonKind::Quiz { pass })
}
