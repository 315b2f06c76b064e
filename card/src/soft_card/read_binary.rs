//! READ BINARY: parts of a file, by offset in the current file or by short file identifier.

use std::borrow::Cow;

use super::{
    SoftCard,
    session::Credential::{BirthDate, NumberA, NumberB, Password, Pin},
};
use crate::{
    apdu::{Command, StatusWord},
    contents::Carrier,
    files::{AnyFile, BOTH_CERTIFICATES, File, SurfaceFile, token_info},
    pki,
    surface::Opened,
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
        let contents = match file {
            AnyFile::Jpki(file) => self.readable(file)?,
            AnyFile::Surface(file) => self.readable_surface(file)?,
        };
        let rest = contents
            .get(offset..)
            .filter(|rest| !rest.is_empty())
            .ok_or(StatusWord::PAST_THE_END)?;
        if rest.len() < expected && rest.len() <= 256 && self.quirks.insists_on_exact_length {
            return Err(StatusWord::exact_length(rest.len()));
        }
        let given = expected
            .min(rest.len())
            .min(self.quirks.gives_at_most.unwrap_or(usize::MAX));
        Ok(rest[..given].to_vec())
    }

    fn readable(&self, file: File) -> Result<Cow<'_, [u8]>, StatusWord> {
        let card = self.my_number()?;
        let issued = |certificate: &Option<Vec<u8>>| {
            let certificate = certificate.clone().ok_or(StatusWord::NOT_FOUND)?;
            Ok(Cow::Owned(certificate))
        };
        match file {
            File::SignatureCertificate if card.signature.certificate.is_none() => Err(StatusWord::NOT_FOUND),
            File::SignatureCertificate if self.session.has(Password) => issued(&card.signature.certificate),
            File::SignatureCertificate => Err(StatusWord::NOT_VERIFIED),
            File::SignatureRoot => Ok(pki::signature_root_der().into()),
            File::TokenInfo => Ok(token_info(card.carrier).into()),
            File::CertificateAvailability => Ok(BOTH_CERTIFICATES[..].into()),
            File::AuthenticationCertificate => match card.carrier {
                Carrier::AndroidPhone | Carrier::Iphone if !self.session.has(Pin) => {
                    Err(StatusWord::NOT_VERIFIED)
                }
                Carrier::Plastic | Carrier::AndroidPhone | Carrier::Iphone => {
                    issued(&card.authentication.certificate)
                }
            },
            File::AuthenticationRoot => Ok(pki::auth_root_der().into()),
            File::AuthenticationKey
            | File::AuthenticationPin
            | File::SignatureKey
            | File::SignaturePassword => Err(StatusWord::WRONG_FILE_KIND),
        }
    }

    fn readable_surface(&self, file: SurfaceFile) -> Result<Cow<'_, [u8]>, StatusWord> {
        let surface = self.my_number()?.surface.as_ref().ok_or(StatusWord::NOT_FOUND)?;
        let (contents, opened) = surface.contents_of(file).ok_or(StatusWord::WRONG_FILE_KIND)?;
        let open = match opened {
            Opened::Freely => true,
            Opened::ByBirthDate => self.session.has(BirthDate),
            Opened::ByEitherNumber => self.session.has(NumberA) || self.session.has(NumberB),
            Opened::ByNumberA => self.session.has(NumberA),
        };
        if open {
            Ok(contents.into())
        } else {
            Err(StatusWord::NOT_VERIFIED)
        }
    }
}
