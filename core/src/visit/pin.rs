//! The PIN pad. Starts when a mode is chosen, or when a PIN has to be typed anew; the challenge is fetched
//! meanwhile. Ends with four digits, which move on to the tap and leave nothing here.

pub use super::event::PinEvent;
use super::{
    cause::Cause,
    effect::{Call, Effect},
    event::Event,
    face::Face,
    mode::ModeScreen,
    model::{Stage, Turn, Visiting},
    notice::Notice,
    parts::{Audience, Button},
    resume::Resume,
    tap::TapScreen,
    words::tries_notice,
};
use crate::{
    card::{Digit, Pin, Tries, pin::PIN_LENGTH, session::LastTry},
    eligibility::{Challenge, ServiceFault},
    text::{say, say_with},
};

/// The state. `Clone` and no `Debug`, for the sake of the PIN.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PinPad {
    pub(super) visiting: Visiting,
    /// `None` while [`Effect::FetchChallenge`] is under way.
    pub(super) challenge: Option<Challenge>,
    pin: Pin,
    /// What the tap before did to the tries.
    pub(super) tries: Option<Tries>,
    /// Whether somebody tried to go on with fewer than four digits.
    incomplete: bool,
}

/// The PIN pad. The digits themselves are never in a view.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct PinView {
    /// What to do.
    pub lead: String,
    /// What happened on the tap before, for example how many tries are left.
    pub notice: Option<String>,
    /// How many digits were typed.
    pub entered: u32,
    /// How many there must be.
    pub length: u32,
    /// The same in words, for a screen reader.
    pub spoken: String,
    /// 0 to 9.
    pub digits: Vec<Key>,
    /// Takes back the last digit.
    pub delete: Button,
    /// On to the tap.
    pub next: Button,
    /// Why it did not go on, after a press that could not.
    pub hint: Option<String>,
}

/// A key that a keyboard may have too.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Key {
    /// Its label, one character; a shell with a keyboard takes it as the key to press.
    pub label: String,
    /// What to dispatch.
    pub event: Event,
}

impl PinPad {
    fn empty(visiting: Visiting, challenge: Option<Challenge>, tries: Option<Tries>) -> Self {
        Self {
            visiting,
            challenge,
            pin: Pin::default(),
            tries,
            incomplete: false,
        }
    }

    /// Opens the pad, and asks for a challenge unless one is in hand.
    pub(super) fn open(visiting: Visiting, challenge: Option<Challenge>, tries: Option<Tries>) -> Turn {
        Self::empty(visiting, challenge, tries).shown()
    }

    /// Opens the pad while a challenge is on its way already.
    pub(super) fn open_awaiting(visiting: Visiting) -> Turn {
        Turn::to(Stage::Pin(Self::empty(visiting, None, None)))
    }

    /// Shows the pad again as it was left.
    pub(super) fn shown(self) -> Turn {
        let effects = match self.challenge {
            Some(_) => Vec::new(),
            None => vec![Effect::FetchChallenge(self.visiting.mode)],
        };
        Turn::Go(Stage::Pin(self), effects)
    }

    /// A press.
    pub(super) fn press(mut self, event: PinEvent) -> Turn {
        match event {
            PinEvent::Digit(digit) => self.pin.push(digit),
            PinEvent::Delete => self.pin.pop(),
            PinEvent::Next if self.pin.len() < PIN_LENGTH => self.incomplete = true,
            PinEvent::Next => {
                return match self.challenge {
                    Some(_) => TapScreen::start(self.visiting, self.challenge, self.pin, LastTry::Ask),
                    // It is on its way already.
                    None => TapScreen::prepare(self.visiting, self.pin),
                };
            }
        }
        if self.pin.len() == PIN_LENGTH {
            self.incomplete = false;
        }
        Turn::to(Stage::Pin(self))
    }

    /// The challenge came, or did not; then it is said at once, not after the PIN was typed.
    pub(super) fn challenge(self, answer: Result<Challenge, ServiceFault>) -> Turn {
        match answer {
            Ok(challenge) => {
                let watch = Effect::watch(&challenge);
                Turn::Go(
                    Stage::Pin(Self {
                        challenge: Some(challenge),
                        ..self
                    }),
                    vec![watch],
                )
            }
            Err(fault) => {
                Notice::turn(Cause::Service(fault), Resume::Pin(Box::new(self))).and(Effect::watch_pin())
            }
        }
    }

    /// Nobody went on for as long as a challenge lives: what was typed is wiped, and nothing is fetched until somebody
    /// is there again.
    pub(super) fn left_alone(self) -> Turn {
        Notice::forgotten(self.visiting, self.tries)
    }

    pub(super) fn back(self) -> Turn {
        ModeScreen::offer(self.visiting.settings)
            .and(Effect::Stop(Call::Challenge))
            .and(Effect::Stop(Call::ChallengeWatch))
    }

    pub(super) fn face(&self) -> Face<PinView> {
        let entered = self.pin.len() as u32;
        let key = |value: u8| {
            let digit = Digit::new(value).expect("the pad's keys are 0 to 9");
            Key {
                label: value.to_string(),
                event: Event::Pin(PinEvent::Digit(digit)),
            }
        };
        Face {
            heading: say("pin-heading"),
            audience: Audience::Patient,
            step: None,
            view: PinView {
                lead: say("pin-lead"),
                notice: self.tries.map(tries_notice),
                entered,
                length: PIN_LENGTH as u32,
                spoken: say_with("pin-spoken", &[("entered", entered.into())]),
                digits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(key).into(),
                delete: Button::secondary(say("pin-delete"), Event::Pin(PinEvent::Delete)),
                next: Button::primary(say("pin-next"), Event::Pin(PinEvent::Next)),
                hint: self.incomplete.then(|| say("pin-incomplete")),
            },
            back: true,
            cancel: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::bench::{visiting, went};

    fn pad(stage: Stage) -> PinPad {
        match stage {
            Stage::Pin(pad) => pad,
            _ => panic!("the pad was left"),
        }
    }

    fn typed(digits: &[u8]) -> PinPad {
        let mut open = pad(went(PinPad::open(visiting(), None, None)).0);
        for &digit in digits {
            let digit = Digit::new(digit).expect("a digit");
            open = pad(went(open.press(PinEvent::Digit(digit))).0);
        }
        open
    }

    #[test]
    fn the_challenge_is_asked_for_while_the_pin_is_typed() {
        let (_, effects) = went(PinPad::open(visiting(), None, None));
        assert!(matches!(&effects[..], [Effect::FetchChallenge(_)]));
    }

    #[test]
    fn three_digits_do_not_go_on_and_the_fourth_takes_the_remark_away() {
        let (stage, effects) = went(typed(&[1, 2, 3]).press(PinEvent::Next));
        let stays = pad(stage);
        assert!(stays.incomplete && effects.is_empty());
        let four = pad(went(stays.press(PinEvent::Digit(Digit::new(4).expect("a digit")))).0);
        assert!(!four.incomplete);
    }

    #[test]
    fn four_digits_move_on_to_the_tap() {
        let (stage, _) = went(typed(&[1, 2, 3, 4]).press(PinEvent::Next));
        assert!(matches!(stage, Stage::Tap(_)));
    }

    #[test]
    fn a_pad_that_is_left_alone_is_left_for_a_notice_without_the_pin() {
        let (stage, effects) = went(typed(&[1, 2, 3]).left_alone());
        assert!(matches!(stage, Stage::Notice(_)) && effects.is_empty());
    }
}
