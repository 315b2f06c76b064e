//! Compute signature: the card pads what it is given (PKCS #1 type 1) and applies the private key.

use rsa::{Pkcs1v15Sign, RsaPrivateKey};

use super::SoftCard;
use crate::{
    apdu::{Command, StatusWord},
    files::File,
};

/// An RSA-2048 signature.
const SIGNATURE_LENGTH: usize = 256;
/// What fits in it beside the least padding of type 1.
const LONGEST: usize = SIGNATURE_LENGTH - 11;

impl SoftCard {
    /// `80 2A 00 80|sfi <DigestInfo> <Le>`. Real cards know further values of P1 (the card hashes, PSS);
    /// those that nobody here needs are refused.
    pub(super) fn compute_signature(&mut self, command: &Command<'_>) -> Result<Vec<u8>, StatusWord> {
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let file = self.file_in_p2(command.p2)?;
        let (key, logged_in) = match file {
            File::AuthenticationKey => (&self.contents.authentication.key, self.session.authentication),
            File::SignatureKey => (&self.contents.signature.key, self.session.signature),
            File::SignatureCertificate
            | File::SignatureRoot
            | File::TokenInfo
            | File::CertificateAvailability
            | File::AuthenticationCertificate
            | File::AuthenticationRoot
            | File::AuthenticationPin
            | File::SignaturePassword => return Err(StatusWord::WRONG_FILE_KIND),
        };
        if !logged_in {
            return Err(StatusWord::NOT_VERIFIED);
        }
        if command.data.is_empty() || command.data.len() > LONGEST {
            return Err(StatusWord::WRONG_LENGTH);
        }
        match command.expected {
            None => Err(StatusWord::WRONG_LENGTH),
            Some(expected) if expected < SIGNATURE_LENGTH => Err(StatusWord::exact_length(SIGNATURE_LENGTH)),
            Some(_) => pad_and_sign(key, command.data),
        }
    }
}

fn pad_and_sign(key: &RsaPrivateKey, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
    key.sign(Pkcs1v15Sign::new_unprefixed(), data)
        .map_err(|_| StatusWord::NO_DIAGNOSIS)
}
