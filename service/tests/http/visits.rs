//! Visits at サンプル医療機関 by every channel, in every mode that it serves.

use kyotaku_core::{
    card::ChallengeMessage, consent::RegistrationRequest, eligibility::CheckRequest, origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample::{CLINIC, joint_declined};
use serde_json::{Value, json};

use crate::stage::{Request, Stage, check, proof};

/// Each channel with each mode that it serves, written out from `docs/protocol.md`.
pub(crate) const WAYS: [(Channel, CareMode); 5] = [
    (Channel::VisitApp, CareMode::HomeVisit),
    (Channel::VisitApp, CareMode::OnlineOutpatient),
    (Channel::ReceptionWeb, CareMode::HomeVisit),
    (Channel::ReceptionWeb, CareMode::OnlineOutpatient),
    (Channel::FaceReader, CareMode::Outpatient),
];

impl Stage {
    /// A challenge of this channel: its number and nonce.
    pub(crate) async fn challenge_by(&self, channel: Channel, mode: CareMode) -> (String, String) {
        let request = Request::post("/v1/challenges", &json!({ "mode": mode })).by(channel);
        let answer = self.send(request).await.ok();
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        (text("challenge"), text("nonce"))
    }

    /// A check request of the card of `valid`, by PIN.
    pub(crate) async fn proof_by(&self, channel: Channel, mode: CareMode) -> CheckRequest {
        let (challenge, nonce) = self.challenge_by(channel, mode).await;
        let message = ChallengeMessage::new(&CLINIC.parse().unwrap(), mode, &nonce);
        proof("valid", challenge, &message)
    }

    /// The number of a new check by this channel.
    pub(crate) async fn check_by(&self, channel: Channel, mode: CareMode) -> String {
        let request = self.proof_by(channel, mode).await;
        let answer = self.send(check(&request).by(channel)).await.ok();
        answer["check"].as_str().unwrap().to_owned()
    }

    /// As in the notice: all agreed, then 診療・薬剤 declined.
    pub(crate) async fn statement_in(&self, mode: CareMode, check: &str) -> Value {
        let confirmed = joint_declined(&self.settings().await, check, mode).unwrap();
        serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap()
    }
}
