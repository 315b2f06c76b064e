//! A registration is made under a check of this clinic, in its mode, once, in time, and of an eligible person.

use super::*;

#[test]
fn a_check_that_does_not_allow_it_is_refused() {
    let request = honest(&notice());
    let refusal = |check: Option<StoredCheck>| judged(&request, &notice(), check.as_ref()).unwrap_err();
    assert_eq!(refusal(None), ProblemKind::CheckUnknown);
    let anothers = StoredCheck {
        institution: "9876543210".parse().unwrap(),
        ..check()
    };
    assert_eq!(refusal(Some(anothers)), ProblemKind::CheckOfAnotherClinic);
    let online = StoredCheck {
        mode: CareMode::OnlineOutpatient,
        ..check()
    };
    assert_eq!(refusal(Some(online)), ProblemKind::StatementForAnotherCheck);
    let names_another = refusal_after(|statement| statement["institution"] = "9876543210".into());
    assert_eq!(names_another, ProblemKind::StatementForAnotherCheck);
    let used = StoredCheck {
        used: true,
        ..check()
    };
    assert_eq!(refusal(Some(used)), ProblemKind::CheckUsed);
    let expired = StoredCheck {
        expires_at: at("2026-11-22T00:30:00Z"),
        ..check()
    };
    assert_eq!(refusal(Some(expired)), ProblemKind::CheckExpired);
    let certificate_expired = StoredCheck {
        certificate_not_after: at("2026-11-22T00:29:59Z"),
        ..check()
    };
    assert_eq!(
        refusal(Some(certificate_expired)),
        ProblemKind::CertificateExpired
    );
}

#[test]
fn only_a_valid_eligibility_allows_a_consent() {
    for (code, allowed) in [
        ("1", true),
        ("2", false),
        ("3", false),
        ("4", false),
        ("5", true),
        ("6", true),
        ("9", false),
    ] {
        let check = StoredCheck {
            validity: code.to_owned().into(),
            ..check()
        };
        let outcome = judged(&honest(&notice()), &notice(), Some(&check)).map(drop);
        let expected = if allowed {
            Ok(())
        } else {
            Err(ProblemKind::NotEligible)
        };
        assert_eq!(outcome, expected, "{code}");
    }
    let nothing_found = StoredCheck {
        insurances_found: 0,
        ..check()
    };
    assert_eq!(
        judged(&honest(&notice()), &notice(), Some(&nothing_found)),
        Err(ProblemKind::NotEligible)
    );
}

#[test]
fn a_registration_comes_by_the_channel_of_its_check_and_in_a_mode_that_the_channel_serves() {
    for made_by in Channel::ALL {
        for sent_by in Channel::ALL {
            for mode in CareMode::ALL {
                let check = StoredCheck {
                    channel: made_by,
                    mode,
                    ..check()
                };
                let mut request = honest(&notice());
                request["statement"]["mode"] = serde_json::to_value(mode).unwrap();
                let request = with_fitting_digest(request);
                let outcome = judged_by(sent_by, &request, &notice(), Some(&check)).map(drop);
                let at_the_counter = (sent_by == Channel::FaceReader, mode == CareMode::Outpatient);
                let expected = if made_by != sent_by {
                    Err(ProblemKind::CheckOfAnotherChannel)
                } else if at_the_counter.0 != at_the_counter.1 {
                    Err(ProblemKind::ModeNotOfChannel)
                } else {
                    Ok(())
                };
                assert_eq!(outcome, expected, "{made_by:?} {sent_by:?} {mode:?}");
            }
        }
    }
}
