//! What every page is kept by: headers, hosts, other sites, forms that were not drawn for who sends them; and faults as
//! pages.

use kyotaku_service::sample::accounts::ADMINISTRATOR;
use reqwest::Method;

use crate::{
    browser::{Browser, COOKIE, bare, form, hidden, pairs},
    stage::{Answer, Request, Stage},
};

const HEADERS: [(&str, &str); 6] = [
    (
        "content-security-policy",
        "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    ),
    ("x-content-type-options", "nosniff"),
    ("referrer-policy", "same-origin"),
    ("x-frame-options", "DENY"),
    ("cache-control", "no-store"),
    ("cross-origin-opener-policy", "same-origin"),
];

fn is_page(answer: &Answer) -> bool {
    answer.content_type == "text/html; charset=utf-8"
        && answer.text.starts_with("<!DOCTYPE html>\n<html lang=\"ja\">")
}

#[tokio::test]
async fn every_page_and_every_fault_is_a_page_with_all_headers_and_no_script() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    for (path, status) in [
        ("/web", 200),
        ("/web/", 200),
        ("/web/settings", 200),
        ("/web/settings/history", 200),
        ("/web/terms", 200),
        ("/web/alarms", 200),
        ("/web/emergency", 403),
        ("/web/settings/history?before=1", 404),
        ("/web/settings/history?before=x", 404),
        ("/web/no-such-page", 404),
        ("/mine/no-such-page", 404),
        ("/web/settings/versions", 405),
    ] {
        let answer = browser.get(&stage, path).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(is_page(&answer), "{path}: {answer:?}");
        for (name, value) in HEADERS {
            assert_eq!(answer.headers[name], value, "{path}");
        }
        for not_needed in ["<script", " style=", " onclick="] {
            assert!(!answer.text.contains(not_needed), "{path}: {not_needed}");
        }
    }
    let style = browser.get(&stage, "/style.css").await;
    assert_eq!(
        (style.status.as_u16(), style.content_type.as_str()),
        (200, "text/css; charset=utf-8")
    );
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_programs_speak_stays_json_and_says_nothing_of_pages() {
    let stage = Stage::set().await;
    for (path, status) in [
        ("/v1/settings", 200),
        ("/v1/no-such-path", 404),
        ("/website", 404),
        ("/", 404),
    ] {
        let answer = stage.send(Request::get(path)).await;
        assert_eq!(answer.status, status, "{path}");
        assert!(answer.content_type.contains("json"), "{path}");
        assert!(answer.headers.get("content-security-policy").is_none(), "{path}");
    }
    let document = stage.send(Request::get("/v1/openapi.json")).await;
    assert!(!document.text.contains("/web"));
    // A device's token opens no page, and a session no call.
    let with_token = stage.send(Request::get("/web/settings")).await;
    assert_eq!(with_token.status, 303);
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    assert_eq!(browser.get(&stage, "/v1/settings").await.status, 401);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_host_that_is_not_ours_is_refused_before_anything_is_read() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let port = stage.running.address.port();
    for (host, status) in [
        (format!("127.0.0.1:{port}"), 200),
        (format!("localhost:{port}"), 200),
        ("[::1]".into(), 200),
        ("attacker.invalid".into(), 421),
        (format!("127.0.0.1.attacker.invalid:{port}"), 421),
        ("localhost@attacker.invalid".into(), 421),
        ("attacker@localhost".into(), 421),
    ] {
        for path in ["/web", "/mine/no-such-page", "/style.css"] {
            let answer = browser
                .send(&stage, bare(Method::GET, path).header("host", &host))
                .await;
            let refused = answer.status == 421;
            assert_eq!(refused, status == 421, "{host} {path}");
        }
    }
    stage.running.shutdown().await;
}

#[tokio::test]
async fn no_other_site_can_send_a_form() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut fields = browser.settings_form(&stage).await;
    fields.insert("medication".into(), "0".into());
    let address = stage.running.address;
    let ours = format!("http://{address}");
    let before = stage.rows().await;
    for (headers, is_ours) in [
        (vec![("sec-fetch-site", "same-origin")], true),
        (vec![("origin", ours.as_str())], true),
        (vec![("sec-fetch-site", "same-site")], false),
        (vec![("sec-fetch-site", "cross-site")], false),
        (
            vec![("sec-fetch-site", "cross-site"), ("origin", ours.as_str())],
            false,
        ),
        (vec![("sec-fetch-site", "none")], false),
        (vec![("origin", "null")], false),
        (vec![("origin", "http://attacker.invalid")], false),
        (vec![("origin", "http://127.0.0.1:1")], false),
        (vec![], false),
    ] {
        let mut request = form("/web/settings/confirmation", &pairs(&fields)).without("sec-fetch-site");
        for (name, value) in &headers {
            request = request.header(name, value);
        }
        let answer = browser.send(&stage, request).await;
        assert_eq!(answer.status, if is_ours { 200 } else { 403 }, "{headers:?}");
        assert!(is_page(&answer));
    }
    assert_eq!(stage.rows().await, before);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_form_drawn_for_another_session_does_nothing_whichever_it_is() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let mut other = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let foreign = other.settings_form(&stage).await["form_token"].clone();
    let fields = browser.settings_form(&stage).await;
    let sign_in = hidden(
        &Browser::default().get(&stage, "/web/sign-in").await.text,
        "form_token",
    );
    let before = stage.rows().await;
    for path in [
        "/web/settings",
        "/web/settings/confirmation",
        "/web/settings/versions",
        "/web/sign-out",
        "/web/sign-in",
    ] {
        for token in [Some(foreign.as_str()), Some(sign_in.as_str()), Some(""), None] {
            let mut fields = fields.clone();
            fields.insert("medication".into(), "0".into());
            match token {
                Some(token) => fields.insert("form_token".into(), token.to_owned()),
                None => fields.remove("form_token"),
            };
            let answer = browser.post(&stage, path, &pairs(&fields)).await;
            assert_eq!(answer.status, 403, "{path} {token:?}");
        }
    }
    assert_eq!(stage.rows().await, before);
    assert_eq!(browser.get(&stage, "/web").await.status, 200, "still signed in");
    stage.running.shutdown().await;
}

#[tokio::test]
async fn what_is_no_form_or_too_long_or_comes_while_the_database_is_broken_is_said_on_a_page() {
    let stage = Stage::set().await;
    let mut browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let json = form("/web/settings", &[]).header("content-type", "application/json");
    let long = form("/web/settings", &[("institution_name", &"x".repeat(30_000))]);
    let empty = form("/web/settings", &[]);
    for (request, status) in [(json, 400), (long, 413), (empty, 403)] {
        let answer = browser.send(&stage, request).await;
        assert_eq!(answer.status, status);
        assert!(is_page(&answer));
    }
    let token = browser.settings_form(&stage).await["form_token"].clone();
    let no_version = browser
        .post(&stage, "/web/settings/versions", &[("form_token", &token)])
        .await;
    assert_eq!(no_version.status, 400);

    let pool = stage.database().await;
    sqlx::query("ALTER TABLE web_sessions RENAME TO aside")
        .execute(&pool)
        .await
        .unwrap();
    let broken = browser.get(&stage, "/web").await;
    assert_eq!(broken.status, 503);
    assert!(is_page(&broken));
    assert!(!broken.text.contains("web_sessions"));
    sqlx::query("ALTER TABLE aside RENAME TO web_sessions")
        .execute(&pool)
        .await
        .unwrap();
    assert_eq!(browser.get(&stage, "/web").await.status, 200);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_cookie_that_is_twice_there_or_made_by_another_opens_nothing() {
    let stage = Stage::set().await;
    let browser = Browser::signed_in(&stage, ADMINISTRATOR).await;
    let good = format!("{COOKIE}={}", browser.cookies[COOKIE]);
    for (cookie, status) in [
        (good.clone(), 200),
        (format!("{good}; {good}"), 303),
        (format!("{COOKIE}={}", "a".repeat(64)), 303),
        (good.replace("__Host-", ""), 303),
    ] {
        let answer = stage
            .send(bare(Method::GET, "/web").header("cookie", &cookie))
            .await;
        assert_eq!(answer.status, status);
    }
    stage.running.shutdown().await;
}
