//! Whether the library as it ships is without the software card over TCP, which is for phone emulators and simulators: an
//! app in the field must have no way to be shown a card that is none.
//!
//! It is compiled in debug builds only (`core/src/card/tcp.rs`). Read in the bytes of both libraries, so that it is true
//! of what ships and not only of what the code says; and that the debug library has it shows that looking finds it.

use std::{fs, io, path::Path};

use crate::{bindings, cargo, cargo_behind_others, leaks::Run};

/// What the reader over TCP says of itself.
const MARK: &[u8] = b"kyotaku software card over TCP";

/// The check. It has said what is wrong if it returns `false`.
pub(crate) fn in_what_ships(run: &Run) -> bool {
    if !bindings::build_library(run.mark(&mut cargo())) {
        return false;
    }
    if !bindings::build_shipped_library(run.mark(&mut cargo_behind_others())) {
        return false;
    }
    match (
        has_mark(&bindings::library()),
        has_mark(&bindings::shipped_library()),
    ) {
        (Ok(true), Ok(false)) => true,
        (Ok(false), Ok(_)) => {
            eprintln!(
                "the debug library does not say that it has a software card: this check would find none"
            );
            false
        }
        (Ok(true), Ok(true)) => {
            eprintln!("the library that ships has a software card in it");
            false
        }
        (Err(error), _) | (_, Err(error)) => {
            eprintln!("a library cannot be read: {error}");
            false
        }
    }
}

fn has_mark(library: &Path) -> io::Result<bool> {
    Ok(holds(&fs::read(library)?, MARK))
}

fn holds(bytes: &[u8], mark: &[u8]) -> bool {
    bytes.windows(mark.len()).any(|window| window == mark)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mark_is_found_wherever_it_stands_and_only_whole() {
        let library = [&[0; 100][..], MARK, &[0xFF; 3]].concat();
        assert!(holds(&library, MARK));
        assert!(holds(MARK, MARK));
        assert!(!holds(&MARK[1..], MARK));
        assert!(!holds(&library[..100 + MARK.len() - 1], MARK));
        assert!(!holds(&[], MARK));
    }
}
