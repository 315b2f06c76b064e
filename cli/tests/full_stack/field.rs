//! A card on a reader, whichever way it is reached: in this process, over TCP, or in pcscd's virtual reader.

use std::sync::Arc;

use kyotaku_card::{CardState, Fault, FaultPlan, SoftReader, tcp::TcpCard};
use kyotaku_core::card::{CardReader, Secret, TcpReader};

use crate::{pcscd_card::PcscdCard, stage::sample_card};

/// A card on a reader.
pub(crate) enum Field {
    InProcess(SoftReader),
    Tcp(TcpCard),
    Pcscd(PcscdCard),
}

/// How a card is reached.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Over {
    /// In this process, with extended lengths.
    Process,
    /// In this process, with short lengths.
    ShortLengths,
    Tcp,
    Pcscd,
}

impl Field {
    /// The sample card `slug` on such a reader.
    pub(crate) async fn with(over: Over, slug: &str) -> Self {
        let card = sample_card(slug);
        match over {
            Over::Process => Self::InProcess(SoftReader::new(card)),
            Over::ShortLengths => Self::InProcess(SoftReader::new(card).with_short_lengths_only()),
            Over::Tcp => {
                let tcp = TcpCard::listen("127.0.0.1:0".parse().unwrap()).unwrap();
                tcp.insert(card);
                Self::Tcp(tcp)
            }
            Over::Pcscd => Self::Pcscd(PcscdCard::take(card).await),
        }
    }

    pub(crate) fn reader(&self) -> Arc<dyn CardReader> {
        match self {
            Self::InProcess(reader) => Arc::new(reader.clone()),
            Self::Tcp(tcp) => Arc::new(TcpReader::new(tcp.address())),
            Self::Pcscd(card) => card.reader(),
        }
    }

    /// A fault at the `exchange`-th exchange from now on.
    pub(crate) fn plan(&self, exchange: u32, fault: Fault) {
        let later = |before: u32| FaultPlan::at(before + exchange, fault.clone());
        match self {
            Self::InProcess(reader) => reader.plan(later(reader.exchanges())),
            Self::Tcp(tcp) => assert!(tcp.plan(later(0)), "a card is there"),
            Self::Pcscd(card) => card.plan(later(card.exchanges())),
        }
    }

    /// After it was pulled. In process and over TCP a card lies there again at once.
    pub(crate) fn put_back(&self) {
        if let Self::Pcscd(card) = self {
            assert!(!card.is_in());
            card.insert();
        }
    }

    pub(crate) fn exchanges(&self) -> u32 {
        match self {
            Self::InProcess(reader) => reader.exchanges(),
            Self::Tcp(tcp) => tcp.look().unwrap().exchanges,
            Self::Pcscd(card) => card.exchanges(),
        }
    }

    /// What the card itself holds.
    pub(crate) fn tries_left(&self, secret: Secret) -> u8 {
        let state = match self {
            Self::InProcess(reader) => reader.card_state().unwrap(),
            Self::Tcp(tcp) => tcp.look().unwrap().state.unwrap(),
            Self::Pcscd(card) => card.state(),
        };
        tries_left(&state, secret)
    }
}

fn tries_left(state: &CardState, secret: Secret) -> u8 {
    match secret {
        Secret::Pin => state.authentication.tries_left,
        Secret::MatchingNumberB => state.surface.as_ref().unwrap().number_b.tries_left,
    }
}
