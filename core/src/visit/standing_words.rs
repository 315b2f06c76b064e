//! What stands of a registered consent, in words: as it was answered, what of that holds now and until when, and what was
//! revoked by whom. All of it is what the service said; the core has no clock to judge an expiry by.

use super::{
    calendar_words::moment,
    care_mode::CareMode,
    parts::{Field, Row, Tone},
    words::{decision_label, form_label, question_label},
};
use crate::{
    consent::{Decision, RevocationReason, Standing, StandingAnswer, StandingConsent},
    text::{channel_name, say, say_with},
};

/// What stands of a consent that was registered.
#[derive(Clone, PartialEq, Eq, Hash)]
#[cfg_attr(feature = "uniffi", derive(uniffi::Record), uniffi::export(Debug))]
pub struct StandingView {
    /// The title, with the mode that it was given for.
    pub title: String,
    /// Whether anything of it is in force, and if not, why.
    pub status: String,
    /// How strongly that speaks.
    pub tone: Tone,
    /// Each question, how it was answered and what stands of it; how it was revoked.
    pub rows: Vec<Row>,
    /// Until when, registered when, by which channel, under which number.
    pub fields: Vec<Field>,
    /// What becomes of it when the consent is given anew.
    pub remark: Option<String>,
}

/// The whole of it.
pub(super) fn standing_view(consent: &StandingConsent, remark: Option<String>) -> StandingView {
    let (tone, status) = status(consent);
    StandingView {
        title: title(consent.mode),
        status,
        tone,
        rows: standing_rows(consent),
        fields: standing_fields(consent),
        remark,
    }
}

fn title(mode: CareMode) -> String {
    say_with("standing-title", &[("mode", mode.label().into())])
}

fn status(consent: &StandingConsent) -> (Tone, String) {
    let any = |standing| consent.answers.iter().any(|answer| answer.standing == standing);
    let some_ended = any(Standing::Expired) || any(Standing::Revoked);
    if consent.is_in_force() && some_ended {
        (Tone::Caution, say("standing-partly-in-force"))
    } else if consent.is_in_force() {
        (Tone::Good, say("standing-in-force"))
    } else if any(Standing::Expired) {
        (Tone::Caution, say("standing-all-expired"))
    } else if any(Standing::Revoked) {
        (Tone::Caution, say("standing-all-revoked"))
    } else {
        (Tone::Plain, say("standing-none-given"))
    }
}

/// A row for each answer, and one for the prescription form.
pub(super) fn standing_rows(consent: &StandingConsent) -> Vec<Row> {
    let form = consent.prescription_form.map(|form| Row {
        label: say("question-prescription-form"),
        answer: form_label(form),
        items: Vec::new(),
    });
    consent.answers.iter().map(row).chain(form).collect()
}

fn row(answer: &StandingAnswer) -> Row {
    let revocation = answer.revocation.as_ref().map(|revocation| Field {
        label: reason_label(revocation.reason),
        value: moment(&revocation.revoked_at),
        note: None,
    });
    Row {
        label: question_label(answer.question),
        answer: answer_and_standing(answer),
        items: revocation.into_iter().collect(),
    }
}

/// 同意する（取消済）.
fn answer_and_standing(answer: &StandingAnswer) -> String {
    let standing = match (answer.decision, answer.standing) {
        (Decision::Decline, Standing::Declined) => return decision_label(Decision::Decline),
        // Both are drawn as they came, be they ever so strange together.
        (Decision::Agree, Standing::Declined) => decision_label(Decision::Decline),
        (_, Standing::Given) => say("standing-given"),
        (_, Standing::Expired) => say("standing-expired"),
        (_, Standing::Revoked) => say("standing-revoked"),
    };
    let both = [
        ("answer", decision_label(answer.decision).into()),
        ("standing", standing.into()),
    ];
    say_with("standing-of-answer", &both)
}

/// Until when, registered when, by which channel, under which number.
pub(super) fn standing_fields(consent: &StandingConsent) -> Vec<Field> {
    let field = |label: &str, value: String| Field {
        label: say(label),
        value,
        note: None,
    };
    let until = match &consent.until {
        Some(until) => Some(say_with("standing-until-then", &[("time", moment(until).into())])),
        // "Until it is revoked" would be said of nothing where all of it is.
        None if consent.is_in_force() => Some(say("standing-until-revoked")),
        None => None,
    };
    [
        until.map(|until| field("standing-until", until)),
        Some(field("receipt-time", moment(&consent.registered_at))),
        Some(field("receipt-channel", channel_name(consent.origin.channel))),
        Some(registration_number(&consent.registration)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The number that a registration has at the service.
pub(super) fn registration_number(registration: &str) -> Field {
    Field {
        label: say("receipt-number"),
        value: registration.to_owned(),
        note: None,
    }
}

/// Who wishes a revocation, or why it is made (031).
pub(super) fn reason_label(reason: RevocationReason) -> String {
    match reason {
        RevocationReason::ByPatient => say("revocation-by-patient"),
        RevocationReason::ByClinic => say("revocation-by-clinic"),
        RevocationReason::ChangeOfUse => say("revocation-change-of-use"),
        RevocationReason::Other => say("revocation-other"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        consent::{Question, Revocation},
        visit::bench::standing,
    };

    fn status_of(standings: &[Standing]) -> (Tone, String) {
        let mut consent = standing(CareMode::HomeVisit);
        let answer = consent.answers[0].clone();
        let with = |&standing| StandingAnswer {
            standing,
            ..answer.clone()
        };
        consent.answers = standings.iter().map(with).collect();
        status(&consent)
    }

    #[test]
    fn what_of_it_holds_is_said_over_every_pair_of_standings() {
        use Standing::{Declined, Expired, Given, Revoked};
        for (pair, tone, words) in [
            ([Given, Given], Tone::Good, "同意は有効です"),
            ([Given, Declined], Tone::Good, "同意は有効です"),
            ([Given, Expired], Tone::Caution, "同意の一部が有効です"),
            ([Given, Revoked], Tone::Caution, "同意の一部が有効です"),
            ([Expired, Expired], Tone::Caution, "同意は期限切れです"),
            ([Expired, Declined], Tone::Caution, "同意は期限切れです"),
            ([Expired, Revoked], Tone::Caution, "同意は期限切れです"),
            ([Revoked, Revoked], Tone::Caution, "同意は取消済です"),
            ([Revoked, Declined], Tone::Caution, "同意は取消済です"),
            ([Declined, Declined], Tone::Plain, "同意している項目はありません"),
        ] {
            let [first, second] = pair;
            for pair in [[first, second], [second, first]] {
                let (said_tone, said) = status_of(&pair);
                assert_eq!((said_tone, said.as_str()), (tone, words), "{pair:?}");
            }
        }
    }

    #[test]
    fn every_mode_says_until_when_it_holds() {
        for mode in CareMode::ALL {
            let mut consent = standing(mode);
            assert!(standing_view(&consent, None).title.contains(&mode.label()));
            assert_eq!(standing_fields(&consent)[0].value, "取り消すまで");
            consent.until = Some("2028-02-29T23:59:59+09:00".into());
            assert_eq!(
                standing_fields(&consent)[0].value,
                "令和10年2月29日（2028年） 23時59分まで"
            );
        }
    }

    #[test]
    fn a_revoked_answer_says_when_and_by_whom() {
        for reason in RevocationReason::ALL {
            let mut consent = standing(CareMode::HomeVisit);
            consent.answers[0] = StandingAnswer {
                question: Question::DiagnosisAndMedication,
                decision: Decision::Agree,
                standing: Standing::Revoked,
                revocation: Some(Revocation {
                    reason,
                    revoked_at: "2026-11-23T09:05:00+09:00".into(),
                }),
            };
            let row = &standing_rows(&consent)[0];
            assert_eq!(row.label, "診療情報および薬剤情報の提供");
            assert_eq!(row.answer, "同意する（取消済）");
            assert_eq!(row.items[0].label, reason_label(reason));
            assert_eq!(row.items[0].value, "令和8年11月23日（2026年） 9時05分");
        }
    }
}
