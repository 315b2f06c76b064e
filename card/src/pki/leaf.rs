//! The certificates a card carries.

use rsa::RsaPublicKey;
use sha2::{Digest, Sha256};

use super::{
    Policy, Purpose, Serial, Validity, extension, name, root,
    sign::{Content, public_key_info, sign},
};

pub use super::sign::IssueError;

/// What is particular to one certificate.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Leaf {
    /// Which of the card's two.
    pub purpose: Purpose,
    /// Under which policy.
    pub policy: Policy,
    /// Its serial number.
    pub serial: Serial,
    /// From when until when.
    pub validity: Validity,
}

impl Leaf {
    /// Issues it for a key, DER. The same leaf and key give the same bytes.
    pub fn issue(&self, key: &RsaPublicKey) -> Result<Vec<u8>, IssueError> {
        let root = root::of(self.purpose);
        let key = public_key_info(key)?;
        sign(
            Content {
                serial: self.serial,
                issuer: name::issuer(self.purpose)?,
                subject: name::subject(&self.common_name())?,
                validity: self.validity,
                extensions: extension::of_leaf(self.purpose, self.policy, &key, &root.key_info, root.serial)?,
                key,
            },
            &root.key,
        )
    }

    /// 22 characters that tell nothing of the holder, and are the same for the same certificate.
    fn common_name(&self) -> String {
        const CHARACTERS: &[u8; 32] = b"0123456789ABCDEFGHJKLMNPQRSTUVWX";
        let mut digest = Sha256::new();
        digest.update([self.purpose as u8]);
        digest.update(self.serial.number().to_be_bytes());
        digest.finalize()[..22]
            .iter()
            .map(|byte| char::from(CHARACTERS[usize::from(byte % 32)]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use x509_cert::{
        Certificate,
        der::Decode,
        ext::pkix::{BasicConstraints, ExtendedKeyUsage, KeyUsage, KeyUsages, SubjectAltName},
    };

    use super::*;
    use crate::keys::{TestKey, test_key};

    fn leaf(purpose: Purpose) -> Vec<u8> {
        let now = "2026-11-22T00:00:00Z".parse().unwrap();
        Leaf {
            purpose,
            policy: Policy::Production,
            serial: Serial::new(0xA0_0001).unwrap(),
            validity: Validity::current(now).unwrap(),
        }
        .issue(&test_key(TestKey::Card(0)).to_public_key())
        .unwrap()
    }

    #[test]
    fn the_authentication_certificate_takes_seven_short_reads() {
        let length = leaf(Purpose::Authentication).len();
        assert!((1537..=1792).contains(&length), "{length} bytes");
    }

    #[test]
    fn it_has_the_jpki_profile() {
        let certificate = Certificate::from_der(&leaf(Purpose::Authentication))
            .unwrap()
            .tbs_certificate;
        assert_eq!(certificate.serial_number.as_bytes(), [0x00, 0xA0, 0x00, 0x01]);
        let (critical, usage) = certificate.get::<KeyUsage>().unwrap().unwrap();
        assert!(critical);
        assert_eq!(usage.0, KeyUsages::DigitalSignature);
        assert!(certificate.get::<ExtendedKeyUsage>().unwrap().is_some());
        assert!(certificate.get::<SubjectAltName>().unwrap().is_none());
        assert!(certificate.get::<BasicConstraints>().unwrap().is_none());
        let subject = certificate.subject.to_string();
        assert!(
            subject.ends_with(",C=JP") && subject.len() == "CN=".len() + 22 + ",C=JP".len(),
            "{subject}"
        );
    }

    #[test]
    fn the_signature_certificate_says_non_repudiation() {
        let certificate = Certificate::from_der(&leaf(Purpose::Signature))
            .unwrap()
            .tbs_certificate;
        let (_, usage) = certificate.get::<KeyUsage>().unwrap().unwrap();
        assert_eq!(usage.0, KeyUsages::DigitalSignature | KeyUsages::NonRepudiation);
    }
}
