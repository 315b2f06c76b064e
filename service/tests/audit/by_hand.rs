//! A second auditor: the same result from the register alone, in plain SQL that shares nothing with the audit's code. `docs/audit.md` has
//! the same statements.

use kyotaku_service::audit::{Condition, fix::Author, report::Totals};
use kyotaku_service::ports::StoppedClock;

use crate::register::{Register, run};

/// As it stands in docs/audit.md.
const DOCUMENT: &str = include_str!("../../../docs/audit.md");

/// The block of SQL under a heading of the document.
fn documented(heading: &str) -> String {
    let after = DOCUMENT.split_once(heading).unwrap().1;
    let block = after.split_once("```sql\n").unwrap().1;
    block.split_once("```").unwrap().0.to_owned()
}

/// The same, in the words of the database.
fn documented_for(register: &Register, heading: &str) -> String {
    match register.place.is_on_postgresql() {
        true => documented(&format!("{heading}, on PostgreSQL\n")),
        false => documented(&format!("{heading}\n")),
    }
}

async fn numbers(register: &Register, confirmed: bool) -> (i64, i64, i64, i64) {
    let mut past = register.past().await;
    let cases = documented_for(register, "### The cases");
    run(&mut past, cases).await.unwrap();
    let table = documented_for(register, "### The table");
    let table = match confirmed {
        true => table.replace("FROM given", "FROM (SELECT * FROM given WHERE confirmed) given"),
        false => table,
    };
    let numbers = sqlx::query_as(sqlx::AssertSqlSafe(table)).fetch_one(&mut past);
    numbers.await.unwrap()
}

fn totals(totals: &Totals) -> (i64, i64, i64, i64) {
    let number = |count: usize| i64::try_from(count).unwrap();
    (
        number(totals.persons),
        number(totals.disclosures),
        number(totals.institutions),
        number(totals.insurers),
    )
}

#[tokio::test]
async fn the_documents_sql_finds_the_same_table() {
    for seed in [1, 2] {
        let register = Register::of(2_000, seed).await;
        let report = register.audit(&Condition::of_the_notice()).await;
        assert_eq!(numbers(&register, false).await, totals(&report.table.total));
        assert_eq!(numbers(&register, true).await, totals(&report.table.confirmed));
    }
}

#[tokio::test]
async fn the_documents_sql_finds_nothing_left_to_take_back_once_it_is_taken_back() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let report = register.audit(&condition).await;
    let left = documented("### What is left to take back");
    let count = || async {
        let mut past = register.past().await;
        let cases = documented_for(&register, "### The cases");
        run(&mut past, cases).await.unwrap();
        let count: i64 = sqlx::query_scalar(sqlx::AssertSqlSafe(left.clone()))
            .fetch_one(&mut past)
            .await
            .unwrap();
        count
    };
    // The four that were revoked before are not among them.
    let matched = i64::try_from(report.matched().count()).unwrap();
    assert_eq!(count().await, matched - 4);
    let clock = StoppedClock::at("2025-01-16T03:00:00Z".parse().unwrap());
    let author = Author::new("operator-1", "0.1.0").unwrap();
    kyotaku_service::audit::fix::write(&register.database, &condition, &report, &author, &clock, |_| {})
        .await
        .unwrap();
    assert_eq!(count().await, 0);
    assert_eq!(
        numbers(&register, false).await,
        totals(&report.table.total),
        "what was given out stays so"
    );
}
