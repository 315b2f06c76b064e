//! The stand-in for オンライン資格確認等システム, whose interface is not public: what a visit app speaks to, so that the
//! whole way from a card to a receipt runs on one machine. `docs/protocol.md` specifies what it speaks.
//!
//! Read it in the order in which a request flows:
//!
//! - [`config`] and [`running`]: what it is started with, and the running service.
//! - `http`: what every request passes: its connection, its number, its end in time, the device that sent it, its body.
//! - `channels`: which channel serves which mode.
//! - `routes`: the tree of URLs, a file for each endpoint.
//! - `pages`: the pages, for browsers; [`password`]: how their visitors prove themselves.
//! - [`proof`]: the card proof of an eligibility check.
//! - `guard`: the rules that a registration must keep, worked out from the raw request.
//! - `standing`: what stands of a registered consent at a moment; `eligible`: who is eligible; `alarm`: what is
//!   raised where what is stored of a consent contradicts itself; `revocable`: what may be taken back.
//! - `gate`: what a clinic's own programs may have of a patient; `clinic_xml`: what they read of a check.
//! - `holder`: the patient's own side: what their card opens, what they see, and how they take it back.
//! - [`audit`]: after the fact: what matches a condition, what was given out under it, and taking it back; [`incident`]: a register
//!   to try that on.
//! - [`store`]: the database; the schema is in `service/migrations`.
//! - [`sample`]: made-up clinics and people, one for each state of eligibility.
//! - [`ports`]: the clock and the random source; [`splitmix64`]: numbers that only look like chance, for what is generated.
//!
//! ```no_run
//! # async fn run(root: Vec<u8>) -> Result<(), kyotaku_service::StartError> {
//! use std::sync::Arc;
//! use kyotaku_service::{Config, Service, ports::SystemClock};
//!
//! let mut config = Config::new("kyotaku.db", vec![root]);
//! config.sample = true;
//! let running = Service::start(config, Arc::new(SystemClock)).await?;
//! println!("http://{}/v1/health", running.address);
//! running.shutdown().await;
//! # Ok(())
//! # }
//! ```

mod alarm;
mod app;
pub mod audit;
mod channels;
mod clinic_xml;
pub mod config;
mod eligible;
mod gate;
mod guard;
mod holder;
mod http;
pub mod incident;
mod pages;
pub mod password;
pub mod ports;
pub mod proof;
mod revocable;
mod routes;
pub mod running;
pub mod sample;
pub mod splitmix64;
mod standing;
pub mod store;

pub use config::Config;
pub use running::{Ports, Running, Service, StartError};
pub use store::{
    Database, Place, StoreError, StoredConsent, StoredItem, all_registered, count_registrations,
    items_of_latest_registration, items_of_registration, save_settings,
};
