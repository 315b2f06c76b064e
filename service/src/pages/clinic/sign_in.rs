//! `/web/sign-in`: 医療機関コード, ユーザーID and password. A wrong one of them is not told from another: neither by words, nor by
//! status, nor by time. Before anybody is signed in the browser carries a secret too, so that this form proves itself
//! like all others; signing in gives it a new one.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::Response,
    routing,
};

use super::staff::{COOKIE, Staff};
use crate::{
    app::App,
    pages::{Fields, Frame, PageFault, Secret, Site, cookie, draw, see_other},
    password::NOBODYS,
    ports::random_number,
    store::{Turn, accounts, sign_in_attempts, web_sessions},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/sign-in", routing::get(get).post(post))
}

/// Why the form is shown again, or for the first time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reason {
    First,
    SessionEnded,
    SignedOut,
    Wrong,
    Waits,
}

#[derive(Template)]
#[template(path = "clinic/sign_in.html")]
struct SignInPage {
    frame: Frame,
    reason: Reason,
    institution: String,
    login: String,
    form_token: String,
    wait_minutes: i64,
}

impl SignInPage {
    fn is_refused(&self) -> bool {
        matches!(self.reason, Reason::Wrong | Reason::Waits)
    }
}

fn page(reason: Reason, secret: &Secret, institution: &str, login: &str) -> Result<Response, PageFault> {
    let frame = Frame::open(Site::Clinic, "サインイン");
    let (status, frame) = match reason {
        Reason::First | Reason::SessionEnded | Reason::SignedOut => (StatusCode::OK, frame),
        Reason::Wrong => (StatusCode::UNPROCESSABLE_ENTITY, frame.with_errors()),
        Reason::Waits => (StatusCode::TOO_MANY_REQUESTS, frame.with_errors()),
    };
    let page = SignInPage {
        frame,
        reason,
        institution: institution.to_owned(),
        login: login.to_owned(),
        form_token: secret.form_token(),
        wait_minutes: sign_in_attempts::WINDOW.as_mins(),
    };
    draw(status, &page)
}

async fn get(
    State(app): State<Arc<App>>,
    staff: Result<Staff, PageFault>,
    headers: HeaderMap,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFault> {
    match staff {
        Ok(_) => return Ok(see_other("/web")),
        Err(PageFault::SignIn(_)) => {}
        Err(fault) => return Err(fault),
    }
    let reason = match query.as_deref() {
        Some("ended") => Reason::SessionEnded,
        Some("signed-out") => Reason::SignedOut,
        _ => Reason::First,
    };
    match cookie::read(&headers, COOKIE) {
        Some(secret) => page(reason, &secret, "", ""),
        None => {
            let secret = Secret::new(&*app.random)?;
            Ok(cookie::with(
                page(reason, &secret, "", "")?,
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
    let typed = |name| fields.get(name).ok_or(PageFault::NoForm);
    let (institution, login, password) = (
        half_width(typed("institution")?),
        typed("login")?.trim(),
        typed("password")?,
    );
    let again = |reason| page(reason, &secret, &institution, login);

    let now = app.clock.now();
    let login_sha256 = sign_in_attempts::login_sha256(&institution, login);
    let attempt = random_number(&*app.random)?;
    let mut transaction = app.database.write(&[Turn::SignIn]).await?;
    let may_try = sign_in_attempts::begin(&mut transaction, &attempt, &login_sha256, now).await?;
    let hash = accounts::password_hash_of(&mut transaction, &institution, login).await?;
    app.database.commit(transaction).await?;
    if !may_try {
        tracing::warn!("too many attempts to sign in under one login");
        let mut response = again(Reason::Waits)?;
        let wait = HeaderValue::from(sign_in_attempts::WINDOW.as_secs());
        response.headers_mut().insert(header::RETRY_AFTER, wait);
        return Ok(response);
    }
    let is_account = hash.is_some();
    let hash = hash.unwrap_or_else(|| NOBODYS.to_owned());
    let fits = app.passwords.fits(password.to_owned(), hash).await;
    if !(fits && is_account) {
        return again(Reason::Wrong);
    }

    let secret = Secret::new(&*app.random)?;
    let mut transaction = app.database.write(&[Turn::SignIn]).await?;
    sign_in_attempts::succeeded(&mut transaction, &login_sha256).await?;
    web_sessions::begin(&mut transaction, &secret.sha256(), &institution, login, now).await?;
    app.database.commit(transaction).await?;
    Ok(cookie::with(see_other("/web"), cookie::set(COOKIE, &secret)))
}

/// A code as it is meant, whichever width its digits were typed in.
fn half_width(typed: &str) -> String {
    let digit = |c: char| match c {
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10).unwrap_or(c),
        _ => c,
    };
    typed.trim().chars().map(digit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_of_either_width_are_the_same_code() {
        assert_eq!(half_width(" １２3４５67８９0 "), "1234567890");
        assert_eq!(half_width("見本"), "見本");
    }
}
