//! What a person can press. Every control of a [`super::View`] holds one of these; a shell makes none itself.

use crate::{
    card::Digit,
    consent::{Decision, PrescriptionForm, Question},
};

use super::CareMode;

/// A press. Its `Debug` tells neither a PIN digit nor an answer.
#[derive(Clone, PartialEq, Eq, Hash)]
pub enum Event {
    /// A mode was chosen.
    ChooseMode(CareMode),
    /// A key of the PIN pad.
    PinDigit(Digit),
    /// The last PIN digit is taken back.
    PinDelete,
    /// The PIN is complete: on to the tap.
    PinNext,
    /// The last PIN try may be spent.
    SpendLastTry,
    /// The PIN is to be typed anew.
    TypePinAgain,
    /// The card is to be presented again, with the PIN that was typed.
    TapAgain,
    /// On to the consent form.
    OpenForm,
    /// 一括ボタン.
    AnswerAll(Decision),
    /// 個別ボタン.
    Answer(Question, Decision),
    /// 処方箋の発行方法.
    ChooseForm(PrescriptionForm),
    /// On to 2 確認.
    Review,
    /// 修正する.
    Change,
    /// Registers what 2 確認 shows.
    Register,
    /// The call that failed is made again, with the same idempotency key.
    AskAgain,
    /// The form is drawn anew from the clinic's settings as they are now.
    DrawFormAnew,
    /// The visit ends, or a new one begins.
    Finish,
    /// 戻る.
    Back,
    /// 中止する.
    Cancel,
}

impl Event {
    /// Its name, for logs: never what was answered or typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::ChooseMode(_) => "ChooseMode",
            Self::PinDigit(_) => "PinDigit",
            Self::PinDelete => "PinDelete",
            Self::PinNext => "PinNext",
            Self::SpendLastTry => "SpendLastTry",
            Self::TypePinAgain => "TypePinAgain",
            Self::TapAgain => "TapAgain",
            Self::OpenForm => "OpenForm",
            Self::AnswerAll(_) => "AnswerAll",
            Self::Answer(..) => "Answer",
            Self::ChooseForm(_) => "ChooseForm",
            Self::Review => "Review",
            Self::Change => "Change",
            Self::Register => "Register",
            Self::AskAgain => "AskAgain",
            Self::DrawFormAnew => "DrawFormAnew",
            Self::Finish => "Finish",
            Self::Back => "Back",
            Self::Cancel => "Cancel",
        }
    }
}

impl std::fmt::Debug for Event {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}
