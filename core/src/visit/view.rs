//! What a shell draws: finished text, and on every control the event to dispatch when it is pressed. A shell
//! decides nothing from a view; it has no item, no code and no rule in it.

use super::{
    compare::CompareView,
    confirm::ConfirmView,
    done::DoneView,
    eligibility::{EligibilityView, FieldGroup},
    event::Event,
    input::{InputView, QuestionView},
    mode::ModeView,
    notice::NoticeView,
    number::{NumberField, NumberView},
    parts::{Audience, Button, WaitingView},
    pin::{Key, PinView},
    revoke::RevokeView,
    standing_words::StandingView,
    tap_guidance::TapView,
};
use crate::redacted::debug_without_data;

/// One whole screen.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct View {
    /// Its heading.
    pub heading: String,
    /// Who should be looking at it.
    pub audience: Audience,
    /// 1 入力, 2 確認, 3 完了, on the screens of the consent form.
    pub steps: Option<Steps>,
    /// What stands under the heading.
    pub screen: Screen,
    /// 戻る, where there is a way back.
    pub back: Option<Button>,
    /// 中止する, while there is something to cancel.
    pub cancel: Option<Button>,
    /// Channel, app and version.
    pub footer: Footer,
}

/// The three steps of the consent form.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Steps {
    /// Their labels, in order.
    pub labels: Vec<String>,
    /// Which one is now, from 0.
    pub current: u32,
    /// The same in words, for a screen reader.
    pub spoken: String,
}

/// Where this came from; at the foot of every screen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record))]
pub struct Footer {
    /// The channel's name, for example マイナ資格確認アプリ.
    pub channel: String,
    /// App and version.
    pub app: String,
    /// The device, by the name it was enrolled under.
    pub device: String,
    /// The clinic's name, once it is known.
    pub clinic: Option<String>,
}

/// The body of a screen; a shell has one file for each variant.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum Screen {
    /// Choose the mode of the visit.
    Mode(ModeView),
    /// The PIN pad.
    Pin(PinView),
    /// Hold the card to the reader.
    Tap(TapView),
    /// A call to the service is under way.
    Waiting(WaitingView),
    /// 照合番号B, where the PIN cannot be had.
    Number(NumberView),
    /// The portrait, for staff to compare the patient with.
    Compare(CompareView),
    /// The eligibility.
    Eligibility(EligibilityView),
    /// 1 入力.
    Input(InputView),
    /// 2 確認; or the confirmation of a revocation.
    Confirm(ConfirmView),
    /// 3 完了; or what stands after a revocation.
    Done(DoneView),
    /// What of the consent that stands is to be revoked, and why.
    Revoke(RevokeView),
    /// Something happened that a person must read and act on.
    Notice(NoticeView),
}

// A person's name, an answer or a digit may stand in any of them: what a log says of one is its type's name. Kotlin's and
// Swift's descriptions are this `Debug` too.
debug_without_data!(
    View,
    Screen,
    ModeView,
    PinView,
    Key,
    NumberView,
    NumberField,
    CompareView,
    TapView,
    EligibilityView,
    FieldGroup,
    StandingView,
    InputView,
    QuestionView,
    ConfirmView,
    DoneView,
    RevokeView,
    NoticeView
);

impl View {
    /// Every control that can be pressed now, in the order in which it stands on the screen, with its label.
    pub fn controls(&self) -> Vec<(&str, &Event)> {
        fn of(button: &Button) -> (&str, &Event) {
            (&button.label, &button.event)
        }
        fn of_key(key: &Key) -> (&str, &Event) {
            (&key.label, &key.event)
        }
        fn of_questions(questions: &[QuestionView]) -> impl Iterator<Item = (&str, &Event)> {
            let choices = questions.iter().flat_map(|question| &question.choices);
            choices.map(|choice| (choice.label.as_str(), &choice.event))
        }
        let mut controls: Vec<(&str, &Event)> = match &self.screen {
            Screen::Mode(view) => view.modes.iter().map(of).collect(),
            Screen::Pin(view) => {
                let digits = view.digits.iter().map(of_key);
                digits
                    .chain([of(&view.delete), of(&view.next)])
                    .chain(view.without_pin.iter().map(of))
                    .collect()
            }
            Screen::Number(view) => {
                let fields = view.fields.iter().map(|field| of(&field.choose));
                let digits = view.digits.iter().map(of_key);
                fields
                    .chain(digits)
                    .chain([of(&view.delete), of(&view.next)])
                    .collect()
            }
            Screen::Compare(view) => view.buttons.iter().map(of).collect(),
            Screen::Tap(_) => Vec::new(),
            Screen::Waiting(view) => view.buttons.iter().map(of).collect(),
            Screen::Eligibility(view) => view.buttons.iter().map(of).collect(),
            Screen::Input(view) => view
                .all
                .iter()
                .map(of)
                .chain(of_questions(&view.questions))
                .chain([of(&view.next)])
                .collect(),
            Screen::Confirm(view) => vec![of(&view.accept), of(&view.change)],
            Screen::Done(view) => vec![of(&view.finish)],
            Screen::Revoke(view) => of_questions(&view.questions).chain([of(&view.next)]).collect(),
            Screen::Notice(view) => view.buttons.iter().map(of).collect(),
        };
        controls.extend(self.back.iter().chain(&self.cancel).map(of));
        controls
    }
}
