//! オン資WEB: the pages of a clinic's staff, under `/web`. In the order in which they are met:
//!
//! - [`sign_in`], [`sign_out`], and [`staff`]: who is signed in.
//! - [`home`]: the menu.
//! - [`settings`]: 環境設定情報, its history and the terms.
//! - [`emergency`], [`alarms`]: what the privacy officer looks through.

mod alarms;
mod emergency;
mod home;
mod settings;
mod sign_in;
mod sign_out;
mod staff;

use std::sync::Arc;

use axum::Router;
use jiff::Timestamp;

use crate::{app::App, ports::in_japan};

/// The clinic's pages.
pub(super) fn router() -> Router<Arc<App>> {
    Router::new()
        .merge(sign_in::router())
        .merge(sign_out::router())
        .merge(home::router())
        .merge(settings::router())
        .merge(emergency::router())
        .merge(alarms::router())
}

/// A moment as the pages write it, in Japan's time.
fn moment_words(moment: Timestamp) -> String {
    in_japan(moment).strftime("%Y年%-m月%-d日 %H:%M:%S").to_string()
}

/// A stored moment as the pages write it.
fn stored_moment_words(stored: &str) -> String {
    stored.parse().map_or_else(|_| stored.to_owned(), moment_words)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_as_it_is_in_japan() {
        assert_eq!(
            stored_moment_words("2026-11-22T16:02:03Z"),
            "2026年11月23日 01:02:03"
        );
        assert_eq!(
            stored_moment_words("2026-11-23T01:02:03+09:00"),
            "2026年11月23日 01:02:03"
        );
        assert_eq!(stored_moment_words("?"), "?");
    }
}
