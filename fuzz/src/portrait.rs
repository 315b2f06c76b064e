//! The portrait: JPEG 2000, decoded in the phone of whoever holds a card to it.

use kyotaku_core::card::fuzzing::portrait;

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    let Some(portrait) = portrait(bytes) else { return };
    assert!((1..=1024).contains(&portrait.width()) && (1..=1024).contains(&portrait.height()));
    assert_eq!(
        portrait.pixels().len() as u64,
        u64::from(portrait.width()) * u64::from(portrait.height())
    );
}
