//! Whole visits on real parts: the core's visit on one side; on the other the service in a process of its own, over
//! HTTP, with its database on disk; and a software My Number card, in pcscd's virtual reader or in process. What can
//! go wrong on the way goes wrong here, one thing at a time, and each test also asserts what did not happen.
//!
//! - `stage`: the service and its database. `pcscd_card`: the card behind pcscd. What can happen between a client and the
//!   service is `kyotaku_stage::wire`. `steps`, `screens`: a visit's steps and screens.
//! - `eligibility`: each sample card's state, in words, and whether the form is offered.
//! - `card_pulled`, `pin`, `readers`: the card and its reader.
//! - `wire_faults`, `doubt`, `service_killed`: the service and the way to it.
//! - `settings_changed`, `bad_requests`: what a registration or a request may not be.
//! - `logs`: what the logs of whole visits do not hold.
//! - `demos`: the program's own demonstration.
//!
//! The tests with a card behind pcscd need Debian's packages pcscd and vsmartcard-vpcd, and take turns.

mod bad_requests;
mod card_pulled;
mod demos;
mod doubt;
mod eligibility;
mod field;
mod logs;
mod pcscd_card;
mod pin;
mod readers;
mod screens;
mod service_killed;
mod settings_changed;
mod stage;
mod steps;
mod wire_faults;
