//! 3 完了: drawn from the receipt, that is from what the service read back, never from memory. If it is not what was
//! confirmed, the screen says so loudly. Starts with a receipt; ends the visit.

use super::{
    Event,
    confirm::{ConfirmScreen, reference},
    mode::ModeScreen,
    model::{Face, Stage, Turn, Visiting},
    view::{Audience, Button, DoneView, Field, Screen, Tone},
    words::statement_rows,
};
use crate::{
    consent::{Confirmed, Receipt},
    text::{channel_name, say},
};

/// A press on 3 完了.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub enum DoneEvent {
    /// The visit ends; the next begins.
    Finish,
}

/// The state: what was confirmed, and what the service holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct DoneScreen {
    pub(super) visiting: Visiting,
    confirmed: Confirmed,
    receipt: Receipt,
}

impl DoneScreen {
    /// Shows a receipt.
    pub(super) fn open(confirm: ConfirmScreen, receipt: Receipt) -> Turn {
        let ConfirmScreen { filling, confirmed } = confirm;
        Turn::to(Stage::Done(Box::new(Self {
            visiting: filling.visiting,
            confirmed,
            receipt,
        })))
    }

    /// A press.
    pub(super) fn press(self, event: DoneEvent) -> Turn {
        match event {
            DoneEvent::Finish => ModeScreen::start(),
        }
    }

    pub(super) fn face(&self) -> Face {
        let receipt = &self.receipt;
        let (tone, message, explanation) = if receipt.holds(&self.confirmed) {
            (Tone::Good, say("done-message"), vec![say("done-read-back")])
        } else {
            (
                Tone::Alarm,
                say("done-differs"),
                vec![say("done-differs-unchanged"), say("done-differs-to-do")],
            )
        };
        let field = |label: &str, value: &str| Field {
            label: say(label),
            value: value.to_owned(),
            note: None,
        };
        Face {
            heading: say("done-heading"),
            audience: Audience::Patient,
            step: Some(2),
            screen: Screen::Done(DoneView {
                message,
                tone,
                explanation,
                rows_title: say("rows-title"),
                rows: statement_rows(
                    &receipt.statement.answers,
                    receipt.statement.prescription_form,
                    &receipt.items,
                ),
                receipt: vec![
                    field("receipt-number", &receipt.registration),
                    field("receipt-time", &receipt.registered_at),
                    field("receipt-channel", &channel_name(receipt.origin.channel)),
                    field(
                        "receipt-app",
                        &format!("{} {}", receipt.origin.app, receipt.origin.version),
                    ),
                    reference(&receipt.digest),
                ],
                finish: Button::primary(say("done-finish"), Event::Done(DoneEvent::Finish)),
            }),
            back: false,
            cancel: false,
        }
    }
}
