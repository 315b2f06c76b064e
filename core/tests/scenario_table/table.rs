//! The form of `scenarios/consent.json`, for the core's test and the service's. A field that is not of it makes the
//! table unreadable.

use std::collections::BTreeMap;

use kyotaku_core::eligibility::{ClinicSettings, Use};
use serde::Deserialize;
use serde_json::json;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Table {
    pub(crate) questions: Vec<Question>,
    pub(crate) words: BTreeMap<String, String>,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Question {
    pub(crate) label: String,
    pub(crate) items: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Case {
    pub(crate) name: String,
    pub(crate) why: String,
    pub(crate) settings: Settings,
    pub(crate) asked: Vec<String>,
    pub(crate) prescription: PrescriptionRow,
    pub(crate) presses: Vec<Press>,
    pub(crate) expected: Expected,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Settings {
    pub(crate) 手術: bool,
    pub(crate) 診療: bool,
    pub(crate) 薬剤: bool,
    pub(crate) 健診: bool,
    pub(crate) 特定疾病: bool,
    pub(crate) 電子カルテ情報共有: bool,
    pub(crate) 電子処方箋利用区分: u8,
    pub(crate) 発行形態選択タイミング: u8,
}

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum PrescriptionRow {
    Absent,
    ElectronicOnly,
    Choice,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Press {
    Button(ButtonPress),
    Answer(AnswerPress),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ButtonPress {
    pub(crate) button: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerPress {
    pub(crate) question: String,
    pub(crate) answer: String,
}

#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum Expected {
    Registered(Registered),
    Stopped(Stopped),
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Registered {
    pub(crate) items: BTreeMap<String, String>,
    // Without this an absent form would read as null.
    #[serde(deserialize_with = "Option::deserialize")]
    pub(crate) form: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stopped {
    pub(crate) missing: Vec<String>,
}

impl Table {
    pub(crate) fn read() -> Self {
        serde_json::from_str(include_str!("../../../scenarios/consent.json")).expect("the table has its form")
    }

    pub(crate) fn word(&self, code: &str) -> &str {
        self.words
            .get(code)
            .map_or_else(|| panic!("the table has no word for {code}"), String::as_str)
    }

    pub(crate) fn items_of(&self, question: &str) -> &[String] {
        let question = self.questions.iter().find(|known| known.label == question);
        &question.expect("the table knows the question").items
    }

    /// The labels of the rows of a form, in order.
    pub(crate) fn rows_of<'a>(&'a self, case: &'a Case) -> Vec<&'a str> {
        let row = (case.prescription != PrescriptionRow::Absent).then(|| self.word("prescription"));
        case.asked.iter().map(String::as_str).chain(row).collect()
    }
}

impl Settings {
    /// A clinic with these settings. What the table does not speak of is as on the notice's screen.
    pub(crate) fn clinic(&self) -> ClinicSettings {
        let institution = "1234567890".parse().expect("ten digits");
        let set = |on| if on { Use::On } else { Use::Off };
        ClinicSettings {
            surgery: set(self.手術),
            diagnosis: set(self.診療),
            medication: set(self.薬剤),
            checkups: set(self.健診),
            specific_disease: set(self.特定疾病),
            record_sharing: set(self.電子カルテ情報共有),
            prescription_use: serde_json::from_value(json!(self.電子処方箋利用区分.to_string()))
                .expect("a code of table 038"),
            prescription_timing: serde_json::from_value(json!(self.発行形態選択タイミング.to_string()))
                .expect("a code of table 039"),
            ..ClinicSettings::of_the_notice(institution, "見本診療所")
        }
    }
}
