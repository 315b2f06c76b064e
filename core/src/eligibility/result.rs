//! 資格情報: the eligibility of one person, as the service answers it. The fields follow the elements of
//! `ResultOfQualificationConfirmation` in the clinic-side XML; the element's name stands beside each.
//!
//! Nothing here has a `Debug` that tells a person's data.

use serde::{Deserialize, Serialize};

use super::{
    InsurerNumber,
    code::{
        CardClassification, LimitCertificate, LimitClassification, LossReason, Relationship, Sex,
        SpecificDisease, Validity,
    },
    date::Date,
    name::PersonName,
};
use crate::consent::StandingConsent;

/// The answer to an eligibility check.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Eligibility {
    /// The check's own number. A registration names it; it serves one registration.
    pub check: String,
    /// QualificationConfirmationDate.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub confirmed_on: Date,
    /// QualificationValidity (006).
    pub validity: Validity,
    /// What was found; several for 複数該当, none for 該当資格なし.
    pub insurances: Vec<Insurance>,
    /// Since when an insurer's change has been reported but not yet registered, so that "none found" or "invalid"
    /// may only mean "not yet" (登録の遅れ). The stand-in's own field: how the real system says it is not public `[I]`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub registration_lag_since: Option<Date>,
    /// The day on which the card's certificate expired, if it has. Eligibility stays usable for three months after;
    /// that no consent can be registered with it is our reading `[I]`.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub certificate_expired_on: Option<Date>,
    /// What stands of the person's consent at this clinic in this mode; none if none was ever registered, or if
    /// what is stored of it contradicts itself.
    #[serde(default)]
    pub standing: Option<Box<StandingConsent>>,
}

/// One insurance (資格) of the person.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Insurance {
    /// The person, as this insurer has them.
    pub insured: Insured,
    /// InsuredCardClassification (010).
    pub classification: CardClassification,
    /// InsurerNumber.
    pub insurer_number: InsurerNumber,
    /// InsurerName.
    pub insurer_name: String,
    /// InsuredCardSymbol (記号).
    pub symbol: Option<String>,
    /// InsuredIdentificationNumber (番号).
    pub number: Option<String>,
    /// InsuredBranchNumber (枝番).
    pub branch: Option<String>,
    /// PersonalFamilyClassification (009).
    pub relationship: Option<Relationship>,
    /// QualificationDate (資格取得年月日).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub qualified_on: Option<Date>,
    /// DisqualificationDate (資格喪失年月日).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub disqualified_on: Option<Date>,
    /// ReasonOfLoss (008).
    pub loss_reason: Option<LossReason>,
    /// InsuredCardValidDate (有効開始年月日).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_from: Option<Date>,
    /// InsuredCardExpirationDate (有効終了年月日).
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Date>,
    /// InsuredPartialContributionRatio, three digits: `"010"` is 10 %.
    pub contribution_ratio: Option<String>,
    /// ElderlyRecipientCertificateInfo (高齢受給者証).
    pub elderly: Option<ElderlyRecipient>,
    /// LimitApplicationCertificateRelatedInfo (限度額適用認定証). Needs no consent.
    pub limit: Option<LimitApplication>,
    /// SpecificDiseasesCertificateList, when a consent allows it.
    pub specific_diseases: Vec<SpecificDisease>,
}

/// The person, as one insurer's system has them.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Insured {
    /// Name and NameKana.
    pub name: PersonName,
    /// NameOfOther and NameOfOtherKana (その他の氏名, for example a former surname).
    pub other_name: Option<PersonName>,
    /// Sex1 (007).
    pub sex: Sex,
    /// Birthdate.
    #[cfg_attr(feature = "openapi", schema(value_type = String, format = Date))]
    pub birth_date: Date,
    /// PostNumber.
    pub post_number: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// 高齢受給者証.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ElderlyRecipient {
    /// ElderlyRecipientValidStartDate.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_from: Option<Date>,
    /// ElderlyRecipientValidEndDate.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Date>,
    /// ElderlyRecipientContributionRatio, three digits.
    pub contribution_ratio: Option<String>,
}

/// 限度額適用認定証.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct LimitApplication {
    /// 011.
    pub certificate: LimitCertificate,
    /// 012.
    pub classification: LimitClassification,
    /// First day it holds.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_from: Option<Date>,
    /// Last day it holds.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>, format = Date))]
    pub valid_until: Option<Date>,
}

impl Eligibility {
    /// Whether a consent can be registered under it: an insurance was found, it holds, and so does the certificate. That
    /// codes 1, 5 and 6 are the ones that hold is our reading of table 006 `[I]`; a code that we do not know does not.
    pub fn allows_registration(&self) -> bool {
        let holds = match self.validity {
            Validity::Valid | Validity::Several | Validity::ValidUnregistered => true,
            Validity::Invalid | Validity::InvalidNewExists | Validity::NoneFound | Validity::Unknown(_) => {
                false
            }
        };
        holds && !self.insurances.is_empty() && self.certificate_expired_on.is_none()
    }

    /// The person to show at the head of the screen: as the first insurance has them.
    pub fn insured(&self) -> Option<&Insured> {
        self.insurances.first().map(|insurance| &insurance.insured)
    }
}

crate::redacted::debug_without_data!(
    Eligibility,
    Insurance,
    Insured,
    ElderlyRecipient,
    LimitApplication
);
