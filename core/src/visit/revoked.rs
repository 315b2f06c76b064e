//! After a revocation: what stands now, drawn from what the service read back, never from memory. If that is not what was
//! confirmed, the screen says so loudly. Starts with the service's answer; ends the visit, so that all that is said of the next
//! one is true of it: the consent can be given anew from there.

use super::{
    carried::Revocation,
    done::DoneView,
    event::{DoneEvent, Event},
    face::Face,
    parts::{Audience, Button, Tone},
    standing_words::{standing_fields, standing_rows},
    way::{Turn, Way},
};
use crate::{
    consent::{Standing, StandingAnswer, StandingConsent},
    text::say,
};

/// The state: what was confirmed, and what the service holds.
#[derive(Clone, PartialEq, Eq, Hash)]
pub(super) struct RevokedScreen {
    pub(super) revocation: Revocation,
    standing: StandingConsent,
}

impl RevokedScreen {
    /// Shows what stands now.
    pub(super) fn open(revocation: Revocation, standing: StandingConsent) -> Turn<Self> {
        Turn::stay(Self { revocation, standing })
    }

    /// The registration's number, where what stands is not what was confirmed.
    pub(super) fn differs(&self) -> Option<String> {
        let carried_out = self.revocation.is_carried_out_in(&self.standing);
        (!carried_out).then(|| self.revocation.request.registration.clone())
    }

    /// A press.
    pub(super) fn press(self, event: DoneEvent) -> Turn<Self> {
        match event {
            DoneEvent::Finish => Turn::to(Way::Start),
        }
    }

    pub(super) fn face(&self) -> Face<DoneView> {
        let (tone, message, explanation) = if self.revocation.is_carried_out_in(&self.standing) {
            let said = vec![say("done-read-back"), say("revoked-given-before")];
            (Tone::Good, say("revoked-message"), said)
        } else {
            let said = vec![say("revoked-differs-unchanged"), say("done-differs-to-do")];
            (Tone::Alarm, say("revoked-differs"), said)
        };
        Face {
            heading: say("revoke-heading"),
            audience: Audience::Patient,
            step: None,
            view: DoneView {
                message,
                tone,
                explanation,
                rows_title: say("revoked-rows-title"),
                rows: standing_rows(&self.standing),
                receipt: standing_fields(&self.standing),
                finish: Button::primary(say("done-finish"), Event::Done(DoneEvent::Finish)),
            },
            back: false,
            cancel: false,
        }
    }
}

impl Revocation {
    /// The answers that it takes away: those that were in force, of what was chosen.
    pub(super) fn revoked(&self) -> impl Iterator<Item = &StandingAnswer> {
        let answers = self.found.in_force().map(|standing| &standing.answers);
        answers
            .into_iter()
            .flatten()
            .filter(|answer| answer.standing == Standing::Given && self.means(answer))
    }

    /// Whether it is about this answer.
    fn means(&self, answer: &StandingAnswer) -> bool {
        self.request
            .question
            .is_none_or(|question| question == answer.question)
    }

    /// Whether `after` is what stood before without what was to be revoked, and nothing else is different: of the rest only
    /// time may have taken something away.
    fn is_carried_out_in(&self, after: &StandingConsent) -> bool {
        let Some(before) = self.found.in_force() else {
            return false;
        };
        let follows = |(was, is): (&StandingAnswer, &StandingAnswer)| {
            let expected: &[Standing] = match was.standing {
                Standing::Given if self.means(was) => &[Standing::Revoked],
                Standing::Given => &[Standing::Given, Standing::Expired],
                Standing::Declined | Standing::Expired | Standing::Revoked => &[was.standing],
            };
            let reason = is.revocation.as_ref().map(|revocation| revocation.reason);
            let revoked_as_asked = was.standing != Standing::Given
                || is.standing != Standing::Revoked
                || reason == Some(self.request.reason);
            is.question == was.question
                && is.decision == was.decision
                && expected.contains(&is.standing)
                && revoked_as_asked
        };
        after.registration == before.registration
            && after.mode == before.mode
            && after.answers.len() == before.answers.len()
            && before.answers.iter().zip(&after.answers).all(follows)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        consent::{Decision, Question, RevocationReason},
        visit::bench::{after_revocation, revocation},
    };

    fn tone(revocation: &Revocation, standing: StandingConsent) -> Tone {
        let revocation = revocation.clone();
        RevokedScreen { revocation, standing }.face().view.tone
    }

    fn of_surgery() -> (Revocation, StandingConsent) {
        let revocation = revocation(Some(Question::Surgery), RevocationReason::ByPatient);
        let after = after_revocation(&revocation);
        (revocation, after)
    }

    #[test]
    fn what_was_asked_is_shown_as_revoked_for_every_reason_and_choice() {
        for reason in RevocationReason::ALL {
            for question in [
                None,
                Some(Question::Surgery),
                Some(Question::DiagnosisAndMedication),
            ] {
                let revocation = revocation(question, reason);
                assert_eq!(tone(&revocation, after_revocation(&revocation)), Tone::Good);
            }
        }
    }

    #[test]
    fn time_may_have_taken_away_the_rest() {
        let (revocation, mut after) = of_surgery();
        after.answers[1].standing = Standing::Expired;
        assert_eq!(tone(&revocation, after), Tone::Good);
    }

    #[test]
    fn whatever_else_the_service_read_back_is_said_loudly() {
        type Twist = fn(&mut StandingConsent);
        let twists: [(&str, Twist); 9] = [
            ("still in force", |after| {
                after.answers[0].standing = Standing::Given;
            }),
            ("expired instead", |after| {
                after.answers[0].standing = Standing::Expired;
            }),
            ("more is revoked", |after| {
                after.answers[1].standing = Standing::Revoked;
            }),
            ("another answer", |after| {
                after.answers[1].decision = Decision::Decline;
            }),
            ("for another reason", |after| {
                after.answers[0].revocation.as_mut().unwrap().reason = RevocationReason::Other;
            }),
            ("for no reason", |after| after.answers[0].revocation = None),
            ("an answer less", |after| {
                after.answers.pop();
            }),
            ("another registration", |after| after.registration.push('2')),
            ("another mode", |after| {
                after.mode = crate::visit::CareMode::OnlineOutpatient;
            }),
        ];
        for (name, twist) in twists {
            let (revocation, mut after) = of_surgery();
            twist(&mut after);
            assert_eq!(tone(&revocation, after), Tone::Alarm, "{name}");
        }
    }

    #[test]
    fn a_revocation_gives_nothing_back() {
        let (mut revocation, mut after) = of_surgery();
        let mut before = revocation.found.in_force().unwrap().clone();
        before.answers[1].standing = Standing::Declined;
        let mut eligibility = (*revocation.found.eligibility).clone();
        eligibility.standing = Some(Box::new(before));
        revocation.found.eligibility = std::sync::Arc::new(eligibility);
        after.answers[1].standing = Standing::Given;
        assert_eq!(tone(&revocation, after), Tone::Alarm);
    }
}
