//! The consents' flags and times.

use kyotaku_core::{
    consent::{Item, Standing, StandingConsent},
    visit::CareMode,
};

use super::{NotWritten, elements::Elements, standing_of};

/// The names of a consent's elements.
pub(super) struct Names {
    pub(super) flag: &'static str,
    pub(super) time: &'static str,
    /// Until when; 特定疾病 has no such element.
    pub(super) available: Option<&'static str>,
}

/// 特定疾病療養受療証情報.
pub(super) const SPECIFIC_DISEASES: Names = Names {
    flag: "SpecificDiseasesCertificateRelatedConsFlg",
    time: "SpecificDiseasesCertificateRelatedConsTime",
    available: None,
};

/// What a clinic may view elsewhere, in the order of the file. 療養情報 has no element that is public.
pub(super) const VIEWING: [(Item, Names); 4] = [
    (
        Item::Checkups,
        Names {
            flag: "SpecificHealthCheckupsInfoConsFlg",
            time: "SpecificHealthCheckupsInfoConsTime",
            available: Some("SpecificHealthCheckupsInfoAvailableTime"),
        },
    ),
    (
        Item::Medication,
        Names {
            flag: "PharmacistsInfoConsFlg",
            time: "PharmacistsInfoConsTime",
            available: Some("PharmacistsInfoAvailableTime"),
        },
    ),
    (
        Item::Diagnosis,
        Names {
            flag: "DiagnosisInfoConsFlg",
            time: "DiagnosisInfoConsTime",
            available: Some("DiagnosisInfoAvailableTime"),
        },
    ),
    (
        Item::Surgery,
        Names {
            flag: "OperationInfoConsFlg",
            time: "OperationInfoConsTime",
            available: Some("OperationInfoAvailableTime"),
        },
    ),
];

/// Writes what stands of the answer that decides the item. Only what was agreed has times.
pub(super) fn write(
    elements: &mut Elements,
    consent: Option<&StandingConsent>,
    item: Item,
    names: &Names,
) -> Result<(), NotWritten> {
    let flag = flag(consent, item);
    elements.value(names.flag, flag)?;
    let Some(consent) = consent.filter(|_| flag != NONE) else {
        return Ok(());
    };
    elements.value(names.time, &*digits(&consent.registered_at))?;
    if let (Some(name), Some(until)) = (names.available, &consent.until) {
        elements.value(name, &*digits(until))?;
    }
    Ok(())
}

/// 016: no consent. A declined and a revoked one are none; the table has no code for them.
const NONE: &str = "0";

/// 016 同意状態. Only 訪問診療等 and オンライン診療等 know "expired"; in 外来 it is none. 3 (could not be obtained) is for emergencies, which
/// have no check here.
fn flag(consent: Option<&StandingConsent>, item: Item) -> &'static str {
    match (standing_of(consent, item), consent.map(|consent| consent.mode)) {
        (Some(Standing::Given), _) => "1",
        (Some(Standing::Expired), Some(CareMode::HomeVisit | CareMode::OnlineOutpatient)) => "2",
        (Some(Standing::Expired | Standing::Declined | Standing::Revoked) | None, _) => NONE,
    }
}

/// The digits of a time, YYYYMMDDHHmmss: it comes as RFC 3339 in Japan's time, with nothing finer than seconds.
fn digits(time: &str) -> String {
    let digits = time.chars().filter(char::is_ascii_digit);
    digits.take("YYYYMMDDHHmmss".len()).collect()
}
