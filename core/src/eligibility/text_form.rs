//! Forms that texts have on the wire, as the OpenAPI document says them. They are types of the document only: in Rust such a
//! text is a `String`, and whoever reads it judges its form.

#![expect(dead_code, reason = "only their descriptions are used")]

/// SHA-256: 64 lower-case hexadecimal digits.
#[derive(utoipa::ToSchema)]
#[schema(value_type = String, pattern = "^[0-9a-f]{64}$")]
pub(crate) struct Digest(String);

/// Bytes: standard base64 with padding, the bits that the last digit has too many being zero.
#[derive(utoipa::ToSchema)]
#[schema(
    value_type = String,
    pattern = "^([A-Za-z0-9+/]{4})*([A-Za-z0-9+/][AQgw]==|[A-Za-z0-9+/]{2}[AEIMQUYcgkosw048]=)?$"
)]
pub(crate) struct Base64(String);
