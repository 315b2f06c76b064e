//! One tap: from a card in the field to its certificate and a signed challenge.
//!
//! The shortest way with short APDUs, and the question for the tries left, which spends none:
//!
//! ```text
//! SELECT JPKI | tries left? | VERIFY | READ BINARY x7 | SIGN          11 exchanges for a 1590-byte
//! certificate
//! ```
//!
//! The stages are types, and each is used up by the next: `Selected::verify` takes the only `Selected`, so
//! VERIFY cannot be sent twice. Nothing holds on to a stage across a failure; whoever wants to try again
//! starts over, with a new [`read_card`] and a PIN that somebody typed.
//!
//! The future may be dropped at any await. That drops the channel, which releases the card; no task goes on.

use std::{sync::Arc, time::Duration};

use sha2::{Digest, Sha256};
use tokio::time::timeout;
use tracing::{debug, info};

use crate::eligibility::date::Date;

use super::{
    CardChannel, CardFault, CardProof, CardReader, CertificateRead, ChallengeMessage, Generations,
    KnownCertificates, LinkError, MatchingNumberB, News, NoneKnown, OtherCard, Phase, Pin, Secret,
    SurfaceReading,
    apdu::{self, Answer, Command, END_OF_OFFSETS, MOST_DATA},
    certificate::{self, announced_length},
    exchange::Link,
    pin::PIN_LENGTH,
    status::Meaning,
};

#[cfg(test)]
mod faults;
#[cfg(test)]
mod happy_path;
#[cfg(test)]
mod quirks;
#[cfg(test)]
mod rubbish;
#[cfg(test)]
mod scripted;

/// Whether the last PIN try may be spent.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum LastTry {
    /// Nobody said so: stop with [`CardFault::LastTryNotAgreed`] when only one is left.
    Ask,
    /// Somebody was asked, and agreed.
    Agreed,
}

/// How long to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// For a card to come.
    pub card: Duration,
    /// For the answer to one command. Signing is the slowest, and a phone may have to wait for it for some
    /// seconds.
    pub answer: Duration,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            card: Duration::from_secs(60),
            answer: Duration::from_secs(5),
        }
    }
}

/// The lengths that a signature may have, in bytes: 96 for ECDSA with P-384, which the next card is announced
/// to have, to 512 for RSA-4096. Today's cards give 256 (RSA-2048). Whether it is the right length for the
/// certificate's key, the service finds by verifying it.
const SIGNATURE_LENGTHS: std::ops::RangeInclusive<usize> = 96..=512;

/// What every tap needs.
#[derive(Clone, Copy)]
pub struct Reading<'a> {
    /// Where the card comes.
    pub reader: &'a dyn CardReader,
    /// How long to wait.
    pub limits: &'a Limits,
    /// What was learnt of cards' lengths. It should live as long as the program.
    pub generations: &'a Generations,
    /// Is told the news of the tap as they come; it must return at once.
    pub progress: &'a (dyn Fn(News) + Send + Sync),
}

impl Reading<'_> {
    /// Waits for a card, presents the PIN, reads the user-authentication certificate (利用者証明用電子証明書) and has the
    /// card sign `message`.
    ///
    /// # Errors
    ///
    /// Every [`CardFault`]; [`CardFault::tries`] says what it did to the PIN's tries.
    pub async fn with_pin(
        &self,
        pin: &Pin,
        message: &ChallengeMessage,
        last_try: LastTry,
        _known: &dyn KnownCertificates,
    ) -> Result<CardProof, CardFault> {
        let digits = pin.complete().ok_or(CardFault::PinIncomplete)?;
        let hash = Sha256::digest(message.as_bytes()).into();

        self.phase(Phase::Waiting);
        let channel = wait_for_card(self.reader, self.limits.card).await?;

        self.phase(Phase::Select);
        let mut selected = Selected::select(Link::new(channel, self.limits.answer)).await?;

        self.phase(Phase::TriesLeft);
        selected.may_present(last_try).await?;

        self.phase(Phase::Verify);
        let mut verified = selected.verify(digits).await?;

        self.phase(Phase::ReadCertificate);
        let certificate = verified.read_certificate().await?;

        self.phase(Phase::Sign);
        let signature = verified.sign(&hash).await?;

        info!("the card has signed");
        Ok(CardProof {
            certificate: CertificateRead::Whole(certificate),
            signature,
        })
    }

    /// Waits for a card, opens its surface application with 照合番号B, reads the portrait and what proves it, and the
    /// certificate.
    ///
    /// # Errors
    ///
    /// Every [`CardFault`]; [`CardFault::tries`] says what it did to the tries of 照合番号B.
    pub async fn without_pin(
        &self,
        number: &MatchingNumberB,
        _message: &ChallengeMessage,
        _last_try: LastTry,
        _today: Date,
    ) -> Result<SurfaceReading, CardFault> {
        number.complete().ok_or(CardFault::NumberIncomplete)?;
        Err(CardFault::NoCardInTime)
    }

    /// Waits for a card and asks it how many tries a secret has left. Presents nothing.
    ///
    /// # Errors
    ///
    /// [`CardFault`]s before VERIFY; [`CardFault::Blocked`] does not occur: it is 0 tries.
    pub async fn tries_left(&self, _secret: Secret) -> Result<u8, CardFault> {
        Err(CardFault::NoCardInTime)
    }

    fn phase(&self, phase: Phase) {
        (self.progress)(News::Phase(phase));
    }
}

/// [`Reading::with_pin`], of a card of which nothing is known.
///
/// # Errors
///
/// As there.
pub async fn read_card(
    reader: &dyn CardReader,
    pin: &Pin,
    message: &ChallengeMessage,
    last_try: LastTry,
    limits: &Limits,
    progress: &(dyn Fn(Phase) + Send + Sync),
) -> Result<CardProof, CardFault> {
    let reading = Reading {
        reader,
        limits,
        generations: &Generations::default(),
        progress: &|news| match news {
            News::Phase(phase) => progress(phase),
            News::TriesLeft(_) => {}
        },
    };
    reading.with_pin(pin, message, last_try, &NoneKnown).await
}

async fn wait_for_card(reader: &dyn CardReader, limit: Duration) -> Result<Arc<dyn CardChannel>, CardFault> {
    let phase = Phase::Waiting;
    let connected = timeout(limit, reader.connect())
        .await
        .map_err(|_| CardFault::NoCardInTime)?;
    connected.map_err(|error| {
        debug!(?phase, %error, "no card");
        match error {
            LinkError::CardGone => CardFault::Lost { phase },
            LinkError::Mute => CardFault::Silent { phase },
            LinkError::Collision => CardFault::Collision,
            LinkError::OtherTechnology => CardFault::NotMyNumberCard {
                card: OtherCard::TransitCard,
            },
            LinkError::NoReader
            | LinkError::ReaderGone
            | LinkError::Busy
            | LinkError::NoService
            | LinkError::Failed => CardFault::Reader(error),
        }
    })
}

/// A card whose JPKI application is selected. The PIN was not presented.
struct Selected(Link);

/// A card that accepted the PIN.
struct Verified(Link);

impl Selected {
    async fn select(mut link: Link) -> Result<Self, CardFault> {
        let phase = Phase::Select;
        let mut answer = link.ask(phase, Command::select_jpki()).await?;
        if answer.meaning() == Meaning::NoReasonGiven {
            // Some cards answer so to the first command after power-on, whatever it is. Once, and here only.
            answer = link.ask(phase, Command::select_jpki()).await?;
        }
        match answer.meaning() {
            Meaning::Done => Ok(Self(link)),
            Meaning::NotFound => Err(CardFault::NotMyNumberCard {
                card: OtherCard::Unknown,
            }),
            Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::TriesLeft(_)
            | Meaning::Blocked
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(phase, &answer)),
        }
    }

    /// Asks how many tries are left, which spends none, and stops unless the PIN may be presented.
    async fn may_present(&mut self, last_try: LastTry) -> Result<(), CardFault> {
        let phase = Phase::TriesLeft;
        let answer = self.0.ask(phase, Command::tries_left()).await?;
        match (answer.meaning(), last_try) {
            (Meaning::TriesLeft(0) | Meaning::Blocked, _) => Err(CardFault::Blocked),
            (Meaning::TriesLeft(1), LastTry::Ask) => Err(CardFault::LastTryNotAgreed),
            (Meaning::TriesLeft(_), _) => Ok(()),
            // Not a refusal, but no count either. [I] A card might say so when the PIN was already presented
            // to it. How many tries a wrong one would leave is then unknown, so none is presented.
            (Meaning::Done, _) => Err(CardFault::Malformed { phase }),
            (
                Meaning::MoreData(_)
                | Meaning::RightLe(_)
                | Meaning::NotFound
                | Meaning::PastTheEnd
                | Meaning::NoReasonGiven
                | Meaning::OtherRefusal,
                _,
            ) => Err(refused(phase, &answer)),
        }
    }

    /// Presents the PIN: the only place where VERIFY is sent.
    async fn verify(mut self, digits: &[u8; PIN_LENGTH]) -> Result<Verified, CardFault> {
        let answer = self.0.present(apdu::verify(digits)).await?;
        match answer.meaning() {
            Meaning::Done => Ok(Verified(self.0)),
            Meaning::TriesLeft(left) => Err(CardFault::WrongPin { left }),
            Meaning::Blocked => Err(CardFault::Blocked),
            Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::NotFound
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(Phase::Verify, &answer)),
        }
    }
}

impl Verified {
    /// Reads the certificate: as much as one answer holds, from which its length is known, then the rest of
    /// exactly that length. A card may answer with less than was asked for, but not with nothing.
    async fn read_certificate(&mut self) -> Result<Vec<u8>, CardFault> {
        const { assert!(certificate::LONGEST < END_OF_OFFSETS) };
        let malformed = CardFault::Malformed {
            phase: Phase::ReadCertificate,
        };
        let mut certificate = self.read(Command::read_certificate(), MOST_DATA).await?;
        let length = announced_length(&certificate).ok_or(malformed)?;
        certificate.truncate(length);
        while certificate.len() < length {
            let wanted = (length - certificate.len()).min(MOST_DATA);
            let piece = self
                .read(Command::read_on(certificate.len(), wanted), wanted)
                .await?;
            certificate.extend(piece);
        }
        Ok(certificate)
    }

    async fn read(&mut self, command: Command, most: usize) -> Result<Vec<u8>, CardFault> {
        let phase = Phase::ReadCertificate;
        let answer = self.0.ask(phase, command).await?;
        match answer.meaning() {
            Meaning::Done if (1..=most).contains(&answer.data.len()) => Ok(answer.data),
            // The file ends before the length that its own first bytes announce.
            Meaning::Done | Meaning::PastTheEnd => Err(CardFault::Malformed { phase }),
            Meaning::NotFound => Err(CardFault::NoCertificate),
            Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::TriesLeft(_)
            | Meaning::Blocked
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(phase, &answer)),
        }
    }

    async fn sign(&mut self, hash: &[u8; 32]) -> Result<Vec<u8>, CardFault> {
        let phase = Phase::Sign;
        let answer = self.0.ask(phase, Command::sign_sha_256(hash)).await?;
        match answer.meaning() {
            Meaning::Done if SIGNATURE_LENGTHS.contains(&answer.data.len()) => Ok(answer.data),
            Meaning::Done => Err(CardFault::Malformed { phase }),
            Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::TriesLeft(_)
            | Meaning::Blocked
            | Meaning::NotFound
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(phase, &answer)),
        }
    }
}

fn refused(phase: Phase, answer: &Answer) -> CardFault {
    CardFault::Refused {
        phase,
        status: answer.status.code(),
    }
}
