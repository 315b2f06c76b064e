//! The card itself: a state machine over APDU bytes.
//!
//! - [`atr`]: the ATRs of cards, by which generations differ.
//! - [`other_card`]: cards that are no My Number cards.
//! - [`quirks`]: the ways in which real cards differ from each other.
//! - `session`: what the card forgets at power-off.
//! - `select`, `verify`, `read_binary`, `sign`: one command each.
//! - `proof`: all of a tap at once.
//!
//! What a card does that no public program depends on is chosen after ISO/IEC 7816-4 and marked \[inferred\].

pub mod atr;
#[cfg(fuzzing)]
mod fuzzing;
pub mod other_card;
mod proof;
pub mod quirks;
mod read_binary;
mod select;
mod session;
mod sign;
mod verify;

use std::path::Path;

use crate::{
    apdu::{Command, StatusWord, answer},
    contents::{Applications, Contents, MyNumber},
    state::CardState,
    store::{CardFile, CardFileError, NewCard},
};
pub use atr::{ATR, Atr};
pub use other_card::OtherKind;
pub use quirks::{Blocked, Quirks};
use session::Session;

/// A software My Number card with the JPKI and the surface application, or another card. Its `Debug` tells nothing that is secret.
///
/// It is a test double for the plastic card, for tests, demos and development: its keys lie open on the disk.
#[derive(Debug)]
pub struct SoftCard {
    contents: Contents,
    quirks: Quirks,
    session: Session,
    file: Option<CardFile>,
}

impl SoftCard {
    /// A card that lives only in memory.
    pub fn in_memory(new: &NewCard) -> Result<Self, CardFileError> {
        Ok(Self::with_contents(new.contents()?, None))
    }

    /// Makes a new card file and opens it. An existing file is refused, not overwritten.
    pub fn create(path: &Path, new: &NewCard) -> Result<Self, CardFileError> {
        let contents = new.contents()?;
        let file = CardFile::create(path, &contents)?;
        Ok(Self::with_contents(contents, Some(file)))
    }

    /// Opens a card file. The file is locked while the card lives: one card cannot be in two readers.
    pub fn open(path: &Path) -> Result<Self, CardFileError> {
        let (file, contents) = CardFile::open(path)?;
        Ok(Self::with_contents(contents, Some(file)))
    }

    /// What a card file holds, without opening (and locking) the card: tries left, certificates.
    pub fn look_at(path: &Path) -> Result<CardState, CardFileError> {
        CardFile::look_at(path)?.state()
    }

    pub(crate) fn with_contents(contents: Contents, file: Option<CardFile>) -> Self {
        let quirks = Quirks {
            blocked: contents.blocked,
            ..Quirks::default()
        };
        Self {
            contents,
            quirks,
            session: Session::default(),
            file,
        }
    }

    /// The same card with other habits.
    pub fn with_quirks(mut self, quirks: Quirks) -> Self {
        self.quirks = quirks;
        self
    }

    /// Tries left and certificates; [`CardFileError::OtherCard`] of a card that has neither.
    pub fn state(&self) -> Result<CardState, CardFileError> {
        self.contents.state()
    }

    /// The user-authentication certificate, DER; empty where there is none.
    pub fn authentication_certificate(&self) -> &[u8] {
        let card = self.contents.my_number();
        let certificate = card.and_then(|card| card.authentication.certificate.as_deref());
        certificate.unwrap_or_default()
    }

    /// Its ATR, by which a reader knows its generation.
    pub fn atr(&self) -> Atr {
        self.contents.atr
    }

    /// What other card it is; none for a My Number card, and a phone that stands in for one.
    pub fn other_kind(&self) -> Option<OtherKind> {
        match &self.contents.applications {
            Applications::MyNumber(_) => None,
            Applications::Other(kind) => Some(*kind),
        }
    }

    fn my_number(&self) -> Result<&MyNumber, StatusWord> {
        self.contents.my_number().ok_or(StatusWord::NOT_FOUND)
    }

    /// Power comes on: nothing is selected but the issuer domain, nobody is logged in.
    pub fn power_on(&mut self) {
        self.session = Session::powered_on();
    }

    /// Power goes: a login ends.
    pub fn power_off(&mut self) {
        self.session = Session::default();
    }

    /// A warm reset. It does not end a login.
    pub fn reset(&mut self) {
        self.session.pending.clear();
    }

    /// Answers one command. Any bytes get an answer; a card without power is switched on by the first
    /// command.
    pub fn transmit(&mut self, command: &[u8]) -> Vec<u8> {
        if !self.session.powered {
            self.power_on();
        }
        let first = std::mem::take(&mut self.session.awaits_first_command);
        if first && self.quirks.stumbles_at_first_command {
            return answer(&[], StatusWord::NO_DIAGNOSIS);
        }
        if let Applications::Other(kind) = &self.contents.applications {
            return answer(&[], kind.obey(command));
        }
        let (data, status) = match self.obey(command) {
            Ok((data, status)) => (data, status),
            Err(status) => (Vec::new(), status),
        };
        answer(&data, status)
    }

    fn obey(&mut self, bytes: &[u8]) -> Result<(Vec<u8>, StatusWord), StatusWord> {
        let command = Command::parse(bytes)?;
        check_class(command.class)?;
        if let (true, Some(refusal)) = (command.extended, self.quirks.refuses_extended_with) {
            return Err(refusal);
        }
        if (command.class, command.instruction) == (0x00, 0xC0) {
            return self.give_pending(&command);
        }
        self.session.pending.clear();
        match (command.class, command.instruction) {
            (0x00, 0xA4) => self.select(&command).map(|()| (Vec::new(), StatusWord::SUCCESS)),
            (0x00, 0x20) => self.verify(&command).map(|()| (Vec::new(), StatusWord::SUCCESS)),
            (0x00, 0xB0) => self.read_binary(&command).map(|data| self.hand_out(data)),
            (0x80, 0x2A) => self.compute_signature(&command).map(|data| self.hand_out(data)),
            (0x00 | 0x80, 0x20 | 0x2A | 0xA4 | 0xB0 | 0xC0) => Err(StatusWord::UNKNOWN_CLASS),
            _ => Err(StatusWord::UNKNOWN_INSTRUCTION),
        }
    }

    /// Data with 9000, or kept for GET RESPONSE.
    fn hand_out(&mut self, data: Vec<u8>) -> (Vec<u8>, StatusWord) {
        if self.quirks.waits_for_get_response && !data.is_empty() {
            let status = StatusWord::more(data.len());
            self.session.pending = data;
            (Vec::new(), status)
        } else {
            (data, StatusWord::SUCCESS)
        }
    }

    fn give_pending(&mut self, command: &Command<'_>) -> Result<(Vec<u8>, StatusWord), StatusWord> {
        if (command.p1, command.p2) != (0, 0) {
            return Err(StatusWord::WRONG_PARAMETERS);
        }
        let expected = command
            .expected
            .filter(|_| command.data.is_empty())
            .ok_or(StatusWord::WRONG_LENGTH)?;
        if self.session.pending.is_empty() {
            return Err(StatusWord::CONDITIONS_NOT_SATISFIED);
        }
        let now = expected.min(self.session.pending.len());
        let rest = self.session.pending.split_off(now);
        let data = std::mem::replace(&mut self.session.pending, rest);
        let status = match self.session.pending.len() {
            0 => StatusWord::SUCCESS,
            left => StatusWord::more(left),
        };
        Ok((data, status))
    }

    /// Writes the counters to the card file, if there is one.
    fn keep(&mut self) -> Result<(), CardFileError> {
        match &mut self.file {
            Some(file) => file.write(&self.contents),
            None => Ok(()),
        }
    }
}

/// Classes 00 and 80, with a word for what the other bits of the class byte would ask for.
fn check_class(class: u8) -> Result<(), StatusWord> {
    match class {
        0x00 | 0x80 => Ok(()),
        _ if class & 0x60 != 0 => Err(StatusWord::UNKNOWN_CLASS),
        _ if class & 0x10 != 0 => Err(StatusWord::NO_CHAINING),
        _ if class & 0x0C != 0 => Err(StatusWord::NO_SECURE_MESSAGING),
        _ => Err(StatusWord::NO_CHANNELS),
    }
}

#[cfg(test)]
mod tests;
