//! PostgreSQL from Debian's packages, for as long as a test wants it: in a temporary folder, on a Unix socket, on no network, as a
//! user without rights. Nothing is left behind, whatever happens to the test: `server.sh` sees to it.
//!
//! - [`Server`]: a server of one's own, which can be stopped, killed, and kept from growing its files.
//! - [`TestDatabase`]: a database of one's own on a server that may be another process's.
//! - [`TestPlace`]: where one test's data live, on SQLite or PostgreSQL.
//! - [`tests_hold_again`]: a test binary's tests, once more on PostgreSQL.

mod again;
mod database;
mod place;
mod server;

pub use again::tests_hold_again;
pub use database::TestDatabase;
pub use place::TestPlace;
pub use server::Server;
