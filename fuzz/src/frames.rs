//! The frames in which the software card is spoken to, over vpcd and over TCP.

use kyotaku_card::vpcd::fuzzing::{commands, frame};

/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    let found = commands(bytes);
    assert!(found.iter().map(|command| command.len() + 2).sum::<usize>() <= bytes.len());
    for command in &found {
        assert!(command.len() > 1, "a single byte is a control");
        let framed = frame(command).expect("what came in a frame fits into one");
        assert_eq!(commands(&framed), [command.clone()], "a frame did not come back");
    }
}
