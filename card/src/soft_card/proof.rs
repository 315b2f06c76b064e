//! A tap by whoever holds the card in a program: for what speaks to a service without the core's session, such as a
//! benchmark that is not about cards. Its bytes are written out, and stand in no relation to the core's.

use kyotaku_core::card::{CardProof, CertificateRead, ChallengeMessage};
use sha2::{Digest, Sha256};

use super::SoftCard;

const SELECT_JPKI: &[u8] = b"\x00\xa4\x04\x0c\x0a\xd3\x92\xf0\x00\x26\x01\x00\x00\x00\x01";
const VERIFY_PIN: &[u8] = b"\x00\x20\x00\x98\x04";
/// By the authentication key, up to the hash: DigestInfo of SHA-256 (RFC 8017, 9.2 note 1).
const SIGN: &[u8] =
    b"\x80\x2a\x00\x97\x33\x30\x31\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\x04\x20";

impl SoftCard {
    /// Switches the card on, selects the JPKI application, presents the PIN and has the authentication key sign. Nothing if
    /// the card refuses any of it; a wrong PIN costs a try, as in any tap.
    pub fn proof(&mut self, pin: &str, message: &ChallengeMessage) -> Option<CardProof> {
        self.power_on();
        self.data(SELECT_JPKI)?;
        self.data(&[VERIFY_PIN, pin.as_bytes()].concat())?;
        let hash = Sha256::digest(message.as_bytes());
        let signature = self.data(&[SIGN, &hash, b"\x00"].concat())?;
        Some(CardProof {
            certificate: CertificateRead::Whole(self.authentication_certificate().to_vec()),
            signature,
        })
    }

    /// What the card answers, if it obeys.
    fn data(&mut self, command: &[u8]) -> Option<Vec<u8>> {
        let mut answer = self.transmit(command);
        answer.ends_with(b"\x90\x00").then(|| {
            answer.truncate(answer.len() - 2);
            answer
        })
    }
}

#[cfg(test)]
mod tests {
    use rsa::{Pkcs1v15Sign, RsaPublicKey, pkcs8::DecodePublicKey};
    use x509_cert::{
        Certificate,
        der::{Decode, Encode},
    };

    use super::*;
    use crate::sample::{PIN, card};

    fn message() -> ChallengeMessage {
        ChallengeMessage::of_holder("AAAA")
    }

    #[test]
    fn the_certificates_key_verifies_the_signature() {
        let mut card = card("valid", jiff::Timestamp::now()).unwrap();
        let proof = card.proof(PIN, &message()).unwrap();
        let CertificateRead::Whole(certificate) = proof.certificate else {
            panic!("the card itself has its certificate whole");
        };
        let certificate = Certificate::from_der(&certificate).unwrap();
        let key = certificate
            .tbs_certificate
            .subject_public_key_info
            .to_der()
            .unwrap();
        let hash = Sha256::digest(message().as_bytes());
        RsaPublicKey::from_public_key_der(&key)
            .unwrap()
            .verify(Pkcs1v15Sign::new::<Sha256>(), &hash, &proof.signature)
            .unwrap();
    }

    #[test]
    fn a_wrong_pin_proves_nothing_and_costs_a_try() {
        let mut card = card("valid", jiff::Timestamp::now()).unwrap();
        let tries = |card: &SoftCard| card.state().unwrap().authentication.tries_left;
        let before = tries(&card);
        assert!(card.proof("0000", &message()).is_none());
        assert_eq!(tries(&card), before - 1);
    }
}
