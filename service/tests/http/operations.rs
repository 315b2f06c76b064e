//! Every operation that the OpenAPI document has, as something that can be asked: for tests of what all of them have in common,
//! those that are added later included.

use kyotaku_service::sample;
use reqwest::Method;
use serde_json::Value;

use crate::stage::{Request, Stage};

/// One operation of the document.
pub(crate) struct Operation {
    pub(crate) method: Method,
    /// The path as the document has it.
    pub(crate) path: String,
    /// What the document says of it.
    pub(crate) described: Value,
}

/// The whole document.
pub(crate) async fn document(stage: &Stage) -> Value {
    stage.send(Request::get("/v1/openapi.json")).await.ok()
}

/// Every operation.
pub(crate) async fn operations(stage: &Stage) -> Vec<Operation> {
    let document = document(stage).await;
    let paths = document["paths"].as_object().unwrap();
    let of_path = |(path, item): (&String, &Value)| {
        let methods: Vec<_> = item.as_object().unwrap().iter().collect();
        methods
            .into_iter()
            .map(|(method, described)| Operation {
                method: method.to_uppercase().parse().unwrap(),
                path: path.clone(),
                described: described.clone(),
            })
            .collect::<Vec<_>>()
    };
    paths.iter().flat_map(of_path).collect()
}

impl Operation {
    /// The credential that it asks for, by the name of its security scheme; none of an open one.
    pub(crate) fn credential(&self) -> Option<&str> {
        let schemes = self.described["security"][0].as_object()?;
        schemes.keys().next().map(String::as_str)
    }

    /// Its parameters of this kind (`path`, `query`, `header`), by name, and whether they are required.
    pub(crate) fn parameters(&self, kind: &str) -> Vec<(&str, bool)> {
        let all = self.described["parameters"].as_array();
        all.into_iter()
            .flatten()
            .filter(|parameter| parameter["in"] == kind)
            .map(|parameter| {
                let required = parameter["required"].as_bool().unwrap_or(false);
                (parameter["name"].as_str().unwrap(), required)
            })
            .collect()
    }

    pub(crate) fn reads_json(&self) -> bool {
        self.described["requestBody"]["content"]["application/json"].is_object()
    }

    /// A request of サンプル医療機関, as far as it is the same for every operation; path parameters take what `value` gives.
    pub(crate) fn request(&self, value: impl Fn(&str) -> String) -> Request {
        let mut path = self.path.clone();
        for (name, _) in self.parameters("path") {
            path = path.replace(&format!("{{{name}}}"), &value(name));
        }
        let mut request = Request::new(self.method.clone(), &path);
        if self.credential() == Some("program") {
            request = request.header("authorization", &format!("Bearer {}", sample::PROGRAM_TOKEN));
        }
        if self.parameters("header").contains(&("idempotency-key", true)) {
            request = request.header("idempotency-key", "0123456789abcdef");
        }
        if self.reads_json() {
            request = request.header("content-type", "application/json");
        }
        request
    }

    /// The same credential of the other clinic.
    pub(crate) fn of_the_other_clinic(&self, request: Request) -> Request {
        match self.credential() {
            Some("program") => request.header(
                "authorization",
                &format!("Bearer {}", sample::OTHER_PROGRAM_TOKEN),
            ),
            _ => request.of_the_other_clinic(),
        }
    }

    pub(crate) fn name(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}
