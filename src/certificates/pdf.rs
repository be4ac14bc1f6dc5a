//! A certificate as one A4 page in landscape: composed first, so that everything is known to fit, then drawn.
//!
//! Equal facts, labels and fonts give equal bytes: no clock and no randomness is read.
use std::num::NonZeroU16;

use chrono::Datelike;
use krilla::{
    Document, SerializeSettings,
    action::LinkAction,
    annotation::{Annotation, LinkAnnotation, Target},
    geom::{PathBuilder, Rect, Transform},
    metadata::{DateTime, Metadata, TextDirection},
    page::PageSettings,
    surface::Surface,
    tagging::{
        Artifact, ArtifactType, ContentTag, Identifier, SpanTag, Tag, TagGroup, TagKind, TagTree,
    },
};

use super::{
    Facts, ReviewState,
    fonts::{FontError, Fonts},
    sheet::{
        BOTTOM, BRAND, CHECK, Column, DEEP, FRAME, HEADER, INK, LINE, MARGIN, OK, PAGE, Placed,
        Role, STRIPE, SYMBOL, Sheet, TRIAL_BAND, WARN, WARN_GROUND, WHITE, WORDS,
    },
    typeset::{Embedded, Ink},
};
use crate::qr::{self, Modules, QUIET_ZONE};

/// The words of the page, already in the reader's language, numbers and dates included.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Labels {
    /// The language tag of these words; one written from right to left mirrors the page.
    pub language: String,
    /// The title of the document, without bidi isolates.
    pub document_title: String,
    /// What the page is: "Certificate of completion".
    pub heading: String,
    /// Before the name: "This is to certify that".
    pub awarded: String,
    /// Between name and title: "has completed the course".
    pub completed: String,
    /// What else is certified, each with its name: "Learning time", "3 h 15 min". Up to eight look well.
    pub facts: Vec<(String, String)>,
    /// How the content is known: "Draft · AI-assisted · not yet checked by an expert".
    pub review: String,
    /// The one word written large across a trial certificate.
    pub trial_mark: String,
    /// The sentence in the band of a trial certificate, beginning with the same word.
    pub trial: String,
    /// Above the address: "Check this certificate at".
    pub check: String,
    /// The address as people type it: "school.example.org/v/ABCD-EFGH-JKMN".
    pub address: String,
    /// What the QR symbol is, for those who do not see it.
    pub symbol: String,
}

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum PdfError {
    #[error("no font has the character {character:?} (U+{:04X})", *.character as u32)]
    MissingGlyph { character: char },
    #[error("the text does not fit the page: {text}")]
    TooLong { text: String },
    #[error(transparent)]
    Font(#[from] FontError),
    #[error(transparent)]
    Symbol(#[from] qr::TooLong),
    #[error("the page cannot be written: {0}")]
    Writing(String),
}

/// The certificate as a tagged PDF; `symbol` is what its QR symbol says, which is also where a tap on it leads.
pub fn pdf(
    facts: &Facts,
    labels: &Labels,
    symbol: &str,
    fonts: &Fonts,
) -> Result<Vec<u8>, PdfError> {
    let modules = qr::modules(symbol)?;
    let sheet = Sheet::compose(facts, labels, fonts)?;

    draw(&sheet, facts, labels, symbol, &modules)
}

/// Draws the sheet and ties each text to its place in the order of reading.
fn draw(
    sheet: &Sheet,
    facts: &Facts,
    labels: &Labels,
    symbol: &str,
    modules: &Modules,
) -> Result<Vec<u8>, PdfError> {
    let mut document = Document::new_with(SerializeSettings::default());
    document.set_metadata(metadata(sheet, facts, labels));
    let settings = PageSettings::from_wh(PAGE.0, PAGE.1);
    let mut page = document.start_page_with(settings.expect("A4 has a width and a height"));
    let mut tree = TagTree::new();
    let mut link = TagGroup::new(Tag::Link.with_alt_text(Some(labels.check.clone())));

    let column = rectangle(
        sheet.x(CHECK),
        sheet.symbol_y,
        CHECK.width,
        sheet.check_height(),
    );
    let target = Target::Action(LinkAction::new(symbol.to_owned()).into());
    let annotation = LinkAnnotation::new(column, target);
    link.push(
        page.add_tagged_annotation(Annotation::new_link(annotation, Some(labels.check.clone()))),
    );

    let mut embedded = Embedded::new();
    let mut surface = page.surface();
    ground(sheet, facts, &mut surface, &mut embedded);
    let mut figure = TagGroup::new(Tag::Figure(Some(labels.symbol.clone())));
    figure.push(draw_symbol(sheet, modules, &mut surface));
    link.push(figure);
    for placed in &sheet.texts {
        let identifier = placed.draw(&mut surface, &mut embedded);
        let mut group = TagGroup::new(placed.tag());
        group.push(identifier);
        match placed.role {
            Role::Check => link.push(group),
            Role::Heading(_) | Role::Paragraph => tree.push(group),
        }
    }
    tree.push(link);
    surface.finish();
    page.finish();

    document.set_tag_tree(tree);
    let written = document.finish();
    written.map_err(|error| PdfError::Writing(format!("{error:?}")))
}

fn metadata(sheet: &Sheet, facts: &Facts, labels: &Labels) -> Metadata {
    let issued = facts.issued_on;
    let date = DateTime::new(u16::try_from(issued.year()).unwrap_or_default())
        .month(u8::try_from(issued.month()).unwrap_or_default())
        .day(u8::try_from(issued.day()).unwrap_or_default());
    let direction = if sheet.is_mirrored {
        TextDirection::RightToLeft
    } else {
        TextDirection::LeftToRight
    };

    Metadata::new()
        .title(labels.document_title.clone())
        .language(labels.language.clone())
        .authors(vec![facts.issuer.clone()])
        .creation_date(date)
        .document_id(facts.code.to_string())
        .text_direction(direction)
}

/// Frame, header, bands and rules: what is only there to be looked at.
fn ground(sheet: &Sheet, facts: &Facts, surface: &mut Surface<'_>, embedded: &mut Embedded) {
    let (inner_x, inner_width) = (MARGIN + FRAME, PAGE.0 - 2.0 * (MARGIN + FRAME));
    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    let frame = (MARGIN, PAGE.0 - 2.0 * MARGIN, PAGE.1 - 2.0 * MARGIN);
    fill(surface, DEEP, [(frame.0, MARGIN, frame.1, frame.2)]);
    let below = MARGIN + HEADER;
    let height = PAGE.1 - MARGIN - FRAME - below;
    fill(surface, WHITE, [(inner_x, below, inner_width, height)]);
    fill(
        surface,
        BRAND,
        [(inner_x, below - STRIPE, inner_width, STRIPE)],
    );
    if facts.trial {
        fill(
            surface,
            WARN_GROUND,
            [(inner_x, below, inner_width, TRIAL_BAND)],
        );
    }
    surface.end_tagged();

    if let Some(mark) = &sheet.watermark {
        surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
            ArtifactType::Watermark,
        )));
        let (x, y) = (sheet.x(WORDS), (sheet.top + sheet.review.0) / 2.0);
        let turned = Transform::from_rotate_at(-22.0, x + WORDS.width / 2.0, y);
        surface.push_transform(&turned);
        mark.draw(surface, x, y - mark.height() / 2.0, embedded);
        surface.pop();
        surface.end_tagged();
    }

    surface.start_tagged(ContentTag::Artifact(Artifact::with_kind(
        ArtifactType::Layout,
    )));
    let divider = Column {
        start: 585.0,
        width: 0.8,
    };
    let (top, bottom) = (sheet.top + 26.0, BOTTOM);
    fill(
        surface,
        LINE,
        [(sheet.x(divider), top, divider.width, bottom - top)],
    );
    let (color, edge) = match facts.review {
        ReviewState::Draft => (WARN_GROUND, WARN),
        ReviewState::Checked | ReviewState::Approved => (OK, BRAND),
    };
    let (y, height) = sheet.review;
    fill(surface, color, [(sheet.x(WORDS), y, WORDS.width, height)]);
    let edge_column = Column {
        start: WORDS.start,
        width: 3.0,
    };
    fill(surface, edge, [(sheet.x(edge_column), y, 3.0, height)]);
    surface.end_tagged();
}

impl Placed {
    fn draw(&self, surface: &mut Surface<'_>, embedded: &mut Embedded) -> Identifier {
        let language = Some(self.block.language.as_str());
        let span = SpanTag::empty().with_lang(language);
        let identifier = surface.start_tagged(ContentTag::Span(span));
        self.block.draw(surface, self.x, self.y, embedded);
        surface.end_tagged();
        identifier
    }

    fn tag(&self) -> TagKind {
        match self.role {
            Role::Heading(level) => {
                let level = NonZeroU16::new(level).unwrap_or(NonZeroU16::MIN);
                Tag::Hn(level, Some(self.block.text.clone())).into()
            }
            Role::Paragraph => Tag::P.into(),
            Role::Check => Tag::Span.into(),
        }
    }
}

/// The symbol on white with its quiet zone, as one path, so that no seams show, of strokes one module wide: the shortest way to write it.
fn draw_symbol(sheet: &Sheet, modules: &Modules, surface: &mut Surface<'_>) -> Identifier {
    let identifier = surface.start_tagged(ContentTag::Other);
    let modules_across = (modules.width() + 2 * QUIET_ZONE) as f32;
    let x = sheet.x(CHECK) + (CHECK.width - SYMBOL) / 2.0;
    let side = SYMBOL / modules_across;
    surface.push_transform(&Transform::from_row(
        side,
        0.0,
        0.0,
        side,
        x,
        sheet.symbol_y,
    ));
    fill(surface, WHITE, [(0.0, 0.0, modules_across, modules_across)]);
    let mut strokes = PathBuilder::new();
    for (column, row, length) in modules.runs() {
        let (left, middle) = (column + QUIET_ZONE, (row + QUIET_ZONE) as f32 + 0.5);
        strokes.move_to(left as f32, middle);
        strokes.line_to((left + length) as f32, middle);
    }
    surface.set_fill(None);
    surface.set_stroke(Some(INK.stroke()));
    if let Some(path) = strokes.finish() {
        surface.draw_path(&path);
    }
    surface.set_stroke(None);
    surface.pop();
    surface.end_tagged();
    identifier
}

/// Fills rectangles, each given by x, y, width and height, as one path.
fn fill(
    surface: &mut Surface<'_>,
    color: Ink,
    rectangles: impl IntoIterator<Item = (f32, f32, f32, f32)>,
) {
    let mut path = PathBuilder::new();
    for (x, y, width, height) in rectangles {
        path.push_rect(rectangle(x, y, width, height));
    }
    surface.set_fill(Some(color.fill()));
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

fn rectangle(x: f32, y: f32, width: f32, height: f32) -> Rect {
    Rect::from_xywh(x, y, width, height).expect("sizes on the page are finite and positive")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::{IssuerKey, facts::tests::amina, sheet::tests::labels};

    fn fonts() -> Fonts {
        Fonts::in_folders(Fonts::DEBIAN)
    }

    fn print(facts: &Facts, labels: &Labels) -> Result<Vec<u8>, PdfError> {
        let signed = IssuerKey::from_seed(&[7; 32]).sign(facts);
        pdf(
            facts,
            labels,
            &signed.url("https://school.example.org"),
            &fonts(),
        )
    }

    fn named(name: &str) -> Facts {
        Facts {
            name: name.into(),
            ..amina()
        }
    }

    fn contains(bytes: &[u8], text: &str) -> bool {
        bytes
            .windows(text.len())
            .any(|window| window == text.as_bytes())
    }

    #[test]
    fn a_certificate_is_one_small_tagged_page() {
        let bytes = print(&amina(), &labels("en")).unwrap();
        assert!(bytes.starts_with(b"%PDF-"));
        assert!(bytes.len() < 40_000, "{} bytes", bytes.len());
        for part in [
            "/Count 1",
            "/StructTreeRoot",
            "/Lang(en)",
            "/Title(Amina, drip irrigation)",
        ] {
            assert!(contains(&bytes, part), "{part}");
        }
    }

    #[test]
    fn a_tap_on_the_symbol_checks_the_certificate() {
        let bytes = print(&amina(), &labels("en")).unwrap();
        assert!(contains(
            &bytes,
            "/URI(HTTPS://SCHOOL.EXAMPLE.ORG/V/ABCD-EFGH-JKMN#"
        ));
    }

    #[test]
    fn equal_facts_give_equal_bytes() {
        let facts = named("Amina ආමිනා 阿米娜");
        assert_eq!(
            print(&facts, &labels("zh")).unwrap(),
            print(&facts, &labels("zh")).unwrap()
        );
    }

    #[test]
    fn a_person_of_any_script_gets_her_name() {
        for name in [
            "Ñandú Şükrü Đặng",
            "Олена Коваленко",
            "Ελένη",
            "عبد الرحمن بن محمد",
            "דוד",
            "ශ්‍රීමාවෝ බණ්ඩාරනායක",
            "முத்துவேல் கருணாநிதி",
            "हरि प्रसाद",
            "রহিমা",
            "አበበ ቢቂላ",
            "สมชาย",
            "မောင်",
            "សុខា",
            "龘小明",
            "김민수",
            "Олена አበበ हरि สมชาย محمد 王",
        ] {
            let bytes = print(&named(name), &labels("en"));
            assert!(
                bytes.as_ref().is_ok_and(|bytes| bytes.len() < 64_000),
                "{name}"
            );
        }
    }

    #[test]
    fn a_name_that_no_font_can_write_is_refused_not_printed_as_boxes() {
        for (name, character) in [("Amina 😀", '😀'), ("A\u{e123}mina", '\u{e123}')] {
            let refused = print(&named(name), &labels("en"));
            assert!(
                matches!(refused, Err(PdfError::MissingGlyph { character: c }) if c == character),
                "{refused:?}"
            );
        }
    }

    #[test]
    fn a_machine_without_fonts_prints_nothing() {
        let nowhere = Fonts::in_folders(["/nowhere"]);
        let refused = pdf(&amina(), &labels("en"), "HTTPS://EXAMPLE.ORG", &nowhere);
        assert!(matches!(refused, Err(PdfError::Font(_))));
    }
}
