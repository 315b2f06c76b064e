//! The link to a card: it moves bytes. Retry, meaning and wording live above it, so that NFC, PC/SC and a
//! software card are peers under one set of tests.

use std::sync::Arc;

use async_trait::async_trait;

/// A reader: a PC/SC reader, a phone's NFC antenna, a software card.
#[async_trait]
pub trait CardReader: Send + Sync {
    /// Waits for a card and opens a channel to it, alone. Returns when a card is there, or with the reason
    /// why none can come; the core sets the time limit and may drop the future at any await.
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError>;
}

/// An open channel to one card. Dropping it releases the card.
#[async_trait]
pub trait CardChannel: Send + Sync {
    /// Sends one command APDU and returns the response APDU, status word included. Sends it exactly once:
    /// a channel that repeated a command by itself could spend a PIN try.
    ///
    /// One of the commands holds the PIN. `command` is the caller's only copy: an implementation overwrites
    /// it, and copies of its own, with zeros after sending, as far as its platform lets it, and logs no byte
    /// of it.
    ///
    /// The future may be dropped at any await, also while the card is still at work. Whatever the card then
    /// answers must not be given to a later command.
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError>;
}

/// Why a link could not move bytes. It says nothing of what the card did: a command may have been acted on
/// although its answer was lost.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, thiserror::Error)]
pub enum LinkError {
    /// No reader is attached, or NFC is absent.
    #[error("no card reader is attached")]
    NoReader,
    /// The reader was unplugged or switched off while in use.
    #[error("the card reader was unplugged")]
    ReaderGone,
    /// The card left the field or was pulled.
    #[error("the card was removed")]
    CardGone,
    /// A card lies there but does not answer: upside down, damaged, or half out of the field.
    #[error("the card does not answer")]
    Mute,
    /// Another program holds the card.
    #[error("another program is using the card")]
    Busy,
    /// The machine's card service does not run or refuses us.
    #[error("the card service is not running")]
    NoService,
    /// The link failed in a way that has no better name here.
    #[error("the link to the card failed")]
    Failed,
}
