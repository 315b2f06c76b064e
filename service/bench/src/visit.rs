//! Clinics, and checks under which consents can be registered. The first check of a clinic is made as a visit makes it, by a card
//! over HTTP; the others are copies of its rows under numbers and of people of their own, made beforehand: a check is not what is measured.

use jiff::Timestamp;
use kyotaku_card::sample as cards;
use kyotaku_core::{
    card::ChallengeMessage,
    consent::RegistrationRequest,
    eligibility::{Challenge, CheckRequest, ClinicSettings, IdempotencyKey, InstitutionCode},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::{
    sample::joint_declined,
    save_settings,
    store::clinics::{Device, enrol_clinic, enrol_device},
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{
    Failure,
    ground::Ground,
    http::{Caller, Client},
};

pub(crate) const MODE: CareMode = CareMode::HomeVisit;
/// The name of each clinic's device.
pub(crate) const ENROLLED_AS: &str = "bench";
/// Whose card it is.
const PERSON: &str = "valid";

/// Each after those that it refers to. `$1` is the check that is copied; `$2` to `$5` are the copy's number, challenge, person and serial
/// number of a card: at a clinic most checks are of somebody else, and what PostgreSQL plans depends on it.
const COPIES: [&str; 5] = [
    "INSERT INTO challenges (challenge, institution, mode, nonce, issued_at, expires_at, used_at, channel, app, version, device,
         credential)
     SELECT $3, institution, mode, $2, issued_at, expires_at, used_at, channel, app, version, device, credential
     FROM challenges WHERE challenge = (SELECT challenge FROM checks WHERE check_number = $1)",
    "INSERT INTO insured (insured, validity) SELECT $4, validity FROM checks WHERE check_number = $1",
    "INSERT INTO certificates (root, serial, insured) SELECT root, $5, $4 FROM checks WHERE check_number = $1",
    "INSERT INTO patients (patient, institution, insured, first_seen_at)
     SELECT $2, institution, $4, checked_at FROM checks WHERE check_number = $1",
    "INSERT INTO checks (check_number, challenge, institution, idempotency_key, request_sha256, mode, root, serial,
         certificate_not_after, insured, validity, insurances_found, answer, checked_at, expires_at, channel, app, version,
         device, credential, identity)
     SELECT $2, $3, institution, $2, request_sha256, mode, root, $5, certificate_not_after, $4, validity,
         insurances_found, answer, checked_at, expires_at, channel, app, version, device, credential, identity
     FROM checks WHERE check_number = $1",
];

/// A clinic, its device, and a check that its others are copies of.
pub(crate) struct Clinic {
    pub(crate) token: String,
    settings: ClinicSettings,
    check: String,
    /// How many copies there are.
    copies: usize,
}

/// A registration that is ready to be sent.
pub(crate) struct Ready {
    pub(crate) body: String,
    pub(crate) key: String,
    pub(crate) check: String,
    pub(crate) institution: InstitutionCode,
    /// The request, to be taken apart by who writes its rows without the service.
    pub(crate) request: Value,
}

impl Clinic {
    /// Enrols the clinic of this number, with the settings of the notice, and makes its first check.
    pub(crate) async fn enrol(ground: &Ground, number: usize) -> Result<Self, Failure> {
        let now = Timestamp::now();
        let database = &ground.running.database;
        let institution: InstitutionCode = format!("10{number:08}").parse()?;
        enrol_clinic(database, &institution, now).await?;
        let settings = ClinicSettings::of_the_notice(institution.clone(), "計測医療機関");
        let settings = save_settings(database, &settings, now).await?;
        let device = Device {
            institution: institution.clone(),
            enrolled_as: ENROLLED_AS.to_owned(),
            channel: Channel::VisitApp,
        };
        let token = format!("TEST-ONLY-device-of-{}", institution.as_str());
        enrol_device(database, &device, &token, now).await?;
        Self::with_check(ground, token, settings).await
    }

    /// A clinic that is enrolled, by its device's token.
    pub(crate) async fn with_check(
        ground: &Ground,
        token: String,
        settings: ClinicSettings,
    ) -> Result<Self, Failure> {
        let client = Client::new(ground.running.address)?;
        let check = check(&client, &token, &settings.institution).await?;
        Ok(Self {
            token,
            settings,
            check,
            copies: 0,
        })
    }

    /// So many more registrations, each under a check of its own.
    pub(crate) async fn ready(&mut self, ground: &Ground, count: usize) -> Result<Vec<Ready>, Failure> {
        let mut transaction = ground.past.write().await?;
        let mut all = Vec::with_capacity(count);
        for _ in 0..count {
            self.copies += 1;
            let name = format!("{} of {}", self.copies, self.check);
            let check = number(&name, "check");
            for copy in COPIES {
                sqlx::query(copy)
                    .bind(&self.check)
                    .bind(&check)
                    .bind(number(&name, "challenge"))
                    .bind(number(&name, "person"))
                    .bind(number(&name, "card").to_uppercase())
                    .execute(&mut *transaction)
                    .await?;
            }
            all.push(self.filled_in(check)?);
        }
        transaction.commit().await?;
        Ok(all)
    }

    /// The form under the clinic's own check.
    pub(crate) fn first(&self) -> Result<Ready, Failure> {
        self.filled_in(self.check.clone())
    }

    /// The notice's form: everything agreed, then 診療情報および薬剤情報 declined.
    fn filled_in(&self, check: String) -> Result<Ready, Failure> {
        let confirmed =
            joint_declined(&self.settings, &check, MODE).map_err(|_| "the form is not filled in")?;
        let request = RegistrationRequest::new(&confirmed);
        let key = IdempotencyKey::of_registration(&check, &request.digest);
        let request = serde_json::to_value(request)?;
        Ok(Ready {
            body: request.to_string(),
            key: key.as_str().to_owned(),
            check,
            institution: self.settings.institution.clone(),
            request,
        })
    }
}

/// A number as the service gives them, which nothing orders: 32 hexadecimal digits.
pub(crate) fn number(name: &str, of: &str) -> String {
    let digest = Sha256::digest(format!("{of} {name}"));
    digest[..16].iter().map(|byte| format!("{byte:02x}")).collect()
}

async fn check(client: &Client, token: &str, institution: &InstitutionCode) -> Result<String, Failure> {
    let challenge = json!({ "mode": MODE }).to_string();
    let challenge = client
        .post("/v1/challenges", Caller::Device(token, None), &challenge)
        .await?;
    let challenge: Challenge = serde_json::from_value(challenge)?;
    let message = ChallengeMessage::new(institution, MODE, &challenge.nonce);
    let proof = cards::card(PERSON, Timestamp::now())?.proof(cards::PIN, &message);
    let request = CheckRequest::new(&challenge, &proof.ok_or("the card refuses")?);
    let key = IdempotencyKey::of_check(&request);
    let body = serde_json::to_string(&request)?;
    let caller = Caller::Device(token, Some(key.as_str()));
    let answer = client.post("/v1/eligibility-checks", caller, &body).await?;
    Ok(answer["check"].as_str().ok_or("no number of a check")?.to_owned())
}
