//! The calls of the patient's own side. They carry the patient's token, or none: no clinic's device speaks here.

use std::fmt;

use reqwest::{
    Client, RequestBuilder, StatusCode, Url,
    header::{AUTHORIZATION, HeaderValue},
};
use serde::de::{DeserializeOwned, IgnoredAny};
use zeroize::Zeroizing;

use super::{ANSWER_TIMEOUT, CONNECT_TIMEOUT, ConfigFault, TrustedRoots, answer, client, config, outcome};
use crate::{
    eligibility::ServiceFault,
    holder::{
        CHANNEL, Consents, Disclosures, HolderChallenge, HolderSession, HolderSessionRequest, PageCode,
    },
    origin::{APP_HEADER, CHANNEL_HEADER, DEVICE_HEADER, VERSION_HEADER},
};

/// The service over HTTP, as a patient speaks to it. Its calls need a tokio runtime with I/O and time enabled.
#[derive(Clone)]
pub struct HolderHttp {
    client: Client,
    base: Url,
}

impl fmt::Debug for HolderHttp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("HolderHttp")
    }
}

impl HolderHttp {
    /// A client of the service at `base_url`, for a program of this name and version on a device that is called so. Sends
    /// nothing yet.
    pub fn new(
        base_url: &str,
        trusted_roots: &TrustedRoots,
        [app, version, device]: [&str; 3],
    ) -> Result<Self, ConfigFault> {
        let base = config::base_url(base_url)?;
        let headers = config::origin_headers([
            (CHANNEL_HEADER, CHANNEL),
            (APP_HEADER, app),
            (VERSION_HEADER, version),
            (DEVICE_HEADER, device),
        ])?;
        let client = client::speaking(&base, trusted_roots, CONNECT_TIMEOUT, ANSWER_TIMEOUT, headers)?;
        Ok(Self { client, base })
    }

    /// What a card is to sign.
    pub async fn challenge(&self) -> Result<HolderChallenge, ServiceFault> {
        let request = self.client.post(self.at("challenges")?);
        call("holder challenge", request).await
    }

    /// Opens a session by what the card signed.
    pub async fn open_session(&self, request: &HolderSessionRequest) -> Result<HolderSession, ServiceFault> {
        let request = self.client.post(self.at("sessions")?).json(request);
        call("holder session", request).await
    }

    /// Ends the session.
    pub async fn end_session(&self, session: &HolderSession) -> Result<(), ServiceFault> {
        let request = by(session, self.client.delete(self.at("sessions")?))?;
        match request.send().await {
            Ok(response) if response.status() == StatusCode::NO_CONTENT => Ok(()),
            Ok(response) => answer::read::<IgnoredAny>(response).await.map(drop),
            Err(error) => Err(answer::fault_of(&error)),
        }
    }

    /// Who was given what: the newest, or those that are older than what `before` names.
    pub async fn disclosures(
        &self,
        session: &HolderSession,
        before: Option<&str>,
    ) -> Result<Disclosures, ServiceFault> {
        let mut url = self.at("disclosures")?;
        if let Some(before) = before {
            url.query_pairs_mut().append_pair("before", before);
        }
        call("disclosures", by(session, self.client.get(url))?).await
    }

    /// What stands.
    pub async fn consents(&self, session: &HolderSession) -> Result<Consents, ServiceFault> {
        call(
            "holder consents",
            by(session, self.client.get(self.at("consents")?))?,
        )
        .await
    }

    /// A code that opens the page once.
    pub async fn page_code(&self, session: &HolderSession) -> Result<PageCode, ServiceFault> {
        call(
            "page code",
            by(session, self.client.post(self.at("page-codes")?))?,
        )
        .await
    }

    /// The address of a page of the service, by its path.
    pub fn page(&self, path: &str) -> Option<String> {
        let page = self.base.join(path.trim_start_matches('/')).ok()?;
        Some(page.into())
    }

    fn at(&self, operation: &str) -> Result<Url, ServiceFault> {
        let path = format!("v1/holder/{operation}");
        // The base was checked; a fixed path always joins it.
        self.base.join(&path).map_err(|_| ServiceFault::Unreachable)
    }
}

fn by(session: &HolderSession, request: RequestBuilder) -> Result<RequestBuilder, ServiceFault> {
    let text = Zeroizing::new(format!("Bearer {}", session.token));
    // A token that no header can carry is none that the service has issued.
    let mut value = HeaderValue::from_str(&text).map_err(|_| ServiceFault::Garbled)?;
    value.set_sensitive(true);
    Ok(request.header(AUTHORIZATION, value))
}

async fn call<T: DeserializeOwned>(
    operation: &'static str,
    request: RequestBuilder,
) -> Result<T, ServiceFault> {
    let answer = match request.send().await {
        Ok(response) => answer::read(response).await,
        Err(error) => Err(answer::fault_of(&error)),
    };
    match &answer {
        Ok(_) => tracing::debug!(operation, "answered"),
        Err(fault) => tracing::warn!(operation, outcome = outcome(fault), "failed"),
    }
    answer
}

#[cfg(test)]
mod tests {
    use super::{
        super::scripted_server::{Reply, ScriptedServer, json},
        *,
    };

    fn client(server: &ScriptedServer) -> HolderHttp {
        let address = format!("http://{}/online/", server.address());
        HolderHttp::new(
            &address,
            &TrustedRoots::Platform,
            ["kyotaku-test", "0.0.1", "terminal"],
        )
        .unwrap()
    }

    fn session() -> HolderSession {
        HolderSession {
            token: "TEST-ONLY-token".into(),
            expires_at: "2026-11-23T12:15:00+09:00".into(),
        }
    }

    #[tokio::test]
    async fn a_session_is_opened_without_a_token_and_used_with_it_and_every_call_says_who_speaks() {
        let challenge = HolderChallenge {
            challenge: "challenge-1".into(),
            nonce: "AAECAw==".into(),
            expires_in: 600,
        };
        let disclosures = Disclosures {
            disclosures: Vec::new(),
            older: None,
        };
        let server = ScriptedServer::new([
            Reply::Bytes(json(201, &challenge)),
            Reply::Bytes(json(201, &session())),
            Reply::Bytes(json(200, &disclosures)),
        ]);
        let client = client(&server);
        let request = HolderSessionRequest {
            challenge: "challenge-1".into(),
            certificate: "MA==".into(),
            signature: "AQI=".into(),
        };
        assert_eq!(client.challenge().await, Ok(challenge));
        assert!(client.open_session(&request).await == Ok(session()));
        assert!(client.disclosures(&session(), Some("a b")).await == Ok(disclosures));

        let heard = server.heard();
        let lines: Vec<_> = heard.iter().map(|request| request.line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "POST /online/v1/holder/challenges HTTP/1.1",
                "POST /online/v1/holder/sessions HTTP/1.1",
                "GET /online/v1/holder/disclosures?before=a+b HTTP/1.1",
            ]
        );
        let tokens: Vec<_> = heard
            .iter()
            .map(|request| request.header("authorization"))
            .collect();
        assert_eq!(tokens, [None, None, Some("Bearer TEST-ONLY-token")]);
        for request in heard {
            assert_eq!(request.header("kyotaku-channel"), Some("patient"));
            assert_eq!(request.header("kyotaku-app"), Some("kyotaku-test"));
        }
    }

    #[test]
    fn the_page_stands_at_the_services_own_address() {
        let client = HolderHttp::new(
            "http://127.0.0.1:8080/online",
            &TrustedRoots::Platform,
            ["kyotaku-test", "0.0.1", "terminal"],
        )
        .unwrap();
        assert_eq!(
            client.page("/mine/").as_deref(),
            Some("http://127.0.0.1:8080/online/mine/")
        );
        assert_eq!(format!("{client:?}"), "HolderHttp");
    }
}
