//! `POST /v1/registrations` and `GET /v1/registrations/{registration}`: what is stored and read back.

use kyotaku_core::{
    consent::Receipt,
    eligibility::{ProblemKind, Use},
    visit::CareMode,
};
use kyotaku_service::{count_registrations, items_of_latest_registration, items_of_registration};
use sha2::{Digest, Sha256};

use crate::{
    refused_registrations::changed,
    stage::{Request, Stage, check, registration},
};

#[tokio::test]
async fn the_notices_case_is_stored_as_it_was_said_and_read_back_from_the_rows() {
    let stage = Stage::set().await;
    let check = stage.check_number().await;
    let body = stage.statement(&check).await;
    let answer = stage.send(registration(&body)).await;
    assert_eq!(answer.status, 201);
    let receipt: Receipt = serde_json::from_value(answer.json()).unwrap();
    assert_eq!(
        serde_json::to_value(&receipt.statement).unwrap(),
        body["statement"]
    );
    assert_eq!(receipt.digest, body["digest"]);
    assert_eq!(receipt.items, receipt.statement.items);
    assert_eq!(receipt.registered_at, "2026-11-22T12:00:00+09:00");
    assert_eq!(receipt.origin.app, "kyotaku-test");

    let stored = items_of_latest_registration(&stage.running.database)
        .await
        .unwrap();
    let stored: Vec<_> = stored.iter().map(|item| (&*item.item, &*item.decision)).collect();
    let expected = [
        ("SHJ", "agree"),
        ("SRJ", "decline"),
        ("YZK", "decline"),
        ("TKK", "agree"),
        ("療養情報", "agree"),
        ("TSR", "agree"),
    ];
    assert_eq!(stored, expected);
    assert_eq!(count_registrations(&stage.running.database).await.unwrap(), 1);

    let again = stage
        .send(Request::get(&format!(
            "/v1/registrations/{}",
            receipt.registration
        )))
        .await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &answer.text));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_statement_is_stored_to_the_letter_with_the_digest_of_its_canonical_text() {
    let stage = Stage::set().await;
    let check = stage.check_number().await;
    let body = stage.statement(&check).await;
    let statement = serde_json::to_string_pretty(&body["statement"]).unwrap();
    let raw = format!("{{\"digest\": {},\n \"statement\": {statement}}}", body["digest"]);
    let receipt = stage.send(registration(&body).bytes(raw)).await.ok();

    type Row = (
        String,
        String,
        String,
        String,
        i64,
        Option<String>,
        String,
        String,
    );
    let row: Row = sqlx::query_as(
        "SELECT statement, digest, check_number, mode, settings_version, prescription_form, channel, credential
         FROM registrations",
    )
    .fetch_one(&stage.database().await)
    .await
    .unwrap();
    assert_eq!(row.0, statement);
    let text = format!(
        "kyotaku statement 1\ninstitution 1234567890\ncheck {check}\nmode home-visit\nsettings 1\n\
         answer surgery agree\nanswer diagnosis-and-medication decline\nanswer checkups agree\n\
         answer medical-care agree\nanswer specific-disease agree\nform electronic\nitem SHJ agree\n\
         item SRJ decline\nitem YZK decline\nitem TKK agree\nitem 療養情報 agree\nitem TSR agree\n"
    );
    let digest: String = Sha256::digest(text)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    assert_eq!(row.1, digest);
    let (mode, form) = ("home-visit".to_owned(), Some("electronic".to_owned()));
    assert_eq!((row.2, row.3, row.4, row.5), (check, mode, 1, form));
    assert_eq!((&*row.6, &*row.7), ("visit-app", "sample-device"));
    assert_eq!(receipt["statement"], body["statement"]);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_same_request_again_gets_the_same_receipt_and_no_second_row() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let first = stage.send(registration(&body)).await;
    let rows = stage.rows().await;
    // Hours later, after the settings changed, from an updated app: what was registered is registered.
    stage.pass_time(5 * 60 * 60);
    stage.save(|settings| settings.checkups = Use::Off).await;
    let again = stage
        .send(registration(&body).header("kyotaku-version", "0.2.0"))
        .await;
    assert_eq!((again.status.as_u16(), &again.text), (200, &first.text));
    // And however its JSON is laid out.
    let pretty = serde_json::to_string_pretty(&body).unwrap();
    assert_eq!(
        stage.send(registration(&body).bytes(pretty)).await.text,
        first.text
    );
    assert_eq!(stage.rows().await[..5], rows[..5]);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn both_modes_can_register() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", CareMode::OnlineOutpatient).await;
    let number = stage.send(check(&proof)).await.ok()["check"]
        .as_str()
        .unwrap()
        .to_owned();
    let body = changed(&stage.statement(&number).await, |statement| {
        statement["mode"] = "online-outpatient".into();
    });
    stage.send(registration(&body)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_receipt_is_only_for_the_clinic_that_registered() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&body)).await.ok();
    let path = format!("/v1/registrations/{}", receipt["registration"].as_str().unwrap());
    let anothers = Request::get(&path).of_the_other_clinic();
    assert_eq!(stage.send(anothers).await.problem(), ProblemKind::NotFound);
    for path in [
        "/v1/registrations/0",
        "/v1/registrations/%FF",
        "/v1/registrations/a%2Fb",
    ] {
        assert_eq!(
            stage.send(Request::get(path)).await.problem(),
            ProblemKind::NotFound,
            "{path}"
        );
    }
    let none = items_of_registration(&stage.running.database, "0").await.unwrap();
    assert!(none.is_empty());
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_database_itself_refuses_to_change_or_delete_a_registration() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    stage.send(registration(&body)).await.ok();
    let before = items_of_latest_registration(&stage.running.database)
        .await
        .unwrap();
    let pool = stage.database().await;
    for forbidden in [
        "UPDATE registrations SET digest = ''",
        "DELETE FROM registrations",
        "UPDATE registration_items SET decision = 'agree'",
        "DELETE FROM registration_items",
        "INSERT INTO registration_items SELECT registration, 9, 'YZK', 'agree' FROM registrations",
        "UPDATE checks SET validity = '1'",
        "DELETE FROM checks",
        "UPDATE challenges SET used_at = NULL",
    ] {
        assert!(
            sqlx::query(forbidden).execute(&pool).await.is_err(),
            "{forbidden}"
        );
    }
    assert_eq!(
        items_of_latest_registration(&stage.running.database)
            .await
            .unwrap(),
        before
    );
    stage.running.shutdown().await;
}
