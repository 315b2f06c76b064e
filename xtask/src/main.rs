//! `cargo xtask`: the commands of the README, each with all of its own set-up.
//!
//! - [`android`]: the tests of the Android app, on a JVM.
//! - [`apk`]: the Android app's APK, and whether R8 leaves it what it needs.
//! - [`api_tester`]: the service, asked whatever its OpenAPI document allows, by schemathesis.
//! - [`demo`]: runs `kyotaku demo`.
//! - [`mod@test`]: every check of the repository, in one run; [`mod@step`] is one of them.
//! - [`mod@bench`]: measures what a tap costs at the card, what a press costs on the JVM, how large the library is, and what
//!   the service can do in a second.
//! - [`fuzz`]: runs the fuzz targets, long or a fixed number of times.
//! - [`bindings`]: writes the Kotlin and the Swift by which the core is called.
//! - [`cache`]: where it is kept what is set up once.
//! - [`setup`]: what both need from the system, and how they get it; [`packages`] is the list.
//! - [`kotlin`]: the tests in Kotlin, on a JVM; [`stage`] is what they and Swift's play on.
//! - [`swift`]: a Swift toolchain, and commands that run in it.
//! - [`pages`]: the tests of the service's pages, in Chromium.
//! - [`screens`]: draws every screen of the Android app into `docs/screens`.
//! - [`house_rules`]: the rules that no other tool checks.
//! - [`no_software_card`]: whether the library that ships is without a software card.
//! - `two_builds`: whether the Android app's two builds name the same versions.
//! - [`leaks`]: whether a run left something behind.

// Talking to whoever started it is this program's job.
#![allow(clippy::print_stdout, clippy::print_stderr)]

mod android;
mod api_tester;
mod apk;
mod bench;
mod bindings;
mod cache;
mod demo;
mod fuzz;
mod house_rules;
mod kotlin;
mod leaks;
mod no_software_card;
mod packages;
mod pages;
mod programs;
mod screens;
mod setup;
mod stage;
mod step;
// Until a command uses it.
#[allow(dead_code)]
mod swift;
mod test;
#[cfg(test)]
mod two_builds;

use std::{env, ffi::OsString, path::PathBuf, process::Command, process::ExitCode};

const HELP: &str = "\
Usage: cargo xtask <command>

Commands:
  demo [arguments]  Sets up what is missing, builds, and runs `kyotaku demo` with the arguments.
  test              Sets up what is missing, and runs every check: house rules, formatting, clippy
                    with warnings as errors, every test, documentation, and that nothing is left behind.
  test shells       Of these, what is checked from outside of Rust: Kotlin, Swift, the apps, the pages.
  bindings kotlin|swift
                    Writes the code by which that language calls the core to bindings/<language>/generated,
                    which git ignores.
  bench card|ffi|service|size
                    Measures, and prints tables: what a tap costs at the card, ours and other programs'; or, of
                    the library as it ships, what a press costs on the JVM, or how large it is and of what;
                    or what the service can do in a second, next to its database alone, on SQLite and
                    PostgreSQL: `service --short` shows that it works, `service --registrations NUMBER` says
                    how many are in the register that is audited.
  fuzz [target] [seconds]
                    Runs the fuzz targets of fuzz/, one or all, for so long in all (600 s). `test` runs each
                    a fixed number of times.
  screens           Draws every screen of the Android app into docs/screens, with a page that shows them.
  help              This text.

Both install what they need from Debian's packages where they may (as root, or with a sudo that asks
for no password). Where they may not, they print the one line to run.

Exit codes: 0 all is well; 1 a check failed or something is missing; 2 the command is not one of
these. `demo` ends with the exit code of `kyotaku demo`.
";

fn main() -> ExitCode {
    let mut arguments = env::args_os().skip(1);
    let command = arguments.next();
    let rest: Vec<OsString> = arguments.collect();
    match command
        .as_ref()
        .map(|command| command.to_string_lossy())
        .as_deref()
    {
        None | Some("help" | "--help" | "-h") => {
            print!("{HELP}");
            ExitCode::SUCCESS
        }
        Some("demo") => demo::run(&rest),
        Some("bench") => bench::run(&rest),
        Some("bindings") => bindings::run(&rest),
        Some("fuzz") => fuzz::run(&rest),
        Some("screens") if rest.is_empty() => screens::run(),
        Some("screens") => misused("`screens` takes no arguments: it draws them all"),
        Some("test") if rest.is_empty() => test::run(),
        Some("test") if rest == ["shells"] => test::run_shells(),
        Some("test") => {
            misused("`test` takes no arguments but `shells`: it is every check, or those of the shells")
        }
        Some(other) => misused(&format!("there is no command `{other}`")),
    }
}

fn misused(why: &str) -> ExitCode {
    eprintln!("xtask: {why}\n\n{HELP}");
    ExitCode::from(2)
}

/// The cargo that runs us, in the workspace's root.
fn cargo() -> Command {
    in_the_root(Command::new(program()))
}

/// The same for what only computes: beside it run tests in which somebody waits for an answer, and not for ever.
fn cargo_behind_others() -> Command {
    let mut nice = Command::new("nice");
    nice.args(["-n", "10"]).arg(program());
    in_the_root(nice)
}

fn program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}

fn in_the_root(mut cargo: Command) -> Command {
    cargo.current_dir(root());
    // What cargo told us of ourselves is not for others: ring compiles anew whenever it sees these change.
    for (name, _) in env::vars_os() {
        let text = name.to_string_lossy();
        if text.starts_with("CARGO_PKG_") || text.starts_with("CARGO_MANIFEST_") {
            cargo.env_remove(&name);
        }
    }
    cargo
}

/// Runs a command of cargo's. Whether it ended well; if it could not start, that is said.
fn succeeded(cargo: &mut Command) -> bool {
    match cargo.status() {
        Ok(status) => status.success(),
        Err(error) => {
            eprintln!("xtask: cargo cannot be started: {error}");
            false
        }
    }
}

/// Where cargo builds to.
fn target_folder() -> PathBuf {
    env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), |folder| root().join(folder))
}

/// The workspace's root: the folder above the one that cargo says is ours.
fn root() -> PathBuf {
    let ours = env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
    let root = ours.and_then(|folder| folder.parent().map(PathBuf::from));
    root.unwrap_or_else(|| ".".into())
}
