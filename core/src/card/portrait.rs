//! The portrait (顔写真) that a card holds, as grey pixels, for staff to compare. It is never stored and never sent.

use std::sync::Arc;

use zeroize::{Zeroize, ZeroizeOnDrop};

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

impl std::fmt::Debug for Portrait {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Portrait")
    }
}
