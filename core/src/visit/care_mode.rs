//! The mode of a visit: for what the card is read. The clinic's settings switch each on.

use serde::{Deserialize, Serialize};

use crate::{eligibility::ClinicSettings, text::say};

/// For what a card is read. How long a consent holds follows from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(rename_all = "kebab-case")]
#[cfg_attr(feature = "uniffi", derive(uniffi::Enum))]
pub enum CareMode {
    /// 訪問診療等.
    HomeVisit,
    /// オンライン診療等・外来診療等（通常とは異なる動線）.
    OnlineOutpatient,
    /// 外来, at the clinic's own counter: what the 顔認証付きカードリーダー serves, and the visit app does not.
    Outpatient,
}

impl CareMode {
    /// Every mode.
    pub const ALL: [Self; 3] = [Self::HomeVisit, Self::OnlineOutpatient, Self::Outpatient];

    /// Those that the visit app serves, in the order of its screen.
    pub const OF_THE_APP: [Self; 2] = [Self::HomeVisit, Self::OnlineOutpatient];

    /// The name on the wire, in the canonical text and in the database.
    pub fn wire_name(self) -> &'static str {
        match self {
            Self::HomeVisit => "home-visit",
            Self::OnlineOutpatient => "online-outpatient",
            Self::Outpatient => "outpatient",
        }
    }

    /// Whether the settings have it switched on. For 外来 the settings screen has no switch.
    pub fn is_on(self, settings: &ClinicSettings) -> bool {
        match self {
            Self::HomeVisit => settings.home_visit.is_on(),
            Self::OnlineOutpatient => settings.online_outpatient.is_on(),
            Self::Outpatient => true,
        }
    }

    /// Whether the visit app offers it under these settings.
    pub(super) fn is_offered(self, settings: &ClinicSettings) -> bool {
        Self::OF_THE_APP.contains(&self) && self.is_on(settings)
    }

    /// Its name on the screen.
    pub fn label(self) -> String {
        match self {
            Self::HomeVisit => say("mode-home-visit"),
            Self::OnlineOutpatient => say("mode-online-outpatient"),
            Self::Outpatient => say("mode-outpatient"),
        }
    }
}
