//! Which of the clinic's own programs sent a request, by its token. A device's token is no program's, and the other way
//! round.

use std::sync::Arc;

use axum::{extract::FromRequestParts, http::request::Parts};
use kyotaku_core::eligibility::{InstitutionCode, ProblemKind};

use super::{Refusal, caller::bearer_token};
use crate::{app::App, store::programs};

/// The program that sent a request.
#[derive(Clone, Debug)]
pub(crate) struct Program {
    pub(crate) institution: InstitutionCode,
    /// The name it was enrolled under.
    pub(crate) enrolled_as: String,
}

impl FromRequestParts<Arc<App>> for Program {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let unauthorized = |detail| Refusal::new(ProblemKind::Unauthorized, detail);
        let token =
            bearer_token(&parts.headers).ok_or_else(|| unauthorized("The request has no bearer token."))?;
        let program = programs::program_of_token(&mut *app.database.read().await?, token)
            .await?
            .ok_or_else(|| unauthorized("No program has this token."))?;
        Ok(Self {
            institution: program.institution,
            enrolled_as: program.enrolled_as,
        })
    }
}
