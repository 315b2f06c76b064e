//! The card plugged into pcscd, through vsmartcard's vpcd driver: any PC/SC program on the machine sees it in
//! a reader, as it would see a plastic card.
//!
//! - `frame`: the protocol, a length and a payload.
//! - `connection`: the thread that answers for the card.
//!
//! The driver listens and the card connects. The driver can also be told to connect out to the card (a host
//! name in its DEVICENAME), which would need no port open to the network; but version 3.3, Debian's, ends the
//! whole of pcscd when such a card is not there at a poll (FD_SET of -1 after any lost connection), so it
//! cannot show a card being pulled, and is not used.

mod connection;
pub(crate) mod frame;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;

use std::{
    io::{self, ErrorKind, Read},
    net::{SocketAddr, TcpStream},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use crate::{
    fault::FaultPlan, recording::Exchanged, soft_card::SoftCard, state::CardState, store::CardFileError,
    tap::Tap,
};
use connection::Connection;

/// Where Debian's configuration of vpcd listens.
pub const DEFAULT_PORT: u16 = 35_963;

/// How long pcscd may take to notice a card. It looks every 0.4 seconds.
const NOTICE: Duration = Duration::from_secs(10);

/// Why a card could not be plugged in.
#[derive(Debug, thiserror::Error)]
pub enum PlugError {
    /// Nothing listens there: pcscd does not run, or without vpcd.
    #[error("pcscd has no virtual reader there")]
    NotListening,
    /// The driver took the connection and never asked for the card: another card is in the reader.
    #[error("the virtual reader has another card in it")]
    Taken,
    /// The connection failed.
    #[error("the connection to the virtual reader failed")]
    Connection(#[from] io::Error),
}

/// A card in a virtual reader. Dropping it pulls the card.
///
/// What waits here blocks its thread, for as long as pcscd takes to look (0.4 seconds) or, if it does not,
/// ten.
#[derive(Debug)]
pub struct Plugged {
    address: SocketAddr,
    tap: Arc<Tap>,
    place: Mutex<Place>,
}

/// Where the card is.
#[derive(Debug)]
enum Place {
    In(Connection),
    Out,
}

impl Plugged {
    /// Plugs a card into the virtual reader that listens at `address`. Returns once pcscd has given it power.
    pub fn plug(address: SocketAddr, card: SoftCard, faults: FaultPlan) -> Result<Self, PlugFailure> {
        let plugged = Self {
            address,
            tap: Arc::new(Tap::new(card, faults)),
            place: Mutex::new(Place::Out),
        };
        match plugged.insert() {
            Ok(()) => Ok(plugged),
            Err(error) => Err(PlugFailure { error, plugged }),
        }
    }

    /// Puts the card back. Returns once pcscd has noticed it and given it power. If the card is in, nothing
    /// happens.
    pub fn insert(&self) -> Result<(), PlugError> {
        let mut place = self.place();
        match &*place {
            Place::In(connection) if connection.is_open() => return Ok(()),
            // Pulled by a fault, or pcscd ended: pcscd must see the reader empty first.
            Place::In(_) => self.take_out(&mut place)?,
            Place::Out => {}
        }
        let (connection, powered) = Connection::open(self.address, Arc::clone(&self.tap))?;
        match powered.recv_timeout(NOTICE) {
            Ok(()) => {
                *place = Place::In(connection);
                Ok(())
            }
            Err(_) => Err(PlugError::Taken),
        }
    }

    /// Pulls the card. Returns once pcscd has noticed. If the card is out, nothing happens.
    pub fn remove(&self) -> Result<(), PlugError> {
        self.take_out(&mut self.place())
    }

    /// Whether the card is in the reader: false after [`remove`](Self::remove), after a planned pull, and
    /// when pcscd has ended.
    pub fn is_in(&self) -> bool {
        matches!(&*self.place(), Place::In(connection) if connection.is_open())
    }

    /// Commands sent to the card so far, those that a fault swallowed included. Power, reset and the ATR are
    /// not commands.
    pub fn exchanges(&self) -> u32 {
        self.tap.exchanges()
    }

    /// Records, from now on, how much crosses the link: see [`recorded`](Self::recorded).
    pub fn record(&self) {
        self.tap.record();
    }

    /// What crossed since [`record`](Self::record), exchange by exchange.
    pub fn recorded(&self) -> Vec<Exchanged> {
        self.tap.recorded()
    }

    /// Plans other faults. Exchange numbers go on counting from where they are.
    pub fn plan(&self, faults: FaultPlan) {
        self.tap.plan(faults);
    }

    /// Tries left and certificates of the card.
    pub fn card_state(&self) -> Result<CardState, CardFileError> {
        self.tap.with_card(|card| card.state())
    }

    /// Pulls the card and hands it back.
    pub fn unplug(self) -> SoftCard {
        let Self { tap, place, .. } = self;
        // Ends the thread, and with it the other owner of the tap.
        drop(place);
        let tap = Arc::into_inner(tap)
            .expect("the connection's thread was joined, and nothing else shares the tap");
        tap.into_card()
    }

    fn take_out(&self, place: &mut Place) -> Result<(), PlugError> {
        let Place::In(connection) = std::mem::replace(place, Place::Out) else {
            return Ok(());
        };
        drop(connection);
        self.tap.with_card(SoftCard::power_off);
        // Twice: if the card left during an exchange, no look has found it missing yet, and the second look
        // shows that what the first found is known to pcscd.
        self.be_missed()?;
        self.be_missed()?;
        Ok(())
    }

    /// Lets pcscd look for the card and find none: connects, waits until the driver asks, and hangs up.
    fn be_missed(&self) -> Result<(), PlugError> {
        let mut stream = match TcpStream::connect(self.address) {
            Ok(stream) => stream,
            // pcscd has ended: nobody is left to notice.
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => return Ok(()),
            Err(error) => return Err(error.into()),
        };
        stream.set_read_timeout(Some(NOTICE))?;
        match stream.read(&mut [0; 2]) {
            Ok(_) => Ok(()),
            Err(error) if error.kind() == ErrorKind::ConnectionReset => Ok(()),
            Err(error) if matches!(error.kind(), ErrorKind::WouldBlock | ErrorKind::TimedOut) => {
                Err(PlugError::Taken)
            }
            Err(error) => Err(error.into()),
        }
    }

    fn place(&self) -> MutexGuard<'_, Place> {
        self.place.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The card could not be plugged in; here it is back.
#[derive(Debug)]
pub struct PlugFailure {
    /// Why.
    pub error: PlugError,
    plugged: Plugged,
}

impl PlugFailure {
    /// The card that was to be plugged in.
    pub fn into_card(self) -> SoftCard {
        self.plugged.unplug()
    }
}

#[cfg(test)]
mod tests;
