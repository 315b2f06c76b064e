//! What is stored of a consent disagrees with itself, written past guard and database: the gate gives nothing out, and raises an
//! alarm.

use kyotaku_core::{consent::Item, eligibility::ProblemKind};

use crate::{
    ehr::{asks, gives_nothing},
    stage::Stage,
    visits::WAYS,
};

/// How a stored registration is twisted, and what the alarm calls it.
const TWISTS: [(&str, &str); 6] = [
    (
        "UPDATE registration_items SET decision = 'agree' WHERE item = 'YZK'",
        "item-rows-differ",
    ),
    (
        "UPDATE registration_items SET decision = 'agree' WHERE item IN ('SRJ', 'YZK')",
        "item-rows-differ",
    ),
    (
        "UPDATE registrations SET statement = replace(statement, '{\"decision\":\"decline\",\"item\":\"YZK\"}',
             '{\"decision\":\"agree\",\"item\":\"YZK\"}')",
        "items-do-not-follow",
    ),
    (
        "UPDATE registrations SET statement = replace(statement, 'decline', 'agree');
         UPDATE registration_items SET decision = 'agree'",
        "digest-differs",
    ),
    (
        "UPDATE registrations SET statement = substr(statement, 2)",
        "statement-unreadable",
    ),
    (
        "UPDATE registrations SET prescription_form = 'paper'",
        "statement-of-another-row",
    ),
];

async fn alarms(stage: &Stage) -> Vec<(String, String, String)> {
    let pool = stage.database().await;

    sqlx::query_as("SELECT institution, registration, contradiction FROM alarms ORDER BY rowid")
        .fetch_all(&pool)
        .await
        .unwrap()
}

#[tokio::test]
async fn a_stored_flag_that_disagrees_with_its_statement_gives_nothing_out_and_raises_one_alarm() {
    for (channel, mode) in WAYS {
        for (twist, contradiction) in TWISTS {
            let stage = Stage::set().await;
            let patient = stage.patient(channel, mode).await;
            let joint = kyotaku_core::consent::Question::DiagnosisAndMedication;
            let number = stage.consented((channel, mode), &[joint]).await;
            // Before, the honest row gives out what was agreed.
            stage.given(&patient, Item::Checkups, mode).await;
            stage.drop_triggers().await;
            let pool = stage.database().await;
            let changed = sqlx::raw_sql(twist).execute(&pool).await.unwrap();
            assert!(changed.rows_affected() > 0, "{twist}");
            // Asked for twice: every item is withheld, those too that were agreed.
            for item in Item::ALL.into_iter().chain(Item::ALL) {
                let answer = stage.send(asks(&patient, item, mode)).await;
                gives_nothing(&answer);
                assert_eq!(
                    answer.problem(),
                    ProblemKind::ConsentContradictory,
                    "{item:?} {twist}"
                );
            }
            let raised = ("1234567890".to_owned(), number, contradiction.to_owned());
            assert_eq!(alarms(&stage).await, [raised], "{twist}");
            assert_eq!(stage.disclosures().await.len(), 1, "{twist}");
            // A consent that is registered anew stands by itself.
            let anew = stage.consented((channel, mode), &[joint]).await;
            let given = stage.given(&patient, Item::Checkups, mode).await;
            assert_eq!(given["registration"], anew);
            stage.running.shutdown().await;
        }
    }
}

#[tokio::test]
async fn an_alarm_that_cannot_be_raised_gives_nothing_out_either() {
    let (channel, mode) = WAYS[0];
    let stage = Stage::set().await;
    let patient = stage.patient(channel, mode).await;
    stage.consented((channel, mode), &[]).await;
    stage.drop_triggers().await;
    let pool = stage.database().await;
    sqlx::raw_sql(
        "UPDATE registration_items SET decision = 'decline' WHERE item = 'YZK';
         ALTER TABLE alarms RENAME TO aside",
    )
    .execute(&pool)
    .await
    .unwrap();
    let answer = stage.send(asks(&patient, Item::Surgery, mode)).await;
    gives_nothing(&answer);
    assert_eq!(answer.problem(), ProblemKind::StorageUnavailable);
    sqlx::query("ALTER TABLE aside RENAME TO alarms")
        .execute(&pool)
        .await
        .unwrap();
    let answer = stage.send(asks(&patient, Item::Surgery, mode)).await;
    assert_eq!(answer.problem(), ProblemKind::ConsentContradictory);
    assert_eq!(alarms(&stage).await.len(), 1);
    assert!(stage.disclosures().await.is_empty());
    stage.running.shutdown().await;
}
