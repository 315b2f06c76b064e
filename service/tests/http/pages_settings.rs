//! 環境設定情報 on its page: what is shown, what a change needs, and that nobody's is lost.

use kyotaku_core::eligibility::Use;
use kyotaku_service::sample::{
    OTHER_CLINIC,
    accounts::{ADMINISTRATOR, OTHER_ADMINISTRATOR_PASSWORD, PRIVACY_OFFICER},
};

use crate::{
    browser::{Browser, fields_of, location, pairs},
    stage::Stage,
};

const CONFIRMATION: &str = "/web/settings/confirmation";
const VERSIONS: &str = "/web/settings/versions";

#[tokio::test]
async fn every_value_of_every_setting_is_confirmed_then_saved_as_the_next_version_that_the_app_gets() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let on_off = ["0", "1"].as_slice();
    for (name, values) in [
        ("character_code", ["Shift_JIS", "UTF-8"].as_slice()),
        ("surgery", on_off),
        ("diagnosis", on_off),
        ("medication", on_off),
        ("checkups", on_off),
        ("specific_disease", on_off),
        ("record_sharing", on_off),
        ("emergency", on_off),
        ("prescription_use", &["0", "2", "3", "1"]),
        ("prescription_timing", &["1", "2"]),
        ("medical_assistance", &["1", "0"]),
        ("medical_subsidy", on_off),
        ("home_visit", on_off),
        ("online_outpatient", on_off),
        ("institution_name", &["別の名称", "<script>\"'&"]),
    ] {
        for value in values {
            let before = stage.settings().await;
            let mut fields = browser.settings_form(&stage).await;
            fields.insert(name.into(), (*value).to_owned());
            let page = browser.post(&stage, CONFIRMATION, &pairs(&fields)).await;
            assert_eq!(page.status, 200, "{name} {value}");
            assert!(page.text.contains("まだ保存されていません"));
            assert_eq!(stage.settings().await, before, "nothing is saved by looking");
            let saved = browser
                .post(&stage, VERSIONS, &pairs(&fields_of(&page.text, VERSIONS)))
                .await;
            let version = before.version + 1;
            assert_eq!(
                location(&saved),
                format!("/web/settings?saved={version}"),
                "{name} {value}"
            );
            let after = stage.settings().await;
            let json = serde_json::to_value(&after).unwrap();
            assert_eq!((after.version, json[name].as_str().unwrap()), (version, *value));
            let page = browser.get(&stage, location(&saved)).await;
            assert!(
                page.text
                    .contains(&format!("環境設定情報を更新しました(版 {version})。"))
            );
            assert!(!page.text.contains("<script>"), "every stored text is escaped");
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_history_says_who_changed_what_when_page_by_page() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    for minute in 1..=24 {
        stage.pass_time(minute * 60);
        let mut fields = browser.settings_form(&stage).await;
        let value = if minute % 2 == 1 { "0" } else { "1" };
        fields.insert("medication".into(), value.into());
        browser.post(&stage, VERSIONS, &pairs(&fields)).await;
    }
    let mut officer = Browser::signed_in(&stage, PRIVACY_OFFICER).await;
    let newest = officer.get(&stage, "/web/settings/history").await.text;
    for words in [
        "版 25(現在の設定)",
        "2026年11月22日 12:24:00",
        "<dd>管理者</dd>",
        "薬剤・処方情報",
        "版 6<",
    ] {
        assert!(newest.contains(words), "{words}");
    }
    assert!(!newest.contains("版 5<"));
    assert!(newest.contains("/web/settings/history?before=6"));
    let oldest = officer.get(&stage, "/web/settings/history?before=6").await.text;
    for words in ["版 5<", "版 1<", "最初の版です。", "運用者(登録時の設定)"] {
        assert!(oldest.contains(words), "{words}");
    }
    assert!(!oldest.contains("before="));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_wrong_is_named_and_nothing_that_was_put_in_is_lost() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut fields = browser.settings_form(&stage).await;
    fields.insert("checkups".into(), "0".into());
    fields.insert("institution_name".into(), String::new());
    fields.remove("surgery");
    for path in [CONFIRMATION, VERSIONS] {
        let before = stage.rows().await;
        let page = browser.post(&stage, path, &pairs(&fields)).await;
        assert_eq!(page.status, 422);
        assert_eq!(stage.rows().await, before);
        for words in [
            "<title>エラー: 環境設定情報更新",
            "href=\"#surgery-1\"",
            "href=\"#institution_name\"",
            "id=\"surgery-error\"",
            "aria-invalid=\"true\"",
        ] {
            assert!(page.text.contains(words), "{words}");
        }
        let kept = fields_of(&page.text, CONFIRMATION);
        assert_eq!(kept["checkups"], "0");
        assert_eq!(kept.get("surgery"), None, "nothing is chosen for the reader");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_changes_nothing_makes_no_version_and_going_back_keeps_what_was_put_in() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut fields = browser.settings_form(&stage).await;
    let before = stage.rows().await;
    for path in [CONFIRMATION, VERSIONS] {
        let page = browser.post(&stage, path, &pairs(&fields)).await;
        assert!(page.text.contains("変更された項目がないため、更新していません。"));
    }
    fields.insert("medication".into(), "0".into());
    let confirmation = browser.post(&stage, CONFIRMATION, &pairs(&fields)).await.text;
    assert!(confirmation.contains("同意登録の画面が変わります"));
    assert!(
        confirmation.contains("診療情報および薬剤情報の提供(まとめて1つの回答)")
            && confirmation.contains("<li>診療情報の提供</li>")
    );
    let back = browser
        .post(
            &stage,
            "/web/settings",
            &pairs(&fields_of(&confirmation, "/web/settings")),
        )
        .await;
    assert_eq!(fields_of(&back.text, CONFIRMATION)["medication"], "0");
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn of_two_who_save_at_once_the_second_is_told_and_loses_nothing() {
    let stage = Stage::set().await;
    let mut first = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut second = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let (mut ones, mut twos) = (
        first.settings_form(&stage).await,
        second.settings_form(&stage).await,
    );
    ones.insert("checkups".into(), "0".into());
    twos.insert("medication".into(), "0".into());
    let confirmation = second.post(&stage, CONFIRMATION, &pairs(&twos)).await.text;
    assert_eq!(first.post(&stage, VERSIONS, &pairs(&ones)).await.status, 303);

    let before = stage.rows().await;
    let conflict = second
        .post(&stage, VERSIONS, &pairs(&fields_of(&confirmation, VERSIONS)))
        .await;
    assert_eq!(conflict.status, 409);
    assert_eq!(stage.rows().await, before, "nothing is overwritten");
    for words in ["管理者が2026年11月22日 12:00:00に", "健診情報", "薬剤・処方情報"] {
        assert!(conflict.text.contains(words), "{words}");
    }
    let on = second
        .post(
            &stage,
            "/web/settings",
            &pairs(&fields_of(&conflict.text, "/web/settings")),
        )
        .await;
    let moved = fields_of(&on.text, CONFIRMATION);
    assert_eq!(
        (moved["checkups"].as_str(), moved["medication"].as_str()),
        ("0", "0")
    );
    assert_eq!(second.post(&stage, VERSIONS, &pairs(&moved)).await.status, 303);
    let saved = stage.settings().await;
    assert_eq!(
        (saved.version, saved.checkups, saved.medication),
        (3, Use::Off, Use::Off)
    );
    // A version that was never there is no form of ours.
    let mut none = twos.clone();
    none.insert("version".into(), "77".into());
    assert_eq!(second.post(&stage, VERSIONS, &pairs(&none)).await.status, 400);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_same_form_sent_at_the_same_moment_is_saved_once() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut fields = browser.settings_form(&stage).await;
    fields.insert("medication".into(), "0".into());
    let mut twin = Browser {
        cookies: browser.cookies.clone(),
    };
    let sent = pairs(&fields);
    let (one, two) = tokio::join!(
        browser.post(&stage, VERSIONS, &sent),
        twin.post(&stage, VERSIONS, &sent)
    );
    let mut statuses = [one.status.as_u16(), two.status.as_u16()];
    statuses.sort_unstable();
    assert_eq!(statuses, [303, 409]);
    assert_eq!(stage.settings().await.version, 2);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_privacy_officer_cannot_change_settings_by_any_path() {
    let stage = Stage::set().await;
    let mut administrator = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut fields = administrator.settings_form(&stage).await;
    fields.insert("medication".into(), "0".into());
    let mut officer = Browser::signed_in(&stage, PRIVACY_OFFICER).await;
    let page = officer.get(&stage, "/web").await.text;
    fields.insert("form_token".into(), crate::browser::hidden(&page, "form_token"));
    let before = stage.rows().await;
    assert_eq!(officer.get(&stage, "/web/settings").await.status, 403);
    for path in ["/web/settings", CONFIRMATION, VERSIONS] {
        assert_eq!(
            officer.post(&stage, path, &pairs(&fields)).await.status,
            403,
            "{path}"
        );
    }
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn another_clinics_account_sees_and_changes_its_own_clinic_alone() {
    let stage = Stage::set().await;
    let mut ours = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut theirs =
        Browser::signed_in_at(&stage, OTHER_CLINIC, ADMINISTRATOR, OTHER_ADMINISTRATOR_PASSWORD).await;
    let mut fields = ours.settings_form(&stage).await;
    fields.insert("institution_name".into(), "わたしたちの医院".into());
    ours.post(&stage, VERSIONS, &pairs(&fields)).await;
    for path in ["/web", "/web/settings", "/web/settings/history", "/web/alarms"] {
        let page = theirs.get(&stage, path).await.text;
        for not_theirs in ["わたしたちの医院", "サンプル医療機関", "1234567890"] {
            assert!(!page.contains(not_theirs), "{path} {not_theirs}");
        }
    }
    let mut fields = theirs.settings_form(&stage).await;
    fields.insert("institution".into(), "1234567890".into());
    fields.insert("surgery".into(), "0".into());
    let saved = theirs.post(&stage, VERSIONS, &pairs(&fields)).await;
    assert_eq!(location(&saved), "/web/settings?saved=2");
    assert_eq!(stage.settings().await.surgery, Use::On, "ours is as it was");
    stage.running.shutdown().await;
}
