//! The card reader that a shell brings: a phone's NFC antenna. It moves bytes; what they mean is the core's.

use std::sync::Arc;

use async_trait::async_trait;
use kyotaku_core::card::{self, Antenna, LinkProperties};

use crate::{card_command::CardCommand, link_error::LinkError, open_channel::OpenChannel};

/// A reader. Every call has a time limit of the core's. When the core gives up, for whatever reason, it cancels the
/// call: a Kotlin coroutine and a Swift `Task` see that as their own cancellation.
///
/// Implementations catch everything: an exception that is no [`LinkError`] becomes [`LinkError::Failed`], but an `Error`
/// of the JVM's is not caught by the generated code, and is noticed only when the time limit has passed.
#[uniffi::export(foreign)]
#[async_trait]
pub trait CardReader: Send + Sync {
    /// Waits for a card and opens a channel to it, alone. Returns when a card is there, or throws the reason why none
    /// can come. A channel that is returned after the call was cancelled is released at once.
    async fn connect(&self) -> Result<OpenChannel, LinkError>;
}

/// An open channel to one card.
#[uniffi::export(foreign)]
#[async_trait]
pub trait CardChannel: Send + Sync {
    /// Sends one command APDU and returns the response APDU, status word included. Sends it exactly once: a channel that
    /// repeated a command by itself could spend a PIN try.
    ///
    /// One of the commands holds the PIN: log no byte of it, and make no copy and no string of it. In Kotlin: overwrite
    /// `command` with zeros after sending. In Swift it does so itself.
    async fn transceive(&self, command: CardCommand) -> Result<Vec<u8>, LinkError>;

    /// What is known of the card and of the way to it before anything is sent. Asked on a thread of the core's, once it is
    /// open: what the platform already said is told, and nothing waited for. If it throws, commands are of short length.
    fn properties(&self) -> Result<LinkProperties, LinkError>;

    /// The card is not needed any more: ends the session with it. Called once, also when the visit was cancelled and a
    /// [`CardChannel::transceive`] was cut off; nothing is sent after it.
    fn release(&self) -> Result<(), LinkError>;
}

/// A shell's reader as the core knows one, and where it feels a card.
pub(crate) struct Reader(pub(crate) Arc<dyn CardReader>, pub(crate) Antenna);

#[async_trait]
impl card::CardReader for Reader {
    async fn connect(&self) -> Result<Arc<dyn card::CardChannel>, card::LinkError> {
        let OpenChannel(channel) = self.0.connect().await?;
        Ok(Arc::new(Channel(channel)))
    }

    fn antenna(&self) -> Antenna {
        self.1
    }
}

/// A shell's channel as the core knows one: dropping it releases the card.
struct Channel(Arc<dyn CardChannel>);

#[async_trait]
impl card::CardChannel for Channel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, card::LinkError> {
        let command = CardCommand::from(command);
        let _wiped = command.until_over();
        Ok(self.0.transceive(command).await?)
    }

    fn properties(&self) -> LinkProperties {
        // A shell that cannot say it is one whose link is taken for the least.
        self.0.properties().unwrap_or_default()
    }
}

impl Drop for Channel {
    fn drop(&mut self) {
        // A card that cannot be released has left by itself.
        let _ = self.0.release();
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicU32, Ordering};

    use kyotaku_core::card::CardReader as _;

    use super::*;

    /// A shell's reader and channel in one, that counts and then fails.
    #[derive(Default)]
    struct Slab {
        transceived: AtomicU32,
        released: AtomicU32,
        properties: Option<LinkProperties>,
    }

    struct Holder(Arc<Slab>);

    #[async_trait]
    impl CardReader for Holder {
        async fn connect(&self) -> Result<OpenChannel, LinkError> {
            Ok(OpenChannel(self.0.clone()))
        }
    }

    #[async_trait]
    impl CardChannel for Slab {
        async fn transceive(&self, _command: CardCommand) -> Result<Vec<u8>, LinkError> {
            self.transceived.fetch_add(1, Ordering::SeqCst);
            Err(LinkError::CardGone)
        }

        fn properties(&self) -> Result<LinkProperties, LinkError> {
            self.properties.clone().ok_or(LinkError::Failed)
        }

        fn release(&self) -> Result<(), LinkError> {
            self.released.fetch_add(1, Ordering::SeqCst);
            Err(LinkError::Failed)
        }
    }

    async fn opened(slab: &Arc<Slab>) -> Arc<dyn card::CardChannel> {
        let reader = Reader(Arc::new(Holder(Arc::clone(slab))), Antenna::Middle);
        assert_eq!(reader.antenna(), Antenna::Middle);
        reader.connect().await.unwrap()
    }

    #[tokio::test]
    async fn what_a_shell_says_of_its_link_reaches_the_core_and_one_that_says_nothing_has_short_lengths() {
        let said = LinkProperties {
            generation: vec![0x80, 0x01],
            extended_length: true,
        };
        let slab = Arc::new(Slab {
            properties: Some(said.clone()),
            ..Slab::default()
        });
        assert_eq!(opened(&slab).await.properties(), said);
        let silent = opened(&Arc::default()).await.properties();
        assert_eq!(silent, LinkProperties::default());
        assert!(!silent.extended_length);
    }

    #[tokio::test]
    async fn a_channel_that_is_dropped_is_released_once_even_if_releasing_it_fails() {
        let slab = Arc::new(Slab::default());
        let channel = opened(&slab).await;
        assert_eq!(channel.transceive(vec![0]).await, Err(card::LinkError::CardGone));
        let another_hold = Arc::clone(&channel);
        drop(channel);
        assert_eq!(slab.released.load(Ordering::SeqCst), 0);
        drop(another_hold);
        assert_eq!(slab.released.load(Ordering::SeqCst), 1);
        assert_eq!(slab.transceived.load(Ordering::SeqCst), 1);
    }
}
