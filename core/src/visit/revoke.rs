//! 取消: what of the consent that stands is to be revoked, and why. Starts from the eligibility, where something is in force;
//! ends on the confirmation, with both chosen, or back on the eligibility. Nothing is preselected. A whole question is
//! revoked, with every item that it decides, or all of them: so linked items stay alike.

pub use super::event::RevokeEvent;
use super::{
    carried::{Found, Revocation},
    event::Event,
    face::Face,
    input::QuestionView,
    parts::{Audience, Button, Choice},
    standing_words::reason_label,
    way::{Turn, Way},
    words::question_label,
};
use crate::{
    consent::{Question, RevocationReason, RevocationRequest, Standing},
    text::{say, say_with},
};

/// The state.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct RevokeScreen {
    pub(super) found: Found,
    what: Option<What>,
    reason: Option<RevocationReason>,
    /// Whether somebody tried to go on with something not chosen.
    tried: bool,
}

/// What is to be revoked.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
enum What {
    All,
    Only(Question),
}

/// What is to be revoked, and why.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct RevokeView {
    /// What to do.
    pub lead: String,
    /// What, and why: each with its choices.
    pub questions: Vec<QuestionView>,
    /// Why it did not go on: what is not chosen yet.
    pub hint: Option<String>,
    /// On to the confirmation.
    pub next: Button,
}

impl RevokeScreen {
    /// The choice, with what was chosen before. Without anything in force there is nothing to choose: the eligibility
    /// says so.
    pub(super) fn open(found: Found, chosen: Option<RevocationRequest>) -> Turn<Self> {
        if found.in_force().is_none() {
            return Turn::to(Way::Eligibility(found, None));
        }
        let what = |request: &RevocationRequest| request.question.map_or(What::All, What::Only);
        Turn::stay(Self {
            found,
            what: chosen.as_ref().map(what),
            reason: chosen.map(|request| request.reason),
            tried: false,
        })
    }

    /// A press.
    pub(super) fn press(mut self, event: RevokeEvent) -> Turn<Self> {
        match event {
            RevokeEvent::All => self.what = Some(What::All),
            RevokeEvent::Only(question) if self.revocable().contains(&question) => {
                self.what = Some(What::Only(question));
            }
            RevokeEvent::Only(_) => return Turn::OutOfPlace(self),
            RevokeEvent::Because(reason) => self.reason = Some(reason),
            RevokeEvent::Review => match self.request() {
                Some(request) => {
                    let found = self.found;
                    return Turn::to(Way::ConfirmRevocation(Revocation { found, request }));
                }
                None => self.tried = true,
            },
        }
        Turn::stay(self)
    }

    /// Back to the eligibility. The answers of a form that was left for this are gone: they were given before.
    pub(super) fn back(self) -> Turn<Self> {
        Turn::to(Way::Eligibility(self.found, None))
    }

    /// The request, once both are chosen. The eligibility check goes with it where it is the patient who revokes: it
    /// shows that they are there.
    fn request(&self) -> Option<RevocationRequest> {
        let (what, reason) = (self.what?, self.reason?);
        let check = &self.found.eligibility.check;
        Some(RevocationRequest {
            registration: self.found.in_force()?.registration.clone(),
            question: match what {
                What::All => None,
                What::Only(question) => Some(question),
            },
            reason,
            check: (reason == RevocationReason::ByPatient).then(|| check.clone()),
        })
    }

    /// The questions whose answer is in force, in the order of the form.
    fn revocable(&self) -> Vec<Question> {
        let answers = self.found.in_force().map(|standing| &standing.answers);
        answers
            .into_iter()
            .flatten()
            .filter(|answer| answer.standing == Standing::Given)
            .map(|answer| answer.question)
            .collect()
    }

    pub(super) fn face(&self) -> Face<RevokeView> {
        let questions = vec![self.what_view(), self.reason_view()];
        let missing: Vec<_> = questions
            .iter()
            .filter(|question| question.missing)
            .map(|question| question.label.as_str())
            .collect();
        let names = missing.join("、");
        let hint = (!missing.is_empty()).then(|| say_with("input-missing", &[("questions", names.into())]));
        Face {
            heading: say("revoke-heading"),
            audience: Audience::Staff,
            step: None,
            view: RevokeView {
                lead: say("revoke-lead"),
                questions,
                hint,
                next: Button::primary(say("input-next"), Event::Revoke(RevokeEvent::Review)),
            },
            back: true,
            cancel: true,
        }
    }

    fn what_view(&self) -> QuestionView {
        let every = std::iter::once(What::All).chain(self.revocable().into_iter().map(What::Only));
        let words = |what| match what {
            What::All => say("revoke-all"),
            What::Only(question) => question_label(question),
        };
        let event = |what| match what {
            What::All => RevokeEvent::All,
            What::Only(question) => RevokeEvent::Only(question),
        };
        self.question("revoke-what", every, self.what, words, event)
    }

    fn reason_view(&self) -> QuestionView {
        // The patient's wish and the clinic's stand first: the other two are rare.
        let every = [
            RevocationReason::ByPatient,
            RevocationReason::ByClinic,
            RevocationReason::ChangeOfUse,
            RevocationReason::Other,
        ];
        self.question(
            "revoke-why",
            every.into_iter(),
            self.reason,
            reason_label,
            RevokeEvent::Because,
        )
    }

    fn question<T: Copy + PartialEq>(
        &self,
        label: &str,
        every: impl Iterator<Item = T>,
        chosen: Option<T>,
        words: impl Fn(T) -> String,
        event: impl Fn(T) -> RevokeEvent,
    ) -> QuestionView {
        let choice = |value| Choice {
            label: words(value),
            event: Event::Revoke(event(value)),
            selected: chosen == Some(value),
        };
        QuestionView {
            label: say(label),
            choices: every.map(choice).collect(),
            state: chosen.map_or_else(|| say("not-answered"), &words),
            missing: self.tried && chosen.is_none(),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::{
        eligibility::Eligibility,
        visit::bench::{confirming, found_with_standing, left, stayed},
    };

    fn opened() -> RevokeScreen {
        stayed(RevokeScreen::open(found_with_standing(), None)).0
    }

    fn after(screen: RevokeScreen, events: &[RevokeEvent]) -> RevokeScreen {
        events
            .iter()
            .fold(screen, |screen, &event| stayed(screen.press(event)).0)
    }

    fn reviewed(events: &[RevokeEvent]) -> RevocationRequest {
        match left(after(opened(), events).press(RevokeEvent::Review)).0 {
            Way::ConfirmRevocation(revocation) => revocation.request,
            _ => panic!("not confirmed"),
        }
    }

    #[test]
    fn nothing_is_preselected_and_what_is_not_chosen_is_named() {
        let view = opened().face().view;
        let choices = view.questions.iter().flat_map(|question| &question.choices);
        assert!(choices.clone().count() == 7 && choices.clone().all(|choice| !choice.selected));
        assert_eq!(view.hint, None);
        let hint = |events: &[RevokeEvent]| after(opened(), events).face().view.hint;
        let both = hint(&[RevokeEvent::Review]).unwrap();
        assert!(both.contains("取り消す同意") && both.contains("取り消しの理由"));
        let why = hint(&[RevokeEvent::All, RevokeEvent::Review]).unwrap();
        assert!(!why.contains("取り消す同意") && why.contains("取り消しの理由"));
    }

    #[test]
    fn the_check_goes_with_the_patients_wish_and_with_no_other() {
        for reason in RevocationReason::ALL {
            for (what, question) in [
                (RevokeEvent::All, None),
                (RevokeEvent::Only(Question::Surgery), Some(Question::Surgery)),
            ] {
                let request = reviewed(&[what, RevokeEvent::Because(reason)]);
                assert_eq!(request.registration, "registration-1");
                assert!(request.question == question && request.reason == reason);
                assert_eq!(
                    request.check.as_deref(),
                    (reason == RevocationReason::ByPatient).then_some("check-1")
                );
            }
        }
    }

    #[test]
    fn only_what_is_in_force_can_be_chosen() {
        let mut found = found_with_standing();
        let mut standing = found.in_force().unwrap().clone();
        standing.answers[0].standing = Standing::Expired;
        let standing = Some(Box::new(standing));
        found.eligibility = Arc::new(Eligibility {
            standing,
            ..(*found.eligibility).clone()
        });
        let screen = stayed(RevokeScreen::open(found, None)).0;
        let refused = screen.clone().press(RevokeEvent::Only(Question::Surgery));
        assert!(matches!(refused, Turn::OutOfPlace(_)));
        let labels: Vec<_> = screen.face().view.questions.remove(0).choices;
        let labels: Vec<_> = labels.iter().map(|choice| choice.label.as_str()).collect();
        assert_eq!(labels, ["すべての同意", "診療情報および薬剤情報の提供"]);
    }

    #[test]
    fn without_anything_in_force_the_choice_is_not_opened() {
        let found = confirming().filling.found;
        assert!(matches!(
            left(RevokeScreen::open(found, None)).0,
            Way::Eligibility(..)
        ));
    }

    #[test]
    fn what_was_chosen_is_still_chosen_on_the_way_back_from_the_confirmation() {
        let chosen = [
            RevokeEvent::Only(Question::DiagnosisAndMedication),
            RevokeEvent::Because(RevocationReason::ByClinic),
        ];
        let request = reviewed(&chosen);
        let again = stayed(RevokeScreen::open(found_with_standing(), Some(request))).0;
        assert!(again == after(opened(), &chosen));
    }
}
