//! Each look-alike lacks one clause of the condition. With the clause left out it is counted; so the clause is what keeps it out, and a test that
//! says "just the 37" can fail.

use std::collections::BTreeSet;

use kyotaku_service::audit::Condition;

use crate::register::{Register, counted, matched, notice_with};

/// What of the look-alike is counted, where it is not with the whole condition.
async fn counted_without(register: &Register, part: &str, from: &str, to: &str) -> usize {
    let (whole, without) = (Condition::of_the_notice(), notice_with(from, to));
    let part = register.part(part);
    let before = counted(&register.audit(&whole).await);
    assert!(part.is_disjoint(&before), "{part:?}");
    assert_eq!(before, register.concerned());
    let after = counted(&register.audit(&without).await);
    assert!(after.is_superset(&before));
    after.intersection(&part).count()
}

const SETTINGS: &str = r#""settings": { "diagnosis": "1", "medication": "1" },"#;

#[tokio::test]
async fn without_the_settings_of_that_time_clinics_with_one_of_the_two_on_would_count() {
    let register = Register::small().await;
    for part in [
        "only-medication-on",
        "settings-changed",
        "form-of-earlier-settings",
    ] {
        assert_eq!(counted_without(&register, part, SETTINGS, "").await, 4, "{part}");
    }
    // With 診療 alone it is 診療 that is agreed.
    let reversed = notice_with(
        r#""items": { "SRJ": "decline", "YZK": "agree" }"#,
        r#""items": { "SRJ": "agree", "YZK": "decline" }"#,
    );
    let all = register.part("only-diagnosis-on");
    assert!(matched(&register.audit(&Condition::of_the_notice()).await).is_disjoint(&all));
    assert!(matched(&register.audit(&reversed).await).is_disjoint(&all));
    let without = register
        .audit(
            &Condition::read(
                &kyotaku_service::audit::condition::NOTICE
                    .replace(SETTINGS, "")
                    .replace(
                        r#""SRJ": "decline", "YZK": "agree""#,
                        r#""SRJ": "agree", "YZK": "decline""#,
                    ),
            )
            .unwrap(),
        )
        .await;
    assert!(matched(&without).is_superset(&all));
}

#[tokio::test]
async fn by_the_settings_in_force_now_others_would_count_and_some_of_the_37_would_not() {
    let register = Register::small().await;
    let both_on = format!(
        "{} = '1' AND {} = '1'",
        register.setting("s.settings", "diagnosis"),
        register.setting("s.settings", "medication")
    );
    let sql = format!(
        "SELECT DISTINCT d.registration FROM disclosures d
        JOIN registrations r USING (registration)
        JOIN settings_versions s ON s.institution = r.institution
            AND s.version = (SELECT max(version) FROM settings_versions WHERE institution = r.institution)
        JOIN registration_items one ON one.registration = r.registration AND one.item = 'SRJ' AND one.decision = 'decline'
        JOIN registration_items other ON other.registration = r.registration AND other.item = 'YZK' AND other.decision = 'agree'
        WHERE d.item = 'YZK' AND r.channel = 'visit-app' AND r.version LIKE '1.0.%' AND r.statement <> '' AND {both_on}"
    );
    let found: Vec<String> = sqlx::query_scalar(sqlx::AssertSqlSafe(sql))
        .fetch_all(&mut register.past().await)
        .await
        .unwrap();
    let found: BTreeSet<_> = found.into_iter().collect();
    assert!(found.is_superset(&register.part("settings-changed")));
    assert!(!found.is_superset(&register.concerned()));
}

#[tokio::test]
async fn without_the_channel_the_reception_web_and_the_face_reader_would_count() {
    let register = Register::small().await;
    for part in ["reception-web", "face-reader"] {
        let counted = counted_without(&register, part, r#""channels": ["visit-app"],"#, "").await;
        assert_eq!(counted, 4, "{part}");
    }
}

#[tokio::test]
async fn without_the_version_of_the_fix_a_later_version_would_count() {
    let register = Register::small().await;
    let counted = counted_without(&register, "later-version", r#""version_below": "1.0.4","#, "").await;
    assert_eq!(counted, 4);
}

#[tokio::test]
async fn without_the_declined_item_who_changed_their_mind_would_count() {
    let register = Register::small().await;
    let counted = counted_without(&register, "changed-their-mind", r#""SRJ": "decline", "#, "").await;
    assert_eq!(counted, 4);
}

#[tokio::test]
async fn without_the_agreed_item_who_declined_both_would_match() {
    let register = Register::small().await;
    let part = register.part("declined-by-the-row-alone");
    let whole = register.audit(&Condition::of_the_notice()).await;
    assert!(matched(&whole).is_disjoint(&part));
    let without = register.audit(&notice_with(r#", "YZK": "agree""#, "")).await;
    assert!(matched(&without).is_superset(&part));
}

#[tokio::test]
async fn with_every_item_who_had_only_other_information_given_out_would_count() {
    let register = Register::small().await;
    let part = "only-other-items-disclosed";
    let counted = counted_without(&register, part, r#"["YZK"]"#, r#"["YZK", "SHJ"]"#).await;
    assert_eq!(counted, 4);
}

/// They match: the fault is in their registration. Nothing was given out under it.
#[tokio::test]
async fn renewed_revoked_and_elsewhere_match_and_are_counted_only_if_the_registration_is_not_asked_for() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    // Any disclosure to the clinic afterwards, under whatever registration: what would be counted by person and clinic.
    let sql = "SELECT count(DISTINCT d.disclosure) FROM registrations r JOIN checks c USING (check_number)
        JOIN disclosures d ON d.insured = c.insured AND d.item = 'YZK' AND d.disclosed_at >= r.registered_at
        WHERE r.registration = $1 AND ($2 OR d.institution = r.institution)";
    let mut past = register.past().await;
    for (part, anywhere) in [
        ("renewed-before-any-disclosure", false),
        ("disclosed-elsewhere", true),
    ] {
        let mut faulty = 0;
        for registration in register.part(part).intersection(&matched(&report)) {
            let given: i64 = sqlx::query_scalar(sql)
                .bind(registration)
                .bind(anywhere)
                .fetch_one(&mut past)
                .await
                .unwrap();
            assert!(given > 0, "{part}");
            faulty += 1;
        }
        assert_eq!(faulty, 4, "{part}");
        assert!(register.part(part).is_disjoint(&counted(&report)), "{part}");
    }
    let revoked = register.part("revoked-before-any-disclosure");
    assert!(matched(&report).is_superset(&revoked));
    assert!(counted(&report).is_disjoint(&revoked));
    // They were asked for, and the gate of that time refused: not one row.
    let asked: i64 = sqlx::query_scalar(
        "SELECT count(*) FROM disclosures JOIN corrections USING (registration) WHERE item = 'YZK'
             AND disclosed_at >= corrected_at AND (question IS NULL OR question LIKE '%medication')",
    )
    .fetch_one(&mut past)
    .await
    .unwrap();
    assert_eq!(asked, 0);
}

#[tokio::test]
async fn an_emergency_disclosure_is_none_under_the_registration() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let part = register.part("emergency");
    assert!(matched(&report).is_superset(&part) && counted(&report).is_disjoint(&part));
    let emergencies: i64 = sqlx::query_scalar("SELECT count(*) FROM emergency_disclosures")
        .fetch_one(&mut register.past().await)
        .await
        .unwrap();
    assert!(emergencies >= 4);
}

/// Persons are counted by their number: by name there are fewer, by insurer and person more.
#[tokio::test]
async fn two_of_one_name_are_two_and_one_under_two_insurers_is_one() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let mut past = register.past().await;
    let (mut names, mut pairs, mut numbers) = (BTreeSet::new(), BTreeSet::new(), BTreeSet::new());
    for case in &report.cases {
        let answer: String = sqlx::query_scalar(
            "SELECT answer FROM checks JOIN registrations USING (check_number) WHERE registration = $1",
        )
        .bind(&case.registration)
        .fetch_one(&mut past)
        .await
        .unwrap();
        let answer: serde_json::Value = serde_json::from_str(&answer).unwrap();
        let insured = &answer["insurances"][0]["insured"];
        names.insert(format!("{}{}", insured["name"], insured["birth_date"]));
        pairs.insert((case.insured.clone(), case.insurers.clone()));
        numbers.insert(case.insured.clone());
    }
    assert_eq!((names.len(), numbers.len(), pairs.len()), (36, 37, 38));
    assert!(counted(&report).is_disjoint(&register.part("same-name")));
    assert_eq!(register.part("same-name").len(), 4);
}

#[tokio::test]
async fn who_sent_no_statement_is_counted_apart_and_named() {
    let register = Register::small().await;
    let report = register.audit(&Condition::of_the_notice()).await;
    let part = register.part("without-statement");
    assert!(matched(&report).is_disjoint(&part));
    let apart = report
        .not_judged
        .iter()
        .find(|apart| apart.why == "without a statement")
        .unwrap();
    assert!(apart.count >= part.len() && apart.disclosed > 0);
    assert!(
        part.iter()
            .all(|registration| apart.numbers.contains(registration))
    );
}
