//! Hold the card to the reader. Starts with four digits typed; waits for the challenge if it is still on its way, then
//! for the card. Ends with a proof, which goes to the service, or with a notice that says what happened to the tries.

use super::{
    after_tap,
    carried::{Check, PinPad, TypedPin, Visiting},
    cause::Cause,
    effect::{Call, Effect, Tap},
    face::Face,
    parts::Audience,
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    card::{ChallengeMessage, Phase, Tries, session::LastTry},
    eligibility::{Challenge, CheckRequest, ServiceFault},
    text::say,
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum TapScreen {
    /// [`Effect::FetchChallenge`] is under way; the PIN waits here.
    Preparing {
        /// The PIN, and the visit.
        typed: TypedPin,
        /// Whether somebody said that the last try may be spent.
        last_try: LastTry,
    },
    /// [`Effect::ReadCard`] is under way and has the PIN.
    Reading {
        /// The visit.
        visiting: Visiting,
        /// What the card signs.
        challenge: Challenge,
        /// Whether the challenge would be too old for another tap.
        expiring: bool,
        /// How far the tap is.
        phase: Phase,
    },
}

/// The phases in which a card must not be moved, in order; for the bar.
const STEPS: [Phase; 5] = [
    Phase::Select,
    Phase::TriesLeft,
    Phase::Verify,
    Phase::ReadCertificate,
    Phase::Sign,
];

/// Hold the card to the reader.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TapView {
    /// What to do with the card.
    pub lead: String,
    /// How far it is, in words.
    pub progress: String,
    /// Steps done, for a bar; of [`TapView::steps`].
    pub done: u32,
    /// Steps in all.
    pub steps: u32,
    /// Advice for a card that does not answer.
    pub advice: String,
}

impl TapScreen {
    /// Waits for a challenge that is on its way already.
    pub(super) fn prepare(typed: TypedPin) -> Turn<Self> {
        Turn::stay(Self::Preparing {
            typed,
            last_try: LastTry::Ask,
        })
    }

    /// Starts a tap, or asks for the challenge it needs.
    pub(super) fn start(typed: TypedPin, last_try: LastTry) -> Turn<Self> {
        let TypedPin {
            visiting,
            challenge: Some(challenge),
            pin,
        } = typed
        else {
            let fetch = Effect::FetchChallenge(typed.visiting.mode);
            return Turn::stay(Self::Preparing { typed, last_try }).and(fetch);
        };
        let message = ChallengeMessage::new(&visiting.settings.institution, visiting.mode, &challenge.nonce);
        let reading = Self::Reading {
            visiting,
            challenge,
            expiring: false,
            phase: Phase::Waiting,
        };
        Turn::stay(reading).and(Effect::ReadCard {
            pin,
            message,
            last_try,
        })
    }

    /// The challenge came, or did not.
    pub(super) fn challenge(self, answer: Result<Challenge, ServiceFault>) -> Turn<Self> {
        let Self::Preparing { typed, last_try } = self else {
            return Turn::Stale(self);
        };
        match answer {
            Ok(challenge) => {
                let watch = Effect::watch(&challenge);
                let challenge = Some(challenge);
                Self::start(TypedPin { challenge, ..typed }, last_try).and(watch)
            }
            Err(fault) => {
                Turn::notice(Cause::Service(fault), Resume::Prepare(typed, last_try)).and(Effect::watch_pin())
            }
        }
    }

    /// The tap has come so far.
    pub(super) fn phase(mut self, now: Phase) -> Turn<Self> {
        match &mut self {
            Self::Reading { phase, .. } => *phase = now,
            Self::Preparing { .. } => return Turn::Stale(self),
        }
        Turn::stay(self)
    }

    /// The challenge is good for this tap and no other.
    pub(super) fn challenge_expiring(mut self) -> Turn<Self> {
        match &mut self {
            Self::Reading { expiring, .. } => *expiring = true,
            Self::Preparing { .. } => return Turn::Stale(self),
        }
        Turn::stay(self)
    }

    /// The tap ended.
    pub(super) fn ended(self, tap: Tap) -> Turn<Self> {
        let Self::Reading {
            visiting,
            challenge,
            expiring,
            ..
        } = self
        else {
            return Turn::Stale(self);
        };
        let still_good = |challenge| (!expiring).then_some(challenge);
        match tap {
            Tap::Proved(proof) => {
                let request = CheckRequest::new(&challenge, &proof);
                Turn::to(Way::Check(Check { visiting, request })).and(Effect::Stop(Call::ChallengeWatch))
            }
            Tap::NotPresented(fault, pin) => {
                let typed = TypedPin {
                    visiting,
                    challenge: still_good(challenge),
                    pin,
                };
                let turn = Turn::notice(Cause::Card(fault), after_tap::not_presented(fault, typed));
                // Without a challenge nothing else says when the PIN has waited long enough.
                if expiring {
                    turn.and(Effect::watch_pin())
                } else {
                    turn
                }
            }
            Tap::Failed(fault) => {
                let resume = after_tap::presented(fault, visiting, still_good(challenge));
                Turn::notice(Cause::Card(fault), resume)
            }
        }
    }

    pub(super) fn back(self) -> Turn<Self> {
        let tries = self.tries();
        match self {
            Self::Preparing { typed, .. } => Turn::to(Way::PinAwaiting(typed.visiting)),
            Self::Reading {
                visiting,
                challenge,
                expiring,
                ..
            } => {
                let pad = PinPad::new(visiting, (!expiring).then_some(challenge), tries);
                Turn::to(Way::Pin(pad)).and(Effect::Stop(Call::Card))
            }
        }
    }

    /// What the tap has done to the tries by now, if it has come so far: each phase is said before it begins.
    pub(super) fn tries(&self) -> Option<Tries> {
        match self {
            Self::Preparing { .. } => None,
            Self::Reading { phase, .. } => match phase {
                Phase::Waiting | Phase::Select | Phase::IdentifyCard | Phase::TriesLeft => None,
                Phase::Verify => Some(Tries::Unknown),
                Phase::ReadSurface | Phase::SignSurface | Phase::ReadCertificate | Phase::Sign => {
                    Some(Tries::Full)
                }
            },
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Preparing { typed, .. } => &typed.visiting,
            Self::Reading { visiting, .. } => visiting,
        }
    }

    pub(super) fn face(&self) -> Face<TapView> {
        let (lead, progress, done) = match self {
            Self::Preparing { .. } => (say("tap-preparing-lead"), say("tap-preparing"), 0),
            Self::Reading { phase, .. } => {
                let done = STEPS.iter().position(|step| step == phase).unwrap_or(0) as u32;
                let lead = if *phase == Phase::Waiting {
                    say("tap-lead")
                } else {
                    say("tap-hold")
                };
                (lead, progress(*phase), done)
            }
        };
        Face {
            heading: say("tap-heading"),
            audience: Audience::Staff,
            step: None,
            view: TapView {
                lead,
                progress,
                done,
                steps: STEPS.len() as u32,
                advice: say("tap-advice"),
            },
            back: true,
            cancel: true,
        }
    }
}

fn progress(phase: Phase) -> String {
    match phase {
        Phase::Waiting => say("tap-waiting"),
        Phase::Select | Phase::IdentifyCard | Phase::TriesLeft => say("tap-found"),
        Phase::Verify => say("tap-verifying"),
        Phase::ReadSurface | Phase::ReadCertificate => say("tap-reading"),
        Phase::SignSurface | Phase::Sign => say("tap-signing"),
    }
}
