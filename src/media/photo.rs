//! Photos that people send: made small, turned upright, and without what the camera wrote into them. Nothing of the file that came in is
//! kept: what is kept was painted anew.
use super::{Blobs, Sha256Hex};
use crate::{Error, Result};
use image::{
    DynamicImage, ImageDecoder, ImageError, ImageFormat, ImageReader, Limits,
    codecs::jpeg::JpegEncoder, metadata::Orientation,
};
use rocket::tokio::{sync::Semaphore, task::spawn_blocking};
use std::io::Cursor;

/// What a header may promise before anything is unpacked.
const MOST_PIXELS: u64 = 50_000_000;
const MOST_MEMORY: u64 = 256 << 20;

/// What a kept photo may weigh.
const MOST_BYTES: usize = 300_000;
/// Long sides and qualities, the best first: the first that is light enough is kept.
const SIZES: [(u32, u8); 5] = [(1280, 82), (1280, 65), (1280, 45), (960, 60), (640, 50)];

/// Unpacking takes much memory: one photo after the other.
static ONE_AT_A_TIME: Semaphore = Semaphore::const_new(1);

/// Why a file is no photo for us.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unusable {
    #[error("it is no JPEG, PNG or WebP, or it is broken")]
    Unreadable,
    #[error("it has too many pixels")]
    TooManyPixels,
}

/// Keeps a photo that somebody sent, in the way that photos are kept.
///
/// # Errors
/// `Mistake` when the disk is full or may not be written. A file that is no photo is no error of ours.
pub async fn keep_photo(sent: Vec<u8>, blobs: &Blobs) -> Result<Result<Sha256Hex, Unusable>> {
    let blobs = blobs.clone();
    let _turn = ONE_AT_A_TIME.acquire().await;
    let kept = spawn_blocking(move || developed(&sent).map(|small| blobs.keep(&small)));
    match kept.await.map_err(|e| Error::Mistake(e.to_string()))? {
        Ok(kept) => kept.map(Ok).map_err(|e| Error::Mistake(e.to_string())),
        Err(unusable) => Ok(Err(unusable)),
    }
}

/// The photo as a JPEG of at most 1,280 pixels on its long side, upright, with nothing but its colours.
fn developed(sent: &[u8]) -> Result<Vec<u8>, Unusable> {
    let (picture, orientation) = unpacked(sent)?;
    let mut small = Vec::new();
    for (side, quality) in SIZES {
        let mut picture = shrunk(&picture, side);
        picture.apply_orientation(orientation);
        small.clear();
        JpegEncoder::new_with_quality(&mut small, quality).encode_image(&picture.to_rgb8())?;
        if small.len() <= MOST_BYTES {
            break;
        }
    }
    Ok(small)
}

/// What kind of file it is, its first bytes say, never its name.
fn unpacked(sent: &[u8]) -> Result<(DynamicImage, Orientation), Unusable> {
    let format = image::guess_format(sent)?;
    if !matches!(
        format,
        ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP
    ) {
        return Err(Unusable::Unreadable);
    }
    let mut limits = Limits::default();
    limits.max_alloc = Some(MOST_MEMORY);
    let mut reader = ImageReader::with_format(Cursor::new(sent), format);
    reader.limits(limits);
    let mut decoder = reader.into_decoder()?;
    let (width, height) = decoder.dimensions();
    if u64::from(width) * u64::from(height) > MOST_PIXELS || decoder.total_bytes() > MOST_MEMORY {
        return Err(Unusable::TooManyPixels);
    }
    let orientation = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    Ok((DynamicImage::from_decoder(decoder)?, orientation))
}

fn shrunk(picture: &DynamicImage, side: u32) -> DynamicImage {
    if picture.width().max(picture.height()) > side {
        picture.thumbnail(side, side)
    } else {
        picture.clone()
    }
}

impl From<ImageError> for Unusable {
    fn from(trouble: ImageError) -> Self {
        match trouble {
            ImageError::Limits(_) => Self::TooManyPixels,
            _ => Self::Unreadable,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use image::{Rgb, RgbImage};

    /// Red above, blue below.
    fn picture(width: u32, height: u32) -> RgbImage {
        RgbImage::from_fn(width, height, |_, y| match y < height / 2 {
            true => Rgb([200, 20, 20]),
            false => Rgb([20, 20, 200]),
        })
    }

    fn file(picture: &RgbImage, format: ImageFormat) -> Vec<u8> {
        let mut bytes = Cursor::new(vec![]);
        picture.write_to(&mut bytes, format).unwrap();
        bytes.into_inner()
    }

    /// With a position and an orientation in it, as a camera writes them.
    fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
        let mut exif = b"Exif\0\0MM\0*\0\0\0\x08\0\x02".to_vec();
        exif.extend([1, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0]);
        exif.extend([0x88, 0x25, 0, 4, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0]);
        exif.extend(b"GPS 2.1894 S 79.8891 W");
        let length = u16::try_from(exif.len() + 2).unwrap().to_be_bytes();
        [&jpeg[..2], &[0xff, 0xe1], &length, &exif, &jpeg[2..]].concat()
    }

    fn size(bytes: &[u8]) -> (u32, u32) {
        let picture = image::load_from_memory_with_format(bytes, ImageFormat::Jpeg).unwrap();
        (picture.width(), picture.height())
    }

    #[test]
    fn every_kind_becomes_a_small_jpeg() {
        for format in [ImageFormat::Jpeg, ImageFormat::Png, ImageFormat::WebP] {
            let small = developed(&file(&picture(3000, 1500), format)).unwrap();
            assert_eq!(size(&small), (1280, 640), "{format:?}");
            assert!(small.len() <= MOST_BYTES);
        }
        assert_eq!(
            size(&developed(&file(&picture(40, 30), ImageFormat::Png)).unwrap()),
            (40, 30)
        );
    }

    #[test]
    fn a_photo_stands_upright_and_says_nothing_about_the_place() {
        let lying = with_exif(&file(&picture(60, 40), ImageFormat::Jpeg), 6);
        assert!(lying.windows(3).any(|w| w == b"GPS"));

        let small = developed(&lying).unwrap();
        assert_eq!(size(&small), (40, 60));
        let upright = image::load_from_memory(&small).unwrap().to_rgb8();
        let (left, right) = (upright.get_pixel(5, 30), upright.get_pixel(35, 30));
        assert!(left[2] > 150 && right[0] > 150, "{left:?} {right:?}");
        for trace in [&b"Exif"[..], b"GPS"] {
            assert!(!small.windows(trace.len()).any(|w| w == trace));
        }
    }

    #[test]
    fn noise_becomes_light_too() {
        let mut seed = 1_u32;
        let noise = RgbImage::from_fn(1500, 1500, |_, _| {
            seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            let [a, b, c, _] = seed.to_be_bytes();
            Rgb([a, b, c])
        });
        assert!(developed(&file(&noise, ImageFormat::Png)).unwrap().len() <= MOST_BYTES);
    }

    #[test]
    fn what_promises_too_much_is_not_unpacked() {
        let mut bomb = file(&picture(8, 8), ImageFormat::Png);
        bomb[16..24].copy_from_slice(&[0, 0, 0xfd, 0xe8, 0, 0, 0xfd, 0xe8]);
        let length = 13;
        let sum = crc32(&bomb[12..16 + length]);
        bomb[16 + length..20 + length].copy_from_slice(&sum.to_be_bytes());
        assert_eq!(developed(&bomb), Err(Unusable::TooManyPixels));
    }

    /// As PNG chunks end.
    fn crc32(bytes: &[u8]) -> u32 {
        let step = |sum: u32| (sum >> 1) ^ (0xedb8_8320 * (sum & 1));
        let sum = bytes.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| step(sum))
        });
        !sum
    }

    #[test]
    fn a_photo_without_its_end_is_kept_as_far_as_it_goes() {
        let jpeg = file(&picture(600, 400), ImageFormat::Jpeg);
        let small = developed(&jpeg[..jpeg.len() / 2]).unwrap();
        assert_eq!(size(&small), (600, 400));
    }

    #[test]
    fn what_is_no_photo_is_refused() {
        let jpeg = file(&picture(600, 400), ImageFormat::Jpeg);
        for sent in [
            &b""[..],
            b"<svg xmlns='http://www.w3.org/2000/svg'/>",
            b"<html><script>alert(1)</script>",
            b"GIF89a\x01\0\x01\0\0\0\0;",
            &jpeg[..20],
        ] {
            assert_eq!(
                developed(sent),
                Err(Unusable::Unreadable),
                "{:?}",
                sent.get(..8)
            );
        }
    }
}
