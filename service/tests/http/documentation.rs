//! OpenAPI and the documents in `docs` against what is served.

use std::collections::BTreeSet;

use kyotaku_core::eligibility::ProblemKind;
use serde_json::Value;

use crate::{
    operations::{document, operations},
    stage::Stage,
};

#[tokio::test]
async fn the_document_has_every_call_that_is_written_of_and_no_other_and_each_is_served() {
    let stage = Stage::set().await;
    assert_eq!(document(&stage).await["openapi"], "3.1.0");
    let mut described = BTreeSet::new();
    for operation in operations(&stage).await {
        described.insert(operation.name());
        let answer = stage.send(operation.request(|_| "1".to_owned())).await;
        assert_ne!(answer.status, 405, "{}", operation.name());
    }
    assert_eq!(described, written_of());
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
async fn every_operation_but_the_open_ones_names_its_credential_its_headers_and_its_problems() {
    let stage = Stage::set().await;
    let schemes = document(&stage).await["components"]["securitySchemes"].clone();
    for operation in operations(&stage).await {
        let name = operation.name();
        let described = &operation.described;
        assert!(described["operationId"].is_string(), "{name}");
        let headers = operation.parameters("header");
        let has = |header: &str| headers.contains(&(header, true));
        for origin in [
            "kyotaku-channel",
            "kyotaku-app",
            "kyotaku-version",
            "kyotaku-device",
        ] {
            match operation.credential() {
                Some("device") => assert!(has(origin), "{name} {origin}"),
                Some("program") => assert!(!has(origin), "{name} {origin}"),
                _ => {}
            }
        }
        let Some(credential) = operation.credential() else {
            continue;
        };
        assert_eq!(schemes[credential]["scheme"], "bearer", "{name}");
        let refusals = |status: &str| {
            let response = &described["responses"][status];
            let schema = &response["content"]["application/problem+json"]["schema"]["$ref"];
            assert_eq!(schema, "#/components/schemas/Problem", "{name} {status}");
            response["description"].as_str().unwrap().to_owned()
        };
        assert!(
            refusals("401").contains("urn:kyotaku:problem:unauthorized"),
            "{name}"
        );
        assert!(
            refusals("503").contains("urn:kyotaku:problem:took-too-long"),
            "{name}"
        );
        if operation.reads_json() {
            assert!(
                refusals("408").contains("urn:kyotaku:problem:body-too-slow"),
                "{name}"
            );
        }
        if has("idempotency-key") {
            assert!(
                refusals("422").contains("urn:kyotaku:problem:idempotency-key-reused"),
                "{name}"
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

/// The calls that have a heading of their own.
fn written_of() -> BTreeSet<String> {
    let documents = documents();
    let call = |line: &str| {
        let (method, path) = line.strip_prefix('#')?.split('`').nth(1)?.split_once(' ')?;
        let path = path.split('?').next()?;
        path.starts_with("/v1/").then(|| format!("{method} {path}"))
    };
    documents.lines().filter_map(call).collect()
}

#[test]
fn the_documents_have_every_problem_with_its_status() {
    let documents = documents();
    for kind in ProblemKind::ALL {
        let row = format!("| `{}` | {} |", kind.name(), kind.status());
        assert!(documents.contains(&row), "docs lack: {row}");
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
