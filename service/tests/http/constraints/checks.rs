//! Checks, and the challenges that they used up.

use kyotaku_core::{origin::Channel, visit::CareMode};

use crate::stage::Stage;

#[tokio::test]
async fn no_check_is_written_of_another_person_clinic_mode_channel_or_way_of_identification() {
    let stage = Stage::set().await;
    let mut database = stage.past_the_guard().await;
    let number = stage.check_by(Channel::ReceptionWeb, CareMode::HomeVisit).await;
    let other = stage
        .challenge_by(Channel::ReceptionWeb, CareMode::HomeVisit)
        .await
        .0;
    stage.check("several").await;
    let before = stage.rows().await;
    // The stored check once more, under a challenge of its own, with one column changed.
    let columns = "'c', '{other}', institution, 'key', request_sha256, mode, root, serial, certificate_not_after, insured, validity,
        insurances_found, answer, checked_at, expires_at, channel, app, version, device, credential, identity";
    for (from, to, rule) in [
        (
            "insured,",
            "'several',",
            "a check is of the person of its certificate",
        ),
        ("insured,", "NULL,", "a check is of the person of its certificate"),
        ("serial,", "'0',", "a check is of the person of its certificate"),
        (
            "institution,",
            "'9876543210',",
            "a check is of the clinic and mode of its challenge",
        ),
        (
            " mode,",
            " 'online-outpatient',",
            "a check is of the clinic and mode of its challenge",
        ),
        (
            "credential,",
            "'sample-device',",
            "a check comes by a device of its channel",
        ),
        (
            " channel,",
            " 'visit-app',",
            "a check comes by a device of its channel",
        ),
        (
            ", identity",
            ", 'visual'",
            "a check by the reception web is by the PIN",
        ),
    ] {
        assert!(columns.contains(from), "{from}");
        let columns = columns.replacen(from, to, 1).replace("{other}", &other);
        let sql = format!("INSERT INTO checks SELECT {columns} FROM checks WHERE check_number = '{number}'");
        let refusal = sqlx::query(sqlx::AssertSqlSafe(sql))
            .execute(&mut database)
            .await
            .unwrap_err();
        let refusal = refusal.as_database_error().unwrap().message().to_owned();
        // A clinic without this person's number, or this device, breaks more rules than the one.
        assert!(refusal == rule || from == "institution,", "{from}: {refusal}");
    }
    for forbidden in [
        "mode = 'outpatient'",
        "institution = '9876543210'",
        "expires_at = '9'",
        "channel = 'visit-app'",
    ] {
        let sql = format!("UPDATE challenges SET {forbidden} WHERE challenge = '{other}'");
        let refused = sqlx::query(sqlx::AssertSqlSafe(sql)).execute(&mut database).await;
        let refusal = refused.unwrap_err().to_string();
        assert!(
            refusal.contains("a challenge changes only by being used"),
            "{refusal}"
        );
    }
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}
