//! The patient's pages, as a browser speaks to them: by forms and a cookie.

use kyotaku_core::{eligibility::ProblemKind, visit::CareMode};
use reqwest::Method;

use super::{
    HERE, by, get,
    lists::{given, given_in_an_emergency},
    registered, session, standing,
};
use crate::stage::{Answer, Request, Stage};

/// A browser: it keeps its one cookie, and says where a request comes from.
struct Browser<'a> {
    stage: &'a Stage,
    cookie: Option<String>,
}

impl<'a> Browser<'a> {
    fn new(stage: &'a Stage) -> Self {
        Self { stage, cookie: None }
    }

    async fn ask(&mut self, request: Request) -> Answer {
        let mut request = Request {
            headers: Default::default(),
            ..request
        }
        .header("sec-fetch-site", "same-origin")
        .header("content-type", "application/x-www-form-urlencoded");
        if let Some(cookie) = &self.cookie {
            request = request.header("cookie", cookie);
        }
        let answer = self.stage.send(request).await;
        if let Some(set) = answer.headers.get("set-cookie") {
            let set = set.to_str().unwrap();
            for flag in [
                "__Host-kyotaku-mine=",
                "; Secure",
                "; HttpOnly",
                "; SameSite=Strict",
            ] {
                assert!(set.contains(flag), "{flag}");
            }
            let (pair, _) = set.split_once(';').unwrap();
            self.cookie = Some(pair.to_owned());
        }
        answer
    }

    async fn get(&mut self, path: &str) -> Answer {
        self.ask(Request::get(path)).await
    }

    /// Sends the form of a page, with its token, to a path.
    async fn send(&mut self, page: &Answer, path: &str, fields: &str) -> Answer {
        let body = format!("form_token={}&{fields}", form_token(page));
        self.ask(Request::new(Method::POST, path).bytes(body)).await
    }

    /// Types a code in.
    async fn sign_in(&mut self, code: &str) -> Answer {
        let page = self.get("/mine/sign-in").await;
        self.send(&page, "/mine/sign-in", &format!("code={code}")).await
    }
}

fn form_token(page: &Answer) -> String {
    let (_, rest) = page.text.split_once("name=\"form_token\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

fn leads_to(answer: &Answer, path: &str) {
    assert_eq!(answer.status, 303, "{answer:?}");
    assert_eq!(answer.headers["location"], path);
}

/// A code for this person's page.
async fn code(stage: &Stage, slug: &str) -> String {
    let token = session(stage, slug).await;
    let answer = stage
        .send(by(&token, Method::POST, "/v1/holder/page-codes"))
        .await;
    assert_eq!(answer.status, 201);
    let answer = answer.ok();
    assert_eq!(answer["page"], "/mine/sign-in");
    answer["code"].as_str().unwrap().to_owned()
}

/// A browser that is signed in.
async fn signed_in<'a>(stage: &'a Stage, slug: &str) -> Browser<'a> {
    let mut browser = Browser::new(stage);
    let code = code(stage, slug).await;
    leads_to(&browser.sign_in(&code).await, "/mine");
    browser
}

#[tokio::test]
async fn a_code_opens_the_page_once_and_the_page_shows_who_saw_what() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    given(&stage, "d1", "SHJ", &registration, "2026-11-22T12:01:00+09:00").await;
    given_in_an_emergency(&stage, "d2", "valid", "2026-11-22T12:02:00+09:00").await;
    let code = code(&stage, "valid").await;
    let mut browser = Browser::new(&stage);
    leads_to(&browser.get("/mine").await, "/mine/sign-in");
    // Looking at the link uses nothing up.
    let linked = browser.get(&format!("/mine/sign-in?code={code}")).await;
    assert!(linked.text.contains(&format!("value=\"{code}\"")));
    leads_to(&browser.sign_in(&code.to_lowercase()).await, "/mine");
    let page = browser.get("/mine/disclosures").await;
    assert_eq!(page.status, 200);
    for shown in [
        "2026年11月22日（日）12時01分",
        "サンプル医療機関（医療機関コード 1234567890）",
        "手術情報（SHJ）",
        &registration,
        "救急時医療情報",
        "意識がなく搬送された",
        "sample-ehr",
    ] {
        assert!(page.text.contains(shown), "{shown}");
    }
    assert!(page.text.find("12時02分") < page.text.find("12時01分"));

    let mut second = Browser::new(&stage);
    let refused = second.sign_in(&code).await;
    assert_eq!(refused.status, 422);
    leads_to(&second.get("/mine/disclosures").await, "/mine/sign-in?ended");
    // Another person's page has nothing of it.
    let mut other = signed_in(&stage, "several").await;
    let page = other.get("/mine/disclosures").await;
    assert!(page.text.contains("まだありません") && !page.text.contains("手術情報"));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_code_is_over_after_five_minutes_five_wrong_tries_or_when_a_new_one_was_given() {
    let stage = Stage::set().await;
    let first = code(&stage, "valid").await;
    let second = code(&stage, "valid").await;
    let mut browser = Browser::new(&stage);

    // Wrong in the last place: found by its first group, and counted.
    let last = if second.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &second[..13]);
    for _ in 0..4 {
        assert_eq!(browser.sign_in(&wrong).await.status, 422);
    }
    leads_to(&browser.sign_in(&second).await, "/mine");
    assert_eq!(Browser::new(&stage).sign_in(&first).await.status, 422);

    let third = code(&stage, "valid").await;
    let last = if third.ends_with('0') { "1" } else { "0" };
    let wrong = format!("{}{last}", &third[..13]);
    let mut browser = Browser::new(&stage);
    for _ in 0..5 {
        assert_eq!(browser.sign_in(&wrong).await.status, 422);
    }
    assert_eq!(browser.sign_in(&third).await.status, 422);

    let (fourth, fifth) = (code(&stage, "valid").await, code(&stage, "several").await);
    stage.pass_time(299);
    leads_to(&Browser::new(&stage).sign_in(&fourth).await, "/mine");
    stage.pass_time(300);
    assert_eq!(Browser::new(&stage).sign_in(&fifth).await.status, 422);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn a_consent_is_taken_back_after_one_more_question_that_says_what_and_where() {
    let stage = Stage::set().await;
    let registration = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let mut browser = signed_in(&stage, "valid").await;
    let list = browser.get("/mine/consents").await;
    let path = format!("/mine/consents/{registration}/take-back/surgery");
    assert!(list.text.contains(&path) && list.text.contains("同意しています"));
    let rows = stage.rows().await;
    let question = browser.get(&path).await;
    for shown in [
        "同意を取り消しますか",
        "サンプル医療機関",
        "訪問診療等",
        "手術情報の提供",
    ] {
        assert!(question.text.contains(shown), "{shown}");
    }
    assert!(!question.text.contains("特定健診等情報の提供"));
    assert_eq!(stage.rows().await, rows);

    leads_to(
        &browser.send(&question, &path, "").await,
        "/mine/consents?taken-back",
    );
    let told = browser.get("/mine/consents?taken-back").await;
    assert!(
        told.text.contains("同意を取り消しました") && told.text.contains("ご本人が取り消しました"),
        "{}",
        told.text
    );
    // Sent again, it is the same request; asked again, there is nothing to ask.
    let rows = stage.rows().await;
    leads_to(
        &browser.send(&question, &path, "").await,
        "/mine/consents?taken-back",
    );
    leads_to(&browser.get(&path).await, "/mine/consents");
    assert_eq!(stage.rows().await, rows);

    let all = format!("/mine/consents/{registration}/take-back/all");
    let question = browser.get(&all).await;
    assert!(question.text.contains("特定健診等情報の提供") && !question.text.contains("手術情報の提供"));
    leads_to(
        &browser.send(&question, &all, "").await,
        "/mine/consents?taken-back",
    );
    let token = session(&stage, "valid").await;
    let stands = standing(&stage, &token, &registration).await;
    assert!(stands.iter().all(|(_, standing)| standing != "given"));
    let row: (String, String) = sqlx::query_as("SELECT app, device FROM corrections LIMIT 1")
        .fetch_one(&stage.database().await)
        .await
        .unwrap();
    assert_eq!(row, ("kyotaku-service".to_owned(), "browser".to_owned()));
    stage.running.shutdown().await;
}

#[tokio::test]
async fn no_form_without_its_token_no_other_persons_and_no_other_sites_takes_anything_back() {
    let stage = Stage::set().await;
    let mine = registered(&stage, "valid", HERE, CareMode::HomeVisit).await;
    let theirs = registered(&stage, "several", HERE, CareMode::HomeVisit).await;
    let mut browser = signed_in(&stage, "valid").await;
    let mut other = signed_in(&stage, "several").await;
    let path = format!("/mine/consents/{mine}/take-back/all");
    let question = browser.get(&path).await;
    let others = other.get("/mine").await;
    let rows = stage.rows().await;

    let without = browser.ask(Request::new(Method::POST, &path).bytes("")).await;
    assert_eq!(without.status, 403);
    assert_eq!(browser.send(&others, &path, "").await.status, 403);
    let foreign = Request::new(Method::POST, &path)
        .header("cookie", browser.cookie.as_ref().unwrap())
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "cross-site")
        .bytes(format!("form_token={}", form_token(&question)));
    assert_eq!(stage.send(foreign).await.status, 403);
    for wrong in [
        format!("/mine/consents/{theirs}/take-back/all"),
        format!("/mine/consents/{mine}/take-back/everything"),
        "/mine/consents/none/take-back/all".to_owned(),
    ] {
        assert_eq!(browser.get(&wrong).await.status, 404, "{wrong}");
        assert_eq!(browser.send(&question, &wrong, "").await.status, 404, "{wrong}");
    }
    assert_eq!(stage.rows().await, rows);
    stage.running.shutdown().await;
}

#[tokio::test]
async fn signing_out_or_15_minutes_end_the_page_and_its_cookie_is_no_token() {
    let stage = Stage::set().await;
    let mut browser = signed_in(&stage, "valid").await;
    let cookie = browser.cookie.clone().unwrap();
    let (_, secret) = cookie.split_once('=').unwrap();
    assert_eq!(
        stage.refused(get(secret, "/v1/holder/consents")).await,
        ProblemKind::Unauthorized
    );
    // Nor is a session's token a cookie.
    let token = session(&stage, "valid").await;
    let mut confused = Browser::new(&stage);
    confused.cookie = Some(format!("__Host-kyotaku-mine={token}"));
    leads_to(&confused.get("/mine").await, "/mine/sign-in?ended");

    let home = browser.get("/mine").await;
    assert_eq!(home.headers["cache-control"], "no-store");
    leads_to(
        &browser.send(&home, "/mine/sign-out", "").await,
        "/mine/sign-in?signed-out",
    );
    browser.cookie = Some(cookie);
    leads_to(&browser.get("/mine").await, "/mine/sign-in?ended");

    let mut browser = signed_in(&stage, "valid").await;
    stage.pass_time(15 * 60 - 1);
    assert_eq!(browser.get("/mine/consents").await.status, 200);
    stage.pass_time(15 * 60);
    leads_to(&browser.get("/mine/consents").await, "/mine/sign-in?ended");
    stage.running.shutdown().await;
}
