//! What more than one of the patient's pages says.

use jiff::{Timestamp, civil::Weekday};
use kyotaku_core::{
    consent::{Revocation, RevocationReason, Standing, StandingAnswer},
    holder::ClinicConsent,
};

use crate::ports::in_japan;

/// A stored moment, to the minute. One that cannot be read is shown as it stands.
pub(super) fn moment(stored: &str) -> String {
    let Ok(moment) = stored.parse::<Timestamp>() else {
        return stored.to_owned();
    };
    let moment = in_japan(moment);
    let day = match moment.weekday() {
        Weekday::Monday => "月",
        Weekday::Tuesday => "火",
        Weekday::Wednesday => "水",
        Weekday::Thursday => "木",
        Weekday::Friday => "金",
        Weekday::Saturday => "土",
        Weekday::Sunday => "日",
    };
    format!(
        "{}（{day}）{}",
        moment.strftime("%Y年%-m月%-d日"),
        moment.strftime("%-H時%M分")
    )
}

/// What stands of an answer.
pub(super) fn standing(answer: &StandingAnswer) -> String {
    match (answer.standing, &answer.revocation) {
        (Standing::Given, _) => "同意しています".to_owned(),
        (Standing::Declined, _) => "同意していません".to_owned(),
        (Standing::Expired, _) => "期限が切れました".to_owned(),
        (Standing::Revoked, Some(revocation)) => revoked(revocation),
        (Standing::Revoked, None) => "取り消されました".to_owned(),
    }
}

fn revoked(revocation: &Revocation) -> String {
    let by = match revocation.reason {
        RevocationReason::ByPatient => "ご本人が取り消しました",
        RevocationReason::ByClinic => "医療機関が取り消しました",
        RevocationReason::ChangeOfUse => "利用目的の変更により取り消されました",
        RevocationReason::Other => "取り消されました",
    };
    format!("{by}（{}）", moment(&revocation.revoked_at))
}

/// Until when a consent holds.
pub(super) fn until(consent: &ClinicConsent) -> String {
    let consent = consent.consent.as_ref();
    match consent.and_then(|consent| consent.until.as_deref()) {
        Some(until) => format!("{}まで", moment(until)),
        None => "取り消すまで".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kyotaku_core::consent::{Decision, Question};

    #[test]
    fn a_moment_is_written_in_japans_time_with_its_day_of_the_week() {
        assert_eq!(moment("2026-11-22T16:02:03Z"), "2026年11月23日（月）1時02分");
        assert_eq!(
            moment("2026-11-22T12:00:00+09:00"),
            "2026年11月22日（日）12時00分"
        );
        assert_eq!(moment("?"), "?");
    }

    #[test]
    fn who_took_an_answer_back_and_when_is_said() {
        let mut answer = StandingAnswer {
            question: Question::Surgery,
            decision: Decision::Agree,
            standing: Standing::Given,
            revocation: None,
        };
        assert_eq!(standing(&answer), "同意しています");
        answer.standing = Standing::Revoked;
        for (reason, words) in [
            (RevocationReason::ByPatient, "ご本人が取り消しました"),
            (RevocationReason::ByClinic, "医療機関が取り消しました"),
            (RevocationReason::ChangeOfUse, "利用目的の変更"),
            (RevocationReason::Other, "取り消されました"),
        ] {
            answer.revocation = Some(Revocation {
                reason,
                revoked_at: "2026-11-23T09:05:00+09:00".into(),
            });
            let said = standing(&answer);
            assert!(
                said.contains(words) && said.contains("2026年11月23日（月）9時05分"),
                "{said}"
            );
        }
    }
}
