//! For the tests of the session: a channel that gives the answers of a script and writes down the commands.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex},
};

use async_trait::async_trait;

use super::{LastTry, Limits, Reading};
use crate::{
    card::{
        CardChannel, CardFault, CardProof, CardReader, ChallengeMessage, Digit, Generations, LinkError,
        LinkProperties, MatchingNumberB, News, NoneKnown, NumberPart, Phase, Pin,
    },
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

/// The positions in [`good_card`] at which a phase begins, and that of its last command.
pub(super) const SELECT: usize = 0;
pub(super) const TRIES_LEFT: usize = 1;
pub(super) const VERIFY: usize = 2;
pub(super) const READ: usize = 3;
pub(super) const SIGN: usize = 4;
pub(super) const REST: usize = 5;
pub(super) const LAST: usize = 10;

/// What a good card answers, with a certificate of 1590 bytes and three tries left.
pub(super) fn good_card() -> Vec<Reply> {
    good_card_of(&certificate(1590), 256)
}

/// What a good card answers that has this certificate, and gives at most `piece` bytes of it at once.
pub(super) fn good_card_of(certificate: &[u8], piece: usize) -> Vec<Reply> {
    let head = certificate.len().min(256);
    let mut replies = vec![status(0x9000), status(0x63C3), status(0x9000)];
    replies.extend(certificate[..head].chunks(piece).map(|piece| data(piece, 0x9000)));
    replies.push(data(&SIGNATURE, 0x9000));
    if certificate.len() > head {
        replies.extend(certificate[255..].chunks(piece).map(|piece| data(piece, 0x9000)));
    }
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

enum Connect {
    Card,
    Fails(LinkError),
    Never,
}

struct ScriptedCard {
    replies: Mutex<VecDeque<Reply>>,
    commands: Mutex<Vec<Vec<u8>>>,
    properties: LinkProperties,
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

    fn properties(&self) -> LinkProperties {
        self.properties.clone()
    }
}

/// How a tap went.
pub(super) struct Ended<T = CardProof> {
    pub(super) outcome: Result<T, CardFault>,
    pub(super) commands: Vec<Vec<u8>>,
    pub(super) phases: Vec<Phase>,
    /// What the card said of the tries left.
    pub(super) tries_told: Vec<u8>,
}

impl<T> Ended<T> {
    pub(super) fn fault(&self) -> CardFault {
        *self.outcome.as_ref().err().expect("the tap should have failed")
    }

    /// How often VERIFY was sent with a secret.
    pub(super) fn secrets_presented(&self) -> usize {
        let presents = |command: &&Vec<u8>| command[1] == 0x20 && command.len() > 4;
        self.commands.iter().filter(presents).count()
    }

    /// All commands, in hex.
    pub(super) fn sent(&self) -> Vec<String> {
        self.commands.iter().map(|command| hex(command)).collect()
    }
}

/// Upper-case hexadecimal.
pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02X}")).collect()
}

impl ScriptedReader {
    pub(super) fn holding(replies: Vec<Reply>) -> Self {
        Self::of(replies, LinkProperties::default())
    }

    /// The same, over a link that can carry extended lengths, with a card of the generation `generation`.
    pub(super) fn extended(generation: u8, replies: Vec<Reply>) -> Self {
        let properties = LinkProperties {
            generation: vec![generation],
            extended_length: true,
        };
        Self::of(replies, properties)
    }

    fn of(replies: Vec<Reply>, properties: LinkProperties) -> Self {
        let card = ScriptedCard {
            replies: Mutex::new(replies.into()),
            commands: Mutex::default(),
            properties,
        };
        Self {
            card: Arc::new(card),
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

    /// A tap of whatever kind.
    pub(super) async fn read<T>(
        &self,
        generations: &Generations,
        tap: impl AsyncFnOnce(Reading<'_>) -> Result<T, CardFault>,
    ) -> Ended<T> {
        self.read_by(self, generations, tap).await
    }

    /// The same by another reader, which has this one's card.
    pub(super) async fn read_by<T>(
        &self,
        reader: &dyn CardReader,
        generations: &Generations,
        tap: impl AsyncFnOnce(Reading<'_>) -> Result<T, CardFault>,
    ) -> Ended<T> {
        let news = Mutex::new(Vec::new());
        let reading = Reading {
            reader,
            limits: &Limits::of(reader.antenna()),
            generations,
            progress: &|what| news.lock().unwrap().push(what),
        };
        let outcome = tap(reading).await;
        let (mut phases, mut tries_told) = (Vec::new(), Vec::new());
        for what in news.lock().unwrap().iter() {
            match what {
                News::Phase(phase) => phases.push(*phase),
                News::TriesLeft(left) => tries_told.push(*left),
            }
        }
        Ended {
            outcome,
            commands: self.commands(),
            phases,
            tries_told,
        }
    }

    pub(super) async fn tap(&self, last_try: LastTry) -> Ended {
        self.tap_with(&pin("1234"), last_try).await
    }

    pub(super) async fn tap_with(&self, pin: &Pin, last_try: LastTry) -> Ended {
        self.read(&Generations::default(), async |reading| {
            reading.with_pin(pin, &message(), last_try, &NoneKnown).await
        })
        .await
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

/// 照合番号B from its 14 digits, or fewer.
pub(super) fn number(digits: &str) -> MatchingNumberB {
    let mut number = MatchingNumberB::default();
    let mut digits = digits.bytes();
    for part in NumberPart::ALL {
        for digit in digits.by_ref().take(part.length()) {
            number.push(part, Digit::new(digit - b'0').unwrap());
        }
    }
    number
}

pub(super) fn message() -> ChallengeMessage {
    let institution = "1312345675".parse::<InstitutionCode>().unwrap();
    ChallengeMessage::new(&institution, CareMode::HomeVisit, "bWFkZSB1cA==")
}
