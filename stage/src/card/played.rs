//! The card itself, as the scenario gives it: the software card, and in front of it what that cannot be, another kind of
//! card or one without its certificate. It counts what it is asked.

use jiff::Timestamp;
use kyotaku_card::{
    SoftCard,
    apdu::StatusWord,
    sample::{self, PIN, SampleError},
    store::CardFileError,
};

use crate::{
    card_fault::Place,
    given::{CardKind, TRIES},
};

/// SELECT of the JPKI application, without which VERIFY finds no PIN.
const SELECT_JPKI: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
/// VERIFY of the user-authentication PIN, up to its four digits.
const VERIFY: [u8; 5] = [0x00, 0x20, 0x00, 0x98, 0x04];
/// READ BINARY of the user-authentication certificate, by its short file identifier.
const READ_CERTIFICATE: [u8; 3] = [0x00, 0xB0, 0x8A];

/// A card that a scene plays.
pub(super) struct PlayedCard {
    /// None: a card without the JPKI application.
    card: Option<SoftCard>,
    has_certificate: bool,
    pub(super) commands: u32,
    pub(super) verify: u32,
}

impl PlayedCard {
    /// The patient's card, or the other one.
    pub(super) fn new(patient: &str, kind: CardKind, now: Timestamp) -> Result<Self, SampleError> {
        let (card, has_certificate) = match kind {
            CardKind::Other => (None, false),
            CardKind::MyNumber {
                tries_left,
                certificate,
            } => {
                let mut card = sample::card(patient, now)?;
                spend_tries(&mut card, TRIES.saturating_sub(tries_left));
                (Some(card), certificate)
            }
        };
        Ok(Self {
            card,
            has_certificate,
            commands: 0,
            verify: 0,
        })
    }

    pub(super) fn power_on(&mut self) {
        if let Some(card) = &mut self.card {
            card.power_on();
        }
    }

    pub(super) fn power_off(&mut self) {
        if let Some(card) = &mut self.card {
            card.power_off();
        }
    }

    pub(super) fn transmit(&mut self, command: &[u8]) -> Vec<u8> {
        self.commands += 1;
        let place = Place::of(command);
        self.verify += u32::from(place == Some(Place::Verify));
        match &mut self.card {
            Some(_) if !self.has_certificate && command.starts_with(&READ_CERTIFICATE) => {
                status(StatusWord::NOT_FOUND)
            }
            Some(card) => card.transmit(command),
            None if place == Some(Place::Select) => status(StatusWord::NOT_FOUND),
            None => status(StatusWord::UNKNOWN_INSTRUCTION),
        }
    }

    /// Tries that the PIN has left; none for a card that has no PIN.
    pub(super) fn tries_left(&self) -> Result<Option<u8>, CardFileError> {
        let state = self.card.as_ref().map(SoftCard::state).transpose()?;
        Ok(state.map(|state| state.authentication.tries_left))
    }
}

/// VERIFY with the patient's PIN.
pub(super) fn verify() -> Vec<u8> {
    [&VERIFY, PIN.as_bytes()].concat()
}

/// Presents a wrong PIN so often, as somebody did before the visit.
fn spend_tries(card: &mut SoftCard, tries: u8) {
    let wrong: Vec<u8> = PIN.bytes().rev().collect();
    card.transmit(&SELECT_JPKI);
    for _ in 0..tries {
        card.transmit(&[&VERIFY, &*wrong].concat());
    }
    card.power_off();
}

fn status(word: StatusWord) -> Vec<u8> {
    word.0.to_be_bytes().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: [u8; 2] = [0x90, 0x00];
    const NOT_THERE: [u8; 2] = [0x6A, 0x82];

    fn now() -> Timestamp {
        "2026-11-23T00:05:00Z".parse().unwrap()
    }

    fn card(tries_left: u8, certificate: bool) -> PlayedCard {
        let kind = CardKind::MyNumber {
            tries_left,
            certificate,
        };
        PlayedCard::new("valid", kind, now()).unwrap()
    }

    #[test]
    fn a_card_has_the_tries_left_that_are_given_and_its_count_starts_at_zero() {
        for tries in 0..=TRIES {
            let mut card = card(tries, true);
            assert_eq!(card.tries_left().unwrap(), Some(tries));
            assert_eq!((card.commands, card.verify), (0, 0));
            card.power_on();
            assert_eq!(card.transmit(&verify()), NOT_THERE, "nothing is selected yet");
            assert_eq!(card.transmit(&SELECT_JPKI), DONE);
            let answer = card.transmit(&verify());
            assert_eq!(answer == DONE, tries > 0, "{answer:02X?}");
            assert_eq!((card.commands, card.verify), (3, 2));
        }
    }

    #[test]
    fn a_card_without_its_certificate_lacks_nothing_else() {
        let mut card = card(3, false);
        assert_eq!(card.transmit(&SELECT_JPKI), DONE);
        assert_eq!(card.transmit(&verify()), DONE);
        assert_eq!(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]), NOT_THERE);
        // The authority's certificate is another file.
        assert!(card.transmit(&[0x00, 0xB0, 0x8B, 0x00, 0x00]).ends_with(&DONE));
    }

    #[test]
    fn another_kind_of_card_has_no_application_and_no_pin() {
        let mut card = PlayedCard::new("valid", CardKind::Other, now()).unwrap();
        assert_eq!(card.transmit(&SELECT_JPKI), NOT_THERE);
        assert_eq!(card.transmit(&verify()), [0x6D, 0x00]);
        assert_eq!(card.tries_left().unwrap(), None);
        assert_eq!((card.commands, card.verify), (2, 1));
    }
}
