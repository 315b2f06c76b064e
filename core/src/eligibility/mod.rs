//! 資格確認: what the online eligibility system says of the insured person, and the calls to it.
//!
//! - [`code`]: the code tables 006 to 013 and 017, 038, 039; an unknown code is kept and shown.
//! - [`date`]: dates in both calendars.
//! - [`number`]: institution codes and insurer numbers.
//! - [`name`]: names, with ● where the insurer's system lacks a character.
//! - [`settings`]: a clinic's settings (環境設定情報).
//! - [`result`]: the eligibility of one person ([`Eligibility`]).
//! - [`exchange`]: the requests and answers on the wire.
//! - [`problem`]: why the service refused (RFC 9457); [`at_fault`]: what a refusal lies at.
//! - [`re_inquiry`]: the eligibility asked again without the card (再照会).
//! - [`service`]: the port through which the core calls the service, and how a call can fail.
//! - [`http`]: the port over HTTP.

pub mod at_fault;
pub mod code;
pub mod date;
pub mod exchange;
pub mod http;
pub mod name;
pub mod number;
pub mod problem;
pub mod re_inquiry;
pub mod result;
pub mod service;
pub mod settings;

pub use at_fault::AtFault;
pub(crate) use exchange::hex;
pub use exchange::{
    Challenge, ChallengeRequest, CheckRequest, IdempotencyKey, Identity, Lookup, LookupRequest, PinProof,
    SentCertificate, VisualProof,
};
pub use http::{DeviceToken, HttpConfig, HttpService};
pub use number::{InstitutionCode, InsurerNumber};
pub use problem::{Problem, ProblemKind};
pub use re_inquiry::{KnownPatient, PresentEligibility, ReInquiry, ReInquiryRequest};
pub use result::{Eligibility, Insurance, Insured};
pub use service::{EligibilityService, ServiceFault};
pub use settings::{ClinicSettings, Use};
