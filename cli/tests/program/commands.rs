//! The commands that need no terminal: what they print, and their exit codes.

use std::{
    io::Write,
    process::{Output, Stdio},
};

use super::{kyotaku, run, service::Service};

fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn a_sample_card_is_made_once_and_shown_without_its_secrets() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("card.json");
    let file = file.to_str().unwrap();
    assert!(run(&["card", "sample", "valid", "--file", file]).status.success());
    let before = std::fs::read(file).unwrap();

    let again = run(&["card", "sample", "invalid", "--file", file]);
    assert_eq!(again.status.code(), Some(1));
    assert!(stderr(&again).contains("not overwritten"));
    assert_eq!(std::fs::read(file).unwrap(), before);

    let shown = run(&["card", "show", file, "--json"]);
    let state: serde_json::Value = serde_json::from_str(&stdout(&shown)).unwrap();
    assert_eq!(state["authentication"]["serial"], "A00001");
    assert_eq!(state["authentication"]["tries_left"], 3);
    assert!(!stdout(&shown).contains("1234") && !stdout(&shown).contains("KYOTAKU1"));
    assert!(stdout(&run(&["card", "show", file])).contains("3 of 3 tries left"));
}

#[test]
fn a_new_card_takes_its_pin_from_standard_input_and_refuses_one_that_is_none() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("card.json");
    let new = |pin: &str| {
        let mut child = kyotaku(&["card", "new", "--serial", "B00001", "--pin-stdin", "--file"])
            .arg(&file)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        child.stdin.take().unwrap().write_all(pin.as_bytes()).unwrap();
        child.wait_with_output().unwrap()
    };
    let refused = new("98765\n");
    assert_eq!(refused.status.code(), Some(1));
    assert!(!stderr(&refused).contains("98765"));
    assert!(!file.exists());
    let made = new("9876\n");
    assert!(made.status.success(), "{}", stderr(&made));
    assert!(!stdout(&made).contains("9876"));
    assert!(stdout(&run(&["card", "show", file.to_str().unwrap()])).contains("B00001"));
}

#[test]
fn every_sample_card_that_a_person_is_found_by_has_its_person_and_none_is_over() {
    let listed: serde_json::Value =
        serde_json::from_str(&stdout(&run(&["card", "samples", "--json"]))).unwrap();
    let cards: Vec<_> = listed
        .as_array()
        .unwrap()
        .iter()
        .filter_map(|sample| Some((sample["slug"].as_str()?, sample["serial"].as_str()?)))
        // No certificate was issued to a child, so nobody is found by one.
        .filter(|(slug, _)| *slug != "child")
        .collect();
    let people = kyotaku_service::sample::PEOPLE.map(|person| (person.slug, person.serial));
    assert_eq!(cards, people);
}

#[test]
fn a_cards_face_says_of_its_holder_what_the_insurer_says() {
    let today = jiff::civil::date(2026, 11, 22);
    let mut compared = 0;
    for person in kyotaku_service::sample::PEOPLE {
        let holder = kyotaku_card::sample::find(person.slug).unwrap().holder;
        let Some((birth, sex)) = person.birth_and_sex(today) else {
            continue;
        };
        let face = (holder.birth, char::from(holder.sex).to_string());
        assert_eq!(face, (birth, sex), "{}", person.slug);
        compared += 1;
    }
    // All but the two of whom no insurer knows.
    assert_eq!(compared, kyotaku_service::sample::PEOPLE.len() - 2);
}

#[test]
fn a_wrong_command_line_is_2_and_a_taken_port_is_3() {
    assert_eq!(run(&["visit", "--token", "secret"]).status.code(), Some(2));
    assert_eq!(run(&["card", "sample", "valid"]).status.code(), Some(2));

    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let taken = service.address.trim_start_matches("http://");
    let second = run(&["service", "--sample", "--listen", taken]);
    assert_eq!(second.status.code(), Some(3));
    assert!(stderr(&second).contains("Choose another port"));
    assert!(service.stop().success());
}

#[test]
fn a_service_without_a_root_or_on_a_public_address_does_not_start() {
    for arguments in [["--listen", "127.0.0.1:0"], ["--listen", "0.0.0.0:0"]] {
        let output = run(&[&["service"], &arguments[..]].concat());
        assert_eq!(output.status.code(), Some(1), "{arguments:?}");
        assert_eq!(stdout(&output), "");
        assert_eq!(stderr(&output).lines().count(), 1);
    }
}

#[test]
fn a_postgresql_server_that_is_not_there_is_named_in_words_and_its_password_is_not() {
    let folder = tempfile::tempdir().unwrap();
    let socket = folder.path().display().to_string();
    let url = format!("postgres://user:secret@localhost/kyotaku?host={socket}");
    let output = run(&[
        "service",
        "--sample",
        "--listen",
        "127.0.0.1:0",
        "--database",
        &url,
    ]);
    assert_eq!((output.status.code(), stdout(&output)), (Some(1), String::new()));
    let said = stderr(&output);
    assert!(
        said.contains("PostgreSQL server") && !said.contains("secret"),
        "{said}"
    );

    let url = "postgres://user:secret@192.0.2.1/kyotaku";
    let output = run(&[
        "service",
        "--sample",
        "--listen",
        "127.0.0.1:0",
        "--database",
        url,
    ]);
    let said = stderr(&output);
    assert_eq!(output.status.code(), Some(1));
    assert!(
        said.contains("sslmode=verify-full") && !said.contains("secret"),
        "{said}"
    );
}

#[test]
fn a_reader_that_went_away_is_no_failure() {
    let mut child = kyotaku(&["card", "samples"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success());
    assert_eq!(stderr(&output), "");
}
