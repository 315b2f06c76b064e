//! The portrait (顔写真) that a card holds, as grey pixels, for staff to compare. It is never stored and never sent.

use std::sync::Arc;

use hayro_jpeg2000::{ColorSpace, DecodeSettings, DecoderContext, Image};
use zeroize::{Zeroize, ZeroizeOnDrop};

/// The most pixels that a portrait may have in either direction. How many the cards' have, the sources do not say `[?]`;
/// printed, it is 2 cm wide.
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
    pub(super) fn decode(jpeg_2000: &[u8]) -> Option<Self> {
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
