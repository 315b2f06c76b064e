//! The whole service on a free port, spoken to over HTTP.
//!
//! - `stage`: a running service, a device that speaks to it, and a card; `exchange`: what they say; `surface_card`: what a
//!   card shows without the PIN.
//! - `visits`: visits by every channel, in every mode; `past_the_guard`: rows written past the service.
//! - `ehr`: the clinic's 電子カルテ, which asks for what was agreed.
//! - `entrance`: what every request passes: token, origin, body, paths, methods.
//! - `challenges`, `certificate_lookups`, `eligibility_checks`, `registrations`, `refused_registrations`,
//!   `found_registrations`: an endpoint each.
//! - `consented`: people who agreed, by every channel and in every mode; `revocations`, `re_inquiries`, `patients`: what a
//!   clinic's office then does; `specific_diseases`: 特定疾病 in what is answered.
//! - `known_certificates`, `visual_checks`, `twisted_proofs`: checks that are not by PIN and whole certificate.
//! - `channels`: who speaks for which channel, and what each serves.
//! - `constraints`, `disclosure_constraints`: what the database itself refuses; `layers`: guard, database and gate, each with the other two switched off.
//! - `gate_table`: what the gate gives out and what not, for every channel, mode and item; `gate`: who asks, and how;
//!   `gate_log`: no log, no data; `contradictions`: stored flags that disagree; `emergency`: 救急時医療情報.
//! - `races`: requests at the same moment.
//! - `durability`: what is left after a kill, and a broken database.
//! - `documentation`: OpenAPI and `docs/protocol.md` against what is served.
//! - `logs`: nothing personal in them.

mod certificate_lookups;
mod challenges;
mod channels;
mod consented;
mod constraints;
mod contradictions;
mod disclosure_constraints;
mod documentation;
mod durability;
mod ehr;
mod eligibility_checks;
mod emergency;
mod entrance;
mod exchange;
mod found_registrations;
mod gate;
mod gate_log;
mod gate_table;
mod known_certificates;
mod layers;
mod logs;
mod past_the_guard;
mod patients;
mod races;
mod re_inquiries;
mod refused_registrations;
mod registrations;
mod revocations;
mod specific_diseases;
mod stage;
mod surface_card;
mod twisted_proofs;
mod visits;
mod visual_checks;
