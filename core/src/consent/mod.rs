//! The consent form: settings → questions → sheet → confirmed registration → receipt.
//!
//! - [`question`]: which questions the settings ask ([`Form::of`]), and which items each question decides
//!   ([`Question::items`]).
//! - [`sheet`]: the answers while the patient gives them. **[`Sheet::confirm`] is where a consent is decided**,
//!   and the only place where items come into being.
//! - [`statement`]: what was confirmed, in the form in which it is shown, digested, sent and stored.
//! - [`receipt`]: what the service read back.

pub mod question;
pub mod receipt;
pub mod sheet;
pub mod statement;

pub use question::{Decision, Form, Item, PrescriptionForm, PrescriptionRow, Question};
pub use receipt::{Receipt, RegistrationRequest};
pub use sheet::{Confirmed, Missing, Sheet};
pub use statement::{Answer, ItemDecision, Statement};
