//! The question whether the service has a certificate: asked while the card lies in the field and signs. Without an answer
//! soon, the card is asked for some more of its bytes, so no fault here is one of the visit's.

use std::time::Duration;

use super::HttpService;
use crate::eligibility::{Lookup, LookupRequest, ServiceFault};

/// How long it may take, connecting included.
pub const LOOKUP_TIMEOUT: Duration = Duration::from_millis(1500);

impl HttpService {
    /// Asks, for no longer than [`LOOKUP_TIMEOUT`].
    pub(super) async fn look_up(&self, request: &LookupRequest) -> Result<Lookup, ServiceFault> {
        let request = self.post(&self.lookups, request).timeout(LOOKUP_TIMEOUT);
        self.call("certificate lookup", request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        card::CertificateHead,
        eligibility::{
            EligibilityService, Problem, ProblemKind,
            http::{
                ANSWER_TIMEOUT,
                samples::{config, sample_challenge},
                scripted_server::{Reply, ScriptedServer, json},
            },
        },
    };

    fn client(server: &ScriptedServer) -> HttpService {
        HttpService::new(config(&format!("http://{}/", server.address()))).unwrap()
    }

    fn question() -> LookupRequest {
        let head = CertificateHead::of(&[7; CertificateHead::READ]).unwrap();
        LookupRequest::new(&sample_challenge(), head)
    }

    #[tokio::test]
    async fn it_sends_the_challenge_and_the_head_and_nothing_of_the_certificate() {
        let server =
            ScriptedServer::new([true, false].map(|known| Reply::Bytes(json(200, &Lookup { known }))));
        let client = client(&server);
        for known in [true, false] {
            let answer = client.knows_certificate(&question()).await;
            assert_eq!(answer, Ok(Lookup { known }));
        }
        let heard = server.heard();
        assert_eq!(heard[0].line, "POST /v1/certificate-lookups HTTP/1.1");
        assert_eq!(heard[0].header("authorization"), Some("Bearer TEST-ONLY-token"));
        assert_eq!(heard[0].header("idempotency-key"), None);
        let head = question().head;
        assert_eq!(head.len(), 64);
        assert_eq!(
            heard[0].body,
            format!(r#"{{"challenge":"challenge-1","head":"{head}"}}"#)
        );
    }

    #[tokio::test]
    async fn a_service_that_keeps_silent_is_given_up_long_before_other_calls_are() {
        let server = ScriptedServer::new([Reply::Silence]);
        let (client, question) = (client(&server), question());
        let (answer, waited_from) = tokio::join!(client.knows_certificate(&question), async {
            server.has_read().await;
            // From here on time passes only when all wait, and then by as much as the first of them waits for.
            tokio::time::pause();
            tokio::time::Instant::now()
        });
        assert_eq!(answer, Err(ServiceFault::NoAnswer));
        // Timers run out on whole milliseconds: somewhat later than their limit.
        assert!(waited_from.elapsed() < ANSWER_TIMEOUT / 10);
    }

    #[tokio::test]
    async fn a_service_that_does_not_know_the_call_is_a_fault_and_no_answer() {
        let problem = Problem::new(ProblemKind::NotFound);
        let page = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
        let server = ScriptedServer::new([
            Reply::Bytes(json(404, &problem)),
            Reply::Bytes(page.as_bytes().to_vec()),
        ]);
        let client = client(&server);
        for _ in 0..2 {
            assert!(client.knows_certificate(&question()).await.is_err());
        }
    }
}
