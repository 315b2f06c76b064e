//! VERIFY: presenting a PIN, password or 照合番号, and asking how many tries are left.

use super::{Blocked, SoftCard, session::Credential};
use crate::{
    apdu::{Command, StatusWord},
    contents::MyNumber,
    files::{AnyFile, File, SurfaceFile},
    secret::{Presented, Secret},
};

/// The longest that a VERIFY can carry: a password, by JICSAP 6.4.9 as myna-card cites it.
const LONGEST: usize = 16;

impl SoftCard {
    /// `00 20 00 80|sfi`, with the PIN as data or, as a question, without. A question is answered 63Cx even
    /// after login: OpenSC counts on it. A new count is in the card file before the answer leaves.
    pub(super) fn verify(&mut self, command: &Command<'_>) -> Result<(), StatusWord> {
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let credential = credential_of(self.file_in_p2(command.p2)?)?;
        let secret = self.secret(credential)?;
        if command.data.is_empty() {
            return Err(StatusWord::tries_left(secret.tries_left()));
        }
        // Too long to be one: not counted [inferred].
        if command.data.len() > LONGEST {
            return Err(StatusWord::WRONG_LENGTH);
        }
        let before = secret.tries_left();
        let presented = secret.present(command.data);
        if secret.tries_left() != before && self.keep().is_err() {
            // A count that would not survive must not be acted upon, in either direction.
            self.secret(credential)?.restore(before);
            self.session.set(credential, false);
            return Err(StatusWord::MEMORY_FAILURE);
        }
        self.session.set(credential, presented == Presented::Right);
        match presented {
            Presented::Right => Ok(()),
            Presented::Wrong { left } => Err(StatusWord::tries_left(left)),
            Presented::Blocked => Err(match self.quirks.blocked {
                Blocked::Says6983 => StatusWord::BLOCKED,
                Blocked::Says6984 => StatusWord::REFERENCE_UNUSABLE,
            }),
        }
    }

    fn secret(&mut self, credential: Credential) -> Result<&mut Secret, StatusWord> {
        let card = self.contents.my_number_mut().ok_or(StatusWord::NOT_FOUND)?;
        let MyNumber {
            carrier: _,
            authentication,
            signature,
            surface,
        } = card;
        let surface = surface.as_mut().ok_or(StatusWord::NOT_FOUND);
        Ok(match credential {
            Credential::Pin => &mut authentication.secret,
            Credential::Password => &mut signature.secret,
            Credential::BirthDate => &mut surface?.birth_date,
            Credential::NumberB => &mut surface?.number_b,
            Credential::NumberA => &mut surface?.number_a,
        })
    }
}

/// What a file asks for; only those of PINs and keys ask for anything.
fn credential_of(file: AnyFile) -> Result<Credential, StatusWord> {
    match file {
        AnyFile::Jpki(File::AuthenticationPin) => Ok(Credential::Pin),
        AnyFile::Jpki(File::SignaturePassword) => Ok(Credential::Password),
        AnyFile::Surface(SurfaceFile::BirthDate) => Ok(Credential::BirthDate),
        AnyFile::Surface(SurfaceFile::NumberB) => Ok(Credential::NumberB),
        AnyFile::Surface(SurfaceFile::NumberA) => Ok(Credential::NumberA),
        AnyFile::Jpki(
            File::SignatureCertificate
            | File::SignatureRoot
            | File::TokenInfo
            | File::CertificateAvailability
            | File::AuthenticationCertificate
            | File::AuthenticationRoot
            | File::AuthenticationKey
            | File::SignatureKey,
        )
        | AnyFile::Surface(
            SurfaceFile::AgeRecord
            | SurfaceFile::Face
            | SurfaceFile::BasicData
            | SurfaceFile::IssuerCertificate
            | SurfaceFile::NumberImage,
        ) => Err(StatusWord::WRONG_FILE_KIND),
    }
}
