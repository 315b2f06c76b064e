//! The record of the surface application, as a card may have it.

use kyotaku_core::card::fuzzing::{surface_lengths, surface_record};

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    for length in surface_lengths(bytes).into_iter().flatten() {
        assert!((3..=0x8000).contains(&length));
    }
    let Some((holder, portrait)) = surface_record(bytes) else {
        return;
    };
    // What is taken from it stands in it.
    assert_eq!(
        surface_lengths(bytes)[0],
        Some(bytes.len()),
        "a record of another length than it announces"
    );
    assert!(holder.len() + portrait.len() < bytes.len());
    assert!(
        bytes
            .windows(portrait.len().max(1))
            .any(|window| window == portrait)
            || portrait.is_empty()
    );
    assert!(
        surface_record(&bytes[..bytes.len() - 1]).is_none(),
        "a record that is cut is none"
    );
}
