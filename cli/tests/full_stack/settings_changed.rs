//! The clinic's settings change while a form is open.

use std::sync::Arc;

use kyotaku_core::{
    eligibility::Use,
    visit::{Screen, Tone},
};

use crate::{
    screens::{answers, assert_not_said_to_be_registered, assert_says, done, input, labels, notice},
    stage::{JOINT_DECLINED, Stage, reader_with},
    steps::{JOINT_QUESTION, REGISTER, consent_and_finish, fill_in, register, up_to_the_eligibility},
};

const DRAW_ANEW: &str = "新しい項目で入力し直す";

#[tokio::test]
async fn settings_changed_under_the_form_refuse_the_registration_and_the_form_is_drawn_anew() {
    let stage = Stage::set().await;
    let mut player = stage.visit(Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    consent_and_finish(&mut player).await;
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);

    stage
        .save_settings(|settings| settings.medication = Use::Off)
        .await;
    let view = register(&mut player).await;
    let changed = notice(&view, "医療機関の設定が変わりました");
    assert_says(
        &changed,
        &[
            "今回の内容は登録されていません",
            "患者にもう一度選んでもらって",
            "settings-changed",
        ],
    );
    assert_not_said_to_be_registered(&changed);
    assert_eq!(labels(&view), [DRAW_ANEW, "中止する"]);
    stage.assert_latest(1, &JOINT_DECLINED).await;

    // The new form has the new questions, and no answer of the old one.
    player.press(DRAW_ANEW).unwrap();
    let form = input(&player.settled().await.unwrap());
    let questions: Vec<_> = form.questions.iter().map(|row| row.label.as_str()).collect();
    assert!(
        questions.contains(&"診療情報の提供") && !questions.contains(&JOINT_QUESTION),
        "{questions:?}"
    );
    for row in form.questions.iter().filter(|row| !row.choices.is_empty()) {
        assert_eq!(row.state, "未選択", "{}", row.label);
        assert!(row.choices.iter().all(|choice| !choice.selected));
    }
    player.press("確認へ進む").unwrap();
    assert!(input(&player.view()).hint.unwrap().contains("診療情報の提供"));

    player.press("すべての項目に同意しない").unwrap();
    player.answer("診療情報の提供", "同意する").unwrap();
    player.press("確認へ進む").unwrap();
    let receipt = done(&register(&mut player).await);
    assert!(answers(&receipt.rows).contains(&("診療情報の提供", "同意する")));
    stage
        .assert_latest(
            2,
            &[
                ("SHJ", "decline"),
                ("SRJ", "agree"),
                ("TKK", "decline"),
                ("療養情報", "decline"),
                ("TSR", "decline"),
            ],
        )
        .await;
    drop(player);
    stage.strike().await;
}

#[tokio::test]
async fn settings_that_leave_nothing_to_ask_end_the_form_and_say_so() {
    let stage = Stage::set().await;
    let mut player = stage.visit(Arc::new(reader_with("valid")));
    up_to_the_eligibility(&mut player).await;
    fill_in(&player);
    stage
        .save_settings(|settings| {
            for asked in [
                &mut settings.surgery,
                &mut settings.diagnosis,
                &mut settings.medication,
                &mut settings.checkups,
                &mut settings.specific_disease,
                &mut settings.record_sharing,
            ] {
                *asked = Use::Off;
            }
            settings.prescription_use = kyotaku_core::eligibility::settings::PrescriptionUse::None;
        })
        .await;
    player.press(REGISTER).unwrap();
    notice(&player.settled().await.unwrap(), "医療機関の設定が変わりました");
    player.press(DRAW_ANEW).unwrap();
    let view = player.settled().await.unwrap();
    let Screen::Eligibility(shown) = &view.screen else {
        panic!("the screen is 「{}」", view.heading);
    };
    assert!(shown.tone == Tone::Good);
    assert_eq!(
        shown.explanation,
        ["この医療機関には、同意を確認する項目がありません。"]
    );
    assert_eq!(stage.rows().await, 0);
    drop(player);
    stage.strike().await;
}
