//! Hold the card to the reader. Starts with four digits typed; waits for the challenge if it is still on its way, then
//! for the card. Ends with a proof, which goes to the service, or with a notice that says what happened to the tries.

use super::{
    after_tap,
    cause::Cause,
    checking::Checking,
    effect::{Call, Effect, Tap},
    face::Face,
    model::{Stage, Turn, Visiting},
    notice::Notice,
    parts::Audience,
    pin::PinPad,
    resume::Resume,
};
use crate::{
    card::{ChallengeMessage, Phase, Pin, Tries, session::LastTry},
    eligibility::{Challenge, ServiceFault},
    text::say,
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum TapScreen {
    /// [`Effect::FetchChallenge`] is under way; the PIN waits here.
    Preparing {
        /// The visit.
        visiting: Visiting,
        /// The PIN.
        pin: Pin,
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
    pub(super) fn prepare(visiting: Visiting, pin: Pin) -> Turn {
        Turn::to(Stage::Tap(Self::Preparing {
            visiting,
            pin,
            last_try: LastTry::Ask,
        }))
    }

    /// Starts a tap, or asks for the challenge it needs.
    pub(super) fn start(
        visiting: Visiting,
        challenge: Option<Challenge>,
        pin: Pin,
        last_try: LastTry,
    ) -> Turn {
        let Some(challenge) = challenge else {
            let fetch = Effect::FetchChallenge(visiting.mode);
            return Turn::Go(
                Stage::Tap(Self::Preparing {
                    visiting,
                    pin,
                    last_try,
                }),
                vec![fetch],
            );
        };
        let message = ChallengeMessage::new(&visiting.settings.institution, visiting.mode, &challenge.nonce);
        let reading = Self::Reading {
            visiting,
            challenge,
            expiring: false,
            phase: Phase::Waiting,
        };
        Turn::Go(
            Stage::Tap(reading),
            vec![Effect::ReadCard {
                pin,
                message,
                last_try,
            }],
        )
    }

    /// The challenge came, or did not.
    pub(super) fn challenge(self, answer: Result<Challenge, ServiceFault>) -> Turn {
        match (self, answer) {
            (
                Self::Preparing {
                    visiting,
                    pin,
                    last_try,
                },
                Ok(challenge),
            ) => {
                let watch = Effect::watch(&challenge);
                Self::start(visiting, Some(challenge), pin, last_try).and(watch)
            }
            (
                Self::Preparing {
                    visiting,
                    pin,
                    last_try,
                },
                Err(fault),
            ) => Notice::turn(
                Cause::Service(fault),
                Resume::Prepare {
                    visiting,
                    pin,
                    last_try,
                },
            )
            .and(Effect::watch_pin()),
            (reading @ Self::Reading { .. }, _) => Turn::Stale(Stage::Tap(reading)),
        }
    }

    /// The tap has come so far.
    pub(super) fn phase(self, phase: Phase) -> Turn {
        match self {
            Self::Reading {
                visiting,
                challenge,
                expiring,
                ..
            } => Turn::to(Stage::Tap(Self::Reading {
                visiting,
                challenge,
                expiring,
                phase,
            })),
            preparing @ Self::Preparing { .. } => Turn::Stale(Stage::Tap(preparing)),
        }
    }

    /// The challenge is good for this tap and no other.
    pub(super) fn challenge_expiring(self) -> Turn {
        match self {
            Self::Reading {
                visiting,
                challenge,
                phase,
                ..
            } => Turn::to(Stage::Tap(Self::Reading {
                visiting,
                challenge,
                expiring: true,
                phase,
            })),
            preparing @ Self::Preparing { .. } => Turn::Stale(Stage::Tap(preparing)),
        }
    }

    /// The tap ended.
    pub(super) fn ended(self, tap: Tap) -> Turn {
        let Self::Reading {
            visiting,
            challenge,
            expiring,
            ..
        } = self
        else {
            return Turn::Stale(Stage::Tap(self));
        };
        let still_good = |challenge| (!expiring).then_some(challenge);
        match tap {
            Tap::Proved(proof) => {
                Checking::start(visiting, &challenge, &proof).and(Effect::Stop(Call::ChallengeWatch))
            }
            Tap::NotPresented(fault, pin) => {
                after_tap::not_presented(fault, pin, visiting, still_good(challenge))
            }
            Tap::Failed(fault) => {
                let challenge = still_good(challenge);
                Notice::turn(
                    Cause::Card(fault),
                    after_tap::presented(fault, visiting, challenge),
                )
            }
        }
    }

    pub(super) fn back(self) -> Turn {
        let tries = self.tries();
        match self {
            Self::Preparing { visiting, .. } => PinPad::open_awaiting(visiting),
            Self::Reading {
                visiting,
                challenge,
                expiring,
                ..
            } => {
                PinPad::open(visiting, (!expiring).then_some(challenge), tries).and(Effect::Stop(Call::Card))
            }
        }
    }

    /// What the tap has done to the tries by now, if it has come so far: each phase is said before it begins.
    pub(super) fn tries(&self) -> Option<Tries> {
        match self {
            Self::Preparing { .. } => None,
            Self::Reading { phase, .. } => match phase {
                Phase::Waiting | Phase::Select | Phase::TriesLeft => None,
                Phase::Verify => Some(Tries::Unknown),
                Phase::ReadCertificate | Phase::Sign => Some(Tries::Full),
            },
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Preparing { visiting, .. } | Self::Reading { visiting, .. } => visiting,
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
        Phase::Select | Phase::TriesLeft => say("tap-found"),
        Phase::Verify => say("tap-verifying"),
        Phase::ReadCertificate => say("tap-reading"),
        Phase::Sign => say("tap-signing"),
    }
}
