//! A card whose application is selected: it is asked for the tries that a secret has left, and then, at most once, the
//! secret is presented.

use std::marker::PhantomData;

use super::{LastTry, News, Reading, other_card, refused, verified::Verified};
use crate::card::{
    CardFault, MatchingNumberB, Phase, Pin,
    apdu::{self, Command},
    exchange::Link,
    names::{AUTHENTICATION_PIN, Application, MATCHING_NUMBER_B, SecretId},
    status::Meaning,
};

/// Whether a secret with so many tries left may be presented now.
pub(super) fn may_present(left: u8, last_try: LastTry) -> Result<(), CardFault> {
    match left {
        0 => Err(CardFault::Blocked),
        1 if last_try == LastTry::Ask => Err(CardFault::LastTryNotAgreed),
        _ => Ok(()),
    }
}

/// A secret that opens an application.
pub(super) trait Opens {
    /// The application in which it is.
    const APPLICATION: Application;
    /// Its place there.
    const ID: SecretId;

    /// What a card without the application is.
    fn without(link: Link<'_>) -> impl Future<Output = CardFault> + Send;
}

impl Opens for Pin {
    const APPLICATION: Application = Application::Jpki;
    const ID: SecretId = AUTHENTICATION_PIN;

    async fn without(link: Link<'_>) -> CardFault {
        other_card::without_jpki(link).await
    }
}

impl Opens for MatchingNumberB {
    const APPLICATION: Application = Application::Surface;
    const ID: SecretId = MATCHING_NUMBER_B;

    async fn without(link: Link<'_>) -> CardFault {
        other_card::without_surface(link).await
    }
}

/// A card whose application for the secret `S` is selected. The secret was not presented.
pub(super) struct Selected<'a, S> {
    link: Link<'a>,
    secret: PhantomData<fn(&S)>,
}

impl<'a, S: Opens> Selected<'a, S> {
    /// Selects; a card without the application is asked what it is instead.
    pub(super) async fn select(reading: &Reading<'a>, mut link: Link<'a>) -> Result<Self, CardFault> {
        let phase = Phase::Select;
        reading.phase(phase);
        let mut answer = link.ask(phase, Command::select(S::APPLICATION)).await?;
        if answer.meaning() == Meaning::NoReasonGiven {
            // Some cards answer so to the first command after power-on, whatever it is. Once, and here only.
            answer = link.ask(phase, Command::select(S::APPLICATION)).await?;
        }
        match answer.meaning() {
            Meaning::Done => Ok(Self {
                link,
                secret: PhantomData,
            }),
            Meaning::NotFound => {
                reading.phase(Phase::IdentifyCard);
                Err(S::without(link).await)
            }
            Meaning::EndOfFile
            | Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::TriesLeft(_)
            | Meaning::Blocked
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(phase, answer.status)),
        }
    }

    /// Asks how many tries are left, and says so. 0: the secret is blocked.
    pub(super) async fn tries_left(&mut self, reading: &Reading<'_>) -> Result<u8, CardFault> {
        let phase = Phase::TriesLeft;
        reading.phase(phase);
        let answer = self.link.ask(phase, Command::tries_left(S::ID)).await?;
        let left = match answer.meaning() {
            Meaning::TriesLeft(left) => left,
            Meaning::Blocked => 0,
            // Every card asked so far answers with a count, even when the secret was presented already.
            Meaning::Done => return Err(CardFault::Malformed { phase }),
            Meaning::EndOfFile
            | Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::NotFound
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => return Err(refused(phase, answer.status)),
        };
        (reading.progress)(News::TriesLeft(left));
        Ok(left)
    }

    /// Presents the secret. Takes the only `Selected`: it cannot be presented again in this tap.
    pub(super) async fn verify(
        mut self,
        reading: &Reading<'_>,
        digits: &[u8],
    ) -> Result<Verified<'a, S>, CardFault> {
        let phase = Phase::Verify;
        reading.phase(phase);
        let answer = self.link.present(apdu::verify(S::ID, digits)).await?;
        match answer.meaning() {
            Meaning::Done => Ok(Verified::new(self.link)),
            Meaning::TriesLeft(left) => {
                (reading.progress)(News::TriesLeft(left));
                Err(CardFault::WrongPin { left })
            }
            Meaning::Blocked => Err(CardFault::Blocked),
            Meaning::EndOfFile
            | Meaning::MoreData(_)
            | Meaning::RightLe(_)
            | Meaning::NotFound
            | Meaning::PastTheEnd
            | Meaning::NoReasonGiven
            | Meaning::OtherRefusal => Err(refused(phase, answer.status)),
        }
    }
}
