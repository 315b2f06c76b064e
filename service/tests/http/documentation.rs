//! OpenAPI and the documents in `docs` against what is served.

use std::collections::BTreeSet;

use kyotaku_core::eligibility::ProblemKind;
use reqwest::Method;
use serde_json::Value;

use crate::stage::{Request, Stage};

const OPERATIONS: [(&str, &str); 16] = [
    ("get", "/v1/health"),
    ("get", "/v1/openapi.json"),
    ("get", "/v1/settings"),
    ("post", "/v1/challenges"),
    ("post", "/v1/certificate-lookups"),
    ("post", "/v1/eligibility-checks"),
    ("post", "/v1/registrations"),
    ("get", "/v1/registrations"),
    ("get", "/v1/registrations/{registration}"),
    ("post", "/v1/holder/challenges"),
    ("post", "/v1/holder/sessions"),
    ("delete", "/v1/holder/sessions"),
    ("get", "/v1/holder/disclosures"),
    ("get", "/v1/holder/consents"),
    ("post", "/v1/holder/revocations"),
    ("post", "/v1/holder/page-codes"),
];

async fn document(stage: &Stage) -> Value {
    stage.send(Request::get("/v1/openapi.json")).await.ok()
}

#[tokio::test]
async fn the_document_has_every_route_and_no_other() {
    let stage = Stage::set().await;
    let document = document(&stage).await;
    assert_eq!(document["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for (path, item) in document["paths"].as_object().unwrap() {
        for method in item.as_object().unwrap().keys() {
            described.insert((method.clone(), path.clone()));
            let method = method.to_uppercase().parse::<Method>().unwrap();
            let answer = stage.send(Request::new(method, path)).await;
            assert_ne!(answer.status, 405, "{path}");
        }
    }
    let expected: BTreeSet<_> = OPERATIONS
        .map(|(method, path)| (method.to_owned(), path.to_owned()))
        .into();
    assert_eq!(described, expected);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_operation_of_a_patient_names_their_credential_and_those_that_open_a_session_none() {
    let stage = Stage::set().await;
    let document = document(&stage).await;
    assert_eq!(
        document["components"]["securitySchemes"]["holder"]["scheme"],
        "bearer"
    );
    let opening = [("post", "/v1/holder/challenges"), ("post", "/v1/holder/sessions")];
    let of_a_patient = |(_, path): &(&str, &str)| path.starts_with("/v1/holder/");
    for (method, path) in OPERATIONS.into_iter().filter(of_a_patient) {
        let operation = &document["paths"][path][method];
        let is_open = opening.contains(&(method, path));
        assert_eq!(
            operation["security"][0]["holder"].is_array(),
            !is_open,
            "{method} {path}"
        );
        assert_eq!(
            operation["responses"]["401"].is_object(),
            !is_open,
            "{method} {path}"
        );
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_document_lists_every_problem_and_all_that_it_refers_to_is_there() {
    let stage = Stage::set().await;
    let document = document(&stage).await;
    let listed = document["components"]["schemas"]["ProblemType"]["enum"]
        .as_array()
        .unwrap()
        .clone();
    let all: Vec<Value> = ProblemKind::ALL
        .iter()
        .map(|kind| format!("urn:kyotaku:problem:{}", kind.name()).into())
        .collect();
    assert_eq!(listed, all);
    let mut references = BTreeSet::new();
    collect(&document, &mut references);
    assert!(references.len() > 10, "{references:?}");
    for reference in references {
        let pointer = reference.strip_prefix('#').unwrap();
        assert!(document.pointer(pointer).is_some(), "{reference}");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_operation_but_the_open_ones_names_the_credential_the_headers_and_its_problems() {
    let stage = Stage::set().await;
    let document = document(&stage).await;
    assert_eq!(
        document["components"]["securitySchemes"]["device"]["scheme"],
        "bearer"
    );
    for (method, path) in OPERATIONS {
        let operation = &document["paths"][path][method];
        assert!(operation["operationId"].is_string(), "{path}");
        let names: Vec<_> = operation["parameters"]
            .as_array()
            .map(|parameters| {
                parameters
                    .iter()
                    .map(|parameter| parameter["name"].as_str().unwrap())
                    .collect()
            })
            .unwrap_or_default();
        if path.starts_with("/v1/holder/") {
            continue;
        }
        let open = path == "/v1/health" || path == "/v1/openapi.json";
        let origin = [
            "kyotaku-channel",
            "kyotaku-app",
            "kyotaku-version",
            "kyotaku-device",
        ];
        assert_eq!(origin.iter().all(|name| names.contains(name)), !open, "{path}");
        assert_eq!(operation["security"][0]["device"].is_array(), !open, "{path}");
        let stores =
            [("post", "/v1/eligibility-checks"), ("post", "/v1/registrations")].contains(&(method, path));
        assert_eq!(names.contains(&"idempotency-key"), stores, "{path}");
        if !open {
            let unauthorized = &operation["responses"]["401"]["content"]["application/problem+json"];
            assert_eq!(
                unauthorized["schema"]["$ref"], "#/components/schemas/Problem",
                "{path}"
            );
        }
        if stores {
            let refusals = operation["responses"]["422"]["description"].as_str().unwrap();
            assert!(
                refusals.contains("urn:kyotaku:problem:idempotency-key-reused"),
                "{path}"
            );
        }
    }
    stage.running.shutdown().await;
}

/// What is written for those who speak to the service.
fn documents() -> String {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../docs");
    let files = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path());
    files
        .filter(|file| file.extension().is_some_and(|extension| extension == "md"))
        .map(|file| std::fs::read_to_string(file).unwrap())
        .collect()
}

#[test]
fn the_documents_have_every_problem_with_its_status_and_every_operation() {
    let documents = documents();
    for kind in ProblemKind::ALL {
        let row = format!("| `{}` | {} |", kind.name(), kind.status());
        assert!(documents.contains(&row), "docs lack: {row}");
    }
    for (method, path) in OPERATIONS {
        let heading = format!("`{} {path}`", method.to_uppercase());
        assert!(documents.contains(&heading), "docs lack: {heading}");
    }
}

fn collect(value: &Value, references: &mut BTreeSet<String>) {
    match value {
        Value::Object(members) => {
            if let Some(Value::String(reference)) = members.get("$ref") {
                references.insert(reference.clone());
            }
            members.values().for_each(|value| collect(value, references));
        }
        Value::Array(values) => values.iter().for_each(|value| collect(value, references)),
        _ => {}
    }
}
