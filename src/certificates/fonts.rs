//! The fonts a certificate is set in: Noto, as Debian installs it, read when a script first needs them.
use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::PathBuf,
    sync::{Arc, Mutex, PoisonError},
};

use parley::fontique::Blob;

/// The family of letters that no other family claims: Latin, Greek, Cyrillic, and the signs common to all scripts.
const BASE: &str = "NotoSans";

/// The Chinese, Japanese and Korean collection: 19 MB, so it is dropped again after each certificate.
const CJK: &str = "NotoSansCJK";

/// First and last letter of a block, and the family that draws it.
#[rustfmt::skip]
const BLOCKS: &[(char, char, &str)] = &[
    ('\u{0530}', '\u{058f}', "NotoSansArmenian"), ('\u{0590}', '\u{05ff}', "NotoSansHebrew"),
    ('\u{0600}', '\u{06ff}', "NotoSansArabic"), ('\u{0700}', '\u{074f}', "NotoSansSyriac"),
    ('\u{0750}', '\u{077f}', "NotoSansArabic"), ('\u{0780}', '\u{07bf}', "NotoSansThaana"),
    ('\u{07c0}', '\u{07ff}', "NotoSansNKo"), ('\u{0870}', '\u{08ff}', "NotoSansArabic"),
    ('\u{0900}', '\u{097f}', "NotoSansDevanagari"), ('\u{0980}', '\u{09ff}', "NotoSansBengali"),
    ('\u{0a00}', '\u{0a7f}', "NotoSansGurmukhi"), ('\u{0a80}', '\u{0aff}', "NotoSansGujarati"),
    ('\u{0b00}', '\u{0b7f}', "NotoSansOriya"), ('\u{0b80}', '\u{0bff}', "NotoSansTamil"),
    ('\u{0c00}', '\u{0c7f}', "NotoSansTelugu"), ('\u{0c80}', '\u{0cff}', "NotoSansKannada"),
    ('\u{0d00}', '\u{0d7f}', "NotoSansMalayalam"), ('\u{0d80}', '\u{0dff}', "NotoSansSinhala"),
    ('\u{0e00}', '\u{0e7f}', "NotoSansThai"), ('\u{0e80}', '\u{0eff}', "NotoSansLao"),
    ('\u{0f00}', '\u{0fff}', "NotoSerifTibetan"), ('\u{1000}', '\u{109f}', "NotoSansMyanmar"),
    ('\u{10a0}', '\u{10ff}', "NotoSansGeorgian"), ('\u{1100}', '\u{11ff}', CJK),
    ('\u{1200}', '\u{139f}', "NotoSansEthiopic"), ('\u{13a0}', '\u{13ff}', "NotoSansCherokee"),
    ('\u{1780}', '\u{17ff}', "NotoSansKhmer"), ('\u{1800}', '\u{18af}', "NotoSansMongolian"),
    ('\u{19e0}', '\u{19ff}', "NotoSansKhmer"), ('\u{1c50}', '\u{1c7f}', "NotoSansOlChiki"),
    ('\u{1c90}', '\u{1cbf}', "NotoSansGeorgian"), ('\u{1cd0}', '\u{1cff}', "NotoSansDevanagari"),
    ('\u{2d00}', '\u{2d2f}', "NotoSansGeorgian"), ('\u{2d30}', '\u{2d7f}', "NotoSansTifinagh"),
    ('\u{2d80}', '\u{2ddf}', "NotoSansEthiopic"), ('\u{2e80}', '\u{a4cf}', CJK),
    ('\u{a500}', '\u{a63f}', "NotoSansVai"), ('\u{a8e0}', '\u{a8ff}', "NotoSansDevanagari"),
    ('\u{a960}', '\u{a97f}', CJK), ('\u{a9e0}', '\u{a9ff}', "NotoSansMyanmar"),
    ('\u{aa60}', '\u{aa7f}', "NotoSansMyanmar"), ('\u{ab00}', '\u{ab2f}', "NotoSansEthiopic"),
    ('\u{ab70}', '\u{abbf}', "NotoSansCherokee"), ('\u{ac00}', '\u{d7ff}', CJK),
    ('\u{f900}', '\u{faff}', CJK), ('\u{fb13}', '\u{fb17}', "NotoSansArmenian"),
    ('\u{fb1d}', '\u{fb4f}', "NotoSansHebrew"), ('\u{fb50}', '\u{fdff}', "NotoSansArabic"),
    ('\u{fe30}', '\u{fe4f}', CJK), ('\u{fe70}', '\u{fefe}', "NotoSansArabic"),
    ('\u{ff01}', '\u{ffef}', CJK), ('\u{1e900}', '\u{1e95f}', "NotoSansAdlam"),
    ('\u{20000}', '\u{3ffff}', CJK),
];

/// Where the fonts lie, and those that were read before.
#[derive(Debug)]
pub struct Fonts {
    folders: Vec<PathBuf>,
    kept: Mutex<BTreeMap<String, Blob<u8>>>,
}

/// Why a text cannot be set.
#[derive(Debug, thiserror::Error)]
pub enum FontError {
    #[error(
        "the font {file} is in none of {folders:?}: install fonts-noto-core, and fonts-noto-cjk for Chinese"
    )]
    Missing { file: String, folders: Vec<PathBuf> },
    #[error("the font {path} cannot be read: {source}")]
    Unreadable { path: PathBuf, source: io::Error },
}

/// A font file and the name of its family.
#[derive(Clone)]
pub(super) struct Face {
    pub family: &'static str,
    pub is_bold: bool,
    /// A collection names its families itself.
    pub is_collection: bool,
    pub data: Blob<u8>,
}

impl Fonts {
    /// Where Debian's packages `fonts-noto-core` and `fonts-noto-cjk` put their files.
    pub const DEBIAN: [&str; 2] = [
        "/usr/share/fonts/truetype/noto",
        "/usr/share/fonts/opentype/noto",
    ];

    /// Fonts from these folders, the first that has a file wins. Nothing is read yet.
    pub fn in_folders<P: Into<PathBuf>>(folders: impl IntoIterator<Item = P>) -> Self {
        Self {
            folders: folders.into_iter().map(Into::into).collect(),
            kept: Mutex::default(),
        }
    }

    /// Whether the fonts for the scripts of this text are there: what a health check asks with a few letters.
    pub fn check(&self, text: &str) -> Result<(), FontError> {
        self.faces([text]).map(|_| ())
    }

    /// The faces these texts need, the base family first.
    pub(super) fn faces<'a>(
        &self,
        texts: impl IntoIterator<Item = &'a str>,
    ) -> Result<Vec<Face>, FontError> {
        let letters = texts.into_iter().flat_map(str::chars);
        let families: BTreeSet<_> = letters.filter_map(family).collect();

        let mut faces = Vec::new();
        for family in [BASE].into_iter().chain(families) {
            if family == CJK {
                faces.push(self.collection()?);
            } else {
                faces.push(self.face(family, false)?);
                faces.extend(self.face(family, true).ok());
            }
        }
        Ok(faces)
    }

    fn face(&self, family: &'static str, is_bold: bool) -> Result<Face, FontError> {
        let weight = if is_bold { "Bold" } else { "Regular" };
        let file = format!("{family}-{weight}.ttf");
        let mut kept = self.kept.lock().unwrap_or_else(PoisonError::into_inner);
        let data = match kept.get(&file) {
            Some(data) => data.clone(),
            None => {
                let data = self.read(&file)?;
                kept.insert(file, data.clone());
                data
            }
        };

        Ok(Face {
            family,
            is_bold,
            is_collection: false,
            data,
        })
    }

    /// One weight only: a second one would double the memory, and large ideographs are strong enough.
    fn collection(&self) -> Result<Face, FontError> {
        Ok(Face {
            family: CJK,
            is_bold: false,
            is_collection: true,
            data: self.read(&format!("{CJK}-Regular.ttc"))?,
        })
    }

    fn read(&self, file: &str) -> Result<Blob<u8>, FontError> {
        let path = self.find(file)?;
        match fs::read(&path) {
            Ok(bytes) => Ok(Blob::new(Arc::new(bytes))),
            Err(source) => Err(FontError::Unreadable { path, source }),
        }
    }

    fn find(&self, file: &str) -> Result<PathBuf, FontError> {
        let mut paths = self.folders.iter().map(|folder| folder.join(file));
        paths
            .find(|path| path.is_file())
            .ok_or_else(|| FontError::Missing {
                file: file.to_owned(),
                folders: self.folders.clone(),
            })
    }
}

/// The family that draws the letter, unless the base family does.
fn family(letter: char) -> Option<&'static str> {
    let block = BLOCKS.partition_point(|block| block.1 < letter);
    let block = BLOCKS.get(block)?;
    (block.0 <= letter).then_some(block.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_blocks_are_in_order() {
        assert!(BLOCKS.iter().all(|block| block.0 <= block.1));
        assert!(BLOCKS.windows(2).all(|pair| pair[0].1 < pair[1].0));
    }

    #[test]
    fn each_script_has_its_family() {
        for (letter, expected) in [
            ('A', None),
            ('я', None),
            ('ع', Some("NotoSansArabic")),
            ('ශ', Some("NotoSansSinhala")),
            ('த', Some("NotoSansTamil")),
            ('ह', Some("NotoSansDevanagari")),
            ('አ', Some("NotoSansEthiopic")),
            ('ท', Some("NotoSansThai")),
            ('王', Some(CJK)),
            ('龘', Some(CJK)),
            ('\u{2068}', None),
        ] {
            assert_eq!(family(letter), expected, "{letter}");
        }
    }

    #[test]
    fn a_machine_without_fonts_says_what_to_install() {
        let fonts = Fonts::in_folders(["/nowhere"]);
        let error = fonts.faces(["Amina"]).err().unwrap().to_string();
        assert!(error.contains("NotoSans-Regular.ttf"), "{error}");
        assert!(error.contains("fonts-noto-core"), "{error}");
        assert!(fonts.check("Amina").is_err());
    }

    #[test]
    fn only_the_scripts_needed_are_read() {
        let fonts = Fonts::in_folders(Fonts::DEBIAN);
        let faces = fonts.faces(["Amina", "ශ්‍රී"]).unwrap();
        let names: Vec<_> = faces
            .iter()
            .map(|face| (face.family, face.is_bold))
            .collect();
        assert_eq!(
            names,
            [
                (BASE, false),
                (BASE, true),
                ("NotoSansSinhala", false),
                ("NotoSansSinhala", true)
            ]
        );
    }

    #[test]
    fn the_large_collection_is_not_kept() {
        let fonts = Fonts::in_folders(Fonts::DEBIAN);
        assert!(
            fonts
                .faces(["王小明"])
                .unwrap()
                .iter()
                .any(|face| face.is_collection)
        );
        let kept = fonts.kept.lock().unwrap();
        assert_eq!(kept.len(), 2);
        assert!(kept.keys().all(|file| file.starts_with("NotoSans-")));
    }
}
