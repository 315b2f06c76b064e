//! The card over TCP, for phones' emulators and simulators, which cannot be tapped. Debug builds only: a release build does
//! not have it.
//!
//! The frames are vpcd's ([`crate::vpcd`]), but here the card listens, on this machine alone. In addition: the answer to
//! the question for the ATR is an empty frame while no card is inserted, and one byte where the link is to say why there
//! will be none. A card that is pulled closes the connection; a silent one does not answer.
//!
//! - here: a reader on a port, with a card on it or none.
//! - [`folder`]: a folder of cards, one of which is on the reader.
//! - [`control`]: what is said to the program that serves a folder, and what it says.

mod connection;
pub mod control;
pub mod folder;

use std::{
    io,
    net::{Shutdown, SocketAddr, TcpListener, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    thread::{self, JoinHandle},
};

use crate::{fault::FaultPlan, soft_card::SoftCard, state::CardState, tap::Tap};

/// By this a built program can be searched for what is in this module.
pub const MARKER: &str = "kyotaku software card over TCP (server)";

/// A reader that listens on a port of this machine. Dropping it closes it.
///
/// One client at a time: a new connection ends the one before, so that a program that hangs locks nobody out.
#[derive(Debug)]
pub struct TcpCard {
    address: SocketAddr,
    place: Arc<Mutex<Place>>,
    thread: Option<JoinHandle<()>>,
}

/// What is on the reader, and who is connected.
#[derive(Debug, Default)]
struct Place {
    tap: Option<Tap>,
    /// The connection that works, and its number; older ones were closed.
    stream: Option<TcpStream>,
    number: u64,
    closing: bool,
}

/// What is to be seen of a card on the reader.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct OnReader {
    /// Commands sent to it since it was put there.
    pub exchanges: u32,
    /// What is still to go wrong.
    pub faults: FaultPlan,
    /// Its tries left and certificates; none of a card that is no My Number card.
    pub state: Option<CardState>,
}

impl TcpCard {
    /// Listens at `address`, which must be one of this machine alone (`AddrNotAvailable` otherwise), with no card yet.
    pub fn listen(address: SocketAddr) -> io::Result<Self> {
        if !address.ip().is_loopback() {
            return Err(io::Error::new(
                io::ErrorKind::AddrNotAvailable,
                "a software card is served to this machine only",
            ));
        }
        let listener = TcpListener::bind(address)?;
        let address = listener.local_addr()?;
        let place = Arc::new(Mutex::new(Place::default()));
        let shared = Arc::clone(&place);
        let thread = thread::Builder::new()
            .name("kyotaku-card-tcp".to_owned())
            .spawn(move || accept(&listener, &shared))?;
        Ok(Self {
            address,
            place,
            thread: Some(thread),
        })
    }

    /// Where it listens.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Puts a card on the reader; one that lies there is taken away first.
    pub fn insert(&self, card: SoftCard) {
        self.remove();
        locked(&self.place).tap = Some(Tap::new(card, FaultPlan::none()));
    }

    /// Takes the card away. Whoever is connected to it is cut off.
    pub fn remove(&self) -> Option<SoftCard> {
        let mut place = locked(&self.place);
        let mut card = place.tap.take()?.into_card();
        card.power_off();
        place.cut_off();
        Some(card)
    }

    /// Plans faults for the card on the reader, in place of those that have not happened yet. The next exchange has the
    /// number 1. False if there is no card.
    pub fn plan(&self, faults: FaultPlan) -> bool {
        let place = locked(&self.place);
        place.tap.as_ref().map(|tap| tap.plan_from_now(faults)).is_some()
    }

    /// What is to be seen of the card on the reader.
    pub fn look(&self) -> Option<OnReader> {
        let place = locked(&self.place);
        place.tap.as_ref().map(|tap| OnReader {
            exchanges: tap.exchanges(),
            faults: tap.faults(),
            state: tap.with_card(|card| card.state()).ok(),
        })
    }
}

impl Place {
    /// Closes the connection that works, if there is one.
    fn cut_off(&mut self) {
        self.number += 1;
        if let Some(stream) = self.stream.take() {
            // It fails only if the other side was first.
            let _ = stream.shutdown(Shutdown::Both);
        }
    }
}

impl Drop for TcpCard {
    fn drop(&mut self) {
        let mut place = locked(&self.place);
        place.closing = true;
        place.cut_off();
        drop(place);
        // Wakes the thread, which waits for a connection.
        let _ = TcpStream::connect(self.address);
        if let Some(thread) = self.thread.take() {
            // A panic there was reported there.
            let _ = thread.join();
        }
    }
}

/// Takes one connection after the other, each of which ends the one before.
fn accept(listener: &TcpListener, place: &Mutex<Place>) {
    thread::scope(|scope| {
        for stream in listener.incoming() {
            let mut now = locked(place);
            if now.closing {
                break;
            }
            let Ok(stream) = stream else { continue };
            let Ok(shared) = stream.try_clone() else { continue };
            now.cut_off();
            now.stream = Some(shared);
            let number = now.number;
            drop(now);
            scope.spawn(move || connection::answer(stream, place, number));
        }
    });
}

/// Nothing here panics while it holds the lock.
fn locked(place: &Mutex<Place>) -> MutexGuard<'_, Place> {
    place.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
