//! The tests in Swift: the generated code with the real library, and the iPhone app on top of them, built and run by Swift's own
//! package manager.

use std::process::Command;

use crate::{
    bindings::{self, Language},
    cargo,
    leaks::Run,
    root, succeeded, target_folder,
};

/// A Swift package: its folder, what of it is linted, and the folder below the target folder that it is built in.
struct Package {
    folder: &'static str,
    linted: &'static [&'static str],
    built: &'static str,
}

/// Each is built in a folder of its own, and so the core's code twice: the package manager keeps one package's products in a
/// folder. That costs about ten seconds of processor time, once.
const PACKAGES: [Package; 2] = [
    Package {
        folder: "bindings/swift",
        linted: &["Package.swift", "Sources", "Tests"],
        built: "swift",
    },
    Package {
        folder: "ios",
        linted: &["Package.swift", "App", "Sources", "Stubs", "Tests"],
        built: "swift-ios",
    },
];

/// Generates the Swift, compiles it and runs every test of it, against the stage at this address.
pub(crate) fn test(run: &Run, stage: &str) -> bool {
    if !bindings::build_library(run.mark(&mut cargo()))
        || !bindings::generate(Language::Swift, run.mark(&mut cargo()))
    {
        return false;
    }
    // What is linted is linted first: it takes a second, and the tests a minute.
    PACKAGES.iter().all(|package| linted(package, run))
        && PACKAGES.iter().all(|package| tested(package, run, stage))
}

fn linted(package: &Package, run: &Run) -> bool {
    let mut formatting = Command::new("swift");
    formatting.args(["format", "lint", "--strict", "--recursive"]);
    formatting.args(package.linted);
    succeeds(&mut formatting, package, run)
}

fn tested(package: &Package, run: &Run, stage: &str) -> bool {
    let library = bindings::library();
    let built = target_folder();
    let libraries = library.parent().unwrap_or(&built);
    let mut tests = Command::new("swift");
    tests
        .args(["test", "--disable-swift-testing", "--build-path"])
        .arg(built.join(package.built))
        .args(["-Xlinker", "-L"])
        .args(["-Xlinker".as_ref(), libraries.as_os_str()])
        // Debian's Swift 6.0.3 has an undefined symbol in its Observation library.
        .args(["-Xlinker", "--allow-shlib-undefined"])
        .env("LD_LIBRARY_PATH", libraries)
        .env("KYOTAKU_STAGE", stage);
    succeeds(&mut tests, package, run)
}

/// Whether a command of Swift's succeeds in a package's folder.
fn succeeds(swift: &mut Command, package: &Package, run: &Run) -> bool {
    let root = root();
    // Swift's package manager leaves temporary files behind. In the Swift root's own folder for them they are gone when it
    // ends.
    let native = run
        .mark(swift.current_dir(root.join(package.folder)))
        .env_remove("TMPDIR");
    match super::command(native, &[&root, &target_folder()]) {
        Ok(mut command) => succeeded(run.mark(&mut command)),
        Err(why) => {
            eprintln!("xtask: Swift's tests cannot be run: {why}");
            false
        }
    }
}
