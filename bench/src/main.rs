//! What a tap costs, counted at the card: ours and other people's programs, in one run, on the same software card, through
//! the same PC/SC stack (pcscd and vpcd). `cargo xtask bench card` runs it; docs/measurements.md keeps what it printed.
//!
//! Everybody does the same task: the PIN, the user-authentication certificate, a signature over one challenge. That they
//! did is checked: the certificate must be the card's, and, as RSASSA-PKCS1-v1_5 is deterministic, all signatures must be the
//! same bytes. What each program asks beyond that is its own affair, and is counted.
//!
//! - [`contender`]: who takes part, and what each has to bring.
//! - [`ours`], [`peers`], [`opensc`]: how each does it.
//! - [`field`]: what that would take in the field, by a model whose every number is named there.
//! - [`table`]: how it is printed.

// Printing is this program's job.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod contender;
mod field;
mod opensc;
mod ours;
mod peers;
mod table;

use std::{error::Error, process::ExitCode};

use kyotaku_card::pcscd::Stack;

/// Whatever went wrong, in words: nobody has to tell one failure from another here.
type Failure = Box<dyn Error + Send + Sync>;

fn main() -> ExitCode {
    match measured() {
        Ok(tables) => {
            println!("{tables}");
            ExitCode::SUCCESS
        }
        Err(why) => {
            eprintln!("kyotaku-bench: {why}");
            ExitCode::FAILURE
        }
    }
}

fn measured() -> Result<String, Failure> {
    let stack =
        Stack::take(|| eprintln!("kyotaku-bench: waiting for the PC/SC stack, which somebody else has"))?;
    let mut lines = Vec::new();
    for contender in contender::all() {
        eprintln!("kyotaku-bench: {}", contender.name);
        lines.push(contender.measured(&stack)?);
    }
    contender::did_the_same(&lines)?;
    Ok(table::of(&lines))
}
