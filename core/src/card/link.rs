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

    /// Where a card has to be held, for the words on the screen.
    fn antenna(&self) -> Antenna {
        Antenna::Unknown
    }
}

/// Where a reader feels a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Antenna {
    /// On or in a reader of its own.
    Reader,
    /// At the upper edge of the phone's back, as on some Android phones.
    UpperEdge,
    /// An iPhone's: at the upper edge of its back `[I]`, and under a sheet of the system's, which ends the search for a card
    /// after a minute, the reading of it included. So a card is waited for a third of that; and one that leaves before its
    /// secret was presented may come back under the same sheet, where nobody can press anything.
    IPhone,
    /// In the middle of the phone's back, as on many an Android phone `[I]`.
    Middle,
    /// It is not known.
    Unknown,
}

/// What is known of a link to a card before anything is sent.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct LinkProperties {
    /// What cards of one generation have in common and others do not: the ATR with PC/SC, what the card says to its call
    /// (ATQB) on Android, of that the application data on an iPhone. Empty where the link does not tell. It names no person.
    pub generation: Vec<u8>,
    /// Whether the link can carry commands and answers of extended length. Whether the card takes them is another matter.
    pub extended_length: bool,
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

    /// What is known of it. A link that does not say is one for short lengths.
    fn properties(&self) -> LinkProperties {
        LinkProperties::default()
    }
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
    /// Two cards or more lie in the field, and answer at once.
    #[error("more than one card is in the field")]
    Collision,
    /// A card lies there that does not speak ISO 14443-4, as a My Number card does: a transit card, for example.
    #[error("the card is of another technology")]
    OtherTechnology,
    /// The link failed in a way that has no better name here.
    #[error("the link to the card failed")]
    Failed,
}
