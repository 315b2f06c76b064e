//! At the most talkative level, the logs name what was done and nothing of whom.

use std::{
    io::Write,
    sync::{Arc, Mutex},
};

use kyotaku_core::{
    consent::Item,
    eligibility::{Identity, SentCertificate, settings::CharacterCode},
    origin::Channel,
    visit::CareMode,
};
use kyotaku_service::sample;
use tracing_subscriber::fmt::MakeWriter;

use crate::{
    ehr::asks,
    eligibility_results::file,
    emergency::{REASON, emergency, with_body},
    stage::{Request, Stage, check, head, registration},
    surface_card::SurfaceCard,
};

#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl<'a> MakeWriter<'a> for Log {
    type Writer = Self;

    fn make_writer(&'a self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn no_token_name_number_or_body_is_logged_at_any_level() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_ansi(false)
        .with_writer(log.clone())
        .finish();
    // For the whole process: the service's tasks run on threads of their own.
    tracing::subscriber::set_global_default(subscriber).unwrap();

    let stage = Stage::set().await;
    let proof = stage.proof("valid", CareMode::HomeVisit).await;
    let eligibility = stage.send(check(&proof)).await;
    let number = eligibility.json()["check"].as_str().unwrap().to_owned();
    let body = stage.statement(&number).await;
    let receipt = stage.send(registration(&body)).await.ok();
    stage
        .send(check(
            &stage.proof("missing-character", CareMode::HomeVisit).await,
        ))
        .await
        .ok();
    let seen = stage.visual("valid", &SurfaceCard::of("19400512", "2")).await;
    stage.send(check(&seen)).await.ok();
    assert!(stage.knows("valid").await);
    let twisted = stage.visual("valid", &SurfaceCard::of("19400513", "2")).await;
    stage.send(check(&twisted)).await.problem();
    let mut faulty = body.clone();
    faulty["digest"] = "not-the-digest".into();
    stage
        .send(registration(&faulty).header("idempotency-key", "0123456789abcdef"))
        .await
        .problem();
    let patient = stage.patient(Channel::VisitApp, CareMode::HomeVisit).await;
    stage
        .send(asks(&patient, Item::Surgery, CareMode::HomeVisit))
        .await
        .ok();
    stage
        .send(asks(&patient, Item::Medication, CareMode::HomeVisit))
        .await
        .problem();
    stage.send(emergency(&patient)).await.ok();
    stage
        .save(|settings| settings.character_code = CharacterCode::ShiftJis)
        .await;
    // Bound, because this test's own statements are logged too.
    sqlx::query("UPDATE insurances SET answer = replace(answer, $1, $2)")
        .bind("花子")
        .bind("髙子")
        .execute(&stage.database().await)
        .await
        .unwrap();
    file(&stage, &stage.check_number().await).await;
    let vague = serde_json::json!({ "reason": "急患です" });
    stage.send(with_body(&patient, &vague)).await.problem();
    stage
        .consented((Channel::VisitApp, CareMode::OnlineOutpatient), &[])
        .await;
    stage.drop_triggers().await;
    sqlx::query(
        "UPDATE registration_items SET decision = 'decline' WHERE item = 'YZK' AND registration IN
             (SELECT registration FROM registrations WHERE mode = 'online-outpatient')",
    )
    .execute(&stage.database().await)
    .await
    .unwrap();
    stage
        .send(asks(&patient, Item::Medication, CareMode::OnlineOutpatient))
        .await
        .problem();
    stage.send(Request::get("/v1/居宅花子")).await.problem();
    sqlx::query("ALTER TABLE insurances RENAME TO aside")
        .execute(&stage.database().await)
        .await
        .unwrap();
    stage
        .send(check(&stage.proof("valid", CareMode::HomeVisit).await))
        .await
        .problem();
    stage.running.shutdown().await;

    let bytes = log.0.lock().unwrap().clone();
    let text = String::from_utf8(bytes).unwrap();
    let ours: Vec<_> = text
        .lines()
        .filter(|line| line.contains("kyotaku_service"))
        .collect();
    for needed in [
        "/v1/certificate-lookups",
        "record-of-another-person",
        "/v1/registrations",
        "check-used",
        "/v1/patients/{patient}/information/{item}",
        "/v1/patients/{patient}/emergency-disclosures",
        "/v1/eligibility-results/{check}",
        "● stands for what the file cannot have characters=1",
        "not-consented",
        "ALARM",
        "status=201",
        "storage-unavailable",
        "no route",
    ] {
        assert!(ours.iter().any(|line| line.contains(needed)), "{needed}");
    }
    let registration = receipt["registration"].as_str().unwrap();
    let SentCertificate::Whole(certificate) = &proof.certificate else {
        panic!("it is whole")
    };
    let Identity::Visual(shown) = &seen.identity else {
        panic!("it is without the PIN")
    };
    for secret in [
        &head("valid"),
        &shown.holder[..40],
        "19400512",
        "19400513",
        &shown.images_digest,
        &shown.portrait_digest,
        &shown.record_signature[..40],
        &shown.issuer_certificate[..40],
        &shown.signature[..40],
        sample::TOKEN,
        sample::PROGRAM_TOKEN,
        &patient,
        "planted",
        REASON,
        "急患です",
        "花子",
        "芳子",
        "ﾊﾅｺ",
        "1940-05-12",
        "39999999",
        "見本県",
        &certificate[..40],
        &proof.identity.signature()[..40],
        "A00001",
        body["digest"].as_str().unwrap(),
        "diagnosis-and-medication",
    ] {
        assert!(!text.contains(secret), "{secret}");
    }
    assert!(
        !ours
            .iter()
            .any(|line| line.contains(registration) || line.contains(&number))
    );
}
