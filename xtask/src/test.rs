//! `cargo xtask test`: every check, one after the other, up to the first that fails.

use std::{
    fs,
    process::ExitCode,
    time::{Duration, Instant},
};

use crate::{
    android, api_tester, apk, cargo, fuzz, house_rules, kotlin,
    leaks::Run,
    no_software_card,
    packages::PACKAGES,
    pages, root,
    setup::{Purpose, prepare},
    stage::Stage,
    succeeded, swift, target_folder,
};

/// Runs every check.
pub(crate) fn run() -> ExitCode {
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
    step("set-up", || {
        let ready = prepare(Purpose::Test)
            && kotlin::prepare()
            && swift::prepare()
            && api_tester::prepare()
            && pages::prepare();
        if ready {
            eprintln!("{} packages are there", PACKAGES.len());
        }
        ready
    })?;
    step("house rules", || all_well(house_rules::broken(&root())))?;

    let run = Run::new(&root()).map_err(|error| {
        eprintln!("the run's folder for temporary files cannot be made: {error}");
        "preparations"
    })?;
    let cargo_step = |name, arguments: &str| {
        step(name, || {
            let mut command = cargo();
            command
                .args(arguments.split_whitespace())
                .env("RUSTDOCFLAGS", "-D warnings");
            succeeded(run.mark(&mut command))
        })
    };
    cargo_step("formatting", "fmt --all --check")?;
    cargo_step(
        "clippy",
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
    cargo_step("tests", "test --workspace --all-features")?;
    step("Kotlin", || on_a_stage(&run, kotlin::test))?;
    step("Android", || on_a_stage(&run, android::test))?;
    step("the Android app's APK", || on_a_stage(&run, apk::made_and_tried))?;
    step("Swift", || on_a_stage(&run, swift::test))?;
    step("API tester", || api_tester::test(&run))?;
    step("pages in a browser", || pages::test(&run))?;
    step("fuzzing", || fuzz::bounded(&run))?;
    step("no software card in what ships", || {
        no_software_card::in_what_ships(&run)
    })?;
    cargo_step("documentation", "doc --workspace --no-deps --all-features")?;
    step("nothing left behind", || all_well(run.left_behind()))
}

fn step(name: &'static str, check: impl FnOnce() -> bool) -> Result<(), &'static str> {
    eprintln!("\n── {name}");
    let start = Instant::now();
    let before = processor_time();
    let passed = check();
    let outcome = if passed { "passed" } else { "failed" };
    let spent = match (before, processor_time()) {
        (Some(before), Some(after)) => format!(" ({} of processor time)", seconds(after - before)),
        _ => String::new(),
    };
    eprintln!("── {name}: {outcome} in {}{spent}", seconds(start.elapsed()));
    if passed { Ok(()) } else { Err(name) }
}

/// The processor time of all that ran for us and has ended. `None` where the kernel does not say it.
///
/// On a machine that is shared it says better than the clock what a check costs.
fn processor_time() -> Option<Duration> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    // After the name, which may hold anything: fields 3 and on of proc_pid_stat(5), cutime and cstime are 16 and 17.
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let ticks: u64 = fields.next()?.parse::<u64>().ok()? + fields.next()?.parse::<u64>().ok()?;
    // Linux counts here in hundredths of a second on every architecture (USER_HZ).
    Some(Duration::from_millis(ticks * 10))
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

fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f32())
}
