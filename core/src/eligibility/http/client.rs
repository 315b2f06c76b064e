//! How the service is spoken to: directly, once, and with time limits.

use std::{
    net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr},
    time::Duration,
};

use reqwest::{Client, Url, header::HeaderMap, redirect, retry};

use super::{
    config::{self, ConfigFault, HttpConfig},
    trust::{self, TrustedRoots},
};

/// The client of this configuration, for the service at `base`.
pub(super) fn client(config: &HttpConfig, base: &Url) -> Result<Client, ConfigFault> {
    speaking(
        base,
        &config.trusted_roots,
        config.connect_timeout,
        config.answer_timeout,
        config::headers(config)?,
    )
}

/// A client whose every request has these headers.
pub(super) fn speaking(
    base: &Url,
    trusted_roots: &TrustedRoots,
    connect_timeout: Duration,
    answer_timeout: Duration,
    headers: HeaderMap,
) -> Result<Client, ConfigFault> {
    let encrypted = base.scheme() == "https";
    let tls = if encrypted {
        trust::tls(trusted_roots)?
    } else {
        trust::no_tls()
    };
    let port_of_the_url = 0;
    let this_machine = [
        SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port_of_the_url),
        SocketAddr::new(IpAddr::V6(Ipv6Addr::LOCALHOST), port_of_the_url),
    ];
    Client::builder()
        .tls_backend_preconfigured(tls)
        .https_only(encrypted)
        // Never looked up: a name server or a hosts file cannot lead plain http away from this machine.
        .resolve_to_addrs("localhost", &this_machine)
        // A proxy that the environment names is there for browsers. It would read plain http, and its pages would
        // stand where the service's answers should.
        .no_proxy()
        // The token and the patient's certificate go where the configuration says, and nowhere else.
        .redirect(redirect::Policy::none())
        // reqwest and hyper repeat a request by themselves when an idle connection turns out to be dead. The
        // idempotency key would make that harmless, but each connection serves one request instead: after a change
        // from Wi-Fi to mobile data a fresh one says "not sent" where a dead one says "not known".
        .pool_max_idle_per_host(0)
        .retry(retry::never())
        .http1_only()
        .connect_timeout(connect_timeout)
        // reqwest counts this from the start, connecting included. With the sum, connecting always runs out by its
        // own limit, and what is said of the effect stays exact.
        .timeout(connect_timeout.saturating_add(answer_timeout))
        .default_headers(headers)
        .build()
        .map_err(|_| ConfigFault::Client)
}
