//! The gate of a running service, on a register that was generated: before and after the correction.

use std::sync::Arc;

use kyotaku_card::pki;
use kyotaku_service::{
    Config, Running, Service,
    audit::{
        Condition,
        fix::{self, Author},
    },
    incident::program_token,
    ports::StoppedClock,
};
use reqwest::Client;
use serde_json::Value;

use crate::register::{Register, notice_with};

async fn started(register: &Register) -> Running {
    let mut config = Config::new(register.place.name(), vec![pki::auth_root_der().to_vec()]);
    config.accept_test_policy = true;
    let clock = StoppedClock::at("2025-01-16T03:00:00Z".parse().unwrap());
    Service::start(config, Arc::new(clock)).await.unwrap()
}

/// What the clinic's program is answered when it asks for 薬剤 of whom a registration is of: the status, and what went wrong.
async fn asked(register: &Register, running: &Running, registration: &str) -> (u16, String) {
    let (institution, patient, mode): (String, String, String) = sqlx::query_as(
        "SELECT r.institution, p.patient, r.mode FROM registrations r JOIN checks c USING (check_number)
         JOIN patients p ON p.institution = r.institution AND p.insured = c.insured WHERE r.registration = $1",
    )
    .bind(registration)
    .fetch_one(&mut register.past().await)
    .await
    .unwrap();
    // Refused when a test before it has done so: that is the same provider.
    let _ = rustls::crypto::ring::default_provider().install_default();
    let client = Client::builder().no_proxy().build().unwrap();
    let answer = client
        .get(format!(
            "http://{}/v1/patients/{patient}/information/YZK?mode={mode}",
            running.address
        ))
        .bearer_auth(program_token(&institution))
        .send()
        .await
        .unwrap();
    let status = answer.status().as_u16();
    let body: Value = answer.json().await.unwrap();
    let kind = body["type"].as_str().unwrap_or_default();
    (status, kind.rsplit(':').next().unwrap_or_default().to_owned())
}

async fn count(register: &Register, sql: &'static str) -> i64 {
    sqlx::query_scalar(sql)
        .fetch_one(&mut register.past().await)
        .await
        .unwrap()
}

const DISCLOSED: &str = "SELECT count(*) FROM disclosures";
const ALARMS: &str = "SELECT count(*) FROM alarms WHERE contradiction = 'items-do-not-follow'";

/// In which the clinics still use 薬剤 and nobody registered anew: what the gate itself decides.
async fn open_cases(register: &Register, condition: &Condition) -> Vec<String> {
    let report = register.audit(condition).await;
    let cases = report.cases.iter().filter(|case| {
        let on = |(name, code): &(String, String)| name == "medication" && code == "1";
        case.mode == "home-visit"
            && case.renewed_at.is_none()
            && case.settings.now.iter().any(on)
            && case.corrections.is_empty()
    });
    cases.map(|case| case.registration.clone()).collect()
}

async fn fixed(register: &Register, running: &Running, condition: &Condition) {
    let report = register.audit(condition).await;
    let clock = StoppedClock::at("2025-01-16T03:00:00Z".parse().unwrap());
    let author = Author::new("operator-1", "0.1.0").unwrap();
    let database = &running.database;
    fix::write(database, condition, &report, &author, &clock, |_| {})
        .await
        .unwrap();
}

/// The gate of those months gave 薬剤 out 73 times. This one gives nothing out under the same rows, with or without the correction.
#[tokio::test]
async fn under_an_old_contradictory_registration_the_gate_of_today_is_closed_and_raises_one_alarm_each() {
    let register = Register::small().await;
    let condition = Condition::of_the_notice();
    let cases = open_cases(&register, &condition).await;
    assert!(cases.len() > 10);
    let running = started(&register).await;
    let given = count(&register, DISCLOSED).await;
    for registration in cases.iter().chain(&cases) {
        let answer = asked(&register, &running, registration).await;
        assert_eq!(answer, (409, "consent-contradictory".to_owned()));
    }
    assert_eq!(count(&register, DISCLOSED).await, given);
    assert_eq!(
        count(&register, ALARMS).await,
        i64::try_from(cases.len()).unwrap()
    );
    fixed(&register, &running, &condition).await;
    for registration in &cases {
        let answer = asked(&register, &running, registration).await;
        assert_eq!(answer, (409, "consent-contradictory".to_owned()));
    }
    assert_eq!(count(&register, DISCLOSED).await, given);
    running.shutdown().await;
}

/// A condition whose cases do not contradict themselves: agreed to 薬剤 by the one question. The gate is open before the correction, and closed
/// by it while the service runs; for others it stays open.
#[tokio::test]
async fn the_gate_closes_at_once_for_whom_it_was_corrected_and_for_nobody_else() {
    let register = Register::small().await;
    let agreed = r#""items": { "SRJ": "agree", "YZK": "agree" }"#;
    let condition = notice_with(r#""items": { "SRJ": "decline", "YZK": "agree" }"#, agreed);
    let narrow = notice_with(
        r#""items": { "SRJ": "decline", "YZK": "agree" }"#,
        &format!(r#"{agreed}, "registered_to": "2024-11-30""#),
    );
    let (all, early) = (
        open_cases(&register, &condition).await,
        open_cases(&register, &narrow).await,
    );
    let late: Vec<_> = all.iter().filter(|case| !early.contains(case)).cloned().collect();
    assert!(
        early.len() > 3 && late.len() > 1,
        "{} {}",
        early.len(),
        late.len()
    );
    let running = started(&register).await;
    for registration in &all {
        assert_eq!(asked(&register, &running, registration).await.0, 200);
    }
    fixed(&register, &running, &narrow).await;
    let given = count(&register, DISCLOSED).await;
    for registration in &early {
        let answer = asked(&register, &running, registration).await;
        assert_eq!(answer, (403, "consent-revoked".to_owned()));
    }
    assert_eq!(
        count(&register, DISCLOSED).await,
        given,
        "a refusal gives nothing out"
    );
    for registration in &late {
        assert_eq!(asked(&register, &running, registration).await.0, 200);
    }
    running.shutdown().await;
}
