//! The threads that every visit's work is done on: started with the first visit, and there until the process ends. A
//! runtime for each visit could not be ended from one of its own threads, where an observer may well drop the last
//! reference to a visit.

use std::{
    io,
    sync::{Mutex, PoisonError},
};

use tokio::runtime::{Builder, Handle, Runtime};

/// A second one, so that a shell's code that takes its time in a callback does not hold up the card.
const THREADS: usize = 2;

/// The runtime's handle. The error is the system's: it has no thread to give.
pub(crate) fn handle() -> io::Result<Handle> {
    /// Made under the lock: of two made at once one would have to be dropped, maybe by a thread of another runtime,
    /// where tokio forbids it.
    static RUNTIME: Mutex<Option<Runtime>> = Mutex::new(None);
    let mut runtime = RUNTIME.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(runtime) = &*runtime {
        return Ok(runtime.handle().clone());
    }
    let made = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("kyotaku")
        .enable_all()
        .build()?;
    Ok(runtime.insert(made).handle().clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(flavor = "multi_thread", worker_threads = 8)]
    async fn first_visits_that_start_at_once_share_one_runtime_wherever_they_are_started() {
        let starting: Vec<_> = (0..16)
            .map(|_| tokio::spawn(async { handle().unwrap().id() }))
            .collect();
        let mut ids = Vec::new();
        for each in starting {
            ids.push(each.await.unwrap());
        }
        assert!(ids.iter().all(|id| *id == ids[0]));
    }
}
