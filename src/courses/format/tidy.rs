//! Writes the marks that are missing in a folder: ids of texts, what translations translate, UUIDs. Nothing else
//! changes, not a blank; a second time nothing is left to write.
use super::{
    blocks::{Block, Page},
    course,
    fault::{Fault, Faults, Reason},
    fields::{Document, Fields},
    folder::Folder,
    marks::{Ids, Insertions},
    segments::{hash, split_mark},
};
use std::{
    collections::BTreeMap,
    fmt, fs,
    io::{self, Write},
    path::{Path, PathBuf},
};
use uuid::Uuid;

/// A mark that was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// Relative to the folder of the course.
    pub file: PathBuf,
    /// Where it stood before anything was written.
    pub line: usize,
    /// The text that was put there.
    pub written: String,
}

impl fmt::Display for Change {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (file, line) = (self.file.display(), self.line);
        write!(out, "{file}:{line}: {}", self.written.trim())
    }
}

/// Why nothing more was written.
#[derive(Debug, thiserror::Error)]
pub enum Untidy {
    /// The folder cannot be understood well enough; nothing was written.
    #[error("{}", lines(.0))]
    Faults(Vec<Fault>),
    /// A file could not be written; files before it were.
    #[error("{}: {error}", file.display())]
    Unwritten { file: PathBuf, error: io::Error },
}

fn lines(faults: &[Fault]) -> String {
    let lines = faults.iter().map(ToString::to_string);
    lines.collect::<Vec<_>>().join("\n")
}

/// Writes what is missing into the files of a course. Each file is replaced as a whole or not at all.
///
/// # Errors
/// When a file that should be marked cannot be read or is not TOML, before anything is written; or when a file
/// cannot be replaced.
pub fn tidy(root: &Path) -> Result<Vec<Change>, Untidy> {
    let faults = Faults::default();
    let folder = Folder::open(root, &faults);
    let written = faults
        .is_empty()
        .then(|| missing(&folder, &faults))
        .flatten();
    let Some(written) = written.filter(|_| faults.is_empty()) else {
        return Err(Untidy::Faults(faults.into_sorted()));
    };

    let mut changes = Vec::new();
    for (file, insertions) in written {
        let text = folder.text(&file, &faults).unwrap_or_default();
        replace(&root.join(&file), &insertions.apply(text)).map_err(|error| Untidy::Unwritten {
            file: PathBuf::from(&file),
            error,
        })?;
        changes.extend(insertions.changes(&file, text));
    }
    Ok(changes)
}

/// By file what is to be written; files with nothing to write are left out.
fn missing(folder: &Folder, faults: &Faults) -> Option<Vec<(String, Insertions)>> {
    let file = "course.toml";
    if !folder.has(file) {
        faults.add(file, None, Reason::MissingFile);
    }
    let document = parse(folder, file, faults)?;
    let fields = document.fields(faults);
    let (source, languages) = course::languages(&fields)?;
    let mut tidying = Tidying {
        folder,
        faults,
        ids: known_ids(folder, faults),
        source,
        languages,
    };

    let passed_over = Faults::default();
    let fields = document.fields(&passed_over);
    let mut written = vec![(file.to_owned(), tidying.course(&fields))];
    for lesson in lessons(folder) {
        written.extend(tidying.lesson(&lesson));
    }
    written.retain(|(_, insertions)| !insertions.is_empty());
    Some(written)
}

fn parse<'a>(folder: &'a Folder, file: &'a str, faults: &Faults) -> Option<Document<'a>> {
    let text = folder.text(file, faults)?;
    Document::parse(file, text, 0..text.len(), faults)
}

/// The folders below `lessons/`, whether the course names them or not.
fn lessons(folder: &Folder) -> Vec<String> {
    let mut lessons = folder
        .below("lessons")
        .filter_map(|(path, _)| Some(format!("lessons/{}", path.split_once('/')?.0)))
        .collect::<Vec<_>>();
    lessons.dedup();
    lessons
}

/// Every id that stands anywhere in the folder, so that a new one is new. What only looks like one does no harm.
fn known_ids(folder: &Folder, faults: &Faults) -> Ids {
    let mut ids = Ids::default();
    for path in folder
        .paths()
        .filter(|path| path.ends_with(".md") || path.ends_with(".toml"))
    {
        let text = folder.text(path, faults).unwrap_or_default();
        text.split(|c: char| !c.is_ascii_alphanumeric())
            .filter(|word| (4..=32).contains(&word.len()))
            .for_each(|word| ids.know(word));
    }
    ids
}

struct Tidying<'a> {
    folder: &'a Folder,
    /// What cannot be tidied.
    faults: &'a Faults,
    ids: Ids,
    source: String,
    languages: Vec<String>,
}

impl Tidying<'_> {
    fn course(&mut self, fields: &Fields) -> Insertions {
        let mut insertions = Insertions::default();
        if !fields.has("id") {
            insertions.below_format(fields, &uuid_line());
        }
        for key in ["title", "summary", "author"] {
            if let Some(table) = fields.optional_table(key) {
                self.named_words(&table, &mut insertions);
            }
        }
        for table in fields.tables("outcomes") {
            self.named_words(&table, &mut insertions);
        }
        for table in fields.tables("modules") {
            if !table.has("id") {
                insertions.field(&table, "id", &quoted(&Uuid::now_v7().to_string()));
            }
            if let Some(title) = table.optional_table("title") {
                self.named_words(&title, &mut insertions);
            }
        }
        insertions
    }

    /// The files of a lesson with what is missing in each.
    fn lesson(&mut self, lesson: &str) -> Vec<(String, Insertions)> {
        let mut written = Vec::new();
        let mut texts = BTreeMap::new();
        let source_file = format!("{lesson}/{}.md", self.source);
        if let Some(mut page) = Marked::open(self.folder, &source_file, self.faults) {
            let insertions = self.source_page(&mut page);
            written.push((source_file.clone(), insertions));
            let known = page.texts.iter();
            texts.extend(known.filter_map(|text| Some((text.id.clone()?, text.source.clone()))));
            let translations = self
                .languages
                .iter()
                .filter(|language| **language != self.source);
            for language in translations {
                let file = format!("{lesson}/{language}.md");
                if let Some(translation) = Marked::open(self.folder, &file, self.faults) {
                    written.push((file.clone(), translation.translates(&page)));
                }
            }
        }

        let file = format!("{lesson}/questions.toml");
        if self.folder.has(&file)
            && let Some(document) = parse(self.folder, &file, self.faults)
        {
            // An empty text is wrong, but in nobody's way here.
            let passed_over = Faults::default();
            let fields = document.fields(&passed_over);
            let insertions = self.questions(&fields);
            written.push((file.clone(), insertions));
            for table in fields.tables("questions") {
                texts.extend(self.asked(&table));
            }
        }

        let file = format!("{lesson}/claims.toml");
        if self.folder.has(&file)
            && let Some(document) = parse(self.folder, &file, self.faults)
        {
            let passed_over = Faults::default();
            let insertions = claims(&document.fields(&passed_over), &texts);
            written.push((file.clone(), insertions));
        }
        written
    }

    /// The texts of a question that claims may be about, by the names of their segments; the question's own name is for all of them.
    fn asked(&self, question: &Fields) -> Vec<(String, String)> {
        let said = |table: &Fields| table.optional_table("text")?.text_in(&self.source);
        let Some(id) = question.optional_text("id") else {
            return Vec::new();
        };
        let explanation = question.optional_table("explanation");
        let mut all = vec![
            said(question).unwrap_or_default(),
            explanation
                .and_then(|table| said(&table))
                .unwrap_or_default(),
        ];
        let mut named = vec![(format!("{id}-why"), all[1].clone())];
        for option in question.tables("options") {
            let text = said(&option).unwrap_or_default();
            let option = option.optional_text("id").unwrap_or_default();
            named.push((format!("{id}-{option}"), text.clone()));
            all.push(text);
        }
        named.push((id, all.join("\n")));
        named
    }

    /// Gives ids to the lesson, its title and its blocks.
    fn source_page(&mut self, page: &mut Marked) -> Insertions {
        let mut insertions = Insertions::default();
        if page.lacks_uuid {
            insertions.put(page.front_start, uuid_line() + page.line_end);
        }
        for text in &mut page.texts {
            if text.id.is_none() && !text.is_broken {
                let id = self.ids.draw();
                insertions.put(text.end, format!(" {{#{id}}}"));
                text.id = Some(id);
            }
        }
        insertions
    }

    fn questions(&mut self, fields: &Fields) -> Insertions {
        let mut insertions = Insertions::default();
        for table in fields.tables("questions") {
            self.named_words(&table, &mut insertions);
            if let Some(explanation) = table.optional_table("explanation") {
                self.words(&explanation, &mut insertions);
            }
            for option in table.tables("options") {
                self.words(&option, &mut insertions);
            }
        }
        insertions
    }

    fn named_words(&mut self, fields: &Fields, insertions: &mut Insertions) {
        if !fields.has("id") {
            let id = quoted(&self.ids.draw());
            insertions.field(fields, "id", &id);
        }
        self.words(fields, insertions);
    }

    /// Gives each translation beside a source text the hash of that text.
    fn words(&self, fields: &Fields, insertions: &mut Insertions) {
        let Some(text) = fields.optional_table("text") else {
            return;
        };
        let Some(source) = text.text_in(&self.source) else {
            return;
        };
        let src = fields.optional_table("src");
        let missing = self
            .languages
            .iter()
            .filter(|language| **language != self.source && text.has(language))
            .filter(|language| !src.as_ref().is_some_and(|src| src.has(language)))
            .map(|language| (language.clone(), quoted(&hash(&source))))
            .collect::<Vec<_>>();
        if !missing.is_empty() {
            insertions.src(fields, src.as_ref(), &missing);
        }
    }
}

/// Gives each claim and example the hash of the text that it is about, where it has none.
fn claims(fields: &Fields, texts: &BTreeMap<String, String>) -> Insertions {
    let mut insertions = Insertions::default();
    let claims = fields.tables("claims").into_iter();
    for table in claims.chain(fields.tables("examples")) {
        let text = table.optional_text("segment");
        let text = text.and_then(|segment| texts.get(&segment));
        if let (Some(text), false) = (text, table.has("src")) {
            insertions.field(&table, "src", &quoted(&hash(text)));
        }
    }
    insertions
}

/// The marks of a lesson's file in one language: of its title and its blocks, in order.
struct Marked {
    front_start: usize,
    line_end: &'static str,
    lacks_uuid: bool,
    texts: Vec<MarkedText>,
}

struct MarkedText {
    source: String,
    id: Option<String>,
    has_src: bool,
    /// Where the id ends in the file, or where one would be written.
    end: usize,
    /// Something there is not a mark but looks like one; a person must look.
    is_broken: bool,
}

impl Marked {
    fn open(folder: &Folder, file: &str, faults: &Faults) -> Option<Self> {
        if !folder.has(file) {
            return None;
        }
        let text = folder.text(file, faults)?;
        let page = Page::parse(text);
        let Some(front) = page.front.clone() else {
            faults.add(file, 1, Reason::FrontMatter);
            return None;
        };
        let front_start = front.start;
        let document = Document::parse(file, text, front, faults)?;
        let passed_over = Faults::default();
        let fields = document.fields(&passed_over);

        let title = title(&fields, text);
        let blocks = page.blocks().map(MarkedText::of);
        Some(Self {
            front_start,
            line_end: fields.end_of_line(0).1,
            lacks_uuid: !fields.has("id"),
            texts: title.into_iter().chain(blocks).collect(),
        })
    }

    /// What is missing in a translation of a source. When it has as many texts as the source, and no mark
    /// contradicts, its texts stand one to one and take their ids from there.
    fn translates(mut self, source: &Marked) -> Insertions {
        let mut insertions = Insertions::default();
        let pairs = || self.texts.iter().zip(&source.texts);
        let is_parallel = self.texts.len() == source.texts.len()
            && pairs().all(|(text, source)| {
                !text.is_broken && (text.id.is_none() || text.id == source.id)
            });
        if is_parallel {
            for (text, source) in self.texts.iter_mut().zip(&source.texts) {
                if text.id.is_none()
                    && let Some(id) = &source.id
                {
                    let src = hash(&source.source);
                    insertions.put(text.end, format!(" {{#{id} src={src}}}"));
                    text.has_src = true;
                }
            }
        }

        let hashes = source
            .texts
            .iter()
            .filter_map(|text| Some((text.id.as_ref()?, hash(&text.source))))
            .collect::<BTreeMap<_, _>>();
        for text in self.texts.iter().filter(|text| !text.has_src) {
            if let Some(src) = text.id.as_ref().and_then(|id| hashes.get(id)) {
                insertions.put(text.end, format!(" src={src}"));
            }
        }
        insertions
    }
}

impl MarkedText {
    fn of(block: &Block) -> Self {
        let mark = block.mark.as_ref();
        Self {
            source: block.text.clone(),
            id: mark.map(|mark| mark.id.clone()),
            has_src: mark.is_some_and(|mark| mark.src.is_some()),
            end: mark.map_or(block.end, |mark| block.last_line + mark.id_end),
            is_broken: !block.faults.is_empty() || block.text.is_empty(),
        }
    }
}

/// The title in front matter; in quotation marks and without escapes, or a person must mark it.
fn title(fields: &Fields, text: &str) -> Option<MarkedText> {
    let span = fields.span_of("title")?;
    let title = fields.optional_text("title")?;
    let written = text.get(span.clone())?;
    let is_plain = written.len() == title.len() + 2 && written[1..].starts_with(&title);
    let split = split_mark(&title);
    let (source, mark) = split.clone().unwrap_or((title.as_str(), None));
    let start = span.start + 1;
    Some(MarkedText {
        source: source.to_owned(),
        has_src: mark.as_ref().is_some_and(|mark| mark.src.is_some()),
        end: start + mark.as_ref().map_or(title.len(), |mark| mark.id_end),
        id: mark.map(|mark| mark.id),
        is_broken: split.is_err() || !is_plain,
    })
}

fn uuid_line() -> String {
    format!("id = \"{}\"", Uuid::now_v7())
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// Writes beside the file, then takes its place: a reader sees the old text or the new one.
fn replace(file: &Path, text: &str) -> io::Result<()> {
    let beside = file.with_extension(format!("{}.tmp", Uuid::now_v7().simple()));
    let written = fs::File::create_new(&beside).and_then(|mut new| {
        new.set_permissions(fs::metadata(file)?.permissions())?;
        new.write_all(text.as_bytes())?;
        new.sync_all()
    });
    written
        .and_then(|()| fs::rename(&beside, file))
        .inspect_err(|_| {
            fs::remove_file(&beside).ok();
        })
}
