//! 目視: staff compare the patient with the portrait that the card showed. Starts with what a card showed without the PIN;
//! ends with what staff say of it. The portrait is dropped, and wiped, with the screen: no request holds it, and no log.
//! Whether the card is genuine, the service says: only what staff said to be the same person is sent to it.

pub use super::event::CompareEvent;
use super::{
    calendar_words::both_calendars,
    carried::{Check, Comparing},
    cause::{Cause, Wiped},
    effect::{Call, Effect},
    event::Event,
    face::Face,
    pads::AnyPad,
    parts::{Audience, Button, Field, Picture},
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    card::{Portrait, Secret},
    eligibility::{Challenge, CheckRequest},
    text::say,
};

/// The state: what the card showed.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct CompareScreen {
    pub(super) comparing: Comparing,
}

/// The portrait, and what to say of it.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct CompareView {
    /// What to do.
    pub lead: String,
    /// The portrait, to be drawn as large as there is room.
    pub portrait: Picture,
    /// What else the card showed: until when it is valid, in both calendars.
    pub fields: Vec<Field>,
    /// 本人です, 本人ではありません, 判断できません: all alike in size and weight.
    pub buttons: Vec<Button>,
}

impl CompareScreen {
    /// Shows what a card showed.
    pub(super) fn open(comparing: Comparing) -> Turn<Self> {
        Turn::stay(Self { comparing })
    }

    /// A press.
    pub(super) fn press(self, event: CompareEvent) -> Turn<Self> {
        match event {
            CompareEvent::Same => {
                let Comparing {
                    visiting,
                    challenge,
                    reading,
                    ..
                } = self.comparing;
                let request = CheckRequest::without_pin(&challenge, &reading.proof);
                Turn::to(Way::Check(Check { visiting, request })).and(Effect::Stop(Call::ChallengeWatch))
            }
            CompareEvent::Different => Turn::notice(Cause::NotTheHolder, Resume::Start),
            CompareEvent::CannotTell => {
                let challenge = self.challenge_for_another();
                let ways = Resume::EitherWay(self.comparing.visiting, challenge);
                Turn::notice(Cause::CannotTell, ways)
            }
        }
    }

    /// Nobody said anything for as long as a challenge lives: the portrait is taken away.
    pub(super) fn left_alone(self) -> Turn<Self> {
        let pad = AnyPad::new(Secret::MatchingNumberB, self.comparing.visiting, None, None);
        Turn::notice(Cause::LeftAlone(Wiped::Portrait), Resume::Type(pad))
    }

    /// Back to 照合番号B: the portrait is gone, and another tap is needed to see it.
    pub(super) fn back(self) -> Turn<Self> {
        let challenge = self.challenge_for_another();
        let pad = AnyPad::new(Secret::MatchingNumberB, self.comparing.visiting, challenge, None);
        Turn::to(Way::Pad(pad))
    }

    /// Nothing was sent, so the challenge is good for another tap, unless it is too old.
    fn challenge_for_another(&self) -> Option<Challenge> {
        (!self.comparing.expiring).then(|| self.comparing.challenge.clone())
    }

    pub(super) fn face(&self) -> Face<CompareView> {
        let answer = |key, event| Button::secondary(say(key), Event::Compare(event));
        Face {
            heading: say("compare-heading"),
            audience: Audience::Staff,
            step: None,
            view: CompareView {
                lead: say("compare-lead"),
                portrait: picture(&self.comparing.reading.portrait),
                fields: vec![Field {
                    label: say("compare-expires-on"),
                    value: both_calendars(self.comparing.reading.expires_on),
                    note: None,
                }],
                buttons: vec![
                    answer("compare-same", CompareEvent::Same),
                    answer("compare-different", CompareEvent::Different),
                    answer("compare-cannot-tell", CompareEvent::CannotTell),
                ],
            },
            back: true,
            cancel: true,
        }
    }
}

fn picture(portrait: &Portrait) -> Picture {
    Picture {
        width: portrait.width(),
        height: portrait.height(),
        grey: portrait.pixels().to_vec(),
        spoken: say("compare-portrait"),
    }
}
