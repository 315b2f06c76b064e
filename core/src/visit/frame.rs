//! What is to be drawn: a screen's face, and the frame around it: steps, 戻る, 中止する, and the footer that says where
//! everything comes from.

use super::{
    event::Event,
    model::{Model, Stage},
    view::{Audience, Button, Footer, Screen, Steps, View},
};
use crate::text::{channel_name, say, say_with};

/// What a screen shows; [`view()`] puts the frame around it.
pub(super) struct Face {
    pub(super) heading: String,
    pub(super) audience: Audience,
    pub(super) step: Option<u32>,
    pub(super) screen: Screen,
    pub(super) back: bool,
    pub(super) cancel: bool,
}

/// What is to be drawn.
pub fn view(model: &Model) -> View {
    let face = match &model.stage {
        Stage::Mode(screen) => screen.face(),
        Stage::Pin(screen) => screen.face(),
        Stage::Tap(screen) => screen.face(),
        Stage::Checking(screen) => screen.face(),
        Stage::Eligibility(screen) => screen.face(),
        Stage::Input(screen) => screen.face(),
        Stage::Confirm(screen) => screen.face(),
        Stage::Registering(screen) => screen.face(),
        Stage::Done(screen) => screen.face(),
        Stage::Notice(screen) => screen.face(),
    };
    let labels = || vec![say("step-input"), say("step-confirm"), say("step-done")];
    View {
        heading: face.heading,
        audience: face.audience,
        steps: face.step.map(|current| Steps {
            labels: labels(),
            current,
            spoken: say_with("step-spoken", &[("step", (current + 1).into())]),
        }),
        screen: face.screen,
        back: face.back.then(|| Button::secondary(say("back"), Event::Back)),
        cancel: face
            .cancel
            .then(|| Button::secondary(say("cancel"), Event::Cancel)),
        footer: Footer {
            channel: channel_name(model.origin.channel),
            app: format!("{} {}", model.origin.app, model.origin.version),
            device: say_with("footer-device", &[("device", model.origin.device.clone().into())]),
            clinic: model.clinic_name().map(str::to_owned),
        },
    }
}

impl Model {
    fn clinic_name(&self) -> Option<&str> {
        let visiting = match &self.stage {
            Stage::Mode(screen) => return screen.clinic(),
            Stage::Pin(screen) => &screen.visiting,
            Stage::Tap(screen) => screen.visiting(),
            Stage::Checking(screen) => &screen.visiting,
            Stage::Eligibility(screen) => &screen.visiting,
            Stage::Input(screen) => screen.visiting(),
            Stage::Confirm(screen) => &screen.filling.visiting,
            Stage::Registering(screen) => &screen.confirm.filling.visiting,
            Stage::Done(screen) => &screen.visiting,
            Stage::Notice(screen) => screen.visiting()?,
        };
        Some(&visiting.settings.institution_name)
    }
}
