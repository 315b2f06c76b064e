//! 照合番号B: what is printed on the card opens its surface application (券面事項確認AP) without the PIN. Starts where the
//! PIN cannot be had; ends with fourteen digits, which move on to the tap and leave nothing here. What cannot be right is
//! said before it costs a try.

pub use super::event::NumberEvent;
use super::{
    cause::Cause,
    effect::Effect,
    event::Event,
    face::Face,
    pads::{AnyPad, NumberPad},
    parts::{Audience, Button},
    pin::Key,
    resume::Resume,
    way::{Turn, Way},
    words::tries_notice,
};
use crate::{
    card::{Digit, MatchingNumberB, NumberPart, Secret, session::LastTry},
    eligibility::{Challenge, ServiceFault},
    text::{say, say_with},
};

/// The state: the number as far as it was typed, and the field that the next digit goes to.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct NumberScreen {
    pub(super) pad: NumberPad,
    selected: NumberPart,
    /// Whether it was chosen by its own control, and nothing typed since: a digit then begins it anew.
    chosen: bool,
}

/// 照合番号B, field by field. What was typed is shown: it is printed on the card that lies there.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct NumberView {
    /// What to do.
    pub lead: String,
    /// What happened on the tap before, for example how many tries are left.
    pub notice: Option<String>,
    /// In the order in which they are typed.
    pub fields: Vec<NumberField>,
    /// 0 to 9.
    pub digits: Vec<Key>,
    /// Takes back the last digit.
    pub delete: Button,
    /// On to the tap.
    pub next: Button,
    /// Why it did not go on, after a press that could not.
    pub hint: Option<String>,
}

/// One field of 照合番号B.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct NumberField {
    /// What it is.
    pub label: String,
    /// The digits typed, and ＿ for each that is not.
    pub shown: String,
    /// Whether the next digit goes here.
    pub selected: bool,
    /// The same in words, for a screen reader.
    pub spoken: String,
    /// Makes it the one that the next digit goes to.
    pub choose: Button,
}

impl NumberScreen {
    /// Opens the fields, or shows them again as they were left, and asks for a challenge unless one is in hand.
    pub(super) fn open(pad: NumberPad) -> Turn<Self> {
        let fetch = Effect::FetchChallenge(pad.visiting.mode);
        let has_challenge = pad.challenge.is_some();
        let turn = Self::open_awaiting(pad);
        if has_challenge { turn } else { turn.and(fetch) }
    }

    /// Opens them with a challenge in hand, or on its way already.
    pub(super) fn open_awaiting(pad: NumberPad) -> Turn<Self> {
        let selected = first_not_full(&pad.secret, NumberPart::BirthYear).unwrap_or(NumberPart::SecurityCode);
        Turn::stay(Self {
            pad,
            selected,
            chosen: false,
        })
    }

    /// A press.
    pub(super) fn press(mut self, event: NumberEvent) -> Turn<Self> {
        match event {
            NumberEvent::Digit(digit) => self.digit(digit),
            NumberEvent::Delete => self.delete(),
            NumberEvent::Select(part) => {
                self.selected = part;
                self.chosen = true;
            }
            NumberEvent::Next if remark(&self.pad.secret).is_some() => self.pad.incomplete = true,
            NumberEvent::Next => {
                return Turn::to(match self.pad.challenge {
                    Some(_) => Way::Tap(self.pad.typed(), LastTry::Ask),
                    // It is on its way already.
                    None => Way::TapAwaiting(self.pad.typed()),
                });
            }
        }
        if remark(&self.pad.secret).is_none() {
            self.pad.incomplete = false;
        }
        Turn::stay(self)
    }

    /// A digit fills the field, and the last one of a field goes on to the next that is not full.
    fn digit(&mut self, digit: Digit) {
        let number = &mut self.pad.secret;
        if self.chosen && number.is_full(self.selected) {
            for _ in 0..self.selected.length() {
                number.pop(self.selected);
            }
        }
        self.chosen = false;
        number.push(self.selected, digit);
        if number.is_full(self.selected) {
            self.selected = first_not_full(number, self.selected).unwrap_or(self.selected);
        }
    }

    /// Takes back the last digit, of the field before if there is none in this one.
    fn delete(&mut self) {
        self.chosen = false;
        let number = &mut self.pad.secret;
        if number.len(self.selected) == 0 {
            let before = NumberPart::ALL
                .into_iter()
                .take_while(|part| *part != self.selected);
            self.selected = before.last().unwrap_or(self.selected);
        }
        number.pop(self.selected);
    }

    /// The challenge came, or did not; then it is said at once, not after the number was typed.
    pub(super) fn challenge(mut self, answer: Result<Challenge, ServiceFault>) -> Turn<Self> {
        match answer {
            Ok(challenge) => {
                let watch = Effect::watch(&challenge);
                self.pad.challenge = Some(challenge);
                Turn::stay(self).and(watch)
            }
            Err(fault) => {
                let resume = Resume::Pad(AnyPad::Number(self.pad));
                Turn::notice(Cause::Service(fault), resume).and(Effect::watch_pin())
            }
        }
    }

    /// Nobody went on for as long as a challenge lives: what was typed is wiped, and nothing is fetched until somebody
    /// is there again.
    pub(super) fn left_alone(self) -> Turn<Self> {
        Turn::forgotten(AnyPad::Number(self.pad))
    }

    /// Back to the PIN: what was typed here is gone.
    pub(super) fn back(self) -> Turn<Self> {
        let NumberPad {
            visiting, challenge, ..
        } = self.pad;
        Turn::to(Way::PadAwaiting(AnyPad::new(
            Secret::Pin,
            visiting,
            challenge,
            None,
        )))
    }

    pub(super) fn face(&self) -> Face<NumberView> {
        let number = &self.pad.secret;
        let key = |value: u8| {
            let digit = Digit::new(value).expect("the pad's keys are 0 to 9");
            Key {
                label: value.to_string(),
                event: Event::Number(NumberEvent::Digit(digit)),
            }
        };
        let tries = self.pad.tries;
        Face {
            heading: say("number-heading"),
            audience: Audience::Staff,
            step: None,
            view: NumberView {
                lead: say("number-lead"),
                notice: tries.map(|tries| tries_notice(Secret::MatchingNumberB, tries)),
                fields: NumberPart::ALL
                    .into_iter()
                    .map(|part| field(number, part, part == self.selected))
                    .collect(),
                digits: [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(key).into(),
                delete: Button::secondary(say("pin-delete"), Event::Number(NumberEvent::Delete)),
                next: Button::primary(say("pin-next"), Event::Number(NumberEvent::Next)),
                hint: remark(number).filter(|_| self.pad.incomplete),
            },
            back: true,
            cancel: true,
        }
    }
}

fn label(part: NumberPart) -> String {
    match part {
        NumberPart::BirthYear => say("number-birth-year"),
        NumberPart::BirthMonth => say("number-birth-month"),
        NumberPart::BirthDay => say("number-birth-day"),
        NumberPart::ExpiryYear => say("number-expiry-year"),
        NumberPart::SecurityCode => say("number-security-code"),
    }
}

fn field(number: &MatchingNumberB, part: NumberPart, selected: bool) -> NumberField {
    let label = label(part);
    let digits = number.shown(part);
    let spoken = say_with(
        "number-spoken",
        &[
            ("field", label.clone().into()),
            ("length", (part.length() as u32).into()),
            ("entered", (number.len(part) as u32).into()),
            ("digits", digits.into()),
        ],
    );
    NumberField {
        shown: format!("{digits}{}", "＿".repeat(part.length() - number.len(part))),
        selected,
        spoken,
        choose: Button::secondary(label.clone(), Event::Number(NumberEvent::Select(part))),
        label,
    }
}

/// The first field that is not full: of those after this one, else of those before it.
fn first_not_full(number: &MatchingNumberB, from: NumberPart) -> Option<NumberPart> {
    let all = NumberPart::ALL.into_iter();
    let after = all.clone().skip_while(|part| *part != from);
    after.chain(all).find(|part| !number.is_full(*part))
}

/// Why a number cannot be right, if it cannot: fields that are not full, or a date that there is not.
fn remark(number: &MatchingNumberB) -> Option<String> {
    let missing: Vec<String> = NumberPart::ALL
        .into_iter()
        .filter(|part| !number.is_full(*part))
        .map(label)
        .collect();
    if !missing.is_empty() {
        return Some(say_with(
            "number-missing",
            &[("fields", missing.join("、").into())],
        ));
    }
    let impossible = NumberPart::ALL
        .into_iter()
        .find(|part| !is_possible(number, *part))?;
    let field = label(impossible);
    Some(say_with("number-impossible", &[("field", field.into())]))
}

/// Whether a field's value is one that a card can have. Cards have been issued since 2016 and expire ten years later at
/// most, so that every year of expiry begins with 20.
fn is_possible(number: &MatchingNumberB, part: NumberPart) -> bool {
    let value = |part| number.shown(part).parse::<u16>().unwrap_or(0);
    match part {
        // An era begins with its year 1, 元年.
        NumberPart::BirthYear => value(part) >= 1,
        NumberPart::BirthMonth => (1..=12).contains(&value(part)),
        NumberPart::BirthDay => {
            let days = match value(NumberPart::BirthMonth) {
                2 => 29,
                4 | 6 | 9 | 11 => 30,
                _ => 31,
            };
            (1..=days).contains(&value(part))
        }
        NumberPart::ExpiryYear => (2000..=2099).contains(&value(part)),
        NumberPart::SecurityCode => true,
    }
}

#[cfg(test)]
mod tests;
