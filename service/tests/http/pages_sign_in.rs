//! Signing in and out of オン資WEB: who may, how often one may try, and when a session ends.

use kyotaku_service::sample::{
    CLINIC, OTHER_CLINIC,
    accounts::{ADMINISTRATOR, ADMINISTRATOR_PASSWORD, PRIVACY_OFFICER},
};
use reqwest::Method;

use crate::{
    browser::{Browser, COOKIE, bare, hidden, location, pairs},
    stage::Stage,
};

const MINUTE: i64 = 60;
const HOUR: i64 = 60 * MINUTE;

#[tokio::test]
async fn whatever_is_wrong_of_the_three_the_answer_is_the_same_but_for_what_was_typed() {
    let stage = Stage::set().await;
    let mut said = Vec::new();
    for (clinic, login, password) in [
        (CLINIC, ADMINISTRATOR, "wrong"),
        (CLINIC, ADMINISTRATOR, ""),
        (CLINIC, "nobody", ADMINISTRATOR_PASSWORD),
        (OTHER_CLINIC, ADMINISTRATOR, ADMINISTRATOR_PASSWORD),
        ("0000000000", ADMINISTRATOR, ADMINISTRATOR_PASSWORD),
        (CLINIC, PRIVACY_OFFICER, ADMINISTRATOR_PASSWORD),
        ("<b>\"", "<i>'", "<u>"),
    ] {
        let mut browser = Browser::default();
        let answer = browser.sign_in(&stage, clinic, login, password).await;
        assert_eq!(answer.status, 422);
        assert_eq!(
            browser.get(&stage, "/web").await.status,
            303,
            "nobody is signed in"
        );
        assert!(answer.text.contains("<title>エラー: サインイン"));
        for not_shown in ["<b>", "<i>", "<u>", "&#60;u&#62;"] {
            assert!(!answer.text.contains(not_shown), "{not_shown}");
        }
        let message = answer
            .text
            .split("id=\"sign-in-error\">")
            .nth(1)
            .unwrap()
            .split('<')
            .next()
            .unwrap();
        said.push(message.to_owned());
    }
    said.dedup();
    assert_eq!(said.len(), 1);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn the_secret_changes_with_signing_in_and_the_database_has_neither_it_nor_what_was_typed() {
    let stage = Stage::set().await;
    let mut browser = Browser::default();
    browser.get(&stage, "/web/sign-in").await;
    let before = browser.cookies[COOKIE].clone();
    browser
        .sign_in(&stage, CLINIC, "typed-in-the-wrong-field", "TEST-ONLY wrong")
        .await;
    assert_eq!(browser.cookies[COOKIE], before, "a failure gives nothing");
    browser
        .sign_in(
            &stage,
            "１２３４５６７８９０",
            ADMINISTRATOR,
            ADMINISTRATOR_PASSWORD,
        )
        .await;
    let after = browser.cookies[COOKIE].clone();
    assert_ne!(before, after);
    assert_eq!(browser.get(&stage, "/web").await.status, 200);
    // The secret from before, which another may have planted, is nobody's.
    let planted = bare(Method::GET, "/web").header("cookie", &format!("{COOKIE}={before}"));
    assert_eq!(stage.send(planted).await.status, 303);

    stage.running.database.close().await;
    assert!(stage.holds(ADMINISTRATOR).await);
    for secret in [
        after.as_str(),
        before.as_str(),
        "typed-in-the-wrong-field",
        ADMINISTRATOR_PASSWORD,
        "TEST-ONLY wrong",
    ] {
        assert!(!stage.holds(secret).await, "{secret}");
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn after_five_failures_a_login_waits_whether_it_exists_or_not_and_others_do_not() {
    let stage = Stage::set().await;
    for login in [ADMINISTRATOR, "nobody"] {
        stage.pass_time(0);
        let mut browser = Browser::default();
        for _ in 0..5 {
            assert_eq!(browser.sign_in(&stage, CLINIC, login, "wrong").await.status, 422);
        }
        for second in [0, 15 * MINUTE - 1] {
            stage.pass_time(second);
            let waits = browser
                .sign_in(&stage, CLINIC, login, ADMINISTRATOR_PASSWORD)
                .await;
            assert_eq!(waits.status, 429);
            assert_eq!(waits.headers["retry-after"], "900");
            assert!(waits.text.contains("しばらくサインインできません"));
        }
        Browser::signed_in(&stage, PRIVACY_OFFICER).await;
        stage.pass_time(15 * MINUTE);
        let after = browser
            .sign_in(&stage, CLINIC, login, ADMINISTRATOR_PASSWORD)
            .await;
        assert_eq!(after.status, if login == ADMINISTRATOR { 303 } else { 422 });
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn many_attempts_at_once_are_no_more_than_five() {
    let stage = Stage::set().await;
    let mut browser = Browser::default();
    let page = browser.get(&stage, "/web/sign-in").await;
    let fields = [
        ("form_token", hidden(&page.text, "form_token")),
        ("institution", CLINIC.to_owned()),
        ("login", ADMINISTRATOR.to_owned()),
        ("password", "wrong".to_owned()),
    ];
    let fields = fields.map(|(name, value)| (name.to_owned(), value)).into();
    let cookie = format!("{COOKIE}={}", browser.cookies[COOKIE]);
    let attempt =
        || stage.send(crate::browser::form("/web/sign-in", &pairs(&fields)).header("cookie", &cookie));
    let (a, b, c, d, e, f, g, h) = tokio::join!(
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt(),
        attempt()
    );
    let tried = [a, b, c, d, e, f, g, h]
        .iter()
        .filter(|answer| answer.status == 422)
        .count();
    assert_eq!(tried, 5);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_success_forgets_the_failures_before_it() {
    let stage = Stage::set().await;
    for _ in 0..2 {
        let mut browser = Browser::default();
        for _ in 0..4 {
            browser.sign_in(&stage, CLINIC, ADMINISTRATOR, "wrong").await;
        }
        Browser::signed_in(&stage, ADMINISTRATOR).await;
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_session_ends_after_30_idle_minutes_and_each_request_begins_them_anew() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    for at in [30 * MINUTE - 1, 60 * MINUTE - 2] {
        stage.pass_time(at);
        assert_eq!(browser.get(&stage, "/web").await.status, 200, "{at}");
    }
    stage.pass_time(90 * MINUTE - 2);
    let ended = browser.get(&stage, "/web/settings").await;
    assert_eq!(
        (ended.status.as_u16(), location(&ended)),
        (303, "/web/sign-in?ended")
    );
    let page = browser.get(&stage, "/web/sign-in?ended").await;
    assert!(page.text.contains("時間が経過したため、サインアウトしました。"));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_session_ends_after_8_hours_however_busy_it_is() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut at = 0;
    while at + 20 * MINUTE < 8 * HOUR {
        at += 20 * MINUTE;
        stage.pass_time(at);
        assert_eq!(browser.get(&stage, "/web").await.status, 200, "{at}");
    }
    stage.pass_time(8 * HOUR - 1);
    assert_eq!(browser.get(&stage, "/web").await.status, 200);
    stage.pass_time(8 * HOUR);
    assert_eq!(browser.get(&stage, "/web").await.status, 303);
    // The rows of sessions that ended by themselves go when the next begins.
    Browser::signed_in(&stage, ADMINISTRATOR).await;
    let pool = stage.database().await;
    let rows: i64 = sqlx::query_scalar("SELECT count(*) FROM web_sessions")
        .fetch_one(&pool)
        .await
        .unwrap();
    assert_eq!(rows, 1);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn signing_out_ends_the_session_for_everyone_who_has_its_cookie() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut copy = Browser {
        cookies: browser.cookies.clone(),
    };
    let mut other = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let token = browser.settings_form(&stage).await["form_token"].clone();
    let out = browser
        .post(&stage, "/web/sign-out", &[("form_token", &token)])
        .await;
    assert_eq!(
        (out.status.as_u16(), location(&out)),
        (303, "/web/sign-in?signed-out")
    );
    assert!(browser.cookies.is_empty());
    assert_eq!(copy.get(&stage, "/web").await.status, 303);
    assert_eq!(other.get(&stage, "/web").await.status, 200);
    stage.running.shutdown().await;
}
