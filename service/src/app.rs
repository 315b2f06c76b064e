//! What every handler has at hand.

use std::{sync::Arc, time::Duration};

use jiff::{SignedDuration, Timestamp};

use crate::{
    password::Comparing,
    ports::{Clock, RandomSource},
    proof::Trust,
    store::Database,
};

/// One service's state: the database, what cards are trusted by, and the ports.
pub(crate) struct App {
    pub(crate) database: Database,
    pub(crate) trust: Trust,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn RandomSource>,
    pub(crate) passwords: Comparing,
    pub(crate) challenge_life: Duration,
    pub(crate) check_life: Duration,
    pub(crate) request_time: Duration,
}

/// The moment that is `life` after `start`; the end of the calendar if there is none.
pub(crate) fn end_of(start: Timestamp, life: Duration) -> Timestamp {
    SignedDuration::try_from(life)
        .ok()
        .and_then(|life| start.checked_add(life).ok())
        .unwrap_or(Timestamp::MAX)
}
