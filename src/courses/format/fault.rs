//! What is wrong with a folder, said so that its author finds the line.
use std::{cell::RefCell, fmt, path::PathBuf};

/// More than these are not listed; who has this many repairs some and asks again.
const MOST: usize = 1_000;

/// One reason why a folder is not imported, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Relative to the folder of the course.
    pub file: PathBuf,
    /// Counted from one; of a whole file none.
    pub line: Option<usize>,
    pub reason: Reason,
}

impl fmt::Display for Fault {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(out, "{}:", self.file.display())?;
        if let Some(line) = self.line {
            write!(out, "{line}:")?;
        }
        write!(out, " {}", self.reason)
    }
}

/// Why something is refused. The words are for authors at a command line.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Reason {
    #[error("cannot be read: {0}")]
    Unreadable(String),
    #[error("is a link; only files and folders are read")]
    Link,
    #[error("is neither a file nor a folder")]
    NotAFile,
    #[error("a name holds only lower-case letters, digits and “-”")]
    Name,
    #[error("weighs {bytes} bytes; at most {limit} are read")]
    TooHeavy { bytes: u64, limit: u64 },
    #[error("the folder holds more than {0} files")]
    TooManyFiles(usize),
    #[error("the files of the folder weigh more than {0} bytes together")]
    FolderTooHeavy(u64),
    #[error("folders within folders end here")]
    TooDeep,
    #[error("is missing")]
    MissingFile,
    #[error("nothing in the course names this file")]
    Unnamed,
    #[error("is not UTF-8")]
    NotUtf8,
    #[error("holds the control character U+{0:04X}")]
    Control(u32),

    #[error("is not TOML: {0}")]
    Toml(String),
    #[error("“{0}” is missing")]
    MissingField(String),
    #[error("“{0}” is not a field here")]
    UnknownField(String),
    #[error("“{field}” must be {wanted}")]
    WrongType { field: String, wanted: &'static str },
    #[error("“{field}” cannot be “{value}”: {wanted}")]
    WrongValue {
        field: String,
        value: String,
        wanted: &'static str,
    },
    #[error("“{0}” stands here twice")]
    Repeated(String),

    #[error("an id is missing; “cloud-school course tidy” writes it")]
    MissingId,
    #[error("the id “{id}” is already used in {at}")]
    DoubledId { id: String, at: String },
    #[error("ids of texts are four or more lower-case letters and digits, not “{0}”")]
    BadId(String),
    #[error("an id mark looks like {{#k7f3}} or {{#k7f3 src=9f2c01ab}} and ends its block")]
    BadMark,
    #[error("“src” is missing for {0}; “cloud-school course tidy” writes it")]
    MissingSrc(String),
    #[error("“src” is eight hexadecimal digits in a translation, and not in a source text")]
    BadSrc,
    #[error("the text is empty")]
    EmptyText,
    #[error("there is no text in “{0}”")]
    MissingTranslation(String),
    #[error("“{0}” is not a language of the course")]
    UnknownLanguage(String),
    #[error("“{0}” is not a text of the source")]
    NotInSource(String),

    #[error("a lesson begins with front matter between two lines “+++”")]
    FrontMatter,
    #[error("“::: {0}” is not a section")]
    UnknownSection(String),
    #[error("a section opens before the one before it is closed with “:::”")]
    NestedSection,
    #[error("“:::” closes nothing")]
    NothingToClose,
    #[error("the section is not closed with “:::”")]
    OpenSection,
    #[error("text stands outside of a section")]
    OutsideSection,
    #[error("a list item stands within a list item")]
    NestedList,
    #[error("a {section} holds {wanted}, here are {found}")]
    BlockCount {
        section: &'static str,
        wanted: &'static str,
        found: usize,
    },
    #[error("the lesson is empty")]
    EmptyLesson,
    #[error("“{0}” is not in the folder of the course")]
    NoSuchFile(String),
    #[error("a pass mark of {pass} cannot be reached with {questions} questions")]
    PassMark { pass: u16, questions: usize },

    #[error("a question has two to six options, here are {0}")]
    OptionCount(usize),
    #[error("exactly one option is right, here are {0}")]
    RightOptions(usize),

    #[error("“{0}” is not a text of this lesson")]
    UnknownSegment(String),
    #[error("“{0}” is not in sources.toml")]
    UnknownSource(String),
    #[error("the quotation has {0} words; at most 25 are quoted")]
    LongQuotation(usize),
    #[error("the number {number} in “{segment}” has no claim and is not named as an example")]
    NumberWithoutClaim { segment: String, number: String },

    #[error("is not a drawing: {0}")]
    NotSvg(String),
    #[error("a drawing holds only shapes, not {0}")]
    NotAShape(String),
    #[error("is not {0} although its name says so")]
    WrongMedia(&'static str),
}

/// Faults as they are found, by whoever reads.
#[derive(Default)]
pub(super) struct Faults(RefCell<Vec<Fault>>);

impl Faults {
    pub(super) fn add(
        &self,
        file: impl Into<PathBuf>,
        line: impl Into<Option<usize>>,
        reason: Reason,
    ) {
        let mut faults = self.0.borrow_mut();
        if faults.len() < MOST {
            faults.push(Fault {
                file: file.into(),
                line: line.into(),
                reason,
            });
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.borrow().is_empty()
    }

    /// By file and line, each fault once.
    pub(super) fn into_sorted(self) -> Vec<Fault> {
        let mut faults = self.0.into_inner();
        faults.sort_by(|a, b| (&a.file, a.line).cmp(&(&b.file, b.line)));
        faults.dedup();
        faults
    }
}
