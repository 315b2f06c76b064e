//! Who sent a request: a device enrolled with a clinic, by its token; and the channel, app, version and device that
//! it says it is, by the four headers of [`kyotaku_core::origin`]. A device speaks for the channel it was enrolled for, and
//! for no other.

use std::sync::Arc;

use axum::{
    extract::FromRequestParts,
    http::{HeaderMap, header, request::Parts},
};
use kyotaku_core::{
    eligibility::{InstitutionCode, ProblemKind},
    origin::{APP_HEADER, CHANNEL_HEADER, Channel, DEVICE_HEADER, Origin, VERSION_HEADER},
};

use super::Refusal;
use crate::{
    app::App,
    store::{Provenance, clinics},
};

/// The longest name that an app, a version or a device may have.
const LONGEST_NAME: usize = 100;

/// The sender of a request.
#[derive(Clone, Debug)]
pub(crate) struct Caller {
    pub(crate) institution: InstitutionCode,
    pub(crate) provenance: Provenance,
}

impl FromRequestParts<Arc<App>> for Caller {
    type Rejection = Refusal;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Refusal> {
        let unauthorized = |detail| Refusal::new(ProblemKind::Unauthorized, detail);
        let token =
            bearer_token(&parts.headers).ok_or_else(|| unauthorized("The request has no bearer token."))?;
        let device = clinics::device_of_token(&mut *app.database.read().await?, token)
            .await?
            .ok_or_else(|| unauthorized("No device has this token."))?;
        let origin = origin(&parts.headers)?;
        if origin.channel != device.channel {
            return Err(Refusal::new(
                ProblemKind::OriginOfAnotherChannel,
                "The token is one of a device of another channel than kyotaku-channel says.",
            ));
        }
        Ok(Self {
            institution: device.institution,
            provenance: Provenance {
                origin,
                credential: device.enrolled_as,
            },
        })
    }
}

/// The token of `Authorization: Bearer <token>`; the scheme's case does not matter (RFC 9110).
pub(super) fn bearer_token(headers: &HeaderMap) -> Option<&str> {
    let value = the_one(headers, header::AUTHORIZATION.as_str())?;
    let (scheme, token) = value.split_once(' ')?;
    let token = token.trim();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}

fn origin(headers: &HeaderMap) -> Result<Origin, Refusal> {
    let missing = |detail| Refusal::new(ProblemKind::OriginMissing, detail);
    let name = |header: &str| {
        the_one(headers, header)
            .map(str::trim)
            .filter(|name| !name.is_empty() && name.len() <= LONGEST_NAME)
            .map(str::to_owned)
    };
    let channel = the_one(headers, CHANNEL_HEADER).and_then(Channel::from_wire_name);
    Ok(Origin {
        channel: channel.ok_or_else(|| missing("kyotaku-channel is missing or names no channel."))?,
        app: name(APP_HEADER).ok_or_else(|| missing("kyotaku-app is missing or too long."))?,
        version: name(VERSION_HEADER).ok_or_else(|| missing("kyotaku-version is missing or too long."))?,
        device: name(DEVICE_HEADER).ok_or_else(|| missing("kyotaku-device is missing or too long."))?,
    })
}

/// The value of a header that stands once and is visible ASCII.
pub(super) fn the_one<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    let mut values = headers.get_all(name).iter();
    match (values.next(), values.next()) {
        (Some(value), None) => value.to_str().ok(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for &(name, value) in pairs {
            headers.append(name, HeaderValue::from_static(value));
        }
        headers
    }

    #[test]
    fn only_one_bearer_token_is_a_credential() {
        assert_eq!(
            bearer_token(&headers(&[("authorization", "bearer  abc ")])),
            Some("abc")
        );
        for wrong in ["", "Bearer", "Bearer ", "Basic abc", "abc"] {
            assert_eq!(
                bearer_token(&headers(&[("authorization", wrong)])),
                None,
                "{wrong}"
            );
        }
        let twice = headers(&[("authorization", "Bearer a"), ("authorization", "Bearer b")]);
        assert_eq!(bearer_token(&twice), None);
    }

    #[test]
    fn all_four_headers_are_needed_once_each() {
        let full = [
            ("kyotaku-channel", "visit-app"),
            ("kyotaku-app", "kyotaku-terminal"),
            ("kyotaku-version", "0.1.0"),
            ("kyotaku-device", "tablet-1"),
        ];
        assert_eq!(origin(&headers(&full)).unwrap().channel, Channel::VisitApp);
        for left_out in 0..4 {
            let mut some = full.to_vec();
            some.remove(left_out);
            assert_eq!(
                origin(&headers(&some)).unwrap_err().kind,
                ProblemKind::OriginMissing
            );
            some = full.to_vec();
            some.push(full[left_out]);
            assert!(origin(&headers(&some)).is_err());
            some = full.to_vec();
            some[left_out].1 = "";
            assert!(origin(&headers(&some)).is_err());
        }
        let mut unknown = full;
        unknown[0].1 = "fax";
        assert!(origin(&headers(&unknown)).is_err());
    }
}
