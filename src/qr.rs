//! QR symbols: as SVG for pages, as modules for PDF, as text for a terminal.
//!
//! The medium level of error correction is used throughout: paper gets dirty. Upper-case text makes a smaller symbol.
use std::fmt::Write;

use qrcode::{Color, EcLevel, QrCode, Version, bits::Bits, types::QrResult};

/// The light border that a reader needs around a symbol, in modules.
pub const QUIET_ZONE: usize = 4;

/// From this length on, changing into the compact mode and back costs less than it saves.
const WORTH_A_SEGMENT: usize = 14;

/// A text is longer than the largest symbol holds (about 2,300 bytes).
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the text is too long for a QR symbol")]
pub struct TooLong;

/// A square of dark and light modules, without its quiet zone.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Modules {
    width: usize,
    dark: Vec<bool>,
}

impl Modules {
    /// The modules per side: 17 + 4 × version.
    pub fn width(&self) -> usize {
        self.width
    }

    /// Whether the module is dark; those outside the symbol are light.
    pub fn is_dark(&self, x: usize, y: usize) -> bool {
        x < self.width && y < self.width && self.dark[y * self.width + x]
    }

    /// The unbroken stretches of dark modules, row by row: x, y and length.
    pub fn runs(&self) -> impl Iterator<Item = (usize, usize, usize)> + '_ {
        self.dark
            .chunks(self.width)
            .enumerate()
            .flat_map(|(y, row)| {
                let mut start = 0;
                row.chunk_by(|a, b| a == b).filter_map(move |stretch| {
                    let x = start;
                    start += stretch.len();
                    stretch[0].then_some((x, y, stretch.len()))
                })
            })
    }
}

/// The smallest symbol that holds the text.
pub fn modules(text: &str) -> Result<Modules, TooLong> {
    let symbol = (1..=40).find_map(|version| symbol(text, Version::Normal(version)).ok());
    let symbol = symbol.ok_or(TooLong)?;

    Ok(Modules {
        width: symbol.width(),
        dark: symbol
            .into_colors()
            .into_iter()
            .map(|color| color == Color::Dark)
            .collect(),
    })
}

fn symbol(text: &str, version: Version) -> QrResult<QrCode> {
    let mut bits = Bits::new(version);
    for (is_compact, stretch) in segments(text.as_bytes()) {
        if is_compact {
            bits.push_alphanumeric_data(stretch)?;
        } else {
            bits.push_byte_data(stretch)?;
        }
    }
    bits.push_terminator(EcLevel::M)?;

    QrCode::with_bits(bits, EcLevel::M)
}

/// Capitals, digits and the signs of addresses take 5.5 bits each where enough of them stand together; the rest takes bytes.
///
/// The library's own choice of segments needs up to three versions more, for it leaves this mode for every few digits.
fn segments(text: &[u8]) -> Vec<(bool, &[u8])> {
    let mut segments: Vec<(bool, &[u8])> = Vec::new();
    let mut start = 0;
    for stretch in text.chunk_by(|a, b| is_compact(*a) == is_compact(*b)) {
        let end = start + stretch.len();
        let pays = is_compact(stretch[0]) && (stretch.len() >= WORTH_A_SEGMENT || stretch == text);
        match segments.last_mut() {
            Some((false, before)) if !pays => *before = &text[start - before.len()..end],
            _ => segments.push((pays, stretch)),
        }
        start = end;
    }
    segments
}

fn is_compact(byte: u8) -> bool {
    byte.is_ascii_digit() || byte.is_ascii_uppercase() || b" $%*+-./:".contains(&byte)
}

/// The symbol as a complete `<svg>`, dark on white with its quiet zone, safe to embed in a page.
///
/// It is hidden from screen readers: the element around it carries `role="img"` and an `aria-label` in the page's words.
pub fn svg(text: &str) -> Result<String, TooLong> {
    let modules = modules(text)?;
    let side = modules.width() + 2 * QUIET_ZONE;

    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\" \
         aria-hidden=\"true\"><path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{}\"/></svg>",
        strokes(&modules)
    ))
}

/// One stroke of width 1 for each run, each relative to the end of the one before: the shortest way to write them.
fn strokes(modules: &Modules) -> String {
    let mut path = format!("M{QUIET_ZONE} {QUIET_ZONE}.5");
    let (mut pen_x, mut pen_y) = (0, 0);
    for (x, y, length) in modules.runs() {
        let (right, down) = (x as isize - pen_x as isize, y - pen_y);
        if (right, down) != (0, 0) {
            let _ = write!(path, "m{right} {down}");
        }
        let _ = write!(path, "h{length}");
        (pen_x, pen_y) = (x + length, y);
    }
    path
}

/// The symbol in half blocks, two rows to a line, for a terminal with light letters on a dark ground.
pub fn terminal(text: &str) -> Result<String, TooLong> {
    let modules = modules(text)?;
    let side = modules.width() + 2 * QUIET_ZONE;
    let is_light = |x: usize, y: usize| {
        y < side
            && !(x >= QUIET_ZONE
                && y >= QUIET_ZONE
                && modules.is_dark(x - QUIET_ZONE, y - QUIET_ZONE))
    };
    let half_blocks = |x, y| match (is_light(x, y), is_light(x, y + 1)) {
        (true, true) => '█',
        (true, false) => '▀',
        (false, true) => '▄',
        (false, false) => ' ',
    };

    Ok((0..side)
        .step_by(2)
        .map(|y| (0..side).map(|x| half_blocks(x, y)).chain(['\n']).collect())
        .collect::<Vec<String>>()
        .concat())
}

/// The same with its own white and black, for a terminal in whatever colours: many readers know no light symbol on a dark ground.
pub fn coloured_terminal(text: &str) -> Result<String, TooLong> {
    let lines = terminal(text)?;
    let coloured = |line| format!("\x1b[38;5;231;48;5;16m{line}\x1b[0m\n");

    Ok(lines.lines().map(coloured).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    const CARD: &str = "HTTPS://SCHOOL.EXAMPLE.ORG/V/ABCD-EFGH-JKMN";

    /// What a camera reads from a picture of `side` modules, each four pixels wide.
    fn read(side: usize, is_dark: impl Fn(usize, usize) -> bool) -> String {
        let pixels = 4 * side;
        let shade = |x, y| if is_dark(x / 4, y / 4) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(pixels, pixels, shade);
        let symbols = picture.detect_grids();
        assert_eq!(symbols.len(), 1);
        symbols[0].decode().unwrap().1
    }

    /// The dark modules that the strokes of an SVG cover, quiet zone included.
    fn drawn(svg: &str) -> Vec<(usize, usize)> {
        let path = svg.rsplit("d=\"").next().unwrap();
        let path = path
            .split('"')
            .next()
            .unwrap()
            .strip_prefix("M4 4.5")
            .unwrap();
        let path = path.replace('m', ";m").replace('h', ";h");
        let (mut x, mut y, mut dark) = (4_isize, 4_isize, Vec::new());
        for step in path.split(';').filter(|step| !step.is_empty()) {
            let numbers: Vec<isize> = step[1..].split(' ').map(|n| n.parse().unwrap()).collect();
            match step.as_bytes()[0] {
                b'm' => (x, y) = (x + numbers[0], y + numbers[1]),
                _ => {
                    dark.extend((x..x + numbers[0]).map(|x| (x as usize, y as usize)));
                    x += numbers[0];
                }
            }
        }
        dark
    }

    #[test]
    fn a_camera_reads_the_modules() {
        let modules = modules(CARD).unwrap();
        let side = modules.width() + 2 * QUIET_ZONE;
        let is_dark = |x: usize, y: usize| {
            x >= QUIET_ZONE && y >= QUIET_ZONE && modules.is_dark(x - QUIET_ZONE, y - QUIET_ZONE)
        };
        assert_eq!(read(side, is_dark), CARD);
    }

    #[test]
    fn a_camera_reads_a_dense_symbol() {
        let text = format!("{CARD}#{}", "A2B3C4D5".repeat(65));
        let modules = modules(&text).unwrap();
        assert_eq!(modules.width(), 77);
        let is_dark = |x: usize, y: usize| {
            x >= QUIET_ZONE && y >= QUIET_ZONE && modules.is_dark(x - QUIET_ZONE, y - QUIET_ZONE)
        };
        assert_eq!(read(77 + 2 * QUIET_ZONE, is_dark), text);
    }

    #[test]
    fn a_camera_reads_the_svg() {
        let svg = svg(CARD).unwrap();
        let dark = drawn(&svg);
        let side = modules(CARD).unwrap().width() + 2 * QUIET_ZONE;
        assert!(svg.contains(&format!("viewBox=\"0 0 {side} {side}\"")));
        assert_eq!(read(side, |x, y| dark.contains(&(x, y))), CARD);
    }

    #[test]
    fn a_camera_reads_the_terminal() {
        let text = terminal(CARD).unwrap();
        let lines: Vec<Vec<char>> = text.lines().map(|line| line.chars().collect()).collect();
        let is_dark = |x: usize, y: usize| match lines[y / 2][x] {
            '█' => false,
            '▀' => !y.is_multiple_of(2),
            '▄' => y.is_multiple_of(2),
            _ => true,
        };
        assert_eq!(read(lines[0].len(), is_dark), CARD);
    }

    #[test]
    fn colours_change_nothing_of_a_symbol() {
        let coloured = coloured_terminal(CARD).unwrap();
        let bare = coloured
            .replace("\x1b[38;5;231;48;5;16m", "")
            .replace("\x1b[0m", "");
        assert_eq!(bare, terminal(CARD).unwrap());
        assert!(coloured.lines().all(|line| line.ends_with("\x1b[0m")));
    }

    #[test]
    fn an_svg_cannot_carry_markup() {
        let svg = svg("\"/><script>alert(1)</script>").unwrap();
        assert!(!svg.contains("script"));
    }

    #[test]
    fn a_card_costs_little() {
        let bytes = svg(CARD).unwrap().len();
        assert!(bytes < 2_000, "{bytes} bytes");
    }

    #[test]
    fn a_camera_reads_any_letters() {
        let text = "https://school.example.org/Kadi/k?ජල=1#OK";
        let modules = modules(text).unwrap();
        let is_dark = |x: usize, y: usize| {
            x >= QUIET_ZONE && y >= QUIET_ZONE && modules.is_dark(x - QUIET_ZONE, y - QUIET_ZONE)
        };
        assert_eq!(read(modules.width() + 2 * QUIET_ZONE, is_dark), text);
    }

    #[test]
    fn a_book_is_refused() {
        assert_eq!(modules(&"A".repeat(5_000)), Err(TooLong));
    }
}
