//! One visit: the card is checked, consents are registered, the clinic's program asks for what was agreed; now and then it is all
//! taken back, and nothing is given out any more.

use kyotaku_card::sample::PIN;
use kyotaku_core::{
    card::ChallengeMessage,
    consent::{Decision, Question, RegistrationRequest, Sheet},
    eligibility::{Challenge, CheckRequest, ClinicSettings, IdempotencyKey},
    visit::CareMode,
};
use serde_json::{Value, json};

use super::{Client, Request};
use crate::ledger::Kind;

const MODE: CareMode = CareMode::HomeVisit;
/// What the program asks for, and the question that decides it.
const ITEM: &str = "TKK";
const QUESTION: Question = Question::Checkups;

impl Client {
    pub(super) async fn visit(&mut self) {
        let check = self.check().await;
        let (registration, agreed) = self.register(&check).await;
        let patient = self.patient_of(&registration).await;
        self.ask(&patient, agreed).await;
        if agreed && self.chance.once_in(3) {
            self.revoke(&registration).await;
            self.ask(&patient, false).await;
        }
    }

    /// The number of a new check.
    async fn check(&mut self) -> String {
        let challenge = self.post(Kind::Challenge, "/v1/challenges", None, json!({ "mode": MODE }));
        let challenge: Challenge = serde_json::from_value(self.stored(challenge).await).unwrap();
        let institution = self.clinic.institution.parse().unwrap();
        let message = ChallengeMessage::new(&institution, MODE, &challenge.nonce);
        let proof = self.card.proof(PIN, &message).unwrap();
        let check = CheckRequest::new(&challenge, &proof);
        let key = IdempotencyKey::of_check(&check).as_str().to_owned();
        let body = serde_json::to_value(check).unwrap();
        let check = self.post(Kind::Check, "/v1/eligibility-checks", Some(key), body);
        text(&self.stored(check).await, "check").to_owned()
    }

    /// The number of a new registration, and whether what the program will ask for was agreed to. The first time all is, so that
    /// the patient is known.
    async fn register(&mut self, check: &str) -> (String, bool) {
        let settings = match &self.settings {
            Some(settings) => settings.clone(),
            None => {
                let (status, settings) = self.send(self.get("/v1/settings", self.clinic.device)).await;
                assert_eq!(status, 200);
                let settings: ClinicSettings = serde_json::from_value(settings).unwrap();
                self.settings.insert(settings).clone()
            }
        };
        let mut sheet = Sheet::new(&settings);
        sheet.answer_all(Decision::Agree);
        if self.patient.is_some() {
            // 手術 stays agreed: then the patient is among those who have a consent in force.
            for question in &Question::ALL[1..] {
                if self.chance.once_in(3) {
                    sheet.answer(*question, Decision::Decline);
                }
            }
        }
        let agreed = sheet.answer_to(QUESTION) == Some(Decision::Agree);
        let confirmed = sheet.confirm(check, MODE).unwrap();
        let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
        let key = IdempotencyKey::of_registration(check, text(&body, "digest"));
        let key = Some(key.as_str().to_owned());
        let receipt = self.post(Kind::Registration, "/v1/registrations", key, body);
        let receipt = self.stored(receipt).await;
        (text(&receipt, "registration").to_owned(), agreed)
    }

    /// The clinic's number for the patient: of those who have a consent in force, the one with this registration.
    async fn patient_of(&mut self, registration: &str) -> String {
        let (status, patients) = self.send(self.get("/v1/patients", self.clinic.device)).await;
        assert_eq!(status, 200);
        let mut patients = patients.as_array().unwrap().iter();
        let patient = patients.find(|patient| patient["standing"]["registration"] == registration);
        let patient = patient.expect("the last registration counts");
        let number = text(patient, "patient").to_owned();
        let earlier = self.patient.replace(number.clone());
        assert!(earlier.is_none_or(|earlier| earlier == number));
        number
    }

    /// The program asks, and is given what was agreed to, or refused.
    async fn ask(&mut self, patient: &str, is_given: bool) {
        let path = format!(
            "/v1/patients/{patient}/information/{ITEM}?mode={}",
            MODE.wire_name()
        );
        let asked = Request {
            kind: is_given.then_some(Kind::Disclosure),
            ..self.get(&path, self.clinic.program)
        };
        let (status, answer) = self.send(asked).await;
        assert_eq!(status, if is_given { 200 } else { 403 }, "{answer}");
    }

    /// Takes all of it back.
    async fn revoke(&mut self, registration: &str) {
        let body = json!({"registration": registration, "question": null, "reason": "1", "check": null});
        let key = IdempotencyKey::of_revocation(&serde_json::from_value(body.clone()).unwrap());
        let key = Some(key.as_str().to_owned());
        let revocation = self.post(Kind::Correction, "/v1/revocations", key, body);
        let standing = self.stored(revocation).await;
        assert_eq!(text(&standing, "registration"), registration);
    }

    /// The answer to a request that is stored.
    async fn stored(&mut self, request: Request) -> Value {
        let path = request.path.clone();
        let (status, answer) = self.send(request).await;
        assert!(status == 200 || status == 201, "{path}: {status} {answer}");
        answer
    }
}

fn text<'a>(answer: &'a Value, name: &str) -> &'a str {
    answer[name]
        .as_str()
        .unwrap_or_else(|| panic!("{name} in {answer}"))
}
