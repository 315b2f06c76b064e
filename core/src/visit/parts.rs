//! The parts that the screens' views are made of: controls, each with the event that it stands for, fields, rows, and
//! how strongly they speak.

use super::event::Event;
use crate::redacted::debug_without_data;

/// Who should be looking at a screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Audience {
    /// The clinic's staff.
    Staff,
    /// The patient: the phone is turned to them; words are large and plain.
    Patient,
}

/// How strongly a control or a message speaks. Never the only sign: the words say it too.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Tone {
    /// Nothing special.
    Plain,
    /// It went well.
    Good,
    /// Look before going on.
    Caution,
    /// It failed, or must not go on.
    Alarm,
}

/// A control.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Button {
    /// Its words.
    pub label: String,
    /// What to dispatch when it is pressed.
    pub event: Event,
    /// Whether it is the screen's main way on.
    pub weight: Weight,
}

impl Button {
    pub(super) fn primary(label: String, event: Event) -> Self {
        Self {
            label,
            event,
            weight: Weight::Primary,
        }
    }

    pub(super) fn secondary(label: String, event: Event) -> Self {
        Self {
            label,
            event,
            weight: Weight::Secondary,
        }
    }
}

/// How a control stands out from its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum Weight {
    /// The main way on; at most one a screen.
    Primary,
    /// Any other.
    Secondary,
}

/// A button of a pair or a list of which one can be chosen.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Choice {
    /// Its words.
    pub label: String,
    /// What to dispatch when it is pressed.
    pub event: Event,
    /// Whether it is the one chosen.
    pub selected: bool,
}

/// A label and its value; a note where the value needs one.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Field {
    /// What it is.
    pub label: String,
    /// The value, as it is to be read.
    pub value: String,
    /// A remark, for example that a character is missing.
    pub note: Option<String>,
}

/// A question, its answer and what follows from it.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Row {
    /// The question.
    pub label: String,
    /// The answer.
    pub answer: String,
    /// Each item and what holds for it, none for the prescription form; of what stands, how it was revoked.
    pub items: Vec<Field>,
}

/// A picture in grey, for people to look at: the portrait (顔写真) that a card showed. A shell draws it large and lets go of
/// it with the view: it keeps no copy, and writes none down.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct Picture {
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// `width × height` bytes, row by row from the top: 0 is black, 255 white.
    pub grey: Vec<u8>,
    /// What it is, for a screen reader: not whom it shows.
    pub spoken: String,
}

/// A call to the service is under way.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct WaitingView {
    /// For what.
    pub message: String,
    /// What can be done meanwhile, beside 戻る and 中止する.
    pub buttons: Vec<Button>,
}

// What was answered or typed may stand in any of them.
debug_without_data!(Button, Choice, Field, Row, Picture, WaitingView);
