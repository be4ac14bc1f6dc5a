//! A card as a picture that every phone's gallery shows: the symbol and its letters, in black and white, about one kilobyte.
use super::Card;
use crate::qr::{self, QUIET_ZONE};
use data_encoding::BASE64;
use flate2::{Compression, Crc, write::ZlibEncoder};
use std::io::Write;

/// Pixels per module of the symbol.
const MODULE: usize = 8;
/// Pixels per dot of a letter, which is 5 dots wide and 7 high.
const DOT: usize = 3;

/// The letters of codes and secrets, row by row, five bits each.
const LETTERS: [(char, [u8; 7]); 33] = [
    ('0', [14, 17, 19, 21, 25, 17, 14]),
    ('1', [4, 12, 4, 4, 4, 4, 14]),
    ('2', [14, 17, 1, 2, 4, 8, 31]),
    ('3', [31, 2, 4, 2, 1, 17, 14]),
    ('4', [2, 6, 10, 18, 31, 2, 2]),
    ('5', [31, 16, 30, 1, 1, 17, 14]),
    ('6', [6, 8, 16, 30, 17, 17, 14]),
    ('7', [31, 1, 2, 4, 8, 8, 8]),
    ('8', [14, 17, 17, 14, 17, 17, 14]),
    ('9', [14, 17, 17, 15, 1, 2, 12]),
    ('A', [14, 17, 17, 31, 17, 17, 17]),
    ('B', [30, 17, 17, 30, 17, 17, 30]),
    ('C', [14, 17, 16, 16, 16, 17, 14]),
    ('D', [28, 18, 17, 17, 17, 18, 28]),
    ('E', [31, 16, 16, 30, 16, 16, 31]),
    ('F', [31, 16, 16, 30, 16, 16, 16]),
    ('G', [14, 17, 16, 23, 17, 17, 15]),
    ('H', [17, 17, 17, 31, 17, 17, 17]),
    ('J', [7, 2, 2, 2, 2, 18, 12]),
    ('K', [17, 18, 20, 24, 20, 18, 17]),
    ('M', [17, 27, 21, 21, 17, 17, 17]),
    ('N', [17, 17, 25, 21, 19, 17, 17]),
    ('P', [30, 17, 17, 30, 16, 16, 16]),
    ('Q', [14, 17, 17, 17, 21, 18, 13]),
    ('R', [30, 17, 17, 30, 20, 18, 17]),
    ('S', [15, 16, 16, 14, 1, 1, 30]),
    ('T', [31, 4, 4, 4, 4, 4, 4]),
    ('V', [17, 17, 17, 17, 17, 10, 4]),
    ('W', [17, 17, 17, 21, 21, 21, 10]),
    ('X', [17, 17, 10, 4, 10, 17, 17]),
    ('Y', [17, 17, 17, 10, 4, 4, 4]),
    ('Z', [31, 1, 2, 4, 8, 16, 31]),
    ('-', [0, 0, 0, 31, 0, 0, 0]),
];

impl Card {
    /// The card as an address that holds a PNG, so that a link can save it without a script. Empty when the school's address is longer than
    /// a symbol holds.
    pub fn picture(&self, public_url: &str) -> String {
        let Ok(symbol) = qr::modules(&self.address(public_url)) else {
            return String::new();
        };
        let side = symbol.width() + 2 * QUIET_ZONE;
        let lines = [self.code.clone(), self.secret.grouped()];
        let width = (side * MODULE).max(line_width(&lines[1]) + 2 * MODULE);
        let margin = (width - side * MODULE) / 2;
        let mut picture = Picture::white(width, side * MODULE + lines.len() * 12 * DOT);

        for (x, y, length) in symbol.runs() {
            let (x, y) = ((x + QUIET_ZONE) * MODULE, (y + QUIET_ZONE) * MODULE);
            picture.fill(margin + x, y, length * MODULE, MODULE);
        }
        for (place, line) in lines.iter().enumerate() {
            let x = (width - line_width(line)) / 2;
            picture.write(line, x, side * MODULE + place * 12 * DOT - 2 * DOT);
        }
        format!("data:image/png;base64,{}", BASE64.encode(&picture.png()))
    }
}

fn line_width(line: &str) -> usize {
    line.len() * 6 * DOT
}

/// One bit per pixel; each row begins with the byte that says "as it is".
struct Picture {
    width: usize,
    rows: Vec<Vec<u8>>,
}

impl Picture {
    fn white(width: usize, height: usize) -> Self {
        let mut row = vec![0xff; 1 + width.div_ceil(8)];
        row[0] = 0;
        Self {
            width,
            rows: vec![row; height],
        }
    }

    fn fill(&mut self, x: usize, y: usize, width: usize, height: usize) {
        for row in self.rows.iter_mut().skip(y).take(height) {
            for x in x..x + width {
                row[1 + x / 8] &= !(0x80 >> (x % 8));
            }
        }
    }

    fn write(&mut self, line: &str, x: usize, y: usize) {
        for (place, letter) in line.chars().enumerate() {
            let Some((_, dots)) = LETTERS.iter().find(|(known, _)| *known == letter) else {
                continue;
            };
            for (down, row) in dots.iter().enumerate() {
                for right in (0..5).filter(|right| row & (16 >> right) != 0) {
                    let x = x + (place * 6 + right) * DOT;
                    self.fill(x, y + down * DOT, DOT, DOT);
                }
            }
        }
    }

    fn png(&self) -> Vec<u8> {
        let mut head = Vec::new();
        head.extend((self.width as u32).to_be_bytes());
        head.extend((self.rows.len() as u32).to_be_bytes());
        head.extend([1, 0, 0, 0, 0]); // one bit per pixel, shades of grey

        let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
        for row in &self.rows {
            packed.write_all(row).expect("memory takes what is written");
        }
        let packed = packed.finish().expect("memory takes what is written");

        let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
        for (kind, data) in [(b"IHDR", head), (b"IDAT", packed), (b"IEND", vec![])] {
            let mut sum = Crc::new();
            sum.update(kind);
            sum.update(&data);
            png.extend((data.len() as u32).to_be_bytes());
            png.extend(kind);
            png.extend(&data);
            png.extend(sum.sum().to_be_bytes());
        }
        png
    }
}
