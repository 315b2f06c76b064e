//! Where in a tap something goes wrong.

use serde::{Deserialize, Serialize};

use crate::files::{JPKI_AID, SURFACE_AID};

/// Where.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Place {
    /// At the exchange of this number, counted from 1 over all taps.
    Exchange(u32),
    /// Where a tap comes to this phase.
    Phase(Phase),
}

/// A phase of a tap. The same words as the core's phases, told from the bytes of the commands.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Phase {
    /// While a card is waited for.
    Connect,
    /// SELECT of the JPKI or the surface application, or of one of their files.
    Select,
    /// VERIFY without data: the question for the tries left.
    TriesLeft,
    /// VERIFY with a PIN or a 照合番号.
    Verify,
    /// SELECT of any other application: the question what other card it is.
    IdentifyCard,
    /// READ BINARY in the JPKI application.
    ReadCertificate,
    /// READ BINARY in the surface application.
    ReadSurface,
    /// COMPUTE DIGITAL SIGNATURE by a key of the JPKI application.
    Sign,
    /// The same by the surface application's own key.
    SignSurface,
}

impl Phase {
    /// All, in the order in which a tap comes to them.
    pub const ALL: [Self; 9] = [
        Self::Connect,
        Self::Select,
        Self::TriesLeft,
        Self::Verify,
        Self::IdentifyCard,
        Self::ReadCertificate,
        Self::ReadSurface,
        Self::Sign,
        Self::SignSurface,
    ];

    /// Its word, in fault texts and scenarios.
    pub fn word(self) -> &'static str {
        match self {
            Self::Connect => "connect",
            Self::Select => "select",
            Self::TriesLeft => "tries-left",
            Self::Verify => "verify",
            Self::IdentifyCard => "identify-card",
            Self::ReadCertificate => "read-certificate",
            Self::ReadSurface => "read-surface",
            Self::Sign => "sign",
            Self::SignSurface => "sign-surface",
        }
    }
}

/// Follows the commands of a tap, to tell which phase each belongs to: only the SELECT before it says whether a READ
/// BINARY reads the certificate or the surface record.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Follower {
    surface: bool,
}

impl Follower {
    /// The phase of this command; none for one that no tap has. [`Phase::Connect`] has no command.
    pub fn phase_of(&mut self, command: &[u8]) -> Option<Phase> {
        match *command {
            [0x00, 0xA4, 0x04, _, _, ref name @ ..] => {
                // A name may be followed by Le.
                let names = |application: &[u8]| name.starts_with(application);
                if !names(&JPKI_AID) && !names(&SURFACE_AID) {
                    return Some(Phase::IdentifyCard);
                }
                self.surface = names(&SURFACE_AID);
                Some(Phase::Select)
            }
            [0x00, 0xA4, ..] => Some(Phase::Select),
            [0x00, 0x20, _, _] => Some(Phase::TriesLeft),
            [0x00, 0x20, _, _, _, ..] => Some(Phase::Verify),
            [0x00, 0xB0, ..] if self.surface => Some(Phase::ReadSurface),
            [0x00, 0xB0, ..] => Some(Phase::ReadCertificate),
            [0x80, 0x2A, _, 0x00, ..] => Some(Phase::SignSurface),
            [0x80, 0x2A, ..] => Some(Phase::Sign),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn select(name: &[u8]) -> Vec<u8> {
        [&[0x00, 0xA4, 0x04, 0x0C, name.len() as u8], name].concat()
    }

    #[test]
    fn a_command_belongs_to_the_phase_in_which_the_core_sends_it() {
        let mut tap = Follower::default();
        let of = |tap: &mut Follower, command: &[u8]| tap.phase_of(command);
        assert_eq!(of(&mut tap, &select(&JPKI_AID)), Some(Phase::Select));
        assert_eq!(of(&mut tap, &[0x00, 0x20, 0x00, 0x98]), Some(Phase::TriesLeft));
        let verify = [0x00, 0x20, 0x00, 0x98, 0x04, 0, 0, 0, 0];
        assert_eq!(of(&mut tap, &verify), Some(Phase::Verify));
        let read = [0x00, 0xB0, 0x01, 0x00, 0x00];
        assert_eq!(of(&mut tap, &read), Some(Phase::ReadCertificate));
        assert_eq!(of(&mut tap, &[0x80, 0x2A, 0x00, 0x97, 0x33]), Some(Phase::Sign));
        assert_eq!(of(&mut tap, &select(&SURFACE_AID)), Some(Phase::Select));
        assert_eq!(of(&mut tap, &read), Some(Phase::ReadSurface));
        assert_eq!(
            of(&mut tap, &[0x80, 0x2A, 0x00, 0x00, 0x33]),
            Some(Phase::SignSurface)
        );
        assert_eq!(of(&mut tap, &select(&[0xA0, 0x00])), Some(Phase::IdentifyCard));
        for other in [&[][..], &[0x00], &[0x00, 0xC0, 0x00, 0x00, 0x10], &[0x80, 0xA4]] {
            assert_eq!(of(&mut tap, other), None);
        }
    }

    #[test]
    fn its_word_is_what_a_scenario_writes() {
        for phase in Phase::ALL {
            assert_eq!(serde_json::to_value(phase).unwrap(), phase.word());
        }
    }
}
