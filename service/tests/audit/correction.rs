//! Taking back: dry, written, twice, and for whatever matches.

use std::collections::BTreeSet;

use kyotaku_service::{
    Database,
    audit::{
        Condition,
        fix::{self, Author, Fixed, Plan},
    },
    ports::StoppedClock,
};

use crate::register::{Register, matched, notice_with};

fn clock() -> StoppedClock {
    StoppedClock::at("2025-01-16T03:00:00Z".parse().unwrap())
}

fn author() -> Author {
    Author::new("operator-1", "0.1.0").unwrap()
}

async fn fixed(register: &Register, condition: &Condition) -> Fixed {
    let report = register.audit(condition).await;
    fix::write(
        &register.database,
        condition,
        &report,
        &author(),
        &clock(),
        |_| {},
    )
    .await
    .unwrap()
}

/// Rows of every table that there are, but for those that corrections go to.
async fn other_rows(register: &Register) -> Vec<i64> {
    let mut past = register.past().await;
    let mut rows = Vec::new();
    for count in [
        "SELECT count(*) FROM registrations",
        "SELECT count(*) FROM registration_items",
        "SELECT count(*) FROM disclosures",
        "SELECT count(*) FROM press_logs",
        "SELECT count(*) FROM alarms",
        "SELECT count(*) FROM registrations_before_the_guard",
    ] {
        rows.push(sqlx::query_scalar(count).fetch_one(&mut past).await.unwrap());
    }
    rows
}

type Row = (
    String,
    String,
    Option<String>,
    String,
    String,
    String,
    String,
    String,
    String,
);

async fn corrections(register: &Register) -> Vec<Row> {
    sqlx::query_as(
        "SELECT c.correction, registration, question, c.reason, author_kind, author, corrected_at, w.reason, condition_sha256
         FROM corrections c JOIN correction_reasons w USING (correction) ORDER BY registration",
    )
    .fetch_all(&mut register.past().await)
    .await
    .unwrap()
}

#[tokio::test]
async fn what_matches_and_stands_is_taken_back_by_new_rows_with_reason_and_author_and_nothing_else_changes() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let report = register.audit(&condition).await;
    let before = other_rows(&register).await;
    let plan = fix::plan(&condition, &report).unwrap();
    // The four that were revoked by then, whole or by the question.
    assert_eq!((plan.before, plan.not_agreed), (4, 0));
    assert!(corrections(&register).await.is_empty(), "to plan writes nothing");

    let done = fixed(&register, &condition).await;
    assert_eq!((done.taken_back, done.before), (plan.due.len(), 4));
    let rows = corrections(&register).await;
    let expected: BTreeSet<_> = matched(&report)
        .difference(&register.part("revoked-before-any-disclosure"))
        .cloned()
        .collect();
    assert_eq!(
        rows.iter().map(|row| row.1.clone()).collect::<BTreeSet<_>>(),
        expected
    );
    assert_eq!(rows.len(), expected.len());
    for (_, _, question, reason, author_kind, author, corrected_at, words, sha256) in &rows {
        assert_eq!(question.as_deref(), Some("diagnosis-and-medication"));
        assert_eq!(
            (reason.as_str(), author_kind.as_str(), author.as_str()),
            ("0", "operator", "operator-1")
        );
        assert_eq!(corrected_at, "2025-01-16T12:00:00+09:00");
        assert!(words.starts_with("同意あり→同意なし"));
        assert_eq!(*sha256, condition.sha256);
    }
    assert_eq!(other_rows(&register).await, before);
    // The table tells of what was given out, and stays; the evidence says that it is taken back.
    let after = register.audit(&condition).await;
    assert_eq!(after.table, report.table);
    assert!(after.matched().all(|case| !case.corrections.is_empty()));
}

#[tokio::test]
async fn twice_changes_nothing_more() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    // Even by a report from before the first time.
    let old = register.audit(&condition).await;
    let first = fixed(&register, &condition).await;
    let rows = corrections(&register).await;
    let second = fixed(&register, &condition).await;
    assert_eq!(
        (second.taken_back, second.before),
        (0, first.taken_back + first.before)
    );
    let third = fix::write(&register.database, &condition, &old, &author(), &clock(), |_| {})
        .await
        .unwrap();
    assert_eq!(
        (third.taken_back, third.before),
        (0, first.taken_back + first.before)
    );
    assert_eq!(corrections(&register).await, rows);
}

#[tokio::test]
async fn two_who_correct_at_the_same_time_write_each_correction_once() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let report = register.audit(&condition).await;
    let Plan { due, before, .. } = fix::plan(&condition, &report).unwrap();
    let other = Database::open_existing(&register.place.name().into())
        .await
        .unwrap();
    let (author, clock) = (author(), clock());
    let (one, two) = tokio::join!(
        fix::write(&register.database, &condition, &report, &author, &clock, |_| {}),
        fix::write(&other, &condition, &report, &author, &clock, |_| {}),
    );
    let (one, two) = (one.unwrap(), two.unwrap());
    assert_eq!(one.taken_back + two.taken_back, due.len());
    assert_eq!(one.before + two.before, due.len() + 2 * before);
    assert_eq!(corrections(&register).await.len(), due.len());
}

/// A registration that has the item from its own question, not from the joint one, loses that answer.
#[tokio::test]
async fn another_condition_takes_back_the_question_that_decided_the_item() {
    let register = Register::small().await;
    let web = notice_with(r#"["visit-app"]"#, r#"["reception-web"]"#);
    let done = fixed(&register, &web).await;
    assert!(done.taken_back >= 4);
    let rows = corrections(&register).await;
    assert_eq!(rows.len(), done.taken_back);
    assert!(rows.iter().all(|row| row.2.as_deref() == Some("medication")));
    // And the notice's own cases are as they were.
    let notice = Condition::of_the_notice();
    let report = register.audit(&notice).await;
    assert_eq!(fix::plan(&notice, &report).unwrap().before, 4);
}

/// Where the item was declined, or was not asked about at all, there is nothing to take back; least of all everything.
#[tokio::test]
async fn what_was_not_agreed_to_is_not_taken_back_and_is_counted() {
    let register = Register::small().await;
    let text = r#"{
        "format": "kyotaku-audit-condition-1", "name": "wide", "title": "薬剤情報に同意",
        "registration": { "items": { "YZK": "agree" } }, "disclosed_items": ["YZK"],
        "correction": { "item": "SHJ", "reason": "0", "text": "試験のための修正" }
    }"#;
    let condition = Condition::read(text).unwrap();
    let report = register.audit(&condition).await;
    let with = |decision| {
        let cases = report.matched().filter(|case| {
            case.items
                .iter()
                .any(|said| (said.of, said.decision) == ("SHJ", decision))
        });
        cases
            .map(|case| case.registration.clone())
            .collect::<BTreeSet<_>>()
    };
    let (agreed, declined) = (with("agree"), with("decline"));
    let not_asked = matched(&report).len() - agreed.len() - declined.len();
    assert!(!agreed.is_empty() && !declined.is_empty() && not_asked > 0);
    let plan = fix::plan(&condition, &report).unwrap();
    assert_eq!(plan.not_agreed, declined.len() + not_asked);

    let done = fixed(&register, &condition).await;
    let rows = corrections(&register).await;
    assert_eq!(rows.len(), done.taken_back);
    for row in &rows {
        assert!(agreed.contains(&row.1));
        assert_eq!(row.2.as_deref(), Some("surgery"));
    }
    assert_eq!(
        done.taken_back + done.before + plan.not_agreed,
        matched(&report).len()
    );
}

/// Their keys stand in one column: a clinic that could send a correction's key would stop it for good.
#[tokio::test]
async fn a_corrections_key_is_none_that_a_clinic_can_send() {
    let register = Register::small().await;
    let done = fixed(&register, &Condition::of_the_notice()).await;
    let keys: Vec<String> =
        sqlx::query_scalar("SELECT idempotency_key FROM corrections WHERE author_kind = 'operator'")
            .fetch_all(&mut register.past().await)
            .await
            .unwrap();
    assert_eq!(keys.len(), done.taken_back);
    let sent = |letter: char| letter.is_ascii_alphanumeric() || letter == '-' || letter == '_';
    assert!(keys.iter().all(|key| !key.chars().all(sent)), "{keys:?}");
}

#[tokio::test]
async fn a_condition_without_a_correction_takes_nothing_back() {
    let register = Register::small().await;
    let text = kyotaku_service::audit::condition::NOTICE;
    let end = text.find(",\n  \"correction\"").unwrap();
    let condition = Condition::read(&format!("{}}}", &text[..end])).unwrap();
    let report = register.audit(&condition).await;
    assert!(fix::plan(&condition, &report).is_none());
    let done = fixed(&register, &condition).await;
    assert_eq!((done.taken_back, done.before), (0, 0));
    assert!(corrections(&register).await.is_empty());
}

#[tokio::test]
async fn reasons_cannot_be_changed_or_given_to_corrections_of_others() {
    let register = Register::small().await;
    fixed(&register, &Condition::of_the_notice()).await;
    let mut past = register.past().await;
    for (sql, said) in [
        ("UPDATE correction_reasons SET reason = 'x'", "correction_reasons is append-only"),
        ("DELETE FROM correction_reasons", "correction_reasons is append-only"),
        (
            "INSERT INTO correction_reasons SELECT correction, 'x', registration || registration FROM corrections
             WHERE author_kind = 'device' LIMIT 1",
            "a reason in words is of a correction by the operator",
        ),
    ] {
        let error = sqlx::raw_sql(sql).execute(&mut past).await.unwrap_err();
        assert_eq!(error.as_database_error().unwrap().message(), said, "{sql}");
    }
}
