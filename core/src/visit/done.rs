//! 3 完了: drawn from the receipt, that is from what the service read back, never from memory. If it is not what was
//! confirmed, the screen says so loudly. Starts with a receipt; ends the visit.

pub use super::event::DoneEvent;
use super::{
    calendar_words::moment,
    carried::{Confirming, Visiting},
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Row, Tone},
    way::{Turn, Way},
    words::{reference, statement_rows},
};
use crate::{
    consent::{Confirmed, Receipt},
    text::{channel_name, say},
};

/// The state: what was confirmed, and what the service holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct DoneScreen {
    pub(super) visiting: Visiting,
    confirmed: Confirmed,
    receipt: Receipt,
}

/// What the service holds after it stored something: 3 完了, or after a revocation.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct DoneView {
    /// What happened.
    pub message: String,
    /// Good; or an alarm, if what the service holds is not what was confirmed.
    pub tone: Tone,
    /// What to do, if so.
    pub explanation: Vec<String>,
    /// The title over the rows.
    pub rows_title: String,
    /// What the service holds, drawn from the receipt.
    pub rows: Vec<Row>,
    /// Registration number and time, channel, and what else there is to find it by.
    pub receipt: Vec<Field>,
    /// Ends the visit.
    pub finish: Button,
}

impl DoneScreen {
    /// Shows a receipt.
    pub(super) fn open(confirming: Confirming, receipt: Receipt) -> Turn<Self> {
        let Confirming { filling, confirmed } = confirming;
        Turn::stay(Self {
            visiting: filling.found.visiting,
            confirmed,
            receipt,
        })
    }

    /// The reference of what was confirmed, where what the service holds is something else.
    pub(super) fn differs(&self) -> Option<String> {
        let holds = self.receipt.holds(&self.confirmed);
        (!holds).then(|| reference(self.confirmed.digest()).value)
    }

    /// A press.
    pub(super) fn press(self, event: DoneEvent) -> Turn<Self> {
        match event {
            DoneEvent::Finish => Turn::to(Way::Start),
        }
    }

    pub(super) fn face(&self) -> Face<DoneView> {
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
            view: DoneView {
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
                    field("receipt-time", &moment(&receipt.registered_at)),
                    field("receipt-channel", &channel_name(receipt.origin.channel)),
                    field("receipt-device", &receipt.origin.device),
                    field(
                        "receipt-app",
                        &format!("{} {}", receipt.origin.app, receipt.origin.version),
                    ),
                    reference(&receipt.digest),
                ],
                finish: Button::primary(say("done-finish"), Event::Done(DoneEvent::Finish)),
            },
            back: false,
            cancel: false,
        }
    }
}
