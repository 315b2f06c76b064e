//! Whom the client believes that it speaks with the service. The provider of cryptography is handed over
//! explicitly: nothing depends on what another part of the process installed as its default.

use std::{fmt, sync::Arc};

use rustls::{
    ClientConfig, RootCertStore,
    crypto::{CryptoProvider, ring},
    pki_types::{CertificateDer, pem::PemObject},
};
use rustls_platform_verifier::Verifier;

use super::config::ConfigFault;

/// Which certificate authorities may vouch for the service.
#[derive(Clone)]
pub enum TrustedRoots {
    /// Those that the platform trusts.
    Platform,
    /// Those in this PEM text and no others: for the closed network of a clinic, whose service has a certificate
    /// from an authority of its own. No public authority can then speak for the service.
    Only(Vec<u8>),
}

impl fmt::Debug for TrustedRoots {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Platform => "Platform",
            Self::Only(_) => "Only(…)",
        })
    }
}

/// The TLS settings of a client that calls an encrypted address.
pub(super) fn tls(roots: &TrustedRoots) -> Result<ClientConfig, ConfigFault> {
    let provider = Arc::new(ring::default_provider());
    match roots {
        TrustedRoots::Only(pem) => Ok(trusting(provider, roots_in(pem)?)),
        TrustedRoots::Platform => {
            let verifier = Verifier::new(provider.clone()).map_err(|_| ConfigFault::PlatformRootsMissing)?;
            let mut tls = trusting(provider, RootCertStore::empty());
            tls.dangerous().set_certificate_verifier(Arc::new(verifier));
            Ok(tls)
        }
    }
}

/// The TLS settings of a client that calls this machine without TLS: it trusts nobody. The platform's roots are
/// not looked for, because a bare machine that runs the demo may have none.
pub(super) fn no_tls() -> ClientConfig {
    trusting(Arc::new(ring::default_provider()), RootCertStore::empty())
}

fn trusting(provider: Arc<CryptoProvider>, roots: RootCertStore) -> ClientConfig {
    ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .expect("ring has the cipher suites of TLS 1.2 and 1.3")
        .with_root_certificates(roots)
        .with_no_client_auth()
}

/// A certificate that cannot be used vouches for nobody, and is left out: among the hundred and more of a phone's system
/// there may be one of a form that nobody issues any more. None at all is refused.
fn roots_in(pem: &[u8]) -> Result<RootCertStore, ConfigFault> {
    let mut certificates = Vec::new();
    for certificate in CertificateDer::pem_slice_iter(pem) {
        certificates.push(certificate.map_err(|_| ConfigFault::RootUnreadable)?);
    }
    let mut roots = RootCertStore::empty();
    roots.add_parsable_certificates(certificates);
    if roots.is_empty() {
        return Err(ConfigFault::RootUnreadable);
    }
    Ok(roots)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::eligibility::{
        EligibilityService, ServiceFault,
        http::{
            HttpService,
            samples::{config, sample_settings},
            scripted_server::{Reply, ScriptedServer, json},
        },
    };
    use rcgen::{BasicConstraints, CertificateParams, CertifiedIssuer, IsCa, KeyPair};
    use rustls::{ServerConfig, pki_types::PrivateKeyDer};

    fn authority() -> CertifiedIssuer<'static, KeyPair> {
        let mut params = CertificateParams::new(Vec::new()).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        CertifiedIssuer::self_signed(params, KeyPair::generate().unwrap()).unwrap()
    }

    /// A server with a certificate for `host` from this authority.
    fn server(authority: &CertifiedIssuer<'static, KeyPair>, host: &str) -> ScriptedServer {
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new([host.to_owned()]).unwrap();
        let certificate = params.signed_by(&key, authority).unwrap();
        let tls = ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .unwrap()
            .with_no_client_auth()
            .with_single_cert(
                vec![certificate.der().clone()],
                PrivateKeyDer::try_from(key.serialize_der()).unwrap(),
            )
            .unwrap();
        ScriptedServer::with_tls(Arc::new(tls), [Reply::Bytes(json(200, &sample_settings()))])
    }

    fn client(server: &ScriptedServer, roots: TrustedRoots) -> HttpService {
        let mut config = config(&format!("https://{}/", server.address()));
        config.trusted_roots = roots;
        HttpService::new(config).unwrap()
    }

    #[tokio::test]
    async fn a_service_whose_authority_is_trusted_is_heard_over_tls() {
        let authority = authority();
        let server = server(&authority, "127.0.0.1");
        let client = client(&server, TrustedRoots::Only(authority.pem().into_bytes()));
        assert_eq!(client.settings().await.unwrap(), sample_settings());
        assert_eq!(server.heard().len(), 1);
    }

    #[tokio::test]
    async fn a_root_that_cannot_be_used_does_not_stand_in_the_way_of_those_beside_it() {
        let authority = authority();
        let server = server(&authority, "127.0.0.1");
        let odd = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        let roots = format!("{odd}{}{odd}", authority.pem());
        let client = client(&server, TrustedRoots::Only(roots.into_bytes()));
        assert_eq!(client.settings().await.unwrap(), sample_settings());
    }

    #[tokio::test]
    async fn a_service_whose_authority_is_not_trusted_is_told_nothing() {
        let server = server(&authority(), "127.0.0.1");
        let another = TrustedRoots::Only(authority().pem().into_bytes());
        assert_eq!(
            client(&server, another).settings().await,
            Err(ServiceFault::Unreachable)
        );
        assert_eq!(server.connections(), 1);
        assert!(server.heard().is_empty());
    }

    #[tokio::test]
    async fn a_certificate_for_another_host_is_told_nothing() {
        let authority = authority();
        let server = server(&authority, "other.example");
        let client = client(&server, TrustedRoots::Only(authority.pem().into_bytes()));
        assert_eq!(client.settings().await, Err(ServiceFault::Unreachable));
        assert!(server.heard().is_empty());
    }

    #[test]
    fn roots_of_which_none_can_be_read_are_refused() {
        let broken = "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n";
        for pem in ["", "no certificate", broken] {
            let mut config = config("https://127.0.0.1/");
            config.trusted_roots = TrustedRoots::Only(pem.into());
            assert_eq!(
                HttpService::new(config).err(),
                Some(ConfigFault::RootUnreadable),
                "{pem:?}"
            );
        }
    }
}
