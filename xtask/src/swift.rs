//! Swift on a machine whose Debian is too old for it, or any other Debian: Debian trixie packages Swift 6.0.3.
//! It lives in a *root* of its own, a folder with a whole small Debian system, made once from the mirror that this
//! machine's apt uses, and kept in a cache folder outside the checkout. A command runs in it with the checkout's
//! folders under their own paths.
//!
//! - [`place`]: where the root is, and whether it is whole.
//! - [`recipe`]: what is put into it.
//! - [`making`]: how it is made, by one run at a time; [`mirror`] is where from.
//! - [`inside`]: how a command runs in it, and why nothing stays behind.
//! - [`package`]: the tests in Swift, run in it.
//! - [`privilege`]: both need root's rights, or a sudo that asks for no password.
//!
//! Namespaces, mounts and chroot are system calls for which Rust needs a crate or `unsafe`, and under sudo they have
//! to be another process anyway. So what acts as root is three short scripts, beside this file and part of
//! xtask's binary; what is decided (where, when, with what) is Rust.

mod inside;
mod making;
mod mirror;
mod package;
mod place;
mod privilege;
mod recipe;

use std::{path::Path, process::Command};

pub(crate) use package::test;
use place::Place;
use privilege::Privilege;

/// Makes sure that Swift is there. Otherwise it has said in one line what is missing, and returns `false`.
pub(crate) fn prepare() -> bool {
    match whole() {
        Ok(()) => true,
        Err(why) => {
            eprintln!("xtask: no Swift: {why}");
            false
        }
    }
}

fn whole() -> Result<(), String> {
    let place = Place::of_this_user()?;
    let privilege = Privilege::of_this_user()?;
    inside::try_out(privilege)?;
    making::make_if_missing(&place, privilege)
}

/// What runs a command in the Swift root: its program, arguments, folder, and the variables that were set on it (no
/// others). The folders, and the one that it runs in, are seen inside under their own paths and can be written to;
/// everything else is the root's, read-only, or is gone when the command ends.
///
/// It ends with the command's own exit code, and everything that the command started ends with it; so does all of it if
/// xtask ends, in whatever way. Its standard input is empty.
pub(crate) fn command(native: &Command, folders: &[&Path]) -> Result<Command, String> {
    let place = Place::of_this_user()?;
    Ok(inside::command(
        Privilege::of_this_user()?,
        place.root(),
        native,
        folders,
    ))
}
