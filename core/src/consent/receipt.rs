//! The registration on the wire, and the receipt: what the service read back from its database after the row
//! was on disk. 3 完了 is drawn from the receipt, never from memory.

use serde::{Deserialize, Serialize};

use super::{Confirmed, ItemDecision, Statement};
use crate::origin::Origin;

/// `POST /v1/registrations`, with an [`IDEMPOTENCY_HEADER`](crate::eligibility::exchange::IDEMPOTENCY_HEADER).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct RegistrationRequest {
    /// What was confirmed.
    pub statement: Statement,
    /// Its digest, as it was shown on 2 確認.
    #[cfg_attr(feature = "openapi", schema(value_type = crate::eligibility::text_form::Digest))]
    pub digest: String,
}

impl RegistrationRequest {
    /// The request that registers what was confirmed, and nothing else.
    pub fn new(confirmed: &Confirmed) -> Self {
        Self {
            statement: confirmed.statement().clone(),
            digest: confirmed.digest().to_owned(),
        }
    }
}

/// What the database holds for one registration.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Receipt {
    /// The registration's number.
    pub registration: String,
    /// When it was registered: RFC 3339, in Japan's time (+09:00), whole seconds.
    pub registered_at: String,
    /// The stored statement.
    pub statement: Statement,
    /// The stored digest.
    pub digest: String,
    /// The stored items, read from their own rows and not from the statement.
    pub items: Vec<ItemDecision>,
    /// The channel, app, version and device that it was registered by.
    pub origin: Origin,
}

impl Receipt {
    /// Whether the database holds what was confirmed: statement, digest and every item's own row.
    pub fn holds(&self, confirmed: &Confirmed) -> bool {
        self.statement == *confirmed.statement()
            && self.digest == confirmed.digest()
            && self.items == confirmed.statement().items
    }
}

crate::redacted::debug_without_data!(RegistrationRequest, Receipt);
