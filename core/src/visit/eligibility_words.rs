//! The eligibility in words: every code of the tables by its name, an unknown one as it came; dates in both calendars.

use super::{
    calendar_words::{both_calendars, period},
    eligibility::FieldGroup,
    parts::{Field, Tone},
};
use crate::{
    eligibility::{
        Eligibility, Insurance, Insured,
        code::{
            CardClassification, LimitCertificate, LimitClassification, LossReason, Relationship, Sex,
            SpecificDisease, Validity,
        },
        date::{Date, age},
        name::PersonName,
        result::{ElderlyRecipient, LimitApplication},
    },
    text::{say, say_with},
};

pub(super) fn status(eligibility: &Eligibility) -> (Tone, String) {
    match &eligibility.validity {
        Validity::Valid => (Tone::Good, say("validity-valid")),
        Validity::Invalid => (Tone::Alarm, say("validity-invalid")),
        Validity::InvalidNewExists => (Tone::Caution, say("validity-invalid-new-exists")),
        Validity::NoneFound => (Tone::Caution, say("validity-none-found")),
        Validity::Several => (Tone::Caution, say("validity-several")),
        Validity::ValidUnregistered => (Tone::Caution, say("validity-valid-unregistered")),
        Validity::Unknown(code) => (Tone::Caution, unknown(code)),
    }
}

/// What the state means, and what to do; nothing for a plain valid one.
pub(super) fn explanation(eligibility: &Eligibility) -> Vec<String> {
    let state = match eligibility.validity {
        Validity::Valid => None,
        Validity::Invalid => Some(say("explain-invalid")),
        Validity::InvalidNewExists => Some(say("explain-invalid-new-exists")),
        Validity::NoneFound => Some(say("explain-none-found")),
        Validity::Several => Some(say("explain-several")),
        Validity::ValidUnregistered => Some(say("explain-valid-unregistered")),
        Validity::Unknown(_) => Some(say("explain-unknown")),
    };
    let lag = eligibility
        .registration_lag_since
        .map(|since| say_with("explain-lag", &[("since", both_calendars(since).into())]));
    let expired = eligibility.certificate_expired_on.map(|day| {
        say_with(
            "explain-certificate-expired",
            &[("day", both_calendars(day).into())],
        )
    });
    state.into_iter().chain(lag).chain(expired).collect()
}

pub(super) fn person_fields(insured: &Insured, today: Date) -> Vec<Field> {
    let birth = say_with(
        "birth-date-and-age",
        &[
            ("date", both_calendars(insured.birth_date).into()),
            ("age", i64::from(age(insured.birth_date, today)).into()),
        ],
    );
    let other = insured.other_name.as_ref();
    let address = match (&insured.post_number, &insured.address) {
        (Some(post), Some(address)) => Some(format!("〒{post} {address}")),
        (None, Some(address)) => Some(address.clone()),
        (Some(post), None) => Some(format!("〒{post}")),
        (None, None) => None,
    };
    let kana = |name: &PersonName| name.kana.clone();
    [
        Some(name_field("field-name", &insured.name)),
        kana(&insured.name).map(|kana| field("field-kana", kana)),
        other.map(|name| name_field("field-other-name", name)),
        other.and_then(kana).map(|kana| field("field-other-kana", kana)),
        Some(field("field-birth-date", birth)),
        Some(field("field-sex", sex(&insured.sex))),
        address.map(|address| field("field-address", address)),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Each insurance under its own title, numbered if there are several.
pub(super) fn insurance_groups(insurances: &[Insurance]) -> Vec<FieldGroup> {
    let title = |index: usize| {
        if insurances.len() > 1 {
            say_with("insurance-title-numbered", &[("number", (index + 1).into())])
        } else {
            say("insurance-title")
        }
    };
    let group = |(index, insurance)| FieldGroup {
        title: title(index),
        fields: insurance_fields(insurance),
    };
    insurances.iter().enumerate().map(group).collect()
}

fn insurance_fields(insurance: &Insurance) -> Vec<Field> {
    let symbol_and_number = match (&insurance.symbol, &insurance.number) {
        (Some(symbol), Some(number)) => Some(format!("{symbol}・{number}")),
        (None, Some(number)) => Some(number.clone()),
        (Some(symbol), None) => Some(symbol.clone()),
        (None, None) => None,
    };
    let date = |label: &str, day: Option<Date>| day.map(|day| field(label, both_calendars(day)));
    let mut fields: Vec<_> = [
        Some(field(
            "field-classification",
            classification(&insurance.classification),
        )),
        Some(field("field-insurer-name", insurance.insurer_name.clone())),
        Some(field(
            "field-insurer-number",
            insurance.insurer_number.as_str().to_owned(),
        )),
        symbol_and_number.map(|both| field("field-symbol-and-number", both)),
        insurance
            .branch
            .clone()
            .map(|branch| field("field-branch", branch)),
        insurance
            .relationship
            .as_ref()
            .map(|value| field("field-relationship", relationship(value))),
        date("field-qualified-on", insurance.qualified_on),
        date("field-disqualified-on", insurance.disqualified_on),
        insurance
            .loss_reason
            .as_ref()
            .map(|reason| field("field-loss-reason", loss_reason(reason))),
        period(insurance.valid_from, insurance.valid_until).map(|text| field("field-valid", text)),
        insurance
            .contribution_ratio
            .as_deref()
            .map(|text| field("field-ratio", ratio(text))),
    ]
    .into_iter()
    .flatten()
    .collect();
    fields.extend(
        insurance
            .elderly
            .iter()
            .map(|elderly| field("field-elderly", elderly_text(elderly))),
    );
    fields.extend(
        insurance
            .limit
            .iter()
            .map(|limit| field("field-limit", limit_text(limit))),
    );
    fields.extend(
        insurance
            .specific_diseases
            .iter()
            .map(|it| field("field-specific-disease", disease(it))),
    );
    fields
}

fn field(label: &str, value: String) -> Field {
    Field {
        label: say(label),
        value,
        note: None,
    }
}

fn name_field(label: &str, name: &PersonName) -> Field {
    let note = name
        .has_missing_character()
        .then(|| say("note-missing-character"));
    Field {
        note,
        ..field(label, name.name.clone())
    }
}

/// `"010"` is 10 %, which people know as 1割. A ratio of another form is shown as it came.
fn ratio(text: &str) -> String {
    match text.parse::<u16>() {
        Ok(percent) if text.len() == 3 && percent <= 100 && percent % 10 == 0 => {
            say_with("ratio", &[("tenths", (percent / 10).into())])
        }
        _ => unknown(text),
    }
}

fn elderly_text(elderly: &ElderlyRecipient) -> String {
    let ratio = elderly.contribution_ratio.as_deref().map(ratio);
    let parts = [ratio, period(elderly.valid_from, elderly.valid_until)];
    parts.into_iter().flatten().collect::<Vec<_>>().join("　")
}

fn limit_text(limit: &LimitApplication) -> String {
    let certificate = match &limit.certificate {
        LimitCertificate::Limit => say("limit-01"),
        LimitCertificate::LimitAndReduction => say("limit-02"),
        LimitCertificate::Reduction => say("limit-03"),
        LimitCertificate::Unknown(code) => unknown(code),
    };
    let classification = match &limit.classification {
        LimitClassification::A01 => say("limit-a01"),
        LimitClassification::A02 => say("limit-a02"),
        LimitClassification::A03 => say("limit-a03"),
        LimitClassification::A04 => say("limit-a04"),
        LimitClassification::A05 => say("limit-a05"),
        LimitClassification::A06 => say("limit-a06"),
        // What B01-B10 are called is not in the public sources we have [?].
        by_code @ (LimitClassification::B01
        | LimitClassification::B02
        | LimitClassification::B03
        | LimitClassification::B04
        | LimitClassification::B05
        | LimitClassification::B06
        | LimitClassification::B07
        | LimitClassification::B08
        | LimitClassification::B09
        | LimitClassification::B10) => {
            say_with("limit-by-code", &[("code", by_code.code().to_owned().into())])
        }
        LimitClassification::Unknown(code) => unknown(code),
    };
    let period = period(limit.valid_from, limit.valid_until);
    [Some(certificate), Some(classification), period]
        .into_iter()
        .flatten()
        .collect::<Vec<_>>()
        .join("　")
}

fn unknown(code: &str) -> String {
    say_with("unknown-code", &[("code", code.to_owned().into())])
}

fn sex(value: &Sex) -> String {
    match value {
        Sex::Male => say("sex-male"),
        Sex::Female => say("sex-female"),
        Sex::NotSet => say("sex-not-set"),
        Sex::Unknown(code) => unknown(code),
    }
}

fn loss_reason(value: &LossReason) -> String {
    match value {
        LossReason::Death => say("loss-death"),
        LossReason::PublicAssistance => say("loss-public-assistance"),
        LossReason::OtherInsurance => say("loss-other-insurance"),
        LossReason::Other => say("loss-other"),
        LossReason::Unknown(code) => unknown(code),
    }
}

fn relationship(value: &Relationship) -> String {
    match value {
        Relationship::Insured => say("relationship-insured"),
        Relationship::Family => say("relationship-family"),
        Relationship::Unknown(code) => unknown(code),
    }
}

fn classification(value: &CardClassification) -> String {
    match value {
        CardClassification::General => say("classification-general"),
        CardClassification::Retired => say("classification-retired"),
        CardClassification::ShortTerm03 | CardClassification::ShortTerm04 => say("classification-short-term"),
        CardClassification::SpecialMedicalExpense => say("classification-special-expense"),
        CardClassification::SpecialRetired => say("classification-special-retired"),
        CardClassification::SelfDefenceForces => say("classification-self-defence"),
        CardClassification::MedicalAssistance => say("classification-medical-assistance"),
        CardClassification::Unknown(code) => unknown(code),
    }
}

fn disease(value: &SpecificDisease) -> String {
    match value {
        SpecificDisease::Dialysis => say("disease-dialysis"),
        SpecificDisease::CoagulationFactor => say("disease-coagulation-factor"),
        SpecificDisease::Hiv => say("disease-hiv"),
        SpecificDisease::Unknown(code) => unknown(code),
    }
}
