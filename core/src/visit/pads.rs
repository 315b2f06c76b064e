//! What is typed for a card, on its pad and on the way to a tap: the PIN or 照合番号B, with the visit that it is typed in.

use super::{carried::Visiting, effect::TypedSecret};
use crate::{
    card::{MatchingNumberB, Pin, Secret, Tries},
    eligibility::Challenge,
};

/// A pad on which something is typed for the card, as it opens or as it was left. `Clone` and no `Debug`, for the sake of
/// what is typed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Pad<S> {
    pub(super) visiting: Visiting,
    /// If `None`, the pad asks for one when it opens.
    pub(super) challenge: Option<Challenge>,
    pub(super) secret: S,
    /// What the tap before did to the tries, or how many it found.
    pub(super) tries: Option<Tries>,
    /// Whether somebody tried to go on before it was complete.
    pub(super) incomplete: bool,
}

/// The PIN pad.
pub(super) type PinPad = Pad<Pin>;
/// The fields of 照合番号B.
pub(super) type NumberPad = Pad<MatchingNumberB>;

/// Either pad.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum AnyPad {
    Pin(PinPad),
    Number(NumberPad),
}

/// What was typed for a card and was not presented.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct Typed {
    pub(super) visiting: Visiting,
    /// The challenge, while it is good for another tap.
    pub(super) challenge: Option<Challenge>,
    pub(super) secret: TypedSecret,
}

impl<S: Default> Pad<S> {
    /// A pad with nothing typed.
    pub(super) fn new(visiting: Visiting, challenge: Option<Challenge>, tries: Option<Tries>) -> Self {
        Self {
            visiting,
            challenge,
            secret: S::default(),
            tries,
            incomplete: false,
        }
    }
}

impl<S: Into<TypedSecret>> Pad<S> {
    /// What was typed on it, for a tap.
    pub(super) fn typed(self) -> Typed {
        Typed {
            visiting: self.visiting,
            challenge: self.challenge,
            secret: self.secret.into(),
        }
    }
}

impl AnyPad {
    /// The pad for this, with nothing typed.
    pub(super) fn new(
        secret: Secret,
        visiting: Visiting,
        challenge: Option<Challenge>,
        tries: Option<Tries>,
    ) -> Self {
        match secret {
            Secret::Pin => Self::Pin(Pad::new(visiting, challenge, tries)),
            Secret::MatchingNumberB => Self::Number(Pad::new(visiting, challenge, tries)),
        }
    }

    /// What is typed on it.
    pub(super) fn secret(&self) -> Secret {
        match self {
            Self::Pin(_) => Secret::Pin,
            Self::Number(_) => Secret::MatchingNumberB,
        }
    }

    pub(super) fn visiting(&self) -> &Visiting {
        match self {
            Self::Pin(pad) => &pad.visiting,
            Self::Number(pad) => &pad.visiting,
        }
    }

    /// What is said of the tries on it, with whose they are.
    pub(super) fn tries(&self) -> Option<(Secret, Tries)> {
        let tries = match self {
            Self::Pin(pad) => pad.tries,
            Self::Number(pad) => pad.tries,
        };
        tries.map(|tries| (self.secret(), tries))
    }

    /// The same with nothing typed, and these tries.
    pub(super) fn emptied(self, tries: Option<Tries>) -> Self {
        let secret = self.secret();
        let (visiting, challenge) = match self {
            Self::Pin(pad) => (pad.visiting, pad.challenge),
            Self::Number(pad) => (pad.visiting, pad.challenge),
        };
        Self::new(secret, visiting, challenge, tries)
    }

    /// The same in a visit that has learnt something.
    pub(super) fn revisited(mut self, change: impl FnOnce(Visiting) -> Visiting) -> Self {
        let visiting = match &mut self {
            Self::Pin(pad) => &mut pad.visiting,
            Self::Number(pad) => &mut pad.visiting,
        };
        *visiting = change(visiting.clone());
        self
    }

    /// The same without its challenge, which is too old.
    pub(super) fn without_challenge(mut self) -> Self {
        match &mut self {
            Self::Pin(pad) => pad.challenge = None,
            Self::Number(pad) => pad.challenge = None,
        }
        self
    }
}

impl Typed {
    /// The pad to type it anew; what was typed is gone.
    pub(super) fn another(self) -> AnyPad {
        AnyPad::new(self.secret.kind(), self.visiting, self.challenge, None)
    }
}
