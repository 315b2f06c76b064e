//! How to reach the service: checked once, when the client is made, so that no call can fail by it later.

use std::{fmt, time::Duration};

use reqwest::{
    Url,
    header::{ACCEPT, AUTHORIZATION, HeaderMap, HeaderName, HeaderValue},
};
use zeroize::Zeroizing;

use super::trust::TrustedRoots;
use crate::origin::Origin;

/// How long connecting may take, the TLS handshake and the look-up of the name included.
pub const CONNECT_TIMEOUT: Duration = Duration::from_secs(5);
/// How long an answer may take.
pub const ANSWER_TIMEOUT: Duration = Duration::from_secs(20);
/// What an [`HttpService`](super::HttpService) is made from.
#[derive(Clone, Debug)]
pub struct HttpConfig {
    /// Where the service is, for example `https://service.clinic.example/`. What the path has stands before `v1/…`.
    /// Plain `http` only to this machine (`127.0.0.0/8`, `[::1]`, `localhost`).
    pub base_url: String,
    /// The device's credential.
    pub device_token: DeviceToken,
    /// Who speaks.
    pub origin: Origin,
    /// Which certificate authorities may vouch for the service.
    pub trusted_roots: TrustedRoots,
    /// How long connecting may take: look-up of the name, TCP and TLS together.
    pub connect_timeout: Duration,
    /// How long the answer may take, to its last byte. What connecting left of its own time comes on top.
    pub answer_timeout: Duration,
}

impl HttpConfig {
    /// With the platform's trusted roots and the default time limits.
    pub fn new(base_url: impl Into<String>, device_token: DeviceToken, origin: Origin) -> Self {
        Self {
            base_url: base_url.into(),
            device_token,
            origin,
            trusted_roots: TrustedRoots::Platform,
            connect_timeout: CONNECT_TIMEOUT,
            answer_timeout: ANSWER_TIMEOUT,
        }
    }
}

/// Why a client cannot be made. No message repeats a value of the configuration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ConfigFault {
    /// The address is not a URL with a host.
    #[error("the service's address is not a URL")]
    AddressMalformed,
    /// The address has a user name, a password, a query or a fragment.
    #[error("the service's address must have no user name, password, query or fragment")]
    AddressWithExtras,
    /// Plain http to another machine (or a scheme that is neither http nor https): the token, the certificate and
    /// the patient's data would be readable on the way.
    #[error("the service's address must begin with https: plain http is for this machine alone")]
    AddressNotEncrypted,
    /// A part of the origin is empty or not printable ASCII; the header is named.
    #[error("the origin has an unusable value for the header {0}")]
    OriginUnusable(&'static str),
    /// The PEM text of the root certificates is none, or holds none that can be read.
    #[error("the root certificate cannot be read")]
    RootUnreadable,
    /// The platform's trusted roots cannot be loaded.
    #[error("the platform's trusted certificates cannot be loaded")]
    PlatformRootsMissing,
    /// The HTTP client could not be set up.
    #[error("the HTTP client cannot be set up")]
    Client,
}

/// A device's credential: a bearer token (RFC 6750). Its `Debug` tells nothing, and it is wiped when dropped. The
/// HTTP client keeps a copy of its own inside a header marked as sensitive; that one is freed without wiping.
#[derive(Clone)]
pub struct DeviceToken(Zeroizing<String>);

/// The text is not a bearer token: it is empty or has a character that RFC 6750 does not allow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a device token has letters, digits and -._~+/= only")]
pub struct NotADeviceToken;

impl DeviceToken {
    /// The token of this text.
    pub fn new(text: impl Into<String>) -> Result<Self, NotADeviceToken> {
        let text = Zeroizing::new(text.into());
        let allowed = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~+/=".contains(&byte);
        if !text.is_empty() && text.bytes().all(allowed) {
            Ok(Self(text))
        } else {
            Err(NotADeviceToken)
        }
    }

    /// The value of the `Authorization` header.
    fn header(&self) -> HeaderValue {
        let text = Zeroizing::new(format!("Bearer {}", self.0.as_str()));
        let mut value = HeaderValue::from_str(&text).expect("a checked token is printable ASCII");
        value.set_sensitive(true);
        value
    }
}

impl fmt::Debug for DeviceToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("DeviceToken")
    }
}

/// The address, with a path that ends in `/`.
pub(super) fn base_url(text: &str) -> Result<Url, ConfigFault> {
    let mut url = Url::parse(text).map_err(|_| ConfigFault::AddressMalformed)?;
    if !url.has_host() {
        return Err(ConfigFault::AddressMalformed);
    }
    let extras = !url.username().is_empty()
        || url.password().is_some()
        || url.query().is_some()
        || url.fragment().is_some();
    if extras {
        return Err(ConfigFault::AddressWithExtras);
    }
    let encrypted = url.scheme() == "https";
    let here = url.scheme() == "http" && is_loopback(&url);
    if !encrypted && !here {
        return Err(ConfigFault::AddressNotEncrypted);
    }
    if !url.path().ends_with('/') {
        let path = format!("{}/", url.path());
        url.set_path(&path);
    }
    Ok(url)
}

/// Whether the address is this machine. `localhost` counts because the client never looks it up: see
/// [`HttpService::new`](super::HttpService::new).
fn is_loopback(url: &Url) -> bool {
    let Some(host) = url.host_str() else { return false };
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    host == "localhost"
        || bare
            .parse::<std::net::IpAddr>()
            .is_ok_and(|address| address.is_loopback())
}

/// The headers that every request of a device has.
pub(super) fn headers(config: &HttpConfig) -> Result<HeaderMap, ConfigFault> {
    let mut headers = origin_headers(config.origin.headers())?;
    headers.insert(AUTHORIZATION, config.device_token.header());
    Ok(headers)
}

/// The headers that every request has: what is understood as an answer, and who speaks.
pub(super) fn origin_headers(origin: [(&'static str, &str); 4]) -> Result<HeaderMap, ConfigFault> {
    let mut headers = HeaderMap::new();
    headers.insert(
        ACCEPT,
        HeaderValue::from_static("application/json, application/problem+json"),
    );
    for (name, value) in origin {
        let printable = !value.trim().is_empty() && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
        let value = HeaderValue::from_str(value).map_err(|_| ConfigFault::OriginUnusable(name))?;
        if !printable {
            return Err(ConfigFault::OriginUnusable(name));
        }
        headers.insert(HeaderName::from_static(name), value);
    }
    Ok(headers)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        eligibility::http::HttpService,
        origin::{Channel, DEVICE_HEADER, VERSION_HEADER},
    };

    fn config(base_url: &str) -> HttpConfig {
        let origin = Origin {
            channel: Channel::VisitApp,
            app: "kyotaku-test".into(),
            version: "0.0.1".into(),
            device: "bag-3".into(),
        };
        HttpConfig::new(base_url, DeviceToken::new("TEST-ONLY-token").unwrap(), origin)
    }

    fn fault(config: HttpConfig) -> Option<ConfigFault> {
        HttpService::new(config).err()
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for here in [
            "http://127.0.0.1:8080",
            "http://127.8.9.10/",
            "http://[::1]:8080/",
            "http://localhost:1/",
        ] {
            assert_eq!(fault(config(here)), None, "{here}");
        }
        for elsewhere in [
            "http://192.0.2.7/",
            "http://service.example/",
            "http://localhost.example/",
            "http://127.0.0.1.example/",
            "http://[2001:db8::1]/",
            "ftp://127.0.0.1/",
        ] {
            assert_eq!(
                fault(config(elsewhere)),
                Some(ConfigFault::AddressNotEncrypted),
                "{elsewhere}"
            );
        }
    }

    #[test]
    fn an_address_that_is_none_or_says_too_much_is_refused() {
        for malformed in [
            "",
            "service",
            "https://",
            "mailto:nobody@service.example",
            "https://[::1",
        ] {
            assert_eq!(
                fault(config(malformed)),
                Some(ConfigFault::AddressMalformed),
                "{malformed}"
            );
        }
        for extra in [
            "https://user@service.example/",
            "https://user:secret@service.example/",
            "https://service.example/?token=1",
            "https://service.example/#part",
        ] {
            assert_eq!(
                fault(config(extra)),
                Some(ConfigFault::AddressWithExtras),
                "{extra}"
            );
        }
    }

    #[test]
    fn the_address_may_have_a_path() {
        assert_eq!(
            base_url("https://service.example").unwrap().as_str(),
            "https://service.example/"
        );
        assert_eq!(
            base_url("https://service.example/a/b").unwrap().as_str(),
            "https://service.example/a/b/"
        );
    }

    #[test]
    fn an_origin_that_no_header_can_carry_is_refused_by_the_headers_name() {
        let mut broken = config("http://127.0.0.1/");
        broken.origin.device = "居間\r\nauthorization: x".into();
        assert_eq!(fault(broken), Some(ConfigFault::OriginUnusable(DEVICE_HEADER)));
        let mut empty = config("http://127.0.0.1/");
        empty.origin.version = " ".into();
        assert_eq!(fault(empty), Some(ConfigFault::OriginUnusable(VERSION_HEADER)));
    }

    #[test]
    fn a_token_is_checked_and_never_shown() {
        for wrong in ["", "two words", "line\nbreak", "鍵"] {
            assert_eq!(DeviceToken::new(wrong).err(), Some(NotADeviceToken), "{wrong:?}");
        }
        let config = config("http://127.0.0.1/");
        assert!(!format!("{config:?}").contains("TEST-ONLY-token"));
        assert!(!format!("{:?}", headers(&config).unwrap()).contains("TEST-ONLY-token"));
        assert!(!format!("{:?}", HttpService::new(config).unwrap()).contains("TEST-ONLY-token"));
    }
}
