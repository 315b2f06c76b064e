//! The confirmation of a revocation: every question and every item that it takes away, and why. Starts with both chosen; ends
//! with the revocation being asked for, or back on the choice with what was chosen (修正する).

pub use super::event::ConfirmRevocationEvent;
use super::{
    carried::{Revocation, Storing, ToStore},
    confirm::ConfirmView,
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Row},
    standing_words::{reason_label, registration_number},
    way::{Turn, Way},
    words::{item_label, question_label},
};
use crate::{
    consent::{Question, RevocationReason},
    text::say,
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct ConfirmRevocationScreen {
    pub(super) revocation: Revocation,
}

impl ConfirmRevocationScreen {
    /// Shows what is to be revoked.
    pub(super) fn open(revocation: Revocation) -> Turn<Self> {
        Turn::stay(Self { revocation })
    }

    /// A press.
    pub(super) fn press(self, event: ConfirmRevocationEvent) -> Turn<Self> {
        match event {
            ConfirmRevocationEvent::Revoke => {
                Turn::to(Way::Store(Storing::new(ToStore::Revocation(self.revocation))))
            }
            ConfirmRevocationEvent::Change => self.back(),
        }
    }

    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Revoke(self.revocation.found, Some(self.revocation.request)))
    }

    pub(super) fn face(&self) -> Face<ConfirmView> {
        let request = &self.revocation.request;
        let reason = Row {
            label: say("revoke-why"),
            answer: reason_label(request.reason),
            items: Vec::new(),
        };
        Face {
            heading: say("revoke-confirm-heading"),
            // What a patient wishes, they read themselves.
            audience: if request.reason == RevocationReason::ByPatient {
                Audience::Patient
            } else {
                Audience::Staff
            },
            step: None,
            view: ConfirmView {
                lead: say("revoke-confirm-lead"),
                rows_title: say("revoke-rows-title"),
                rows: self
                    .revocation
                    .revoked()
                    .map(|answer| row(answer.question))
                    .chain([reason])
                    .collect(),
                reference: registration_number(&request.registration),
                accept: Button::primary(
                    say("revoke-confirm"),
                    Event::ConfirmRevocation(ConfirmRevocationEvent::Revoke),
                ),
                change: Button::secondary(
                    say("confirm-change"),
                    Event::ConfirmRevocation(ConfirmRevocationEvent::Change),
                ),
            },
            back: true,
            cancel: true,
        }
    }
}

/// A question that is revoked, with every item that it decides.
fn row(question: Question) -> Row {
    let item = |&item| Field {
        label: item_label(item),
        value: say("revoke-row"),
        note: None,
    };
    Row {
        label: question_label(question),
        answer: say("revoke-row"),
        items: question.items().iter().map(item).collect(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::visit::bench::{left, revocation};

    #[test]
    fn every_item_that_is_taken_away_is_named_and_no_other() {
        for (question, items) in [
            (None, vec!["手術情報", "診療情報", "薬剤情報"]),
            (Some(Question::Surgery), vec!["手術情報"]),
            (
                Some(Question::DiagnosisAndMedication),
                vec!["診療情報", "薬剤情報"],
            ),
        ] {
            let revocation = revocation(question, RevocationReason::ByClinic);
            let view = ConfirmRevocationScreen { revocation }.face().view;
            let named: Vec<_> = view.rows.iter().flat_map(|row| &row.items).collect();
            let named: Vec<_> = named.iter().map(|item| item.label.as_str()).collect();
            assert_eq!(named, items);
            assert_eq!(view.rows.last().unwrap().answer, "医療機関による取り消し");
        }
    }

    #[test]
    fn what_is_shown_is_what_is_asked_for() {
        let revocation = revocation(None, RevocationReason::ByPatient);
        let request = revocation.request.clone();
        let pressed = ConfirmRevocationScreen { revocation }.press(ConfirmRevocationEvent::Revoke);
        let (Way::Store(storing), effects) = left(pressed) else {
            panic!("nothing is stored")
        };
        assert!(effects.is_empty() && !storing.in_doubt);
        assert!(matches!(storing.what, ToStore::Revocation(asked) if asked.request == request));
    }
}
