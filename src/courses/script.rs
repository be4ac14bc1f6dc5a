//! A script: what an edition says in one language, ready to be shown. Markdown was rendered and cleaned once, when the script was made.
use super::{
    edition::{Edition, Lesson, Section, Texts, belongs_beside},
    format::{SectionKind, with_units_kept},
};
use crate::words::Language;
use std::{collections::HashSet, sync::LazyLock};

/// A course in one language.
pub struct Script {
    pub title: Passage,
    pub summary: Passage,
    pub author: Passage,
    pub outcomes: Vec<Passage>,
    pub modules: Vec<Passage>,
    /// In the order of `Edition::lessons`.
    pub lessons: Vec<SpokenLesson>,
    pub pretest: Option<SpokenLesson>,
}

/// Some text, clean enough to stand in a page as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Passage {
    pub text: String,
    /// Rendered from Markdown and cleaned: the only HTML that templates take as it is.
    pub html: String,
    /// The language it really is in.
    pub lang: String,
    pub dir: &'static str,
    /// The source was changed after this was translated.
    pub is_stale: bool,
}

/// A lesson in one language.
pub struct SpokenLesson {
    pub title: Passage,
    pub sections: Vec<SpokenSection>,
    pub questions: Vec<SpokenQuestion>,
    /// What reading it costs, in bytes: its words and its drawings; clips say their own size.
    pub bytes: u64,
}

/// What a part of a lesson shows.
pub enum SpokenSection {
    /// One drawing and one sentence.
    Step {
        address: String,
        alt: Passage,
        says: Passage,
    },
    Clip(Playable),
    Sound(Playable),
    Try(Passage),
    Officers(Passage),
    China(Passage),
    Here(Passage),
    Text(Passage),
}

/// A clip or sound with what stands beside it.
pub struct Playable {
    pub address: String,
    pub bytes: u64,
    pub poster: Option<String>,
    /// (language, its name in itself, address)
    pub captions: Vec<(String, String, String)>,
    pub transcript: Passage,
}

/// A question in one language. Which option is right stays in the edition until it may be said.
pub struct SpokenQuestion {
    pub text: Passage,
    pub explanation: Passage,
    /// (id, text)
    pub options: Vec<(String, Passage)>,
}

/// What the page around the words of a lesson costs, compressed, when the browser has the style sheet.
pub(super) const FRAME_BYTES: u64 = 1_200;

impl Script {
    pub(super) fn of(edition: &Edition, language: &str) -> Self {
        let teller = Teller { edition, language };
        let layout = &edition.layout;
        Self {
            title: teller.inline(&layout.title),
            summary: teller.inline(&layout.summary),
            author: teller.inline(&layout.author),
            outcomes: layout.outcomes.iter().map(|s| teller.inline(s)).collect(),
            modules: edition
                .modules
                .iter()
                .map(|m| teller.inline(&m.title))
                .collect(),
            lessons: edition.lessons.iter().map(|l| teller.lesson(l)).collect(),
            pretest: edition.pretest.as_ref().map(|l| teller.lesson(l)),
        }
    }
}

struct Teller<'e> {
    edition: &'e Edition,
    language: &'e str,
}

impl Teller<'_> {
    fn lesson(&self, lesson: &Lesson) -> SpokenLesson {
        let sections: Vec<_> = lesson.sections.iter().map(|s| self.section(s)).collect();
        let questions: Vec<_> = lesson
            .questions
            .iter()
            .map(|question| SpokenQuestion {
                text: self.inline(&question.name),
                explanation: self.inline(&format!("{}-why", question.name)),
                options: question
                    .options
                    .iter()
                    .map(|o| {
                        (
                            o.id.clone(),
                            self.inline(&format!("{}-{}", question.name, o.id)),
                        )
                    })
                    .collect(),
            })
            .collect();
        let drawings: HashSet<&str> = lesson
            .sections
            .iter()
            .filter_map(|section| match &section.kind {
                SectionKind::Step { drawing } => Some(drawing.as_str()),
                _ => None,
            })
            .collect();
        let drawings: u64 = drawings
            .iter()
            .filter_map(|d| self.edition.files.get(*d))
            .map(|f| f.bytes)
            .sum();
        let words: String = sections.iter().map(SpokenSection::html).collect();
        let words = crate::static_files::brotli(words.as_bytes(), 4).len() as u64;

        SpokenLesson {
            title: self.inline(&lesson.title),
            sections,
            questions,
            bytes: FRAME_BYTES + words + drawings,
        }
    }

    fn section(&self, section: &Section) -> SpokenSection {
        match &section.kind {
            SectionKind::Step { drawing } => SpokenSection::Step {
                address: self.address(drawing).unwrap_or_default(),
                alt: self.inline(&section.blocks[0]),
                says: self.inline(section.blocks.last().map_or("", |s| s.as_str())),
            },
            SectionKind::Clip { file } => SpokenSection::Clip(self.playable(file, &section.blocks)),
            SectionKind::Sound { file } => {
                SpokenSection::Sound(self.playable(file, &section.blocks))
            }
            SectionKind::Try => SpokenSection::Try(self.blocks(&section.blocks)),
            SectionKind::Officers => SpokenSection::Officers(self.blocks(&section.blocks)),
            SectionKind::China => SpokenSection::China(self.blocks(&section.blocks)),
            SectionKind::Here => SpokenSection::Here(self.blocks(&section.blocks)),
            SectionKind::Text => SpokenSection::Text(self.blocks(&section.blocks)),
        }
    }

    fn playable(&self, file: &str, transcript: &[String]) -> Playable {
        let files = &self.edition.files;
        let mut beside: Vec<_> = files
            .keys()
            .filter(|name| belongs_beside(name, file))
            .collect();
        beside.sort();
        let poster = beside
            .iter()
            .find(|name| files[**name].media_type.starts_with("image/"));
        let captions = beside.iter().filter_map(|name| {
            let language = name.strip_suffix(".vtt")?.rsplit_once('.')?.1;
            let in_itself = Language::named(language).map_or(language, |l| l.name);
            Some((
                language.to_string(),
                in_itself.to_string(),
                self.address(name)?,
            ))
        });
        Playable {
            address: self.address(file).unwrap_or_default(),
            bytes: files.get(file).map_or(0, |f| f.bytes),
            poster: poster.and_then(|name| self.address(name)),
            captions: captions.collect(),
            transcript: self.blocks(transcript),
        }
    }

    fn address(&self, file: &str) -> Option<String> {
        let hash = self.edition.files.get(file)?.sha256.short();
        Some(format!(
            "/courses/{}/media/{hash}/{file}",
            self.edition.slug
        ))
    }

    /// A text without paragraphs of its own.
    fn inline(&self, segment: &str) -> Passage {
        let mut passage = self.told(segment);
        let html = rendered(&passage.text);
        let html = html.trim();
        passage.html = html
            .strip_prefix("<p>")
            .and_then(|h| h.strip_suffix("</p>"))
            .filter(|h| !h.contains("<p>"))
            .unwrap_or(html)
            .to_string();
        passage
    }

    /// Several blocks, as one text. When one of them is missing in the language, all are told in the source language.
    fn blocks(&self, segments: &[String]) -> Passage {
        let mut told: Vec<_> = segments.iter().map(|s| self.told(s)).collect();
        if told.iter().any(|p| p.lang != self.language) {
            let source = Teller {
                edition: self.edition,
                language: &self.edition.source_language,
            };
            told = segments.iter().map(|s| source.told(s)).collect();
        }
        let mut text = String::new();
        for passage in &told {
            let is_item = |text: &str| text.starts_with("- ") || text.starts_with("* ");
            if !text.is_empty() {
                let last = text.lines().last().unwrap_or_default();
                let joined = is_item(last) && is_item(&passage.text);
                text.push_str(if joined { "\n" } else { "\n\n" });
            }
            text.push_str(&passage.text);
        }
        let first = told.first().cloned().unwrap_or_default();
        Passage {
            html: rendered(&text),
            text,
            is_stale: told.iter().any(|p| p.is_stale),
            ..first
        }
    }

    fn told(&self, segment: &str) -> Passage {
        let edition = self.edition;
        let Some(Texts {
            hash,
            source,
            translations,
        }) = edition.texts.get(segment)
        else {
            return Passage::default();
        };
        let translation = translations.get(self.language);
        let (text, lang, is_stale) = match translation {
            // An old translation of what can harm is never shown: the source is.
            Some((_, source_hash)) if source_hash != hash && edition.can_harm(segment) => {
                (source, edition.source_language.as_str(), false)
            }
            Some((text, source_hash)) => (text, self.language, source_hash != hash),
            None => (source, edition.source_language.as_str(), false),
        };
        Passage {
            text: text.clone(),
            html: String::new(),
            lang: lang.to_string(),
            dir: Language::named(lang).map_or("ltr", |l| l.dir),
            is_stale,
        }
    }
}

impl SpokenSection {
    fn html(&self) -> &str {
        match self {
            Self::Step { says, .. } => &says.html,
            Self::Clip(playable) | Self::Sound(playable) => &playable.transcript.html,
            Self::Try(p) | Self::Officers(p) | Self::China(p) | Self::Here(p) | Self::Text(p) => {
                &p.html
            }
        }
    }
}

/// Markdown as HTML that can do nothing: what a folder brings is as hostile as any upload.
pub(super) fn rendered(markdown: &str) -> String {
    static CLEANER: LazyLock<ammonia::Builder<'static>> = LazyLock::new(|| {
        let mut cleaner = ammonia::Builder::default();
        cleaner
            .tags(HashSet::from([
                "p",
                "em",
                "strong",
                "ul",
                "ol",
                "li",
                "table",
                "thead",
                "tbody",
                "tr",
                "th",
                "td",
                "a",
                "br",
                "h3",
                "h4",
                "blockquote",
                "code",
            ]))
            .tag_attributes(std::collections::HashMap::from([(
                "a",
                HashSet::from(["href"]),
            )]))
            .generic_attributes(HashSet::new())
            .url_schemes(HashSet::from(["http", "https", "mailto"]))
            .link_rel(Some("noopener"));
        cleaner
    });
    let mut options = comrak::Options::default();
    options.extension.table = true;
    CLEANER
        .clean(&comrak::markdown_to_html(
            &with_units_kept(markdown),
            &options,
        ))
        .to_string()
}

#[cfg(test)]
mod tests {
    use super::rendered;

    #[test]
    fn hostile_markdown_does_nothing() {
        for markdown in [
            "<script>alert(1)</script>",
            "[x](javascript:alert(1))",
            "<img src=x onerror=alert(1)>",
            "<a href='data:text/html,x' id=forms name=action style='x'>y</a>",
            "![x](x\" onload=\"alert(1))",
        ] {
            let html = rendered(markdown);
            for word in [
                "<script",
                "javascript:",
                "onerror=",
                "<img",
                "style=",
                "id=",
                "name=",
                "data:",
            ] {
                assert!(
                    !html.contains(word) || html.contains("&lt;"),
                    "{markdown}: {html}"
                );
            }
        }
    }

    #[test]
    fn tables_and_emphasis_stay() {
        let html = rendered("| a | b |\n|---|---|\n| 1 | *2* |");
        assert!(
            html.contains("<td>") && html.contains("<em>2</em>"),
            "{html}"
        );
    }
}
