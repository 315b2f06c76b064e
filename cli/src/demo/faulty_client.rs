//! A client with the fault of October 2024. How that app was built is not public; its effect is: 診療情報 was registered
//! as declined and 薬剤情報 as agreed although one button stood for both. This client has the likely mechanism `[I]`: a
//! flag for each item. 一括 sets both, the joint row's button sets one, and the row is drawn from that one.

use kyotaku_core::{
    consent::{
        Answer, Decision, Item, ItemDecision, PrescriptionForm, Question, Receipt, RegistrationRequest,
        Statement,
    },
    eligibility::{IdempotencyKey, ProblemKind, ServiceFault},
    visit::CareMode,
};
use kyotaku_service::sample::CLINIC;

/// Two flags behind one button.
struct Flags {
    diagnosis: Decision,
    medication: Decision,
}

impl Flags {
    fn agree_all() -> Self {
        Self {
            diagnosis: Decision::Agree,
            medication: Decision::Agree,
        }
    }

    /// The fault: the joint row's button changes one of the two.
    fn decline_the_joint_row(self) -> Self {
        Self {
            diagnosis: Decision::Decline,
            ..self
        }
    }
}

/// What this client sends after 「すべての項目に同意する」 and 「同意しない」 on the joint row. Its digest fits what it
/// says, so that nothing but the items themselves gives it away.
pub(super) fn registration(check: &str) -> RegistrationRequest {
    let flags = Flags::agree_all().decline_the_joint_row();
    let agree = Decision::Agree;
    let answer = |question, decision| Answer { question, decision };
    let item = |item, decision| ItemDecision { item, decision };
    let statement = Statement {
        institution: CLINIC.parse().expect("the sample clinic's code has ten digits"),
        check: check.to_owned(),
        mode: CareMode::HomeVisit,
        settings_version: 1,
        answers: vec![
            answer(Question::Surgery, agree),
            // The row is drawn from the one flag that changed, so the patient sees what they pressed.
            answer(Question::DiagnosisAndMedication, flags.diagnosis),
            answer(Question::Checkups, agree),
            answer(Question::MedicalCare, agree),
            answer(Question::SpecificDisease, agree),
        ],
        prescription_form: Some(PrescriptionForm::Electronic),
        items: vec![
            item(Item::Surgery, agree),
            item(Item::Diagnosis, flags.diagnosis),
            item(Item::Medication, flags.medication),
            item(Item::Checkups, agree),
            item(Item::MedicalCare, agree),
            item(Item::SpecificDisease, agree),
        ],
    };
    RegistrationRequest {
        digest: statement.digest(),
        statement,
    }
}

pub(super) fn key(request: &RegistrationRequest) -> IdempotencyKey {
    IdempotencyKey::of_registration(&request.statement.check, &request.digest)
}

/// The service's answer, in a line.
pub(super) struct Refusal {
    pub(super) text: String,
    pub(super) is_linked_items_differ: bool,
}

pub(super) fn refusal(answer: &Result<Receipt, ServiceFault>) -> Refusal {
    match answer {
        Ok(receipt) => Refusal {
            text: format!("registered it as {}", receipt.registration),
            is_linked_items_differ: false,
        },
        Err(ServiceFault::Refused(problem)) => Refusal {
            text: format!(
                "refused, HTTP {}, {}: {}",
                problem.status, problem.r#type, problem.title
            ),
            is_linked_items_differ: problem.kind() == Some(ProblemKind::LinkedItemsDiffer),
        },
        Err(fault) => Refusal {
            text: fault.to_string(),
            is_linked_items_differ: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_faulty_client_declines_diagnosis_agrees_to_medication_and_its_digest_fits() {
        let request = registration("check-1");
        let decided = |item| {
            request
                .statement
                .items
                .iter()
                .find(|held| held.item == item)
                .map(|held| held.decision)
        };
        assert_eq!(decided(Item::Diagnosis), Some(Decision::Decline));
        assert_eq!(decided(Item::Medication), Some(Decision::Agree));
        assert_eq!(request.digest, request.statement.digest());
    }
}
