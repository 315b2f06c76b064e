//! What the service can do in a second, next to what its database can, in one run: the machine may be shared, so that only figures
//! of the same moments can be compared. `cargo xtask bench service` runs it; docs/measurements.md keeps what it printed.
//!
//! - [`sizes`]: how much is measured.
//! - [`ground`]: a running service on a database, and a way into that database past it.
//! - `visit`: clinics, and checks under which consents can be registered; `http`: requests, as a device makes them.
//! - [`registrations`]: durable registrations per second, next to `bare`: the same rows written without the service.
//! - [`gate`]: how long one item's disclosure takes.
//! - [`audit`]: how many rows per second are audited; `memory`: in how much memory.
//! - [`figures`]: medians, percentiles, and ratios round by round.
//!
//! Nothing passes or fails by how long it takes. What is counted is compared with what the database holds: a difference is a failure.

pub mod audit;
mod bare;
pub mod figures;
pub mod gate;
pub mod ground;
mod http;
mod memory;
pub mod registrations;
pub mod sizes;
mod visit;

/// Why nothing was measured.
pub type Failure = Box<dyn std::error::Error + Send + Sync>;
