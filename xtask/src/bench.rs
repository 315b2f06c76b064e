//! `cargo xtask bench card|ffi|service|size`: measures, and prints tables. Nothing passes or fails by what comes out; docs/measurements.md
//! says what did, and on what machine.

mod card;
mod ffi;
mod service;
mod size;
mod symbols;

use std::{
    ffi::OsString,
    fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use crate::{
    cargo, misused,
    setup::{Purpose, prepare},
    target_folder,
};

/// The command.
pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
    if let [what, arguments @ ..] = arguments
        && what == "service"
    {
        let measured = prepare(Purpose::Build).then(|| service::measure(arguments));
        return measured.map_or(ExitCode::FAILURE, ended);
    }
    let (measure, purpose): (fn(&Path) -> io::Result<()>, _) = match arguments {
        // It needs the PC/SC stack, as the demo does.
        [what] if what == "card" => (card::measure, Purpose::Demo),
        [what] if what == "ffi" => (ffi::measure, Purpose::Build),
        [what] if what == "size" => (size::measure, Purpose::Build),
        _ => return misused("`bench` takes one of: card, ffi, service, size"),
    };
    if !prepare(purpose) {
        return ExitCode::FAILURE;
    }
    // Not among what the tests and the apps use: nothing of theirs is built or generated anew for it.
    let folder = target_folder().join("bench");
    ended(fs::create_dir_all(&folder).and_then(|()| measure(&folder)))
}

fn ended(measured: io::Result<()>) -> ExitCode {
    match measured {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("xtask: {why}");
            ExitCode::FAILURE
        }
    }
}

/// Builds the library as it ships, but with its symbols, and copies it to the folder.
///
/// `cargo build` would not do: a package that is a `lib` as well is left out of link-time optimisation.
fn release_library(folder: &Path, features: &[&str]) -> io::Result<PathBuf> {
    let mut command = cargo();
    command.args(["rustc", "--release", "--package", "kyotaku-bindings", "--lib"]);
    command.args(["--crate-type", "cdylib", "--features", &features.join(",")]);
    command.args(["--", "-C", "strip=none"]);
    succeed(command.status()?.success(), "the library does not build")?;
    let library = folder.join("libkyotaku_bindings.so");
    fs::copy(target_folder().join("release/libkyotaku_bindings.so"), &library)?;
    Ok(library)
}

fn succeed(well: bool, why: &str) -> io::Result<()> {
    if well { Ok(()) } else { Err(io::Error::other(why)) }
}
