//! Compute signature: the card pads what it is given (PKCS #1 type 1) and applies the private key.

use rsa::{Pkcs1v15Sign, RsaPrivateKey};

use super::{
    SoftCard,
    session::{Application, Credential},
};
use crate::{
    apdu::{Command, StatusWord},
    files::{AnyFile, File},
};

/// An RSA-2048 signature.
const SIGNATURE_LENGTH: usize = 256;
/// What fits in it beside the least padding of type 1.
const LONGEST: usize = SIGNATURE_LENGTH - 11;

impl SoftCard {
    /// `80 2A 00 80|sfi <DigestInfo> <Le>`, or `80 2A 00 00 …` in the surface application, whose own key asks for no
    /// credential (source: myna-card 3.3.4). Real cards know further values of P1 (the card hashes, PSS); those that
    /// nobody here needs are refused.
    pub(super) fn compute_signature(&mut self, command: &Command<'_>) -> Result<Vec<u8>, StatusWord> {
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let by_own_key = self.session.application == Application::Surface && command.p2 == 0;
        let file = if by_own_key {
            None
        } else {
            Some(self.file_in_p2(command.p2)?)
        };
        let card = self.my_number()?;
        let (key, allowed) = match file {
            None => {
                let surface = card.surface.as_ref().ok_or(StatusWord::NOT_FOUND)?;
                (&surface.key, true)
            }
            Some(AnyFile::Jpki(File::AuthenticationKey)) => {
                (&card.authentication.key, self.session.has(Credential::Pin))
            }
            Some(AnyFile::Jpki(File::SignatureKey)) => {
                (&card.signature.key, self.session.has(Credential::Password))
            }
            Some(AnyFile::Jpki(
                File::SignatureCertificate
                | File::SignatureRoot
                | File::TokenInfo
                | File::CertificateAvailability
                | File::AuthenticationCertificate
                | File::AuthenticationRoot
                | File::AuthenticationPin
                | File::SignaturePassword,
            )) => return Err(StatusWord::WRONG_FILE_KIND),
            Some(AnyFile::Surface(_)) => return Err(StatusWord::WRONG_FILE_KIND),
        };
        if !allowed {
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
