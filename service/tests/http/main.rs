//! The whole service on a free port, spoken to over HTTP.
//!
//! What the tests stand on:
//!
//! - `stage`: a running service, a device that speaks to it, and a card; `exchange`: what they say; `surface_card`: what a
//!   card shows without the PIN.
//! - `visits`: visits by every channel, in every mode; `consented`: people who agreed; `ehr`: the clinic's 電子カルテ.
//! - `past_the_guard`, `rows_of_consents`: rows written past the service.
//! - `browser`: as much of one as the pages need; `reader`: a clinic's file, read by another library.
//! - `operations`: every operation of the OpenAPI document; `raw`: a connection without a client's manners.
//!
//! What they say:
//!
//! - `entrance`: what every request passes: token, origin, body, paths, methods; `edge`: what is hardly HTTP;
//!   `limits`: what is slow or too much.
//! - `channels`: who speaks for which channel, and what each serves.
//! - `challenges`, `certificate_lookups`, `eligibility_checks`, `registrations`, `refused_registrations`,
//!   `found_registrations`: an endpoint each.
//! - `known_certificates`, `visual_checks`, `twisted_proofs`: checks that are not by PIN and whole certificate.
//! - `revocations`, `re_inquiries`, `patients`: what a clinic's office does; `specific_diseases`: 特定疾病 in what is answered.
//! - `gate_table`: what the gate gives out and what not, for every channel, mode and item; `gate_settings`: while which switch is
//!   on; `gate`: who asks, and how; `gate_log`: no log, no data; `contradictions`: stored flags that disagree; `emergency`: 救急時医療情報.
//! - `eligibility_results`: the list of checks and their files; `clinic_xml`: what a file says; `consent_flags`: what it says of
//!   consents; `diseases_in_files`: 特定疾病; `python`: read back by Python's own XML.
//! - `holder`: the patient's own side.
//! - `pages_entrance`, `pages_sign_in`, `pages_settings`, `pages_officer`: the clinic's pages.
//! - `constraints`: what the database itself refuses; `layers`: guard, database and gate, each with the other two switched off.
//! - `other_clinics`: no path leads to another clinic's patients.
//! - `races`: requests at the same moment; `several_services`: at two services with one database.
//! - `durability`: what is left after a kill, and a broken database.
//! - `documentation`: OpenAPI and the documents against what is served.
//! - `names_with_nul`: names that no database can hold.
//! - `logs`: nothing personal in them.
//! - `on_postgresql`: all of this with the data on a PostgreSQL server, but for the modules `of_the_file`, which are about SQLite's.

mod browser;
mod certificate_lookups;
mod challenges;
mod channels;
mod clinic_xml;
mod consent_flags;
mod consented;
mod constraints;
mod contradictions;
mod diseases_in_files;
mod documentation;
mod durability;
mod edge;
mod ehr;
mod eligibility_checks;
mod eligibility_results;
mod emergency;
mod entrance;
mod exchange;
mod found_registrations;
mod gate;
mod gate_log;
mod gate_settings;
mod gate_table;
mod holder;
mod known_certificates;
mod layers;
mod limits;
mod logs;
mod names_with_nul;
mod on_postgresql;
mod operations;
mod other_clinics;
mod pages_entrance;
mod pages_officer;
mod pages_settings;
mod pages_sign_in;
mod past_the_guard;
mod patients;
mod python;
mod races;
mod raw;
mod re_inquiries;
mod reader;
mod refused_registrations;
mod registrations;
mod revocations;
mod rows_of_consents;
mod several_services;
mod specific_diseases;
mod stage;
mod surface_card;
mod twisted_proofs;
mod visits;
mod visual_checks;
