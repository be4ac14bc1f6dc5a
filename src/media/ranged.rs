//! A file, whole or the part that a player asks for (RFC 9110, section 14).
use crate::Error;
use rocket::{
    Request, Response,
    http::{ContentType, Header, Status},
    request::{FromRequest, Outcome},
    response::{self, Responder},
    tokio::{
        fs::File,
        io::{AsyncReadExt, AsyncSeekExt},
    },
};
use std::{convert::Infallible, io, io::Cursor, path::Path};

/// Files up to this size are read at once, so that text among them can be compressed.
const SMALL: u64 = 64 * 1024;

/// What the browser has and wants of a file.
#[derive(Default)]
pub struct Wish<'r> {
    range: Option<&'r str>,
    if_range: Option<&'r str>,
    if_none_match: Option<&'r str>,
}

#[rocket::async_trait]
impl<'r> FromRequest<'r> for Wish<'r> {
    type Error = Infallible;

    async fn from_request(request: &'r Request<'_>) -> Outcome<Self, Infallible> {
        let header = |name| request.headers().get_one(name);
        Outcome::Success(Self {
            range: header("Range"),
            if_range: header("If-Range"),
            if_none_match: header("If-None-Match"),
        })
    }
}

/// Which bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Whole,
    Between(u64, u64),
    Beyond,
    Known,
}

/// An answer with a file or a part of it.
pub struct Ranged {
    part: Part,
    size: u64,
    media_type: ContentType,
    etag: String,
    body: Body,
}

enum Body {
    Nothing,
    Small(Vec<u8>),
    Large(File),
}

impl Ranged {
    /// What is wished of the file at `path`; `etag` names its content.
    ///
    /// # Errors
    /// `NotFound` when it is not there, `Mistake` when it cannot be read.
    pub async fn open(
        path: &Path,
        media_type: ContentType,
        etag: &str,
        wish: Wish<'_>,
    ) -> crate::Result<Self> {
        let unread = |e: io::Error| match e.kind() {
            io::ErrorKind::NotFound => Error::NotFound,
            _ => Error::Mistake(e.to_string()),
        };
        let mut file = File::open(path).await.map_err(unread)?;
        let size = file.metadata().await.map_err(unread)?.len();
        let etag = format!("\"{etag}\"");

        let part = wish.part(&etag, size);
        let body = match part {
            Part::Beyond | Part::Known => Body::Nothing,
            Part::Whole if size <= SMALL => {
                let mut bytes = Vec::with_capacity(SMALL as usize);
                file.read_to_end(&mut bytes).await.map_err(unread)?;
                Body::Small(bytes)
            }
            Part::Whole => Body::Large(file),
            Part::Between(first, _) => {
                file.seek(io::SeekFrom::Start(first))
                    .await
                    .map_err(unread)?;
                Body::Large(file)
            }
        };
        Ok(Self {
            part,
            size,
            media_type,
            etag,
            body,
        })
    }
}

impl Wish<'_> {
    fn part(&self, etag: &str, size: u64) -> Part {
        if self.if_none_match == Some(etag) {
            return Part::Known;
        }
        let same_file = self.if_range.is_none_or(|tag| tag == etag);
        match self.range.filter(|_| same_file) {
            Some(range) => Part::parse(range, size),
            None => Part::Whole,
        }
    }
}

impl Part {
    /// What cannot be read, and more than one part, is answered with the whole, as the standard allows.
    fn parse(range: &str, size: u64) -> Self {
        let Some((first, last)) = range.strip_prefix("bytes=").and_then(|r| r.split_once('-'))
        else {
            return Self::Whole;
        };
        let end = size.saturating_sub(1);
        match (first.trim().parse::<u64>(), last.trim().parse::<u64>()) {
            (Ok(first), _) if first >= size && (last.is_empty() || last.parse::<u64>().is_ok()) => {
                Self::Beyond
            }
            (Ok(first), Ok(last)) if first <= last => Self::Between(first, last.min(end)),
            (Ok(first), Err(_)) if last.is_empty() => Self::Between(first, end),
            (Err(_), Ok(0)) if first.is_empty() => Self::Beyond,
            (Err(_), Ok(length)) if first.is_empty() && size > 0 => {
                Self::Between(size.saturating_sub(length), end)
            }
            _ => Self::Whole,
        }
    }
}

impl<'r> Responder<'r, 'static> for Ranged {
    fn respond_to(self, _: &'r Request<'_>) -> response::Result<'static> {
        let mut answer = Response::build();
        answer
            .header(self.media_type)
            .header(Header::new("Accept-Ranges", "bytes"))
            .header(Header::new("ETag", self.etag))
            .header(Header::new(
                "Content-Security-Policy",
                "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            ));
        let length = match self.part {
            Part::Known => return answer.status(Status::NotModified).ok(),
            Part::Beyond => {
                let place = format!("bytes */{}", self.size);
                return answer
                    .status(Status::RangeNotSatisfiable)
                    .header(Header::new("Content-Range", place))
                    .ok();
            }
            Part::Whole => self.size,
            Part::Between(first, last) => {
                let place = format!("bytes {first}-{last}/{}", self.size);
                answer
                    .status(Status::PartialContent)
                    .header(Header::new("Content-Range", place));
                last - first + 1
            }
        };
        match self.body {
            Body::Nothing => {}
            Body::Small(bytes) => {
                answer.sized_body(bytes.len(), Cursor::new(bytes));
            }
            Body::Large(file) => {
                answer
                    .header(Header::new("Content-Length", length.to_string()))
                    .streamed_body(file.take(length));
            }
        }
        answer.ok()
    }
}

#[cfg(test)]
mod tests {
    use super::Part::{self, *};

    #[test]
    fn ranges_are_read_as_the_standard_says() {
        for (range, part) in [
            ("bytes=0-", Between(0, 999)),
            ("bytes=0-1", Between(0, 1)),
            ("bytes=-5", Between(995, 999)),
            ("bytes=-5000", Between(0, 999)),
            ("bytes=100-199", Between(100, 199)),
            ("bytes=900-5000", Between(900, 999)),
            ("bytes=1000-", Beyond),
            ("bytes=1000-1001", Beyond),
            ("bytes=-0", Beyond),
            ("bytes=5-2", Whole),
            ("bytes=0-1,5-6", Whole),
            ("bytes=a-b", Whole),
            ("bytes=-", Whole),
            ("lines=0-1", Whole),
            ("", Whole),
        ] {
            assert_eq!(Part::parse(range, 1000), part, "{range}");
        }
    }
}
