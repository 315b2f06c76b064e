//! What the screens ask of the outside, and what comes back. Effects are data; [`super::runtime`] performs them.

use std::time::Duration;

use super::care_mode::CareMode;
use crate::{
    card::{
        CardFault, CardProof, ChallengeMessage, MatchingNumberB, News, Pin, Secret, SurfaceReading,
        session::{LastTry, Limits},
    },
    consent::{Receipt, RegistrationRequest, RevocationRequest, StandingConsent},
    eligibility::{Challenge, CheckRequest, ClinicSettings, Eligibility, ServiceFault, date::Date},
};

/// Something to do outside. Each belongs to a [`Call`]; starting one ends an earlier one of the same call, whose
/// outcome then never comes. So an outcome always answers the newest effect of its call.
#[derive(Clone, PartialEq, Eq)]
pub enum Effect {
    /// Ask for the clinic's settings. Answered by [`Outcome::Settings`].
    FetchSettings,
    /// Ask for a challenge. Answered by [`Outcome::Challenge`].
    FetchChallenge(CareMode),
    /// Say when a challenge becomes too old for another tap, and a PIN typed for it with it. Answered by [`Outcome::ChallengeExpiring`].
    WatchChallenge(Duration),
    /// Read a card, with the PIN. Answered by any number of [`Outcome::CardNews`], then by [`Outcome::Card`].
    ReadCard {
        /// The typed PIN. It is moved: the screens have no copy of it.
        pin: Pin,
        /// What the card is to sign.
        message: ChallengeMessage,
        /// Whether somebody said that the last try may be spent.
        last_try: LastTry,
        /// Under which the service is asked whether it has the certificate.
        challenge: Challenge,
        /// How much of the certificate is wanted.
        certificate: Wanted,
    },
    /// Read a card, with 照合番号B and without the PIN. Answered as [`Effect::ReadCard`] is.
    ReadSurface {
        /// The typed number. It is moved: the screens have no copy of it.
        number: MatchingNumberB,
        /// What the card is to sign.
        message: ChallengeMessage,
        /// Whether somebody said that the last try may be spent.
        last_try: LastTry,
        /// The day by which the card's own expiry is judged.
        today: Date,
    },
    /// Ask a card how many tries are left, and present nothing to it. Answered as [`Effect::ReadCard`] is.
    AskTries(Secret),
    /// Ask for the eligibility. Answered by [`Outcome::Check`].
    Check(CheckRequest),
    /// Register. Answered by [`Outcome::Registration`].
    Register(Box<RegistrationRequest>),
    /// Revoke. Answered by [`Outcome::Revocation`].
    Revoke(Box<RevocationRequest>),
    /// End a call: its outcome is not wanted any more.
    Stop(Call),
}

/// A line of work outside, of which at most one piece is under way.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Call {
    /// [`Effect::FetchSettings`].
    Settings,
    /// [`Effect::FetchChallenge`].
    Challenge,
    /// [`Effect::WatchChallenge`].
    ChallengeWatch,
    /// [`Effect::ReadCard`], [`Effect::ReadSurface`] and [`Effect::AskTries`].
    Card,
    /// [`Effect::Check`].
    Check,
    /// [`Effect::Register`].
    Registration,
    /// [`Effect::Revoke`].
    Revocation,
}

/// How long a typed PIN, or a portrait, waits for somebody to go on, where no challenge sets the time.
const PIN_LIFE: Duration = Duration::from_secs(5 * 60);

impl Effect {
    /// Asks to be told in time before a challenge is too old for a tap that starts then. A challenge that lives no
    /// longer than two taps is used for half its life.
    pub(super) fn watch(challenge: &Challenge) -> Self {
        let life = Duration::from_secs(challenge.expires_in.into());
        let margin = (Limits::default().card * 2).min(life / 2);
        Self::WatchChallenge(life - margin)
    }

    /// Asks to be told when a PIN, or a portrait, that waits without a challenge has waited long enough.
    pub(super) fn watch_pin() -> Self {
        Self::WatchChallenge(PIN_LIFE)
    }

    /// The call it belongs to.
    pub fn call(&self) -> Call {
        match self {
            Self::FetchSettings => Call::Settings,
            Self::FetchChallenge(_) => Call::Challenge,
            Self::WatchChallenge(_) => Call::ChallengeWatch,
            Self::ReadCard { .. } | Self::ReadSurface { .. } | Self::AskTries(_) => Call::Card,
            Self::Check(_) => Call::Check,
            Self::Register(_) => Call::Registration,
            Self::Revoke(_) => Call::Revocation,
            Self::Stop(call) => *call,
        }
    }
}

/// What came back.
#[derive(Clone, PartialEq, Eq)]
pub enum Outcome {
    /// The clinic's settings.
    Settings(Result<ClinicSettings, ServiceFault>),
    /// A challenge.
    Challenge(Result<Challenge, ServiceFault>),
    /// The challenge is about to be too old.
    ChallengeExpiring,
    /// The tap has come so far, or the card has said something.
    CardNews(News),
    /// The tap ended.
    Card(Tap),
    /// The eligibility.
    Check(Result<Eligibility, ServiceFault>),
    /// The registration's receipt.
    Registration(Box<Result<Receipt, ServiceFault>>),
    /// What stands after the revocation.
    Revocation(Box<Result<StandingConsent, ServiceFault>>),
}

/// How a tap ended.
#[derive(Clone, PartialEq, Eq)]
pub enum Tap {
    /// With a proof. The PIN was presented and is gone.
    Proved(CardProof),
    /// With the portrait, and what proves it. 照合番号B was presented and is gone.
    Seen(Box<SurfaceReading>),
    /// With the count that was asked for.
    TriesLeft(u8),
    /// With a fault after the PIN or 照合番号B was presented, or may have been, and is gone; or there was none to present.
    Failed(CardFault),
    /// With a fault before it was presented: here it is back, for another tap.
    NotPresented(CardFault, TypedSecret),
}

/// What a tap presents. `Clone` and no `Debug`: it cannot be printed by mistake.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum TypedSecret {
    /// The PIN.
    Pin(Pin),
    /// 照合番号B.
    Number(MatchingNumberB),
}

impl TypedSecret {
    /// Which it is.
    pub fn kind(&self) -> Secret {
        match self {
            Self::Pin(_) => Secret::Pin,
            Self::Number(_) => Secret::MatchingNumberB,
        }
    }
}

impl From<Pin> for TypedSecret {
    fn from(pin: Pin) -> Self {
        Self::Pin(pin)
    }
}

impl From<MatchingNumberB> for TypedSecret {
    fn from(number: MatchingNumberB) -> Self {
        Self::Number(number)
    }
}

/// How much of a certificate a tap reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Wanted {
    /// What names it, and the rest only if the service does not have it.
    IfUnknown,
    /// All of it: what only named it did not do.
    Whole,
}

impl Outcome {
    /// The call that it answers.
    pub fn call(&self) -> Call {
        match self {
            Self::Settings(_) => Call::Settings,
            Self::Challenge(_) => Call::Challenge,
            Self::ChallengeExpiring => Call::ChallengeWatch,
            Self::CardNews(_) | Self::Card(_) => Call::Card,
            Self::Check(_) => Call::Check,
            Self::Registration(_) => Call::Registration,
            Self::Revocation(_) => Call::Revocation,
        }
    }

    /// Its name, for logs: whether it went well, and nothing of what it holds.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Settings(Ok(_)) => "settings",
            Self::Settings(Err(_)) => "no settings",
            Self::Challenge(Ok(_)) => "challenge",
            Self::Challenge(Err(_)) => "no challenge",
            Self::ChallengeExpiring => "challenge expiring",
            Self::CardNews(News::Phase(_)) => "card phase",
            Self::CardNews(News::TriesLeft(_)) | Self::Card(Tap::TriesLeft(_)) => "tries left",
            Self::Card(Tap::Proved(_)) => "card proof",
            Self::Card(Tap::Seen(_)) => "card surface",
            Self::Card(Tap::Failed(_) | Tap::NotPresented(..)) => "no card proof",
            Self::Check(Ok(_)) => "eligibility",
            Self::Check(Err(_)) => "no eligibility",
            Self::Registration(answer) if answer.is_ok() => "receipt",
            Self::Registration(_) => "no receipt",
            Self::Revocation(answer) if answer.is_ok() => "what stands",
            Self::Revocation(_) => "no revocation",
        }
    }
}
