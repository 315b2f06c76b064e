//! What a person can press. Every control of a [`super::View`] holds one of these; a shell makes none itself.

use super::{
    confirm::ConfirmEvent, done::DoneEvent, eligibility::EligibilityEvent, input::InputEvent,
    mode::ModeEvent, notice::NoticeEvent, pin::PinEvent, registering::RegisteringEvent,
};
use crate::redacted::debug_without_data;

/// A press. Its `Debug` tells neither a PIN digit nor an answer.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum), uniffi::export(Debug))]
pub enum Event {
    /// On the screen that chooses the mode.
    Mode(ModeEvent),
    /// On the PIN pad.
    Pin(PinEvent),
    /// On the eligibility.
    Eligibility(EligibilityEvent),
    /// On 1 入力.
    Input(InputEvent),
    /// On 2 確認.
    Confirm(ConfirmEvent),
    /// While the registration is under way.
    Registering(RegisteringEvent),
    /// On 3 完了.
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
            Self::Eligibility(_) => "Eligibility",
            Self::Input(_) => "Input",
            Self::Confirm(_) => "Confirm",
            Self::Registering(_) => "Registering",
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

// For the sake of a digit and of an answer. The others have nothing to hide.
debug_without_data!(ModeEvent, PinEvent, InputEvent);
