//! What may be given out of the sample people: documents for each item, made up and plainly so (見本, 試験). Of one person nothing
//! is known at all, and of most no operation. The form of the documents is the stand-in's own: no public source has the real one
//! `[I]`. What of medicines a document says is what the notice lists as given out: 調剤日, 薬局等の名称, 医薬品の名称, 調剤数量, 用法.

use jiff::civil::Date;
use kyotaku_core::{consent::Item, eligibility::code::SpecificDisease};
use serde_json::{Value, json};

use super::people::from;

/// Of whom nothing is known: a person who has never been ill.
const NEVER_ILL: &str = "phone-iphone";

/// The documents of the person with this slug.
pub(super) fn of(slug: &str, today: Date) -> Vec<(Item, String)> {
    if slug == NEVER_ILL {
        return Vec::new();
    }
    Item::ALL
        .into_iter()
        .filter_map(|item| Some((item, document(item, slug, today)?.to_string())))
        .collect()
}

fn document(item: Item, slug: &str, today: Date) -> Option<Value> {
    let before = |days: i32| from(today, -days).to_string();
    Some(match item {
        // 手術・傷病名・感染症情報
        Item::Surgery => json!({
            "operations": match slug {
                "valid" => json!([{
                    "operated_on": before(400), "institution": "見本県試験病院", "operation": "見本関節置換術（右）"
                }]),
                "several" => json!([{
                    "operated_on": before(900), "institution": "試験市見本医院", "operation": "見本シャント造設術"
                }]),
                _ => return None,
            },
            "diseases": [{ "named_on": before(410), "disease": "見本性関節症" }],
            "infections": [],
        }),
        // 診療・その他アレルギー等・薬剤アレルギー等・検査情報
        Item::Diagnosis => json!({
            "visits": [
                { "visited_on": before(20), "institution": "サンプル医療機関", "procedure": "見本訪問診療料" },
                { "visited_on": before(48), "institution": "見本県試験病院", "procedure": "見本画像診断" },
            ],
            "allergies": [{ "substance": "見本そば", "reaction": "見本じんましん" }],
            "medicine_allergies": [{ "medicine": "見本ペニシリン注", "reaction": "見本発疹" }],
            "tests": [{ "tested_on": before(48), "test": "見本ヘモグロビン", "value": "12.3", "unit": "g/dL" }],
        }),
        // 薬剤・処方情報
        Item::Medication => json!({
            "dispensed": [
                {
                    "dispensed_on": before(20), "pharmacy": "見本薬局　試験店", "medicine": "見本降圧錠５ｍｇ",
                    "quantity": "28錠", "usage": "１日１回　朝食後"
                },
                {
                    "dispensed_on": before(20), "pharmacy": "見本薬局　試験店", "medicine": "試験鎮痛カプセル１００ｍｇ",
                    "quantity": "10カプセル", "usage": "痛むとき　１日３回まで"
                },
                {
                    "dispensed_on": before(48), "pharmacy": "試験ドラッグ見本薬局", "medicine": "見本緩下散",
                    "quantity": "14包", "usage": "１日１回　寝る前"
                },
            ],
        }),
        // 特定健診等情報
        Item::Checkups => json!({
            "checkups": [{
                "checked_on": before(150),
                "institution": "見本健診センター",
                "results": [
                    { "item": "身長", "value": "151.0", "unit": "cm" },
                    { "item": "体重", "value": "48.5", "unit": "kg" },
                    { "item": "収縮期血圧", "value": "138", "unit": "mmHg" },
                    { "item": "ＨｂＡ１ｃ", "value": "5.9", "unit": "%" },
                ],
            }],
        }),
        // 療養情報. What it holds is not public [?]; the word is all that the notice says.
        Item::MedicalCare => json!({
            "notes": [{
                "noted_on": before(30), "institution": "見本県試験病院",
                "note": "見本の療養上の説明：水分をとること。"
            }],
        }),
        // 特定疾病療養受療証情報
        Item::SpecificDisease => json!({
            "certificates": match slug {
                "several" => json!([{
                    "disease": SpecificDisease::Dialysis.code(),
                    "issued_on": before(880), "valid_until": from(today, 200).to_string()
                }]),
                _ => json!([]),
            },
        }),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sample::PEOPLE;

    fn today() -> Date {
        "2026-11-22".parse().unwrap()
    }

    #[test]
    fn of_one_person_every_item_is_known_and_of_one_none() {
        let items: Vec<_> = of("valid", today()).into_iter().map(|(item, _)| item).collect();
        assert_eq!(items, Item::ALL);
        assert!(of(NEVER_ILL, today()).is_empty());
        assert!(PEOPLE.iter().any(|person| person.slug == NEVER_ILL));
    }

    #[test]
    fn a_document_of_medicines_says_what_the_notice_lists() {
        for person in &PEOPLE {
            for (_, text) in of(person.slug, today())
                .iter()
                .filter(|(item, _)| *item == Item::Medication)
            {
                let document: Value = serde_json::from_str(text).unwrap();
                for dispensed in document["dispensed"].as_array().unwrap() {
                    for said in ["dispensed_on", "pharmacy", "medicine", "quantity", "usage"] {
                        assert!(!dispensed[said].as_str().unwrap().is_empty(), "{said}");
                    }
                }
            }
        }
    }
}
