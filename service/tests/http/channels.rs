//! A device speaks for the channel it was enrolled for; a channel serves its own modes; and a consent is registered by the
//! channel that made the check.

use kyotaku_core::{card::ChallengeMessage, eligibility::ProblemKind, origin::Channel, visit::CareMode};
use kyotaku_service::sample::CLINIC;
use reqwest::Method;
use serde_json::json;

use crate::{
    past_the_guard::credential,
    stage::{Request, Stage, check, lookup, registration},
    surface_card::request,
    visits::WAYS,
    visual_checks::hanako,
};

#[tokio::test]
async fn no_device_speaks_for_another_channel_on_any_path() {
    let stage = Stage::set().await;
    let body = stage.statement(&stage.check_number().await).await;
    let proof = stage.proof("valid", CareMode::HomeVisit).await;
    for device in Channel::ALL {
        for said in Channel::ALL.into_iter().filter(|&said| said != device) {
            let requests = [
                Request::get("/v1/settings"),
                Request::post("/v1/challenges", &json!({ "mode": "home-visit" })),
                Request::post("/v1/challenges", &json!({ "mode": "outpatient" })),
                lookup(&proof.challenge, &"0".repeat(64)),
                check(&proof),
                registration(&body),
                Request::get("/v1/registrations?digest=000000000000"),
                Request::new(Method::GET, "/v1/registrations/0"),
            ];
            for sent in requests {
                let path = sent.path.clone();
                let sent = sent.by(device).header("kyotaku-channel", said.wire_name());
                let refused = stage.refused(sent).await;
                assert_eq!(
                    refused,
                    ProblemKind::OriginOfAnotherChannel,
                    "{device:?} {said:?} {path}"
                );
            }
        }
    }
    stage.send(check(&proof)).await.ok();
    stage.send(registration(&body)).await.ok();
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_channel_gets_challenges_for_its_own_modes_and_can_use_no_others() {
    let stage = Stage::set().await;
    for channel in Channel::ALL {
        for mode in CareMode::ALL {
            let asked = Request::post("/v1/challenges", &json!({ "mode": mode })).by(channel);
            if WAYS.contains(&(channel, mode)) {
                assert_eq!(stage.send(asked).await.status, 201, "{channel:?} {mode:?}");
                continue;
            }
            assert_eq!(
                stage.refused(asked).await,
                ProblemKind::ModeNotOfChannel,
                "{channel:?} {mode:?}"
            );
            // Nor with a challenge that another channel of the clinic was given.
            let (giver, _) = WAYS.into_iter().find(|&(_, served)| served == mode).unwrap();
            let proof = stage.proof_by(giver, mode).await;
            let refused = stage.refused(check(&proof).by(channel)).await;
            assert_eq!(refused, ProblemKind::ModeNotOfChannel, "{channel:?} {mode:?}");
            stage.send(check(&proof).by(giver)).await.ok();
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_reception_web_always_asks_for_the_pin() {
    let stage = Stage::set().await;
    for (channel, mode) in WAYS {
        let (challenge, nonce) = stage.challenge_by(channel, mode).await;
        let message = ChallengeMessage::without_pin(&CLINIC.parse().unwrap(), mode, &nonce);
        let visual = check(&request(&challenge, &hanako().proof("valid", &message))).by(channel);
        if channel == Channel::ReceptionWeb {
            let refused = stage.refused(visual).await;
            assert_eq!(refused, ProblemKind::IdentityNotOfChannel, "{mode:?}");
        } else {
            assert_eq!(stage.send(visual).await.status, 200, "{channel:?} {mode:?}");
        }
        stage.check_by(channel, mode).await;
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_consent_is_registered_by_the_channel_of_its_check_and_every_row_says_which() {
    for (channel, mode) in WAYS {
        let stage = Stage::set().await;
        let number = stage.check_by(channel, mode).await;
        let body = stage.statement_in(mode, &number).await;
        for other in Channel::ALL.into_iter().filter(|&other| other != channel) {
            let refused = stage.refused(registration(&body).by(other)).await;
            assert_eq!(
                refused,
                ProblemKind::CheckOfAnotherChannel,
                "{channel:?} {other:?} {mode:?}"
            );
        }
        let answer = stage.send(registration(&body).by(channel)).await;
        assert_eq!(answer.status, 201, "{channel:?} {mode:?}");
        let receipt = answer.json();
        let origin =
            json!({"channel": channel, "app": "kyotaku-test", "version": "0.1.0", "device": "tablet-1"});
        assert_eq!(receipt["origin"], origin);
        assert_eq!(receipt["statement"], body["statement"]);

        // Sent again by another device of the clinic, it is answered with what stands: where it came from is no matter of who asks.
        let (other, _) = WAYS.into_iter().find(|&(other, _)| other != channel).unwrap();
        let again = stage.send(registration(&body).by(other)).await;
        assert_eq!((again.status.as_u16(), again.json()), (200, receipt));
        for table in ["challenges", "checks", "registrations"] {
            let stored = origins(&stage, table).await;
            let expected = [
                channel.wire_name(),
                "kyotaku-test",
                "0.1.0",
                "tablet-1",
                credential(channel),
            ];
            assert_eq!(
                stored,
                [expected.map(str::to_owned)],
                "{table} {channel:?} {mode:?}"
            );
        }
        stage.running.shutdown().await;
    }
}

/// Channel, app, version, device and credential of each row.
async fn origins(stage: &Stage, table: &str) -> Vec<[String; 5]> {
    let sql = format!("SELECT channel, app, version, device, credential FROM {table}");
    let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(sqlx::AssertSqlSafe(sql))
        .fetch_all(&mut stage.past_the_guard().await)
        .await
        .unwrap();
    let rows = rows.into_iter();
    rows.map(|(channel, app, version, device, credential)| [channel, app, version, device, credential])
        .collect()
}
