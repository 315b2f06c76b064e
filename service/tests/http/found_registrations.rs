//! `GET /v1/registrations?digest=…`: whether a consent was registered, by the 控え番号 that the app showed.

use kyotaku_core::eligibility::ProblemKind;
use serde_json::{Value, json};

use crate::stage::{Request, Stage, registration};

fn by_digest(start: &str) -> Request {
    Request::get(&format!("/v1/registrations?digest={start}"))
}

#[tokio::test]
async fn the_twelve_digits_that_the_app_shows_find_the_receipt() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let other = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&body)).await.text;
    stage.send(registration(&other)).await.ok();
    let digest = body["digest"].as_str().unwrap();
    let rows = stage.rows().await;
    for start in [&digest[..12], &digest[..13], digest, &digest[..12].to_uppercase()] {
        let found = stage.send(by_digest(start)).await;
        assert_eq!(
            (found.status.as_u16(), found.text),
            (200, format!("[{receipt}]")),
            "{start}"
        );
    }
    assert_eq!(stage.rows().await, rows);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_was_never_registered_or_by_another_clinic_is_an_empty_list() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let digest = body["digest"].as_str().unwrap();
    assert_eq!(stage.send(by_digest(digest)).await.ok(), json!([]));
    stage.send(registration(&body)).await.ok();
    let last = if &digest[11..12] == "0" { "1" } else { "0" };
    let near = [&digest[..11], last].concat();
    assert_eq!(stage.send(by_digest(&near)).await.ok(), json!([]));
    let anothers = by_digest(digest).of_the_other_clinic();
    assert_eq!(stage.send(anothers).await.ok(), json!([]));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn registrations_whose_digests_begin_alike_are_all_found_the_oldest_first() {
    let stage = Stage::set().await;
    let mut numbers = Vec::new();
    for _ in 0..3 {
        let body = stage.statement(&stage.check_number().await).await;
        numbers.push(stage.send(registration(&body)).await.ok()["registration"].clone());
    }
    stage.drop_triggers().await;
    sqlx::query("UPDATE registrations SET digest = 'ffffffffffff' || substr(digest, 13)")
        .execute(&stage.database().await)
        .await
        .unwrap();
    let found = stage.send(by_digest("ffffffffffff")).await.ok();
    let found: Vec<Value> = found
        .as_array()
        .unwrap()
        .iter()
        .map(|receipt| receipt["registration"].clone())
        .collect();
    assert_eq!(found, numbers);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn whatever_is_not_12_to_64_hexadecimal_digits_is_malformed() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    stage.send(registration(&body)).await.ok();
    let digest = body["digest"].as_str().unwrap();
    let long = [digest, "0"].concat();
    for query in [
        String::new(),
        "?".into(),
        "?digest".into(),
        "?digest=".into(),
        format!("?digest={}", &digest[..11]),
        format!("?digest={long}"),
        format!("?digest={}%25", &digest[..11]),
        format!("?digest={}*", &digest[..12]),
        format!("?digest={}g", &digest[..12]),
        format!("?digest=%20{}", &digest[..12]),
        format!("?digest={}%EF%BC%91", &digest[..12]),
        format!("?digest={}%FF", &digest[..12]),
        format!("?digest={digest}&digest={digest}"),
        format!("?digest={digest}&institution=9876543210"),
        format!("?Digest={digest}"),
    ] {
        let request = Request::get(&format!("/v1/registrations{query}"));
        assert_eq!(
            stage.refused(request).await,
            ProblemKind::MalformedRequest,
            "{query}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_refusal_for_another_clinic_does_not_say_that_nothing_was_registered() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&body)).await.text;
    // The device was enrolled with another clinic between the two asks: the key is looked up among that clinic's.
    let again = registration(&body).of_the_other_clinic();
    assert_eq!(stage.refused(again).await, ProblemKind::CheckOfAnotherClinic);
    let found = stage.send(by_digest(body["digest"].as_str().unwrap())).await;
    assert_eq!(found.text, format!("[{receipt}]"));
    stage.running.shutdown().await;
}
