//! What the privacy officer looks through: what was given out in an emergency, and alarms.

use kyotaku_service::sample::{
    OTHER_CLINIC,
    accounts::{ADMINISTRATOR, OTHER_PRIVACY_OFFICER_PASSWORD, PRIVACY_OFFICER},
};

use crate::{
    browser::Browser,
    stage::{Stage, registration},
};

const REASON: &str = "意識がなく<b>救命</b>のため";

/// A disclosure of each clinic, an alarm of ours, both of the person who was checked there.
async fn with_rows(stage: &Stage) -> String {
    let body = stage.statement(&stage.check_number().await).await;
    let receipt = stage.send(registration(&body)).await.ok();
    let number = receipt["registration"].as_str().unwrap().to_owned();
    let pool = stage.database().await;
    // That the other clinic gave out something of a person whom it does not know is what the database refuses.
    stage.drop_triggers().await;
    for (disclosure, institution, reason) in
        [("a", "1234567890", REASON), ("b", "9876543210", "別の医院の理由")]
    {
        sqlx::query("INSERT INTO emergency_disclosures VALUES ($1, $2, 'valid', $3, 'sample-ehr', '2026-11-22T12:00:00+09:00')")
            .bind(disclosure)
            .bind(institution)
            .bind(reason)
            .execute(&pool)
            .await
            .unwrap();
    }
    sqlx::query("INSERT INTO alarms VALUES ('a', '1234567890', $1, 'items-do-not-follow', '2026-11-22T12:00:00+09:00')")
        .bind(&number)
        .execute(&pool)
        .await
        .unwrap();
    number
}

#[tokio::test]
async fn the_officer_reads_when_which_program_of_whom_and_why_and_nobody_else_does() {
    let stage = Stage::set().await;
    let mut officer = Browser::signed_in(&stage, PRIVACY_OFFICER).await;
    assert!(
        officer
            .get(&stage, "/web/emergency")
            .await
            .text
            .contains("記録はありません。")
    );
    with_rows(&stage).await;
    let patient: String = sqlx::query_scalar("SELECT patient FROM patients WHERE institution = '1234567890'")
        .fetch_one(&stage.database().await)
        .await
        .unwrap();
    let page = officer.get(&stage, "/web/emergency").await.text;
    let escaped = "意識がなく&#60;b&#62;救命&#60;/b&#62;のため";
    for words in ["2026年11月22日 12:00:00", "sample-ehr", patient.as_str(), escaped] {
        assert!(page.contains(words), "{words}");
    }
    assert!(!page.contains("別の医院の理由"));

    let mut administrator = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let refused = administrator.get(&stage, "/web/emergency").await;
    assert_eq!(refused.status, 403);
    assert!(!refused.text.contains("sample-ehr"));
    let mut theirs = Browser::signed_in_at(
        &stage,
        OTHER_CLINIC,
        PRIVACY_OFFICER,
        OTHER_PRIVACY_OFFICER_PASSWORD,
    )
    .await;
    let page = theirs.get(&stage, "/web/emergency").await.text;
    assert!(page.contains("別の医院の理由") && page.contains("(この医療機関での番号なし)"));
    assert!(!page.contains("救命") && !page.contains(&patient));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn an_alarm_is_shown_to_its_clinic_in_words() {
    let stage = Stage::set().await;
    let number = with_rows(&stage).await;
    for login in [ADMINISTRATOR, PRIVACY_OFFICER] {
        let page = Browser::signed_in(&stage, login)
            .await
            .get(&stage, "/web/alarms")
            .await
            .text;
        assert!(
            page.contains("情報提供項目の同意・不同意が、患者の回答と合いません。") && page.contains(&number)
        );
    }
    let mut theirs = Browser::signed_in_at(
        &stage,
        OTHER_CLINIC,
        PRIVACY_OFFICER,
        OTHER_PRIVACY_OFFICER_PASSWORD,
    )
    .await;
    assert!(
        theirs
            .get(&stage, "/web/alarms")
            .await
            .text
            .contains("警報はありません。")
    );
    stage.running.shutdown().await;
}
