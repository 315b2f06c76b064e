//! `/mine/consents`: what the patient has agreed to, at every clinic, and what stands of it.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
    routing,
};
use kyotaku_core::{consent::Standing, holder::ClinicConsent, text::channel_name, visit::question_label};

use super::{visitor::Patient, words};
use crate::{
    app::App,
    holder::seen,
    pages::{Frame, PageFault, draw},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/mine/consents", routing::get(get))
}

#[derive(Template)]
#[template(path = "mine/consents.html")]
struct ConsentsPage {
    frame: Frame,
    was_taken_back: bool,
    entries: Vec<Entry>,
}

/// One clinic and mode, in words.
struct Entry {
    clinic: String,
    institution: String,
    mode: String,
    registration: String,
    /// None if what is stored contradicts itself.
    told: Option<Told>,
    /// Whether there is something that can be taken back.
    can_be_taken_back: bool,
}

struct Told {
    registered: String,
    channel: String,
    until: String,
    answers: Vec<Answer>,
}

struct Answer {
    question: String,
    /// Its name in a link.
    name: &'static str,
    standing: String,
    is_given: bool,
}

impl From<ClinicConsent> for Entry {
    fn from(consent: ClinicConsent) -> Self {
        let until = words::until(&consent);
        let told = consent.consent.as_ref().map(|stands| Told {
            registered: words::moment(&stands.registered_at),
            channel: channel_name(stands.origin.channel),
            until,
            answers: stands
                .answers
                .iter()
                .map(|answer| Answer {
                    question: question_label(answer.question),
                    name: answer.question.wire_name(),
                    standing: words::standing(answer),
                    is_given: answer.standing == Standing::Given,
                })
                .collect(),
        });
        Self {
            clinic: consent.clinic.name,
            institution: consent.clinic.institution.as_str().to_owned(),
            mode: consent.mode.label(),
            registration: consent.registration,
            can_be_taken_back: match &consent.consent {
                Some(stands) => stands.is_in_force(),
                None => !consent.revoked_as_a_whole,
            },
            told,
        }
    }
}

async fn get(
    State(app): State<Arc<App>>,
    patient: Patient,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFault> {
    let consents = seen::consents(&app, &patient.insured).await?;
    let page = ConsentsPage {
        frame: patient.frame("同意の状況").below(&[]),
        was_taken_back: query.as_deref() == Some("taken-back"),
        entries: consents.consents.into_iter().map(Entry::from).collect(),
    };
    draw(StatusCode::OK, &page)
}
