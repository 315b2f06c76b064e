//! Hold the card to the reader. Starts with the PIN or 照合番号B typed; waits for the challenge if it is still on its way,
//! then for the card. Ends with a proof, which goes to the service, with a portrait, which staff compare, or with a notice
//! that says what happened to the tries. A tap that only asks how many tries are left ends on the pad, with the count.
//!
//! Where to hold the card, and how far a tap is, stand in `tap_guidance`.

use super::{
    after_tap::{asked_and_blocked, not_presented, not_told, presented},
    carried::{AnyPad, Check, Comparing, Typed, Visiting},
    cause::Cause,
    effect::{Call, Effect, Tap, TypedSecret},
    face::Face,
    parts::Audience,
    resume::Resume,
    tap_guidance::{Kind, advice, hold, lead, limit, position, progress},
    way::{Turn, Way},
    words::tries_count,
};
use crate::{
    card::{Antenna, CardFault, ChallengeMessage, News, Phase, Secret, Tries, session::LastTry},
    eligibility::{Challenge, CheckRequest, ServiceFault},
    text::say,
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
    /// [`Effect::AskTries`] is under way.
    Asking {
        /// The pad that comes after it.
        pad: AnyPad,
        /// How far the tap is.
        heard: Heard,
    },
}

/// What a tap has told by now.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub(super) struct Heard {
    phase: Phase,
    /// Steps of the bar that are done. The certificate's rest is read after the signature: the bar does not go back.
    done: u32,
    /// How many tries the card said are left.
    left: Option<u8>,
}

/// Hold the card to the reader.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct TapView {
    /// What to do with the card.
    pub lead: String,
    /// Where to hold it, by where this reader feels a card.
    pub position: String,
    /// How far it is, in words.
    pub progress: String,
    /// Steps done, for a bar; of [`TapView::steps`].
    pub done: u32,
    /// Steps in all.
    pub steps: u32,
    /// How many tries the card said are left, once it has and until it is satisfied.
    pub tries: Option<String>,
    /// How long there is for it.
    pub limit: String,
    /// Advice for a card that does not answer.
    pub advice: String,
}

impl Heard {
    /// Nothing yet.
    fn nothing() -> Self {
        Self {
            phase: Phase::Waiting,
            done: 0,
            left: None,
        }
    }

    fn hear(&mut self, news: News, kind: Kind) {
        match news {
            News::Phase(phase) => {
                self.phase = phase;
                self.done = self.done.max(kind.done(phase));
            }
            News::TriesLeft(left) => self.left = Some(left),
        }
    }
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

    /// Starts a tap that presents nothing.
    pub(super) fn ask_tries(pad: AnyPad) -> Turn<Self> {
        let ask = Effect::AskTries(pad.secret());
        let heard = Heard::nothing();
        Turn::stay(Self::Asking { pad, heard }).and(ask)
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
            Self::Reading { heard, .. } | Self::Asking { heard, .. } => heard.hear(news, kind),
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
            Self::Asking { pad, heard } => Self::Asking {
                pad: pad.without_challenge(),
                heard,
            },
            Self::Preparing { .. } => return Turn::Stale(self),
        })
    }

    /// The tap ended.
    pub(super) fn ended(self, tap: Tap) -> Turn<Self> {
        match self {
            Self::Preparing { .. } => Turn::Stale(self),
            Self::Asking { pad, heard } => asked(pad, heard, tap),
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
            Self::Asking { pad, .. } => Turn::to(Way::Pad(pad)).and(Effect::Stop(Call::Card)),
        }
    }

    /// What the tap has done to the tries by now, if it has come so far: each phase is said before it begins. A tap that
    /// only asks has changed nothing of what was known before it.
    pub(super) fn tries(&self) -> Option<(Secret, Tries)> {
        match self {
            Self::Preparing { .. } => None,
            Self::Asking { pad, .. } => pad.tries(),
            Self::Reading { secret, heard, .. } => {
                let tries = match heard.phase {
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
            Self::Asking { pad, .. } => pad.visiting(),
        }
    }

    fn secret(&self) -> Secret {
        match self {
            Self::Preparing { typed, .. } => typed.secret.kind(),
            Self::Reading { secret, .. } => *secret,
            Self::Asking { pad, .. } => pad.secret(),
        }
    }

    fn kind(&self) -> Kind {
        match self {
            Self::Asking { .. } => Kind::Asking,
            Self::Preparing { .. } | Self::Reading { .. } => match self.secret() {
                Secret::Pin => Kind::WithPin,
                Secret::MatchingNumberB => Kind::WithoutPin,
            },
        }
    }

    pub(super) fn face(&self, antenna: Antenna) -> Face<TapView> {
        let (kind, secret) = (self.kind(), self.secret());
        let another = self.visiting().losses.call_for_another_position();
        let heard = match self {
            Self::Preparing { .. } => None,
            Self::Reading { heard, .. } | Self::Asking { heard, .. } => Some(*heard),
        };
        let (lead, progress) = match heard {
            None => (say("tap-preparing-lead"), say("tap-preparing")),
            Some(heard) if heard.phase == Phase::Waiting => (lead(antenna), progress(heard.phase, secret)),
            Some(heard) => (hold(), progress(heard.phase, secret)),
        };
        Face {
            heading: kind.heading(),
            audience: Audience::Staff,
            step: None,
            view: TapView {
                lead,
                position: position(antenna, another),
                progress,
                done: heard.map_or(0, |heard| heard.done),
                steps: kind.steps(),
                tries: heard.and_then(|heard| tries_said(heard, secret)),
                limit: limit(),
                advice: advice(another),
            },
            back: true,
            cancel: true,
        }
    }
}

/// The count that the card said, while it is the one that holds: an accepted PIN makes it full again.
fn tries_said(heard: Heard, secret: Secret) -> Option<String> {
    match heard.phase {
        Phase::Waiting | Phase::Select | Phase::IdentifyCard | Phase::TriesLeft | Phase::Verify => {
            heard.left.map(|left| tries_count(secret, left))
        }
        Phase::ReadSurface | Phase::SignSurface | Phase::ReadCertificate | Phase::Sign => None,
    }
}

/// A tap that only asks has ended: the pad opens with the count.
fn asked(pad: AnyPad, heard: Heard, tap: Tap) -> Turn<TapScreen> {
    match tap {
        Tap::TriesLeft(0) => {
            let cause = Cause::Card(pad.secret(), CardFault::Blocked);
            Turn::notice(cause, asked_and_blocked(pad))
        }
        Tap::TriesLeft(left) => {
            let pad = pad.revisited(Visiting::after_success);
            Turn::to(Way::Pad(pad.emptied(Some(Tries::Left(left)))))
        }
        // With this effect nothing is presented, so nothing comes back.
        Tap::Failed(fault) | Tap::NotPresented(fault, _) => {
            let pad = pad.revisited(|visiting| visiting.after(fault));
            Turn::notice(Cause::AskedTries(pad.secret(), fault), not_told(fault, pad))
        }
        // The runtime answers this effect with neither.
        Tap::Proved(_) | Tap::Seen(_) => Turn::Stale(TapScreen::Asking { pad, heard }),
    }
}
