//! What the clients have sent, and what they were answered. A request is written down before it leaves, an answer when it is there.

use std::{
    collections::BTreeMap,
    sync::{Mutex, MutexGuard, PoisonError},
};

use serde_json::Value;
use tokio::sync::watch;

/// What a request asks to be stored.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Kind {
    Challenge,
    Check,
    Registration,
    Disclosure,
    Correction,
}

impl Kind {
    pub(crate) const ALL: [Self; 5] = [
        Self::Challenge,
        Self::Check,
        Self::Registration,
        Self::Disclosure,
        Self::Correction,
    ];
}

/// A request: whoever sends it again under its key is answered what the first was. One without a key is another each time.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) institution: &'static str,
    pub(crate) sent: Value,
    pub(crate) answer: Option<Value>,
}

/// By their keys, or for those without one by their places in the order of sending.
pub(crate) type Entries = BTreeMap<String, Entry>;

/// What became of the requests, in numbers.
#[derive(Clone, Copy, Debug, Default)]
struct Counts {
    cut: u64,
    unavailable: u64,
    found_stored: u64,
}

/// The ledger of all clients.
#[derive(Default)]
pub(crate) struct Ledger {
    entries: Mutex<BTreeMap<Kind, Entries>>,
    counts: Mutex<Counts>,
    answers: watch::Sender<u64>,
    stopped: watch::Sender<bool>,
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ledger {
    /// Notes that a request is about to be sent; the name that its answer is to be noted under.
    pub(crate) fn sends(
        &self,
        kind: Kind,
        key: Option<&str>,
        institution: &'static str,
        sent: &Value,
    ) -> String {
        let mut all = locked(&self.entries);
        let entries = all.entry(kind).or_default();
        let name = key.map_or_else(|| entries.len().to_string(), str::to_owned);
        let entry = entries.entry(name.clone()).or_insert(Entry {
            institution,
            sent: sent.clone(),
            answer: None,
        });
        assert_eq!(&entry.sent, sent, "one key is one request's");
        name
    }

    /// Notes an answer. A request that was answered before is answered the same.
    pub(crate) fn answered(&self, kind: Kind, name: &str, answer: &Value) {
        let mut all = locked(&self.entries);
        let entry = all.get_mut(&kind).and_then(|entries| entries.get_mut(name));
        let earlier = entry.expect("it was sent").answer.replace(answer.clone());
        assert!(
            earlier.is_none_or(|earlier| earlier == *answer),
            "{kind:?} {name}"
        );
        drop(all);
        self.answers.send_modify(|answers| *answers += 1);
    }

    /// Everything of a kind, as it is now.
    pub(crate) fn entries(&self, kind: Kind) -> Entries {
        locked(&self.entries).get(&kind).cloned().unwrap_or_default()
    }

    /// Notes a request whose answer did not come, or not whole.
    pub(crate) fn was_cut(&self) {
        locked(&self.counts).cut += 1;
    }

    /// Notes an answer that said that the database cannot be used at the moment.
    pub(crate) fn was_unavailable(&self) {
        locked(&self.counts).unavailable += 1;
    }

    /// Notes that what was asked for again had been stored the first time.
    pub(crate) fn was_found_stored(&self) {
        locked(&self.counts).found_stored += 1;
    }

    /// Waits for so many further answers.
    pub(crate) async fn wait_for_answers(&self, count: u64) {
        let mut answers = self.answers.subscribe();
        let enough = *answers.borrow() + count;
        let waited = answers.wait_for(|answers| *answers >= enough).await;
        waited.expect("the ledger is there");
    }

    /// Tells the clients to end with the visits that they are at.
    pub(crate) fn stop(&self) {
        self.stopped.send_replace(true);
    }

    pub(crate) fn is_stopped(&self) -> bool {
        *self.stopped.borrow()
    }

    pub(crate) fn counts(&self) -> Vec<(String, u64)> {
        let answered = Kind::ALL.map(|kind| {
            let entries = self.entries(kind);
            let answered = entries.values().filter(|entry| entry.answer.is_some());
            (format!("{kind:?} answered"), answered.count() as u64)
        });
        let counts = *locked(&self.counts);
        let others = [
            ("requests cut", counts.cut),
            ("of these found stored when sent again", counts.found_stored),
            ("answered 503", counts.unavailable),
        ];
        let others = others.map(|(what, count)| (what.to_owned(), count));
        answered.into_iter().chain(others).collect()
    }
}
