//! `kyotaku consents` against the service: what the office sees, asks again and revokes.

use std::process::Output;

use kyotaku_service::sample::{OTHER_TOKEN, TOKEN};
use serde_json::Value;

use super::{clinic::Clinic, kyotaku, service::Service, terminal::Terminal};

/// A service at which 居宅　花子 agreed to everything in 訪問診療等 but 診療・薬剤.
fn with_a_consent(folder: &std::path::Path) -> Service {
    let service = Service::start(folder);
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let clinic = Clinic::at(&service.address);
        clinic.register(&clinic.filled_in().await).await.unwrap();
    });
    service
}

/// Runs a command of the office with this token.
fn office_of(token: &str, address: &str, arguments: &[&str]) -> Output {
    kyotaku(&["consents", "--service", address])
        .args(arguments)
        .env("KYOTAKU_DEVICE_TOKEN", token)
        .output()
        .unwrap()
}

fn office(address: &str, arguments: &[&str]) -> Output {
    office_of(TOKEN, address, arguments)
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// What a command that must succeed prints.
fn printed(address: &str, arguments: &[&str]) -> String {
    let output = office(address, arguments);
    assert!(output.status.success(), "{}", text(&output.stderr));
    text(&output.stdout)
}

fn as_json(address: &str, arguments: &[&str]) -> Value {
    serde_json::from_str(&printed(address, &[arguments, &["--json"]].concat())).unwrap()
}

/// What a command that must fail says.
fn refused(output: &Output) -> String {
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    text(&output.stderr)
}

/// The number of the one patient.
fn patient(address: &str) -> String {
    as_json(address, &["list"])[0]["patient"]
        .as_str()
        .unwrap()
        .to_owned()
}

#[test]
fn the_office_sees_asks_again_and_revokes_and_sees_what_was_read_back() {
    let folder = tempfile::tempdir().unwrap();
    let service = with_a_consent(folder.path());
    let address = service.address.as_str();
    let patient = patient(address);
    let list = printed(address, &["list"]);
    for shown in [
        "1人",
        "居宅　花子",
        "1940年5月12日",
        &patient,
        "同意は有効です",
        "取り消すまで",
    ] {
        assert!(list.contains(shown), "{shown}:\n{list}");
    }
    let show = printed(address, &["show", &patient]);
    for shown in [
        "手術情報の提供",
        "同意する（有効）",
        "同意しない",
        "マイナ資格確認アプリ",
    ] {
        assert!(show.contains(shown), "{shown}:\n{show}");
    }
    let renewed = printed(address, &["renew", &patient]);
    for shown in ["資格は有効です", "居宅　花子", "39999999", "同意は有効です"] {
        assert!(renewed.contains(shown), "{shown}:\n{renewed}");
    }
    let asked = || as_json(address, &["renew", &patient])["re_inquiry"].clone();
    assert_ne!(asked(), asked());

    let revoke = [
        "revoke",
        &patient,
        "--reason",
        "clinic",
        "--question",
        "surgery",
        "--yes",
    ];
    let revoked = printed(address, &revoke);
    for shown in [
        "同意の一部が有効です",
        "同意する（取消済）",
        "医療機関による取り消し",
    ] {
        assert!(revoked.contains(shown), "{shown}:\n{revoked}");
    }
    // The same once more is the same revocation.
    assert_eq!(printed(address, &revoke), revoked);
    let all = as_json(
        address,
        &["revoke", &patient, "--reason", "change-of-use", "--yes"],
    );
    for answer in all["answers"].as_array().unwrap() {
        assert_ne!(answer["standing"], "given");
    }
    assert_eq!(as_json(address, &["show", &patient])[0], all);
    assert!(printed(address, &["list"]).contains("0人"));
    assert!(service.stop().success());
}

#[test]
fn what_is_refused_says_what_happened_that_nothing_changed_and_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let service = with_a_consent(folder.path());
    let address = service.address.as_str();
    let patient = patient(address);
    let before = as_json(address, &["show", &patient]);
    let revoke = ["revoke", &patient, "--reason", "other"];
    let with = |more: &[&'static str]| office(address, &[&revoke[..], more].concat());
    for (output, said) in [
        (
            office(address, &["show", "no-such-patient"]),
            "その番号の患者がいません",
        ),
        (
            office(address, &["renew", "no-such-patient"]),
            "その番号の患者がいません",
        ),
        (
            office_of(OTHER_TOKEN, address, &["show", &patient]),
            "その番号の患者がいません",
        ),
        (
            office_of(OTHER_TOKEN, address, &["renew", &patient]),
            "その番号の患者がいません",
        ),
        (
            office_of("TEST-ONLY-nobody", address, &["list"]),
            "登録されていません",
        ),
        (with(&[]), "--yes"),
        (
            with(&["--yes", "--question", "diagnosis"]),
            "その質問をしていません",
        ),
        (
            with(&["--yes", "--question", "diagnosis-and-medication"]),
            "取り消す同意がありません",
        ),
        (with(&["--yes", "--mode", "outpatient"]), "外来"),
    ] {
        let said_so = refused(&output);
        assert!(
            said_so.contains(said) && said_so.contains("元のまま"),
            "{said_so}"
        );
        assert!(!said_so.contains("花子"), "{said_so}");
    }
    assert_eq!(as_json(address, &["show", &patient]), before);
    assert_eq!(as_json(address, &["list"]).as_array().unwrap().len(), 1);
    let gone = service.address.clone();
    assert!(service.stop().success());
    let said = refused(&office(&gone, &["list"]));
    assert!(
        said.contains("接続できませんでした") && said.contains("元のまま"),
        "{said}"
    );
}

#[test]
fn on_a_terminal_it_revokes_after_a_yes_and_only_then() {
    let folder = tempfile::tempdir().unwrap();
    let service = with_a_consent(folder.path());
    let address = service.address.as_str();
    let patient = patient(address);
    let in_force = || as_json(address, &["list"]).as_array().unwrap().len();
    let revoke = [
        "consents",
        "revoke",
        &patient,
        "--reason",
        "clinic",
        "--service",
        address,
    ];
    for (typed, code, left) in [("\r", 1, 1), ("n\r", 1, 1), ("はい\r", 0, 0)] {
        let mut terminal = Terminal::start(&revoke, TOKEN);
        terminal.send(typed);
        assert_eq!(terminal.ended().exit_code(), code, "{typed:?}");
        assert_eq!(in_force(), left, "{typed:?}");
    }
    assert!(service.stop().success());
}
