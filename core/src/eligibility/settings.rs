//! 環境設定情報: what a clinic has switched on. The fields stand in the order of the settings screen in the notice.

use serde::{Deserialize, Serialize};

use super::InstitutionCode;

/// 利用する / 利用しない (037: `"1"` / `"0"`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum Use {
    /// 利用しない.
    #[serde(rename = "0")]
    Off,
    /// 利用する.
    #[serde(rename = "1")]
    On,
}

impl Use {
    /// Whether 利用する.
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// 利用文字コード of the files the clinic's own programs read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum CharacterCode {
    /// UTF-8.
    #[serde(rename = "UTF-8")]
    Utf8,
    /// Shift_JIS.
    #[serde(rename = "Shift_JIS")]
    ShiftJis,
}

/// 038 電子処方箋利用区分.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PrescriptionUse {
    /// 利用しない.
    #[serde(rename = "0")]
    None,
    /// 電子処方箋のみ.
    #[serde(rename = "1")]
    ElectronicOnly,
    /// 電子・紙 併用.
    #[serde(rename = "2")]
    Both,
    /// 紙のみ.
    #[serde(rename = "3")]
    PaperOnly,
}

/// 039 発行形態選択タイミング.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub enum PrescriptionTiming {
    /// 資格確認時以外.
    #[serde(rename = "1")]
    Elsewhere,
    /// 資格確認時に確認する.
    #[serde(rename = "2")]
    AtEligibilityCheck,
}

/// A clinic's settings, one saved version of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ClinicSettings {
    /// 医療機関コード.
    pub institution: InstitutionCode,
    /// 医療機関名称.
    pub institution_name: String,
    /// Rises by one at each save; a registration names the version its form was drawn from.
    pub version: u32,
    /// 利用文字コード.
    pub character_code: CharacterCode,
    /// 手術・傷病名・感染症情報 (SHJ).
    pub surgery: Use,
    /// 診療・その他アレルギー等・薬剤アレルギー等・検査情報 (SRJ).
    pub diagnosis: Use,
    /// 薬剤・処方情報 (YZK).
    pub medication: Use,
    /// 健診情報 (TKK).
    pub checkups: Use,
    /// 特定疾病療養受療証 (TSR).
    pub specific_disease: Use,
    /// 電子カルテ情報共有サービス.
    pub record_sharing: Use,
    /// 救急時医療情報.
    pub emergency: Use,
    /// 電子処方箋利用区分.
    pub prescription_use: PrescriptionUse,
    /// 発行形態選択タイミング.
    pub prescription_timing: PrescriptionTiming,
    /// 医療扶助情報.
    pub medical_assistance: Use,
    /// 医療費助成情報.
    pub medical_subsidy: Use,
    /// 訪問診療等機能.
    pub home_visit: Use,
    /// オンライン診療等・外来診療等（通常とは異なる動線）機能.
    pub online_outpatient: Use,
}

impl ClinicSettings {
    /// The settings on the notice's screen (発生条件①), at a clinic with this code and name.
    pub fn of_the_notice(institution: InstitutionCode, institution_name: &str) -> Self {
        Self {
            institution,
            institution_name: institution_name.to_owned(),
            version: 1,
            character_code: CharacterCode::Utf8,
            surgery: Use::On,
            diagnosis: Use::On,
            medication: Use::On,
            checkups: Use::On,
            specific_disease: Use::On,
            record_sharing: Use::On,
            emergency: Use::On,
            prescription_use: PrescriptionUse::ElectronicOnly,
            prescription_timing: PrescriptionTiming::AtEligibilityCheck,
            medical_assistance: Use::Off,
            medical_subsidy: Use::On,
            home_visit: Use::On,
            online_outpatient: Use::On,
        }
    }
}
