//! Readers of this machine's PC/SC service, by the `pcsc` crate: pcsc-lite on Linux, the system's own on
//! macOS and Windows.
//!
//! The calls block, so they run on tokio's blocking threads. A wait for a card is made of waits of 250 ms, so
//! that dropping [`PcscReader::connect`] ends its thread within one of them. An exchange under way cannot be
//! called back: its thread ends when the reader's driver gives up, and only then is the card switched off.
//! Dropping a tokio runtime waits for that; a program that must end at once uses the runtime's
//! `shutdown_timeout`.
//!
//! VERIFY survives a disconnect and a warm reset (read in the sources that [`super`] names), so a card that
//! we let go is always switched off: the next program does not find it open.

use std::{
    ffi::CString,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use async_trait::async_trait;
use pcsc::{Context, Error, MAX_BUFFER_SIZE_EXTENDED, Scope};
use tokio::task::spawn_blocking;
use tracing::debug;
use zeroize::Zeroizing;

use super::{Antenna, CardChannel, CardReader, LinkError, LinkProperties};

mod open_card;
mod watch;

use open_card::{OpenCard, opened};
use watch::Watch;

/// How long one wait for a change lasts, and so the longest that a dropped wait for a card lives on.
const LOOK_AGAIN: Duration = Duration::from_millis(250);
/// How long a reader is waited for before [`LinkError::NoReader`] is said.
const WAIT_FOR_READER: Duration = Duration::from_secs(30);

/// A reader of the PC/SC service: a certain one, or any in which a card shows.
#[derive(Clone, Debug)]
pub struct PcscReader {
    name: Option<CString>,
    wait_for_reader: Duration,
}

impl PcscReader {
    /// Whichever reader a card is put on. If cards lie on several, that of the reader listed first.
    pub fn any() -> Self {
        Self {
            name: None,
            wait_for_reader: WAIT_FOR_READER,
        }
    }

    /// The reader of this name, as [`list_readers`] gives it, now or when it is plugged in.
    pub fn named(name: &str) -> Self {
        // No reader's name holds a NUL. Such a name becomes the empty one, which no reader has either.
        Self {
            name: Some(CString::new(name).unwrap_or_default()),
            ..Self::any()
        }
    }

    /// Waits so long for the reader to be plugged in; 30 s unless told. The wait for a card has its own
    /// limit, see [`super::Limits::card`].
    pub fn waiting_for_reader(self, limit: Duration) -> Self {
        Self {
            wait_for_reader: limit,
            ..self
        }
    }
}

/// The names of the readers that are plugged in, in the service's order; none is not an error.
///
/// # Errors
///
/// [`LinkError::NoService`] if the service does not run or refuses us, else [`LinkError::Failed`].
pub async fn list_readers() -> Result<Vec<String>, LinkError> {
    blocking(|| {
        let names = reader_names(&establish()?)?;
        Ok(names
            .into_iter()
            .map(|name| name.to_string_lossy().into_owned())
            .collect())
    })
    .await
}

#[async_trait]
impl CardReader for PcscReader {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        let dropped = Arc::new(AtomicBool::new(false));
        let _set_when_dropped = SetWhenDropped(dropped.clone());
        let reader = self.clone();
        let (card, atr) = blocking(move || {
            let mut watch = Watch::new(establish()?, reader.name, reader.wait_for_reader);
            while !dropped.load(Ordering::Relaxed) {
                if let Some(card) = watch.look()? {
                    return opened(card);
                }
            }
            // Nobody reads this: the future is gone.
            Err(LinkError::Failed)
        })
        .await?;
        Ok(Arc::new(PcscChannel {
            card: Arc::new(card),
            atr,
        }))
    }

    fn antenna(&self) -> Antenna {
        Antenna::Reader
    }
}

/// A card held alone. Dropping it, once no exchange is under way, switches the card off; that call blocks for
/// the few milliseconds that the service takes, so that a card let go is off when the drop returns.
struct PcscChannel {
    card: Arc<OpenCard>,
    atr: Vec<u8>,
}

#[async_trait]
impl CardChannel for PcscChannel {
    /// One `SCardTransmit`. The buffer holds any answer, also to a command of extended length, so the crate
    /// never has a reason to be asked again. The command is overwritten after sending; the copies that the PC/SC
    /// library, the service and the driver make on the way are out of our reach.
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let command = Zeroizing::new(command);
        let card = self.card.clone();
        blocking(move || {
            let card = card.0.as_ref().ok_or(LinkError::CardGone)?;
            let mut buffer = vec![0; MAX_BUFFER_SIZE_EXTENDED];
            match card.transmit(&command, &mut buffer).map_err(link_error)? {
                // No card answers nothing. vpcd's driver reports so, as a success, that the card was pulled.
                [] => Err(LinkError::CardGone),
                answer => Ok(answer.to_vec()),
            }
        })
        .await
    }

    fn properties(&self) -> LinkProperties {
        LinkProperties {
            generation: self.atr.clone(),
            // The service and its drivers carry them; one that does not costs one tap, see `Generations`.
            extended_length: true,
        }
    }
}

struct SetWhenDropped(Arc<AtomicBool>);

impl Drop for SetWhenDropped {
    fn drop(&mut self) {
        self.0.store(true, Ordering::Relaxed);
    }
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, LinkError> + Send + 'static,
) -> Result<T, LinkError> {
    // An error here is a panic in the work, or a runtime that is being shut down. The crate panics on error
    // codes it does not know, in builds with debug assertions.
    spawn_blocking(work).await.unwrap_or(Err(LinkError::Failed))
}

fn establish() -> Result<Context, LinkError> {
    Context::establish(Scope::User).map_err(link_error)
}

fn reader_names(context: &Context) -> Result<Vec<CString>, LinkError> {
    // Asking for the length first would race with a reader being plugged in. pcsc-lite has at most 16
    // readers, whose names have at most 128 bytes.
    let mut buffer = [0; 4096];
    Ok(context
        .list_readers(&mut buffer)
        .map_err(link_error)?
        .map(Into::into)
        .collect())
}

/// What an error of the PC/SC library means for a link.
fn link_error(error: Error) -> LinkError {
    debug!(?error, "PC/SC");
    match error {
        Error::NoReadersAvailable => LinkError::NoReader,
        Error::UnknownReader | Error::ReaderUnavailable => LinkError::ReaderGone,
        // NotTransacted: the exchange broke off, by all experience because the card left the field. [I]
        Error::RemovedCard
        | Error::ResetCard
        | Error::UnpoweredCard
        | Error::NoSmartcard
        | Error::NotTransacted => LinkError::CardGone,
        Error::UnresponsiveCard => LinkError::Mute,
        Error::SharingViolation => LinkError::Busy,
        // CommError is what pcsc-lite's library says when pcscd ends while it is being used.
        // SecurityViolation and NoAccess: polkit, or the system's policy, does not let us use the service.
        Error::NoService
        | Error::CommError
        | Error::ServiceStopped
        | Error::Shutdown
        | Error::SecurityViolation
        | Error::NoAccess => LinkError::NoService,
        _ => LinkError::Failed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_error_of_the_library_that_a_person_can_do_something_about_has_its_name() {
        for (error, expected) in [
            (Error::NoReadersAvailable, LinkError::NoReader),
            (Error::UnknownReader, LinkError::ReaderGone),
            (Error::ReaderUnavailable, LinkError::ReaderGone),
            (Error::RemovedCard, LinkError::CardGone),
            (Error::ResetCard, LinkError::CardGone),
            (Error::UnpoweredCard, LinkError::CardGone),
            (Error::NoSmartcard, LinkError::CardGone),
            (Error::NotTransacted, LinkError::CardGone),
            (Error::UnresponsiveCard, LinkError::Mute),
            (Error::SharingViolation, LinkError::Busy),
            (Error::NoService, LinkError::NoService),
            (Error::CommError, LinkError::NoService),
            (Error::ServiceStopped, LinkError::NoService),
            (Error::Shutdown, LinkError::NoService),
            (Error::SecurityViolation, LinkError::NoService),
            (Error::NoAccess, LinkError::NoService),
        ] {
            assert_eq!(link_error(error), expected, "{error:?}");
        }
    }

    #[test]
    fn any_other_error_is_a_failure_of_the_link() {
        for error in [
            Error::InternalError,
            Error::InsufficientBuffer,
            Error::ProtoMismatch,
        ] {
            assert_eq!(link_error(error), LinkError::Failed, "{error:?}");
        }
    }

    #[test]
    fn a_reader_name_with_a_nul_does_not_become_any_reader() {
        assert_eq!(
            PcscReader::named("Reader 00 00").name.as_deref(),
            Some(c"Reader 00 00")
        );
        assert_eq!(PcscReader::named("Reader\0 00 00").name.as_deref(), Some(c""));
        assert_eq!(PcscReader::any().name, None);
    }

    #[tokio::test]
    async fn work_that_panics_is_a_failure_of_the_link() {
        let outcome =
            blocking(|| -> Result<(), LinkError> { panic!("as the crate does on an unknown code") }).await;
        assert_eq!(outcome, Err(LinkError::Failed));
    }
}
