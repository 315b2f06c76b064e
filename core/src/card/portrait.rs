//! The portrait (顔写真) that a card holds, as grey pixels, for staff to compare. It is never stored and never sent.

use std::sync::Arc;

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The most pixels that a portrait may have in either direction. That of the test card whose record myna-card publishes
/// has 378 by 472, in 1854 bytes; whether all are of that size is unconfirmed `[?]`.
const LONGEST_SIDE: u32 = 1024;

/// A portrait: 8-bit grey, row by row from the top, 0 black. Its pixels are overwritten with zeros when the last of its
/// clones is dropped, and its `Debug` is its name.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Portrait {
    width: u32,
    height: u32,
    pixels: Arc<Pixels>,
}

#[derive(PartialEq, Eq, Hash, Zeroize, ZeroizeOnDrop)]
struct Pixels(Vec<u8>);

impl Portrait {
    /// Of `width` times `height` pixels; `None` if they are not so many, or none.
    pub fn new(width: u32, height: u32, pixels: Vec<u8>) -> Option<Self> {
        let pixels = Pixels(pixels);
        let expected = usize::try_from(u64::from(width) * u64::from(height)).ok()?;
        (expected > 0 && pixels.0.len() == expected).then(|| Self {
            width,
            height,
            pixels: Arc::new(pixels),
        })
    }

    /// Decodes JPEG 2000, with or without its container; `None` if it is none, has more than 1024 pixels in either
    /// direction, or is neither grey, as the cards' are (read in myna-card's source), nor of three colours. The
    /// decoder's own memory is not wiped.
    pub(crate) fn decode(jpeg_2000: &[u8]) -> Option<Self> {
        let image = Image::new(jpeg_2000, &DecodeSettings::default()).ok()?;
        let (width, height) = (image.width(), image.height());
        if !(1..=LONGEST_SIDE).contains(&width) || !(1..=LONGEST_SIDE).contains(&height) || image.has_alpha()
        {
            return None;
        }
        let colours = match image.color_space() {
            ColorSpace::Gray => 1,
            ColorSpace::RGB => 3,
            ColorSpace::CMYK | ColorSpace::Unknown { .. } | ColorSpace::Icc { .. } => return None,
        };
        let mut context = DecoderContext::default();
        let decoded = image.decode(&mut context).ok()?;
        if decoded.components().len() != colours {
            return None;
        }
        let samples = Pixels(decoded.data_u8());
        let pixels = match colours {
            1 => samples.0.clone(),
            _ => samples.0.chunks_exact(colours).map(grey).collect(),
        };
        Self::new(width, height, pixels)
    }

    /// In pixels.
    pub fn width(&self) -> u32 {
        self.width
    }

    /// In pixels.
    pub fn height(&self) -> u32 {
        self.height
    }

    /// One byte for each pixel, row by row from the top, 0 black.
    pub fn pixels(&self) -> &[u8] {
        &self.pixels.0
    }
}

/// The brightness of red, green and blue (ITU-R BT.601).
fn grey(colours: &[u8]) -> u8 {
    let sum: u32 = colours
        .iter()
        .zip([299, 587, 114])
        .map(|(colour, weight)| u32::from(*colour) * weight)
        .sum();
    // At most 255 times 1000.
    (sum / 1000) as u8
}

impl std::fmt::Debug for Portrait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portrait")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const RAMP: &[u8] = include_bytes!("portrait/ramp.jp2");

    #[test]
    fn a_grey_picture_is_decoded_to_its_pixels() {
        let portrait = Portrait::decode(RAMP).unwrap();
        assert_eq!((portrait.width(), portrait.height()), (8, 6));
        assert!(
            portrait
                .pixels()
                .iter()
                .copied()
                .eq((0..48).map(|position| 5 * position))
        );
    }

    #[test]
    fn a_picture_without_its_container_is_decoded_too() {
        let start = RAMP
            .windows(4)
            .position(|bytes| bytes == [0xFF, 0x4F, 0xFF, 0x51])
            .unwrap();
        assert!(Portrait::decode(&RAMP[start..]) == Portrait::decode(RAMP));
    }

    #[test]
    fn colours_become_their_brightness() {
        let portrait = Portrait::decode(include_bytes!("portrait/colour.jp2")).unwrap();
        let first_of_each_row: Vec<u8> = portrait.pixels().iter().step_by(4).copied().collect();
        assert_eq!(first_of_each_row, [76, 149, 29, 255]);
    }

    #[test]
    fn a_picture_that_is_too_wide_is_not_decoded() {
        assert!(Portrait::decode(include_bytes!("portrait/wide.jp2")).is_some());
        assert!(Portrait::decode(include_bytes!("portrait/wider.jp2")).is_none());
    }

    #[test]
    fn rubbish_is_no_picture_and_makes_nobody_panic() {
        for rubbish in [
            &[][..],
            &[0x00; 64],
            &[0xFF; 64],
            b"\x00\x00\x00\x0CjP  \r\n\x87\n",
            b"\xFF\x4F\xFF\x51",
        ] {
            assert!(Portrait::decode(rubbish).is_none());
        }
        for position in 0..RAMP.len() {
            let _ = Portrait::decode(&RAMP[..position]);
            let mut changed = RAMP.to_vec();
            changed[position] ^= 0xFF;
            let _ = Portrait::decode(&changed);
        }
    }

    #[test]
    fn pixels_that_are_not_width_times_height_are_no_portrait() {
        assert!(Portrait::new(2, 2, vec![0; 4]).is_some());
        for (width, height, pixels) in [(2, 2, 3), (2, 2, 5), (0, 2, 0), (u32::MAX, u32::MAX, 1)] {
            assert!(Portrait::new(width, height, vec![0; pixels]).is_none());
        }
    }

    #[test]
    fn its_debug_shows_no_pixel() {
        assert_eq!(format!("{:?}", Portrait::new(1, 1, vec![7]).unwrap()), "Portrait");
    }
}
