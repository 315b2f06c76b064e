//! Cookies. Each has a name with `__Host-`, so that a browser takes it only with `Secure` and `Path=/`, and no other
//! host or port's page with a shorter reach can plant one of the same name. Chromium and Firefox take `Secure` cookies
//! from the loopback interface over plain HTTP too (they call it trustworthy), so one form serves here and behind TLS.
//! `SameSite=Strict`: a request that another site causes carries none. No lifetime: the browser forgets it when it is
//! closed, and when the session ends before that is the service's to say.

use axum::{
    http::{HeaderMap, HeaderValue, header},
    response::Response,
};

use super::Secret;

/// The secret that this cookie holds; none if it is not there, or is there more than once.
pub(crate) fn read(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let mut values = headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .filter_map(|pair| pair.trim().split_once('='))
        .filter(|(key, _)| *key == name)
        .map(|(_, value)| value);
    match (values.next(), values.next()) {
        (Some(value), None) => Secret::read(value),
        _ => None,
    }
}

/// The `set-cookie` header that hands a secret to a browser.
pub(crate) fn set(name: &str, secret: &Secret) -> Option<HeaderValue> {
    let text = format!(
        "{name}={}; Path=/; Secure; HttpOnly; SameSite=Strict",
        secret.expose()
    );
    let mut value = HeaderValue::from_str(&text).ok()?;
    value.set_sensitive(true);
    Some(value)
}

/// The `set-cookie` header that takes it back.
pub(crate) fn clear(name: &str) -> Option<HeaderValue> {
    let text = format!("{name}=; Path=/; Secure; HttpOnly; SameSite=Strict; Max-Age=0");
    HeaderValue::from_str(&text).ok()
}

/// The answer, with the header if there is one.
pub(crate) fn with(mut response: Response, cookie: Option<HeaderValue>) -> Response {
    if let Some(cookie) = cookie {
        response.headers_mut().append(header::SET_COOKIE, cookie);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::SystemRandom;

    const NAME: &str = "__Host-kyotaku";

    fn headers(values: &[String]) -> HeaderMap {
        let mut headers = HeaderMap::new();
        for value in values {
            headers.append(header::COOKIE, value.parse().unwrap());
        }
        headers
    }

    #[test]
    fn a_secret_is_found_among_other_cookies_and_twice_is_not_once() {
        let secret = Secret::new(&SystemRandom::default()).unwrap();
        let pair = format!("{NAME}={}", secret.expose());
        for sent in [
            pair.clone(),
            format!("a=b; {pair};c"),
            format!("x{NAME}=1; {pair}"),
        ] {
            assert_eq!(read(&headers(&[sent]), NAME), Some(secret.clone()));
        }
        for wrong in [
            String::new(),
            format!("x{pair}"),
            format!("{pair}0"),
            format!("{pair}; {pair}"),
        ] {
            assert_eq!(read(&headers(&[wrong]), NAME), None);
        }
        assert_eq!(read(&headers(&[pair.clone(), pair]), NAME), None);
    }

    #[test]
    fn every_cookie_is_for_this_host_alone_and_out_of_reach_of_scripts_and_other_sites() {
        let secret = Secret::new(&SystemRandom::default()).unwrap();
        for header in [set(NAME, &secret), clear(NAME)] {
            let header = header.unwrap();
            let text = header.to_str().unwrap();
            for flag in ["; Path=/", "; Secure", "; HttpOnly", "; SameSite=Strict"] {
                assert!(text.contains(flag), "{flag}");
            }
            assert!(!text.contains("Domain"));
        }
    }
}
