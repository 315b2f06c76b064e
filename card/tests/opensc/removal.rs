//! Cards that are pulled, fall silent, and come back.

use std::{thread, time::Duration};

use kyotaku_card::{Fault, FaultPlan};

use crate::bench::{Bench, succeeded, text};

#[test]
fn a_removed_card_is_gone_and_an_inserted_one_is_back() {
    let bench = Bench::new();
    bench.card.remove().unwrap();
    let absent = bench.opensc("opensc-tool", &["--atr"]);
    assert!(!absent.status.success(), "{}", text(&absent));
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--atr"])).trim(),
        "3b:88:80:01:00:00:05:e0:b3:81:a1:00:7f"
    );
}

#[test]
fn a_card_pulled_during_an_exchange_fails_it_and_can_be_put_back() {
    let bench = Bench::new();
    bench.card.plan(FaultPlan::at(2, Fault::PulledAfter));
    let pulled = bench.opensc("pkcs15-tool", &["--read-certificate", "1"]);
    assert!(
        !pulled.status.success() && !bench.card.is_in(),
        "{}",
        text(&pulled)
    );
    assert_eq!(bench.card.exchanges(), 2);
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}

#[test]
fn a_silent_card_holds_the_program_until_it_is_removed() {
    let bench = Bench::new();
    bench.card.plan(FaultPlan::at(2, Fault::Silent));
    thread::scope(|scope| {
        let reading = scope.spawn(|| bench.opensc("pkcs15-tool", &["--read-certificate", "1"]));
        while bench.card.exchanges() < 2 && !reading.is_finished() {
            thread::sleep(Duration::from_millis(10));
        }
        bench.card.remove().unwrap();
        assert!(!reading.join().unwrap().status.success());
    });
    assert_eq!(bench.card.exchanges(), 2);
    bench.card.insert().unwrap();
    assert_eq!(
        succeeded(&bench.opensc("opensc-tool", &["--name"])).trim(),
        "jpki"
    );
}
