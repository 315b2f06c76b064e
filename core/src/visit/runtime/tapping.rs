//! The work of a tap: the card's session, with the visit's news, and with a link that a tap that was ended does not use any
//! more.

use std::sync::Arc;

use async_trait::async_trait;

use super::{
    super::effect::{Outcome, Tap, TypedSecret, Wanted},
    Link,
};
use crate::{
    card::{
        Antenna, CardChannel, CardFault, CardReader, CertificateHead, ChallengeMessage, Generations,
        KnownCertificates, Limits, LinkError, LinkProperties, MatchingNumberB, News, NoneKnown, Pin, Reading,
        Secret, Tries, session::LastTry,
    },
    eligibility::{Challenge, EligibilityService, LookupRequest, date::Date},
};

/// One tap.
pub(super) struct Tapping {
    pub(super) reader: Arc<dyn CardReader>,
    pub(super) service: Arc<dyn EligibilityService>,
    pub(super) generations: Arc<Generations>,
    pub(super) link: Link,
}

impl Tapping {
    /// With the PIN.
    pub(super) async fn with_pin(
        self,
        pin: Pin,
        message: ChallengeMessage,
        last_try: LastTry,
        challenge: Challenge,
        certificate: Wanted,
    ) -> Tap {
        let asking = AskingService {
            service: Arc::clone(&self.service),
            challenge,
        };
        let known: &dyn KnownCertificates = match certificate {
            Wanted::IfUnknown => &asking,
            Wanted::Whole => &NoneKnown,
        };
        let limits = Limits::of(self.reader.antenna());
        let (reader, progress) = (self.wanted_reader(), self.progress());
        let read = self
            .reading(&reader, &limits, &progress)
            .with_pin(&pin, &message, last_try, known)
            .await;
        match read {
            Ok(proof) => Tap::Proved(proof),
            Err(fault) => unsuccessful(fault, pin.into()),
        }
    }

    /// With 照合番号B.
    pub(super) async fn without_pin(
        self,
        number: MatchingNumberB,
        message: ChallengeMessage,
        last_try: LastTry,
        today: Date,
    ) -> Tap {
        let limits = Limits::of(self.reader.antenna());
        let (reader, progress) = (self.wanted_reader(), self.progress());
        let read = self
            .reading(&reader, &limits, &progress)
            .without_pin(&number, &message, last_try, today)
            .await;
        match read {
            Ok(reading) => Tap::Seen(Box::new(reading)),
            Err(fault) => unsuccessful(fault, number.into()),
        }
    }

    /// With nothing to present.
    pub(super) async fn tries_left(self, secret: Secret) -> Tap {
        let limits = Limits::of(self.reader.antenna());
        let (reader, progress) = (self.wanted_reader(), self.progress());
        let asked = self.reading(&reader, &limits, &progress).tries_left(secret).await;
        match asked {
            Ok(left) => Tap::TriesLeft(left),
            Err(fault) => Tap::Failed(fault),
        }
    }

    fn reading<'a>(
        &'a self,
        reader: &'a WhileWanted<dyn CardReader>,
        limits: &'a Limits,
        progress: &'a (dyn Fn(News) + Send + Sync),
    ) -> Reading<'a> {
        Reading {
            reader,
            limits,
            generations: &self.generations,
            progress,
        }
    }

    fn wanted_reader(&self) -> WhileWanted<dyn CardReader> {
        WhileWanted {
            link: self.link.clone(),
            of: Arc::clone(&self.reader),
        }
    }

    fn progress(&self) -> impl Fn(News) + Send + Sync + use<> {
        let link = self.link.clone();
        move |news| link.feed(Outcome::CardNews(news))
    }
}

/// What was typed goes back to the screens if the card never saw it.
fn unsuccessful(fault: CardFault, secret: TypedSecret) -> Tap {
    match fault.tries() {
        Tries::Untouched => Tap::NotPresented(fault, secret),
        Tries::Full | Tries::Left(_) | Tries::Unknown => Tap::Failed(fault),
    }
}

/// Asks the service whether it has a certificate; what it does not say, it does not have.
struct AskingService {
    service: Arc<dyn EligibilityService>,
    challenge: Challenge,
}

#[async_trait]
impl KnownCertificates for AskingService {
    async fn knows(&self, head: CertificateHead) -> bool {
        let request = LookupRequest::new(&self.challenge, head);
        let answer = self.service.knows_certificate(&request).await;
        answer.is_ok_and(|lookup| lookup.known)
    }
}

/// A reader, or a channel, that waits for ever once its tap is not wanted any more.
///
/// Ending a tap aborts its task, which takes effect when the task next waits. An observer that hears of a phase may end the
/// tap in the middle of that very step; without this, the phase's command would still go to the card.
struct WhileWanted<T: ?Sized> {
    link: Link,
    of: Arc<T>,
}

impl<T: ?Sized> WhileWanted<T> {
    async fn wanted(&self) {
        if !self.link.is_newest() {
            // The task is being aborted: it is dropped here.
            std::future::pending().await
        }
    }
}

#[async_trait]
impl CardReader for WhileWanted<dyn CardReader> {
    async fn connect(&self) -> Result<Arc<dyn CardChannel>, LinkError> {
        self.wanted().await;
        let of = self.of.connect().await?;
        let link = self.link.clone();
        let channel: WhileWanted<dyn CardChannel> = WhileWanted { link, of };
        Ok(Arc::new(channel))
    }

    fn antenna(&self) -> Antenna {
        self.of.antenna()
    }
}

#[async_trait]
impl CardChannel for WhileWanted<dyn CardChannel> {
    async fn transceive(&self, command: Vec<u8>) -> Result<Vec<u8>, LinkError> {
        self.wanted().await;
        self.of.transceive(command).await
    }

    fn properties(&self) -> LinkProperties {
        self.of.properties()
    }
}
