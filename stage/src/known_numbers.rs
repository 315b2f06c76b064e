//! The random numbers of a scene's service: the same in every scene, in the order in which they are asked for, so that a
//! registration number or a 控え番号 on a screen is known beforehand, as its days and times are.

use std::sync::atomic::{AtomicU64, Ordering};

use kyotaku_service::{
    ports::{RandomSource, RandomUnavailable},
    splitmix64,
};

/// Gives bytes that look like chance and are the same in every run ([`splitmix64`] from 0 on).
#[derive(Debug, Default)]
pub struct KnownNumbers(AtomicU64);

impl RandomSource for KnownNumbers {
    fn fill(&self, bytes: &mut [u8]) -> Result<(), RandomUnavailable> {
        for chunk in bytes.chunks_mut(8) {
            let mixed = splitmix64::at(self.0.fetch_add(1, Ordering::Relaxed)).to_be_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_numbers_are_the_same_in_every_scene_and_no_two_of_one_are_alike() {
        let draw = || {
            let numbers = KnownNumbers::default();
            (0..1_000)
                .map(|_| {
                    let mut bytes = [0; 16];
                    numbers.fill(&mut bytes).unwrap();
                    bytes
                })
                .collect::<Vec<_>>()
        };
        let mut drawn = draw();
        assert_eq!(drawn, draw());
        drawn.sort_unstable();
        drawn.dedup();
        assert_eq!(drawn.len(), 1_000);
    }

    #[test]
    fn the_first_is_that_of_splitmix64_from_0() {
        let mut bytes = [0; 8];
        KnownNumbers::default().fill(&mut bytes).unwrap();
        assert_eq!(bytes, 0xe220_a839_7b1d_cdaf_u64.to_be_bytes());
    }

    #[test]
    fn a_length_that_is_no_multiple_of_8_is_filled_to_its_end() {
        let mut bytes = [0; 11];
        KnownNumbers::default().fill(&mut bytes).unwrap();
        assert_ne!(bytes[8..], [0; 3]);
    }
}
