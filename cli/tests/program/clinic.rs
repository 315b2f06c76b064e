//! サンプル医療機関's visit app as a program: its calls by the core's own client, with a card that is there.

use jiff::Timestamp;
use kyotaku_card::sample;
use kyotaku_core::{
    card::ChallengeMessage,
    consent::{Receipt, RegistrationRequest},
    eligibility::{
        Challenge, ChallengeRequest, CheckRequest, ClinicSettings, EligibilityService, IdempotencyKey,
        ServiceFault,
        http::{DeviceToken, HttpConfig, HttpService},
    },
    origin::{Channel, Origin},
    visit::CareMode,
};
use kyotaku_service::sample::{TOKEN, joint_declined};

const MODE: CareMode = CareMode::HomeVisit;

pub(super) struct Clinic(HttpService);

impl Clinic {
    pub(super) fn at(address: &str) -> Self {
        let origin = Origin {
            channel: Channel::VisitApp,
            app: "kyotaku-test".into(),
            version: "0".into(),
            device: "test".into(),
        };
        let token = DeviceToken::new(TOKEN).unwrap();
        Self(HttpService::new(HttpConfig::new(address, token, origin)).unwrap())
    }

    pub(super) async fn settings(&self) -> Result<ClinicSettings, ServiceFault> {
        self.0.settings().await
    }

    pub(super) async fn challenge(&self) -> Result<Challenge, ServiceFault> {
        self.0.challenge(&ChallengeRequest { mode: MODE }).await
    }

    /// 居宅　花子's card is checked; what she agrees to then is everything in 訪問診療等 but 診療・薬剤. It is not sent yet.
    pub(super) async fn filled_in(&self) -> RegistrationRequest {
        let settings = self.settings().await.unwrap();
        let challenge = self.challenge().await.unwrap();
        let message = ChallengeMessage::new(&settings.institution, MODE, &challenge.nonce);
        let mut card = sample::card("valid", Timestamp::now()).unwrap();
        let check = CheckRequest::new(&challenge, &card.proof(sample::PIN, &message).unwrap());
        let key = IdempotencyKey::of_check(&check);
        let found = self.0.check(&check, &key).await.unwrap();
        RegistrationRequest::new(&joint_declined(&settings, &found.check, MODE).unwrap())
    }

    pub(super) async fn register(&self, request: &RegistrationRequest) -> Result<Receipt, ServiceFault> {
        let key = IdempotencyKey::of_registration(&request.statement.check, &request.digest);
        self.0.register(request, &key).await
    }
}
