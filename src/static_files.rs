//! Styles, icons and the little script: in the binary, named by their content, compressed once at the start.
use rocket::{
    Request, Response, Route,
    http::{ContentType, Header, Status},
    response::{self, Responder},
};
use sha2::{Digest, Sha256};
use std::{
    io::{Cursor, Write},
    sync::LazyLock,
};

/// Everything a page of the school refers to.
pub static FILES: LazyLock<Files> = LazyLock::new(Files::compressed);

/// The files with the addresses under which pages name them.
pub struct Files {
    pub style: File,
    /// For cards, certificates and tables, beside the style sheet of every page.
    pub papers: File,
    pub script: File,
    pub icons: File,
    pub icon: File,
    /// What a browser brings back once it has the style, so that pages need not carry it again.
    pub build: String,
    /// The style sheet as it stands in the first page, and its name in the security policy.
    pub inline_style: String,
    pub inline_style_hash: String,
}

/// One file, ready to be sent.
pub struct File {
    /// `/static/<stem>.<hash>.<extension>`
    pub address: String,
    media_type: ContentType,
    plain: Vec<u8>,
    brotli: Vec<u8>,
    gzip: Vec<u8>,
}

impl Files {
    fn compressed() -> Self {
        let css = stripped(include_str!("../static/app.css"));
        let hash = Sha256::digest(&css);
        Self {
            build: data_encoding::HEXLOWER.encode(&hash[..4]),
            inline_style_hash: data_encoding::BASE64.encode(&hash),
            style: File::new("app", "css", ContentType::CSS, css.as_bytes()),
            papers: File::new(
                "papers",
                "css",
                ContentType::CSS,
                stripped(include_str!("../static/papers.css")).as_bytes(),
            ),
            script: File::new(
                "app",
                "js",
                ContentType::JavaScript,
                include_bytes!("../static/app.js"),
            ),
            icons: File::new(
                "icons",
                "svg",
                ContentType::SVG,
                include_bytes!("../static/icons.svg"),
            ),
            icon: File::new(
                "icon",
                "svg",
                ContentType::SVG,
                include_bytes!("../static/icon.svg"),
            ),
            inline_style: css,
        }
    }

    fn all(&self) -> [&File; 5] {
        [
            &self.style,
            &self.papers,
            &self.script,
            &self.icons,
            &self.icon,
        ]
    }
}

impl File {
    fn new(stem: &str, extension: &str, media_type: ContentType, plain: &[u8]) -> Self {
        let hash = data_encoding::HEXLOWER.encode(&Sha256::digest(plain)[..4]);
        Self {
            address: format!("/static/{stem}.{hash}.{extension}"),
            media_type,
            plain: plain.to_vec(),
            brotli: brotli(plain, 11),
            gzip: gzip(plain, 9),
        }
    }

    /// How many bytes travel to a browser that understands brotli.
    pub fn bytes(&self) -> usize {
        self.brotli.len()
    }
}

/// Without comments and the white space that only people need.
fn stripped(css: &str) -> String {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some(start) = rest.find("/*") {
        out.push_str(&rest[..start]);
        rest = rest[start..]
            .find("*/")
            .map_or("", |end| &rest[start + end + 2..]);
    }
    out.push_str(rest);
    out.lines().map(str::trim).collect()
}

/// Compressed as browsers since 2016 understand it; `quality` from 0 to 11.
pub fn brotli(plain: &[u8], quality: u32) -> Vec<u8> {
    let mut out = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut out, 4096, quality, 22);
    writer.write_all(plain).expect("a vector takes everything");
    drop(writer);
    out
}

/// Compressed as every browser understands it; `level` from 0 to 9.
pub fn gzip(plain: &[u8], level: u32) -> Vec<u8> {
    let mut writer = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::new(level));
    writer.write_all(plain).expect("a vector takes everything");
    writer.finish().expect("a vector takes everything")
}

/// What a browser can take, best first.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Coding {
    Brotli,
    Gzip,
    Plain,
}

impl Coding {
    pub fn wanted(request: &Request<'_>) -> Self {
        let accepted = request.headers().get("Accept-Encoding");
        let mut wanted = Self::Plain;
        for coding in accepted.flat_map(|header| header.split(',')) {
            let mut parts = coding.split(';').map(str::trim);
            let name = parts.next().unwrap_or_default();
            let refused = parts.any(|part| matches!(part, "q=0" | "q=0.0" | "q=0.00" | "q=0.000"));
            match name {
                _ if refused => {}
                "br" => return Self::Brotli,
                "gzip" => wanted = Self::Gzip,
                _ => {}
            }
        }
        wanted
    }

    /// As the header `Content-Encoding` says it.
    pub fn name(self) -> Option<&'static str> {
        match self {
            Self::Brotli => Some("br"),
            Self::Gzip => Some("gzip"),
            Self::Plain => None,
        }
    }
}

impl<'r> Responder<'r, 'static> for &'static File {
    fn respond_to(self, request: &'r Request<'_>) -> response::Result<'static> {
        let coding = Coding::wanted(request);
        let bytes = match coding {
            Coding::Brotli => &self.brotli,
            Coding::Gzip => &self.gzip,
            Coding::Plain => &self.plain,
        };
        let mut answer = Response::build();
        answer
            .status(Status::Ok)
            .header(self.media_type.clone())
            .header(Header::new(
                "Cache-Control",
                "public, max-age=31536000, immutable",
            ))
            .header(Header::new("Vary", "Accept-Encoding"))
            .sized_body(bytes.len(), Cursor::new(bytes.as_slice()));
        if let Some(name) = coding.name() {
            answer.header(Header::new("Content-Encoding", name));
        }
        answer.ok()
    }
}

pub fn routes() -> Vec<Route> {
    routes![file]
}

#[get("/static/<name>")]
fn file(name: &str) -> Option<&'static File> {
    FILES
        .all()
        .into_iter()
        .find(|file| file.address.strip_prefix("/static/") == Some(name))
}

#[cfg(test)]
mod tests {
    use super::stripped;

    #[test]
    fn a_style_sheet_keeps_its_rules_and_loses_its_comments() {
        assert_eq!(stripped("/* why */\na{b:c}\n  d{e:f}/* g"), "a{b:c}d{e:f}");
    }
}
