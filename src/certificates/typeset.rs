//! Sets text of any script in lines and draws it on a PDF page.
use std::{borrow::Cow, collections::HashMap, ops::Range};

use krilla::{
    color::rgb,
    geom::Point,
    paint::{Fill, Stroke},
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};
use parley::{
    Alignment, AlignmentOptions, BaseDirection, FontContext, FontFamily, FontFamilyName,
    FontWeight, Language, Layout, LayoutContext, LineHeight, OverflowWrap, StyleProperty,
    fontique::{Collection, CollectionOptions, FontInfoOverride, SourceCache},
};

use super::{fonts::Face, pdf::PdfError};

/// Text below this size, in points, cannot be read on paper.
const SMALLEST: f32 = 6.0;

/// A colour: red, green, blue.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ink(pub u8, pub u8, pub u8);

impl Ink {
    pub fn fill(self) -> Fill {
        Fill {
            paint: rgb::Color::new(self.0, self.1, self.2).into(),
            ..Default::default()
        }
    }

    /// A line of width 1 in whatever unit is being drawn in.
    pub fn stroke(self) -> Stroke {
        Stroke {
            paint: self.fill().paint,
            ..Default::default()
        }
    }
}

/// How a text looks.
#[derive(Debug, Clone, Copy)]
pub(super) struct Style {
    /// The font size in points.
    pub size: f32,
    pub is_bold: bool,
    pub color: Ink,
    pub alignment: Alignment,
    /// More space between letters, in points; tears scripts apart whose letters join.
    pub spacing: f32,
}

/// A text set in lines.
pub(super) struct Block {
    pub text: String,
    pub language: String,
    color: Ink,
    layout: Layout<()>,
}

/// The fonts of one certificate, ready to set text.
pub(super) struct Typesetter {
    fonts: FontContext,
    layouts: LayoutContext<()>,
    families: Vec<&'static str>,
}

/// The fonts that were embedded in the page, by their place in memory.
pub(super) type Embedded = HashMap<(u64, u32), Font>;

impl Typesetter {
    pub fn new(faces: Vec<Face>) -> Self {
        let mut collection = Collection::new(CollectionOptions {
            shared: false,
            system_fonts: false,
        });
        let mut families = Vec::new();
        for face in faces {
            let name = FontInfoOverride {
                family_name: Some(face.family),
                weight: Some(weight(face.is_bold)),
                ..Default::default()
            };
            let name = (!face.is_collection).then_some(name);
            collection.register_fonts(face.data, name);
            if !families.contains(&face.family) {
                families.push(face.family);
            }
        }

        Self {
            fonts: FontContext {
                collection,
                source_cache: SourceCache::default(),
            },
            layouts: LayoutContext::new(),
            families,
        }
    }

    /// Sets the text within the width; a letter that no font has is refused.
    pub fn set(
        &mut self,
        text: &str,
        language: &str,
        style: Style,
        width: f32,
    ) -> Result<Block, PdfError> {
        let text: String = text.chars().map(visible).collect();
        let families = families(&self.families, language);
        let mut builder = self
            .layouts
            .ranged_builder(&mut self.fonts, &text, 1.0, false);
        builder.set_base_direction(BaseDirection::Auto);
        builder.push_default(FontFamily::List(Cow::Borrowed(&families)));
        builder.push_default(StyleProperty::FontSize(style.size));
        builder.push_default(StyleProperty::FontWeight(weight(style.is_bold)));
        builder.push_default(StyleProperty::LetterSpacing(style.spacing));
        builder.push_default(StyleProperty::OverflowWrap(OverflowWrap::Anywhere));
        builder.push_default(StyleProperty::Locale(Language::parse(language).ok()));
        builder.push_default(LineHeight::MetricsRelative(0.92));

        let mut layout = builder.build(&text);
        layout.break_all_lines(Some(width));
        layout.align(style.alignment, AlignmentOptions::default());
        let block = Block {
            text,
            language: language.to_owned(),
            color: style.color,
            layout,
        };

        match block.missing() {
            Some(character) => Err(PdfError::MissingGlyph { character }),
            None => Ok(block),
        }
    }

    /// Sets the text in no more than so many lines, as large as the style allows; a slightly smaller line is better than two.
    pub fn fit(
        &mut self,
        text: &str,
        language: &str,
        style: Style,
        width: f32,
        lines: usize,
    ) -> Result<Block, PdfError> {
        let one = self.shrink(text, language, style, width, 1, 0.75 * style.size)?;
        if let Some(block) = one {
            return Ok(block);
        }
        let more = self.shrink(text, language, style, width, lines, SMALLEST)?;
        more.ok_or_else(|| PdfError::TooLong { text: text.into() })
    }

    /// The text at the largest size at which it fits; nothing if that is below the smallest one allowed.
    fn shrink(
        &mut self,
        text: &str,
        language: &str,
        mut style: Style,
        width: f32,
        lines: usize,
        smallest: f32,
    ) -> Result<Option<Block>, PdfError> {
        while style.size >= smallest {
            let block = self.set(text, language, style, width)?;
            if block.lines() <= lines && block.width() <= width {
                return Ok(Some(block));
            }
            style.size *= 0.95;
        }
        Ok(None)
    }
}

impl Block {
    pub fn height(&self) -> f32 {
        self.layout.height()
    }

    pub fn width(&self) -> f32 {
        self.layout.width()
    }

    pub fn lines(&self) -> usize {
        self.layout.len()
    }

    /// The left and right end of what is inked, from the block's own left side.
    #[cfg(test)]
    pub fn edges(&self) -> (f32, f32) {
        let lines = self.layout.lines().map(|line| {
            let metrics = line.metrics();
            let left = metrics.inline_min_coord + metrics.offset;
            (left, left + metrics.advance)
        });
        let widest = |all: (f32, f32), line: (f32, f32)| (all.0.min(line.0), all.1.max(line.1));
        lines.reduce(widest).unwrap_or_default()
    }

    /// The first letter for which there is only the empty box.
    fn missing(&self) -> Option<char> {
        let runs = self.layout.lines().flat_map(|line| line.runs());
        let mut clusters = runs.flat_map(|run| run.clusters());
        let cluster = clusters.find(|cluster| cluster.glyphs().any(|glyph| glyph.id == 0))?;
        self.text[cluster.text_range()].chars().next()
    }

    /// Draws the block with its upper left corner at this point.
    pub fn draw(&self, surface: &mut Surface<'_>, x: f32, y: f32, embedded: &mut Embedded) {
        surface.set_fill(Some(self.color.fill()));
        for line in self.layout.lines() {
            let metrics = *line.metrics();
            let mut pen = x + metrics.inline_min_coord + metrics.offset;
            for run in line.runs() {
                let font = run.font();
                let key = (font.data.id(), font.index);
                let size = run.font_size();
                let font = embedded.entry(key).or_insert_with(|| {
                    let (data, _) = font.data.clone().into_raw_parts();
                    Font::new(data.into(), font.index).expect("the text was shaped with this font")
                });

                let glyphs = glyphs(run.visual_clusters(), run.is_rtl(), size);
                let start = Point::from_xy(pen, y + metrics.baseline);
                surface.draw_glyphs(start, &glyphs, font.clone(), &self.text, size, false);
                pen += glyphs
                    .iter()
                    .map(|glyph| glyph.x_advance * size)
                    .sum::<f32>();
            }
        }
    }
}

/// The glyphs of clusters from left to right; a ligature stands for the text of all its clusters, so that it can be copied.
fn glyphs<'a>(
    clusters: impl Iterator<Item = parley::Cluster<'a, ()>>,
    is_rtl: bool,
    size: f32,
) -> Vec<KrillaGlyph> {
    let mut glyphs: Vec<KrillaGlyph> = Vec::new();
    let mut waiting: Option<Range<usize>> = None;
    for cluster in clusters {
        let text = cluster.text_range();
        if cluster.is_ligature_continuation() {
            if is_rtl {
                waiting = Some(waiting.map_or(text.clone(), |seen| text.start..seen.end));
            } else if let Some(start) = glyphs.last().map(|glyph| glyph.text_range.start) {
                let ligature = glyphs.iter_mut().rev();
                for glyph in ligature.take_while(|glyph| glyph.text_range.start == start) {
                    glyph.text_range.end = text.end;
                }
            }
            continue;
        }

        let text = text.start..waiting.take().map_or(text.end, |seen| seen.end);
        glyphs.extend(cluster.glyphs().map(|glyph| {
            KrillaGlyph::new(
                GlyphId::new(glyph.id),
                glyph.advance / size,
                glyph.x / size,
                glyph.y / size,
                0.0,
                text.clone(),
                None,
            )
        }));
    }
    glyphs
}

/// The families to try, in order; ideographs take the forms of the language.
fn families(loaded: &[&'static str], language: &str) -> Vec<FontFamilyName<'static>> {
    let ideographs = match language.split('-').next() {
        Some("ja") => "Noto Sans CJK JP",
        Some("ko") => "Noto Sans CJK KR",
        _ if ["zh-TW", "zh-Hant"]
            .iter()
            .any(|tag| language.starts_with(tag)) =>
        {
            "Noto Sans CJK TC"
        }
        _ if language.starts_with("zh-HK") => "Noto Sans CJK HK",
        _ => "Noto Sans CJK SC",
    };
    let named = |name| FontFamilyName::Named(Cow::Borrowed(name));
    let loaded = loaded.iter().copied().map(named);
    loaded.chain([named(ideographs)]).collect()
}

fn weight(is_bold: bool) -> FontWeight {
    if is_bold {
        FontWeight::BOLD
    } else {
        FontWeight::NORMAL
    }
}

/// A line break or tab within a name or a title is no more than a space.
fn visible(character: char) -> char {
    if character.is_control() || matches!(character, '\u{2028}' | '\u{2029}') {
        ' '
    } else {
        character
    }
}
