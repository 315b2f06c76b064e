//! `cargo xtask fuzz`: builds the fuzz targets of `fuzz/`, and runs them: long, or, as a step of the tests, a fixed number
//! of times.
//!
//! It takes no nightly compiler: what cargo-fuzz passes to rustc for coverage is stable; only its address sanitizer is
//! not, and there is no unsafe code of ours for it to look at. libFuzzer is C++, which the system's compiler builds.

use std::{
    ffi::OsString,
    fs, io,
    path::PathBuf,
    process::{Command, ExitCode, Stdio},
    time::Duration,
};

use crate::{
    cargo_behind_others,
    leaks::Run,
    misused, root,
    setup::{Purpose, prepare},
    succeeded, target_folder,
};

/// How long a run over all targets takes unless told otherwise.
const LONG: Duration = Duration::from_secs(600);

/// Runs of each target as a step of the tests, beyond its corpus: fixed, as is the seed, so that each run does the same.
const RUNS: u32 = 20_000;
/// Targets of which one run takes longer, and how often they are run.
const FEWER_RUNS: &[(&str, u32)] = &[("card_commands", 3_000)];

/// Counters for what an input reaches, and comparisons to guess from: what cargo-fuzz passes, but for the sanitizer.
const FLAGS: &str = "--cfg fuzzing -Cpasses=sancov-module -Cllvm-args=-sanitizer-coverage-level=4 \
                     -Cllvm-args=-sanitizer-coverage-inline-8bit-counters \
                     -Cllvm-args=-sanitizer-coverage-pc-table \
                     -Cllvm-args=-sanitizer-coverage-trace-compares -Ccodegen-units=1";

/// The command: `fuzz [target] [seconds]`.
pub(crate) fn run(arguments: &[OsString]) -> ExitCode {
    let targets = match targets() {
        Ok(targets) => targets,
        Err(error) => return failed(&format!("fuzz/fuzz_targets cannot be read: {error}")),
    };
    let Some((chosen, time)) = chosen(arguments, &targets) else {
        return misused(&format!(
            "`fuzz` takes a target ({}) and seconds, or one of them",
            targets.join(", ")
        ));
    };
    if !prepare(Purpose::Build) || !build(None) {
        return ExitCode::FAILURE;
    }
    let each = time / u32::try_from(chosen.len()).unwrap_or(1);
    for target in chosen {
        eprintln!("xtask: {target}, for {} s", each.as_secs());
        match long(target, each) {
            Ok(true) => {}
            Ok(false) => {
                return failed(&format!(
                    "{target}: the input is in {}",
                    of(target, "found").display()
                ));
            }
            Err(error) => return failed(&format!("{target} cannot be run: {error}")),
        }
    }
    ExitCode::SUCCESS
}

/// The step of the tests: every target's corpus, and then a fixed number of runs.
pub(crate) fn bounded(run: &Run) -> bool {
    let targets = match targets() {
        Ok(targets) if !targets.is_empty() => targets,
        Ok(_) => {
            eprintln!("there are no fuzz targets");
            return false;
        }
        Err(error) => {
            eprintln!("fuzz/fuzz_targets cannot be read: {error}");
            return false;
        }
    };
    build(Some(run)) && targets.iter().all(|target| stands(run, target))
}

/// Whether a target stands its corpus and its runs. If not, what libFuzzer said of it is shown.
fn stands(run: &Run, target: &str) -> bool {
    let runs = FEWER_RUNS
        .iter()
        .find_map(|&(slow, runs)| (slow == target).then_some(runs))
        .unwrap_or(RUNS);
    let bounded = || {
        // What it finds worth keeping goes here: the corpus of the tree stays as it is.
        let kept = run.temporary().join(format!("fuzz-{target}"));
        fs::create_dir_all(&kept)?;
        let mut command = command(target)?;
        command
            .args([
                format!("-runs={runs}"),
                "-seed=1".to_owned(),
                "-reload=0".to_owned(),
            ])
            .arg(&kept)
            .arg(root().join("fuzz/corpus").join(target));
        let output = run.mark(&mut command).output();
        fs::remove_dir_all(&kept)?;
        output
    };
    match bounded() {
        Ok(output) => {
            let said = String::from_utf8_lossy(&output.stderr);
            if output.status.success() {
                eprintln!("{target}: {}", said.lines().last().unwrap_or_default());
            } else {
                eprintln!(
                    "{target}:\n{said}\nThe input is in {}",
                    of(target, "found").display()
                );
            }
            output.status.success()
        }
        Err(error) => {
            eprintln!("{target} cannot be run: {error}");
            false
        }
    }
}

/// Runs a target for so long. What it finds worth keeping goes to a folder of the build, beside which the tree's corpus
/// is only read.
fn long(target: &str, time: Duration) -> io::Result<bool> {
    let kept = of(target, "kept");
    fs::create_dir_all(&kept)?;
    let status = command(target)?
        .args([
            format!("-max_total_time={}", time.as_secs().max(1)),
            "-print_final_stats=1".to_owned(),
        ])
        .arg(&kept)
        .arg(root().join("fuzz/corpus").join(target))
        .status()?;
    Ok(status.success())
}

/// libFuzzer with a target, without a corpus. An input that breaks something is written to its folder `found`.
fn command(target: &str) -> io::Result<Command> {
    let found = of(target, "found");
    fs::create_dir_all(&found)?;
    fs::create_dir_all(root().join("fuzz/corpus").join(target))?;
    let program = folder().join(host()?).join("release").join(target);
    let mut command = Command::new(program);
    command.stdin(Stdio::null()).args([
        // A frame holds 65,535 bytes; what is worth finding is found in less.
        "-max_len=4096".to_owned(),
        format!("-artifact_prefix={}/", found.display()),
    ]);
    Ok(command)
}

/// Builds every target.
fn build(run: Option<&Run>) -> bool {
    let Ok(host) = host() else {
        eprintln!("xtask: rustc does not say for what it builds");
        return false;
    };
    let mut command = cargo_behind_others();
    command.args([
        "build",
        "--release",
        "--locked",
        "--manifest-path",
        "fuzz/Cargo.toml",
    ]);
    // Named, so that the flags are for what runs, and not for what runs while it is built.
    command.args(["--target", &host]);
    command.env("CARGO_TARGET_DIR", folder()).env("RUSTFLAGS", FLAGS);
    command.env_remove("CARGO_ENCODED_RUSTFLAGS");
    succeeded(match run {
        Some(run) => run.mark(&mut command),
        None => &mut command,
    })
}

/// The names of the targets, in order: each is a file.
fn targets() -> io::Result<Vec<String>> {
    let mut targets = Vec::new();
    for entry in fs::read_dir(root().join("fuzz/fuzz_targets"))? {
        let name = entry?.file_name();
        targets.extend(name.to_string_lossy().strip_suffix(".rs").map(str::to_owned));
    }
    targets.sort();
    Ok(targets)
}

/// Which targets are meant, and how long to run in all; `None` if an argument is neither a target nor a number.
fn chosen<'a>(arguments: &[OsString], targets: &'a [String]) -> Option<(Vec<&'a str>, Duration)> {
    let mut chosen: Vec<&str> = targets.iter().map(String::as_str).collect();
    let mut time = LONG;
    let arguments: Option<Vec<&str>> = arguments.iter().map(|argument| argument.to_str()).collect();
    let seconds = |text: &str| text.parse().ok().map(Duration::from_secs);
    match arguments?.as_slice() {
        [] => {}
        [one] => match seconds(one) {
            Some(told) => time = told,
            None => chosen.retain(|target| target == one),
        },
        [target, told] => {
            chosen.retain(|candidate| candidate == target);
            time = seconds(told)?;
        }
        _ => return None,
    }
    (!chosen.is_empty()).then_some((chosen, time))
}

/// Where it builds to, apart from everything else: the flags differ.
fn folder() -> PathBuf {
    target_folder().join("fuzz")
}

/// A folder of a target's, for what comes of its runs.
fn of(target: &str, what: &str) -> PathBuf {
    folder().join(what).join(target)
}

/// The triple that rustc builds for if nobody says otherwise.
fn host() -> io::Result<String> {
    let output = Command::new("rustc").arg("-vV").output()?;
    let said = String::from_utf8_lossy(&output.stdout);
    let host = said.lines().find_map(|line| line.strip_prefix("host: "));
    host.map(str::to_owned)
        .ok_or_else(|| io::Error::other("rustc names no host"))
}

fn failed(why: &str) -> ExitCode {
    eprintln!("xtask: {why}");
    ExitCode::FAILURE
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(arguments: &[&str]) -> Option<(Vec<String>, u64)> {
        let targets = ["frame".to_owned(), "tap".to_owned()];
        let arguments: Vec<OsString> = arguments.iter().map(OsString::from).collect();
        let (targets, time) = chosen(&arguments, &targets)?;
        Some((targets.into_iter().map(str::to_owned).collect(), time.as_secs()))
    }

    fn both(seconds: u64) -> Option<(Vec<String>, u64)> {
        Some((vec!["frame".to_owned(), "tap".to_owned()], seconds))
    }

    #[test]
    fn without_a_target_all_share_the_time() {
        assert_eq!(of(&[]), both(600));
        assert_eq!(of(&["60"]), both(60));
    }

    #[test]
    fn a_target_may_be_named_with_or_without_its_time() {
        assert_eq!(of(&["tap"]), Some((vec!["tap".to_owned()], 600)));
        assert_eq!(of(&["tap", "5"]), Some((vec!["tap".to_owned()], 5)));
    }

    #[test]
    fn what_is_neither_a_target_nor_a_time_is_refused() {
        assert_eq!(of(&["tape"]), None);
        assert_eq!(of(&["tape", "5"]), None);
        assert_eq!(of(&["tap", "long"]), None);
        assert_eq!(of(&["tap", "5", "6"]), None);
    }

    #[test]
    fn a_target_that_is_run_less_often_is_one_there_is() {
        let targets = targets().unwrap();
        for (slow, _) in FEWER_RUNS {
            assert!(targets.iter().any(|target| target == slow), "{slow}");
        }
    }
}
