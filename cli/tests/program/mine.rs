//! `kyotaku mine`: a patient with their own card, against the service.

use std::{
    io::Write,
    path::Path,
    process::{Output, Stdio},
};

use kyotaku_card::sample::PIN;
use serde_json::Value;

use super::{kyotaku, run, service::Service};

/// Runs it with a card, and this on standard input.
fn mine(service: &Service, card: &Path, arguments: &[&str], typed: &str) -> Output {
    let mut child = kyotaku(&["mine", "--service", &service.address, "--card"])
        .arg(card)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(typed.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn stdout(output: &Output) -> String {
    assert!(output.status.success(), "{output:?}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_patient_sees_their_lists_by_card_and_pin_and_gets_a_code_for_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let card = folder.path().join("card.json");
    let sample = run(&["card", "sample", "valid", "--file", card.to_str().unwrap()]);
    assert!(sample.status.success());
    let pin = format!("{PIN}\n");

    let text = stdout(&mine(&service, &card, &["--pin-stdin"], &pin));
    assert!(
        text.contains("情報を見た医療機関の記録") && text.contains("同意の状況"),
        "{text}"
    );
    let lists: Value =
        serde_json::from_str(&stdout(&mine(&service, &card, &["--pin-stdin", "--json"], &pin))).unwrap();
    assert!(lists["disclosures"].is_array() && lists["consents"].is_array());

    let page = stdout(&mine(&service, &card, &["--pin-stdin", "--page"], &pin));
    assert!(
        page.contains(&format!("{}/mine/sign-in?code=", service.address)),
        "{page}"
    );
    let code: Value = serde_json::from_str(&stdout(&mine(
        &service,
        &card,
        &["--pin-stdin", "--page", "--json"],
        &pin,
    )))
    .unwrap();
    assert_eq!(code["code"].as_str().unwrap().len(), 14);
    assert!(service.stop().success());
}

#[test]
fn a_wrong_pin_costs_one_try_what_is_no_pin_costs_none_and_neither_is_repeated() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let card = folder.path().join("card.json");
    let name = card.to_str().unwrap();
    assert!(run(&["card", "sample", "valid", "--file", name]).status.success());
    let tries = || {
        let shown = stdout(&run(&["card", "show", name, "--json"]));
        let state: Value = serde_json::from_str(&shown).unwrap();
        state["authentication"]["tries_left"].as_u64().unwrap()
    };
    for (typed, left) in [("98765\n", 3), ("9876\n", 2)] {
        let refused = mine(&service, &card, &["--pin-stdin"], typed);
        assert_eq!(refused.status.code(), Some(1));
        assert!(refused.stdout.is_empty() && !stderr(&refused).contains("9876"));
        assert_eq!(tries(), left);
    }
    assert!(service.stop().success());
}

#[test]
fn a_card_that_nobody_is_linked_to_shows_nothing_and_without_a_terminal_the_pin_is_asked_for() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let card = folder.path().join("card.json");
    let made = run(&[
        "card",
        "new",
        "--serial",
        "B00001",
        "--file",
        card.to_str().unwrap(),
    ]);
    assert!(made.status.success());
    let refused = mine(&service, &card, &["--pin-stdin"], &format!("{PIN}\n"));
    assert_eq!(refused.status.code(), Some(1));
    assert!(
        stderr(&refused).contains("No insurer knows this card"),
        "{}",
        stderr(&refused)
    );
    let untyped = mine(&service, &card, &[], "");
    assert!(stderr(&untyped).contains("--pin-stdin"));
    assert!(service.stop().success());
}
