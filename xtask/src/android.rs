//! The tests of the Android app: compiled and drawn on a JVM, where Robolectric stands for the phone, by the Maven build in
//! `android/verify`. Every visit of `scenarios/` goes through the app's screens there, into the real library.

use std::process::Command;

use crate::{
    bindings::{self, Language},
    cargo,
    kotlin::{self, property},
    leaks::Run,
    root, target_folder,
};

/// Generates the Kotlin, compiles the app and runs every test of it, against the stage at this address.
pub(crate) fn test(run: &Run, stage: &str) -> bool {
    generated(run) && kotlin::offline_first(|| maven_test(run, stage))
}

/// Builds the library and writes the Kotlin that calls it, where that is not done yet.
pub(crate) fn generated(run: &Run) -> bool {
    bindings::build_library(run.mark(&mut cargo()))
        && bindings::generate(Language::Kotlin, run.mark(&mut cargo()))
}

/// Maven's `test` on the app, against the stage at this address.
pub(crate) fn maven_test(run: &Run, stage: &str) -> Command {
    let mut command = kotlin::maven(run, stage, &root().join("android/verify/pom.xml"));
    command
        .arg(property("kyotaku.library", &bindings::library()))
        .arg(property("kyotaku.build", &target_folder().join("android")))
        .arg("test");
    command
}
