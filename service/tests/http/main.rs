//! The whole service on a free port, spoken to over HTTP.
//!
//! - `stage`: a running service, a device that speaks to it, and a card; `exchange`: what they say; `surface_card`: what a
//!   card shows without the PIN.
//! - `entrance`: what every request passes: token, origin, body, paths, methods.
//! - `edge`: what is hardly HTTP; `limits`: what is slow, or too much; `raw`: requests written byte by byte.
//! - `challenges`, `certificate_lookups`, `eligibility_checks`, `registrations`, `refused_registrations`,
//!   `found_registrations`: an endpoint each.
//! - `known_certificates`, `visual_checks`, `twisted_proofs`: checks that are not by PIN and whole certificate.
//! - `races`: requests at the same moment.
//! - `durability`: what is left after a kill, and a broken database.
//! - `other_clinics`: no path leads to another clinic's patients; `operations`: every operation of the document.
//! - `documentation`: OpenAPI and `docs/protocol.md` against what is served.
//! - `logs`: nothing personal in them.

mod certificate_lookups;
mod challenges;
mod documentation;
mod durability;
mod edge;
mod eligibility_checks;
mod entrance;
mod exchange;
mod found_registrations;
mod known_certificates;
mod limits;
mod logs;
mod operations;
mod other_clinics;
mod races;
mod raw;
mod refused_registrations;
mod registrations;
mod stage;
mod surface_card;
mod twisted_proofs;
mod visual_checks;
