//! What only a SQLite file can hold: columns of another kind, texts that are no UTF-8, rows without a number.

use kyotaku_service::{
    audit::{
        Condition,
        case::PressLog,
        fix::{self, Author},
        letters,
    },
    ports::SystemClock,
};

use super::{apart, are_counted_apart, damage, unruled};
use crate::register::Register;

/// How one registration is damaged, and what the report says of it.
const DAMAGES: [(&str, &str); 3] = [
    (
        "UPDATE registrations SET statement = x'fffe' WHERE registration = $1",
        "unreadable: statement",
    ),
    (
        "UPDATE registrations SET device = CAST(x'fffe' AS TEXT) WHERE registration = $1",
        "unreadable: a text that is no UTF-8",
    ),
    (
        "UPDATE registrations SET statement = CAST(x'7bff' AS TEXT) WHERE registration = $1",
        "unreadable: a text that is no UTF-8",
    ),
];

#[tokio::test]
async fn each_damage_of_a_file_is_counted_apart_under_its_reason_and_named() {
    are_counted_apart(&DAMAGES).await;
}

#[tokio::test]
async fn what_was_given_out_under_unreadable_text_is_counted_beside_it_and_so_are_rows_without_a_number() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let before = register.audit(&condition).await;
    let mut past = unruled(&register).await;
    let mut cases = before.cases.iter();
    let mut next = || cases.next().unwrap().clone();
    let (text, unnumbered, log, check, given) = (next(), next(), next(), next(), next());
    for (sql, number) in [
        (
            "UPDATE registrations SET app = CAST(x'fffe' AS TEXT) WHERE registration = $1",
            &text.registration,
        ),
        (
            "UPDATE registrations SET registration = NULL WHERE registration = $1",
            &unnumbered.registration,
        ),
        (
            "INSERT INTO press_logs SELECT registration, institution, CAST(x'fffe' AS TEXT), '', '', '', '', '', '' FROM registrations
             WHERE registration = $1 ON CONFLICT DO UPDATE SET presses = CAST(x'fffe' AS TEXT)",
            &log.registration,
        ),
        (
            "UPDATE checks SET answer = CAST(x'fffe' AS TEXT) WHERE check_number =
                 (SELECT check_number FROM registrations WHERE registration = $1)",
            &check.registration,
        ),
        (
            "UPDATE disclosures SET program = CAST(x'fffe' AS TEXT) WHERE disclosure = $1",
            &given.disclosures[0].disclosure,
        ),
        // Of another clinic than any of these: nothing else is judged by it.
        (
            "INSERT INTO settings_versions SELECT institution, 1 + max(version), CAST(x'fffe' AS TEXT), '', NULL FROM settings_versions
             WHERE institution = $1",
            &"9900000040".to_owned(),
        ),
    ] {
        damage(&mut past, sql, number).await;
    }
    let after = register.audit(&condition).await;
    let unreadable = apart(&after, "registration", "unreadable: a text that is no UTF-8");
    assert_eq!(unreadable.numbers, [text.registration.as_str()]);
    assert_eq!(unreadable.disclosed, text.disclosures.len() as u64);
    let nameless = apart(&after, "registration", "unreadable: registration");
    assert_eq!((nameless.count, nameless.numbers.len()), (1, 0));
    // What was given out under a registration that is not there is as much of a question.
    let lost = apart(&after, "disclosure", "damaged: there is no such registration");
    assert_eq!(lost.count, unnumbered.disclosures.len());
    let disclosed = apart(&after, "disclosure", "unreadable: a text that is no UTF-8");
    assert_eq!(disclosed.numbers, [given.disclosures[0].disclosure.as_str()]);
    let insurer = apart(&after, "registration", "unreadable: insurer");
    assert_eq!(insurer.numbers, [check.registration.as_str()]);
    let logged = after
        .cases
        .iter()
        .find(|case| case.registration == log.registration);
    assert_eq!(logged.unwrap().press_log, PressLog::Unreadable);
    let gone = text.disclosures.len() + unnumbered.disclosures.len() + 1;
    assert_eq!(
        after.table.total.disclosures,
        before.table.total.disclosures - gone
    );
    // Nor do corrections and letters stop at it. A correction that cannot be read has taken nothing back.
    let author = Author::new("operator-1", "0.1.0").unwrap();
    let due = fix::plan(&condition, &after).unwrap().due.len();
    damage(
        &mut past,
        "INSERT INTO corrections SELECT 'unreadable', registration, institution, CAST(x'fffe' AS TEXT), '0', 'device', 'device', NULL,
             'key-of-the-unreadable', '', '2025-01-16T11:00:00+09:00', 'visit-app', 'app', '1', 'device', 'device'
         FROM registrations WHERE registration = $1",
        &check.registration,
    )
    .await;
    let done = fix::write(
        &register.database,
        &condition,
        &after,
        &author,
        &SystemClock,
        |_| {},
    )
    .await
    .unwrap();
    assert_eq!(done.taken_back, due);
    let again = register.audit(&condition).await;
    assert_eq!(fix::plan(&condition, &again).unwrap().due.len(), 0);
    let folder = register.place.folder().join("letters");
    letters::write(&register.database, &after, &folder).await.unwrap();
    let persons = std::fs::read_to_string(folder.join("persons.jsonl")).unwrap();
    assert_eq!(persons.lines().count(), after.table.total.persons);
}
