//! The notice's numbers come out, whatever stands around them.

use kyotaku_service::audit::{Condition, Report, report::Totals};

use crate::register::{Register, counted};

fn totals(totals: &Totals) -> (usize, usize, usize, usize) {
    (
        totals.persons,
        totals.disclosures,
        totals.institutions,
        totals.insurers,
    )
}

fn is_the_notices(report: &Report) {
    let table = &report.table;
    assert_eq!(totals(&table.total), (37, 73, 36, 27));
    assert_eq!(totals(&table.confirmed), (26, 52, 25, 20));
    assert_eq!(totals(&table.suspected), (11, 21, 11, 7));
    let day = |time: &Option<String>| time.as_ref().unwrap()[..10].to_owned();
    assert_eq!(day(&table.total.first), "2024-10-16");
    assert_eq!(day(&table.total.last), "2025-01-15");
}

#[tokio::test]
async fn among_20000_ordinary_registrations_the_audit_finds_just_the_37() {
    let register = Register::of(20_000, 20_250_122).await;
    let report = register.audit(&Condition::of_the_notice()).await;
    is_the_notices(&report);
    assert_eq!(counted(&report), register.concerned());
    assert_eq!(report.scanned.registrations, register.made.registrations);
    assert_eq!(report.scanned.disclosures, register.made.disclosures);
    assert!(register.made.registrations > 20_000);
    // Who confirms is the press log; the generator's own word for it is the same.
    for case in &report.cases {
        assert_eq!(
            case.confirmed,
            register.part("confirmed").contains(&case.registration)
        );
        assert!(case.before_the_guard);
    }
}

#[tokio::test]
async fn with_every_seed_the_numbers_are_the_same_and_the_people_are_others() {
    let mut seen = std::collections::BTreeSet::new();
    for seed in 0..12 {
        let register = Register::of(200, seed).await;
        let report = register.audit(&Condition::of_the_notice()).await;
        is_the_notices(&report);
        assert_eq!(counted(&report), register.concerned(), "{seed}");
        seen.extend(report.cases.iter().map(|case| case.insured.clone()));
    }
    assert!(seen.len() > 37 * 11);
}

#[tokio::test]
async fn the_same_seed_makes_the_same_register() {
    let one = Register::of(150, 4)
        .await
        .audit(&Condition::of_the_notice())
        .await;
    let other = Register::of(150, 4)
        .await
        .audit(&Condition::of_the_notice())
        .await;
    assert_eq!(
        serde_json::to_string(&one).unwrap(),
        serde_json::to_string(&other).unwrap()
    );
}
