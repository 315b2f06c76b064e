//! The gate of those months: it believes the stored flag of the last registration. That is how 薬剤 went out: the flag said 「同意する」. The gate
//! of today works the items out anew from the answers, finds the contradiction, gives nothing out and raises an alarm.

use jiff::Timestamp;
use kyotaku_core::{
    consent::{Decision, Item, ItemDecision, Question},
    visit::CareMode,
};

use crate::ports::in_japan;

/// What counts for a person at a clinic in a mode: the last registration, and what was taken back of it.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) registration: String,
    pub(super) items: Vec<ItemDecision>,
    pub(super) mode: CareMode,
    pub(super) registered_at: Timestamp,
    /// None: all of it.
    pub(super) taken_back: Vec<Option<Question>>,
}

/// Whether the item goes out.
pub(super) fn gives(last: &Kept, item: Item, at: Timestamp) -> bool {
    let agreed = last
        .items
        .iter()
        .any(|held| held.item == item && held.decision == Decision::Agree);
    let taken_back = last
        .taken_back
        .iter()
        .any(|question| question.is_none_or(|question| question.items().contains(&item)));
    let holds = match last.mode {
        CareMode::HomeVisit => true,
        CareMode::OnlineOutpatient | CareMode::Outpatient => {
            in_japan(at).date() == in_japan(last.registered_at).date()
        }
    };
    agreed && !taken_back && holds
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_flag_is_believed_until_it_is_taken_back_or_its_day_is_over() {
        let at: Timestamp = "2024-11-01T01:00:00Z".parse().unwrap();
        let next_day: Timestamp = "2024-11-02T01:00:00Z".parse().unwrap();
        let said = |item, decision| ItemDecision { item, decision };
        let kept = Kept {
            registration: "r".into(),
            items: vec![
                said(Item::Diagnosis, Decision::Decline),
                said(Item::Medication, Decision::Agree),
            ],
            mode: CareMode::HomeVisit,
            registered_at: at,
            taken_back: Vec::new(),
        };
        assert!(gives(&kept, Item::Medication, next_day));
        assert!(!gives(&kept, Item::Diagnosis, at));
        assert!(!gives(&kept, Item::Checkups, at));
        for taken_back in [None, Some(Question::DiagnosisAndMedication)] {
            let after = Kept {
                taken_back: vec![taken_back],
                ..kept.clone()
            };
            assert!(!gives(&after, Item::Medication, at));
        }
        let online = Kept {
            mode: CareMode::OnlineOutpatient,
            ..kept
        };
        assert!(gives(&online, Item::Medication, at));
        assert!(!gives(&online, Item::Medication, next_day));
    }
}
