//! The PIN pad. Starts when a mode is chosen, or when a PIN has to be typed anew; the challenge is fetched
//! meanwhile. Ends with four digits, which move on to the tap and leave nothing here, or
//! without any, on 照合番号B (目視).

pub use super::event::PinEvent;
use super::{
    cause::Cause,
    effect::Effect,
    event::Event,
    face::Face,
    pads::{AnyPad, PinPad},
    parts::{Audience, Button},
    resume::Resume,
    way::{Turn, Way},
    words::tries_notice,
};
use crate::{
    card::{Digit, Secret, pin::PIN_LENGTH, session::LastTry},
    eligibility::{Challenge, ServiceFault},
    text::{say, say_with},
};

/// The state: the pad, with what was typed on it by now.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct PinScreen {
    pub(super) pad: PinPad,
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
    /// On to the visual check (目視), where the patient does not know the PIN.
    pub without_pin: Option<Button>,
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

impl PinScreen {
    /// Opens the pad, or shows it again as it was left, and asks for a challenge unless one is in hand.
    pub(super) fn open(pad: PinPad) -> Turn<Self> {
        let fetch = Effect::FetchChallenge(pad.visiting.mode);
        match pad.challenge {
            Some(_) => Turn::stay(Self { pad }),
            None => Turn::stay(Self { pad }).and(fetch),
        }
    }

    /// Opens the pad with a challenge in hand, or on its way already.
    pub(super) fn open_awaiting(pad: PinPad) -> Turn<Self> {
        Turn::stay(Self { pad })
    }

    /// A press.
    pub(super) fn press(self, event: PinEvent) -> Turn<Self> {
        let Self { mut pad } = self;
        match event {
            PinEvent::Digit(digit) => pad.secret.push(digit),
            PinEvent::Delete => pad.secret.pop(),
            PinEvent::Next if pad.secret.len() < PIN_LENGTH => pad.incomplete = true,
            PinEvent::Next => {
                return Turn::to(match pad.challenge {
                    Some(_) => Way::Tap(pad.typed(), LastTry::Ask),
                    // It is on its way already.
                    None => Way::TapAwaiting(pad.typed()),
                });
            }
            PinEvent::WithoutPin => {
                let number = AnyPad::new(Secret::MatchingNumberB, pad.visiting, pad.challenge, None);
                return Turn::to(Way::PadAwaiting(number));
            }
        }
        if pad.secret.len() == PIN_LENGTH {
            pad.incomplete = false;
        }
        Turn::stay(Self { pad })
    }

    /// The challenge came, or did not; then it is said at once, not after the PIN was typed.
    pub(super) fn challenge(self, answer: Result<Challenge, ServiceFault>) -> Turn<Self> {
        let Self { mut pad } = self;
        match answer {
            Ok(challenge) => {
                let watch = Effect::watch(&challenge);
                pad.challenge = Some(challenge);
                Turn::stay(Self { pad }).and(watch)
            }
            Err(fault) => {
                Turn::notice(Cause::Service(fault), Resume::Pad(AnyPad::Pin(pad))).and(Effect::watch_pin())
            }
        }
    }

    /// Nobody went on for as long as a challenge lives: what was typed is wiped, and nothing is fetched until somebody
    /// is there again.
    pub(super) fn left_alone(self) -> Turn<Self> {
        Turn::forgotten(AnyPad::Pin(self.pad))
    }

    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Modes(self.pad.visiting.settings))
    }

    pub(super) fn face(&self) -> Face<PinView> {
        let entered = self.pad.secret.len() as u32;
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
                notice: self.pad.tries.map(|tries| tries_notice(Secret::Pin, tries)),
                entered,
                length: PIN_LENGTH as u32,
                spoken: say_with("pin-spoken", &[("entered", entered.into())]),
                digits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(key).into(),
                delete: Button::secondary(say("pin-delete"), Event::Pin(PinEvent::Delete)),
                next: Button::primary(say("pin-next"), Event::Pin(PinEvent::Next)),
                without_pin: Some(Button::secondary(
                    say("pin-without-pin"),
                    Event::Pin(PinEvent::WithoutPin),
                )),
                hint: self.pad.incomplete.then(|| say("pin-incomplete")),
            },
            back: true,
            cancel: true,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::bench::{left, stayed, visiting};

    fn empty() -> PinPad {
        PinPad::new(visiting(), None, None)
    }

    fn typed(digits: &[u8]) -> PinScreen {
        digits.iter().fold(PinScreen { pad: empty() }, |screen, &digit| {
            let digit = Digit::new(digit).expect("a digit");
            stayed(screen.press(PinEvent::Digit(digit))).0
        })
    }

    #[test]
    fn the_challenge_is_asked_for_while_the_pin_is_typed() {
        let (_, effects) = stayed(PinScreen::open(empty()));
        assert!(matches!(&effects[..], [Effect::FetchChallenge(_)]));
    }

    #[test]
    fn three_digits_do_not_go_on_and_the_fourth_takes_the_remark_away() {
        let (stays, effects) = stayed(typed(&[1, 2, 3]).press(PinEvent::Next));
        assert!(stays.pad.incomplete && effects.is_empty());
        let (four, _) = stayed(stays.press(PinEvent::Digit(Digit::new(4).expect("a digit"))));
        assert!(!four.pad.incomplete);
    }

    #[test]
    fn four_digits_move_on_to_the_tap() {
        let (way, effects) = left(typed(&[1, 2, 3, 4]).press(PinEvent::Next));
        assert!(matches!(way, Way::TapAwaiting(typed) if typed.secret.kind() == Secret::Pin));
        assert!(effects.is_empty(), "the challenge is on its way already");
    }

    #[test]
    fn without_the_pin_the_visit_goes_on_to_the_number_and_the_digits_are_gone() {
        let (way, effects) = left(typed(&[1, 2, 3]).press(PinEvent::WithoutPin));
        assert!(matches!(way, Way::PadAwaiting(AnyPad::Number(pad)) if pad.secret.is_empty()));
        assert!(effects.is_empty());
    }

    #[test]
    fn a_pad_that_is_left_alone_is_left_for_a_notice_without_the_pin() {
        let (way, effects) = left(typed(&[1, 2, 3]).left_alone());
        assert!(matches!(way, Way::Notice(_, Resume::Type(AnyPad::Pin(pad))) if pad.secret.is_empty()));
        assert!(effects.is_empty());
    }
}
