//! The runner can fail: for each thing that a visit states, a visit that states it wrongly, and what the report says.

use std::fs;

use serde_json::{Value, json};

use crate::{
    consent,
    load::{folder, visits_of},
    runner::play,
};

/// A short visit that goes as it is written: to the form and back out of it.
fn good() -> Value {
    json!({
        "name": "a short visit",
        "why": "TEST-ONLY",
        "given": { "patient": "valid" },
        "steps": [
            { "screen": "Mode", "shows": ["資格確認"], "hides": ["登録番号"], "offers": ["訪問診療等", "オンライン診療等・外来診療等（通常とは異なる動線）"] },
            { "press": "訪問診療等" },
            { "pin": "1234" },
            { "press": "次へ（カードをかざす）" },
            { "screen": "Eligibility", "shows": ["資格は有効です"] },
            { "press": "同意登録へ進む（患者に画面を向ける）" },
            { "press": "同意しない", "of": "手術情報の提供" },
            { "screen": "Input", "shows": ["手術情報の提供: 同意しない", "● 同意しない"] }
        ],
        "registered": []
    })
}

fn file_with(visit: &Value) -> String {
    json!({ "about": "TEST-ONLY", "visits": [visit] }).to_string()
}

/// What reading and playing the changed visit says; nothing if it goes well.
async fn outcome(change: impl FnOnce(&mut Value)) -> Result<(), String> {
    let mut visit = good();
    change(&mut visit);
    for placed in visits_of("short.json", &file_with(&visit))? {
        play(&placed).await?;
    }
    Ok(())
}

/// Asserts that the changed visit fails, and that the report has all of these.
async fn assert_fails(change: impl FnOnce(&mut Value), reported: &[&str]) {
    let report = outcome(change).await.expect_err("it was to fail");
    for part in reported {
        assert!(report.contains(part), "「{part}」 is not in\n{report}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn the_visit_that_the_others_are_made_from_goes_well() {
    assert_eq!(outcome(|_| {}).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_line_that_is_not_shown_is_reported_with_the_visit_the_step_and_the_whole_screen() {
    assert_fails(
        |visit| visit["steps"][4]["shows"] = json!(["資格は無効です"]),
        &[
            "short.json: a short visit",
            "TEST-ONLY",
            "step 5",
            "「資格は無効です」 was to be shown",
            "the screen Eligibility stands",
            "氏名: 居宅　花子",
            "サンプル医療機関",
            "同意登録へ進む（患者に画面を向ける） | 戻る | 中止する",
        ],
    )
    .await;
    // A part of a line is not the line, and the order counts.
    assert_fails(
        |visit| visit["steps"][4]["shows"] = json!(["資格は有効"]),
        &["「資格は有効」 was to be shown"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][7]["shows"] = json!(["● 同意しない", "手術情報の提供: 同意しない"]),
        &[
            "step 8",
            "「手術情報の提供: 同意しない」 does not stand where it should",
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_text_that_is_shown_and_should_not_be_is_reported_with_its_line() {
    assert_fails(
        |visit| visit["steps"][7]["hides"] = json!(["● 同意"]),
        &[
            "step 8",
            "「● 同意」 was not to be shown, and stands in 「● 同意しない」",
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn offers_that_are_missing_superfluous_or_in_another_order_are_reported() {
    for offers in [
        json!(["訪問診療等"]),
        json!([]),
        json!(["オンライン診療等・外来診療等（通常とは異なる動線）", "訪問診療等"]),
        json!([
            "訪問診療等",
            "オンライン診療等・外来診療等（通常とは異なる動線）",
            "戻る"
        ]),
    ] {
        assert_fails(
            |visit| visit["steps"][0]["offers"] = offers,
            &[
                "step 1",
                "these were to be offered, and no others",
                "the screen Mode stands",
            ],
        )
        .await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn another_screen_than_the_expected_one_is_reported() {
    assert_fails(
        |visit| visit["steps"][4] = json!({ "screen": "Notice" }),
        &[
            "step 5",
            "the screen Notice was to stand",
            "the screen Eligibility stands",
        ],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_registered_is_compared_with_what_was_to_be() {
    assert_fails(
        |visit| visit["registered"] = json!([{ "items": { "SHJ": "agree" }, "form": "electronic" }]),
        &["short.json: a short visit", "registered: []", r#""SHJ":"agree""#],
    )
    .await;
    assert_fails(
        |visit| {
            let steps = visit["steps"].as_array_mut().expect("steps are a list");
            steps.extend([
                json!({ "press": "すべての項目に同意しない" }),
                json!({ "press": "確認へ進む" }),
                json!({ "press": "同意内容に登録する" }),
                json!({ "screen": "Done" }),
            ]);
        },
        &["at the end", r#""SHJ":"decline""#, "expected:   []"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_commands_that_reached_the_card_are_compared_where_a_visit_counts_them() {
    assert_fails(
        |visit| visit["commands"] = json!(99),
        &["at the end", "commands that reached the card: 5", "expected: 99"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_press_that_the_screen_does_not_have_or_has_several_times_is_reported() {
    assert_fails(
        |visit| visit["steps"][1]["press"] = json!("同意内容に登録する"),
        &["step 2", "there is no 「同意内容に登録する」 to press"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][6] = json!({ "press": "同意しない" }),
        &["step 7", "there are 5 「同意しない」"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][6]["of"] = json!("診療情報の提供"),
        &["step 7", "「診療情報の提供」 has 0 buttons 「同意しない」"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][2]["pin"] = json!("12a4"),
        &["step 3", "the pad has no key 「a」"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][2] = json!({ "number": "1" }),
        &[
            "step 3",
            "there is no pad for the 照合番号B",
            "the screen Pin stands",
        ],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][1] = json!({ "pin": "1" }),
        &["step 2", "there is no PIN pad", "the screen Mode stands"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mishap_that_never_happened_is_reported() {
    assert_fails(
        |visit| visit["given"]["service"] = json!([{ "call": "register", "fault": "answer-lost" }]),
        &["what was to happen and did not", "answer-lost"],
    )
    .await;
    assert_fails(
        |visit| visit["given"]["card"] = json!({ "faults": [{ "at": "connect", "fault": "busy" }] }),
        &["step 5", "the screen Notice stands", "カードが使用中です"],
    )
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_key_that_is_not_known_is_reported_wherever_it_stands() {
    assert_fails(|visit| visit["skip"] = json!(true), &["short.json", "`skip`"]).await;
    assert_fails(
        |visit| visit["steps"][0]["show"] = json!([]),
        &["short.json", "`show`"],
    )
    .await;
    assert_fails(
        |visit| visit["given"]["patients"] = json!(2),
        &["short.json: a short visit", "`patients`"],
    )
    .await;
    assert_fails(
        |visit| visit["steps"][1] = json!({ "direct": { "applause": 1 } }),
        &["short.json: a short visit", "step 2", "`applause`"],
    )
    .await;
    for two_in_one in [
        json!({ "press": "訪問診療等", "pin": "1" }),
        json!({ "press": "訪問診療等", "shows": [] }),
        json!({ "screen": "Mode", "of": "手術情報の提供" }),
        json!({ "shows": ["資格確認"] }),
        json!({}),
    ] {
        assert_fails(
            |visit| visit["steps"][1] = two_in_one,
            &["short.json", "a step is one of"],
        )
        .await;
    }
    for key in ["name", "why", "given", "steps", "registered"] {
        let without = |visit: &mut Value| {
            visit.as_object_mut().expect("a visit is an object").remove(key);
        };
        assert_fails(without, &["short.json", key]).await;
    }
}

#[test]
fn a_folder_without_a_visit_and_a_file_without_one_are_errors() {
    let empty = tempfile::tempdir().expect("a folder");
    let path = empty.path();
    assert!(
        folder(path)
            .err()
            .expect("it is empty")
            .contains("there is no visit")
    );
    assert!(folder(&path.join("nowhere")).is_err());
    fs::write(
        path.join("nothing.json"),
        r#"{"about": "TEST-ONLY", "visits": []}"#,
    )
    .expect("a file");
    assert!(folder(path).err().expect("it has none").contains("nothing.json"));
    fs::remove_file(path.join("nothing.json")).expect("it was there");
    fs::write(path.join("visits.yaml"), "").expect("a file");
    assert!(
        folder(path)
            .err()
            .expect("it is no visit")
            .contains("visits.yaml")
    );
    fs::write(
        path.join("none.json"),
        r#"{"questions": [], "words": {}, "cases": []}"#,
    )
    .expect("a file");
    assert!(
        consent::file(&path.join("none.json"))
            .err()
            .expect("it has none")
            .contains("no case")
    );
}
