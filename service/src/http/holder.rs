//! Which patient sent a request, by the token of a session that their card opened. A clinic's token is none of these, and the
//! other way round; neither is the page's.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, request::Parts},
};
use kyotaku_core::{
    eligibility::ProblemKind,
    holder::CHANNEL,
    origin::{APP_HEADER, CHANNEL_HEADER, DEVICE_HEADER, VERSION_HEADER},
};

use super::{
    Refusal,
    caller::{bearer_token, the_one},
};
use crate::{
    app::App,
    store::holders::{self, Kind, Speaker},
};

/// The longest name that an app, a version or a device may have.
const LONGEST_NAME: usize = 100;

/// The patient who sent a request.
pub(crate) struct Holder {
    pub(crate) insured: String,
    /// By what program the session was opened.
    pub(crate) speaker: Speaker,
    /// The session's token, so that it can be ended.
    pub(crate) token: String,
}

impl FromRequestParts<Arc<App>> for Holder {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let unauthorized = |detail| Refusal::new(ProblemKind::Unauthorized, detail);
        let token =
            bearer_token(&parts.headers).ok_or_else(|| unauthorized("The request has no bearer token."))?;
        let mut connection = app.database.read().await?;
        let session = holders::session(&mut connection, Kind::Card, token, app.clock.now()).await?;
        let session = session.ok_or_else(|| unauthorized("No session that is still open has this token."))?;
        Ok(Self {
            insured: session.insured,
            speaker: session.speaker,
            token: token.to_owned(),
        })
    }
}

/// Who speaks for a patient, from the four headers of a request that opens a session.
impl<S: Send + Sync> FromRequestParts<S> for Speaker {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Refusal> {
        let missing = |detail| Refusal::new(ProblemKind::OriginMissing, detail);
        if the_one(&parts.headers, CHANNEL_HEADER) != Some(CHANNEL) {
            return Err(missing("kyotaku-channel is missing or not the patient's."));
        }
        let name = |header| name(&parts.headers, header);
        Ok(Self {
            app: name(APP_HEADER).ok_or_else(|| missing("kyotaku-app is missing or too long."))?,
            version: name(VERSION_HEADER)
                .ok_or_else(|| missing("kyotaku-version is missing or too long."))?,
            device: name(DEVICE_HEADER).ok_or_else(|| missing("kyotaku-device is missing or too long."))?,
        })
    }
}

fn name(headers: &HeaderMap, header: &str) -> Option<String> {
    let name = the_one(headers, header)?.trim();
    (!name.is_empty() && name.len() <= LONGEST_NAME).then(|| name.to_owned())
}
