//! A statement in the wire's own words, its canonical text and its digest, written from the protocol's specification
//! and with no function of the core or the service.

use serde_json::{Value, json};
use sha2::{Digest, Sha256};

use crate::{clinic::Visit, decided};

/// What is stated. Answers and items are in the order of the screen.
#[derive(Clone, Debug)]
pub(crate) struct Statement {
    /// Question, by its name on the wire, and decision.
    pub(crate) answers: Vec<(String, String)>,
    pub(crate) form: Option<String>,
    /// Item and decision.
    pub(crate) items: Vec<(String, String)>,
}

impl Statement {
    /// Answers the question with this label.
    pub(crate) fn answer(&mut self, label: &str, decision: &str) {
        let question = match label {
            "手術情報の提供" => "surgery",
            "診療情報および薬剤情報の提供" => "diagnosis-and-medication",
            "診療情報の提供" => "diagnosis",
            "薬剤情報の提供" => "medication",
            "特定健診等情報の提供" => "checkups",
            "療養情報の提供" => "medical-care",
            "特定疾病療養受療証情報の提供" => "specific-disease",
            unknown => panic!("no question is called {unknown}"),
        };
        self.answers.push((question.into(), decision.into()));
    }

    /// The statement of a visit.
    pub(crate) fn json(&self, visit: &Visit) -> Value {
        json!({
            "institution": visit.institution,
            "check": visit.check,
            "mode": visit.mode.wire_name(),
            "settings_version": visit.settings_version,
            "answers": decided("question", &self.answers),
            "prescription_form": self.form,
            "items": decided("item", &self.items),
        })
    }

    /// SHA-256 of the canonical text, in lower-case hexadecimal.
    pub(crate) fn digest(&self, visit: &Visit) -> String {
        let digest = Sha256::digest(self.canonical_text(visit).as_bytes());
        digest.iter().map(|byte| format!("{byte:02x}")).collect()
    }

    fn canonical_text(&self, visit: &Visit) -> String {
        let Visit {
            institution,
            check,
            mode,
            settings_version,
        } = visit;
        let lines = |kind: &str, list: &[(String, String)]| -> String {
            let line = |(name, decision): &(String, String)| format!("{kind} {name} {decision}\n");
            list.iter().map(line).collect()
        };
        [
            "kyotaku statement 1\n",
            &format!("institution {institution}\n"),
            &format!("check {check}\n"),
            &format!("mode {mode}\n", mode = mode.wire_name()),
            &format!("settings {settings_version}\n"),
            &lines("answer", &self.answers),
            &format!("form {}\n", self.form.as_deref().unwrap_or("none")),
            &lines("item", &self.items),
        ]
        .concat()
    }
}
