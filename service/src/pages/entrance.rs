//! What every request for a page passes, outside of everything else: pages are for browsers, and a browser can be made
//! to send what its user never meant to.
//!
//! - The host that the request names is one of the loopback interface's names, or a site whose name was turned to point
//!   here   could read the pages (DNS rebinding).
//! - What changes something was sent from one of our own pages: the browser says so in `sec-fetch-site`, which no page
//!   can set, or,   where it does not know that header, in `origin`.
//! - No answer is framed, sniffed, stored or read by another site; no script runs.
//! - Whatever is refused on the way, by the service or its routes, is drawn as a page.

use axum::{
    extract::Request,
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header, uri::Authority},
    middleware::Next,
    response::Response,
};

use super::{PageFault, STYLE, Site, fault::Undrawn};
use crate::http::Refusal;

/// What every page is answered with.
const HEADERS: [(HeaderName, &str); 8] = [
    (
        header::CONTENT_SECURITY_POLICY,
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
    // Not `no-referrer`: with that a browser says `origin: null` of our own forms too, and who sent them could not be
    // told.
    (header::REFERRER_POLICY, "same-origin"),
    (header::X_FRAME_OPTIONS, "DENY"),
    (header::CACHE_CONTROL, "no-store"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("cross-origin-resource-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
];

const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Around everything, the pages and what programs speak; the latter passes as it is.
pub(crate) async fn pass(request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let site = match Site::of_path(path) {
        Some(site) => site,
        None if path == STYLE => Site::Clinic,
        None => return next.run(request).await,
    };
    let mut response = match refused(&request) {
        Some(fault) => fault.page(site),
        None => drawn(site, next.run(request).await),
    };
    for (name, value) in HEADERS {
        response
            .headers_mut()
            .insert(name, HeaderValue::from_static(value));
    }
    response
}

fn refused(request: &Request) -> Option<PageFault> {
    let headers = request.headers();
    let host = host(headers, request.uri());
    let fault = match host.as_ref().filter(|host| is_ours(host)) {
        None => PageFault::ForeignHost,
        Some(host) if changes_nothing(request.method()) || is_sent_by_us(headers, host) => return None,
        Some(_) => PageFault::ForeignSite,
    };
    tracing::warn!(?fault, "a page was refused at the entrance");
    Some(fault)
}

/// The answer, with a page where there is only the word that something is wrong.
fn drawn(site: Site, mut response: Response) -> Response {
    let extensions = response.extensions_mut();
    let fault = match (extensions.remove::<Undrawn>(), extensions.remove::<Refusal>()) {
        (Some(Undrawn(fault)), _) => fault,
        (None, Some(refusal)) => refusal.into(),
        (None, None) => return response,
    };
    let allowed = response.headers().get(header::ALLOW).cloned();
    let mut page = fault.page(site);
    // RFC 9110 wants the methods that are allowed beside a 405.
    if let Some(allowed) = allowed {
        page.headers_mut().insert(header::ALLOW, allowed);
    }
    page
}

/// The host that a request names, once.
fn host(headers: &HeaderMap, target: &Uri) -> Option<Authority> {
    let mut hosts = headers.get_all(header::HOST).iter();
    let host: Authority = match (hosts.next(), hosts.next()) {
        (Some(host), None) => host.to_str().ok()?.parse().ok()?,
        _ => return None,
    };
    // A target in absolute form has a host of its own, and it counts (RFC 9112, 3.2.2).
    match target.authority() {
        Some(named) if *named != host => None,
        _ => Some(host),
    }
}

/// Whether this is a name of the loopback interface, where alone the service listens. A proxy in front names it so too.
fn is_ours(host: &Authority) -> bool {
    !host.as_str().contains('@') && ["127.0.0.1", "[::1]", "localhost"].contains(&host.host())
}

fn changes_nothing(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD)
}

fn is_sent_by_us(headers: &HeaderMap, host: &Authority) -> bool {
    if let Some(site) = headers.get(SEC_FETCH_SITE) {
        return site == "same-origin";
    }
    let origin = headers
        .get(header::ORIGIN)
        .and_then(|origin| origin.to_str().ok());
    origin.and_then(|origin| origin.strip_prefix("http://")) == Some(host.as_str())
}
