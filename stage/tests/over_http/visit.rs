//! A visit's calls in their order, by the core's own client and the core's own tap.

use kyotaku_core::{
    card::{CardFault, ChallengeMessage, Digit, Generations, LastTry, Limits, NoneKnown, Pin, Reading},
    consent::{Confirmed, Receipt, RegistrationRequest},
    eligibility::{
        Challenge, ChallengeRequest, CheckRequest, ClinicSettings, DeviceToken, Eligibility,
        EligibilityService, HttpConfig, HttpService, IdempotencyKey, ServiceFault,
    },
    origin::{Channel, Origin},
    visit::CareMode,
};
use kyotaku_service::sample;

use crate::{program::Scene, remote_card::RemoteCard};

const MODE: CareMode = CareMode::HomeVisit;

/// A visit's side of a scene.
pub(crate) struct Visit {
    service: HttpService,
    card: RemoteCard,
}

impl Visit {
    pub(crate) fn at(scene: &Scene) -> Self {
        let origin = Origin {
            channel: Channel::VisitApp,
            app: "kyotaku-stage-test".to_owned(),
            version: "0.0.1".to_owned(),
            device: "test".to_owned(),
        };
        let token = DeviceToken::new(scene.token.clone()).unwrap();
        Self {
            service: HttpService::new(HttpConfig::new(&scene.service, token, origin)).unwrap(),
            card: RemoteCard(scene.clone()),
        }
    }

    pub(crate) async fn settings(&self) -> Result<ClinicSettings, ServiceFault> {
        self.service.settings().await
    }

    pub(crate) async fn challenge(&self) -> Result<Challenge, ServiceFault> {
        self.service.challenge(&ChallengeRequest { mode: MODE }).await
    }

    /// A tap with this PIN, and the request that follows from it.
    pub(crate) async fn tap(
        &self,
        settings: &ClinicSettings,
        challenge: &Challenge,
        digits: &str,
    ) -> Result<CheckRequest, CardFault> {
        let mut pin = Pin::default();
        for digit in digits.bytes() {
            pin.push(Digit::new(digit - b'0').unwrap());
        }
        let message = ChallengeMessage::new(&settings.institution, MODE, &challenge.nonce);
        let limits = Limits {
            // What does not come hangs on purpose; all else is answered in no time, and has a minute for it.
            answer: Limits::default().card,
            ..Limits::default()
        };
        let reading = Reading {
            reader: &self.card,
            limits: &limits,
            generations: &Generations::default(),
            progress: &|_| {},
        };
        let proof = reading
            .with_pin(&pin, &message, LastTry::Agreed, &NoneKnown)
            .await?;
        Ok(CheckRequest::new(challenge, &proof))
    }

    pub(crate) async fn check(&self, request: &CheckRequest) -> Result<Eligibility, ServiceFault> {
        let key = IdempotencyKey::of_check(request);
        self.service.check(request, &key).await
    }

    pub(crate) async fn register(&self, confirmed: &Confirmed) -> Result<Receipt, ServiceFault> {
        let request = RegistrationRequest::new(confirmed);
        let key = IdempotencyKey::of_registration(&confirmed.statement().check, confirmed.digest());
        self.service.register(&request, &key).await
    }

    /// A tap with the right PIN, and the eligibility.
    pub(crate) async fn checked(&self, settings: &ClinicSettings) -> Eligibility {
        let challenge = self.challenge().await.unwrap();
        let request = self.tap(settings, &challenge, "1234").await.unwrap();
        self.check(&request).await.unwrap()
    }

    /// A whole visit in which all is agreed to but what the joint question asks for.
    pub(crate) async fn play(&self) {
        let settings = self.settings().await.unwrap();
        let eligibility = self.checked(&settings).await;
        self.register(&joint_declined(&settings, &eligibility.check))
            .await
            .unwrap();
    }
}

/// All is agreed to, then 診療情報および薬剤情報の提供 is declined, where it is asked.
pub(crate) fn joint_declined(settings: &ClinicSettings, check: &str) -> Confirmed {
    sample::joint_declined(settings, check, MODE).unwrap()
}
