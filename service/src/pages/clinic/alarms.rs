//! `/web/alarms`: stored consents that contradict themselves. Nothing is given out under them; somebody has to look.

use std::sync::Arc;

use askama::Template;
use axum::{Router, extract::State, http::StatusCode, response::Response, routing};

use super::{staff::Staff, stored_moment_words};
use crate::{
    app::App,
    pages::{Frame, PageFault, Site, draw},
    standing::Contradiction,
    store::officer::{self, Alarm, MOST},
};

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/alarms", routing::get(get))
}

#[derive(Template)]
#[template(path = "clinic/alarms.html")]
struct AlarmsPage {
    frame: Frame,
    alarms: Vec<Alarm>,
    most: i64,
}

impl AlarmsPage {
    fn moment(&self, stored: &str) -> String {
        stored_moment_words(stored)
    }

    fn about<'a>(&self, stored: &'a str) -> &'a str {
        contradiction_words(stored)
    }
}

async fn get(State(app): State<Arc<App>>, staff: Staff) -> Result<Response, PageFault> {
    let mut connection = app.database.read().await?;
    let alarms = officer::alarms(&mut connection, &staff.account.institution).await?;
    let frame = Frame::of(Site::Clinic, "警報", staff.visitor()).below(&[]);
    draw(
        StatusCode::OK,
        &AlarmsPage {
            frame,
            alarms,
            most: MOST,
        },
    )
}

/// What an alarm is about. The names are stored as [`Contradiction`] writes them.
fn contradiction_words(stored: &str) -> &str {
    let all = [
        (
            Contradiction::StatementUnreadable,
            "保存された登録内容が読み取れません。",
        ),
        (
            Contradiction::StatementOfAnotherRow,
            "登録内容が、別の医療機関・資格確認・診療形態・設定・発行方法のものです。",
        ),
        (
            Contradiction::StatementOfOtherSettings,
            "登録内容の回答が、環境設定情報で尋ねることになっていた項目と合いません。",
        ),
        (
            Contradiction::ItemsDoNotFollow,
            "情報提供項目の同意・不同意が、患者の回答と合いません。",
        ),
        (
            Contradiction::ItemRowsDiffer,
            "項目ごとの記録が、登録内容と合いません。",
        ),
        (
            Contradiction::DigestDiffers,
            "登録内容が、登録時の控え番号と合いません。",
        ),
    ];
    let named = all
        .into_iter()
        .find(|(contradiction, _)| contradiction.to_string() == stored);
    named.map_or(stored, |(_, words)| words)
}
