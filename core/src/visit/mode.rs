//! The mode of a visit, and the screen on which it is chosen.

use serde::{Deserialize, Serialize};

/// The two modes that the app serves; the clinic's settings switch each on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
pub enum CareMode {
    /// 訪問診療等.
    HomeVisit,
    /// オンライン診療等・外来診療等（通常とは異なる動線）.
    OnlineOutpatient,
}

impl CareMode {
    /// Both.
    pub const ALL: [Self; 2] = [Self::HomeVisit, Self::OnlineOutpatient];

    /// The name on the wire, in the canonical text and in the database.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::HomeVisit => "home-visit",
            Self::OnlineOutpatient => "online-outpatient",
        }
    }
}
