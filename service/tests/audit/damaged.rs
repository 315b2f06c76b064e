//! Damaged rows, unknown codes, older clients: counted apart and named, and the audit goes on.

mod of_the_file;

use kyotaku_service::audit::{Condition, Report, case::PressLog, report::Noted};
use sqlx::AnyConnection;

use crate::register::{Register, counted, run};

/// How one registration is damaged, and what the report says of it.
const DAMAGES: [(&str, &str); 14] = [
    (
        "UPDATE registrations SET statement = substr(statement, 1, 40) WHERE registration = $1",
        "unreadable: the statement's text",
    ),
    (
        "UPDATE registrations SET statement = '[]' WHERE registration = $1",
        "unreadable: the statement's text",
    ),
    (
        "UPDATE registrations SET statement = '' WHERE registration = $1",
        "without a statement",
    ),
    (
        "UPDATE registrations SET statement = 'null' WHERE registration = $1",
        "without a statement",
    ),
    (
        "UPDATE registrations SET channel = 'fax' WHERE registration = $1",
        "unknown code: channel",
    ),
    (
        "UPDATE registrations SET mode = 'teleport', statement = replace(statement, mode, 'teleport') WHERE registration = $1",
        "unknown code: mode",
    ),
    (
        "UPDATE registrations SET statement = replace(statement, '\"surgery\"', '\"everything\"') WHERE registration = $1",
        "unknown code: question",
    ),
    (
        "UPDATE registrations SET statement = replace(statement, '\"SHJ\"', '\"XYZ\"') WHERE registration = $1",
        "unknown code: item",
    ),
    (
        "UPDATE registrations SET statement = replace(statement, '\"agree\"', '\"perhaps\"') WHERE registration = $1",
        "unknown code: decision",
    ),
    (
        "UPDATE registration_items SET decision = 'maybe' WHERE registration = $1",
        "unknown code: decision",
    ),
    (
        "DELETE FROM registration_items WHERE registration = $1 AND place = 0",
        "damaged: items differ from the statement",
    ),
    (
        "UPDATE registrations SET item_count = 60 WHERE registration = $1",
        "damaged: items differ from the statement",
    ),
    (
        "UPDATE registrations SET institution = '9900000001' WHERE registration = $1",
        "damaged: the statement is of another row",
    ),
    (
        "UPDATE registrations SET registered_at = 'yesterday' WHERE registration = $1",
        "unreadable: registered_at",
    ),
];

/// The database with every rule switched off.
async fn unruled(register: &Register) -> AnyConnection {
    let mut past = register.past().await;
    if register.place.is_on_postgresql() {
        let sql = "SET session_replication_role = replica;
            ALTER TABLE registration_items DROP CONSTRAINT registration_items_decision_check;
            ALTER TABLE disclosures DROP CONSTRAINT disclosures_item_check";
        run(&mut past, sql.to_owned()).await.unwrap();
        return past;
    }
    let sql = "PRAGMA foreign_keys = OFF; PRAGMA ignore_check_constraints = ON";
    run(&mut past, sql.to_owned()).await.unwrap();
    let names: Vec<String> = sqlx::query_scalar("SELECT name FROM sqlite_master WHERE type = 'trigger'")
        .fetch_all(&mut past)
        .await
        .unwrap();
    for name in names {
        run(&mut past, format!("DROP TRIGGER {name}")).await.unwrap();
    }
    past
}

async fn damage(past: &mut AnyConnection, sql: &'static str, number: &str) {
    let changed = sqlx::query(sql).bind(number).execute(past).await.unwrap();
    assert!(changed.rows_affected() > 0, "{sql}");
}

fn apart<'a>(report: &'a Report, of: &str, why: &str) -> &'a Noted {
    let found = report
        .not_judged
        .iter()
        .chain(&report.counted_in_part)
        .find(|apart| apart.of == of && apart.why == why);
    found.unwrap_or_else(|| panic!("{why} is not in {:?}", report.not_judged))
}

#[tokio::test]
async fn each_damage_is_counted_apart_under_its_reason_and_named_and_the_numbers_stand() {
    are_counted_apart(&DAMAGES).await;
}

/// Damages a registration in each of these ways, and looks for it in the report.
async fn are_counted_apart(damages: &[(&'static str, &'static str)]) {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let before = register.audit(&condition).await;
    let mut past = unruled(&register).await;
    let numbers: Vec<String> = sqlx::query_scalar(
        "SELECT registration FROM registrations WHERE registration NOT IN (SELECT registration FROM disclosures)
             AND statement LIKE '%\"surgery\"%' AND statement LIKE '%\"agree\"%' AND version <> '0.9.0' AND channel = 'face-reader'
             AND institution <> '9900000001'",
    )
    .fetch_all(&mut past)
    .await
    .unwrap();
    assert!(numbers.len() > damages.len());
    for ((sql, _), number) in damages.iter().zip(&numbers) {
        damage(&mut past, sql, number).await;
    }

    let after = register.audit(&condition).await;
    assert_eq!(after.table, before.table);
    assert_eq!(after.scanned, before.scanned);
    for ((_, why), number) in damages.iter().zip(&numbers) {
        assert!(
            apart(&after, "registration", why).numbers.contains(number),
            "{why}"
        );
    }
    let count = |report: &Report| report.not_judged.iter().map(|apart| apart.count).sum::<usize>();
    assert_eq!(count(&after), count(&before) + damages.len());
}

#[tokio::test]
async fn of_what_would_match_unreadable_settings_and_versions_are_counted_apart_with_what_was_given_out() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let before = register.audit(&condition).await;
    let mut past = unruled(&register).await;
    let by_settings = &before.cases[0];
    damage(
        &mut past,
        "UPDATE settings_versions SET settings = '{' WHERE institution = $1",
        &by_settings.institution,
    )
    .await;
    let others: Vec<_> = before
        .cases
        .iter()
        .filter(|case| case.institution != by_settings.institution)
        .collect();
    let by_version = others[0];
    damage(
        &mut past,
        "UPDATE registrations SET version = 'beta' WHERE registration = $1",
        &by_version.registration,
    )
    .await;
    let after = register.audit(&condition).await;
    let settings = apart(
        &after,
        "registration",
        "unreadable: settings of the version named",
    );
    assert!(settings.numbers.contains(&by_settings.registration));
    assert!(settings.disclosed >= by_settings.disclosures.len() as u64);
    let version = apart(&after, "registration", "unknown code: app version");
    assert_eq!(version.numbers, [by_version.registration.as_str()]);
    assert_eq!(version.disclosed, by_version.disclosures.len() as u64);
    assert!(!counted(&after).contains(&by_version.registration));
    // Nothing is lost between the two: what is not in the table stands apart.
    let given = |report: &Report| report.table.total.disclosures as u64;
    let moved = settings.disclosed + version.disclosed;
    assert!(given(&after) + moved >= given(&before));
}

/// A switch that is neither on nor off: nobody knows what the clinic used.
#[tokio::test]
async fn a_setting_of_an_unknown_code_is_counted_apart_and_is_not_taken_for_another() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let before = register.audit(&condition).await;
    let mut past = unruled(&register).await;
    let case = &before.cases[0];
    let version = case.settings.version;
    assert_eq!(case.settings.then[0], ("diagnosis".to_owned(), "1".to_owned()));
    let changed = sqlx::query(
        "UPDATE settings_versions SET settings = replace(settings, '\"diagnosis\":\"1\"', '\"diagnosis\":\"7\"')
         WHERE institution = $1 AND version = $2",
    )
    .bind(&case.institution)
    .bind(version)
    .execute(&mut past)
    .await
    .unwrap();
    assert_eq!(changed.rows_affected(), 1);

    let after = register.audit(&condition).await;
    let unknown = apart(&after, "registration", "unknown code: setting");
    assert!(unknown.numbers.contains(&case.registration));
    let given = |report: &Report| report.table.total.disclosures as u64;
    assert_eq!(given(&after) + unknown.disclosed, given(&before));
    assert!(unknown.disclosed >= case.disclosures.len() as u64);
}

#[tokio::test]
async fn damaged_disclosures_press_logs_and_checks_are_named_and_the_rest_counts() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let before = register.audit(&condition).await;
    let mut past = unruled(&register).await;
    let confirmed: Vec<_> = before.cases.iter().filter(|case| case.confirmed).collect();
    let (log, check) = (confirmed[0], confirmed[1]);
    damage(
        &mut past,
        "UPDATE press_logs SET presses = '{' WHERE registration = $1",
        &log.registration,
    )
    .await;
    damage(
        &mut past,
        "UPDATE checks SET answer = '' WHERE check_number = (SELECT check_number FROM registrations WHERE registration = $1)",
        &check.registration,
    )
    .await;
    let others: Vec<String> =
        sqlx::query_scalar("SELECT disclosure FROM disclosures WHERE item = 'SHJ' LIMIT 2")
            .fetch_all(&mut past)
            .await
            .unwrap();
    damage(
        &mut past,
        "UPDATE disclosures SET item = 'XYZ' WHERE disclosure = $1",
        &others[0],
    )
    .await;
    damage(
        &mut past,
        "UPDATE disclosures SET disclosed_at = 'never' WHERE disclosure = $1",
        &others[1],
    )
    .await;

    let after = register.audit(&condition).await;
    assert_eq!(after.table.total.disclosures, before.table.total.disclosures);
    assert_eq!(after.table.total.persons, before.table.total.persons);
    let case = |report: &Report, number: &str| {
        let found = report.cases.iter().find(|case| case.registration == number);
        found.unwrap().clone()
    };
    let suspected = case(&after, &log.registration);
    assert!(!suspected.confirmed && suspected.press_log == PressLog::Unreadable);
    assert!(case(&after, &check.registration).insurers.is_empty());
    let insurer = apart(&after, "registration", "unreadable: insurer");
    assert_eq!(insurer.numbers, [check.registration.as_str()]);
    assert_eq!(
        apart(&after, "disclosure", "unknown code: item").numbers,
        [others[0].clone()]
    );
    let time = apart(&after, "disclosure", "unreadable: disclosed_at");
    assert_eq!(time.numbers, [others[1].clone()]);
}
