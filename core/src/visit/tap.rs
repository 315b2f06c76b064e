//! Hold the card to the reader. Starts with the PIN or 照合番号B typed; waits for the challenge if it is still on its way,
//! then for the card. Ends with a proof, which goes to the service, with a portrait, which staff compare, or with a notice
//! that says what happened to the tries.

use super::{
    after_tap::{not_presented, presented},
    carried::{Check, Comparing, Visiting},
    cause::Cause,
    effect::{Call, Effect, Tap, TypedSecret},
    face::Face,
    pads::{AnyPad, Typed},
    resume::Resume,
    tap_guidance::{Heard, Kind, TapView, face},
    way::{Turn, Way},
};
use crate::{
    card::{Antenna, ChallengeMessage, News, Phase, Secret, Tries, session::LastTry},
    eligibility::{Challenge, CheckRequest, ServiceFault},
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum TapScreen {
    /// [`Effect::FetchChallenge`] is under way; what was typed waits here.
    Preparing {
        /// It, and the visit.
        typed: Typed,
        /// Whether somebody said that the last try may be spent.
        last_try: LastTry,
    },
    /// [`Effect::ReadCard`] or [`Effect::ReadSurface`] is under way and has what was typed.
    Reading {
        /// The visit.
        visiting: Visiting,
        /// What is presented.
        secret: Secret,
        /// What the card signs.
        challenge: Challenge,
        /// Whether the challenge would be too old for another tap.
        expiring: bool,
        /// How far the tap is.
        heard: Heard,
    },
}

impl TapScreen {
    /// Waits for a challenge that is on its way already.
    pub(super) fn prepare(typed: Typed) -> Turn<Self> {
        Turn::stay(Self::Preparing {
            typed,
            last_try: LastTry::Ask,
        })
    }

    /// Starts a tap, or asks for the challenge it needs.
    pub(super) fn start(typed: Typed, last_try: LastTry) -> Turn<Self> {
        let Typed {
            visiting,
            challenge: Some(challenge),
            secret,
        } = typed
        else {
            let fetch = Effect::FetchChallenge(typed.visiting.mode);
            return Turn::stay(Self::Preparing { typed, last_try }).and(fetch);
        };
        let kind = secret.kind();
        let institution = &visiting.settings.institution;
        let read = match secret {
            TypedSecret::Pin(pin) => Effect::ReadCard {
                pin,
                message: ChallengeMessage::new(institution, visiting.mode, &challenge.nonce),
                last_try,
                challenge: challenge.clone(),
                certificate: visiting.certificate,
            },
            TypedSecret::Number(number) => Effect::ReadSurface {
                number,
                message: ChallengeMessage::without_pin(institution, visiting.mode, &challenge.nonce),
                last_try,
                today: challenge.today,
            },
        };
        Turn::stay(Self::Reading {
            visiting,
            secret: kind,
            challenge,
            expiring: false,
            heard: Heard::nothing(),
        })
        .and(read)
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
                Self::start(Typed { challenge, ..typed }, last_try).and(watch)
            }
            Err(fault) => {
                Turn::notice(Cause::Service(fault), Resume::Prepare(typed, last_try)).and(Effect::watch_pin())
            }
        }
    }

    /// The tap has come so far, or the card has said something.
    pub(super) fn news(mut self, news: News) -> Turn<Self> {
        let kind = self.kind();
        match &mut self {
            Self::Reading { heard, .. } => heard.hear(news, kind),
            Self::Preparing { .. } => return Turn::Stale(self),
        }
        Turn::stay(self)
    }

    /// The challenge is good for this tap and no other.
    pub(super) fn challenge_expiring(self) -> Turn<Self> {
        Turn::stay(match self {
            Self::Reading {
                visiting,
                secret,
                challenge,
                heard,
                ..
            } => Self::Reading {
                visiting,
                secret,
                challenge,
                expiring: true,
                heard,
            },
            Self::Preparing { .. } => return Turn::Stale(self),
        })
    }

    /// The tap ended.
    pub(super) fn ended(self, tap: Tap) -> Turn<Self> {
        match self {
            Self::Preparing { .. } => Turn::Stale(self),
            Self::Reading {
                visiting,
                secret,
                challenge,
                expiring,
                heard,
            } => {
                let still_good = |challenge| (!expiring).then_some(challenge);
                match tap {
                    Tap::Proved(proof) => {
                        let request = CheckRequest::new(&challenge, &proof);
                        let visiting = visiting.after_success();
                        Turn::to(Way::Check(Check { visiting, request }))
                            .and(Effect::Stop(Call::ChallengeWatch))
                    }
                    Tap::Seen(reading) => {
                        let turn = Turn::to(Way::Compare(Comparing {
                            visiting: visiting.after_success(),
                            challenge,
                            expiring,
                            reading: *reading,
                        }));
                        // Without a challenge nothing else says when the portrait has been shown long enough.
                        if expiring {
                            turn.and(Effect::watch_pin())
                        } else {
                            turn
                        }
                    }
                    Tap::NotPresented(fault, unpresented) => {
                        let typed = Typed {
                            visiting: visiting.after(fault),
                            challenge: still_good(challenge),
                            secret: unpresented,
                        };
                        let turn = Turn::notice(Cause::Card(secret, fault), not_presented(fault, typed));
                        // Without a challenge nothing else says when the PIN has waited long enough.
                        if expiring {
                            turn.and(Effect::watch_pin())
                        } else {
                            turn
                        }
                    }
                    Tap::Failed(fault) => {
                        let visiting = visiting.after(fault);
                        let resume = presented(fault, secret, visiting, still_good(challenge));
                        Turn::notice(Cause::Card(secret, fault), resume)
                    }
                    // The runtime answers no effect so: nothing was asked.
                    Tap::TriesLeft(_) => Turn::Stale(Self::Reading {
                        visiting,
                        secret,
                        challenge,
                        expiring,
                        heard,
                    }),
                }
            }
        }
    }

    pub(super) fn back(self) -> Turn<Self> {
        let tries = self.tries().map(|(_, tries)| tries);
        match self {
            Self::Preparing { typed, .. } => Turn::to(Way::PadAwaiting(typed.another())),
            Self::Reading {
                visiting,
                secret,
                challenge,
                expiring,
                ..
            } => {
                let pad = AnyPad::new(secret, visiting, (!expiring).then_some(challenge), tries);
                Turn::to(Way::Pad(pad)).and(Effect::Stop(Call::Card))
            }
        }
    }

    /// What the tap has done to the tries by now, if it has come so far: each phase is said before it begins.
    pub(super) fn tries(&self) -> Option<(Secret, Tries)> {
        match self {
            Self::Preparing { .. } => None,
            Self::Reading { secret, heard, .. } => {
                let tries = match heard.phase() {
                    Phase::Waiting | Phase::Select | Phase::IdentifyCard | Phase::TriesLeft => return None,
                    Phase::Verify => Tries::Unknown,
                    Phase::ReadSurface | Phase::SignSurface | Phase::ReadCertificate | Phase::Sign => {
                        Tries::Full
                    }
                };
                Some((*secret, tries))
            }
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Preparing { typed, .. } => &typed.visiting,
            Self::Reading { visiting, .. } => visiting,
        }
    }

    /// What it presents, or will.
    pub(super) fn secret(&self) -> Secret {
        match self {
            Self::Preparing { typed, .. } => typed.secret.kind(),
            Self::Reading { secret, .. } => *secret,
        }
    }

    fn kind(&self) -> Kind {
        match self.secret() {
            Secret::Pin => Kind::WithPin,
            Secret::MatchingNumberB => Kind::WithoutPin,
        }
    }

    pub(super) fn face(&self, antenna: Antenna) -> Face<TapView> {
        let heard = match self {
            Self::Preparing { .. } => None,
            Self::Reading { heard, .. } => Some(*heard),
        };
        face(antenna, self.visiting(), self.kind(), self.secret(), heard)
    }
}
