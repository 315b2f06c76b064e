//! `/web`: the menu, with what the account's role opens.

use std::sync::Arc;

use askama::Template;
use axum::{Router, http::StatusCode, response::Response, routing};

use super::staff::Staff;
use crate::{
    app::App,
    pages::{Frame, PageFault, Site, draw},
    store::accounts::Role,
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .route("/web", routing::get(get))
        .route("/web/", routing::get(get))
}

/// A line of the menu.
struct Entry {
    path: &'static str,
    title: &'static str,
    says: &'static str,
}

#[derive(Template)]
#[template(path = "clinic/home.html")]
struct HomePage {
    frame: Frame,
    entries: Vec<Entry>,
}

async fn get(staff: Staff) -> Result<Response, PageFault> {
    let entry = |path, title, says| Entry { path, title, says };
    let mut entries = Vec::new();
    if staff.is(Role::Administrator) {
        entries.push(entry(
            "/web/settings",
            "環境設定情報",
            "医療機関が利用する情報と機能を確かめ、変更します。",
        ));
    }
    entries.push(entry(
        "/web/settings/history",
        "環境設定情報の履歴",
        "だれが、いつ、何を変更したかを確かめます。",
    ));
    if staff.is(Role::PrivacyOfficer) {
        entries.push(entry(
            "/web/emergency",
            "救急時医療情報の閲覧記録",
            "患者の同意によらず提供された情報と、その理由を確かめます。",
        ));
    }
    entries.push(entry(
        "/web/alarms",
        "警報",
        "登録された同意の内容に矛盾が見つかったものを確かめます。",
    ));
    entries.push(entry(
        "/web/terms",
        "オンライン資格確認等システム利用規約",
        "利用規約を表示します。",
    ));
    let frame = Frame::of(Site::Clinic, "メニュー", staff.visitor());
    draw(StatusCode::OK, &HomePage { frame, entries })
}
