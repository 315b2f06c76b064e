//! The clinic's settings, as `scenarios/consent.json` writes them: all eight keys. Two more may stand beside them, for the
//! modes of a visit. Every other setting is as on the notice's screen.

use kyotaku_core::eligibility::{
    ClinicSettings, Use,
    settings::{PrescriptionTiming, PrescriptionUse},
};
use kyotaku_service::sample::CLINIC;
use serde::Deserialize;

/// 環境設定情報, as a scenario writes it: 利用する (`true`) or 利用しない for each kind of information.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// 手術・傷病名・感染症情報.
    pub 手術: bool,
    /// 診療・その他アレルギー等・薬剤アレルギー等・検査情報.
    pub 診療: bool,
    /// 薬剤・処方情報.
    pub 薬剤: bool,
    /// 健診情報.
    pub 健診: bool,
    /// 特定疾病療養受療証.
    pub 特定疾病: bool,
    /// 電子カルテ情報共有サービス.
    pub 電子カルテ情報共有: bool,
    /// Its code in table 038.
    pub 電子処方箋利用区分: PrescriptionUseCode,
    /// Its code in table 039.
    pub 発行形態選択タイミング: PrescriptionTimingCode,
    /// 訪問診療等機能; 利用する, if it is not there.
    #[serde(default = "used")]
    pub 訪問診療等機能: bool,
    /// オンライン診療等・外来診療等（通常とは異なる動線）機能; 利用する, if it is not there.
    #[serde(default = "used", rename = "オンライン診療等・外来診療等機能")]
    pub オンライン診療等機能: bool,
}

fn used() -> bool {
    true
}

/// A code of table 038 (電子処方箋利用区分), written as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "u8")]
pub struct PrescriptionUseCode(PrescriptionUse);

/// A code of table 039 (発行形態選択タイミング), written as a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Deserialize)]
#[serde(try_from = "u8")]
pub struct PrescriptionTimingCode(PrescriptionTiming);

/// A number that its table does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug, thiserror::Error)]
#[error("{code} is not a code of table {table}")]
pub struct NoSuchCode {
    code: u8,
    table: &'static str,
}

impl TryFrom<u8> for PrescriptionUseCode {
    type Error = NoSuchCode;

    fn try_from(code: u8) -> Result<Self, NoSuchCode> {
        Ok(Self(match code {
            0 => PrescriptionUse::None,
            1 => PrescriptionUse::ElectronicOnly,
            2 => PrescriptionUse::Both,
            3 => PrescriptionUse::PaperOnly,
            _ => return Err(NoSuchCode { code, table: "038" }),
        }))
    }
}

impl TryFrom<u8> for PrescriptionTimingCode {
    type Error = NoSuchCode;

    fn try_from(code: u8) -> Result<Self, NoSuchCode> {
        Ok(Self(match code {
            1 => PrescriptionTiming::Elsewhere,
            2 => PrescriptionTiming::AtEligibilityCheck,
            _ => return Err(NoSuchCode { code, table: "039" }),
        }))
    }
}

impl Settings {
    /// The sample clinic with these settings.
    pub fn of_the_clinic(&self) -> ClinicSettings {
        let institution = CLINIC.parse().expect("the sample clinic's code is a code");
        let set = |on| if on { Use::On } else { Use::Off };
        ClinicSettings {
            surgery: set(self.手術),
            diagnosis: set(self.診療),
            medication: set(self.薬剤),
            checkups: set(self.健診),
            specific_disease: set(self.特定疾病),
            record_sharing: set(self.電子カルテ情報共有),
            prescription_use: self.電子処方箋利用区分.0,
            prescription_timing: self.発行形態選択タイミング.0,
            home_visit: set(self.訪問診療等機能),
            online_outpatient: set(self.オンライン診療等機能),
            ..ClinicSettings::of_the_notice(institution, "サンプル医療機関")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    /// The notice's own, as a scenario writes them.
    fn written() -> Value {
        json!({
            "手術": true, "診療": true, "薬剤": true, "健診": true, "特定疾病": true, "電子カルテ情報共有": true,
            "電子処方箋利用区分": 1, "発行形態選択タイミング": 2
        })
    }

    fn read(written: Value) -> Result<Settings, String> {
        serde_json::from_value(written).map_err(|error| error.to_string())
    }

    #[test]
    fn the_notices_settings_are_what_the_notice_says() {
        let settings = read(written()).unwrap().of_the_clinic();
        let institution = CLINIC.parse().unwrap();
        assert_eq!(
            settings,
            ClinicSettings::of_the_notice(institution, "サンプル医療機関")
        );
    }

    #[test]
    fn each_key_sets_its_own_setting_and_no_other() {
        let notice = read(written()).unwrap().of_the_clinic();
        for key in [
            "手術",
            "診療",
            "薬剤",
            "健診",
            "特定疾病",
            "電子カルテ情報共有",
            "訪問診療等機能",
            "オンライン診療等・外来診療等機能",
        ] {
            let mut changed = written();
            changed[key] = false.into();
            let mut settings = read(changed).unwrap().of_the_clinic();
            let setting = match key {
                "手術" => &mut settings.surgery,
                "診療" => &mut settings.diagnosis,
                "薬剤" => &mut settings.medication,
                "健診" => &mut settings.checkups,
                "特定疾病" => &mut settings.specific_disease,
                "電子カルテ情報共有" => &mut settings.record_sharing,
                "訪問診療等機能" => &mut settings.home_visit,
                "オンライン診療等・外来診療等機能" => &mut settings.online_outpatient,
                _ => unreachable!("no other key is tried"),
            };
            assert_eq!(*setting, Use::Off, "{key}");
            *setting = Use::On;
            assert_eq!(settings, notice, "{key}");
        }
    }

    #[test]
    fn a_code_is_that_of_its_table_and_any_other_number_is_refused() {
        for code in 0..=4_u8 {
            let text = serde_json::to_value(code.to_string()).unwrap();
            for (key, table) in [("電子処方箋利用区分", "038"), ("発行形態選択タイミング", "039")]
            {
                let mut changed = written();
                changed[key] = code.into();
                let known = match table {
                    "038" => serde_json::from_value::<PrescriptionUse>(text.clone()).is_ok(),
                    _ => serde_json::from_value::<PrescriptionTiming>(text.clone()).is_ok(),
                };
                match read(changed) {
                    Ok(settings) => {
                        assert!(known, "{key} {code}");
                        let settings = serde_json::to_value(settings.of_the_clinic()).unwrap();
                        let field = if table == "038" {
                            "prescription_use"
                        } else {
                            "prescription_timing"
                        };
                        assert_eq!(settings[field], text);
                    }
                    Err(why) => {
                        assert!(!known, "{key} {code}");
                        assert_eq!(why, format!("{code} is not a code of table {table}"));
                    }
                }
            }
        }
    }

    #[test]
    fn a_key_that_is_missing_or_unknown_is_refused_by_its_name() {
        let mut short = written();
        short.as_object_mut().unwrap().remove("薬剤");
        assert!(read(short).unwrap_err().contains("`薬剤`"));
        let mut long = written();
        long["問診"] = true.into();
        assert!(read(long).unwrap_err().contains("`問診`"));
    }
}
