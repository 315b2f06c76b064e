//! The consent form: settings → questions → sheet → confirmed registration → receipt.
//!
//! - [`question`]: the questions, and the items that each decides ([`Question::items`]).
//! - [`mod@form`]: which of them the settings ask ([`Form::of`]).
//! - [`sheet`]: the answers while the patient gives them. **[`Sheet::confirm`] is where a consent is decided**,
//!   and the only place where items come into being.
//! - [`statement`]: what was confirmed, in the form in which it is shown, digested, sent and stored.
//! - [`receipt`]: what the service read back.
//! - [`standing`]: what stands of a registered consent, until when, and its revocation (取消).

pub mod form;
pub mod question;
pub mod receipt;
pub mod sheet;
pub mod standing;
pub mod statement;

pub use form::{Form, PrescriptionForm, PrescriptionRow};
pub use question::{Decision, Item, Question};
pub use receipt::{Receipt, RegistrationRequest};
pub use sheet::{Confirmed, Missing, Sheet};
pub use standing::{
    Revocation, RevocationReason, RevocationRequest, Standing, StandingAnswer, StandingConsent,
};
pub use statement::{Answer, ItemDecision, Statement};
