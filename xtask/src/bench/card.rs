//! `cargo xtask bench card`: what a tap costs at the card, ours and other programs', on one PC/SC stack.
//!
//! The program that measures is a workspace of its own (`bench/`), so that nothing else builds the peers' crates.

use std::{io, path::Path};

use super::succeed;
use crate::{cargo, target_folder};

/// Builds the program, and runs it: it prints the table.
pub(crate) fn measure(_folder: &Path) -> io::Result<()> {
    let mut command = cargo();
    command.args([
        "run",
        "--quiet",
        "--locked",
        "--manifest-path",
        "bench/Cargo.toml",
    ]);
    // With the workspace: `cargo xtask test` looks it over there, and what is the same is built once.
    command.env("CARGO_TARGET_DIR", target_folder());
    succeed(command.status()?.success(), "the taps were not measured")
}
