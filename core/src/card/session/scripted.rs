//! For the tests of the session: a channel that gives the answers of a script and writes down the commands.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;

use super::{LastTry, Limits, read_card};
use crate::{
    card::{CardChannel, CardFault, CardProof, CardReader, ChallengeMessage, Digit, LinkError, Phase, Pin},
    eligibility::InstitutionCode,
    visit::CareMode,
};

/// What the card, or the link, does with one command.
#[derive(Clone)]
pub(super) enum Reply {
    /// Answers these bytes.
    Bytes(Vec<u8>),
    /// Fails.
    Fails(LinkError),
    /// Never answers.
    Never,
}

/// An answer of a status word alone.
pub(super) fn status(word: u16) -> Reply {
    Reply::Bytes(word.to_be_bytes().to_vec())
}

/// An answer of data and a status word.
pub(super) fn data(data: &[u8], word: u16) -> Reply {
    Reply::Bytes([data, &word.to_be_bytes()].concat())
}

/// A made-up certificate of `length` bytes: its header announces them, the rest is a pattern.
pub(super) fn certificate(length: usize) -> Vec<u8> {
    let header = match length - 3 {
        short @ 0x80..=0xFF => vec![0x30, 0x81, short as u8],
        _ => [&[0x30, 0x82][..], &((length - 4) as u16).to_be_bytes()].concat(),
    };
    let pattern = (header.len()..length).map(|position| (position % 251) as u8);
    header.iter().copied().chain(pattern).collect()
}

pub(super) const SIGNATURE: [u8; 256] = [0x5A; 256];

/// The positions in [`good_card`] at which a phase begins.
pub(super) const SELECT: usize = 0;
pub(super) const TRIES_LEFT: usize = 1;
pub(super) const VERIFY: usize = 2;
pub(super) const READ: usize = 3;
pub(super) const SIGN: usize = 10;

/// What a good card answers, with a certificate of 1590 bytes and three tries left.
pub(super) fn good_card() -> Vec<Reply> {
    let mut replies = vec![status(0x9000), status(0x63C3), status(0x9000)];
    replies.extend(certificate(1590).chunks(256).map(|piece| data(piece, 0x9000)));
    replies.push(data(&SIGNATURE, 0x9000));
    replies
}

/// [`good_card`], doing something else with the command at `position`.
pub(super) fn good_card_but(position: usize, reply: Reply) -> Vec<Reply> {
    let mut replies = good_card();
    replies[position] = reply;
    replies
}

/// [`good_card`], with more answers put in before that at `position`.
pub(super) fn good_card_with(position: usize, more: &[Reply]) -> Vec<Reply> {
    let mut replies = good_card();
    replies.splice(position..position, more.iter().cloned());
    replies
}

/// A reader that holds a card with a script. After its end the card has left.
pub(super) struct ScriptedReader {
    card: Arc<ScriptedCard>,
    connect: Connect,
}

#[derive(Clone, Copy)]
enum Connect {
    Card,
    Fails(LinkError),
    Never,
}

struct ScriptedCard {
    replies: Mutex<VecDeque<Reply>>,
    commands: Mutex<Vec<Vec<u8>>>,
}

#[async_trait]
impl CardReader for ScriptedReader {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        match self.connect {
            Connect::Card => Ok(self.card.clone()),
            Connect::Fails(error) => Err(error),
            Connect::Never => std::future::pending().await,
        }
    }
}

#[async_trait]
impl CardChannel for ScriptedCard {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        self.commands.lock().unwrap().push(command);
        let reply = self.replies.lock().unwrap().pop_front();
        match reply {
            Some(Reply::Bytes(bytes)) => Ok(bytes),
            Some(Reply::Fails(error)) => Err(error),
            Some(Reply::Never) => std::future::pending().await,
            None => Err(LinkError::CardGone),
        }
    }
}

/// How a tap went.
pub(super) struct Ended {
    pub(super) outcome: Result<CardProof, CardFault>,
    pub(super) commands: Vec<Vec<u8>>,
    pub(super) phases: Vec<Phase>,
}

impl Ended {
    pub(super) fn fault(&self) -> CardFault {
        *self.outcome.as_ref().expect_err("the tap should have failed")
    }

    /// How often VERIFY was sent with a PIN.
    pub(super) fn pins_presented(&self) -> usize {
        self.commands
            .iter()
            .filter(|command| command[1] == 0x20 && command.len() > 4)
            .count()
    }
}

impl ScriptedReader {
    pub(super) fn holding(replies: Vec<Reply>) -> Self {
        let replies = Mutex::new(replies.into());
        Self {
            card: Arc::new(ScriptedCard {
                replies,
                commands: Mutex::default(),
            }),
            connect: Connect::Card,
        }
    }

    pub(super) fn failing(error: LinkError) -> Self {
        Self {
            connect: Connect::Fails(error),
            ..Self::holding(vec![])
        }
    }

    /// No card ever comes.
    pub(super) fn empty() -> Self {
        Self {
            connect: Connect::Never,
            ..Self::holding(vec![])
        }
    }

    pub(super) fn commands(&self) -> Vec<Vec<u8>> {
        self.card.commands.lock().unwrap().clone()
    }

    pub(super) fn card_is_held(&self) -> bool {
        Arc::strong_count(&self.card) > 1
    }

    pub(super) async fn tap(&self, last_try: LastTry) -> Ended {
        self.tap_with(&pin("1234"), last_try).await
    }

    pub(super) async fn tap_with(&self, pin: &Pin, last_try: LastTry) -> Ended {
        let phases = Mutex::new(Vec::new());
        let progress = |phase| phases.lock().unwrap().push(phase);
        let outcome = read_card(self, pin, &message(), last_try, &Limits::default(), &progress).await;
        Ended {
            outcome,
            commands: self.commands(),
            phases: phases.into_inner().unwrap(),
        }
    }
}

/// A tap of a card with this script, with nobody's consent to spend the last try.
pub(super) async fn tap(replies: Vec<Reply>) -> Ended {
    ScriptedReader::holding(replies).tap(LastTry::Ask).await
}

pub(super) fn pin(digits: &str) -> Pin {
    let mut pin = Pin::default();
    for digit in digits.bytes() {
        pin.push(Digit::new(digit - b'0').unwrap());
    }
    pin
}

pub(super) fn message() -> ChallengeMessage {
    let institution = "1312345675".parse::<InstitutionCode>().unwrap();
    ChallengeMessage::new(&institution, CareMode::HomeVisit, "bWFkZSB1cA==")
}
