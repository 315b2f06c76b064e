//! What a file says of an eligibility: every value, read back by another library, in both character codes.

use kyotaku_core::eligibility::{
    code::{
        CardClassification, LimitCertificate, LimitClassification, LossReason, Relationship, Sex, Validity,
    },
    settings::CharacterCode,
};
use kyotaku_core::visit::CareMode;
use kyotaku_service::sample::PEOPLE;
use serde_json::{Value, json};

use crate::{
    eligibility_results::file,
    reader::{expected, of_insurance, read},
    stage::{Stage, check},
};

pub(crate) const ENCODINGS: [(CharacterCode, &str); 2] = [
    (CharacterCode::Utf8, "UTF-8"),
    (CharacterCode::ShiftJis, "Shift_JIS"),
];

/// The one insurance of `valid`, as it is stored.
pub(crate) async fn insurance(stage: &Stage) -> Value {
    let text: String = sqlx::query_scalar("SELECT answer FROM insurances WHERE insured = 'valid'")
        .fetch_one(&stage.database().await)
        .await
        .unwrap();
    serde_json::from_str(&text).unwrap()
}

/// Gives `valid` these insurances, and this validity, from now on.
pub(crate) async fn insure(stage: &Stage, validity: &str, insurances: &[Value]) {
    let pool = stage.database().await;
    sqlx::query("DELETE FROM insurances WHERE insured = 'valid'")
        .execute(&pool)
        .await
        .unwrap();
    for (place, insurance) in (0_i64..).zip(insurances) {
        sqlx::query("INSERT INTO insurances VALUES ('valid', $1, '', '', $2)")
            .bind(place)
            .bind(insurance.to_string())
            .execute(&pool)
            .await
            .unwrap();
    }
    sqlx::query("UPDATE insured SET validity = $1 WHERE insured = 'valid'")
        .bind(validity)
        .execute(&pool)
        .await
        .unwrap();
}

/// Checks `valid`, fetches the file in both character codes, and compares all that it has with what was answered.
async fn reads_back(stage: &Stage) {
    let eligibility = stage.check("valid").await;
    for (code, encoding) in ENCODINGS {
        stage.save(|settings| settings.character_code = code).await;
        let file = file(stage, eligibility["check"].as_str().unwrap()).await;
        let said = read(&file, encoding);
        assert_eq!(
            said,
            expected(&eligibility, "20261122120000", encoding),
            "{encoding}"
        );
    }
}

#[tokio::test]
async fn every_sample_persons_eligibility_reads_back_to_the_last_element() {
    let stage = Stage::set().await;
    let mut refused = Vec::new();
    for person in &PEOPLE {
        let proof = stage.proof(person.slug, CareMode::HomeVisit).await;
        let answer = stage.send(check(&proof)).await;
        if !answer.status.is_success() {
            refused.push(person.slug);
            continue;
        }
        let eligibility = answer.ok();
        for (code, encoding) in ENCODINGS {
            stage.save(|settings| settings.character_code = code).await;
            let said = read(
                &file(&stage, eligibility["check"].as_str().unwrap()).await,
                encoding,
            );
            let expected = expected(&eligibility, "20261122120000", encoding);
            assert_eq!(said, expected, "{} in {encoding}", person.slug);
        }
    }
    assert_eq!(refused, ["certificate-expired", "revoked", "card-expired"]);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn every_code_of_the_tables_reads_back_and_so_does_one_that_no_table_has() {
    let stage = Stage::set().await;
    let usual = insurance(&stage).await;
    let mut insurances = Vec::new();
    let mut with = |pointer: &str, code: &str| {
        let mut insurance = usual.clone();
        insurance["limit"] =
            json!({"certificate": "01", "classification": "A01", "valid_from": null, "valid_until": null});
        *insurance.pointer_mut(pointer).unwrap() = code.into();
        insurances.push(insurance);
    };
    Sex::KNOWN
        .iter()
        .for_each(|code| with("/insured/sex", code.code()));
    LossReason::KNOWN
        .iter()
        .for_each(|code| with("/loss_reason", code.code()));
    Relationship::KNOWN
        .iter()
        .for_each(|code| with("/relationship", code.code()));
    CardClassification::KNOWN
        .iter()
        .for_each(|code| with("/classification", code.code()));
    LimitCertificate::KNOWN
        .iter()
        .for_each(|code| with("/limit/certificate", code.code()));
    LimitClassification::KNOWN
        .iter()
        .for_each(|code| with("/limit/classification", code.code()));
    for pointer in [
        "/insured/sex",
        "/loss_reason",
        "/relationship",
        "/classification",
        "/limit/certificate",
    ] {
        with(pointer, "Z9");
    }
    for ratio in ["000", "010", "020", "030"] {
        with("/contribution_ratio", ratio);
    }
    assert_eq!(insurances.len(), 3 + 4 + 2 + 8 + 3 + 16 + 5 + 4);
    insure(&stage, "5", &insurances).await;
    reads_back(&stage).await;
    for validity in Validity::KNOWN.iter().map(Validity::code).chain(["9"]) {
        insure(&stage, validity, std::slice::from_ref(&usual)).await;
        reads_back(&stage).await;
    }
    stage.running.shutdown().await;
}

/// Every field of text, by its element and its place in the JSON.
const TEXTS: [(&str, &str); 10] = [
    ("Name", "/insured/name/name"),
    ("NameOfOther", "/insured/other_name/name"),
    ("Address", "/insured/address"),
    ("PostNumber", "/insured/post_number"),
    ("InsurerName", "/insurer_name"),
    ("InsuredCardSymbol", "/symbol"),
    ("InsuredIdentificationNumber", "/number"),
    ("InsuredBranchNumber", "/branch"),
    ("InsuredPartialContributionRatio", "/contribution_ratio"),
    ("Sex1", "/insured/sex"),
];

/// A text, how it reads in UTF-8, and how in Shift_JIS.
fn texts() -> Vec<(String, String, String)> {
    let as_it_is = |text: &str| (text.to_owned(), text.to_owned(), text.to_owned());
    let three = |text: &str, utf8: &str, shift_jis: &str| (text.into(), utf8.into(), shift_jis.into());
    vec![
        as_it_is("<Name>&amp;]]></Name><!-- \"'&#65;&lt;?xml?>"),
        as_it_is("●見　芳子"),
        as_it_is("  先に二つ、後に二つ  "),
        as_it_is("ｷｮﾀｸ ﾊﾅｺ ｶﾞ･ｰ｢｣"),
        as_it_is(&"表".repeat(150)),
        as_it_is("ソ十表能―～＼\\|~"),
        three("髙橋﨑①㈱", "髙橋﨑①㈱", "●橋●●●"),
        three("𠮷野家🏠é한", "𠮷野家🏠é한", "●野家●●●"),
        three("¥‾", "¥‾", "●●"),
        three("１〜２−３", "１〜２−３", "１～２－３"),
        three(
            "\u{0}a\tb\r\nc\u{1b}\u{7f}\u{85}\u{fffe}\u{ffff}",
            "●a●b●●c●●●●●",
            "●a●b●●c●●●●●",
        ),
    ]
}

#[tokio::test]
async fn whatever_stands_in_a_text_reads_back_as_it_is_or_as_a_black_circle_and_never_as_markup() {
    let stage = Stage::set().await;
    let usual = insurance(&stage).await;
    let texts = texts();
    let insurances: Vec<Value> = texts
        .iter()
        .map(|(text, ..)| {
            let mut insurance = usual.clone();
            insurance["insured"]["other_name"] = json!({"name": "", "kana": null});
            for (_, pointer) in TEXTS {
                *insurance.pointer_mut(pointer).unwrap() = text.clone().into();
            }
            insurance
        })
        .collect();
    insure(&stage, "5", &insurances).await;
    let check = stage.check("valid").await["check"].as_str().unwrap().to_owned();
    for (code, encoding) in ENCODINGS {
        stage.save(|settings| settings.character_code = code).await;
        let bytes = file(&stage, &check).await;
        let said = read(&bytes, encoding);
        for (place, (text, utf8, shift_jis)) in texts.iter().enumerate() {
            let written = if encoding == "UTF-8" { utf8 } else { shift_jis };
            for (element, _) in TEXTS {
                assert_eq!(
                    &said[&of_insurance(place, element)],
                    written,
                    "{text} in {encoding}"
                );
            }
        }
        if encoding == "Shift_JIS" {
            // The only question marks are those of the declaration and of the text itself.
            let marks = bytes.iter().filter(|byte| **byte == b'?').count();
            assert_eq!(marks, 2 + 2 * TEXTS.len());
            assert!(!bytes.windows(3).any(|three| three == b"&#1" || three == b"&#x"));
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn kana_that_an_insurer_wrote_wide_are_half_width_and_an_insurers_number_has_eight_characters() {
    let stage = Stage::set().await;
    let usual = insurance(&stage).await;
    let kana = [
        ("キョタク　ハナコ", "ｷｮﾀｸ ﾊﾅｺ"),
        ("ジェーン・パーカー", "ｼﾞｪｰﾝ･ﾊﾟｰｶｰ"),
        ("ｷｮﾀｸ ﾊﾅｺ", "ｷｮﾀｸ ﾊﾅｺ"),
        ("ヱツコ", "ヱﾂｺ"),
    ];
    let numbers = [
        ("123456", "  123456"),
        ("00123456", "  123456"),
        ("  123456", "  123456"),
        ("01130012", "01130012"),
    ];
    let insurances: Vec<Value> = kana
        .iter()
        .zip(numbers)
        .map(|((wide, _), (stored, _))| {
            let mut insurance = usual.clone();
            insurance["insured"]["name"]["kana"] = (*wide).into();
            insurance["insured"]["other_name"] = json!({"name": "見本", "kana": wide});
            insurance["insurer_number"] = stored.into();
            insurance
        })
        .collect();
    insure(&stage, "5", &insurances).await;
    let check = stage.check("valid").await["check"].as_str().unwrap().to_owned();
    for (code, encoding) in ENCODINGS {
        stage.save(|settings| settings.character_code = code).await;
        let said = read(&file(&stage, &check).await, encoding);
        for (place, ((_, half), (_, padded))) in kana.iter().zip(numbers).enumerate() {
            assert_eq!(said[&of_insurance(place, "NameKana")], *half);
            assert_eq!(said[&of_insurance(place, "NameOfOtherKana")], *half);
            assert_eq!(said[&of_insurance(place, "InsurerNumber")], padded);
        }
    }
    stage.running.shutdown().await;
}
