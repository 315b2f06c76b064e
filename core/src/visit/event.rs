//! What a person can press: every screen's events, and [`Event`], which is one of any. Every control of a
//! [`super::View`] holds one of these; a shell makes none itself.

use super::care_mode::CareMode;
use crate::{
    card::{Digit, NumberPart},
    consent::{Decision, PrescriptionForm, Question, RevocationReason},
    redacted::debug_without_data,
};

/// A press. Its `Debug` tells neither a PIN digit nor an answer.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum Event {
    /// On the screen that chooses the mode.
    Mode(ModeEvent),
    /// On the PIN pad.
    Pin(PinEvent),
    /// On 照合番号B.
    Number(NumberEvent),
    /// On the portrait.
    Compare(CompareEvent),
    /// On the eligibility.
    Eligibility(EligibilityEvent),
    /// On 1 入力.
    Input(InputEvent),
    /// On 2 確認.
    Confirm(ConfirmEvent),
    /// On what is to be revoked.
    Revoke(RevokeEvent),
    /// On the confirmation of a revocation.
    ConfirmRevocation(ConfirmRevocationEvent),
    /// While a registration or a revocation is under way.
    Storing(StoringEvent),
    /// On 3 完了, or after a revocation.
    Done(DoneEvent),
    /// On a notice.
    Notice(NoticeEvent),
    /// 戻る.
    Back,
    /// 中止する.
    Cancel,
}

impl Event {
    /// Its name, for logs: never what was answered or typed.
    pub fn name(&self) -> &'static str {
        match self {
            Self::Mode(_) => "Mode",
            Self::Pin(_) => "Pin",
            Self::Number(_) => "Number",
            Self::Compare(_) => "Compare",
            Self::Eligibility(_) => "Eligibility",
            Self::Input(_) => "Input",
            Self::Confirm(_) => "Confirm",
            Self::Revoke(_) => "Revoke",
            Self::ConfirmRevocation(_) => "ConfirmRevocation",
            Self::Storing(_) => "Storing",
            Self::Done(_) => "Done",
            Self::Notice(_) => "Notice",
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

/// A press on the choice of mode.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum ModeEvent {
    /// A mode was chosen.
    Choose(CareMode),
}

/// A press on the PIN pad.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum PinEvent {
    /// A digit.
    Digit(Digit),
    /// The last digit is taken back.
    Delete,
    /// On to the tap.
    Next,
    /// On to 照合番号B, without the PIN.
    WithoutPin,
}

/// A press on 照合番号B.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum NumberEvent {
    /// A digit.
    Digit(Digit),
    /// The last digit is taken back.
    Delete,
    /// This field gets the next digit.
    Select(NumberPart),
    /// On to the tap.
    Next,
}

/// A press on the portrait.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CompareEvent {
    /// 本人です: the eligibility is asked for.
    Same,
    /// 本人ではありません: nothing is asked.
    Different,
    /// 判断できません: nothing is asked, and there are other ways.
    CannotTell,
}

/// A press on the eligibility.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum EligibilityEvent {
    /// On to the consent form.
    OpenForm,
    /// On to what is to be revoked of the consent that stands.
    Revoke,
    /// The visit ends; the next begins.
    Finish,
}

/// A press on 1 入力.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum InputEvent {
    /// 一括ボタン.
    AnswerAll(Decision),
    /// 個別ボタン.
    Answer(Question, Decision),
    /// 処方箋の発行方法.
    ChooseForm(PrescriptionForm),
    /// On to 2 確認.
    Review,
}

/// A press on 2 確認.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ConfirmEvent {
    /// Registers what is shown.
    Register,
    /// 修正する.
    Change,
}

/// A press on what is to be revoked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum RevokeEvent {
    /// すべての同意.
    All,
    /// The answer to one question, with every item that it decides.
    Only(Question),
    /// Why.
    Because(RevocationReason),
    /// On to the confirmation.
    Review,
}

/// A press on the confirmation of a revocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum ConfirmRevocationEvent {
    /// 取り消す: revokes what is shown.
    Revoke,
    /// 修正する.
    Change,
}

/// A press while a registration or a revocation is under way.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum StoringEvent {
    /// Stop waiting for the answer. The request is not taken back by it.
    StopWaiting,
}

/// A press on 3 完了, or after a revocation.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum DoneEvent {
    /// The visit ends; the next begins.
    Finish,
}

/// A press on a notice.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum NoticeEvent {
    /// The call that failed is made again; a registration or a revocation with the same idempotency key.
    AskAgain,
    /// The card is presented again, with the PIN that was typed.
    TapAgain,
    /// The last PIN try may be spent, with the PIN that was typed.
    SpendLastTry,
    /// The PIN is typed anew.
    TypePin,
    /// The card is asked how many tries are left; nothing is presented to it.
    AskTries,
    /// On to 照合番号B, without the PIN.
    WithoutPin,
    /// On to the PIN, after 照合番号B.
    WithPin,
    /// The form is drawn anew from the settings as they are now.
    DrawForm,
    /// The visit ends although a registration or a revocation is in doubt.
    LeaveUnconfirmed,
    /// The visit ends; the next begins.
    Finish,
}

// For the sake of a digit and of an answer. The others have nothing to hide.
debug_without_data!(ModeEvent, PinEvent, NumberEvent, InputEvent, RevokeEvent);
