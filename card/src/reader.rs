//! A reader in process: the card behind the core's own link traits, for tests, and for a demo on a machine
//! without PC/SC.

use std::sync::Arc;

use async_trait::async_trait;
use kyotaku_core::card::{Antenna, CardChannel, CardReader, LinkError, LinkProperties};
use tokio::sync::watch;

use crate::{
    fault::FaultPlan,
    soft_card::{OtherKind, SoftCard},
    state::CardState,
    store::CardFileError,
    tap::{Outcome, Tap},
};

/// A reader with one card, which lies on it or not. Clones are the same reader.
///
/// After a planned pull the card counts as held to the reader again at the next [`CardReader::connect`], as a
/// person would; after [`SoftReader::remove`] it stays away until [`SoftReader::present`]. A transit card is of another
/// technology, as for a phone's antenna.
#[derive(Clone, Debug)]
pub struct SoftReader {
    tap: Arc<Tap>,
    field: Arc<watch::Sender<Field>>,
    short_only: bool,
}

/// Whether the card is in the field, and in which of its stays there: a channel is good for one stay.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
struct Field {
    present: bool,
    stay: u64,
}

impl SoftReader {
    /// A reader with the card on it.
    pub fn new(card: SoftCard) -> Self {
        Self::with_faults(card, FaultPlan::none())
    }

    /// The same, with faults to come.
    pub fn with_faults(card: SoftCard, faults: FaultPlan) -> Self {
        Self {
            tap: Arc::new(Tap::new(card, faults)),
            field: Arc::new(watch::Sender::new(Field {
                present: true,
                stay: 0,
            })),
            short_only: false,
        }
    }

    /// The same reader with a link that carries no extended lengths, and says so.
    pub fn with_short_lengths_only(mut self) -> Self {
        self.short_only = true;
        self
    }

    /// Commands sent so far, over all taps, those that a fault swallowed included.
    pub fn exchanges(&self) -> u32 {
        self.tap.exchanges()
    }

    /// Plans other faults. Exchange numbers go on counting from where they are.
    pub fn plan(&self, faults: FaultPlan) {
        self.tap.plan(faults);
    }

    /// Takes the card away. An open channel says `CardGone` from now on; connecting waits.
    pub fn remove(&self) {
        self.tap.with_card(SoftCard::power_off);
        self.field.send_modify(|field| {
            *field = Field {
                present: false,
                stay: field.stay + 1,
            }
        });
    }

    /// Holds the card to the reader.
    pub fn present(&self) {
        self.field.send_modify(|field| field.present = true);
    }

    /// Tries left and certificates of the card.
    pub fn card_state(&self) -> Result<CardState, CardFileError> {
        self.tap.with_card(|card| card.state())
    }
}

#[async_trait]
impl CardReader for SoftReader {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        if let Some(trouble) = self.tap.trouble_at_connect() {
            match trouble.link_error() {
                Some(error) => return Err(error),
                // Silence: no card ever comes. (What moves bytes has nothing to move here.)
                None => return std::future::pending().await,
            }
        }
        let mut field = self.field.subscribe();
        field
            .wait_for(|field| field.present)
            .await
            .map_err(|_| LinkError::ReaderGone)?;
        if self.tap.with_card(|card| card.other_kind()) == Some(OtherKind::TransitCard) {
            return Err(LinkError::OtherTechnology);
        }
        self.field.send_modify(|field| field.stay += 1);
        let stay = self.field.borrow().stay;
        self.tap.with_card(|card| {
            card.power_off();
            card.power_on();
        });
        Ok(Arc::new(SoftChannel {
            reader: self.clone(),
            stay,
        }))
    }

    fn antenna(&self) -> Antenna {
        Antenna::Reader
    }
}

struct SoftChannel {
    reader: SoftReader,
    stay: u64,
}

#[async_trait]
impl CardChannel for SoftChannel {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        let field = *self.reader.field.borrow();
        if !field.present || field.stay != self.stay {
            return Err(LinkError::CardGone);
        }
        match self.reader.tap.exchange(&command) {
            Outcome::Answer(bytes) => Ok(bytes),
            Outcome::Silent => std::future::pending().await,
            Outcome::Ended(error) => {
                self.reader.field.send_modify(|field| field.stay += 1);
                Err(error)
            }
        }
    }

    /// The generation is the card's ATR, as a PC/SC reader tells it.
    fn properties(&self) -> LinkProperties {
        LinkProperties {
            generation: self.reader.tap.with_card(|card| card.atr().bytes().to_vec()),
            extended_length: !self.reader.short_only,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{fault::Fault, sample};

    const SELECT: [u8; 15] = [
        0x00, 0xA4, 0x04, 0x0C, 0x0A, 0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01,
    ];
    const WRONG_PIN: [u8; 9] = [0x00, 0x20, 0x00, 0x98, 0x04, b'9', b'9', b'9', b'9'];

    fn reader(faults: FaultPlan) -> SoftReader {
        SoftReader::with_faults(
            sample::card("valid", "2026-11-22T00:00:00Z".parse().unwrap()).unwrap(),
            faults,
        )
    }

    fn tries_left(reader: &SoftReader) -> u8 {
        reader.card_state().unwrap().authentication.tries_left
    }

    /// Polls once: enough to tell an answer from one that does not come.
    fn now_or_never<T>(future: impl Future<Output = T>) -> Option<T> {
        let mut context = std::task::Context::from_waker(std::task::Waker::noop());
        match std::pin::pin!(future).poll(&mut context) {
            std::task::Poll::Ready(value) => Some(value),
            std::task::Poll::Pending => None,
        }
    }

    async fn tap(reader: &SoftReader) -> Arc<dyn CardChannel> {
        reader.connect().await.unwrap()
    }

    #[tokio::test]
    async fn a_card_pulled_before_it_acts_has_counted_nothing_and_one_pulled_after_has() {
        for (fault, left) in [(Fault::PulledBefore, 3), (Fault::PulledAfter, 2)] {
            let reader = reader(FaultPlan::at(2, fault));
            let channel = tap(&reader).await;
            assert_eq!(channel.transceive(SELECT.to_vec()).await, Ok(vec![0x90, 0x00]));
            assert_eq!(
                channel.transceive(WRONG_PIN.to_vec()).await,
                Err(LinkError::CardGone)
            );
            assert_eq!(tries_left(&reader), left);
            assert_eq!(
                channel.transceive(SELECT.to_vec()).await,
                Err(LinkError::CardGone)
            );
            assert_eq!(reader.exchanges(), 2, "a dead channel reaches no card");
            let channel = tap(&reader).await;
            assert_eq!(channel.transceive(SELECT.to_vec()).await, Ok(vec![0x90, 0x00]));
        }
    }

    #[tokio::test]
    async fn a_silent_card_never_answers_though_it_acted() {
        let reader = reader(FaultPlan::at(2, Fault::Silent));
        let channel = tap(&reader).await;
        channel.transceive(SELECT.to_vec()).await.unwrap();
        assert_eq!(now_or_never(channel.transceive(WRONG_PIN.to_vec())), None);
        assert_eq!(tries_left(&reader), 2);
    }

    #[tokio::test]
    async fn noise_comes_in_place_of_the_answer() {
        let reader = reader(FaultPlan::at(1, Fault::Noise(vec![0x00])));
        assert_eq!(
            tap(&reader).await.transceive(SELECT.to_vec()).await,
            Ok(vec![0x00])
        );
    }

    #[tokio::test]
    async fn connecting_waits_while_the_card_is_away() {
        let reader = reader(FaultPlan::none());
        let channel = tap(&reader).await;
        reader.remove();
        assert_eq!(
            channel.transceive(SELECT.to_vec()).await,
            Err(LinkError::CardGone)
        );
        assert!(now_or_never(reader.connect()).is_none());
        reader.present();
        assert!(now_or_never(reader.connect()).is_some());
        assert_eq!(reader.exchanges(), 0);
    }

    #[tokio::test]
    async fn a_new_tap_is_a_new_power_on() {
        let reader = reader(FaultPlan::none());
        tap(&reader).await.transceive(SELECT.to_vec()).await.unwrap();
        let answer = tap(&reader)
            .await
            .transceive(vec![0x00, 0xB0, 0x8A, 0x00, 0x00])
            .await;
        assert_eq!(answer, Ok(vec![0x6A, 0x82]), "nothing is selected any more");
    }
}
