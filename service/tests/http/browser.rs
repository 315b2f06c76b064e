//! What a browser does with the pages, as far as tests without one need it: it keeps cookies, follows nothing by
//! itself, and sends the forms that it was given.

use std::collections::BTreeMap;

use kyotaku_service::sample::{self, accounts};
use reqwest::Method;

use crate::stage::{Answer, Request, Stage};

/// The cookie of オン資WEB.
pub(crate) const COOKIE: &str = "__Host-kyotaku-web";

/// A browser, with its cookies.
#[derive(Default)]
pub(crate) struct Browser {
    pub(crate) cookies: BTreeMap<String, String>,
}

/// A request as a browser makes it: nothing of what programs send is in it.
pub(crate) fn bare(method: Method, path: &str) -> Request {
    let mut request = Request::new(method, path);
    request.headers.clear();
    request
}

impl Browser {
    /// Signed in at サンプル医療機関, as one of its accounts.
    pub(crate) async fn signed_in(stage: &Stage, login: &str) -> Self {
        let password = match login {
            accounts::ADMINISTRATOR => accounts::ADMINISTRATOR_PASSWORD,
            _ => accounts::PRIVACY_OFFICER_PASSWORD,
        };
        Self::signed_in_at(stage, sample::CLINIC, login, password).await
    }

    pub(crate) async fn signed_in_at(stage: &Stage, clinic: &str, login: &str, password: &str) -> Self {
        let mut browser = Self::default();
        let answer = browser.sign_in(stage, clinic, login, password).await;
        assert_eq!(
            (answer.status.as_u16(), location(&answer)),
            (303, "/web"),
            "{answer:?}"
        );
        browser
    }

    /// Fills in the form for signing in.
    pub(crate) async fn sign_in(
        &mut self,
        stage: &Stage,
        clinic: &str,
        login: &str,
        password: &str,
    ) -> Answer {
        let page = self.get(stage, "/web/sign-in").await;
        let token = hidden(&page.text, "form_token");
        let fields = [
            ("form_token", token.as_str()),
            ("institution", clinic),
            ("login", login),
            ("password", password),
        ];
        self.post(stage, "/web/sign-in", &fields).await
    }

    pub(crate) async fn get(&mut self, stage: &Stage, path: &str) -> Answer {
        self.send(stage, bare(Method::GET, path)).await
    }

    pub(crate) async fn post(&mut self, stage: &Stage, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.send(stage, form(path, fields)).await
    }

    pub(crate) async fn send(&mut self, stage: &Stage, request: Request) -> Answer {
        let cookies: Vec<_> = self
            .cookies
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = match cookies.is_empty() {
            true => request,
            false => request.header("cookie", &cookies.join("; ")),
        };
        let answer = stage.send(request).await;
        for set in answer.headers.get_all("set-cookie") {
            let (name, rest) = set.to_str().unwrap().split_once('=').unwrap();
            let value = rest.split(';').next().unwrap();
            match value {
                "" => self.cookies.remove(name),
                _ => self.cookies.insert(name.to_owned(), value.to_owned()),
            };
        }
        answer
    }

    /// The fields of the form that the settings screen sends, as it stands.
    pub(crate) async fn settings_form(&mut self, stage: &Stage) -> BTreeMap<String, String> {
        let page = self.get(stage, "/web/settings").await;
        assert_eq!(page.status, 200, "{page:?}");
        fields_of(&page.text, "/web/settings/confirmation")
    }
}

/// A form, sent from one of our own pages.
pub(crate) fn form(path: &str, fields: &[(&str, &str)]) -> Request {
    let body: Vec<_> = fields
        .iter()
        .map(|(name, value)| format!("{}={}", encoded(name), encoded(value)))
        .collect();
    bare(Method::POST, path)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
        .bytes(body.join("&"))
}

/// These fields as a form takes them.
pub(crate) fn pairs(fields: &BTreeMap<String, String>) -> Vec<(&str, &str)> {
    fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect()
}

pub(crate) fn location(answer: &Answer) -> &str {
    answer
        .headers
        .get("location")
        .map_or("", |place| place.to_str().unwrap())
}

/// The value of a hidden field.
pub(crate) fn hidden(html: &str, name: &str) -> String {
    let from = format!("name=\"{name}\" value=\"");
    let (_, rest) = html
        .split_once(&from)
        .unwrap_or_else(|| panic!("no {name} in {html}"));
    rest.split('"').next().unwrap().to_owned()
}

/// What the form with this action sends if nobody touches it.
pub(crate) fn fields_of(html: &str, action: &str) -> BTreeMap<String, String> {
    let from = format!("action=\"{action}\"");
    let (_, form) = html
        .split_once(&from)
        .unwrap_or_else(|| panic!("no form to {action}"));
    let form = form.split("</form>").next().unwrap();
    let mut fields = BTreeMap::new();
    for input in form.split("<input").skip(1) {
        let tag = input.split('>').next().unwrap();
        let attribute = |name: &str| {
            let rest = tag.split_once(&format!(" {name}=\""))?.1;
            rest.split('"').next().map(unescaped)
        };
        if attribute("type").as_deref() == Some("radio") && !tag.contains(" checked") {
            continue;
        }
        fields.insert(attribute("name").unwrap(), attribute("value").unwrap());
    }
    fields
}

fn unescaped(text: &str) -> String {
    [
        ("&#60;", "<"),
        ("&#62;", ">"),
        ("&#34;", "\""),
        ("&#39;", "'"),
        ("&#38;", "&"),
    ]
    .iter()
    .fold(text.to_owned(), |text, (from, to)| text.replace(from, to))
}

fn encoded(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
