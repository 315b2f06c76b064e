//! People who agreed or declined at a clinic: by every channel, in every mode that it serves.

use kyotaku_core::{
    card::ChallengeMessage,
    consent::{Decision, Question, RegistrationRequest, Sheet},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample::{CLINIC, OTHER_CLINIC};
use serde_json::{Value, json};
use sqlx::AnyPool;

use crate::stage::{Request, Stage, check, proof, registration};

/// The questions of the sample clinics, in the order of the screen.
pub(crate) const ASKED: [Question; 6] = [
    Question::Surgery,
    Question::DiagnosisAndMedication,
    Question::Checkups,
    Question::MedicalCare,
    Question::SpecificDisease,
    // Never asked at the sample clinics, which use 薬剤情報 too.
    Question::Diagnosis,
];

/// Who is there, with which clinic, by which channel and in which mode.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Visit {
    pub(crate) slug: &'static str,
    pub(crate) clinic: &'static str,
    pub(crate) channel: Channel,
    pub(crate) mode: CareMode,
}

impl Visit {
    /// The visit app in 訪問診療等, at サンプル医療機関.
    pub(crate) fn home(slug: &'static str) -> Self {
        Self::by(slug, (Channel::VisitApp, CareMode::HomeVisit))
    }

    pub(crate) fn by(slug: &'static str, (channel, mode): (Channel, CareMode)) -> Self {
        Self {
            slug,
            clinic: CLINIC,
            channel,
            mode,
        }
    }

    /// The same at the other clinic.
    pub(crate) fn elsewhere(self) -> Self {
        Self {
            clinic: OTHER_CLINIC,
            ..self
        }
    }

    /// The number that the clinic has for the person.
    pub(crate) async fn patient(self, stage: &Stage) -> String {
        stage.patient_number(self.clinic, self.slug).await
    }

    /// The request as this visit's device sends it.
    pub(crate) fn sends(self, request: Request) -> Request {
        let request = request.by(self.channel);
        if self.clinic == OTHER_CLINIC {
            request.of_the_other_clinic()
        } else {
            request
        }
    }
}

impl Stage {
    /// The request of a check with the person's card.
    pub(crate) async fn check_in(&self, visit: Visit) -> Request {
        let challenge = visit.sends(Request::post("/v1/challenges", &json!({ "mode": visit.mode })));
        let challenge = self.send(challenge).await.ok();
        let text = |name: &str| challenge[name].as_str().unwrap().to_owned();
        let message = ChallengeMessage::new(&visit.clinic.parse().unwrap(), visit.mode, &text("nonce"));
        visit.sends(check(&proof(visit.slug, text("challenge"), &message)))
    }

    /// What a check with the person's card answers.
    pub(crate) async fn checked(&self, visit: Visit) -> Value {
        self.send(self.check_in(visit).await).await.ok()
    }

    /// The number of a new check.
    pub(crate) async fn checked_as(&self, visit: Visit) -> String {
        self.checked(visit).await["check"].as_str().unwrap().to_owned()
    }

    /// The request that registers these answers under a check.
    pub(crate) async fn answers(
        &self,
        visit: Visit,
        check: &str,
        decide: impl Fn(Question) -> Decision,
    ) -> Request {
        let settings = self.send(visit.sends(Request::get("/v1/settings"))).await.ok();
        let mut sheet = Sheet::new(&serde_json::from_value(settings).unwrap());
        sheet.answer_all(Decision::Agree);
        for question in Question::ALL {
            sheet.answer(question, decide(question));
        }
        let confirmed = sheet.confirm(check, visit.mode).unwrap();
        let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
        visit.sends(registration(&body))
    }

    /// The number of a new registration of these answers, and of its check.
    pub(crate) async fn answered(
        &self,
        visit: Visit,
        decide: impl Fn(Question) -> Decision,
    ) -> (String, String) {
        let check = self.checked_as(visit).await;
        let receipt = self.send(self.answers(visit, &check, decide).await).await.ok();
        (receipt["registration"].as_str().unwrap().to_owned(), check)
    }

    /// The number of a new registration in which everything was agreed to.
    pub(crate) async fn agreed(&self, visit: Visit) -> String {
        self.answered(visit, |_| Decision::Agree).await.0
    }

    /// What stands of a person's consent now, as the next check says.
    pub(crate) async fn standing(&self, visit: Visit) -> Value {
        self.checked(visit).await["standing"].clone()
    }

    /// The database past the service, and without the rules that it keeps itself.
    pub(crate) async fn database_without_rules(&self) -> AnyPool {
        self.drop_triggers().await;
        self.database().await
    }

    /// Writes 同意する over what a registration's own row has of an item: the fault of October 2024, past the guard.
    pub(crate) async fn contradict(&self, registration: &str) {
        let pool = self.database_without_rules().await;
        let changed = sqlx::query(
            "UPDATE registration_items SET decision = CASE decision WHEN 'agree' THEN 'decline' ELSE 'agree' END
             WHERE registration = $1 AND item = 'YZK'",
        )
        .bind(registration)
        .execute(&pool)
        .await
        .unwrap();
        assert_eq!(changed.rows_affected(), 1);
    }

    /// How many alarms there are for a registration.
    pub(crate) async fn alarms(&self, registration: &str) -> i64 {
        self.count("alarms", registration).await
    }

    /// How many rows of a table are about a registration.
    pub(crate) async fn count(&self, table: &str, registration: &str) -> i64 {
        let pool = self.database().await;
        let sql = format!("SELECT count(*) FROM {table} WHERE registration = $1");

        sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
            .bind(registration)
            .fetch_one(&pool)
            .await
            .unwrap()
    }
}

/// How each answer stands, by the question's name on the wire.
pub(crate) fn stands(consent: &Value) -> Vec<(String, String)> {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let answers = consent["answers"].as_array().unwrap().iter();
    answers
        .map(|answer| (text(&answer["question"]), text(&answer["standing"])))
        .collect()
}
