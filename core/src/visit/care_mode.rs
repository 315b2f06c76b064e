//! The mode of a visit: for what the card is read. The clinic's settings switch each on.

use serde::{Deserialize, Serialize};

use crate::{eligibility::ClinicSettings, text::say};

/// The two modes that the app serves; the clinic's settings switch each on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
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

    pub(super) fn is_on(self, settings: &ClinicSettings) -> bool {
        match self {
            Self::HomeVisit => settings.home_visit.is_on(),
            Self::OnlineOutpatient => settings.online_outpatient.is_on(),
        }
    }

    /// Its name on the screen.
    pub(super) fn label(self) -> String {
        match self {
            Self::HomeVisit => say("mode-home-visit"),
            Self::OnlineOutpatient => say("mode-online-outpatient"),
        }
    }
}
