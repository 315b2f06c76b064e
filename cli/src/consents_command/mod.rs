//! `kyotaku consents`: the clinic's office. It sees what stands of the patients' consents, asks for an eligibility again, and
//! revokes; a patient's own wish needs their card, and is recorded in a visit.
//!
//! - [`outcome`]: asking again with the same key while it is not known what became of a request.
//! - [`refusal`]: what went wrong, in words.
//! - [`revoke`]: a revocation, with the question before it and the look at what was read back after it.

mod outcome;
mod refusal;
mod revoke;

use jiff::Timestamp;
use kyotaku_core::eligibility::{IdempotencyKey, ReInquiryRequest, http::HttpOffice};
use serde::Serialize;

use self::refusal::{Wanted, failed};
use crate::{
    args::{ConsentsArguments, ConsentsCommand},
    draw::{Palette, office},
    failure::Failure,
    output::say,
};

/// The name under which the office's requests are recorded.
const APP: &str = "kyotaku-consents";

/// How an answer is printed.
#[derive(Clone, Copy)]
struct Print {
    json: bool,
    palette: Palette,
}

impl Print {
    /// The answer as JSON, or as it is drawn.
    fn show<T: Serialize>(self, answer: &T, draw: impl FnOnce(&T) -> office::Page) -> Result<(), Failure> {
        if self.json {
            let text =
                serde_json::to_string(answer).map_err(|error| Failure::new(error, "Leave out --json."))?;
            say(&text)
        } else {
            say(&draw(answer).text(self.palette))
        }
    }
}

/// Carries out one of the office's commands.
pub(crate) async fn run(arguments: ConsentsArguments, palette: Palette) -> Result<(), Failure> {
    let office = HttpOffice::new(arguments.connection.config(APP)?)
        .map_err(|fault| Failure::new(fault, "Check --service, --device and the token."))?;
    let print = Print {
        json: arguments.json,
        palette,
    };
    match arguments.command {
        ConsentsCommand::List => {
            let patients = office
                .patients()
                .await
                .map_err(|fault| failed(Wanted::Look, &fault))?;
            print.show(&patients, |patients| office::patients(patients))
        }
        ConsentsCommand::Show { patient } => {
            let consents = office.consents(&patient).await;
            let consents = consents.map_err(|fault| failed(Wanted::Look, &fault))?;
            print.show(&consents, |consents| office::consents(consents))
        }
        ConsentsCommand::Renew { patient } => renew(&office, patient, print).await,
        ConsentsCommand::Revoke(wish) => revoke::revoke(&office, &wish, print).await,
    }
}

async fn renew(office: &HttpOffice, patient: String, print: Print) -> Result<(), Failure> {
    let key = IdempotencyKey::of_re_inquiry(&patient, &Timestamp::now().to_string());
    let request = ReInquiryRequest { patient };
    let answer = outcome::known(async || office.ask_again(&request, &key).await).await;
    let answer = answer.map_err(|unanswered| unanswered.failure(Wanted::Renew))?;
    print.show(&answer, office::re_inquiry)
}
