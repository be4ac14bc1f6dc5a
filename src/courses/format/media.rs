//! Media: what a file is, by its bytes.
use super::{
    fault::{Faults, Reason},
    folder::as_text,
    model::{MediaFile, MediaKind},
};

/// A media file whose bytes are what its name says; otherwise a fault.
pub(super) fn read(path: &str, bytes: &[u8], faults: &Faults) -> Option<MediaFile> {
    let (wanted, name) = by_name(path).or_else(|| {
        let reason = Reason::WrongMedia(
            "a clip (mp4, webm), sound (m4a), picture (webp, jpg, png) or captions (vtt)",
        );
        faults.add(path, None, reason);
        None
    })?;
    if wanted == MediaKind::Vtt {
        as_text(path, bytes, faults)?;
    }

    if by_bytes(bytes) != Some(wanted) {
        faults.add(path, None, Reason::WrongMedia(name));
        return None;
    }
    Some(MediaFile {
        bytes: bytes.to_vec(),
        kind: wanted,
    })
}

fn by_name(path: &str) -> Option<(MediaKind, &'static str)> {
    Some(match path.rsplit_once('.')?.1 {
        "mp4" => (MediaKind::Mp4, "an MP4 clip"),
        "webm" => (MediaKind::Webm, "a WebM clip or sound"),
        "m4a" => (MediaKind::M4a, "M4A sound"),
        "webp" => (MediaKind::Webp, "a WebP picture"),
        "jpg" | "jpeg" => (MediaKind::Jpeg, "a JPEG picture"),
        "png" => (MediaKind::Png, "a PNG picture"),
        "vtt" => (MediaKind::Vtt, "WebVTT captions"),
        _ => return None,
    })
}

fn by_bytes(bytes: &[u8]) -> Option<MediaKind> {
    let start = &bytes[..bytes.len().min(64)];
    let captions = start.strip_prefix(b"\xef\xbb\xbf").unwrap_or(start);
    match (start.get(4..8), start.get(8..12)) {
        (Some(b"ftyp"), Some(b"M4A " | b"M4B ")) => return Some(MediaKind::M4a),
        (Some(b"ftyp"), Some(_)) => return Some(MediaKind::Mp4),
        (_, Some(b"WEBP")) if start.starts_with(b"RIFF") => return Some(MediaKind::Webp),
        _ => {}
    }
    if start.starts_with(b"\x1a\x45\xdf\xa3") {
        return start
            .windows(4)
            .any(|word| word == b"webm")
            .then_some(MediaKind::Webm);
    }
    if start.starts_with(b"\xff\xd8\xff") {
        return Some(MediaKind::Jpeg);
    }
    if start.starts_with(b"\x89PNG\r\n\x1a\n") {
        return Some(MediaKind::Png);
    }
    let after = captions.strip_prefix(b"WEBVTT")?.first();
    after
        .is_none_or(|byte| byte.is_ascii_whitespace())
        .then_some(MediaKind::Vtt)
}
