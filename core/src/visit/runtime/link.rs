//! The way from a piece of work back to the model. It keeps nothing alive, and delivers only while its work is the
//! newest of its call.

use std::sync::{Arc, Weak};

use super::{
    super::{
        effect::{Call, Outcome},
        model::Happening,
    },
    Inner,
};

/// See above.
#[derive(Clone)]
pub(super) struct Link {
    pub(super) inner: Weak<Inner>,
    pub(super) call: Call,
    pub(super) number: u64,
}

impl Link {
    /// Whether its work is still wanted.
    pub(super) fn is_newest(&self) -> bool {
        let inner = self.inner.upgrade();
        inner.is_some_and(|inner| inner.lock().is_newest(self.call, self.number))
    }

    /// Its outcome goes to the model, and the shell hears of it.
    pub(super) fn feed(&self, outcome: Outcome) {
        let Some(inner) = self.inner.upgrade() else { return };
        let observer = {
            let mut state = inner.lock();
            if !state.is_newest(self.call, self.number) {
                return;
            }
            inner.advance(&mut state, Happening::Came(outcome));
            state.shell.as_ref().map(|shell| Arc::clone(&shell.observer))
        };
        if let Some(observer) = observer {
            observer.changed();
        }
    }
}
