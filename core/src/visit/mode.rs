//! Choose the mode of the visit. Starts a visit: first the clinic's settings are fetched, then one button stands for
//! each mode that they switch on. Ends with a mode chosen, and the challenge being fetched while the PIN is typed.

use std::sync::Arc;

pub use super::care_mode::CareMode;
pub use super::event::ModeEvent;
use super::{
    carried::Visiting,
    cause::Cause,
    effect::{Call, Effect},
    event::Event,
    face::Face,
    pads::AnyPad,
    parts::{Audience, Button},
    resume::Resume,
    way::{Turn, Way},
};
use crate::{
    card::Secret,
    eligibility::{ClinicSettings, ServiceFault},
    text::say,
};

/// Choose the mode.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct ModeView {
    /// What to do.
    pub lead: String,
    /// One for each mode that the clinic uses.
    pub modes: Vec<Button>,
}

/// The state: waiting for the settings, or showing the modes.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) enum ModeScreen {
    /// [`Effect::FetchSettings`] is under way.
    Loading,
    /// The modes of these settings are shown.
    Choosing(Arc<ClinicSettings>),
}

impl ModeScreen {
    /// A new visit.
    pub(super) fn start() -> Turn<Self> {
        Turn::stay(Self::Loading).and(Effect::FetchSettings)
    }

    /// Back from the PIN pad: a challenge is not waited for any more.
    pub(super) fn again(settings: Arc<ClinicSettings>) -> Turn<Self> {
        Self::offer(settings)
            .and(Effect::Stop(Call::Challenge))
            .and(Effect::Stop(Call::ChallengeWatch))
    }

    /// The settings came, or did not.
    pub(super) fn settings(answer: Result<ClinicSettings, ServiceFault>) -> Turn<Self> {
        match answer {
            Ok(settings) => Self::offer(Arc::new(settings)),
            Err(fault) => Turn::notice(Cause::Settings(fault), Resume::Settings),
        }
    }

    /// Shows the modes of these settings, or says that there is none.
    fn offer(settings: Arc<ClinicSettings>) -> Turn<Self> {
        if CareMode::OF_THE_APP.iter().any(|mode| mode.is_on(&settings)) {
            Turn::stay(Self::Choosing(settings))
        } else {
            Turn::notice(Cause::NoModeInUse, Resume::Settings)
        }
    }

    /// A press.
    pub(super) fn press(self, event: ModeEvent) -> Turn<Self> {
        let ModeEvent::Choose(mode) = event;
        match self {
            Self::Choosing(settings) if mode.is_offered(&settings) => {
                let visiting = Visiting::new(settings, mode);
                Turn::to(Way::Pad(AnyPad::new(Secret::Pin, visiting, None, None)))
            }
            stays @ (Self::Choosing(_) | Self::Loading) => Turn::OutOfPlace(stays),
        }
    }

    /// No view of its own while the settings are on their way.
    pub(super) fn face(&self) -> Face<Option<ModeView>> {
        let view = match self {
            Self::Loading => None,
            Self::Choosing(settings) => Some(ModeView {
                lead: say("mode-lead"),
                modes: CareMode::OF_THE_APP
                    .into_iter()
                    .filter(|mode| mode.is_on(settings))
                    .map(|mode| Button::secondary(mode.label(), Event::Mode(ModeEvent::Choose(mode))))
                    .collect(),
            }),
        };
        Face {
            heading: say("mode-heading"),
            audience: Audience::Staff,
            step: None,
            view,
            back: false,
            cancel: false,
        }
    }

    pub(super) fn clinic(&self) -> Option<&str> {
        match self {
            Self::Loading => None,
            Self::Choosing(settings) => Some(&settings.institution_name),
        }
    }
}
