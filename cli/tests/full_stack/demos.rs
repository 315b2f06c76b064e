//! `kyotaku demo`, as a person starts it.

use std::{
    process::{Output, Stdio},
    time::Duration,
};

use kyotaku_card::pcscd::Stack;
use tokio::{
    io::{AsyncBufReadExt, BufReader},
    net::TcpStream,
    process::Command,
    task::{block_in_place, spawn_blocking},
    time::timeout,
};

use crate::stage::PROGRAM;

const ALL_IS_WELL: &str = "Everything is as it should be.";
const IN_PROCESS: &str = "in this process, not over PC/SC";

fn demo(arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    command
        .arg("demo")
        .args(arguments)
        .env_remove("KYOTAKU_LOG")
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .kill_on_drop(true);
    command
}

#[track_caller]
fn succeeded(output: &Output) -> String {
    let text = String::from_utf8(output.stdout.clone()).unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{text}\n{errors}");
    assert!(text.contains(ALL_IS_WELL), "{text}");
    text
}

#[tokio::test(flavor = "multi_thread")]
async fn two_demos_at_once_take_turns_at_the_virtual_reader_and_both_end_well() {
    let (mut one, mut other) = (demo(&[]), demo(&[]));
    let (one, other) = tokio::join!(one.output(), other.output());
    for output in [one.unwrap(), other.unwrap()] {
        let text = succeeded(&output);
        assert!(!text.contains(IN_PROCESS), "{text}");
        assert!(text.contains("behind pcscd"), "{text}");
        assert!(
            text.contains("5 exchanges with the card and 4 requests"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_demo_with_the_card_in_process_says_so() {
    let text = succeeded(&demo(&["--in-process"]).output().await.unwrap());
    assert!(text.contains(IN_PROCESS), "{text}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_whose_service_dies_fails_and_says_that_it_did() {
    // While we have the stack, the demo waits for its turn; its service runs already.
    let stack = spawn_blocking(|| Stack::take(|| {}).unwrap()).await.unwrap();
    let mut demo = demo(&[]).spawn().unwrap();
    let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
    let waits = |line: &str| line.contains("waiting for its turn");
    while !waits(&lines.next_line().await.unwrap().expect("it says that it waits")) {}
    for child in children(demo.id().unwrap()) {
        rustix::process::kill_process(child, rustix::process::Signal::KILL).unwrap();
    }
    block_in_place(|| drop(stack));

    let mut said = String::new();
    while let Some(line) = lines.next_line().await.unwrap() {
        said.push_str(&line);
    }
    let ended = demo.wait_with_output().await.unwrap();
    assert_eq!(ended.status.code(), Some(1), "{said}");
    assert!(!said.contains(ALL_IS_WELL), "{said}");
    let errors = String::from_utf8(ended.stderr).unwrap();
    assert!(errors.starts_with("kyotaku: "), "{errors}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_demo_that_is_stopped_or_killed_takes_its_service_with_it() {
    use rustix::process::{Pid, Signal, kill_process};

    for signal in [Signal::TERM, Signal::KILL] {
        let stack = spawn_blocking(|| Stack::take(|| {}).unwrap()).await.unwrap();
        // One that is killed cannot remove its folder: that goes with this one.
        let folder = tempfile::tempdir().unwrap();
        let mut demo = demo(&[]).env("TMPDIR", folder.path()).spawn().unwrap();
        let mut lines = BufReader::new(demo.stdout.take().unwrap()).lines();
        let mut service = None;
        loop {
            let line = lines.next_line().await.unwrap().expect("it says that it waits");
            let address = line
                .split_whitespace()
                .find_map(|word| word.strip_prefix("http://"));
            service = service.or(address.map(str::to_owned));
            if line.contains("waiting for its turn") {
                break;
            }
        }
        let service = service.expect("the service was started before");
        TcpStream::connect(&service).await.expect("it listens");
        let demo_itself = Pid::from_raw(demo.id().unwrap().try_into().unwrap()).unwrap();
        kill_process(demo_itself, signal).unwrap();
        let ended = demo.wait_with_output().await.unwrap();
        if signal == Signal::TERM {
            let errors = String::from_utf8(ended.stderr).unwrap();
            assert_eq!(ended.status.code(), Some(1), "{errors}");
            assert!(errors.contains("was stopped"), "{errors}");
            assert_eq!(
                folder.path().read_dir().unwrap().count(),
                0,
                "it removes what it made"
            );
        }
        let gone = async { while TcpStream::connect(&service).await.is_ok() {} };
        timeout(Duration::from_secs(60), gone)
            .await
            .expect("the service ends by itself");
        block_in_place(|| drop(stack));
    }
}

/// The processes that this one has started.
fn children(parent: u32) -> Vec<rustix::process::Pid> {
    let tasks = std::fs::read_dir(format!("/proc/{parent}/task")).unwrap();
    let of_a_thread = |task: std::io::Result<std::fs::DirEntry>| {
        std::fs::read_to_string(task.unwrap().path().join("children")).unwrap_or_default()
    };
    let numbers: String = tasks.map(of_a_thread).collect();
    let numbers = numbers.split_whitespace().map(|number| number.parse().unwrap());
    let children: Vec<_> = numbers.filter_map(rustix::process::Pid::from_raw).collect();
    assert_eq!(children.len(), 1, "the service alone");
    children
}
