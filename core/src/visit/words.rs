//! Words that more than one screen says: the names of questions, answers and items, the same on 入力, 確認 and 完了; the
//! rows that 確認 and 完了 draw from a statement, and its reference; what a tap did to the tries.

use super::parts::{Field, Row};
use crate::{
    card::{Secret, Tries},
    consent::{Answer, Decision, Item, ItemDecision, PrescriptionForm, Question},
    text::{say, say_with},
};

/// The name of a question on the screens.
pub fn question_label(question: Question) -> String {
    match question {
        Question::Surgery => say("question-surgery"),
        Question::DiagnosisAndMedication => say("question-diagnosis-and-medication"),
        Question::Diagnosis => say("question-diagnosis"),
        Question::Medication => say("question-medication"),
        Question::Checkups => say("question-checkups"),
        Question::MedicalCare => say("question-medical-care"),
        Question::SpecificDisease => say("question-specific-disease"),
    }
}

pub(super) fn decision_label(decision: Decision) -> String {
    match decision {
        Decision::Agree => say("agree"),
        Decision::Decline => say("decline"),
    }
}

pub(super) fn form_label(form: PrescriptionForm) -> String {
    match form {
        PrescriptionForm::Electronic => say("form-electronic"),
        PrescriptionForm::Paper => say("form-paper"),
    }
}

/// The name of an item on the screens.
pub fn item_label(item: Item) -> String {
    match item {
        Item::Surgery => say("item-surgery"),
        Item::Diagnosis => say("item-diagnosis"),
        Item::Medication => say("item-medication"),
        Item::Checkups => say("item-checkups"),
        Item::MedicalCare => say("item-medical-care"),
        Item::SpecificDisease => say("item-specific-disease"),
    }
}

/// A row for each answer, with what `items` holds for the items that the question decides, and one for the
/// prescription form. An item that no answer accounts for gets a row of its own: nothing that is held stays unseen.
pub(super) fn statement_rows(
    answers: &[Answer],
    form: Option<PrescriptionForm>,
    items: &[ItemDecision],
) -> Vec<Row> {
    let field = |held: &ItemDecision| Field {
        label: item_label(held.item),
        value: decision_label(held.decision),
        note: None,
    };
    let mut rows: Vec<Row> = answers
        .iter()
        .map(|answer| Row {
            label: question_label(answer.question),
            answer: decision_label(answer.decision),
            items: items
                .iter()
                .filter(|held| answer.question.items().contains(&held.item))
                .map(field)
                .collect(),
        })
        .collect();
    let accounted = |item: Item| {
        answers
            .iter()
            .any(|answer| answer.question.items().contains(&item))
    };
    rows.extend(items.iter().filter(|held| !accounted(held.item)).map(|held| Row {
        label: say("row-without-question"),
        answer: String::new(),
        items: vec![field(held)],
    }));
    rows.extend(form.map(|form| Row {
        label: say("question-prescription-form"),
        answer: form_label(form),
        items: Vec::new(),
    }));
    rows
}

/// The first characters of a digest: enough to compare screen, receipt and database by eye.
pub(super) fn reference(digest: &str) -> Field {
    let short: String = digest.chars().take(12).collect();
    Field {
        label: say("reference"),
        value: short,
        note: None,
    }
}

/// What a tap did to the tries, in a sentence.
pub(super) fn tries_notice(secret: Secret, tries: Tries) -> String {
    let name = ("secret", secret_name(secret).into());
    match tries {
        Tries::Untouched => say_with("tries-untouched", &[name]),
        Tries::Full => say_with("tries-full", &[name]),
        Tries::Left(0) => say_with("tries-none", &[name]),
        Tries::Left(left) => say_with("tries-left", &[name, ("left", left.into())]),
        Tries::Unknown => say_with("tries-unknown", &[name]),
    }
}

/// How many tries a card says are left.
pub(super) fn tries_count(secret: Secret, left: u8) -> String {
    let name = ("secret", secret_name(secret).into());
    say_with("tries-count", &[name, ("left", left.into())])
}

/// What it is called that the tries are of.
fn secret_name(secret: Secret) -> String {
    match secret {
        Secret::Pin => say("secret-pin"),
        Secret::MatchingNumberB => say("secret-number"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_count_of_tries_is_said_that_makes_no_sense() {
        for secret in [Secret::Pin, Secret::MatchingNumberB] {
            assert!(!tries_notice(secret, Tries::Left(0)).contains('0'));
            assert!(tries_notice(secret, Tries::Left(2)).contains("あと 2 回"));
        }
    }

    #[test]
    fn the_tries_are_said_of_what_was_typed() {
        assert_eq!(tries_count(Secret::Pin, 3), "暗証番号の残り回数：3回");
        assert!(tries_notice(Secret::MatchingNumberB, Tries::Untouched).starts_with("照合番号Bの"));
    }
}
