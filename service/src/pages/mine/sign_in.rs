//! `/mine/sign-in`: the one-time code. A link may bring it along (`?code=…`); it is used up only when the form is sent, so that
//! a program that looks at links does not use it. A wrong code, a used one and one that is over are not told apart.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, StatusCode},
    response::Response,
    routing,
};

use super::visitor::{COOKIE, Patient};
use crate::{
    app::App,
    holder::{code::Code, session},
    pages::{Fields, Frame, PageFault, Secret, Site, cookie, draw, see_other},
    store::holders::Speaker,
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/mine/sign-in", routing::get(get).post(post))
}

/// Why the form is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    First,
    SessionEnded,
    SignedOut,
    Wrong,
}

#[derive(Template)]
#[template(path = "mine/sign_in.html")]
struct SignInPage {
    frame: Frame,
    reason: Reason,
    code: String,
    form_token: String,
}

fn page(reason: Reason, secret: &Secret, code: String) -> Result<Response, PageFault> {
    let frame = Frame::open(Site::Patient, "コードの入力");
    let (status, frame) = match reason {
        Reason::First | Reason::SessionEnded | Reason::SignedOut => (StatusCode::OK, frame),
        Reason::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, frame.with_errors()),
    };
    let form_token = secret.form_token();
    draw(
        status,
        &SignInPage {
            frame,
            reason,
            code,
            form_token,
        },
    )
}

async fn get(
    State(app): State<Arc<App>>,
    patient: Result<Patient, PageFault>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFault> {
    let query = query.unwrap_or_default();
    let code = code_in(&query);
    match patient {
        // A new code opens another session, perhaps another person's.
        Ok(_) if code.is_empty() => return Ok(see_other("/mine")),
        Ok(_) | Err(PageFault::SignIn(_)) => {}
        Err(fault) => return Err(fault),
    }
    let reason = match query.as_str() {
        "ended" => Reason::SessionEnded,
        "signed-out" => Reason::SignedOut,
        _ => Reason::First,
    };
    match cookie::read(&headers, COOKIE) {
        Some(secret) => page(reason, &secret, code),
        None => {
            let secret = Secret::new(&*app.random)?;
            Ok(cookie::with(
                page(reason, &secret, code)?,
                cookie::set(COOKIE, &secret),
            ))
        }
    }
}

async fn post(
    State(app): State<Arc<App>>,
    headers: HeaderMap,
    fields: Fields,
) -> Result<Response, PageFault> {
    let secret = cookie::read(&headers, COOKIE).ok_or(PageFault::ForeignForm)?;
    if !secret.has_drawn(fields.form_token()) {
        return Err(PageFault::ForeignForm);
    }
    let typed = fields.get("code").ok_or(PageFault::NoForm)?;
    let speaker = Speaker {
        app: env!("CARGO_PKG_NAME").to_owned(),
        version: env!("CARGO_PKG_VERSION").to_owned(),
        device: "browser".to_owned(),
    };
    let Some(opened) = session::by_code(&app, typed, &speaker).await? else {
        return page(Reason::Wrong, &secret, String::new());
    };
    // What the browser carried for somebody before opens nothing any more.
    session::end(&app, secret.expose()).await?;
    let secret = Secret::read(&opened.token).ok_or(PageFault::Internal)?;
    Ok(cookie::with(see_other("/mine"), cookie::set(COOKIE, &secret)))
}

/// The code that a link brings along; nothing else of a link is shown.
fn code_in(query: &str) -> String {
    let fields = Fields::of(query.as_bytes());
    let code = fields.get("code").unwrap_or_default();
    match Code::read(code) {
        Some(_) => code.trim().to_owned(),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_brings_a_code_along_and_nothing_else() {
        assert_eq!(code_in("code=0123-ABCD-1ZYX"), "0123-ABCD-1ZYX");
        for other in [
            "",
            "ended",
            "code=",
            "code=hello",
            "code=%3Cscript%3E",
            "code=0123-ABCD-1ZYX&code=0",
        ] {
            assert_eq!(code_in(other), "", "{other}");
        }
    }
}
