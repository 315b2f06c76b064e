//! The clients of those months: what becomes of presses. How the real app was built is not public; its effect is. Its likely mechanism
//! `[I]` is here: two flags behind one row. 一括 fills a flag for each item. The row's own button clears the flag that the row is drawn from, the first
//! one, and leaves the second. What is registered of an item is its flag, and the row's answer only where no flag is.
//!
//! - The version before the fix has the fault, and sends 診療 and 薬剤 together wherever either is asked, 「同意しない」 for the one that is not.
//! - A later version on trial asks the two apart. So do the マイナ在宅受付Web and the 顔認証付きカードリーダー of these months; all three are made up, so
//!   that there are registrations that look like the fault and are none.

use std::collections::BTreeMap;

use kyotaku_core::{
    consent::{
        Answer, Decision, Form, Item, ItemDecision, PrescriptionForm, PrescriptionRow, Question, Statement,
    },
    eligibility::ClinicSettings,
    origin::Channel,
    visit::CareMode,
};

/// What a patient presses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Press {
    /// 「すべての項目に同意する」.
    AgreeAll,
    /// A row's own button.
    Row(Question, Decision),
}

impl Press {
    /// Its name in a press log.
    pub(super) fn name(self) -> String {
        match self {
            Self::AgreeAll => "agree-all".to_owned(),
            Self::Row(question, decision) => format!("{} {}", decision.wire_name(), question.wire_name()),
        }
    }
}

/// A program that registers consents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Client {
    /// The visit app before the fix, by its last number: 1.0.0 to 1.0.3. The notice names no version.
    Faulty(u8),
    /// An earlier one on trial, which sends no statement.
    WithoutStatement,
    /// A later one on trial.
    Later,
    /// マイナ在宅受付Web.
    Web,
    /// 顔認証付きカードリーダー.
    Counter,
}

impl Client {
    pub(super) fn channel(self) -> Channel {
        match self {
            Self::Faulty(_) | Self::WithoutStatement | Self::Later => Channel::VisitApp,
            Self::Web => Channel::ReceptionWeb,
            Self::Counter => Channel::FaceReader,
        }
    }

    pub(super) fn app(self) -> &'static str {
        match self {
            Self::Faulty(_) | Self::WithoutStatement | Self::Later => "visit-app-of-2024",
            Self::Web => "reception-web-of-2024",
            Self::Counter => "face-reader-of-2024",
        }
    }

    pub(super) fn version(self) -> String {
        match self {
            Self::Faulty(last) => format!("1.0.{last}"),
            Self::WithoutStatement => "0.9.0".to_owned(),
            Self::Later => "1.1.0".to_owned(),
            // The same number as the faulty app's: the channel alone tells them apart.
            Self::Web | Self::Counter => "1.0.0".to_owned(),
        }
    }

    /// What it asks under these settings.
    pub(super) fn asks(self, settings: &ClinicSettings) -> Vec<Question> {
        let apart = matches!(self, Self::Later | Self::Web | Self::Counter);
        let questions = Form::of(settings).questions.into_iter();
        questions
            .flat_map(|question| match question {
                Question::DiagnosisAndMedication if apart => vec![Question::Diagnosis, Question::Medication],
                question => vec![question],
            })
            .collect()
    }

    /// The statement that it sends after these presses; none if a question was left open.
    pub(super) fn states(self, visit: &Visit<'_>, presses: &[Press]) -> Option<Statement> {
        let asked = self.asks(visit.settings);
        let mut flags = Flags::default();
        for press in presses {
            flags.press(*press, &asked);
        }
        let mut answers = Vec::new();
        let mut items = BTreeMap::new();
        for &question in &asked {
            let decision = flags.row(question)?;
            answers.push(Answer { question, decision });
            for &item in question.items() {
                items.insert(item, flags.registered(question, item)?);
            }
        }
        if matches!(self, Self::Faulty(_) | Self::WithoutStatement) {
            let pair = [Item::Diagnosis, Item::Medication];
            if pair.iter().any(|item| items.contains_key(item)) {
                for item in pair {
                    items.entry(item).or_insert(Decision::Decline);
                }
            }
        }
        let items = items.into_iter();
        Some(Statement {
            institution: visit.settings.institution.clone(),
            check: visit.check.to_owned(),
            mode: visit.mode,
            settings_version: visit.settings.version,
            answers,
            prescription_form: match Form::of(visit.settings).prescription {
                PrescriptionRow::Absent => None,
                PrescriptionRow::ElectronicOnly => Some(PrescriptionForm::Electronic),
                PrescriptionRow::Choice => Some(PrescriptionForm::Paper),
            },
            items: items
                .map(|(item, decision)| ItemDecision { item, decision })
                .collect(),
        })
    }
}

/// Where the form is filled in.
pub(super) struct Visit<'a> {
    pub(super) settings: &'a ClinicSettings,
    pub(super) check: &'a str,
    pub(super) mode: CareMode,
}

#[derive(Default)]
struct Flags {
    items: BTreeMap<Item, Decision>,
    rows: BTreeMap<Question, Decision>,
}

impl Flags {
    fn press(&mut self, press: Press, asked: &[Question]) {
        match press {
            Press::AgreeAll => {
                self.rows.clear();
                let items = asked.iter().flat_map(|question| question.items());
                self.items = items.map(|&item| (item, Decision::Agree)).collect();
            }
            Press::Row(question, decision) if asked.contains(&question) => {
                self.rows.insert(question, decision);
                // The fault: of the items behind the row, only the first one's flag is cleared.
                if let Some(first) = question.items().first() {
                    self.items.remove(first);
                }
            }
            Press::Row(..) => {}
        }
    }

    /// What the row shows: its answer, or else the flag that it is drawn from.
    fn row(&self, question: Question) -> Option<Decision> {
        let first = question.items().first()?;
        self.rows
            .get(&question)
            .or_else(|| self.items.get(first))
            .copied()
    }

    fn registered(&self, question: Question, item: Item) -> Option<Decision> {
        self.items
            .get(&item)
            .or_else(|| self.rows.get(&question))
            .copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::eligibility::Use;

    const JOINT: Question = Question::DiagnosisAndMedication;

    fn notice() -> ClinicSettings {
        ClinicSettings::of_the_notice("1234567890".parse().unwrap(), "見本")
    }

    /// What is registered of 診療 and 薬剤, and what the patient saw in the rows that decide them.
    fn registered(client: Client, settings: &ClinicSettings, presses: &[Press]) -> (String, String) {
        let visit = Visit {
            settings,
            check: "c",
            mode: CareMode::HomeVisit,
        };
        let statement = client.states(&visit, presses).unwrap();
        let pair = [Item::Diagnosis, Item::Medication];
        let items = statement.items.iter().filter(|held| pair.contains(&held.item));
        let rows = statement
            .answers
            .iter()
            .filter(|answer| answer.question.items().iter().any(|item| pair.contains(item)));
        (
            items
                .map(|held| held.decision.wire_name())
                .collect::<Vec<_>>()
                .join(" "),
            rows.map(|row| row.decision.wire_name())
                .collect::<Vec<_>>()
                .join(" "),
        )
    }

    #[test]
    fn only_agree_all_and_then_the_joint_decline_leaves_medication_agreed_and_the_row_shows_a_decline() {
        let (agree, decline) = (
            Press::Row(JOINT, Decision::Agree),
            Press::Row(JOINT, Decision::Decline),
        );
        let rest = [
            Question::Surgery,
            Question::Checkups,
            Question::MedicalCare,
            Question::SpecificDisease,
        ]
        .map(|question| Press::Row(question, Decision::Agree));
        for (presses, items, row) in [
            (&[Press::AgreeAll, decline][..], "decline agree", "decline"),
            (
                &[Press::AgreeAll, decline, agree, decline],
                "decline agree",
                "decline",
            ),
            (&[decline, Press::AgreeAll, decline], "decline agree", "decline"),
            (&[Press::AgreeAll], "agree agree", "agree"),
            (&[decline], "decline decline", "decline"),
            (&[agree, decline], "decline decline", "decline"),
            (&[Press::AgreeAll, decline, agree], "agree agree", "agree"),
            (
                &[Press::AgreeAll, decline, Press::AgreeAll],
                "agree agree",
                "agree",
            ),
        ] {
            let presses = [&rest[..], presses].concat();
            let said = registered(Client::Faulty(0), &notice(), &presses);
            assert_eq!(said, (items.to_owned(), row.to_owned()), "{presses:?}");
        }
    }

    #[test]
    fn where_one_of_the_two_is_not_used_it_is_sent_as_declined_and_that_looks_like_the_fault() {
        let only_medication = ClinicSettings {
            diagnosis: Use::Off,
            ..notice()
        };
        let said = registered(Client::Faulty(2), &only_medication, &[Press::AgreeAll]);
        assert_eq!(said, ("decline agree".to_owned(), "agree".to_owned()));
        let only_diagnosis = ClinicSettings {
            medication: Use::Off,
            ..notice()
        };
        let said = registered(Client::Faulty(2), &only_diagnosis, &[Press::AgreeAll]);
        assert_eq!(said, ("agree decline".to_owned(), "agree".to_owned()));
    }

    #[test]
    fn who_asks_the_two_apart_registers_what_was_pressed() {
        let presses = [
            Press::AgreeAll,
            Press::Row(Question::Diagnosis, Decision::Decline),
        ];
        for client in [Client::Later, Client::Web, Client::Counter] {
            let said = registered(client, &notice(), &presses);
            assert_eq!(said, ("decline agree".to_owned(), "decline agree".to_owned()));
        }
    }

    #[test]
    fn an_open_question_is_not_registered() {
        let visit = Visit {
            settings: &notice(),
            check: "c",
            mode: CareMode::HomeVisit,
        };
        let presses = [Press::Row(JOINT, Decision::Agree)];
        assert!(Client::Faulty(0).states(&visit, &presses).is_none());
    }
}
