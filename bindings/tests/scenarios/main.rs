//! `scenarios/` played through the public face of the bindings: every visit of `scenarios/visits` and every case of
//! `scenarios/consent.json`, against the real service, as `scenarios/README.md` says. The Kotlin and the Swift runner play
//! the same files.
//!
//! - [`load`]: the files, read strictly. [`consent`]: a case of the table as a whole visit.
//! - [`reading`]: the lines that a person reads, and the labels that can be pressed.
//! - [`actor`]: one visit with a scene of its own: presses what its views hold; [`scene_reader`]: the reader that it
//!   brings. [`judge`]: what a step asks of a screen.
//! - [`runner`]: a visit from its first step to what is registered, and many of them side by side.
//! - `rules`: what holds of the files themselves. `failing`: the runner can fail, and says where.

mod actor;
mod consent;
mod failing;
mod judge;
mod load;
mod reading;
mod rules;
mod runner;
mod scene_reader;

use std::path::{Path, PathBuf};

fn scenarios() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../scenarios")
}

#[tokio::test(flavor = "multi_thread")]
async fn every_visit_goes_as_it_is_written() {
    let visits = load::folder(&scenarios().join("visits")).unwrap_or_else(|why| panic!("{why}"));
    runner::play_all(visits).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn every_case_of_the_table_goes_as_a_whole_visit() {
    let visits = consent::file(&scenarios().join("consent.json")).unwrap_or_else(|why| panic!("{why}"));
    runner::play_all(visits).await;
}
