//! For the fuzz targets in `fuzz/`, and compiled for nobody else.

use super::SoftCard;

impl SoftCard {
    /// The card as it was made, in memory, without power. Issuing another would cost every run a signature.
    pub fn copied(&self) -> Self {
        Self::with_contents(self.contents.clone(), None)
    }
}
