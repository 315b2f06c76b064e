//! The taps, against a card that answers as the input says: as a good card does, or with another word, cut, changed, with
//! any bytes at all, or not.
//!
//! Whatever it answers: no panic; at most one VERIFY that presents something, with what was typed and nothing else; a
//! number of commands that has an end; and what the outcome says of the tries agrees with what was sent.
//!
//! An input: a byte that says which tap, a byte for the link, then for each command a byte that says what becomes of it
//! ([`Script::reply`]), and what that takes.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use async_trait::async_trait;
use kyotaku_core::{
    card::{
        CardChannel, CardFault, CardReader, CertificateHead, ChallengeMessage, Generations,
        KnownCertificates, LastTry, Limits, LinkError, LinkProperties, Reading, Secret, Tries,
    },
    visit::CareMode,
};

use crate::{
    good_card::{Files, GoodCard, status},
    input::Input,
    typed::{NUMBER, PIN, number, pin},
};

/// More commands than any tap may send.
const MOST_COMMANDS: usize = 400;

/// Words that a card of ours, or of another kind, has been seen to give, and neighbours of them.
const WORDS: [u16; 24] = [
    0x9000, 0x6100, 0x6110, 0x61FF, 0x6C00, 0x6C10, 0x6CFF, 0x63C0, 0x63C1, 0x63C2, 0x63C3, 0x63CF, 0x6300,
    0x6700, 0x6881, 0x6982, 0x6983, 0x6984, 0x6A82, 0x6A86, 0x6B00, 0x6D00, 0x6F00, 0x0000,
];

const LINK_ERRORS: [LinkError; 9] = [
    LinkError::CardGone,
    LinkError::Failed,
    LinkError::Mute,
    LinkError::Busy,
    LinkError::Collision,
    LinkError::OtherTechnology,
    LinkError::ReaderGone,
    LinkError::NoService,
    LinkError::NoReader,
];

/// What becomes of one command.
enum Reply {
    Bytes(Vec<u8>),
    Fails(LinkError),
    Never,
}

/// The rest of the input, and the card that it disturbs.
struct Script {
    input: Input,
    card: GoodCard,
}

impl Script {
    fn reply(&mut self, command: &[u8]) -> Reply {
        let good = self.card.answer(command);
        let (data, word) = good.split_at(good.len() - 2);
        Reply::Bytes(match self.input.byte() {
            0x00..=0x3F => good,
            0x40..=0x5F => status(self.input.one_of(&WORDS)),
            0x60..=0x67 => return Reply::Fails(self.input.one_of(&LINK_ERRORS)),
            0x68..=0x6F => return Reply::Never,
            // A byte of the data is another.
            0x70..=0x8F => {
                let place = usize::from(u16::from_be_bytes([self.input.byte(), self.input.byte()]));
                let mut data = data.to_vec();
                let length = data.len().max(1);
                if let Some(byte) = data.get_mut(place % length) {
                    *byte ^= self.input.byte();
                }
                [&data, word].concat()
            }
            // Cut.
            0x90..=0xAF => [&data[..data.len().min(usize::from(self.input.byte()))], word].concat(),
            // The data under another word.
            0xB0..=0xCF => [data, &status(self.input.one_of(&WORDS))].concat(),
            0xD0..=0xFF => {
                let length = usize::from(self.input.byte()) * 2;
                self.input.bytes(length)
            }
        })
    }
}

/// The card at the end of its link.
struct Scripted {
    script: Mutex<Script>,
    commands: Mutex<Vec<Vec<u8>>>,
    link: LinkProperties,
}

#[async_trait]
impl CardChannel for Scripted {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let reply = locked(&self.script).reply(&command);
        {
            let mut commands = locked(&self.commands);
            commands.push(command);
            assert!(
                commands.len() <= MOST_COMMANDS,
                "the card leads the session in circles"
            );
        }
        match reply {
            Reply::Bytes(bytes) => Ok(bytes),
            Reply::Fails(error) => Err(error),
            Reply::Never => std::future::pending().await,
        }
    }

    fn properties(&self) -> LinkProperties {
        self.link.clone()
    }
}

struct Reader(Arc<Scripted>);

#[async_trait]
impl CardReader for Reader {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        Ok(Arc::clone(&self.0) as Arc<dyn CardChannel>)
    }
}

struct Known(bool);

#[async_trait]
impl KnownCertificates for Known {
    async fn knows(&self, _head: CertificateHead) -> bool {
        self.0
    }
}

/// The taps that there are.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Tap {
    WithPin,
    WithoutPin,
    TriesLeft(Secret),
}

const TAPS: [Tap; 4] = [
    Tap::WithPin,
    Tap::WithoutPin,
    Tap::TriesLeft(Secret::Pin),
    Tap::TriesLeft(Secret::MatchingNumberB),
];

/// One tap, or two with a new card of the same generation: the second knows what the first learnt of lengths.
///
/// # Panics
///
/// If something that must hold does not.
pub fn run(bytes: &[u8]) {
    let mut input = Input::new(bytes);
    let tap = input.one_of(&TAPS);
    let flags = input.byte();
    let link = LinkProperties {
        generation: vec![flags & 2],
        extended_length: flags & 4 != 0,
    };
    let generations = Generations::default();
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .start_paused(true)
        .build()
        .expect("a runtime of one thread needs nothing that could be lacking");
    for _ in 0..=usize::from(flags & 16 != 0) {
        let card = Arc::new(Scripted {
            script: Mutex::new(Script {
                input: input.clone(),
                card: GoodCard::new(Files::made_up()),
            }),
            commands: Mutex::default(),
            link: link.clone(),
        });
        let limits = Limits::default();
        let outcome = runtime.block_on(perform(
            tap,
            flags,
            &Reader(Arc::clone(&card)),
            &limits,
            &generations,
        ));
        // Nothing is disturbed: were the good card not good enough, the rest of the tap would never be reached.
        assert!(
            bytes.len() > 2 || outcome.is_ok(),
            "{tap:?} of a good card: {outcome:?}"
        );
        judge(tap, outcome.err(), &locked(&card.commands));
        input = locked(&card.script).input.clone();
    }
}

async fn perform(
    tap: Tap,
    flags: u8,
    reader: &Reader,
    limits: &Limits,
    generations: &Generations,
) -> Result<(), CardFault> {
    let reading = Reading {
        reader,
        limits,
        generations,
        progress: &|_news| {},
    };
    let last_try = if flags & 1 == 0 {
        LastTry::Ask
    } else {
        LastTry::Agreed
    };
    let institution = "1312345678".parse().expect("that is an institution's code");
    let message = ChallengeMessage::new(&institution, CareMode::HomeVisit, "bWFkZSB1cA==");
    match tap {
        Tap::WithPin => {
            let proof = reading
                .with_pin(&pin(), &message, last_try, &Known(flags & 8 != 0))
                .await;
            proof.map(|_| ())
        }
        Tap::WithoutPin => {
            let today = "2026-11-22".parse().expect("that is a date");
            let seen = reading.without_pin(&number(), &message, last_try, today).await;
            seen.map(|_| ())
        }
        Tap::TriesLeft(secret) => reading.tries_left(secret).await.map(|_| ()),
    }
}

fn judge(tap: Tap, fault: Option<CardFault>, commands: &[Vec<u8>]) {
    let presented: Vec<usize> = (0..commands.len())
        .filter(|&place| commands[place].get(1) == Some(&0x20) && commands[place].len() > 5)
        .collect();
    let secret = match tap {
        Tap::WithPin => PIN,
        Tap::WithoutPin => NUMBER,
        Tap::TriesLeft(_) => &[],
    };
    for &place in &presented {
        assert!(
            commands[place].ends_with(secret) && !secret.is_empty(),
            "that was not typed"
        );
    }
    assert!(presented.len() <= 1, "VERIFY was sent more than once");
    let Some(fault) = fault else { return };
    match fault.tries() {
        // VERIFY itself may say that the secret is blocked: it was then not looked at.
        Tries::Untouched => assert!(
            presented.is_empty() || fault == CardFault::Blocked,
            "{fault}: untouched?"
        ),
        Tries::Left(_) | Tries::Unknown | Tries::Full => {
            assert!(!presented.is_empty(), "{fault}: nothing was presented");
        }
    }
    if fault == CardFault::LostDuringVerify {
        assert_eq!(
            presented,
            [commands.len() - 1],
            "something was sent after the VERIFY that was lost"
        );
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
