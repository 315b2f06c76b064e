//! A proof as the request of a check has it, read from base64 and hexadecimal. What it says is judged elsewhere.

use base64::{Engine, engine::general_purpose::STANDARD};
use kyotaku_core::eligibility::{CheckRequest, Identity, SentCertificate, VisualProof};

use super::Shown;
use crate::http::{Refusal, idempotency::request_sha256};

/// The certificate, or what names it.
pub(crate) enum SentAs {
    /// DER.
    Whole(Vec<u8>),
    /// The digest of its head, as it is written on the wire and in the database.
    Known(String),
}

/// How it was made sure that the card's holder is there.
pub(crate) enum Proof {
    /// The signature of the certificate's key.
    Pin(Vec<u8>),
    /// What the surface application showed and signed.
    Visual(Shown),
}

/// The proof of one request.
pub(crate) struct Sent {
    pub(crate) certificate: SentAs,
    pub(crate) proof: Proof,
    /// What tells this request from another under the same idempotency key.
    pub(crate) sha256: String,
}

impl Proof {
    /// Its name in the database.
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::Pin(_) => "pin",
            Self::Visual(_) => "visual",
        }
    }
}

impl Sent {
    /// Reads the texts of a request.
    pub(crate) fn read(request: &CheckRequest) -> Result<Self, Refusal> {
        Ok(Self {
            certificate: match &request.certificate {
                SentCertificate::Whole(text) => SentAs::Whole(bytes(text)?),
                SentCertificate::Known(text) => {
                    digest(text)?;
                    SentAs::Known(text.clone())
                }
            },
            proof: match &request.identity {
                Identity::Pin(proof) => Proof::Pin(bytes(&proof.signature)?),
                Identity::Visual(proof) => Proof::Visual(shown(proof)?),
            },
            sha256: sha256(request),
        })
    }
}

fn shown(proof: &VisualProof) -> Result<Shown, Refusal> {
    Ok(Shown {
        holder: bytes(&proof.holder)?,
        images_digest: digest(&proof.images_digest)?,
        portrait_digest: digest(&proof.portrait_digest)?,
        record_signature: bytes(&proof.record_signature)?,
        issuer_certificate: bytes(&proof.issuer_certificate)?,
        signature: bytes(&proof.signature)?,
    })
}

fn sha256(request: &CheckRequest) -> String {
    let (sent_as, certificate) = match &request.certificate {
        SentCertificate::Whole(text) => ("whole", text),
        SentCertificate::Known(text) => ("known", text),
    };
    let mut parts = vec![&*request.challenge, sent_as, certificate];
    match &request.identity {
        Identity::Pin(proof) => parts.extend(["pin", &proof.signature]),
        Identity::Visual(proof) => parts.extend([
            "visual",
            &proof.holder,
            &proof.images_digest,
            &proof.portrait_digest,
            &proof.record_signature,
            &proof.issuer_certificate,
            &proof.signature,
        ]),
    }
    request_sha256(&parts)
}

fn bytes(text: &str) -> Result<Vec<u8>, Refusal> {
    STANDARD
        .decode(text)
        .map_err(|_| Refusal::malformed("Certificates, records and signatures are base64, padded."))
}

/// A SHA-256 as it is written on the wire: 64 lower-case hexadecimal digits.
pub(crate) fn digest(text: &str) -> Result<[u8; 32], Refusal> {
    let malformed = || Refusal::malformed("A digest is 64 lower-case hexadecimal digits.");
    let nibble = |digit: u8| match digit {
        b'0'..=b'9' => Ok(digit - b'0'),
        b'a'..=b'f' => Ok(digit - b'a' + 10),
        _ => Err(malformed()),
    };
    let digits: &[u8; 64] = text.as_bytes().try_into().map_err(|_| malformed())?;
    let mut digest = [0; 32];
    for (octet, pair) in digest.iter_mut().zip(digits.chunks_exact(2)) {
        *octet = nibble(pair[0])? << 4 | nibble(pair[1])?;
    }
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ports::hex;
    use kyotaku_core::eligibility::{PinProof, ProblemKind};

    #[test]
    fn a_digest_has_one_form() {
        let octets: [u8; 32] = std::array::from_fn(|place| place as u8 * 8 + 7);
        let text = hex(&octets);
        assert_eq!(digest(&text), Ok(octets));
        for wrong in [
            &text[1..],
            &format!("{text}0"),
            &text.to_uppercase(),
            &text.replace('f', "g"),
            "",
        ] {
            assert_eq!(
                digest(wrong).unwrap_err().kind,
                ProblemKind::MalformedRequest,
                "{wrong}"
            );
        }
    }

    #[test]
    fn requests_that_differ_in_anything_differ_under_one_key() {
        let visual = |changed: usize| {
            let field = |place: usize| {
                if place == changed {
                    "B".to_owned()
                } else {
                    "A".to_owned()
                }
            };
            CheckRequest {
                challenge: field(0),
                certificate: SentCertificate::Whole(field(1)),
                identity: Identity::Visual(VisualProof {
                    holder: field(2),
                    images_digest: field(3),
                    portrait_digest: field(4),
                    record_signature: field(5),
                    issuer_certificate: field(6),
                    signature: field(7),
                }),
            }
        };
        let mut requests: Vec<_> = (0..=8).map(visual).collect();
        let named = |request: &CheckRequest| CheckRequest {
            certificate: SentCertificate::Known("A".into()),
            ..request.clone()
        };
        let by_pin = |request: &CheckRequest| CheckRequest {
            identity: Identity::Pin(PinProof {
                signature: "A".into(),
            }),
            ..request.clone()
        };
        requests.extend([
            named(&requests[8]),
            by_pin(&requests[8]),
            by_pin(&named(&requests[8])),
        ]);
        let mut hashes: Vec<_> = requests.iter().map(sha256).collect();
        hashes.sort_unstable();
        hashes.dedup();
        assert_eq!(hashes.len(), requests.len());
    }
}
