//! `cargo xtask test`: every check. First what concerns the sources; then two lanes side by side, each up to the first
//! check in it that fails: what is Rust, and the shells. Both wait for much of their time (for limits of the core's own,
//! for databases, for cards that do not come), so that together they take little longer than the longer one.

use std::{
    env,
    fs::{self, File},
    io,
    path::{Path, PathBuf},
    process::{Child, Command, ExitCode, Stdio},
    time::Instant,
};

use crate::{
    android, api_tester, apk, cargo, cargo_behind_others, fuzz, house_rules, kotlin,
    leaks::Run,
    no_software_card,
    packages::PACKAGES,
    pages, programs, root,
    setup::{Purpose, prepare},
    stage::Stage,
    step::{seconds, step},
    succeeded, swift, target_folder,
};

/// Runs every check.
pub(crate) fn run() -> ExitCode {
    judged(checks)
}

/// Runs the checks of the shells alone, with their set-up.
pub(crate) fn run_shells() -> ExitCode {
    judged(|| {
        step("set-up", set_up)?;
        let run = begun()?;
        shells(&run)?;
        step("nothing left behind", || all_well(run.left_behind()))
    })
}

fn judged(checks: fn() -> Result<(), &'static str>) -> ExitCode {
    let start = Instant::now();
    match checks() {
        Ok(()) => {
            eprintln!("xtask test: all checks passed in {}", seconds(start.elapsed()));
            ExitCode::SUCCESS
        }
        Err(failed) => {
            eprintln!("xtask test: FAILED: {failed}, after {}", seconds(start.elapsed()));
            ExitCode::FAILURE
        }
    }
}

/// The error is the name of the check that failed; why stands above it.
fn checks() -> Result<(), &'static str> {
    step("set-up", set_up)?;
    step("house rules", || all_well(house_rules::broken(&root())))?;

    let run = begun()?;
    let cargo_step = |name, mut command: Command, arguments: &str| {
        step(name, || {
            command
                .args(arguments.split_whitespace())
                .env("RUSTDOCFLAGS", "-D warnings");
            succeeded(run.mark(&mut command))
        })
    };
    cargo_step("formatting", cargo(), "fmt --all --check")?;
    cargo_step(
        "clippy",
        cargo(),
        "clippy --workspace --all-targets --all-features -- -D warnings",
    )?;
    // The workspaces of their own. What only the fuzzing's flags let compile is compiled by the fuzzing itself.
    step("formatting of bench and fuzz, clippy of bench", || {
        let formatted = |manifest| {
            let mut fmt = cargo();
            fmt.args(["fmt", "--check", "--manifest-path", manifest]);
            succeeded(run.mark(&mut fmt))
        };
        let mut clippy = cargo();
        clippy.args([
            "clippy",
            "--locked",
            "--all-targets",
            "--manifest-path",
            "bench/Cargo.toml",
        ]);
        clippy
            .args(["--", "-D", "warnings"])
            .env("CARGO_TARGET_DIR", target_folder());
        formatted("bench/Cargo.toml") && formatted("fuzz/Cargo.toml") && succeeded(run.mark(&mut clippy))
    })?;

    let tests = "test --workspace --all-features";
    cargo_step("the tests' programs", cargo(), &format!("{tests} --no-run"))?;
    // Beside the run's folder, in which nothing may be left.
    let aside = run.temporary().with_extension("programs");
    step("what the shells are tested with", || {
        programs::put_aside(&run, &aside)
    })?;

    let shells = Lane::start(&run, &aside)?;
    let rust = (|| {
        cargo_step("tests", cargo(), tests)?;
        step("fuzzing", || fuzz::bounded(&run))?;
        step("no software card in what ships", || {
            no_software_card::in_what_ships(&run)
        })?;
        cargo_step(
            "documentation",
            cargo_behind_others(),
            "doc --workspace --no-deps --all-features",
        )
    })();
    let shells = step("the shells", || shells.end());
    // Large, and built anew by the next run anyway.
    drop(fs::remove_dir_all(&aside));
    rust?;
    shells?;
    step("nothing left behind", || all_well(run.left_behind()))
}

fn set_up() -> bool {
    let ready = prepare(Purpose::Test)
        && kotlin::prepare()
        && swift::prepare()
        && api_tester::prepare()
        && pages::prepare();
    if ready {
        eprintln!("{} packages are there", PACKAGES.len());
    }
    ready
}

fn begun() -> Result<Run, &'static str> {
    Run::new(&root()).map_err(|error| {
        eprintln!("the run's folder for temporary files cannot be made: {error}");
        "preparations"
    })
}

/// What is played from outside of Rust.
fn shells(run: &Run) -> Result<(), &'static str> {
    step("Kotlin", || on_a_stage(run, kotlin::test))?;
    step("Android", || on_a_stage(run, android::test))?;
    step("the Android app's APK", || on_a_stage(run, apk::made_and_tried))?;
    step("Swift", || on_a_stage(run, swift::test))?;
    step("API tester", || api_tester::test(run))?;
    step("pages in a browser", || pages::test(run))
}

/// The shells' checks in a process of their own, so that what they print stays together: it is shown at their end.
struct Lane {
    process: Child,
    output: PathBuf,
}

impl Lane {
    fn start(run: &Run, aside: &Path) -> Result<Self, &'static str> {
        Self::started(run, aside).map_err(|error| {
            eprintln!("the shells' checks cannot be started: {error}");
            "the shells"
        })
    }

    fn started(run: &Run, aside: &Path) -> io::Result<Self> {
        let output = run.temporary().with_extension("shells");
        let file = File::create(&output)?;
        let mut command = Command::new(env::current_exe()?);
        command.args(["test", "shells"]);
        programs::told(&mut command, aside)
            .stdin(Stdio::null())
            .stdout(file.try_clone()?)
            .stderr(file);
        let process = command.spawn()?;
        eprintln!("xtask: the shells are checked meanwhile: {}", output.display());
        Ok(Self { process, output })
    }

    /// Waits for them, and shows what they printed.
    fn end(mut self) -> bool {
        let passed = self.process.wait().is_ok_and(|status| status.success());
        match File::open(&self.output) {
            Ok(mut printed) => drop(io::copy(&mut printed, &mut io::stderr())),
            Err(error) => eprintln!("xtask: what they printed cannot be read: {error}"),
        }
        drop(fs::remove_file(&self.output));
        passed
    }
}

/// Runs tests of another language beside a stage, at the address that they are told.
fn on_a_stage(run: &Run, tests: fn(&Run, &str) -> bool) -> bool {
    let Some(stage) = Stage::start(run) else {
        return false;
    };
    let passed = tests(run, stage.address());
    stage.end() && passed
}

/// Whether a check found nothing to complain of; if it did, says so.
fn all_well(complaints: Vec<String>) -> bool {
    for complaint in &complaints {
        eprintln!("{complaint}");
    }
    complaints.is_empty()
}
