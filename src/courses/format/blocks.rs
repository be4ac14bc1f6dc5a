//! The Markdown of a lesson as blocks, before anything is asked of them.
use super::{
    fault::Reason,
    segments::{Mark, split_mark},
};
use std::ops::Range;

/// A lesson in one language: front matter, and what stands below it.
#[derive(Debug, Default)]
pub(super) struct Page {
    /// The bytes of the TOML between the lines `+++`.
    pub(super) front: Option<Range<usize>>,
    pub(super) parts: Vec<Part>,
}

#[derive(Debug)]
pub(super) enum Part {
    /// `::: name argument`
    Opens {
        line: usize,
        name: String,
        argument: String,
    },
    /// `:::`
    Closes {
        line: usize,
    },
    Block(Block),
}

/// A paragraph, a list item, a heading or a table.
#[derive(Debug)]
pub(super) struct Block {
    /// Where it begins.
    pub(super) line: usize,
    /// As it stands, without the mark.
    pub(super) text: String,
    pub(super) mark: Option<Mark>,
    /// Where its last line begins in the file, in bytes.
    pub(super) last_line: usize,
    /// Where its last line ends, without blanks: there a mark is written.
    pub(super) end: usize,
    /// What is wrong with its shape, and in which line.
    pub(super) faults: Vec<(usize, Reason)>,
}

impl Page {
    pub(super) fn parse(text: &str) -> Self {
        let mut lines = lines(text).peekable();
        let front = front_matter(&mut lines);
        let mut page = Self {
            front,
            parts: Vec::new(),
        };
        if page.front.is_some() {
            let mut open = None;
            for line in lines {
                page.read(line, &mut open);
            }
            page.parts.extend(open.map(Part::Block));
        }
        page
    }

    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.parts.iter().filter_map(|part| match part {
            Part::Block(block) => Some(block),
            _ => None,
        })
    }

    fn read(&mut self, line: Line, open: &mut Option<Block>) {
        let content = line.text.trim_end();
        if let Some(section) = content.strip_prefix(":::") {
            self.parts.extend(open.take().map(Part::Block));
            let (name, argument) = section
                .trim()
                .split_once(' ')
                .unwrap_or((section.trim(), ""));
            self.parts.push(match name {
                "" => Part::Closes { line: line.number },
                name => Part::Opens {
                    line: line.number,
                    name: name.chars().take(60).collect(),
                    argument: argument.trim().chars().take(120).collect(),
                },
            });
        } else if content.is_empty() {
            self.parts.extend(open.take().map(Part::Block));
        } else {
            if open
                .as_ref()
                .is_some_and(|block| begins_anew(content, block))
            {
                self.parts.extend(open.take().map(Part::Block));
            }
            let ended = Block::grow(open, &line, content);
            if ended {
                self.parts.extend(open.take().map(Part::Block));
            }
        }
    }
}

impl Block {
    /// Adds a line to the block, or begins one; true when the line ends it with a mark.
    fn grow(open: &mut Option<Block>, line: &Line, content: &str) -> bool {
        let block = open.get_or_insert_with(|| Block {
            line: line.number,
            text: String::new(),
            mark: None,
            last_line: line.start,
            end: line.start,
            faults: Vec::new(),
        });
        let text = match split_mark(content) {
            Ok((text, mark)) => {
                block.mark = mark;
                text
            }
            Err(reason) => {
                block.faults.push((line.number, reason));
                content
            }
        };
        if is_nested_item(content) {
            block.faults.push((line.number, Reason::NestedList));
        }

        if !text.is_empty() {
            if !block.text.is_empty() {
                block.text.push('\n');
            }
            block.text.push_str(text);
        }
        block.last_line = line.start;
        block.end = line.start + content.len();
        block.mark.is_some()
    }
}

/// A list item begins a block; a number does so only where a list is already or begins with one,
/// since a line of a paragraph may begin with a year.
fn begins_anew(content: &str, before: &Block) -> bool {
    match item(content) {
        None => false,
        Some(Item::Bullet | Item::Number(1)) => true,
        Some(Item::Number(_)) => item(&before.text).is_some(),
    }
}

fn is_nested_item(content: &str) -> bool {
    content.starts_with([' ', '\t']) && item(content.trim_start()).is_some()
}

#[derive(Clone, Copy)]
enum Item {
    Bullet,
    Number(u32),
}

/// How a list item begins, if the line is one.
fn item(line: &str) -> Option<Item> {
    // "100) " is the longest; a long line is not searched for its first blank.
    let blank = line.bytes().take(5).position(|byte| byte == b' ')?;
    match &line[..blank] {
        "-" | "*" | "+" => Some(Item::Bullet),
        marker => {
            let number = marker.strip_suffix(['.', ')'])?;
            let is_short = number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
            is_short.then(|| number.parse().ok().map(Item::Number))?
        }
    }
}

/// The text of a block without `- ` or `1. ` before it.
pub(super) fn without_item_marker(text: &str) -> &str {
    match item(text) {
        Some(_) => text.split_once(' ').map_or(text, |(_, rest)| rest),
        None => text,
    }
}

struct Line<'a> {
    number: usize,
    start: usize,
    /// With the line end.
    text: &'a str,
}

fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    // Editors on Windows put a byte order mark before the first line.
    let skipped = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let mut start = skipped;
    text[skipped..]
        .split_inclusive('\n')
        .enumerate()
        .map(move |(index, text)| {
            let line = Line {
                number: index + 1,
                start,
                text,
            };
            start += text.len();
            line
        })
}

fn front_matter<'a>(lines: &mut impl Iterator<Item = Line<'a>>) -> Option<Range<usize>> {
    let first = lines.next().filter(|line| line.text.trim_end() == "+++")?;
    let start = first.start + first.text.len();
    let last = lines.find(|line| line.text.trim_end() == "+++")?;
    Some(start..last.start)
}
