//! A tap that only asks how many tries are left, after one of which that is not known. Nothing is typed and nothing presented.
//! Starts from a notice; ends on the pad, with the count, or with a notice: blocked, or still not known.

use super::{
    after_tap::{asked_and_blocked, not_told},
    carried::Visiting,
    cause::Cause,
    effect::{Call, Effect, Tap},
    face::Face,
    pads::AnyPad,
    tap_guidance::{Heard, Kind, TapView, face},
    way::{Turn, Way},
};
use crate::card::{Antenna, CardFault, News, Tries};

/// The state: [`Effect::AskTries`] is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct AskingScreen {
    /// The pad that comes after it, with what is known of the tries before it.
    pub(super) pad: AnyPad,
    heard: Heard,
}

impl AskingScreen {
    /// Starts.
    pub(super) fn start(pad: AnyPad) -> Turn<Self> {
        let ask = Effect::AskTries(pad.secret());
        let heard = Heard::nothing();
        Turn::stay(Self { pad, heard }).and(ask)
    }

    /// The tap has come so far, or the card has said something.
    pub(super) fn news(mut self, news: News) -> Turn<Self> {
        self.heard.hear(news, Kind::Asking);
        Turn::stay(self)
    }

    /// The challenge is too old for the tap that comes after this one.
    pub(super) fn challenge_expiring(mut self) -> Turn<Self> {
        self.pad = self.pad.without_challenge();
        Turn::stay(self)
    }

    /// The tap ended.
    pub(super) fn ended(self, tap: Tap) -> Turn<Self> {
        let pad = self.pad;
        match tap {
            Tap::TriesLeft(0) => {
                let cause = Cause::Card(pad.secret(), CardFault::Blocked);
                let pad = pad.revisited(Visiting::after_success);
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
            Tap::Proved(_) | Tap::Seen(_) => Turn::Stale(Self { pad, ..self }),
        }
    }

    /// Back to the pad, which still says what is not known.
    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Pad(self.pad)).and(Effect::Stop(Call::Card))
    }

    pub(super) fn face(&self, antenna: Antenna) -> Face<TapView> {
        let secret = self.pad.secret();
        face(
            antenna,
            self.pad.visiting(),
            Kind::Asking,
            secret,
            Some(self.heard),
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        card::Secret,
        visit::{
            bench::{left, stayed, visiting},
            resume::Resume,
        },
    };

    fn asking() -> AskingScreen {
        let pad = AnyPad::new(Secret::Pin, visiting(), None, Some(Tries::Unknown));
        let (screen, effects) = stayed(AskingScreen::start(pad));
        assert!(matches!(&effects[..], [Effect::AskTries(Secret::Pin)]));
        screen
    }

    #[test]
    fn the_count_is_said_on_the_pad_that_opens() {
        let (way, _) = left(asking().ended(Tap::TriesLeft(2)));
        assert!(matches!(way, Way::Pad(pad) if pad.tries() == Some((Secret::Pin, Tries::Left(2)))));
    }

    #[test]
    fn a_card_without_a_try_leads_to_the_other_way() {
        let (way, _) = left(asking().ended(Tap::TriesLeft(0)));
        let Way::Notice(cause, Resume::OtherWay(pad)) = way else {
            panic!("a notice")
        };
        assert!(cause == Cause::Card(Secret::Pin, CardFault::Blocked));
        assert!(pad.secret() == Secret::MatchingNumberB);
    }

    #[test]
    fn a_card_that_does_not_say_leaves_the_count_unknown_and_can_be_asked_again() {
        let (way, _) = left(asking().ended(Tap::Failed(CardFault::NoCardInTime)));
        let Way::Notice(cause, Resume::AskTries(pad)) = way else {
            panic!("a notice")
        };
        assert!(cause.words().unchanged.contains("1回減ったかもしれません"));
        assert!(pad.tries() == Some((Secret::Pin, Tries::Unknown)));
    }
}
