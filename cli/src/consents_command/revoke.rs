//! `kyotaku consents revoke`: says what would be revoked and asks, revokes, and looks at what the service read back: only that
//! is shown.

use std::io::{self, IsTerminal, Write};

use kyotaku_core::{
    consent::{RevocationRequest, Standing, StandingConsent},
    eligibility::{IdempotencyKey, http::HttpOffice},
    visit::question_label,
};

use super::{
    Print, outcome,
    refusal::{Wanted, failed},
};
use crate::{args::RevokeArguments, draw::office, failure::Failure};

/// Revokes, if somebody says so.
pub(super) async fn revoke(office: &HttpOffice, wish: &RevokeArguments, print: Print) -> Result<(), Failure> {
    let looked = |fault| failed(Wanted::Look, &fault);
    let consents = office.consents(&wish.patient).await.map_err(looked)?;
    let consent = consents.into_iter().find(|consent| consent.mode == wish.mode);
    let consent = consent.ok_or_else(|| {
        Failure::new(
            format_args!(
                "この患者の「{}」の同意は登録されていません。登録済みの同意は元のままです。",
                wish.mode.label()
            ),
            "「kyotaku consents show」で確かめ、--mode で診療の種類を選んでください。",
        )
    })?;
    if !wish.yes {
        confirm(office, wish, &consent, print).await?;
    }
    let request = RevocationRequest {
        registration: consent.registration,
        question: wish.question,
        reason: wish.reason,
        check: None,
    };
    let key = IdempotencyKey::of_revocation(&request);
    let answer = outcome::known(async || office.revoke(&request, &key).await).await;
    let stands = answer.map_err(|unanswered| unanswered.failure(Wanted::Revoke))?;
    print.show(&stands, office::revoked)?;
    if is_revoked(&request, &stands) {
        Ok(())
    } else {
        Err(Failure::new(
            "取り消した後の同意が、取り消した内容と違います。取り消せていないおそれがあります。",
            "登録番号をひかえて、すぐにコールセンターに連絡してください。",
        ))
    }
}

/// Whether what was read back is the registration that was meant, and nothing of what was revoked stands.
fn is_revoked(request: &RevocationRequest, stands: &StandingConsent) -> bool {
    stands.registration == request.registration
        && !stands.answers.iter().any(|answer| {
            request
                .question
                .is_none_or(|question| question == answer.question)
                && answer.standing == Standing::Given
        })
}

/// Shows whose consent would be revoked, and asks. What is asked goes to standard error: standard output is for the outcome.
async fn confirm(
    office: &HttpOffice,
    wish: &RevokeArguments,
    consent: &StandingConsent,
    print: Print,
) -> Result<(), Failure> {
    if !io::stdin().is_terminal() {
        return Err(Failure::new(
            "取り消す前の確認ができません。登録済みの同意は元のままです。",
            "端末で実行するか、確認せずに取り消すなら --yes を付けてください。",
        ));
    }
    let known = office
        .patients()
        .await
        .map_err(|fault| failed(Wanted::Look, &fault))?;
    let patient = known.iter().find(|known| known.patient == wish.patient);
    let what = wish
        .question
        .map_or_else(|| "すべての同意".to_owned(), question_label);
    let page = office::to_be_revoked(&wish.patient, patient, consent, &what, wish.reason);
    ask(&format!(
        "{}\n取り消しますか？ 取り消すなら「y」を押して Enter： ",
        page.text(print.palette)
    ))
    .await
    .and_then(|agreed| match agreed {
        true => Ok(()),
        false => Err(Failure::new(
            "取り消しませんでした。登録済みの同意は元のままです。",
            "取り消すときは、もう一度実行してください。",
        )),
    })
}

/// Whether the person at the terminal says yes.
async fn ask(text: &str) -> Result<bool, Failure> {
    let mut stderr = io::stderr().lock();
    let asked = stderr.write_all(text.as_bytes()).and_then(|()| stderr.flush());
    asked.map_err(|error| Failure::output(&error))?;
    drop(stderr);
    let typed = tokio::task::spawn_blocking(|| {
        let mut line = String::new();
        io::stdin().read_line(&mut line).map(|_| line)
    });
    let line = match typed.await {
        Ok(Ok(line)) => line,
        Ok(Err(error)) => return Err(Failure::output(&error)),
        Err(_) => return Ok(false),
    };
    Ok(matches!(line.trim(), "y" | "Y" | "yes" | "ｙ" | "はい"))
}

#[cfg(test)]
mod tests {
    use kyotaku_core::consent::Question;
    use serde_json::json;

    use super::*;

    #[test]
    fn it_is_revoked_only_if_the_read_back_registration_says_so_of_all_that_was_meant() {
        let request = |question| RevocationRequest {
            registration: "r1".into(),
            question,
            reason: kyotaku_core::consent::RevocationReason::ByClinic,
            check: None,
        };
        let stands = |registration: &str, surgery: &str, checkups: &str| -> StandingConsent {
            let answer = |question: &str, standing: &str| json!({"question": question, "decision": "agree", "standing": standing, "revocation": null});
            let origin = json!({"channel": "visit-app", "app": "a", "version": "1", "device": "d"});
            serde_json::from_value(json!({
                "registration": registration, "mode": "home-visit", "registered_at": "2026-11-22T12:00:00+09:00",
                "until": null, "prescription_form": null, "origin": origin,
                "answers": [answer("surgery", surgery), answer("checkups", checkups)],
            }))
            .unwrap()
        };
        let surgery = request(Some(Question::Surgery));
        assert!(is_revoked(&surgery, &stands("r1", "revoked", "given")));
        assert!(!is_revoked(&surgery, &stands("r1", "given", "revoked")));
        assert!(!is_revoked(&surgery, &stands("r2", "revoked", "given")));
        assert!(is_revoked(&request(None), &stands("r1", "revoked", "declined")));
        assert!(!is_revoked(&request(None), &stands("r1", "revoked", "given")));
    }
}
