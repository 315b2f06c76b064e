//! Audit and correction, on registers that are generated: the notice's months among ordinary registrations.
//!
//! - `register`: registers, and the database past the service.
//! - `numbers`: the notice's numbers, with many seeds and among many; `by_hand`: recomputed in plain SQL, which shares nothing with the audit.
//! - `look_alikes`: leave a clause out, and somebody is counted who is not concerned.
//! - `before_the_guard`: what is marked, and that nothing can be written as old.
//! - `damaged`: rows that cannot be read.
//! - `on_postgresql`: the same on PostgreSQL.
//! - `correction`: dry, written, twice, interrupted; `gate`: before and after it, through a running service; `letters`.

mod before_the_guard;
mod by_hand;
mod correction;
mod damaged;
mod gate;
mod letters;
mod look_alikes;
mod numbers;
mod on_postgresql;
mod register;
