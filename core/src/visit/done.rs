//! 3 完了: drawn from the receipt, that is from what the service read back, never from memory. If it is not what was
//! confirmed, the screen says so loudly. Starts with a receipt; ends the visit.

pub use super::event::DoneEvent;
use super::{
    calendar_words::both_calendars,
    carried::{Confirming, Visiting},
    event::Event,
    face::Face,
    parts::{Audience, Button, Field, Row, Tone},
    way::{Turn, Way},
    words::{reference, statement_rows},
};
use crate::{
    consent::{Confirmed, Receipt},
    text::{channel_name, say, say_with},
};

/// The state: what was confirmed, and what the service holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct DoneScreen {
    pub(super) visiting: Visiting,
    confirmed: Confirmed,
    receipt: Receipt,
}

/// 3 完了.
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
    /// Registration number, time, channel, app, version.
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
                    field("receipt-time", &time_in_words(&receipt.registered_at)),
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

/// 令和8年11月23日（2026年） 9時05分; a time of another form as it came.
fn time_in_words(registered_at: &str) -> String {
    // Japan's time is what it says: the offset is dropped, not converted.
    let Ok(time) = registered_at.parse::<jiff::civil::DateTime>() else {
        return registered_at.to_owned();
    };
    say_with(
        "date-and-time",
        &[
            ("date", both_calendars(time.date()).into()),
            ("hour", i64::from(time.hour()).into()),
            ("minute", format!("{:02}", time.minute()).into()),
        ],
    )
}

#[cfg(test)]
mod tests {
    use super::time_in_words;

    #[test]
    fn the_time_of_a_receipt_is_said_in_words_and_an_unreadable_one_as_it_came() {
        assert_eq!(
            time_in_words("2026-11-23T09:05:21+09:00"),
            "令和8年11月23日（2026年） 9時05分"
        );
        assert_eq!(time_in_words("yesterday"), "yesterday");
    }
}
