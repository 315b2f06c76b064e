//! pcscd itself: it ends with whoever started it.

use std::{
    io::{BufRead, BufReader, Read, Write},
    process::{Command, Stdio},
};

use kyotaku_card::{FaultPlan, pcscd::Stack, sample};

use crate::bench::{Bench, now};

#[test]
fn the_stack_leaves_nothing_behind() {
    let bench = Bench::new();
    let own = bench.stack.is_own();
    drop(bench);
    // Had the first pcscd been left behind, the second stack would take it for somebody else's.
    let again = Stack::take(|| {}).unwrap();
    assert_eq!(again.is_own(), own, "{again:?}");
}

/// Set for a copy of this test program that takes the stack and waits to be killed.
const HOLDS_THE_STACK: &str = "KYOTAKU_TEST_HOLDS_THE_STACK";

#[test]
fn a_killed_holder_takes_its_pcscd_with_it() {
    if std::env::var_os(HOLDS_THE_STACK).is_some() {
        let stack = Stack::take(|| {}).unwrap();
        std::io::stdout()
            .write_all(format!("HOLDS {}\n", stack.is_own()).as_bytes())
            .unwrap();
        // Killed, or gone with its parent's end of the pipe.
        let _ = std::io::stdin().read(&mut [0]);
        return;
    }
    let mut holder = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "stack::a_killed_holder_takes_its_pcscd_with_it",
            "--nocapture",
        ])
        .env(HOLDS_THE_STACK, "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(holder.stdout.take().unwrap()).lines();
    let held = lines
        .map_while(Result::ok)
        .find(|line| line.contains("HOLDS"))
        .expect("the copy takes the stack");
    holder.kill().unwrap();
    holder.wait().unwrap();
    let stack = Stack::take(|| {}).unwrap();
    assert_eq!(held.contains("true"), stack.is_own(), "{held}: {stack:?}");
    // A pcscd that was ended half-way would not let this one work.
    drop(
        stack
            .plug(sample::card("valid", now()).unwrap(), FaultPlan::none())
            .unwrap(),
    );
}
