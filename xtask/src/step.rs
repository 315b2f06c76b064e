//! One check of a run: named, timed, and told of.

use std::{
    fs,
    time::{Duration, Instant},
};

/// Runs a check, says how it ended and what it cost. The error is its name; why it failed stands above.
pub(crate) fn step(name: &'static str, check: impl FnOnce() -> bool) -> Result<(), &'static str> {
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

/// A duration as it is told: in seconds.
pub(crate) fn seconds(duration: Duration) -> String {
    format!("{:.1} s", duration.as_secs_f32())
}
