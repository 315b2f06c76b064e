//! The clinic's 電子カルテ, which asks for what was agreed, and what it may find.

use kyotaku_core::{
    consent::{Decision, Item, Question, RegistrationRequest, Sheet},
    eligibility::ProblemKind,
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample::{CLINIC, PROGRAM_TOKEN};
use reqwest::Method;
use serde_json::Value;

use crate::stage::{Answer, Request, Stage, registration};

/// What is planted as the person's document of an item: its own words, and a layout that only a copy to the letter keeps.
pub(crate) fn document(item: Item) -> String {
    format!("{{\"planted\" :  \"見本の{}\",\"n\":1.50}}", item.code())
}

/// A request of サンプル医療機関's 電子カルテ: a token, and none of the headers of a device.
pub(crate) fn of_the_ehr(method: Method, path: &str) -> Request {
    Request::new(method, path)
        .without("kyotaku-channel")
        .without("kyotaku-app")
        .without("kyotaku-version")
        .without("kyotaku-device")
        .header("authorization", &format!("Bearer {PROGRAM_TOKEN}"))
}

/// The request for one item of a patient.
pub(crate) fn asks(patient: &str, item: Item, mode: CareMode) -> Request {
    let (item, mode) = (item.code(), mode.wire_name());
    of_the_ehr(
        Method::GET,
        &format!("/v1/patients/{patient}/information/{item}?mode={mode}"),
    )
}

/// A row of `disclosures`: number, clinic, person, item, mode, registration, program, time.
pub(crate) type Disclosure = (String, String, String, String, String, String, String, String);

impl Stage {
    /// Checks サンプル医療機関's `valid` patient by this channel, and plants a document of each item. The patient's number.
    pub(crate) async fn patient(&self, channel: Channel, mode: CareMode) -> String {
        self.check_by(channel, mode).await;
        let pool = self.database().await;
        for item in Item::ALL {
            sqlx::query("UPDATE information SET document = $1 WHERE insured = 'valid' AND item = $2")
                .bind(document(item))
                .bind(item.code())
                .execute(&pool)
                .await
                .unwrap();
        }
        self.patient_number(CLINIC, "valid").await
    }

    /// A clinic's number for a person.
    pub(crate) async fn patient_number(&self, institution: &str, insured: &str) -> String {
        let pool = self.database().await;

        sqlx::query_scalar("SELECT patient FROM patients WHERE institution = $1 AND insured = $2")
            .bind(institution)
            .bind(insured)
            .fetch_one(&pool)
            .await
            .unwrap()
    }

    /// Registers the answers of `valid`: all agreed but these questions. The registration's number.
    pub(crate) async fn consented(
        &self,
        (channel, mode): (Channel, CareMode),
        declined: &[Question],
    ) -> String {
        let check = self.check_by(channel, mode).await;
        let mut sheet = Sheet::new(&self.settings().await);
        sheet.answer_all(Decision::Agree);
        for &question in declined {
            sheet.answer(question, Decision::Decline);
        }
        let confirmed = sheet.confirm(&check, mode).unwrap();
        let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
        let receipt = self.send(registration(&body).by(channel)).await.ok();
        receipt["registration"].as_str().unwrap().to_owned()
    }

    /// Takes back what was answered to a question, or all of it, past the service: as a device of the clinic would.
    pub(crate) async fn revoke(&self, registration: &str, question: Option<Question>) {
        let pool = self.database().await;
        sqlx::query(
            "INSERT INTO corrections SELECT 'c' || count(*), $1, $2, $3, '1', 'device', 'sample-device', NULL,
                 'key-' || count(*), '', '2026-11-22T12:00:00+09:00', 'visit-app', 'test', '1', 'tablet-1',
                 'sample-device' FROM corrections",
        )
        .bind(registration)
        .bind(CLINIC)
        .bind(question.map(Question::wire_name))
        .execute(&pool)
        .await
        .unwrap();
    }

    /// Every disclosure, the oldest first.
    pub(crate) async fn disclosures(&self) -> Vec<Disclosure> {
        let pool = self.database().await;

        sqlx::query_as(
            "SELECT disclosure, institution, insured, item, mode, registration, program, disclosed_at
             FROM disclosures ORDER BY rowid",
        )
        .fetch_all(&pool)
        .await
        .unwrap()
    }

    /// Asks for an item that must be given out, to the letter, and be logged. The answer.
    pub(crate) async fn given(&self, patient: &str, item: Item, mode: CareMode) -> Value {
        let before = self.disclosures().await.len();
        let answer = self.send(asks(patient, item, mode)).await;
        assert!(
            answer.text.contains(&document(item)),
            "{item:?} {mode:?}: {answer:?}"
        );
        let answer = answer.ok();
        let logged = self.disclosures().await;
        assert_eq!(logged.len(), before + 1);
        let text = |name: &str| answer[name].as_str().unwrap().to_owned();
        let said = (
            text("disclosure"),
            CLINIC.to_owned(),
            "valid".to_owned(),
            text("item"),
            text("mode"),
            text("registration"),
            "sample-ehr".to_owned(),
            text("disclosed_at"),
        );
        assert_eq!(logged.last(), Some(&said));
        assert_eq!(
            (said.3.as_str(), said.4.as_str()),
            (item.code(), mode.wire_name())
        );
        assert_eq!(text("patient"), patient);
        answer
    }

    /// Asks for an item that must be withheld: nothing is written, and nothing given out.
    pub(crate) async fn withheld(&self, request: Request) -> ProblemKind {
        let before = self.rows().await;
        let answer = self.send(request).await;
        assert_eq!(self.rows().await, before, "{answer:?}");
        gives_nothing(&answer);
        answer.problem()
    }

    /// Asks for each item: given out under this registration, or withheld for this reason.
    pub(crate) async fn expect(
        &self,
        patient: &str,
        mode: CareMode,
        expected: impl Fn(Item) -> Result<String, ProblemKind>,
    ) {
        for item in Item::ALL {
            match expected(item) {
                Ok(registration) => {
                    let answer = self.given(patient, item, mode).await;
                    assert_eq!(answer["registration"], registration, "{item:?} {mode:?}");
                }
                Err(kind) => {
                    let withheld = self.withheld(asks(patient, item, mode)).await;
                    assert_eq!(withheld, kind, "{item:?} {mode:?}");
                }
            }
        }
    }
}

/// Makes sure that no word of a document is in the answer.
pub(crate) fn gives_nothing(answer: &Answer) {
    for word in ["planted", "見本", "試験", "information\""] {
        assert!(!answer.text.contains(word), "{answer:?}");
    }
}
