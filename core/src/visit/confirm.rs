//! 2 確認: what was answered, question and items, drawn from the confirmed statement itself. Starts with every question
//! answered; ends with that statement being registered, or back on 1 入力 with the answers kept (修正する).

pub use super::event::ConfirmEvent;
use super::{
    carried::{Confirming, Storing, ToStore},
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Row},
    way::{Turn, Way},
    words::{reference, statement_rows},
};
use crate::text::say;

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct ConfirmScreen {
    pub(super) confirming: Confirming,
}

/// What is to be stored, for somebody to confirm: 2 確認, or a revocation.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct ConfirmView {
    /// What to do.
    pub lead: String,
    /// The title over the rows.
    pub rows_title: String,
    /// Each question, its answer and its items.
    pub rows: Vec<Row>,
    /// By what screen and service can be compared: the digest's first characters, or the number of what is revoked.
    pub reference: Field,
    /// Has what is shown carried out.
    pub accept: Button,
    /// 修正する.
    pub change: Button,
}

impl ConfirmScreen {
    /// Shows what was confirmed.
    pub(super) fn open(confirming: Confirming) -> Turn<Self> {
        Turn::stay(Self { confirming })
    }

    /// A press.
    pub(super) fn press(self, event: ConfirmEvent) -> Turn<Self> {
        match event {
            ConfirmEvent::Register => {
                Turn::to(Way::Store(Storing::new(ToStore::Registration(self.confirming))))
            }
            ConfirmEvent::Change => self.back(),
        }
    }

    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Form(self.confirming.filling))
    }

    pub(super) fn face(&self) -> Face<ConfirmView> {
        let confirmed = &self.confirming.confirmed;
        let statement = confirmed.statement();
        Face {
            heading: say("confirm-heading"),
            audience: Audience::Patient,
            step: Some(1),
            view: ConfirmView {
                lead: say("confirm-lead"),
                rows_title: say("rows-title"),
                rows: statement_rows(&statement.answers, statement.prescription_form, &statement.items),
                reference: reference(confirmed.digest()),
                accept: Button::primary(say("confirm-register"), Event::Confirm(ConfirmEvent::Register)),
                change: Button::secondary(say("confirm-change"), Event::Confirm(ConfirmEvent::Change)),
            },
            back: true,
            cancel: true,
        }
    }
}
