//! A reader with a card on it, whichever it is, and the ways of tapping it.

use std::{sync::Arc, time::Duration};

use kyotaku_card::{CardState, FaultPlan, SoftCard, SoftReader, sample, tcp::TcpCard, vpcd::Plugged};
use kyotaku_core::{
    card::{
        CardFault, CardReader, ChallengeMessage, Digit, Generations, LastTry, Limits, MatchingNumberB,
        NoneKnown, NumberPart, Pin, Reading, Secret, TcpReader, pcsc::PcscReader,
    },
    visit::CareMode,
};

/// The exchange in which the secret is presented: after SELECT and the question for the tries.
pub(crate) const VERIFY: u32 = 3;

/// A card on a reader.
pub(crate) struct Field {
    pub(crate) reader: Arc<dyn CardReader>,
    look: Box<dyn Fn() -> (u32, CardState)>,
    pub(crate) generations: Generations,
}

/// How it is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Over {
    InProcess,
    InProcessShort,
    Tcp,
}

/// How it is tapped.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Way {
    WithPin,
    WithoutPin,
}

pub(crate) fn card(slug: &str) -> SoftCard {
    sample::card(slug, jiff::Timestamp::now()).unwrap()
}

impl Field {
    pub(crate) fn new(over: Over, card: SoftCard, faults: FaultPlan) -> Self {
        match over {
            Over::InProcess => Self::in_process(SoftReader::with_faults(card, faults)),
            Over::InProcessShort => {
                Self::in_process(SoftReader::with_faults(card, faults).with_short_lengths_only())
            }
            Over::Tcp => {
                let served = TcpCard::listen("127.0.0.1:0".parse().unwrap()).unwrap();
                served.insert(card);
                served.plan(faults);
                Self {
                    reader: Arc::new(TcpReader::new(served.address())),
                    look: Box::new(move || {
                        let seen = served.look().unwrap();
                        (seen.exchanges, seen.state.unwrap())
                    }),
                    generations: Generations::default(),
                }
            }
        }
    }

    fn in_process(reader: SoftReader) -> Self {
        let seen = reader.clone();
        Self {
            reader: Arc::new(reader),
            look: Box::new(move || (seen.exchanges(), seen.card_state().unwrap())),
            generations: Generations::default(),
        }
    }

    /// A card in a reader of pcscd, which whoever plugged it in still has.
    pub(crate) fn over_pcsc(reader: PcscReader, plugged: Arc<Plugged>) -> Self {
        Self {
            reader: Arc::new(reader),
            look: Box::new(move || (plugged.exchanges(), plugged.card_state().unwrap())),
            generations: Generations::default(),
        }
    }

    pub(crate) fn exchanges(&self) -> u32 {
        (self.look)().0
    }

    /// The tries that the secret of this way has left on the card.
    pub(crate) fn tries_left(&self, way: Way) -> u8 {
        let state = (self.look)().1;
        match way {
            Way::WithPin => state.authentication.tries_left,
            Way::WithoutPin => state.surface.unwrap().number_b.tries_left,
        }
    }

    /// A tap with the right secret of the sample card `slug`, or a wrong one.
    pub(crate) async fn tap(
        &self,
        way: Way,
        slug: &str,
        right: bool,
        last_try: LastTry,
    ) -> Result<(), CardFault> {
        let institution = "1312345678".parse().unwrap();
        let limits = limits();
        let reading = self.reading(&limits);
        match way {
            Way::WithPin => {
                let message = ChallengeMessage::new(&institution, CareMode::HomeVisit, "AAAA");
                let pin = if right { sample::PIN } else { "9999" };
                let proof = reading
                    .with_pin(&pin_of(pin), &message, last_try, &NoneKnown)
                    .await;
                proof.map(drop)
            }
            Way::WithoutPin => {
                let message = ChallengeMessage::without_pin(&institution, CareMode::HomeVisit, "AAAA");
                let written = sample::find(slug).unwrap().matching_number();
                let digits = if right { written.as_str() } else { "01010120359999" };
                let today = "2026-11-22".parse().unwrap();
                let seen = reading
                    .without_pin(&number_of(digits), &message, last_try, today)
                    .await;
                seen.map(drop)
            }
        }
    }

    pub(crate) async fn asked(&self, way: Way) -> Result<u8, CardFault> {
        let secret = match way {
            Way::WithPin => Secret::Pin,
            Way::WithoutPin => Secret::MatchingNumberB,
        };
        self.reading(&limits()).tries_left(secret).await
    }

    fn reading<'a>(&'a self, limits: &'a Limits) -> Reading<'a> {
        Reading {
            reader: &*self.reader,
            limits,
            generations: &self.generations,
            progress: &|_| {},
        }
    }
}

fn limits() -> Limits {
    Limits {
        card: Duration::from_secs(20),
        answer: Duration::from_secs(2),
    }
}

pub(crate) fn pin_of(digits: &str) -> Pin {
    let mut pin = Pin::default();
    digits.bytes().for_each(|digit| pin.push(digit_of(digit)));
    pin
}

fn number_of(digits: &str) -> MatchingNumberB {
    let mut number = MatchingNumberB::default();
    let mut digits = digits.bytes();
    for part in NumberPart::ALL {
        digits
            .by_ref()
            .take(part.length())
            .for_each(|digit| number.push(part, digit_of(digit)));
    }
    number
}

fn digit_of(ascii: u8) -> Digit {
    Digit::new(ascii - b'0').unwrap()
}
