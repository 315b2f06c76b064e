//! The whole service on a free port, spoken to over HTTP.
//!
//! - `stage`: a running service, a device that speaks to it, and a card; `exchange`: what they say; `surface_card`: what a
//!   card shows without the PIN.
//! - `entrance`: what every request passes: token, origin, body, paths, methods.
//! - `challenges`, `certificate_lookups`, `eligibility_checks`, `registrations`, `refused_registrations`,
//!   `found_registrations`: an endpoint each.
//! - `known_certificates`, `visual_checks`, `twisted_proofs`: checks that are not by PIN and whole certificate.
//! - `races`: requests at the same moment.
//! - `durability`: what is left after a kill, and a broken database.
//! - `browser`: as much of one as the pages need; `pages_entrance`, `pages_sign_in`, `pages_settings`, `pages_officer`:
//!   the pages.
//! - `documentation`: OpenAPI and `docs/protocol.md` against what is served.
//! - `logs`: nothing personal in them.

mod browser;
mod certificate_lookups;
mod challenges;
mod documentation;
mod durability;
mod eligibility_checks;
mod entrance;
mod exchange;
mod found_registrations;
mod known_certificates;
mod logs;
mod pages_entrance;
mod pages_officer;
mod pages_settings;
mod pages_sign_in;
mod races;
mod refused_registrations;
mod registrations;
mod stage;
mod surface_card;
mod twisted_proofs;
mod visual_checks;
