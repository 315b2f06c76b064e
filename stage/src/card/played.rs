//! The card itself, as the scenario gives it: the software card, in front of it what that cannot be, one without its
//! certificate, and beside it what is known of the link. It counts what it is asked.

use jiff::Timestamp;
use kyotaku_card::{
    CardState, SoftCard,
    apdu::StatusWord,
    sample::{self, PIN, SampleError},
    soft_card::{OtherKind, Quirks},
    store::CardFileError,
};
use kyotaku_core::card::{LinkError, LinkProperties};

use crate::given_card::{CardKind, Extended, MyNumberCard, TRIES};

/// SELECT of the JPKI application, without which VERIFY finds no PIN.
const SELECT_JPKI: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
];
/// SELECT of the surface application, whose 照合番号B is.
const SELECT_SURFACE: [u8; 15] = [
    0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02,
];
/// VERIFY of the user-authentication PIN, up to its four digits.
const VERIFY: [u8; 5] = [0x00, 0x20, 0x00, 0x98, 0x04];
/// VERIFY of 照合番号B, up to its fourteen digits.
const VERIFY_NUMBER: [u8; 5] = [0x00, 0x20, 0x00, 0x92, 0x0E];
/// No card has this 照合番号B: there is no month 00.
const WRONG_NUMBER: [u8; 14] = [b'0'; 14];
/// READ BINARY of the user-authentication certificate, by its short file identifier.
const READ_CERTIFICATE: [u8; 3] = [0x00, 0xB0, 0x8A];

/// A card that a scene plays.
pub(super) struct PlayedCard {
    card: SoftCard,
    has_certificate: bool,
    link_is_extended: bool,
    pub(super) commands: u32,
    pub(super) verify: u32,
}

impl PlayedCard {
    /// The patient's card, or the other one.
    pub(super) fn new(patient: &str, kind: CardKind, now: Timestamp) -> Result<Self, SampleError> {
        let own = match kind {
            CardKind::MyNumber(own) => own,
            CardKind::ResidenceCard | CardKind::DrivingLicence | CardKind::TransitCard | CardKind::Other => {
                MyNumberCard::default()
            }
        };
        let mut card = sample::card(kind.sample().unwrap_or(patient), now)?;
        spend_tries(&mut card, own);
        if own.extended == Extended::Refused {
            card = card.with_quirks(Quirks {
                refuses_extended_with: Some(StatusWord::WRONG_LENGTH),
                ..Quirks::default()
            });
        }
        Ok(Self {
            card,
            has_certificate: own.certificate,
            link_is_extended: own.extended != Extended::NotCarried,
            commands: 0,
            verify: 0,
        })
    }

    /// This card in the place of another: what was asked is counted on.
    pub(super) fn counting_on(mut self, before: &Self) -> Self {
        self.commands = before.commands;
        self.verify = before.verify;
        self
    }

    pub(super) fn power_on(&mut self) {
        self.card.power_on();
    }

    pub(super) fn power_off(&mut self) {
        self.card.power_off();
    }

    /// Why no channel can be opened to it.
    pub(super) fn link_error(&self) -> Option<LinkError> {
        (self.card.other_kind() == Some(OtherKind::TransitCard)).then_some(LinkError::OtherTechnology)
    }

    /// What is known of the link.
    pub(super) fn properties(&self) -> LinkProperties {
        LinkProperties {
            generation: self.card.atr().bytes().to_vec(),
            extended_length: self.link_is_extended,
        }
    }

    pub(super) fn transmit(&mut self, command: &[u8]) -> Vec<u8> {
        self.commands += 1;
        self.verify += u32::from(matches!(command, [0x00, 0x20, _, _, _, ..]));
        if !self.has_certificate && command.starts_with(&READ_CERTIFICATE) {
            return StatusWord::NOT_FOUND.0.to_be_bytes().to_vec();
        }
        self.card.transmit(command)
    }

    /// Tries that the PIN has left; none for a card that has no PIN.
    pub(super) fn tries_left(&self) -> Result<Option<u8>, CardFileError> {
        Ok(self.state()?.map(|state| state.authentication.tries_left))
    }

    /// Tries that 照合番号B has left; none for a card that has none.
    pub(super) fn number_tries_left(&self) -> Result<Option<u8>, CardFileError> {
        let surface = self.state()?.and_then(|state| state.surface);
        Ok(surface.map(|surface| surface.number_b.tries_left))
    }

    fn state(&self) -> Result<Option<CardState>, CardFileError> {
        match self.card.other_kind() {
            Some(_) => Ok(None),
            None => self.card.state().map(Some),
        }
    }
}

/// VERIFY with the patient's PIN.
pub(super) fn verify() -> Vec<u8> {
    [&VERIFY, PIN.as_bytes()].concat()
}

/// Presents a wrong PIN and a wrong 照合番号B so often, as somebody did before the visit.
fn spend_tries(card: &mut SoftCard, own: MyNumberCard) {
    let wrong: Vec<u8> = PIN.bytes().rev().collect();
    card.transmit(&SELECT_JPKI);
    for _ in own.tries_left..TRIES {
        card.transmit(&[&VERIFY, &*wrong].concat());
    }
    card.transmit(&SELECT_SURFACE);
    for _ in own.number_tries_left..TRIES {
        card.transmit(&[&VERIFY_NUMBER[..], &WRONG_NUMBER].concat());
    }
    card.power_off();
}

#[cfg(test)]
mod tests {
    use super::*;

    const DONE: [u8; 2] = [0x90, 0x00];
    const NOT_THERE: [u8; 2] = [0x6A, 0x82];

    fn now() -> Timestamp {
        "2026-11-23T00:05:00Z".parse().unwrap()
    }

    fn card(own: MyNumberCard) -> PlayedCard {
        PlayedCard::new("valid", CardKind::MyNumber(own), now()).unwrap()
    }

    #[test]
    fn a_card_has_the_tries_left_that_are_given_and_its_count_starts_at_zero() {
        for tries_left in 0..=TRIES {
            let mut card = card(MyNumberCard {
                tries_left,
                ..MyNumberCard::default()
            });
            assert_eq!(card.tries_left().unwrap(), Some(tries_left));
            assert_eq!(card.number_tries_left().unwrap(), Some(TRIES));
            assert_eq!((card.commands, card.verify), (0, 0));
            card.power_on();
            assert_eq!(card.transmit(&verify()), NOT_THERE, "nothing is selected yet");
            assert_eq!(card.transmit(&SELECT_JPKI), DONE);
            let answer = card.transmit(&verify());
            assert_eq!(answer == DONE, tries_left > 0, "{answer:02X?}");
            assert_eq!((card.commands, card.verify), (3, 2));
        }
    }

    #[test]
    fn the_tries_of_the_number_are_spent_apart_from_those_of_the_pin() {
        for number_tries_left in 0..=TRIES {
            let card = card(MyNumberCard {
                number_tries_left,
                ..MyNumberCard::default()
            });
            assert_eq!(card.number_tries_left().unwrap(), Some(number_tries_left));
            assert_eq!(card.tries_left().unwrap(), Some(TRIES));
        }
    }

    #[test]
    fn a_card_without_its_certificate_lacks_nothing_else() {
        let mut card = card(MyNumberCard {
            certificate: false,
            ..MyNumberCard::default()
        });
        assert_eq!(card.transmit(&SELECT_JPKI), DONE);
        assert_eq!(card.transmit(&verify()), DONE);
        assert_eq!(card.transmit(&[0x00, 0xB0, 0x8A, 0x00, 0x00]), NOT_THERE);
        // The authority's certificate is another file.
        assert!(card.transmit(&[0x00, 0xB0, 0x8B, 0x00, 0x00]).ends_with(&DONE));
    }

    #[test]
    fn extended_lengths_are_taken_refused_or_not_carried_as_is_given() {
        const READ_EXTENDED: [u8; 7] = [0x00, 0xB0, 0x8A, 0x00, 0x00, 0x08, 0x00];
        for (extended, carried, refused) in [
            (Extended::Taken, true, false),
            (Extended::Refused, true, true),
            (Extended::NotCarried, false, false),
        ] {
            let mut card = card(MyNumberCard {
                extended,
                ..MyNumberCard::default()
            });
            assert_eq!(card.properties().extended_length, carried, "{extended:?}");
            assert!(!card.properties().generation.is_empty());
            assert_eq!(card.transmit(&SELECT_JPKI), DONE);
            let answer = card.transmit(&READ_EXTENDED);
            assert_eq!(answer == [0x67, 0x00], refused, "{extended:?}");
        }
    }

    #[test]
    fn another_kind_of_card_has_neither_of_the_applications_and_no_pin() {
        for (kind, link_error) in [
            (CardKind::ResidenceCard, None),
            (CardKind::DrivingLicence, None),
            (CardKind::Other, None),
            (CardKind::TransitCard, Some(LinkError::OtherTechnology)),
        ] {
            let mut card = PlayedCard::new("valid", kind, now()).unwrap();
            assert_eq!(card.link_error(), link_error, "{kind:?}");
            for select in [SELECT_JPKI, SELECT_SURFACE] {
                assert_ne!(card.transmit(&select), DONE, "{kind:?}");
            }
            assert_eq!(card.tries_left().unwrap(), None);
            assert_eq!(card.number_tries_left().unwrap(), None);
            assert_eq!((card.commands, card.verify), (2, 0));
        }
    }

    #[test]
    fn a_card_in_the_place_of_another_counts_on() {
        let mut first = card(MyNumberCard::default());
        first.transmit(&SELECT_JPKI);
        first.transmit(&verify());
        let second = card(MyNumberCard::default()).counting_on(&first);
        assert_eq!((second.commands, second.verify), (2, 1));
        assert_eq!(second.tries_left().unwrap(), Some(TRIES));
    }
}
