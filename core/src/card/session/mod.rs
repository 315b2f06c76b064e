//! One tap: from a card in the field to what it was tapped for. [`Reading`] has the three ways:
//!
//! ```text
//! with the PIN      SELECT JPKI | tries left? | VERIFY | READ certificate | SIGN
//!   extended length   5 exchanges, the certificate whole in one of them
//!   short             5 for a certificate that the service has: its first 256 bytes name it, and the service is asked
//!                     while the card signs. Else the rest is read after SIGN: 11 for one of 1590 bytes
//! without the PIN   SELECT surface | tries left? | VERIFY | READ record | READ its issuer's certificate | SIGN |
//!                   SELECT JPKI | READ certificate
//!   extended length   8 exchanges
//!   short             5, and one for each 256 bytes of record and certificates: 27 for a record of 3070 bytes
//! tries left        SELECT | tries left?
//! ```
//!
//! Where extended length is refused, that costs one exchange, once for each generation of cards
//! ([`Generations`]).
//!
//! The stages are types, and each is used up by the next: `Selected::verify` takes the only `Selected`, so VERIFY
//! cannot be sent twice, whichever secret it presents. Nothing holds on to a stage across a failure; whoever wants to
//! try again starts over, with a secret that somebody typed.
//!
//! A card that does not have the application is asked what it is (`other_card`).
//!
//! Where a card may come back under the same search ([`Antenna::IPhone`]), one that left before its secret was presented is
//! waited for again, until the time for the first is over, and asked anew from SELECT on (`Reading::ready`).
//!
//! The future may be dropped at any await. That drops the channel, which releases the card; no task goes on, but for
//! the decoding of a portrait, which ends by itself.

use std::time::Duration;

use sha2::{Digest, Sha256};
use tokio::time::Instant;
use tracing::{debug, info};

use self::{
    connect::wait_for_card,
    selected::{Opens, Selected, may_present},
};
use super::{
    Antenna, CardFault, CardProof, CardReader, ChallengeMessage, Generations, KnownCertificates,
    MatchingNumberB, News, Phase, Pin, Secret, SurfaceReading, exchange::Link, status::StatusWord,
};
use crate::eligibility::date::Date;

mod certificate_read;
mod connect;
mod file_read;
mod other_card;
mod selected;
mod surface;
mod verified;

#[cfg(test)]
mod broke_off;
#[cfg(test)]
mod comes_back;
#[cfg(test)]
mod extended_length;
#[cfg(test)]
mod faults;
#[cfg(test)]
mod happy_path;
#[cfg(test)]
mod known_certificate;
#[cfg(test)]
mod other_cards;
#[cfg(test)]
mod quirks;
#[cfg(test)]
mod rubbish;
#[cfg(test)]
mod scripted;
#[cfg(test)]
mod surface_faults;
#[cfg(test)]
mod surface_tap;
#[cfg(test)]
mod tries_left;

/// Whether the last try of a secret may be spent.
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

impl Limits {
    /// Those of a reader with this antenna. An iPhone's sheet is closed after 60 s: with 20 for the card, and 5 for each of the
    /// commands before it, VERIFY has its answer long before that.
    pub fn of(antenna: Antenna) -> Self {
        let limits = Self::default();
        match antenna {
            Antenna::IPhone => Self {
                card: Duration::from_secs(20),
                ..limits
            },
            Antenna::Reader | Antenna::UpperEdge | Antenna::Middle | Antenna::Unknown => limits,
        }
    }
}

/// The most commands of one tap that are not VERIFY. With the PIN it needs 10; [`super::certificate::LONGEST`] in
/// pieces of 128 bytes, every one announced by 61xx, would need 68. A card that asks for more is leading us in circles.
const MOST_COMMANDS: u32 = 80;
/// The same without the PIN: a record as long as offsets reach, in pieces of 256 bytes, every one announced by 61xx,
/// and the two certificates.
const MOST_COMMANDS_WITHOUT_PIN: u32 = 360;

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
    /// Waits for a card, presents the PIN, reads the user-authentication certificate (利用者証明用電子証明書) and has its key
    /// sign `message`. VERIFY is sent at most once, and not at all when the card has no try left, or one and
    /// `last_try` is [`LastTry::Ask`].
    ///
    /// The certificate is read whole unless `known` knows it. Needs a tokio runtime with its clock enabled.
    ///
    /// # Errors
    ///
    /// [`CardFault`]; [`CardFault::tries`] says what it did to the PIN's tries.
    pub async fn with_pin(
        &self,
        pin: &Pin,
        message: &ChallengeMessage,
        last_try: LastTry,
        known: &dyn KnownCertificates,
    ) -> Result<CardProof, CardFault> {
        let digits = pin.complete().ok_or(CardFault::PinIncomplete)?;
        let (selected, left) = self.ready::<Pin>(MOST_COMMANDS).await?;
        may_present(left, last_try)?;
        let verified = selected.verify(self, digits).await?;
        let proof = verified.prove(self, &hash(message), known).await?;
        info!("the card has signed");
        Ok(proof)
    }

    /// Waits for a card, opens its surface application (券面事項確認) with 照合番号B, reads the portrait and what proves that
    /// the card is genuine, has the application's own key sign `message`, and reads the user-authentication
    /// certificate. VERIFY is sent at most once, as with the PIN.
    ///
    /// `today` is the day in Japan, as the service says it. Needs a tokio runtime with its clock enabled.
    ///
    /// # Errors
    ///
    /// [`CardFault`]; [`CardFault::tries`] says what it did to the tries of 照合番号B.
    pub async fn without_pin(
        &self,
        number: &MatchingNumberB,
        message: &ChallengeMessage,
        last_try: LastTry,
        today: Date,
    ) -> Result<SurfaceReading, CardFault> {
        let digits = number.complete().ok_or(CardFault::NumberIncomplete)?;
        let (selected, left) = self.ready::<MatchingNumberB>(MOST_COMMANDS_WITHOUT_PIN).await?;
        may_present(left, last_try)?;
        let verified = selected.verify(self, digits).await?;
        let reading = verified.prove(self, &hash(message), today).await?;
        info!("the card has shown its surface and signed");
        Ok(reading)
    }

    /// Waits for a card and asks it how many tries a secret has left, 0 if it is blocked. Presents nothing: two
    /// exchanges.
    ///
    /// # Errors
    ///
    /// The [`CardFault`]s that occur before VERIFY; all leave the tries untouched.
    pub async fn tries_left(&self, secret: Secret) -> Result<u8, CardFault> {
        Ok(match secret {
            Secret::Pin => self.ready::<Pin>(MOST_COMMANDS).await?.1,
            Secret::MatchingNumberB => self.ready::<MatchingNumberB>(MOST_COMMANDS).await?.1,
        })
    }

    /// A card whose application is selected, and how many tries the secret has left. A card that leaves before that may come
    /// back, if this reader's may, until the time for it is over.
    async fn ready<S: Opens>(&self, most_commands: u32) -> Result<(Selected<'_, S>, u8), CardFault> {
        let until = Instant::now() + self.limits.card;
        let mut lost = None;
        loop {
            match self.asked::<S>(most_commands, until).await {
                Err(fault) if self.may_come_back(fault) && Instant::now() < until => {
                    debug!(%fault, "it may come back");
                    lost = Some(fault);
                }
                // It did not: that it left says more.
                Err(CardFault::NoCardInTime) => return Err(lost.unwrap_or(CardFault::NoCardInTime)),
                asked => return asked,
            }
        }
    }

    async fn asked<S: Opens>(
        &self,
        most_commands: u32,
        until: Instant,
    ) -> Result<(Selected<'_, S>, u8), CardFault> {
        self.phase(Phase::Waiting);
        let channel = wait_for_card(self.reader, until).await?;
        let link = Link::new(channel, self.limits.answer, self.generations, most_commands);
        let mut selected = Selected::select(self, link).await?;
        let left = selected.tries_left(self).await?;
        Ok((selected, left))
    }

    /// Whether this is a card that left, of which another connection may be had without anybody's press. While it was waited
    /// for, the reader itself has given up.
    fn may_come_back(&self, fault: CardFault) -> bool {
        let left = match fault {
            CardFault::Lost { phase } => phase != Phase::Waiting,
            _ => false,
        };
        left && self.reader.antenna() == Antenna::IPhone
    }

    fn phase(&self, phase: Phase) {
        (self.progress)(News::Phase(phase));
    }
}

fn hash(message: &ChallengeMessage) -> [u8; 32] {
    Sha256::digest(message.as_bytes()).into()
}

fn refused(phase: Phase, status: StatusWord) -> CardFault {
    CardFault::Refused {
        phase,
        status: status.code(),
    }
}
