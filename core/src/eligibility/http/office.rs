//! The calls of a clinic's office, where no card is read: whose consents stand, the eligibility asked again (再照会), and
//! revocation (取消).

use reqwest::Url;

use super::{ConfigFault, HttpConfig, HttpService, config};
use crate::{
    consent::{RevocationRequest, StandingConsent},
    eligibility::{
        EligibilityService, IdempotencyKey, KnownPatient, ReInquiry, ReInquiryRequest, ServiceFault,
        exchange::IDEMPOTENCY_HEADER,
    },
};

/// The service as an office calls it, on the same terms as [`HttpService`].
#[derive(Clone, Debug)]
pub struct HttpOffice {
    service: HttpService,
    patients: Url,
    re_inquiries: Url,
}

impl HttpOffice {
    /// A client of the service at the configuration's address. Sends nothing yet.
    pub fn new(config: HttpConfig) -> Result<Self, ConfigFault> {
        let base = config::base_url(&config.base_url)?;
        let at = |path| base.join(path).map_err(|_| ConfigFault::AddressMalformed);
        Ok(Self {
            patients: at("v1/patients")?,
            re_inquiries: at("v1/re-inquiries")?,
            service: HttpService::new(config)?,
        })
    }

    /// The clinic's people with a consent of 訪問診療等 in force.
    pub async fn patients(&self) -> Result<Vec<KnownPatient>, ServiceFault> {
        let request = self.service.client.get(self.patients.clone());
        self.service.call("patients", request).await
    }

    /// What stands of a patient's consents, one for each mode. The number is the clinic's own.
    pub async fn consents(&self, patient: &str) -> Result<Vec<StandingConsent>, ServiceFault> {
        let mut url = self.patients.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            // Whatever was typed is one segment.
            segments.extend([patient, "consents"]);
        }
        self.service.call("consents", self.service.client.get(url)).await
    }

    /// The eligibility, asked again without the card. The same key gives the same answer again.
    pub async fn ask_again(
        &self,
        request: &ReInquiryRequest,
        key: &IdempotencyKey,
    ) -> Result<ReInquiry, ServiceFault> {
        let request = self
            .service
            .post(&self.re_inquiries, request)
            .header(IDEMPOTENCY_HEADER, key.as_str());
        self.service.call("re-inquiry", request).await
    }

    /// Takes an answer back, or all of them. The same key revokes once; what stands is what the service read back.
    pub async fn revoke(
        &self,
        request: &RevocationRequest,
        key: &IdempotencyKey,
    ) -> Result<StandingConsent, ServiceFault> {
        self.service.revoke(request, key).await
    }
}

#[cfg(test)]
mod tests {
    use super::{
        super::{
            samples::config,
            scripted_server::{Reply, ScriptedServer, json},
        },
        *,
    };
    use crate::consent::RevocationReason;

    fn office(server: &ScriptedServer) -> HttpOffice {
        HttpOffice::new(config(&format!("http://{}/", server.address()))).unwrap()
    }

    #[tokio::test]
    async fn what_stores_carries_its_key_and_a_typed_number_cannot_leave_its_place_in_the_path() {
        let none: [(); 0] = [];
        let server = ScriptedServer::new([
            Reply::Bytes(json(200, &none)),
            Reply::Bytes(json(200, &none)),
            Reply::Bytes(json(500, &none)),
            Reply::Bytes(json(500, &none)),
        ]);
        let office = office(&server);
        assert_eq!(office.patients().await.unwrap(), []);
        assert_eq!(office.consents("a/../b?c").await.unwrap(), []);
        let request = ReInquiryRequest {
            patient: "patient-1".into(),
        };
        let asked = IdempotencyKey::of_re_inquiry("patient-1", "now");
        assert!(
            office
                .ask_again(&request, &asked)
                .await
                .unwrap_err()
                .may_have_stored()
        );
        let request = RevocationRequest {
            registration: "registration-1".into(),
            question: None,
            reason: RevocationReason::ByClinic,
            check: None,
        };
        let revoked = IdempotencyKey::of_revocation(&request);
        assert!(
            office
                .revoke(&request, &revoked)
                .await
                .unwrap_err()
                .may_have_stored()
        );

        let heard = server.heard();
        let lines: Vec<_> = heard.iter().map(|request| request.line.as_str()).collect();
        assert_eq!(
            lines,
            [
                "GET /v1/patients HTTP/1.1",
                "GET /v1/patients/a%2F..%2Fb%3Fc/consents HTTP/1.1",
                "POST /v1/re-inquiries HTTP/1.1",
                "POST /v1/revocations HTTP/1.1",
            ]
        );
        let keys: Vec<_> = heard
            .iter()
            .map(|request| request.header(IDEMPOTENCY_HEADER))
            .collect();
        assert_eq!(keys, [None, None, Some(asked.as_str()), Some(revoked.as_str())]);
    }
}
