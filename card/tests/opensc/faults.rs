//! OpenSC on a card with which something is wrong: what it counts, and what the card says afterwards.

use kyotaku_card::{Fault, FaultPlan, Phase, sample};

use crate::bench::{Bench, now, succeeded, text};

fn verify(bench: &Bench, pin: &str) -> std::process::Output {
    bench.opensc("pkcs15-tool", &["--auth-id", "1", "--verify-pin", "--pin", pin])
}

fn sample_bench(slug: &'static str) -> Bench {
    Bench::with_card(move |_| sample::card(slug, now()).unwrap())
}

fn tries_left(bench: &Bench) -> u8 {
    bench.card.card_state().unwrap().authentication.tries_left
}

#[test]
fn a_wrong_pin_counts_once_whichever_tool_presents_it_and_the_third_blocks() {
    let bench = Bench::new();
    let login = |pin| bench.pkcs11(&["--login", "--pin", pin, "--list-objects"]);
    assert!(!verify(&bench, "9999").status.success());
    assert_eq!(tries_left(&bench), 2);
    assert!(!login("9999").status.success());
    assert_eq!(tries_left(&bench), 1);
    assert!(!verify(&bench, "9999").status.success());
    assert_eq!(tries_left(&bench), 0);
    for blocked in [verify(&bench, "1234"), login("1234")] {
        assert!(!blocked.status.success(), "{}", text(&blocked));
    }
    assert_eq!(tries_left(&bench), 0);
}

#[test]
fn a_card_pulled_while_the_pin_is_presented_has_counted_what_it_says_afterwards() {
    let bench = Bench::new();
    for (fault, left) in [(Fault::PulledBefore, 3), (Fault::PulledAfter, 2)] {
        bench.card.plan(FaultPlan::when(Phase::Verify, fault));
        let pulled = verify(&bench, "9999");
        assert!(
            !pulled.status.success() && !bench.card.is_in(),
            "{}",
            text(&pulled)
        );
        assert_eq!(tries_left(&bench), left);
        bench.card.insert().unwrap();
        let pins = succeeded(&bench.opensc("pkcs15-tool", &["--list-pins"]));
        assert!(pins.contains(&format!("Tries left     : {left}")), "{pins}");
    }
}

#[test]
fn a_card_pulled_after_the_login_is_full_and_signs_nothing() {
    let bench = Bench::new();
    let (challenge, signature) = (bench.path("challenge.bin"), bench.path("signature.bin"));
    std::fs::write(&challenge, b"a challenge").unwrap();
    bench.card.plan(FaultPlan::when(Phase::Sign, Fault::PulledBefore));
    let pulled = bench.pkcs11(&[
        "--login",
        "--pin",
        "1234",
        "--id",
        "01",
        "--sign",
        "--mechanism",
        "SHA256-RSA-PKCS",
        "--input-file",
        challenge.to_str().unwrap(),
        "--output-file",
        signature.to_str().unwrap(),
    ]);
    assert!(
        !pulled.status.success() && !bench.card.is_in(),
        "{}",
        text(&pulled)
    );
    assert!(std::fs::metadata(&signature).map_or(0, |file| file.len()) == 0);
    assert_eq!(tries_left(&bench), 3);
}

#[test]
fn a_card_without_certificates_has_none_to_read() {
    let bench = sample_bench("child");
    let read = bench.opensc("pkcs15-tool", &["--read-certificate", "1"]);
    assert!(!text(&read).contains("BEGIN CERTIFICATE"), "{}", text(&read));
    assert_eq!(tries_left(&bench), 3);
}

#[test]
fn a_card_that_is_no_my_number_card_is_not_taken_for_one() {
    let bench = sample_bench("residence-card");
    let name = bench.opensc("opensc-tool", &["--name"]);
    assert_ne!(text(&name).trim(), "jpki");
}
