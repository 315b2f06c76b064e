//! The threads that every visit's work is done on: started with the first visit, and there until the process ends. A
//! runtime for each visit could not be ended from one of its own threads, where an observer may well drop the last
//! reference to a visit.

use std::{io, sync::OnceLock};

use tokio::runtime::{Builder, Handle, Runtime};

/// A second one, so that a shell's code that takes its time in a callback does not hold up the card.
const THREADS: usize = 2;

/// The runtime's handle. The error is the system's: it has no thread to give.
pub(crate) fn handle() -> io::Result<Handle> {
    static RUNTIME: OnceLock<Runtime> = OnceLock::new();
    if let Some(runtime) = RUNTIME.get() {
        return Ok(runtime.handle().clone());
    }
    let runtime = Builder::new_multi_thread()
        .worker_threads(THREADS)
        .thread_name("kyotaku")
        .enable_all()
        .build()?;
    // Of two that are made at once, one stays; the other has no work and ends here.
    Ok(RUNTIME.get_or_init(|| runtime).handle().clone())
}
