//! VERIFY: presenting the PIN or the password, and asking how many tries are left.

use super::{Blocked, SoftCard};
use crate::{
    apdu::{Command, StatusWord},
    files::File,
    secret::Presented,
};

/// The longest password.
const LONGEST: usize = 16;

impl SoftCard {
    /// `00 20 00 80|sfi`, with the PIN as data or, as a question, without. A question is answered 63Cx even
    /// after login: OpenSC counts on it. A new count is in the card file before the answer leaves.
    pub(super) fn verify(&mut self, command: &Command<'_>) -> Result<(), StatusWord> {
        if command.p1 != 0 {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let file = self.file_in_p2(command.p2)?;
        let secret = match file {
            File::AuthenticationPin => &mut self.contents.authentication.secret,
            File::SignaturePassword => &mut self.contents.signature.secret,
            File::SignatureCertificate
            | File::SignatureRoot
            | File::TokenInfo
            | File::CertificateAvailability
            | File::AuthenticationCertificate
            | File::AuthenticationRoot
            | File::AuthenticationKey
            | File::SignatureKey => return Err(StatusWord::WRONG_FILE_KIND),
        };
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
            self.secret_of(file).restore(before);
            *self.login_of(file) = false;
            return Err(StatusWord::MEMORY_FAILURE);
        }
        *self.login_of(file) = presented == Presented::Right;
        match presented {
            Presented::Right => Ok(()),
            Presented::Wrong { left } => Err(StatusWord::tries_left(left)),
            Presented::Blocked => Err(match self.quirks.blocked {
                Blocked::Says6983 => StatusWord::BLOCKED,
                Blocked::Says6984 => StatusWord::REFERENCE_UNUSABLE,
            }),
        }
    }

    fn secret_of(&mut self, file: File) -> &mut crate::secret::Secret {
        if file == File::SignaturePassword {
            &mut self.contents.signature.secret
        } else {
            &mut self.contents.authentication.secret
        }
    }

    fn login_of(&mut self, file: File) -> &mut bool {
        if file == File::SignaturePassword {
            &mut self.session.signature
        } else {
            &mut self.session.authentication
        }
    }
}
