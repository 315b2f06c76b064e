//! READ BINARY: parts of a file, by offset in the current file or by short file identifier.

use super::SoftCard;
use crate::{
    apdu::{Command, StatusWord},
    files::{BOTH_CERTIFICATES, File, token_info},
    pki,
};

impl SoftCard {
    /// `00 B0 <offset 15 bits> <Le>` or `00 B0 80|sfi <offset 8 bits> <Le>`.
    pub(super) fn read_binary(&mut self, command: &Command<'_>) -> Result<Vec<u8>, StatusWord> {
        let expected = command
            .expected
            .filter(|_| command.data.is_empty())
            .ok_or(StatusWord::WRONG_LENGTH)?;
        let (file, offset) = if command.p1 & 0x80 == 0 {
            let offset = u16::from_be_bytes([command.p1, command.p2]);
            (self.file_by(0)?, usize::from(offset))
        } else if command.p1 & 0x60 == 0 && command.p1 & 0x1F != 0 {
            (self.file_by(command.p1 & 0x1F)?, usize::from(command.p2))
        } else {
            return Err(StatusWord::WRONG_PARAMETERS);
        };
        let contents = self.readable(file)?;
        let rest = contents
            .get(offset..)
            .filter(|rest| !rest.is_empty())
            .ok_or(StatusWord::PAST_THE_END)?;
        if rest.len() < expected && rest.len() <= 256 && self.quirks.insists_on_exact_length {
            return Err(StatusWord::exact_length(rest.len()));
        }
        Ok(rest[..expected.min(rest.len())].to_vec())
    }

    fn readable(&self, file: File) -> Result<Vec<u8>, StatusWord> {
        match file {
            File::SignatureCertificate if self.session.signature => {
                Ok(self.contents.signature.certificate.clone())
            }
            File::SignatureCertificate => Err(StatusWord::NOT_VERIFIED),
            File::SignatureRoot => Ok(pki::signature_root_der().to_vec()),
            File::TokenInfo => Ok(token_info()),
            File::CertificateAvailability => Ok(BOTH_CERTIFICATES.to_vec()),
            File::AuthenticationCertificate => Ok(self.contents.authentication.certificate.clone()),
            File::AuthenticationRoot => Ok(pki::auth_root_der().to_vec()),
            File::AuthenticationKey
            | File::AuthenticationPin
            | File::SignatureKey
            | File::SignaturePassword => Err(StatusWord::WRONG_FILE_KIND),
        }
    }
}
