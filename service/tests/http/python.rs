//! The files of all sample people, read by Python's own codecs and XML (`python.py`): a reader by others, in another language.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use kyotaku_core::{
    consent::{Decision, RegistrationRequest, Sheet},
    visit::CareMode,
};
use kyotaku_service::sample::PEOPLE;
use serde_json::{Value, json};

use crate::{
    clinic_xml::ENCODINGS,
    eligibility_results::file,
    stage::{Stage, check, registration},
};

/// What the names of a consent's elements begin with.
const CONSENTS: [&str; 5] = [
    "SpecificDiseasesCertificateRelated",
    "SpecificHealthCheckupsInfo",
    "PharmacistsInfo",
    "DiagnosisInfo",
    "OperationInfo",
];

/// Runs the reader. `cargo xtask test` installs Python; without it this test cannot pass.
fn read_by_python(files: &[Value]) -> String {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/http/python.py");
    let mut python = Command::new("python3")
        // No folder of compiled files beside the script.
        .args(["-B", script])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("this test needs python3");
    let input = Value::from(files).to_string();
    python.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    let output = python.wait_with_output().unwrap();
    let complaint = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{complaint}");
    String::from_utf8(output.stdout).unwrap().trim().to_owned()
}

fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

/// What the service says of this check, in both character codes, with what it must say of consents.
async fn files(stage: &Stage, eligibility: &Value, consent: &Value, form: Option<&str>) -> Vec<Value> {
    let consents: serde_json::Map<String, Value> = CONSENTS
        .iter()
        .map(|prefix| ((*prefix).to_owned(), consent.clone()))
        .collect();
    let mut files = Vec::new();
    for (code, encoding) in ENCODINGS {
        stage.save(|settings| settings.character_code = code).await;
        let bytes = file(stage, eligibility["check"].as_str().unwrap()).await;
        let mut entry = json!({
            "file": hex(&bytes), "encoding": encoding, "eligibility": eligibility, "consents": consents,
            "made_at": "20261122120000",
        });
        if let Some(form) = form {
            entry["form"] = form.into();
        }
        files.push(entry);
    }
    files
}

#[tokio::test]
async fn python_reads_every_sample_persons_file_before_and_after_a_consent_as_the_check_was_answered() {
    let stage = Stage::set().await;
    let mut all = Vec::new();
    for person in &PEOPLE {
        let proof = stage.proof(person.slug, CareMode::HomeVisit).await;
        let answer = stage.send(check(&proof)).await;
        // What a file says of 特定疾病 is in `consent_flags`; two have no check.
        if !answer.status.is_success() || person.slug == "several" {
            continue;
        }
        let eligibility = answer.ok();
        let has_consent = eligibility["standing"].is_object();
        let (consent, form) = if has_consent {
            (json!(["1", "20261122120000", null]), Some("1"))
        } else {
            (json!(["0", null, null]), None)
        };
        all.extend(files(&stage, &eligibility, &consent, form).await);
        let number = eligibility["check"].as_str().unwrap();
        let mut sheet = Sheet::new(&stage.settings().await);
        sheet.answer_all(Decision::Agree);
        let confirmed = sheet.confirm(number, CareMode::HomeVisit).unwrap();
        let body = serde_json::to_value(RegistrationRequest::new(&confirmed)).unwrap();
        if stage.send(registration(&body)).await.status.is_success() {
            let given = json!(["1", "20261122120000", null]);
            all.extend(files(&stage, &eligibility, &given, Some("1")).await);
        }
    }
    assert_eq!(read_by_python(&all), all.len().to_string());
    assert!(all.len() > 2 * PEOPLE.len(), "{}", all.len());

    // The reader is no rubber stamp: one value that differs, and it complains.
    let mut wrong = all[0].clone();
    wrong["eligibility"]["insurances"][0]["insured"]["name"]["name"] = "別人".into();
    let complaint = std::panic::catch_unwind(|| read_by_python(&[wrong])).unwrap_err();
    let complaint = complaint.downcast_ref::<String>().unwrap();
    assert!(
        complaint.contains("ResultOfQualificationConfirmation differs: ['Name']"),
        "{complaint}"
    );
    stage.running.shutdown().await;
}
