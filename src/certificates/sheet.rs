//! Where everything on a certificate stands: each text is set, measured and placed before anything is drawn.
use parley::Alignment;

use super::{
    Facts, Fonts, Labels, PdfError, ReviewState,
    typeset::{Block, Ink, Style, Typesetter},
};

/// A4 in landscape, in points of 1/72 inch, as is everything below.
pub(super) const PAGE: (f32, f32) = (841.89, 595.28);
pub(super) const MARGIN: f32 = 22.0;
pub(super) const FRAME: f32 = 2.0;
pub(super) const HEADER: f32 = 66.0;
pub(super) const STRIPE: f32 = 4.0;
pub(super) const TRIAL_BAND: f32 = 27.0;

/// The wide column of words, and the narrow one of the symbol.
pub(super) const WORDS: Column = Column {
    start: 62.0,
    width: 498.0,
};
pub(super) const CHECK: Column = Column {
    start: 610.0,
    width: 172.0,
};
pub(super) const SYMBOL: f32 = 164.0;
pub(super) const BOTTOM: f32 = PAGE.1 - MARGIN - 26.0;
const PADDING: f32 = 9.0;

pub(super) const WHITE: Ink = Ink(0xff, 0xff, 0xff);
pub(super) const INK: Ink = Ink(0x14, 0x20, 0x1a);
const MUTED: Ink = Ink(0x4d, 0x5a, 0x52);
pub(super) const LINE: Ink = Ink(0xc9, 0xd1, 0xcb);
pub(super) const BRAND: Ink = Ink(0x0b, 0x6b, 0x3a);
pub(super) const DEEP: Ink = Ink(0x08, 0x4f, 0x2b);
const ON_DEEP: Ink = Ink(0xcf, 0xe6, 0xd8);
pub(super) const OK: Ink = Ink(0xe5, 0xf3, 0xea);
pub(super) const WARN: Ink = Ink(0x7a, 0x4b, 0x00);
pub(super) const WARN_GROUND: Ink = Ink(0xff, 0xf3, 0xd6);
const WATERMARK: Ink = Ink(0xfc, 0xf5, 0xe6);

/// Where a column begins, from the side where reading begins, and how wide it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Column {
    pub start: f32,
    pub width: f32,
}

/// What a text is to a screen reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    Heading(u16),
    Paragraph,
    /// Part of the link that checks the certificate.
    Check,
}

/// A text and the upper left corner of its place.
pub(super) struct Placed {
    pub block: Block,
    pub role: Role,
    pub x: f32,
    pub y: f32,
}

/// Everything on the page, in the order of reading.
pub(super) struct Sheet {
    pub is_mirrored: bool,
    pub texts: Vec<Placed>,
    pub watermark: Option<Block>,
    /// Where the words begin below header and band.
    pub top: f32,
    pub symbol_y: f32,
    /// The ground of the line about review: top and height.
    pub review: (f32, f32),
}

impl Sheet {
    /// Sets every text, smaller and smaller until all of it stands inside the frame.
    pub fn compose(facts: &Facts, labels: &Labels, fonts: &Fonts) -> Result<Self, PdfError> {
        let code = facts.code.to_string();
        let mut words = vec![facts.name.as_str(), facts.issuer.as_str(), &code];
        words.extend(
            facts
                .programme_for(&labels.language)
                .map(|programme| programme.1),
        );
        words.extend(
            facts
                .titles_for(&labels.language)
                .iter()
                .map(|title| title.1),
        );
        words.extend(labels.words());
        let mut typesetter = Typesetter::new(fonts.faces(words)?);

        let mut sheet = Self {
            is_mirrored: is_right_to_left(&labels.language),
            texts: Vec::new(),
            watermark: None,
            top: MARGIN + HEADER,
            symbol_y: 0.0,
            review: (0.0, 0.0),
        };
        sheet.head(facts, labels, &mut typesetter)?;
        let review = sheet.review(facts, labels, &mut typesetter)?;
        sheet.body(facts, labels, &mut typesetter)?;
        sheet.texts.push(review);
        sheet.check(&code, labels, &mut typesetter)?;
        Ok(sheet)
    }

    /// Issuer and programme on the green ground, and below them what a trial is worth.
    fn head(
        &mut self,
        facts: &Facts,
        labels: &Labels,
        typesetter: &mut Typesetter,
    ) -> Result<(), PdfError> {
        let whole = Column {
            start: WORDS.start,
            width: PAGE.0 - 2.0 * WORDS.start,
        };
        let language = labels.language.as_str();
        let start = self.alignment();
        let bold = |size, color| style(size, true, color, start);

        let mut lines =
            vec![typesetter.fit(&facts.issuer, language, bold(17.0, WHITE), whole.width, 1)?];
        if let Some((spoken, programme)) = facts.programme_for(language) {
            let plain = style(11.0, false, ON_DEEP, start);
            lines.push(typesetter.fit(programme, spoken, plain, whole.width, 1)?);
        }
        let height: f32 = lines.iter().map(Block::height).sum();
        let mut y = MARGIN + (HEADER - STRIPE - height) / 2.0;
        for line in lines {
            y = self.place(line, Role::Paragraph, whole, y);
        }

        if facts.trial {
            let centred = style(11.5, true, WARN, Alignment::Center);
            let line = typesetter.fit(&labels.trial, language, centred, whole.width, 1)?;
            let y = self.top + (TRIAL_BAND - line.height()) / 2.0;
            self.place(line, Role::Paragraph, whole, y);
            self.top += TRIAL_BAND;

            let across = style(150.0, true, WATERMARK, Alignment::Center);
            let mark = typesetter.fit(&labels.trial_mark, language, across, WORDS.width, 1)?;
            self.watermark = Some(mark);
        }
        Ok(())
    }

    /// How the content is known, on its own ground at the foot of the words.
    fn review(
        &mut self,
        facts: &Facts,
        labels: &Labels,
        typesetter: &mut Typesetter,
    ) -> Result<Placed, PdfError> {
        let color = match facts.review {
            ReviewState::Draft => WARN,
            ReviewState::Checked | ReviewState::Approved => DEEP,
        };
        let column = Column {
            start: WORDS.start + PADDING,
            width: WORDS.width - 2.0 * PADDING,
        };
        let style = style(10.0, true, color, self.alignment());
        let block = typesetter.fit(&labels.review, &labels.language, style, column.width, 2)?;
        let height = block.height() + PADDING;
        self.review = (BOTTOM - height, height);

        Ok(Placed {
            x: self.x(column),
            y: BOTTOM - height + PADDING / 2.0,
            role: Role::Paragraph,
            block,
        })
    }

    /// Who has completed what, and how.
    fn body(
        &mut self,
        facts: &Facts,
        labels: &Labels,
        typesetter: &mut Typesetter,
    ) -> Result<(), PdfError> {
        let room = self.review.0 - self.top;
        let mut scale = 1.0;
        loop {
            let rows = self.rows(facts, labels, typesetter, scale)?;
            let heights: f32 = rows.iter().map(Row::height).sum();
            let gaps: f32 = rows.iter().map(|row| row.gap).sum::<f32>() + 14.0 * scale;
            if heights + gaps <= room {
                self.place_rows(rows, ((room - heights) / gaps).min(2.1));
                return Ok(());
            }
            scale *= 0.95;
            if scale < 0.4 {
                return Err(PdfError::TooLong {
                    text: facts.name.clone(),
                });
            }
        }
    }

    fn rows(
        &self,
        facts: &Facts,
        labels: &Labels,
        typesetter: &mut Typesetter,
        scale: f32,
    ) -> Result<Vec<Row>, PdfError> {
        let language = labels.language.as_str();
        let start = self.alignment();
        let mut fit = |text: &str, language: &str, size, is_bold, color, lines| {
            let style = style(size * scale, is_bold, color, start);
            typesetter.fit(text, language, style, WORDS.width, lines)
        };
        let one = |gap: f32, block, role| Row::one(gap * scale, block, role);

        let heading = fit(&labels.heading, language, 15.0, true, BRAND, 2)?;
        let awarded = fit(&labels.awarded, language, 11.5, false, MUTED, 2)?;
        let name = fit(&facts.name, &facts.language, 40.0, true, DEEP, 2)?;
        let completed = fit(&labels.completed, language, 11.5, false, MUTED, 2)?;
        let mut rows = vec![
            one(20.0, heading, Role::Heading(1)),
            one(14.0, awarded, Role::Paragraph),
            one(0.0, name, Role::Heading(2)),
            one(6.0, completed, Role::Paragraph),
        ];
        for (index, (language, title)) in facts.titles_for(language).into_iter().enumerate() {
            let (gap, size, is_bold, color) = match index {
                0 => (1.0, 23.0, true, INK),
                _ => (1.0, 15.0, false, MUTED),
            };
            let title = fit(title, language, size, is_bold, color, 2)?;
            rows.push(one(gap, title, Role::Heading(2)));
        }
        rows.extend(self.cells(labels, typesetter, scale)?);
        Ok(rows)
    }

    /// The facts in two columns, each below its label.
    fn cells(
        &self,
        labels: &Labels,
        typesetter: &mut Typesetter,
        scale: f32,
    ) -> Result<Vec<Row>, PdfError> {
        let width = (WORDS.width - 20.0) / 2.0;
        let mut set = |text: &str, size, is_bold, color, lines| {
            let style = style(size * scale, is_bold, color, self.alignment());
            typesetter.fit(text, &labels.language, style, width, lines)
        };
        let mut rows = Vec::new();
        for (index, pair) in labels.facts.chunks(2).enumerate() {
            let mut cells = Vec::new();
            for (place, (label, value)) in pair.iter().enumerate() {
                let blocks = vec![
                    (set(label, 9.0, false, MUTED, 1)?, Role::Paragraph),
                    (set(value, 11.5, true, INK, 2)?, Role::Paragraph),
                ];
                let start = WORDS.start + place as f32 * (width + 20.0);
                cells.push((Column { start, width }, blocks));
            }
            let gap = if index == 0 { 16.0 } else { 6.0 } * scale;
            rows.push(Row { gap, cells });
        }
        Ok(rows)
    }

    fn place_rows(&mut self, rows: Vec<Row>, stretch: f32) {
        let mut y = self.top;
        for row in rows {
            y += row.gap * stretch;
            let below = y + row.height();
            for (column, blocks) in row.cells {
                let mut cell_y = y;
                for (block, role) in blocks {
                    cell_y = self.place(block, role, column, cell_y);
                }
            }
            y = below;
        }
    }

    /// The symbol, and for those without a camera the code and the address, which breaks before its code and nowhere else.
    fn check(
        &mut self,
        code: &str,
        labels: &Labels,
        typesetter: &mut Typesetter,
    ) -> Result<(), PdfError> {
        let language = labels.language.as_str();
        let centred = |size, is_bold, color| style(size, is_bold, color, Alignment::Center);
        let spaced = Style {
            spacing: 0.8,
            ..centred(14.0, true, INK)
        };
        let (host, end) = match labels.address.strip_suffix(code) {
            Some(host) => (host, Some(code)),
            None => (labels.address.as_str(), None),
        };
        let plain = centred(9.5, false, MUTED);
        let bold = centred(9.5, true, BRAND);
        let mut blocks = vec![
            typesetter.fit(code, "en", spaced, CHECK.width, 1)?,
            typesetter.fit(&labels.check, language, plain, CHECK.width, 3)?,
            typesetter.fit(host, "en", bold, CHECK.width, 2)?,
        ];
        if let Some(end) = end {
            blocks.push(typesetter.fit(end, "en", bold, CHECK.width, 1)?);
        }

        let gaps = [4.0, 10.0, 1.0, 0.0];
        let height = blocks.iter().map(Block::height).sum::<f32>() + gaps.iter().sum::<f32>();
        let room = PAGE.1 - MARGIN - self.top;
        self.symbol_y = self.top + (room - SYMBOL - height) / 2.0;
        let mut y = self.symbol_y + SYMBOL;
        for (block, gap) in blocks.into_iter().zip(gaps) {
            y = self.place(block, Role::Check, CHECK, y + gap);
        }
        Ok(())
    }

    /// Places a block in a column and says where it ends.
    fn place(&mut self, block: Block, role: Role, column: Column, y: f32) -> f32 {
        let end = y + block.height();
        let x = self.x(column);
        self.texts.push(Placed { block, role, x, y });
        end
    }

    pub fn x(&self, column: Column) -> f32 {
        if self.is_mirrored {
            PAGE.0 - column.start - column.width
        } else {
            column.start
        }
    }

    fn alignment(&self) -> Alignment {
        if self.is_mirrored {
            Alignment::Right
        } else {
            Alignment::Left
        }
    }
}

/// Cells side by side, each of blocks below one another.
struct Row {
    gap: f32,
    cells: Vec<(Column, Vec<(Block, Role)>)>,
}

impl Row {
    fn one(gap: f32, block: Block, role: Role) -> Self {
        Self {
            gap,
            cells: vec![(WORDS, vec![(block, role)])],
        }
    }

    fn height(&self) -> f32 {
        let heights = self.cells.iter().map(|(_, blocks)| {
            let heights = blocks.iter().map(|(block, _)| block.height());
            heights.sum::<f32>()
        });
        heights.fold(0.0, f32::max)
    }
}

impl Sheet {
    /// From the top of the symbol to the end of the address.
    pub fn check_height(&self) -> f32 {
        let checks = self
            .texts
            .iter()
            .filter(|placed| placed.role == Role::Check);
        let ends = checks.map(|placed| placed.y + placed.block.height());
        ends.fold(self.symbol_y + SYMBOL, f32::max) - self.symbol_y
    }
}

impl Labels {
    fn words(&self) -> impl Iterator<Item = &str> {
        let single = [
            &self.heading,
            &self.awarded,
            &self.completed,
            &self.review,
            &self.trial_mark,
            &self.trial,
            &self.check,
            &self.address,
        ];
        let facts = self.facts.iter().flat_map(|(label, value)| [label, value]);
        single.into_iter().chain(facts).map(String::as_str)
    }
}

fn style(size: f32, is_bold: bool, color: Ink, alignment: Alignment) -> Style {
    Style {
        size,
        is_bold,
        color,
        alignment,
        spacing: 0.0,
    }
}

/// Whether a language is written from right to left.
fn is_right_to_left(language: &str) -> bool {
    let name = language.split('-').next().unwrap_or_default();
    matches!(
        name,
        "ar" | "ckb" | "dv" | "fa" | "he" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi"
    )
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::certificates::facts::tests::amina;
    use proptest::prelude::*;

    /// The words of a page; numbers come from Fluent, between bidi isolates.
    pub fn labels(language: &str) -> Labels {
        let pair = |label: &str, value: &str| (label.to_owned(), value.to_owned());
        Labels {
            language: language.into(),
            document_title: "Amina, drip irrigation".into(),
            heading: "Certificate of completion".into(),
            awarded: "This is to certify that".into(),
            completed: "has completed the course".into(),
            facts: vec![
                pair(
                    "Learning time",
                    "\u{2068}3\u{2069} h \u{2068}15\u{2069} min",
                ),
                pair("Completed on", "3 November 2026"),
                pair(
                    "How it was learned",
                    "6 lessons alone, 2 with a facilitator",
                ),
                pair("Quiz", "8 of 10 answers right"),
                pair("Issued on", "4 November 2026"),
            ],
            review: "Draft · AI-assisted · not yet checked by an expert".into(),
            trial_mark: "TRIAL".into(),
            trial: "TRIAL · an example that proves nothing".into(),
            check: "Check this certificate at".into(),
            address: "school.example.org/v/ABCD-EFGH-JKMN".into(),
            symbol: "QR code that checks this certificate".into(),
        }
    }

    fn sheet(facts: &Facts, labels: &Labels) -> Result<Sheet, PdfError> {
        Sheet::compose(facts, labels, &Fonts::in_folders(Fonts::DEBIAN))
    }

    fn texts(sheet: &Sheet) -> Vec<&str> {
        let texts = sheet.texts.iter();
        texts.map(|placed| placed.block.text.as_str()).collect()
    }

    /// Left, top, right and bottom of each text as it was measured.
    fn boxes(sheet: &Sheet) -> Vec<(f32, f32, f32, f32)> {
        let measure = |placed: &Placed| {
            let (left, right) = placed.block.edges();
            let bottom = placed.y + placed.block.height();
            (placed.x + left, placed.y, placed.x + right, bottom)
        };
        sheet.texts.iter().map(measure).collect()
    }

    /// Every text stands inside the frame, and no two share a point of paper.
    fn is_tidy(sheet: &Sheet) -> bool {
        const DUST: f32 = 0.05;
        let boxes = boxes(sheet);
        let inside = boxes.iter().all(|(left, top, right, bottom)| {
            *left >= MARGIN
                && *top >= MARGIN
                && *right <= PAGE.0 - MARGIN
                && *bottom <= PAGE.1 - MARGIN
        });
        let apart = boxes.iter().enumerate().all(|(index, a)| {
            boxes[index + 1..].iter().all(|b| {
                a.2 <= b.0 + DUST || b.2 <= a.0 + DUST || a.3 <= b.1 + DUST || b.3 <= a.1 + DUST
            })
        });
        inside && apart
    }

    fn named(name: &str) -> Facts {
        Facts {
            name: name.into(),
            ..amina()
        }
    }

    #[test]
    fn a_trial_says_so_and_a_certificate_does_not() {
        let labels = labels("en");
        let trial = sheet(&amina(), &labels).unwrap();
        assert!(texts(&trial).contains(&labels.trial.as_str()));
        assert!(trial.watermark.is_some());

        let real = Facts {
            trial: false,
            ..amina()
        };
        let real = sheet(&real, &labels).unwrap();
        assert!(!texts(&real).iter().any(|text| text.contains("TRIAL")));
        assert!(real.watermark.is_none());
    }

    #[test]
    fn all_facts_stand_on_the_page() {
        let labels = labels("sw");
        let sheet = sheet(&amina(), &labels).unwrap();
        let texts = texts(&sheet);
        let mut expected: Vec<&str> = labels.words().collect();
        expected.retain(|word| *word != labels.trial_mark && *word != labels.address);
        expected.extend([
            "Amina Hassan",
            "Drip irrigation for small farms",
            "Umwagiliaji wa matone kwa mashamba madogo",
            "Farmers of the north",
            "South-South Cooperation Cloud School",
            "ABCD-EFGH-JKMN",
            "school.example.org/v/",
        ]);
        for text in expected {
            assert!(texts.contains(&text), "{text}");
        }
    }

    #[test]
    fn names_of_120_letters_stay_inside_the_frame() {
        for part in [
            "Wolfeschlegelsteinhausenbergerdorff",
            "María de los Ángeles ",
            "عبد الرحمن ",
            "ශ්‍රීමාවෝ ",
            "முத்துவேல்",
            "龘小明",
            "สมชาย",
            "W",
        ] {
            let name: String = part.chars().cycle().take(120).collect();
            for language in ["en", "sw", "ar"] {
                assert!(
                    is_tidy(&sheet(&named(&name), &labels(language)).unwrap()),
                    "{name}"
                );
            }
        }
    }

    #[test]
    fn long_titles_and_many_facts_stay_inside_too() {
        let mut facts = named(&"Amina Hassan ".repeat(9));
        for title in facts.titles.values_mut() {
            *title = "Sustainable irrigation of small farms ".repeat(5);
        }
        facts.issuer = "Ministry of Agriculture, Livestock and Fisheries ".repeat(3);
        let mut labels = labels("sw");
        labels.review = "Draft · AI-assisted · not yet checked ".repeat(4);
        labels.trial = "TRIAL · an example that proves nothing ".repeat(4);
        labels.address = format!("{}.example.org/v/ABCD-EFGH-JKMN", "school".repeat(12));
        labels.facts.extend(labels.facts.clone());
        assert!(is_tidy(&sheet(&facts, &labels).unwrap()));
    }

    #[test]
    fn a_book_is_no_name() {
        let refused = sheet(&named(&"Amina ".repeat(2_000)), &labels("en"));
        assert!(matches!(refused.err(), Some(PdfError::TooLong { .. })));
    }

    #[test]
    fn a_line_break_in_a_name_is_a_space() {
        let sheet = sheet(&named("Amina\nHassan"), &labels("en")).unwrap();
        assert!(texts(&sheet).contains(&"Amina Hassan"));
    }

    #[test]
    fn an_arabic_page_is_mirrored() {
        let start = |language| {
            let sheet = sheet(&amina(), &labels(language)).unwrap();
            let symbol = sheet.x(CHECK);
            (boxes(&sheet)[0].0 < PAGE.0 / 2.0, symbol < PAGE.0 / 2.0)
        };
        assert_eq!(start("en"), (true, false));
        assert_eq!(start("ar-EG"), (false, true));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn no_name_leaves_the_frame(name in "[A-Za-zÀ-ÿА-яا-يක-ෆ -]{1,120}", language in "en|ar|si") {
            match sheet(&named(&name), &labels(&language)) {
                Ok(sheet) => prop_assert!(is_tidy(&sheet)),
                Err(refused) => prop_assert!(matches!(refused, PdfError::MissingGlyph { .. }), "{refused}"),
            }
        }
    }
}
