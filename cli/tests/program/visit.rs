//! A whole visit by keys, on a terminal, against the service, with a software card in the program.

use super::{
    kyotaku, run,
    service::{Service, terminate},
    terminal::Terminal,
};
use std::process::Stdio;

use kyotaku_service::sample::TOKEN;

#[test]
fn a_visit_is_walked_by_keys_to_its_receipt_and_no_digit_of_the_pin_is_shown() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let card = folder.path().join("card.json");
    let card = card.to_str().unwrap();
    assert!(run(&["card", "sample", "valid", "--file", card]).status.success());
    let mut terminal = Terminal::start(&["visit", "--service", &service.address, "--card", card], TOKEN);

    terminal.wait_for(&["診療の種類を選んでください"]);
    terminal.focus_on("訪問診療等");
    terminal.send("\r");
    terminal.wait_for(&["暗証番号の入力", "0 桁入力済み"]);
    for (digit, count) in [("1", 1), ("2", 2), ("9", 3)] {
        terminal.send(digit);
        terminal.wait_for(&[&format!(" {count} 桁入力済み")]);
    }
    terminal.send("\x7f");
    terminal.wait_for(&[" 2 桁入力済み"]);
    terminal.send("34");
    terminal.wait_for(&[" 4 桁入力済み"]);
    terminal.send("\r");

    terminal.wait_for(&["✓ 資格は有効です"]);
    terminal.focus_on("同意登録へ進む（患者に画面を向ける）");
    terminal.send("\r");
    terminal.wait_for(&["【1 入力】"]);
    terminal.focus_on("すべての項目に同意する");
    terminal.send("\r");
    terminal.wait_for(&["● 同意する"]);
    // The first is that of 手術情報の提供, the second that of the joint question.
    terminal.focus_on("同意しない");
    terminal.focus_on("同意しない");
    terminal.send("\r");
    terminal.wait_for(&["● 同意しない"]);
    terminal.focus_on("確認へ進む");
    terminal.send("\r");

    let confirm = terminal.wait_for(&["【2 確認】"]);
    assert_rows(&confirm);
    terminal.focus_on("同意内容に登録する");
    terminal.send("\r");
    let done = terminal.wait_for(&["【3 完了】"]);
    assert_rows(&done);

    let entered = |frame: &&String| frame.contains("暗証番号の入力") || frame.contains("カードの読み取り");
    let frames = terminal.frames();
    assert!(frames.iter().filter(entered).count() > 6);
    for frame in frames.iter().filter(entered) {
        for typed in ["12", "29", "23", "34"] {
            assert!(!frame.contains(typed), "{frame}");
        }
    }

    // Nothing is left to cancel: Ctrl-C asks, and leaves when it comes again.
    terminal.send("\x03");
    terminal.wait_for(&["もう一度"]);
    terminal.send("\x03");
    assert_eq!(terminal.ended().exit_code(), 0);
    assert!(service.stop().success());
}

/// The notice's own case: the joint question declined, with both its items, and the one before it agreed.
fn assert_rows(frame: &str) {
    for (label, answer) in [
        ("│ 手術情報の提供", "同意する"),
        ("│ 診療情報および薬剤情報の提供", "同意しない"),
        ("├ 診療情報", "同意しない"),
        ("└ 薬剤情報", "同意しない"),
    ] {
        let row = frame.lines().find(|line| line.contains(&format!("{label} ")));
        assert!(
            row.is_some_and(|row| row.contains(&format!("│ {answer} "))),
            "{label}:\n{frame}"
        );
    }
}

#[test]
fn a_signal_ends_a_visit_and_gives_the_terminal_back() {
    let folder = tempfile::tempdir().unwrap();
    let service = Service::start(folder.path());
    let card = folder.path().join("card.json");
    let card = card.to_str().unwrap();
    assert!(run(&["card", "sample", "valid", "--file", card]).status.success());
    let terminal = Terminal::start(&["visit", "--service", &service.address, "--card", card], TOKEN);
    terminal.wait_for(&["診療の種類を選んでください"]);
    terminate(terminal.pid());
    assert_eq!(terminal.ended().exit_code(), 130);
}

#[test]
fn a_visit_without_a_token_a_safe_address_or_a_terminal_is_refused_and_says_what_to_do() {
    let refused = |arguments: &[&str], token: Option<&str>| {
        let mut command = kyotaku(arguments);
        command.stdin(Stdio::null());
        if let Some(token) = token {
            command.env("KYOTAKU_DEVICE_TOKEN", token);
        }
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(1));
        assert!(output.stdout.is_empty());
        String::from_utf8(output.stderr).unwrap()
    };
    assert!(refused(&["visit"], None).contains("--token-file"));
    let spaced = refused(&["visit"], Some("TEST-ONLY not a token"));
    assert!(spaced.contains("token") && !spaced.contains("TEST-ONLY"));
    let plain = ["visit", "--service", "http://service.example/"];
    assert!(refused(&plain, Some(TOKEN)).contains("https"));
    assert!(refused(&["visit"], Some(TOKEN)).contains("needs a terminal"));
}
