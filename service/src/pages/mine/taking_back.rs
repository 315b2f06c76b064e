//! `/mine/consents/{registration}/take-back/{what}`: says once more what is taken back, and takes it back when that is confirmed.
//! `what` is a question's name, or `all`.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{Path, State, rejection::PathRejection},
    http::StatusCode,
    response::Response,
    routing,
};
use kyotaku_core::{
    consent::{Question, Standing},
    eligibility::ProblemKind,
    holder::{ClinicConsent, HolderRevocationRequest},
    visit::question_label,
};

use super::visitor::Patient;
use crate::{
    app::App,
    holder::{seen, taking_back::take_back},
    pages::{Fields, Frame, PageFault, draw, see_other},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route(
        "/mine/consents/{registration}/take-back/{what}",
        routing::get(get).post(post),
    )
}

const ALL: &str = "all";

#[derive(Template)]
#[template(path = "mine/taking_back.html")]
struct TakingBackPage {
    frame: Frame,
    clinic: String,
    mode: String,
    /// The questions whose answers are taken back; none if what is stored contradicts itself.
    questions: Vec<String>,
    form_token: String,
}

type Named = Result<Path<(String, String)>, PathRejection>;

/// What a path names, if it names something that could be taken back.
fn request(named: Named) -> Result<HolderRevocationRequest, PageFault> {
    let Path((registration, what)) = named.map_err(|_| PageFault::NotFound)?;
    let question = if what == ALL {
        None
    } else {
        let mut questions = Question::ALL.into_iter();
        let question = questions.find(|question| question.wire_name() == what);
        Some(question.ok_or(PageFault::NotFound)?)
    };
    Ok(HolderRevocationRequest {
        registration,
        question,
    })
}

async fn get(State(app): State<Arc<App>>, patient: Patient, named: Named) -> Result<Response, PageFault> {
    let request = request(named)?;
    let consents = seen::consents(&app, &patient.insured).await?.consents;
    let mut consents = consents.into_iter();
    let consent = consents.find(|consent| consent.registration == request.registration);
    let consent = consent.ok_or(PageFault::NotFound)?;
    let Some(questions) = taken_back(&consent, &request) else {
        return Ok(see_other("/mine/consents"));
    };
    let page = TakingBackPage {
        frame: patient
            .frame("同意を取り消しますか")
            .below(&[("同意の状況", "/mine/consents")]),
        clinic: consent.clinic.name,
        mode: consent.mode.label(),
        questions,
        form_token: patient.secret.form_token(),
    };
    draw(StatusCode::OK, &page)
}

/// The questions that are taken back; none if nothing would be.
fn taken_back(consent: &ClinicConsent, request: &HolderRevocationRequest) -> Option<Vec<String>> {
    let Some(stands) = &consent.consent else {
        return (request.question.is_none() && !consent.revoked_as_a_whole).then(Vec::new);
    };
    let questions = stands.answers.iter().filter(|answer| {
        answer.standing == Standing::Given
            && request
                .question
                .is_none_or(|question| question == answer.question)
    });
    let questions: Vec<_> = questions.map(|answer| question_label(answer.question)).collect();
    (!questions.is_empty()).then_some(questions)
}

async fn post(
    State(app): State<Arc<App>>,
    patient: Patient,
    named: Named,
    fields: Fields,
) -> Result<Response, PageFault> {
    patient.must_have_drawn(&fields)?;
    let request = request(named)?;
    let what = request.question.map_or(ALL, Question::wire_name);
    // What is taken back once stays so: the same form sent twice is one request.
    let key = format!("page-{}-{what}", request.registration);
    match take_back(&app, &patient.insured, &patient.speaker, &request, &key).await {
        Ok(_) => Ok(see_other("/mine/consents?taken-back")),
        // The list says why: it was taken back, or its time is over, since the question was drawn.
        Err(refusal) if refusal.kind == ProblemKind::NothingToRevoke => Ok(see_other("/mine/consents")),
        Err(refusal) => Err(refusal.into()),
    }
}
