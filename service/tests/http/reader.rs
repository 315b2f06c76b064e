//! Reads a clinic's file back, by a library that has nothing in common with the writer, and says what it must hold: every element,
//! and no other.

use std::collections::BTreeMap;

use serde_json::Value;

/// Every leaf of a file: its path, each element with its place among those of its name, and its text.
pub(crate) type Leaves = BTreeMap<String, String>;

/// What stands before an insurance's elements.
pub(crate) const BODY: &str = "XmlMsg/MessageBody";

/// The path of an element of an insurance.
pub(crate) fn of_insurance(place: usize, element: &str) -> String {
    format!("{BODY}/ResultList/ResultOfQualificationConfirmation[{place}]/{element}")
}

pub(crate) fn read(bytes: &[u8], encoding: &str) -> Leaves {
    let text = decode(bytes, encoding);
    let declaration = format!("<?xml version=\"1.0\" encoding=\"{encoding}\"?>");
    assert!(text.starts_with(&declaration), "{text}");
    let document = roxmltree::Document::parse(&text).unwrap();
    let mut leaves = Leaves::new();
    let root = document.root_element();
    walk(root, root.tag_name().name().to_owned(), &mut leaves);
    leaves
}

fn decode(bytes: &[u8], encoding: &str) -> String {
    let (text, _, broken) = encoding_rs::Encoding::for_label(encoding.as_bytes())
        .unwrap()
        .decode(bytes);
    assert!(!broken);
    text.into_owned()
}

fn walk(element: roxmltree::Node<'_, '_>, path: String, leaves: &mut Leaves) {
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let children: Vec<_> = element.children().filter(roxmltree::Node::is_element).collect();
    if children.is_empty() {
        let text = element.text().unwrap_or_default().to_owned();
        assert!(leaves.insert(path, text).is_none());
        return;
    }
    for child in children {
        let name = child.tag_name().name();
        let place = seen.entry(name).or_default();
        let repeats = matches!(
            name,
            "ResultOfQualificationConfirmation" | "SpecificDiseasesCertificateInfo"
        );
        let step = if repeats {
            format!("{name}[{place}]")
        } else {
            name.to_owned()
        };
        *place += 1;
        walk(child, format!("{path}/{step}"), leaves);
    }
}

/// How a value of the JSON stands in the file.
#[derive(Clone, Copy)]
enum Form {
    AsIs,
    Day,
    /// Space-padded to eight.
    Padded,
}

/// The elements of an insurance, and what they are in the JSON.
const INSURANCE: [(&str, &str, Form); 28] = {
    use Form::{AsIs, Day, Padded};
    [
        ("InsuredCardClassification", "/classification", AsIs),
        ("InsurerNumber", "/insurer_number", Padded),
        ("InsuredCardSymbol", "/symbol", AsIs),
        ("InsuredIdentificationNumber", "/number", AsIs),
        ("InsuredBranchNumber", "/branch", AsIs),
        ("PersonalFamilyClassification", "/relationship", AsIs),
        ("Name", "/insured/name/name", AsIs),
        ("NameOfOther", "/insured/other_name/name", AsIs),
        ("NameKana", "/insured/name/kana", AsIs),
        ("NameOfOtherKana", "/insured/other_name/kana", AsIs),
        ("Sex1", "/insured/sex", AsIs),
        ("Birthdate", "/insured/birth_date", Day),
        ("Address", "/insured/address", AsIs),
        ("PostNumber", "/insured/post_number", AsIs),
        ("QualificationDate", "/qualified_on", Day),
        ("DisqualificationDate", "/disqualified_on", Day),
        ("InsuredCardValidDate", "/valid_from", Day),
        ("InsuredCardExpirationDate", "/valid_until", Day),
        ("InsuredPartialContributionRatio", "/contribution_ratio", AsIs),
        ("ReasonOfLoss", "/loss_reason", AsIs),
        ("InsurerName", "/insurer_name", AsIs),
        (
            "ElderlyRecipientCertificateInfo/ElderlyRecipientValidStartDate",
            "/elderly/valid_from",
            Day,
        ),
        (
            "ElderlyRecipientCertificateInfo/ElderlyRecipientValidEndDate",
            "/elderly/valid_until",
            Day,
        ),
        (
            "ElderlyRecipientCertificateInfo/ElderlyRecipientContributionRatio",
            "/elderly/contribution_ratio",
            AsIs,
        ),
        (
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassification",
            "/limit/certificate",
            AsIs,
        ),
        (
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateClassificationFlag",
            "/limit/classification",
            AsIs,
        ),
        (
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateValidStartDate",
            "/limit/valid_from",
            Day,
        ),
        (
            "LimitApplicationCertificateRelatedInfo/LimitApplicationCertificateValidEndDate",
            "/limit/valid_until",
            Day,
        ),
    ]
};

/// The flags of the five consents.
pub(crate) const FLAGS: [&str; 5] = [
    "SpecificDiseasesCertificateRelatedConsFlg",
    "SpecificHealthCheckupsInfoConsFlg",
    "PharmacistsInfoConsFlg",
    "DiagnosisInfoConsFlg",
    "OperationInfoConsFlg",
];

/// The text as it comes back: Shift_JIS has one place for the two minus signs of Unicode.
fn in_code(text: &str, encoding: &str) -> String {
    match encoding {
        "Shift_JIS" => text.replace('\u{2212}', "\u{ff0d}"),
        _ => text.to_owned(),
    }
}

/// What a file holds that was made at `made_at` of this answer, where no consent stands.
pub(crate) fn expected(eligibility: &Value, made_at: &str, encoding: &str) -> Leaves {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let mut leaves = Leaves::new();
    let mut put = |path: String, value: String| assert!(leaves.insert(path, value).is_none());
    for (element, value) in [
        ("ProcessExecutionTime", made_at.to_owned()),
        (
            "QualificationConfirmationDate",
            text(&eligibility["confirmed_on"]).replace('-', ""),
        ),
        ("MedicalInstitutionCode", "1234567890".into()),
        ("ArbitraryFileIdentifier", text(&eligibility["check"])),
        ("ReferenceClassification", "1".into()),
        ("SegmentOfResult", "1".into()),
        (
            "CharacterCodeIdentifier",
            if encoding == "UTF-8" { "0" } else { "1" }.into(),
        ),
    ] {
        put(format!("XmlMsg/MessageHeader/{element}"), value);
    }
    put(format!("{BODY}/ProcessingResultStatus"), "1".into());
    put(
        format!("{BODY}/QualificationValidity"),
        text(&eligibility["validity"]),
    );
    for (place, insurance) in eligibility["insurances"].as_array().unwrap().iter().enumerate() {
        for (element, pointer, form) in INSURANCE {
            let Some(value) = insurance.pointer(pointer).and_then(Value::as_str) else {
                continue;
            };
            let value = match form {
                Form::AsIs => value.to_owned(),
                Form::Day => value.replace('-', ""),
                Form::Padded if value.len() == 6 => format!("  {value}"),
                Form::Padded => value.to_owned(),
            };
            put(of_insurance(place, element), in_code(&value, encoding));
        }
        if insurance["limit"].is_object() {
            put(
                of_insurance(place, "LimitApplicationCertificateRelatedConsFlg"),
                "1".into(),
            );
        }
        for flag in FLAGS {
            put(of_insurance(place, flag), "0".into());
        }
    }
    leaves
}
