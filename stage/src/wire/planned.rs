//! The mishaps that are planned on a wire. One is planned until it has happened: taken by its request, it is under way, and
//! no other request takes it.

use std::sync::Mutex;

use tokio::sync::watch;

use super::{Mishap, locked};

/// The mishaps of one wire, in the order in which they were planned.
#[derive(Default)]
pub(super) struct Planned {
    entries: Mutex<Vec<Entry>>,
    /// How many have happened.
    happened: watch::Sender<u64>,
}

struct Entry {
    path: &'static str,
    mishap: Mishap,
    /// Whose it is; none while it waits for its request.
    taken_by: Option<u64>,
}

impl Planned {
    pub(super) fn add(&self, path: &'static str, mishap: Mishap) {
        locked(&self.entries).push(Entry {
            path,
            mishap,
            taken_by: None,
        });
    }

    /// The first that waits for a request with this path. `request` is the request's number.
    pub(super) fn take(&self, request: u64, path: &str) -> Option<Mishap> {
        let mut entries = locked(&self.entries);
        let entry = entries
            .iter_mut()
            .find(|entry| entry.taken_by.is_none() && path.starts_with(entry.path))?;
        entry.taken_by = Some(request);
        Some(entry.mishap)
    }

    /// What this request took has happened.
    pub(super) fn happened(&self, request: u64) {
        locked(&self.entries).retain(|entry| entry.taken_by != Some(request));
        self.happened.send_modify(|happened| *happened += 1);
    }

    /// What this request took could not happen to it, and waits for another.
    pub(super) fn put_back(&self, request: u64) {
        for entry in &mut *locked(&self.entries) {
            entry.taken_by.take_if(|taken_by| *taken_by == request);
        }
    }

    /// What has not happened yet.
    pub(super) fn left(&self) -> Vec<(&'static str, Mishap)> {
        let entries = locked(&self.entries);
        entries.iter().map(|entry| (entry.path, entry.mishap)).collect()
    }

    /// Told whenever one has happened.
    pub(super) fn watch(&self) -> watch::Receiver<u64> {
        self.happened.subscribe()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mishap_is_left_until_it_has_happened_and_no_other_request_takes_it_meanwhile() {
        let planned = Planned::default();
        planned.add("/a", Mishap::AnswerLost);
        planned.add("/b", Mishap::RequestLost);
        planned.add("/a", Mishap::AnswerHeld);
        assert_eq!(planned.take(1, "/a/x"), Some(Mishap::AnswerLost));
        assert_eq!(planned.take(2, "/a"), Some(Mishap::AnswerHeld));
        assert_eq!(planned.take(3, "/a"), None);
        assert_eq!(planned.left().len(), 3);
        planned.happened(1);
        assert_eq!(
            planned.left(),
            [("/b", Mishap::RequestLost), ("/a", Mishap::AnswerHeld)]
        );
        planned.put_back(2);
        assert_eq!(planned.take(4, "/a"), Some(Mishap::AnswerHeld));
    }
}
