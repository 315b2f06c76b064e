//! What the OpenAPI document says beside each operation's own words: headers, problems, credentials.

use std::collections::BTreeMap;

use kyotaku_core::{
    eligibility::{
        Problem, ProblemKind,
        problem::{CONTENT_TYPE, TYPE_PREFIX},
    },
    origin::Channel,
};
use utoipa::{
    IntoParams, PartialSchema, ToSchema,
    openapi::{
        Components, Content, HttpMethod, InfoBuilder, ObjectBuilder, OpenApi, Ref, RefOr, Response,
        ResponseBuilder, Type,
        path::OperationBuilder,
        schema::Schema,
        security::{HttpAuthScheme, HttpBuilder, SecurityScheme},
    },
};

use super::v1;

/// What every operation that reads a body refuses.
pub(crate) const BODY: &[ProblemKind] = &[
    ProblemKind::MalformedRequest,
    ProblemKind::BodyTooLarge,
    ProblemKind::UnsupportedMediaType,
];

/// What every operation for an enrolled device refuses.
pub(crate) const DEVICE: &[ProblemKind] = &[
    ProblemKind::Unauthorized,
    ProblemKind::OriginMissing,
    ProblemKind::OriginOfAnotherChannel,
];

/// What every operation for a clinic's own program refuses.
pub(crate) const PROGRAM: &[ProblemKind] = &[ProblemKind::Unauthorized];

/// What every operation that stores under an idempotency key refuses.
pub(crate) const KEY: &[ProblemKind] = &[
    ProblemKind::IdempotencyKeyMissing,
    ProblemKind::IdempotencyKeyReused,
];

/// How every operation can fail that asks the database.
pub(crate) const DATABASE: &[ProblemKind] = &[
    ProblemKind::StorageUnavailable,
    ProblemKind::TookTooLong,
    ProblemKind::Internal,
];

/// Says which refusals an operation has, group by group: a type for the `responses` of its `utoipa::path`.
macro_rules! refusals {
    ($name:ident: $($kinds:expr),+ $(,)?) => {
        struct $name;

        impl utoipa::IntoResponses for $name {
            fn responses() -> std::collections::BTreeMap<
                String,
                utoipa::openapi::RefOr<utoipa::openapi::Response>,
            > {
                $crate::routes::documentation::responses_of(&[$($kinds),+])
            }
        }
    };
}
pub(crate) use refusals;

/// The headers of [`kyotaku_core::origin`].
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "only its description is used; http::caller reads the headers"
)]
pub(crate) struct OriginHeaders {
    /// The way by which the request came.
    #[param(rename = "kyotaku-channel", inline)]
    channel: Channel,
    /// The program's name.
    #[param(rename = "kyotaku-app", min_length = 1, max_length = 100)]
    app: String,
    /// The program's version.
    #[param(rename = "kyotaku-version", min_length = 1, max_length = 100)]
    version: String,
    /// The device.
    #[param(rename = "kyotaku-device", min_length = 1, max_length = 100)]
    device: String,
}

/// The header of operations that store.
#[derive(IntoParams)]
#[into_params(parameter_in = Header)]
#[expect(
    dead_code,
    reason = "only its description is used; http::idempotency reads the header"
)]
pub(crate) struct IdempotencyHeader {
    /// The same for the same request sent again, and never for another.
    #[param(rename = "idempotency-key", pattern = "^[A-Za-z0-9_-]{16,64}$")]
    key: String,
}

/// The responses of these problems, one for each status.
pub(crate) fn responses_of(groups: &[&[ProblemKind]]) -> BTreeMap<String, RefOr<Response>> {
    let mut by_status: BTreeMap<u16, Vec<ProblemKind>> = BTreeMap::new();
    for &kind in groups.iter().copied().flatten() {
        by_status.entry(kind.status()).or_default().push(kind);
    }
    by_status
        .into_iter()
        .map(|(status, kinds)| {
            let description: Vec<_> = kinds
                .iter()
                .map(|kind| format!("`{TYPE_PREFIX}{}`: {}", kind.name(), kind.title()))
                .collect();
            let response = ResponseBuilder::new()
                .description(description.join("\n\n"))
                .content(CONTENT_TYPE, Content::new(Some(Ref::from_schema_name("Problem"))))
                .build();
            (status.to_string(), response.into())
        })
        .collect()
}

/// The whole document: the operations, and what they refer to.
pub(super) fn complete(operations: OpenApi) -> OpenApi {
    let mut document = operations;
    document.info = InfoBuilder::new()
        .title("Kyotaku: stand-in for オンライン資格確認等システム")
        .version(env!("CARGO_PKG_VERSION"))
        .description(Some(
            "Eligibility checks and consent registrations of home visits. Every error, those of unknown paths and \
             methods included, is an RFC 9457 problem; with a 4xx nothing was stored.",
        ))
        .build();
    document.paths.add_path_operation(
        v1::openapi::PATH,
        vec![HttpMethod::Get],
        OperationBuilder::new()
            .operation_id(Some("openapi"))
            .summary(Some("This document."))
            .response(
                "200",
                ResponseBuilder::new().description("This document.").build(),
            )
            .build(),
    );
    let components = document.components.get_or_insert_with(Components::new);
    for (name, of_whom) in [
        ("device", "The token that the device was enrolled with."),
        (
            "program",
            "The token that the clinic's own program (電子カルテ) was enrolled with.",
        ),
    ] {
        let bearer = HttpBuilder::new()
            .scheme(HttpAuthScheme::Bearer)
            .description(Some(of_whom))
            .build();
        components.add_security_scheme(name, SecurityScheme::Http(bearer));
    }
    components
        .schemas
        .insert("ProblemType".to_owned(), problem_type().into());
    let mut problem = Problem::schema();
    if let RefOr::T(Schema::Object(object)) = &mut problem {
        object
            .properties
            .insert("type".to_owned(), Ref::from_schema_name("ProblemType").into());
    }
    components.schemas.insert(Problem::name().into_owned(), problem);
    document
}

fn problem_type() -> Schema {
    let types = ProblemKind::ALL
        .iter()
        .map(|kind| format!("{TYPE_PREFIX}{}", kind.name()));
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some("Every reason for a refusal."))
        .enum_values(Some(types))
        .into()
}
