//! The certificate, and the signature by its key: no more of the certificate is read than is needed to name it, if the
//! service has it.
//!
//! The service is asked while the card signs, which takes the card about as long as the network the question `[I]`.

use super::{
    Reading,
    file_read::{File, FileRead},
    verified::{Verified, sign},
};
use crate::card::{
    CardFault, CardProof, CertificateHead, CertificateRead, KnownCertificates, Phase, Pin,
    certificate::{LONGEST, announced_length},
    names::{AUTHENTICATION_CERTIFICATE, AUTHENTICATION_KEY},
};

/// The user-authentication certificate (利用者証明用電子証明書).
pub(super) const CERTIFICATE: File = File {
    id: AUTHENTICATION_CERTIFICATE,
    phase: Phase::ReadCertificate,
    longest: LONGEST,
    length: announced_length,
    absent: Some(CardFault::NoCertificate),
};

impl Verified<'_, Pin> {
    /// Reads the certificate and has its key sign `hash`.
    pub(super) async fn prove(
        mut self,
        reading: &Reading<'_>,
        hash: &[u8; 32],
        known: &dyn KnownCertificates,
    ) -> Result<CardProof, CardFault> {
        let link = &mut self.link;
        reading.phase(Phase::ReadCertificate);
        let begun = FileRead::begin(link, &CERTIFICATE).await?;
        let head = CertificateHead::of(begun.bytes()).filter(|_| !begun.is_whole());

        reading.phase(Phase::Sign);
        let signing = sign(link, Phase::Sign, AUTHENTICATION_KEY, hash);
        let (signature, head) = match head {
            None => (signing.await?, None),
            Some(head) => {
                let asking = async { Ok(known.knows(head).await) };
                let (signature, known) = tokio::try_join!(signing, asking)?;
                (signature, known.then_some(head))
            }
        };

        let certificate = match head {
            Some(head) => CertificateRead::Known(head),
            None => {
                if !begun.is_whole() {
                    reading.phase(Phase::ReadCertificate);
                }
                CertificateRead::Whole(std::mem::take(&mut *begun.finish(link).await?))
            }
        };
        Ok(CardProof {
            certificate,
            signature,
        })
    }
}
