//! One visit for each sample card: what the screen says of its state, and whether the form is offered.

use kyotaku_card::sample::SAMPLES;
use kyotaku_core::visit::{EligibilityView, Tone};

use crate::{
    screens::{assert_not_said_to_be_registered, assert_says, done, eligibility, labels, notice, value},
    stage::{JOINT_DECLINED, Stage, reader_with},
    steps::{OPEN_FORM, PIN, RENEW, TO_THE_START, fill_in, register, tap},
};

/// What one sample card leads to.
struct Expected {
    slug: &'static str,
    status: &'static str,
    tone: Tone,
    /// Parts of the explanation; none where nothing needs one.
    explained: &'static [&'static str],
    form: bool,
}

const NO_FORM: &str = "この状態では同意の登録はできません。登録済みの同意は変わっていません。";

const fn expected(
    slug: &'static str,
    status: &'static str,
    tone: Tone,
    explained: &'static [&'static str],
    form: bool,
) -> Expected {
    Expected {
        slug,
        status,
        tone,
        explained,
        form,
    }
}

/// Every sample card that leads to an eligibility.
const EXPECTED: &[Expected] = &[
    expected("valid", "資格は有効です", Tone::Good, &[], true),
    expected(
        "invalid",
        "資格は無効です",
        Tone::Alarm,
        &["喪失事由を確かめ", NO_FORM],
        false,
    ),
    expected(
        "new-exists",
        "資格は無効です（新しい資格があります）",
        Tone::Caution,
        &["患者に保険の変更を確かめ", NO_FORM],
        false,
    ),
    expected(
        "none",
        "該当する資格がありません",
        Tone::Caution,
        &["加入している保険を確かめ", NO_FORM],
        false,
    ),
    expected(
        "several",
        "複数の資格が該当しました",
        Tone::Caution,
        &["すべての資格を患者と確かめ"],
        true,
    ),
    expected(
        "unregistered",
        "資格は有効です（医療扶助・未登録）",
        Tone::Caution,
        &["医療扶助の資格ですが、未登録"],
        true,
    ),
    expected("missing-character", "資格は有効です", Tone::Good, &[], true),
    expected(
        "lag",
        "該当する資格がありません",
        Tone::Caution,
        &["まだ反映されていません（登録の遅れ）", NO_FORM],
        false,
    ),
    expected(
        "certificate-expired-recently",
        "資格は有効です",
        Tone::Good,
        &["有効期限が切れました", "同意の登録はできません", NO_FORM],
        false,
    ),
    expected("unknown-code", "資格は有効です", Tone::Good, &[], true),
    expected("foreigner", "資格は有効です", Tone::Good, &[], true),
    expected("phone-android", "資格は有効です", Tone::Good, &[], true),
    expected("phone-iphone", "資格は有効です", Tone::Good, &[], true),
    expected("renewed", "資格は有効です", Tone::Good, &[], true),
];

/// The sample cards that lead to no eligibility: the heading, and what is said.
const REFUSED: &[(&str, &str, &[&str])] = &[
    (
        "certificate-expired",
        "電子証明書の有効期限が切れています",
        &[
            "3か月が過ぎています",
            "窓口で電子証明書を更新",
            "certificate-expired",
        ],
    ),
    (
        "card-expired",
        "電子証明書の有効期限が切れています",
        &["3か月が過ぎています", "certificate-expired"],
    ),
    (
        "test-card",
        "テスト用のカードです",
        &["患者のマイナンバーカード", "test-card"],
    ),
    (
        "revoked",
        "電子証明書が失効しています",
        &["失効", "市区町村の窓口", "certificate-revoked"],
    ),
    ("child", "電子証明書がありません", &["入っていません"]),
];

#[tokio::test]
async fn each_sample_card_shows_its_state_in_words_and_the_form_where_a_consent_can_be_registered() {
    let stage = Stage::set().await;
    let mut registered = 0;
    for expected in EXPECTED {
        let slug = expected.slug;
        let mut player = stage.visit(std::sync::Arc::new(reader_with(slug)));
        let view = tap(&mut player, PIN).await;
        let shown = eligibility(&view);
        assert_eq!(shown.status, expected.status, "{slug}");
        assert!(shown.tone == expected.tone, "{slug}");
        let explanation = shown.explanation.join("\n");
        assert_eq!(
            expected.explained.is_empty(),
            explanation.is_empty(),
            "{slug}: {explanation}"
        );
        for part in expected.explained {
            assert!(explanation.contains(part), "{slug}: {part}: {explanation}");
        }
        assert_details(slug, &shown);
        if expected.form {
            // The renewed card is of one who agreed a moment ago.
            let way_on = if slug == "renewed" {
                vec![RENEW, "登録済みの同意を取り消す"]
            } else {
                vec![OPEN_FORM]
            };
            assert_eq!(
                labels(&view),
                [way_on, vec!["戻る", "中止する"]].concat(),
                "{slug}"
            );
            fill_in(&player);
            done(&register(&mut player).await);
            registered += 1;
            stage.assert_latest(registered, &JOINT_DECLINED).await;
        } else {
            assert_eq!(labels(&view), [TO_THE_START, "戻る", "中止する"], "{slug}");
            player.press(TO_THE_START).unwrap();
            player.settled().await.unwrap();
            assert_eq!(stage.rows().await, registered, "{slug}");
        }
    }
    let with_words = EXPECTED.iter().map(|expected| expected.slug);
    let mut tried: Vec<_> = with_words.chain(REFUSED.iter().map(|(slug, ..)| *slug)).collect();
    let mut all: Vec<_> = SAMPLES.iter().map(|sample| sample.slug).collect();
    tried.sort_unstable();
    all.sort_unstable();
    assert_eq!(tried, all);
    stage.strike().await;
}

/// What a person must be able to read of this state beside its name.
fn assert_details(slug: &str, shown: &EligibilityView) {
    let insurance = |number: usize| &*shown.insurances[number].fields;
    match slug {
        "valid" => {
            assert_eq!(value(&shown.person, "氏名"), "居宅　花子");
            let birth = value(&shown.person, "生年月日");
            assert!(birth.starts_with("昭和15年5月12日（1940年）"), "{birth}");
            assert_eq!(value(insurance(0), "負担割合"), "1割");
        }
        "invalid" => assert_eq!(value(insurance(0), "喪失事由"), "他の保険の取得"),
        "new-exists" => assert!(value(insurance(0), "高齢受給者証").contains("2割")),
        "none" | "lag" => assert!(shown.person.is_empty() && shown.insurances.is_empty()),
        "several" => {
            let titles: Vec<_> = shown.insurances.iter().map(|group| &*group.title).collect();
            assert_eq!(titles, ["資格情報 1", "資格情報 2"]);
            assert!(value(insurance(0), "限度額適用").contains("区分ウ"));
            // She agreed to nothing here yet, and 特定疾病 goes out only under a consent.
            assert!(insurance(0).iter().all(|field| field.label != "特定疾病"));
            assert_eq!(value(insurance(1), "本人・家族"), "家族");
        }
        "unregistered" => assert_eq!(value(insurance(0), "証区分"), "医療扶助"),
        "missing-character" => {
            let name = shown.person.iter().find(|field| field.label == "氏名").unwrap();
            assert_eq!(name.value, "●見　芳子");
            let note = name.note.as_deref();
            assert_eq!(
                note,
                Some("●は保険者のシステムにない文字です。カナで確かめてください。")
            );
            assert_eq!(value(&shown.person, "氏名カナ"), "ﾂｼﾞﾐ ﾖｼｺ");
            // Sent as "  123456".
            assert_eq!(value(insurance(0), "保険者番号"), "123456");
        }
        "unknown-code" => {
            assert_eq!(value(&shown.person, "性別"), "不明なコード（8）");
            assert_eq!(value(insurance(0), "証区分"), "不明なコード（Z9）");
            let limit = value(insurance(0), "限度額適用");
            assert!(
                limit.contains("不明なコード（09）") && limit.contains("不明なコード（C99）"),
                "{limit}"
            );
        }
        "foreigner" => {
            assert_eq!(value(&shown.person, "氏名"), "SAMPLE JANE MIHON");
            assert_eq!(value(&shown.person, "別名"), "見本　樹音");
        }
        _ => assert!(!shown.insurances.is_empty(), "{slug}"),
    }
}

#[tokio::test]
async fn a_card_that_cannot_be_used_says_why_and_nothing_is_stored() {
    let stage = Stage::set().await;
    for (slug, heading, said) in REFUSED {
        let card = reader_with(slug);
        let mut player = stage.visit(std::sync::Arc::new(card.clone()));
        let view = tap(&mut player, PIN).await;
        let refused = notice(&view, heading);
        assert_says(&refused, said);
        assert_not_said_to_be_registered(&refused);
        assert!(
            labels(&view).contains(&TO_THE_START),
            "{slug}: {:?}",
            labels(&view)
        );
        assert_eq!(stage.rows().await, 0, "{slug}");
        assert_eq!(card.card_state().unwrap().authentication.tries_left, 3, "{slug}");

        player.press(TO_THE_START).unwrap();
        player.settled().await.unwrap();
        player.press("訪問診療等").unwrap();
    }
    stage.strike().await;
}
