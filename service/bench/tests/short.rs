//! A short run shows that everything is measured, and that its numbers are counts of what is in the database. How long it takes
//! is nobody's concern here.

use kyotaku_postgresql::{TestPlace, tests_hold_again};
use kyotaku_service::Database;
use kyotaku_service_bench::{audit, gate, ground::Ground, registrations, sizes::Sizes};
use sqlx::{AnyConnection, Connection};

/// What the database holds, asked by a connection that has nothing to do with the benchmark's.
async fn count(place: &TestPlace, question: &'static str) -> usize {
    let mut database = AnyConnection::connect(&place.url()).await.unwrap();
    let count: i64 = sqlx::query_scalar(question)
        .fetch_one(&mut database)
        .await
        .unwrap();
    usize::try_from(count).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn each_registration_and_disclosure_that_is_counted_is_in_the_database() {
    let place = TestPlace::make().await.unwrap();
    let ground = Ground::start(&place).await.unwrap();
    let sizes = Sizes::short();
    let made = registrations::measure(&ground, &sizes).await.unwrap();
    // Five crowds, each by the service, and twice without it.
    assert_eq!((made.by_http, made.bare), (5 * 16, 2 * 5 * 16));
    let by_http = "SELECT count(*) FROM registrations WHERE app = 'kyotaku-service-bench'";
    assert_eq!(count(&place, by_http).await, made.by_http);
    let bare = "SELECT count(*) FROM registrations WHERE app = 'bare-insert'";
    assert_eq!(count(&place, bare).await, made.bare);
    let clinics = "SELECT count(DISTINCT institution) FROM registrations";
    assert_eq!(count(&place, clinics).await, 16);
    let items = "SELECT count(*) FROM registration_items";
    assert_eq!(count(&place, items).await, 6 * (made.by_http + made.bare));
    let ends = "SELECT count(*) FROM registration_ends";
    assert_eq!(count(&place, ends).await, made.by_http + made.bare);

    let gate = gate::measure(&ground, &sizes).await.unwrap();
    assert_eq!((gate.given, gate.bare), (3, 3));
    let agreed = "SELECT count(*) FROM disclosures WHERE item = 'TKK'";
    assert_eq!(count(&place, agreed).await, gate.given + gate.bare);
    let all = "SELECT count(*) FROM disclosures";
    assert_eq!(count(&place, all).await, gate.given + gate.bare);
    for table in [made.to_string(), gate.to_string()] {
        assert!(table.starts_with("| "), "{table}");
        assert!(!table.contains("NaN") && !table.contains("inf"), "{table}");
    }
    ground.end().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_register_that_is_audited_is_audited_whole_and_the_notices_persons_are_found() {
    let place = TestPlace::empty().await.unwrap();
    let audit = audit::measure(&place, &Sizes::short()).await.unwrap();
    let rows = "SELECT count(*) FROM registrations";
    assert_eq!(count(&place, rows).await as u64, audit.registrations);
    let rows = "SELECT count(*) FROM disclosures";
    assert_eq!(count(&place, rows).await as u64, audit.disclosures);
    assert!(audit.registrations > 300);
    assert_eq!(audit.persons, 37);
    let table = audit.to_string();
    assert!(table.starts_with("| ") && !table.contains("NaN"), "{table}");
}

mod on_postgresql {
    use super::*;

    #[tokio::test]
    async fn it_measures_there_too() {
        tests_hold_again(&["database", "audited"], async |url| {
            Database::open(&url.into()).await.unwrap().close().await;
        })
        .await;
    }
}
