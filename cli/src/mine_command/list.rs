//! What a patient sees of theirs, as text.

use jiff::{Timestamp, tz};
use kyotaku_core::{
    consent::{Standing, StandingAnswer, StandingConsent},
    holder::{Basis, ClinicConsent, Disclosure},
    visit::question_label,
};

/// Who was given what, and what stands.
pub(super) fn text(disclosures: &[Disclosure], consents: &[ClinicConsent]) -> String {
    let mut lines = vec!["情報を見た医療機関の記録（新しい順）".to_owned()];
    if disclosures.is_empty() {
        lines.push("  まだありません。".to_owned());
    }
    for disclosure in disclosures {
        lines.push(String::new());
        lines.extend(seen(disclosure));
    }
    lines.extend([String::new(), "同意の状況".to_owned()]);
    if consents.is_empty() {
        lines.push("  登録した同意は、まだありません。".to_owned());
    }
    for consent in consents {
        lines.push(String::new());
        lines.extend(agreed(consent));
    }
    lines.join("\n")
}

fn seen(disclosure: &Disclosure) -> Vec<String> {
    let clinic = &disclosure.clinic;
    let mut lines = vec![
        format!("  {}", moment(&disclosure.disclosed_at)),
        format!(
            "    見た医療機関      {}（{}）",
            clinic.name,
            clinic.institution.as_str()
        ),
    ];
    match &disclosure.basis {
        Basis::Consent {
            item,
            item_name,
            mode,
            registration,
            registered_at,
        } => {
            let code = item.code();
            let name = match item_name == code {
                true => item_name.clone(),
                false => format!("{item_name}（{code}）"),
            };
            lines.extend([
                format!("    見た情報          {name}"),
                format!(
                    "    もとになった同意  {} に登録（{}）、登録番号 {registration}",
                    moment(registered_at),
                    mode.label()
                ),
            ]);
        }
        Basis::Emergency { reason } => lines.extend([
            "    見た情報          救急時医療情報".to_owned(),
            format!("    同意によらない提供。医療機関が述べた理由: {reason}"),
        ]),
    }
    lines.push(format!("    使われたプログラム  {}", disclosure.program));
    lines
}

fn agreed(consent: &ClinicConsent) -> Vec<String> {
    let clinic = &consent.clinic;
    let mut lines = vec![
        format!(
            "  {}（{}）  {}",
            clinic.name,
            clinic.institution.as_str(),
            consent.mode.label()
        ),
        format!("    登録番号  {}", consent.registration),
    ];
    match &consent.consent {
        Some(stands) => {
            lines.push(format!(
                "    {} に登録、{}",
                moment(&stands.registered_at),
                until(stands)
            ));
            for answer in &stands.answers {
                lines.push(format!(
                    "    ・{}  {}",
                    question_label(answer.question),
                    standing(answer)
                ));
            }
        }
        None => lines
            .push("    保存されている内容に食い違いがあるため、この同意では何も提供されません。".to_owned()),
    }
    lines
}

fn until(consent: &StandingConsent) -> String {
    match &consent.until {
        Some(until) => format!("{} まで有効", moment(until)),
        None => "取り消すまで有効".to_owned(),
    }
}

fn standing(answer: &StandingAnswer) -> String {
    match (answer.standing, &answer.revocation) {
        (Standing::Given, _) => "同意しています".to_owned(),
        (Standing::Declined, _) => "同意していません".to_owned(),
        (Standing::Expired, _) => "期限が切れました".to_owned(),
        (Standing::Revoked, Some(revocation)) => {
            format!("取り消されました（{}）", moment(&revocation.revoked_at))
        }
        (Standing::Revoked, None) => "取り消されました".to_owned(),
    }
}

/// A moment in Japan's time, to the minute; as it stands if it cannot be read.
pub(super) fn moment(stored: &str) -> String {
    let japan = tz::TimeZone::fixed(tz::offset(9));
    stored.parse::<Timestamp>().map_or_else(
        |_| stored.to_owned(),
        |moment| {
            moment
                .to_zoned(japan)
                .strftime("%Y年%-m月%-d日 %H:%M")
                .to_string()
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::{consent::Item, holder::Clinic, visit::CareMode};

    fn disclosure(basis: Basis) -> Disclosure {
        Disclosure {
            disclosure: "1".into(),
            disclosed_at: "2026-11-23T09:05:00+09:00".into(),
            clinic: Clinic {
                institution: "1234567890".parse().unwrap(),
                name: "サンプル医療機関".into(),
            },
            program: "sample-ehr".into(),
            basis,
        }
    }

    #[test]
    fn what_was_given_says_when_to_whom_what_and_by_what_right() {
        let consented = disclosure(Basis::Consent {
            item: Item::Medication,
            item_name: "薬剤情報".into(),
            mode: CareMode::HomeVisit,
            registration: "abc".into(),
            registered_at: "2026-11-22T12:00:00+09:00".into(),
        });
        let emergency = disclosure(Basis::Emergency {
            reason: "意識がない".into(),
        });
        let text = text(&[consented, emergency], &[]);
        for said in [
            "2026年11月23日 09:05",
            "サンプル医療機関（1234567890）",
            "薬剤情報（YZK）",
            "2026年11月22日 12:00 に登録（訪問診療等）、登録番号 abc",
            "sample-ehr",
            "救急時医療情報",
            "理由: 意識がない",
            "登録した同意は、まだありません。",
        ] {
            assert!(text.contains(said), "{said}:\n{text}");
        }
    }

    #[test]
    fn a_consent_that_contradicts_itself_says_so_and_no_answers() {
        let consent = ClinicConsent {
            clinic: disclosure(Basis::Emergency {
                reason: String::new(),
            })
            .clinic,
            mode: CareMode::HomeVisit,
            registration: "abc".into(),
            revoked_as_a_whole: false,
            consent: None,
        };
        let text = text(&[], &[consent]);
        assert!(
            text.contains("食い違い") && !text.contains("同意しています"),
            "{text}"
        );
    }
}
