//! No request reaches another clinic's patients: every operation whose path names something, asked with the other clinic's
//! credential.

use kyotaku_core::eligibility::{ProblemKind, Use};
use serde_json::json;

use crate::{
    operations::{Operation, operations},
    stage::{Request, Stage, registration},
};

/// What サンプル医療機関 has, by the names of path parameters.
struct Numbers {
    registration: String,
    check: String,
    patient: String,
}

impl Numbers {
    fn of(&self, parameter: &str) -> String {
        match parameter {
            "registration" => self.registration.clone(),
            "check" => self.check.clone(),
            "patient" => self.patient.clone(),
            "item" => "TKK".to_owned(),
            other => panic!("give this test something of サンプル医療機関 that {{{other}}} names"),
        }
    }

    /// All switched on and agreed, so that nothing but the clinic is in the way.
    async fn made(stage: &Stage) -> Self {
        stage.save(|settings| settings.emergency = Use::On).await;
        let check = stage.check_number().await;
        let settings = stage.settings().await;
        let mut sheet = kyotaku_core::consent::Sheet::new(&settings);
        sheet.answer_all(kyotaku_core::consent::Decision::Agree);
        let confirmed = sheet
            .confirm(&check, kyotaku_core::visit::CareMode::HomeVisit)
            .unwrap();
        let body = serde_json::to_value(kyotaku_core::consent::RegistrationRequest::new(&confirmed)).unwrap();
        let receipt = stage.send(registration(&body)).await.ok();
        let pool = stage.database().await;
        let patient = sqlx::query_scalar("SELECT patient FROM patients")
            .fetch_one(&pool)
            .await
            .unwrap();
        Self {
            registration: receipt["registration"].as_str().unwrap().to_owned(),
            check,
            patient,
        }
    }
}

/// The request with what this operation asks for beside the path.
fn whole(operation: &Operation, numbers: &Numbers) -> Request {
    let mut request = operation.request(|parameter| numbers.of(parameter));
    for (name, required) in operation.parameters("query") {
        match (name, required) {
            ("mode", _) => request.path += "?mode=home-visit",
            (_, false) => {}
            (other, true) => panic!("give this test a value of the parameter {other}"),
        }
    }
    if operation.reads_json() {
        request = request.bytes(json!({"reason": "意識がなく、応答がないため"}).to_string());
    }
    request
}

#[tokio::test]
async fn what_another_clinics_path_names_is_not_found_and_nothing_of_it_is_given_out() {
    let stage = Stage::set().await;
    let numbers = Numbers::made(&stage).await;
    let mut asked = 0;
    for operation in operations(&stage).await {
        // A patient is nobody's clinic: what their own token reaches is tested beside the patient's own side.
        let of_a_clinic = matches!(operation.credential(), Some("device" | "program"));
        if !of_a_clinic || operation.parameters("path").is_empty() {
            continue;
        }
        let name = operation.name();
        let before = stage.rows().await;
        let request = operation.of_the_other_clinic(whole(&operation, &numbers));
        let answer = stage.send(request).await;
        assert_eq!(answer.problem(), ProblemKind::NotFound, "{name}");
        assert_eq!(stage.rows().await, before, "{name}");
        for number in [&numbers.registration, &numbers.check, &numbers.patient] {
            assert!(!answer.text.contains(number), "{name}");
        }
        // It is there: the clinic itself is answered otherwise.
        let own = stage.send(whole(&operation, &numbers)).await;
        assert!(own.status.is_success(), "{name}: {own:?}");
        asked += 1;
    }
    assert!(asked > 0);
    stage.running.shutdown().await;
}
