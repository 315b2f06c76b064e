//! The clinic's 電子カルテ, which asks the gate for all that there is. What it is given is what the patient agreed to, and
//! nothing else.

use kyotaku_core::{
    consent::Item,
    eligibility::{Problem, ProblemKind},
    visit::CareMode,
};
use kyotaku_service::sample::PROGRAM_TOKEN;
use reqwest::{Client, StatusCode};
use serde::Deserialize;
use serde_json::Value;

use crate::failure::Failure;

/// The program, with its own credential: it can neither check nor register.
pub(super) struct ClinicProgram {
    http: Client,
    address: String,
}

/// What the gate answers to one question.
pub(super) enum Answer {
    /// The information, under the number of its disclosure.
    Given(Value),
    /// Nothing, and why.
    Refused(Problem),
}

#[derive(Deserialize)]
struct Listed {
    patient: Option<String>,
}

#[derive(Deserialize)]
struct Given {
    information: Value,
}

impl ClinicProgram {
    pub(super) fn new(address: &str) -> Result<Self, Failure> {
        // reqwest wants to know whose cryptography it would use, although the demo speaks plain HTTP to this machine. It is
        // refused where somebody was faster: that is the same one.
        let _ = rustls::crypto::ring::default_provider().install_default();
        let http = Client::builder().no_proxy().build().map_err(failed)?;
        let address = address.to_owned();
        Ok(Self { http, address })
    }

    /// The clinic's number for whom it checked last.
    pub(super) async fn newest_patient(&self) -> Result<String, Failure> {
        let answer = self.get("/v1/eligibility-results?limit=1").await?;
        let listed: Vec<Listed> = answer.json().await.map_err(failed)?;
        let patient = listed.into_iter().next().and_then(|result| result.patient);
        patient.ok_or_else(|| failed("no patient is listed"))
    }

    /// Asks for one item of this patient, who is visited at home.
    pub(super) async fn ask(&self, patient: &str, item: Item) -> Result<Answer, Failure> {
        let (item, mode) = (item.code(), CareMode::HomeVisit.wire_name());
        let answer = self
            .get(&format!("/v1/patients/{patient}/information/{item}?mode={mode}"))
            .await?;
        if answer.status() == StatusCode::OK {
            let given: Given = answer.json().await.map_err(failed)?;
            Ok(Answer::Given(given.information))
        } else {
            Ok(Answer::Refused(answer.json().await.map_err(failed)?))
        }
    }

    async fn get(&self, path: &str) -> Result<reqwest::Response, Failure> {
        let request = self.http.get(format!("{}{path}", self.address));
        request.bearer_auth(PROGRAM_TOKEN).send().await.map_err(failed)
    }
}

impl Answer {
    /// Whether anything was given out.
    pub(super) fn is_given(&self) -> bool {
        matches!(self, Self::Given(information) if !information.is_null())
    }

    /// Whether the patient's 同意しない is the reason for there being nothing.
    pub(super) fn is_not_consented(&self) -> bool {
        matches!(self, Self::Refused(problem) if problem.kind() == Some(ProblemKind::NotConsented))
    }

    /// The answer, in a few words.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Given(_) => "given out, and logged".to_owned(),
            Self::Refused(problem) => format!("refused, {}: {}", problem.r#type, problem.title),
        }
    }
}

/// The error of a request names the address, which has the patient's number in it: it is not shown.
fn failed(_: impl std::fmt::Debug) -> Failure {
    Failure::new(
        "the service did not answer the clinic's own program as it should",
        "Run the demo again with --log FILE and KYOTAKU_LOG=debug.",
    )
}
