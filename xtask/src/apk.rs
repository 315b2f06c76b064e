//! The Android app's APK, which lacks only the Rust library: made of the release sources and the Kotlin that was generated from
//! the library as it ships, and its rules for R8 tried with a visit.

use std::fs;

use crate::{
    bindings::{self, Language},
    cargo, cargo_behind_others, kotlin,
    kotlin::property,
    leaks::Run,
    root, target_folder,
};

/// Makes it, and tries the rules, against the stage at this address.
pub(crate) fn made_and_tried(run: &Run, stage: &str) -> bool {
    let library = bindings::shipped_library();
    let generated = target_folder().join("android/generated-release");
    // Of an earlier library there may be a file that this one has not.
    let _ = fs::remove_dir_all(&generated);
    let built = bindings::build_shipped_library(run.mark(&mut cargo_behind_others()))
        && bindings::generated(run.mark(&mut cargo()), Language::Kotlin, &library, &generated);
    built
        && kotlin::offline_first(|| {
            let mut maven = kotlin::maven(run, stage, &root().join("android/verify/pom.xml"));
            maven
                .arg(property("kyotaku.shipped.library", &library))
                .arg(property("kyotaku.shipped.generated", &generated))
                .arg(property("kyotaku.build", &target_folder().join("android")))
                // The tests are another step's.
                .args(["-DskipTests", "--projects", "apk", "--also-make", "verify"]);
            maven
        })
}
