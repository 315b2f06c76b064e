//! What is to be drawn: the screen's face, and the frame around it: steps, 戻る, 中止する, and the footer that says where
//! everything comes from.

use super::{
    event::Event,
    face::Face,
    model::Model,
    parts::{Button, WaitingView},
    stage::Stage,
    view::{Footer, Screen, Steps, View},
};
use crate::text::{channel_name, say, say_with};

/// What is to be drawn.
pub fn view(model: &Model) -> View {
    match &model.stage {
        Stage::Mode(screen) => framed(model, screen.face(), |view| {
            view.map_or_else(settings_awaited, Screen::Mode)
        }),
        Stage::Pin(screen) => framed(model, screen.face(), Screen::Pin),
        Stage::Number(screen) => framed(model, screen.face(), Screen::Number),
        Stage::Tap(screen) => framed(model, screen.face(model.antenna), Screen::Tap),
        Stage::Asking(screen) => framed(model, screen.face(model.antenna), Screen::Tap),
        Stage::Compare(screen) => framed(model, screen.face(), Screen::Compare),
        Stage::Checking(screen) => framed(model, screen.face(), Screen::Waiting),
        Stage::Eligibility(screen) => framed(model, screen.face(), Screen::Eligibility),
        Stage::Input(screen) => framed(model, screen.face(), |view| {
            view.map_or_else(settings_awaited, Screen::Input)
        }),
        Stage::Confirm(screen) => framed(model, screen.face(), Screen::Confirm),
        Stage::Revoke(screen) => framed(model, screen.face(), Screen::Revoke),
        Stage::ConfirmRevocation(screen) => framed(model, screen.face(), Screen::Confirm),
        Stage::Storing(screen) => framed(model, screen.face(), Screen::Waiting),
        Stage::Done(screen) => framed(model, screen.face(), Screen::Done),
        Stage::Revoked(screen) => framed(model, screen.face(), Screen::Done),
        Stage::Notice(screen) => framed(model, screen.face(), Screen::Notice),
    }
}

/// The clinic's settings are on their way.
fn settings_awaited() -> Screen {
    Screen::Waiting(WaitingView {
        message: say("mode-loading"),
        buttons: Vec::new(),
    })
}

fn framed<V>(model: &Model, face: Face<V>, screen: impl FnOnce(V) -> Screen) -> View {
    let labels = || vec![say("step-input"), say("step-confirm"), say("step-done")];
    View {
        heading: face.heading,
        audience: face.audience,
        steps: face.step.map(|current| Steps {
            labels: labels(),
            current,
            spoken: say_with("step-spoken", &[("step", (current + 1).into())]),
        }),
        screen: screen(face.view),
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
            Stage::Pin(screen) => &screen.pad.visiting,
            Stage::Number(screen) => &screen.pad.visiting,
            Stage::Tap(screen) => screen.visiting(),
            Stage::Asking(screen) => screen.pad.visiting(),
            Stage::Compare(screen) => &screen.comparing.visiting,
            Stage::Checking(screen) => &screen.check.visiting,
            Stage::Eligibility(screen) => &screen.found.visiting,
            Stage::Input(screen) => screen.visiting(),
            Stage::Confirm(screen) => &screen.confirming.filling.found.visiting,
            Stage::Revoke(screen) => &screen.found.visiting,
            Stage::ConfirmRevocation(screen) => &screen.revocation.found.visiting,
            Stage::Storing(screen) => &screen.storing.found().visiting,
            Stage::Done(screen) => &screen.visiting,
            Stage::Revoked(screen) => &screen.revocation.found.visiting,
            Stage::Notice(screen) => screen.visiting()?,
        };
        Some(&visiting.settings.institution_name)
    }
}
