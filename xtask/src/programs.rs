//! What the shells are tested with, where that is built before they begin: the stage, the service, the library and its generator. Beside
//! Rust's tests none of it can be built: one cargo waits until the other's has compiled, compiles the same for another choice of features,
//! and puts its library where the other's was.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::Command,
};

use crate::{bindings, cargo, leaks::Run, succeeded, target_folder};

const FOLDER: &str = "KYOTAKU_XTASK_PROGRAMS";
/// Programs that Rust's tests start, too: they are there as soon as those are compiled.
const OF_THE_TESTS: [&str; 2] = ["kyotaku-stage", "kyotaku"];

/// The file of this name, if it was built before; nothing if it is still to be built.
pub(crate) fn built(name: &str) -> Option<PathBuf> {
    env::var_os(FOLDER).map(|folder| Path::new(&folder).join(name))
}

/// The program of a package that has one, of the same name: as it was built before, or else built now. If there is none, cargo has said why.
pub(crate) fn program(run: &Run, package: &str) -> Option<PathBuf> {
    built(package).or_else(|| {
        succeeded(run.mark(cargo().args(["build", "--package", package])))
            .then(|| target_folder().join("debug").join(package))
    })
}

/// Builds what is missing, when Rust's tests are compiled and nothing else is, and puts all of it into this folder.
pub(crate) fn put_aside(run: &Run, folder: &Path) -> bool {
    let generator = succeeded(run.mark(cargo().args(["build", "--package", bindings::GENERATOR])));
    let from = target_folder().join("debug");
    let aside = |name: &str| fs::copy(from.join(name), folder.join(name)).map(drop);
    let copied = || -> io::Result<()> {
        fs::create_dir_all(folder)?;
        OF_THE_TESTS.into_iter().try_for_each(aside)
    };
    // The tests' library has other features: it is taken when ours has taken its place.
    generator
        && succeeded_in(copied())
        && bindings::build_library(run.mark(&mut cargo()))
        && succeeded_in(
            [bindings::GENERATOR, bindings::LIBRARY]
                .into_iter()
                .try_for_each(aside),
        )
}

/// Tells a program where it all is.
pub(crate) fn told<'a>(command: &'a mut Command, folder: &Path) -> &'a mut Command {
    command.env(FOLDER, folder)
}

fn succeeded_in(outcome: io::Result<()>) -> bool {
    outcome
        .inspect_err(|error| eprintln!("xtask: what the shells need cannot be put aside: {error}"))
        .is_ok()
}
