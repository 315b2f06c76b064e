//! Requests, as a device and a clinic's own program make them. Each client has a connection of its own.

use std::net::SocketAddr;

use reqwest::Method;
use serde_json::Value;

use crate::Failure;

/// What a device says that it is; the rows that come by HTTP are known by it.
pub(crate) const APP: &str = "kyotaku-service-bench";

/// Who asks.
#[derive(Clone, Copy)]
pub(crate) enum Caller<'a> {
    Nobody,
    /// A device, by its token. With a key, the request is stored once.
    Device(&'a str, Option<&'a str>),
    /// A clinic's own program, by its token.
    Program(&'a str),
}

/// A client of the service.
#[derive(Clone)]
pub(crate) struct Client {
    http: reqwest::Client,
    service: String,
}

impl Client {
    pub(crate) fn new(service: SocketAddr) -> Result<Self, Failure> {
        // Refused when another client has done so: that is the same provider.
        let _ = rustls::crypto::ring::default_provider().install_default();
        Ok(Self {
            http: reqwest::Client::builder().no_proxy().build()?,
            service: format!("http://{service}"),
        })
    }

    pub(crate) async fn get(&self, path: &str, caller: Caller<'_>) -> Result<(u16, Vec<u8>), Failure> {
        self.send(Method::GET, path, caller, None).await
    }

    /// Posts a body; an error unless it is answered with success.
    pub(crate) async fn post(&self, path: &str, caller: Caller<'_>, body: &str) -> Result<Value, Failure> {
        let (status, answer) = self
            .send(Method::POST, path, caller, Some(body.to_owned()))
            .await?;
        if matches!(status, 200 | 201) {
            Ok(serde_json::from_slice(&answer)?)
        } else {
            Err(format!("{path}: {status} {}", String::from_utf8_lossy(&answer)).into())
        }
    }

    /// The status and the whole body.
    async fn send(
        &self,
        method: Method,
        path: &str,
        caller: Caller<'_>,
        body: Option<String>,
    ) -> Result<(u16, Vec<u8>), Failure> {
        let mut sent = self.http.request(method, format!("{}{path}", self.service));
        match caller {
            Caller::Nobody => {}
            Caller::Program(token) => sent = sent.bearer_auth(token),
            Caller::Device(token, key) => {
                sent = sent
                    .bearer_auth(token)
                    .header("kyotaku-channel", "visit-app")
                    .header("kyotaku-app", APP)
                    .header("kyotaku-version", env!("CARGO_PKG_VERSION"))
                    .header("kyotaku-device", "bench");
                if let Some(key) = key {
                    sent = sent.header("idempotency-key", key);
                }
            }
        }
        if let Some(body) = body {
            sent = sent.header("content-type", "application/json").body(body);
        }
        let response = sent.send().await?;
        let status = response.status().as_u16();
        Ok((status, response.bytes().await?.to_vec()))
    }
}
