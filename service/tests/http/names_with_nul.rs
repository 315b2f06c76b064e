//! Names that no database can hold.

use kyotaku_core::visit::CareMode;
use kyotaku_service::sample::CLINIC;
use reqwest::Method;
use serde_json::json;

use crate::{
    browser::Browser,
    ehr::of_the_ehr,
    emergency::emergency,
    holder::{get, revocations::taking_back, session},
    stage::{Request, Stage, check, head, lookup, re_inquiry, registration},
};

/// PostgreSQL holds no text with this character: what is named by one is what is named by nothing.
#[tokio::test]
async fn a_name_with_a_nul_in_it_is_nobodys() {
    let stage = Stage::set().await;
    let proof = stage.proof("valid", CareMode::HomeVisit).await;
    let body = stage.statement(&stage.check_number().await).await;
    let token = session(&stage, "valid").await;
    let requests = |name: &str| {
        let path = name.replace('\0', "%00");
        let mut proof = proof.clone();
        proof.challenge = name.to_owned();
        let mut body = body.clone();
        body["statement"]["check"] = name.into();
        let revocation = json!({"registration": name, "question": null, "reason": "1", "check": null});
        let key = "0123456789abcdef-of-this-test";
        let keyed = |request: Request| request.header("idempotency-key", key);
        let information = format!("/v1/patients/{path}/information/SHJ?mode=home-visit");
        [
            keyed(check(&proof)),
            lookup(name, &head("valid")),
            keyed(registration(&body)),
            Request::get(&format!("/v1/registrations/{path}")),
            keyed(Request::post("/v1/revocations", &revocation)),
            keyed(re_inquiry(name, "1")),
            emergency(&path),
            of_the_ehr(Method::GET, &information),
            of_the_ehr(Method::GET, &format!("/v1/patients/{path}/consents")),
            of_the_ehr(Method::GET, &format!("/v1/eligibility-results/{path}")),
            of_the_ehr(Method::GET, &format!("/v1/eligibility-results?after={path}")),
            get(&token, &format!("/v1/holder/disclosures?before={path}")),
            taking_back(&token, name, None, key),
        ]
    };
    for (nobodys, with_nul) in requests("no-such").into_iter().zip(requests("no\0such")) {
        let path = with_nul.path.clone();
        let expected = stage.refused(nobodys).await;
        assert!(expected.status() < 500, "{path} {expected:?}");
        assert_eq!(stage.refused(with_nul).await, expected, "{path}");
    }
    let mut browser = Browser::default();
    browser.get(&stage, "/web/sign-in").await;
    for (institution, login) in [("12345\u{0}67890", "a"), (CLINIC, "ad\0ministrator")] {
        let answer = browser
            .sign_in(&stage, institution, login, "TEST-ONLY wrong")
            .await;
        assert_eq!(answer.status, 422, "{answer:?}");
    }
    stage.running.shutdown().await;
}
