//! `/web/settings/history`: every saved version, the newest first: who saved it, when, and what it changed.
//! `?before=<version>` goes further back.

use std::sync::Arc;

use askama::Template;
use axum::{
    Router,
    extract::{RawQuery, State},
    http::StatusCode,
    response::Response,
    routing,
};

use super::draft::{Change, changes};
use crate::{
    app::App,
    pages::{
        Fields, Frame, PageFault, Site,
        clinic::{moment_words, staff::Staff},
        draw,
    },
    store,
};

/// How many versions stand on one page.
const MOST: u32 = 20;

pub(super) fn router() -> Router<Arc<App>> {
    Router::new().route("/web/settings/history", routing::get(get))
}

/// One version.
struct Entry {
    version: u32,
    saved_at: String,
    saved_by: String,
    changes: Vec<Change>,
    /// The first version changes nothing: there was none before.
    is_first: bool,
}

#[derive(Template)]
#[template(path = "clinic/settings/history.html")]
struct HistoryPage {
    frame: Frame,
    entries: Vec<Entry>,
    /// The version before which older ones stand on the next page.
    older_before: Option<u32>,
    is_newest: bool,
}

async fn get(
    State(app): State<Arc<App>>,
    staff: Staff,
    RawQuery(query): RawQuery,
) -> Result<Response, PageFault> {
    let fields = Fields::of(query.unwrap_or_default().as_bytes());
    let before = match fields.get("before") {
        None => None,
        Some(before) => Some(before.parse::<u32>().map_err(|_| PageFault::NotFound)?),
    };
    let newest = before.map_or(staff.settings.version, |before| before.saturating_sub(1));
    let mut connection = app.database.read().await?;
    // One more than are shown: the last is compared with it.
    let versions =
        store::settings::versions(&mut connection, &staff.account.institution, newest, MOST + 1).await?;
    if versions.is_empty() {
        return Err(PageFault::NotFound);
    }
    let shown = versions.iter().take(MOST as usize).enumerate();
    let entries: Vec<_> = shown
        .map(|(place, saved)| {
            let previous = versions.get(place + 1);
            Entry {
                version: saved.settings.version,
                saved_at: moment_words(saved.saved_at),
                saved_by: saved
                    .saved_by
                    .clone()
                    .unwrap_or_else(|| "運用者(登録時の設定)".to_owned()),
                changes: previous
                    .map(|previous| changes(&previous.settings, &saved.settings))
                    .unwrap_or_default(),
                is_first: previous.is_none(),
            }
        })
        .collect();
    let last = entries.last().map_or(1, |entry| entry.version);
    let page = HistoryPage {
        frame: Frame::of(Site::Clinic, "環境設定情報の履歴", staff.visitor()).below(&[]),
        older_before: (versions.len() > entries.len()).then_some(last),
        is_newest: before.is_none(),
        entries,
    };
    draw(StatusCode::OK, &page)
}
